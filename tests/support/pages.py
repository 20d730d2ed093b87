"""Pages over HTTP as people use them: a form's token, signing in, joining, the links and codes that pages show."""

from __future__ import annotations

import re

from app.store import people as people_rows

PASSWORD = "un mot de passe assez long"


def token(page) -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


def sign_in(client, email="fac@example.org", password=PASSWORD, **more):
    page = client.get("/compte/connexion")
    return client.post(
        "/compte/connexion", data={"csrf_token": token(page), "email": email, "password": password, **more}
    )


def join(client, facts, **said):
    page = client.get(f"/rejoindre/{facts.code}")
    data = {"csrf_token": token(page), "name": "Ana", "site": "s1", **said}
    return client.post(f"/rejoindre/{facts.code}", data=data)


def people(store, facts):
    with store.read() as session:
        return people_rows.people(session, facts.id)


SHORT = re.compile(r"\b[2-9A-HJ-NP-Z]{3} [2-9A-HJ-NP-Z]{3}\b")


def post(client, path, **data):
    page = client.get("/compte/connexion", follow_redirects=True)
    return client.post(path, data={"csrf_token": token(page), **data})


def who(client, facts) -> str:
    return re.search(r'data-who="([^"]+)"', client.get(f"/atelier/{facts.code}").text)[1]


def place_link(client, facts) -> str:
    return re.search(
        r'href="https?://[^/"]+(/atelier/reprendre/[^"]+)"', client.get(f"/atelier/{facts.code}/ma-place").text
    )[1]


def send(client, to, source, activity, receiver, *cards, **more):
    """Tick cards and hand them over, as the page does."""
    data = {
        "csrf_token": token(client.get("/animer")),
        "atelier": source.facts.code,
        "de": activity,
        "vers": receiver,
        "card": list(cards),
        **more,
    }
    return client.post(f"/animer/{to.facts.code}/cartes", data=data)


def shown(client) -> str:
    return SHORT.search(client.get("/ecran").text)[0]


def pair(console, facts, code, site="s1"):
    page = console.get(f"/animer/{facts.code}")
    data = {"csrf_token": token(page), "pairing": code, "site": site}
    return console.post(f"/animer/{facts.code}/ecrans/relier", data=data)


def unmarked(html: str) -> str:
    """A page without what marks texts with their language, to be read as one reads it."""
    return re.sub(r"</?bdi[^>]*>|[\u2068\u2069]", "", html)
