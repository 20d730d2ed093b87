"""A line that facilitators have everybody read; notes that each takes for themselves."""

from __future__ import annotations

import html

from app.live.commands.request import SCREEN, Grant
from app.store import accounts, own_notes, purge, workshops
from tests.support.pages import PASSWORD, sign_in, token


def drawn(workshop, audience) -> str:
    """What a page shows of it: its head, or on a console its own block."""
    grant = Grant(workshop.facts.id, SCREEN, "s:x") if audience == "screen" else workshop.grant(audience)
    page = workshop.room.run(lambda: workshop.room.snapshots.page(grant, "fr"))
    return html.unescape(page["blocks"]["line" if audience == "fac" else "head"]["html"])


def test_a_line_to_everyone_stands_on_every_page_until_it_is_taken_away(app, workshop):
    workshop.add("mood", title="Météo")
    workshop.core("core.tell_all", text="  Le buffet <b> est servi à 12 h ")
    line = "Le buffet <b> est servi à 12 h"
    shown = {audience: drawn(workshop, audience) for audience in ("ana", "fac", "screen")}
    assert all(line in page for page in shown.values()), shown
    assert "data-announce" in shown["ana"] and "core.tell_all" not in shown["ana"]
    workshop.open()  # as after a restart
    assert line in drawn(workshop, "screen")
    assert not workshop.ask("ana", "core.tell_all", text="À moi").accepted and line in drawn(workshop, "ana")
    workshop.core("core.tell_all", text="")
    assert not [page for page in (drawn(workshop, one) for one in shown) if line in page]


def test_sites_speak_in_turns_and_the_console_says_whose_comes_next(workshop):
    def told():
        page = workshop.room.run(lambda: workshop.room.snapshots.page(workshop.grant("fac"), "fr"))
        return html.unescape(page["blocks"]["speaking"]["html"]).replace("\xa0", " ")

    workshop.room.people.join("Ana", "s1", 1)
    workshop.add("time", title="Plénière")
    assert "Tours de parole" not in told(), "one site alone"
    workshop.room.people.join("Bob", "s2", 1)
    assert "Au tour de : Lille" in told()
    workshop.core("core.spoke", site="s1")
    assert "Au tour de : Amiens" in told() and "Lille a parlé · 1" in told()
    workshop.core("core.spoke", site="s2")
    assert "Au tour de : Lille" in told(), "as many: whoever spoke last waits"
    workshop.open()
    assert "Amiens a parlé · 1" in told(), "as after a restart"
    workshop.add("mood", title="Météo")
    assert "Lille a parlé · " not in told(), "another activity begins anew"
    assert not workshop.ask("ana", "core.spoke", site="s1").accepted


def test_each_facilitator_has_notes_of_their_own_and_two_pages_of_one_lose_nothing(app, workshop, store):
    console, way = workshop.console(), f"/animer/{workshop.facts.code}/mes-notes"
    other = store.write(accounts.add, email="b@example.org", name="B", password=PASSWORD, operator=False, now=0)
    store.write(workshops.add_facilitator, workshop.facts.id, other)
    colleague = app.test_client()
    sign_in(colleague, "b@example.org")

    def keep(client, text, mark=""):
        said = {"csrf_token": token(client.get("/animer")), "text": text, "mark": mark}
        return html.unescape(client.post(way, data=said).text)

    first = keep(console, "Relancer Amiens\n<b>")
    assert "Notes gardées" in first
    page = html.unescape(console.get(f"/animer/{workshop.facts.code}").text)
    assert "Relancer Amiens" in page
    assert "Relancer Amiens" not in html.unescape(colleague.get(f"/animer/{workshop.facts.code}").text)
    late = keep(console, "Autre page", "0" * 16)
    assert "Relancer Amiens" in late and read(store, workshop) == "Relancer Amiens\n<b>"
    mark = late.split('value="')[1].split('"')[0]
    keep(console, "Autre page", mark)
    assert read(store, workshop) == "Autre page"
    assert "5000" in keep(console, "x" * 5001, mark).replace("\u202f", "") and read(store, workshop) == "Autre page"
    assert app.test_client().post(way, data={"text": "x"}).status_code in (302, 400)
    store.write(purge.purge_content, workshop.facts.id)
    assert read(store, workshop) == ""


def read(store, workshop) -> str:
    with store.read() as session:
        return own_notes.read(session, workshop.facts.id, workshop.facilitator)
