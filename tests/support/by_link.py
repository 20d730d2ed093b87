"""Somebody who has a link by which one answers, the survey that it is of, and shorthands for both."""

from __future__ import annotations

import html
import re

from app.domain.clock import now_ms
from app.web.participant.reached_by_link import COOKIE
from tests.support.pages import token

QUESTIONS = """# Vos courriers
voie (choix) * : Comment nous écrivez-vous ?
- Courrier
- Courriel
delai (échelle 1-5) : Le délai convient-il ?
1 = pas du tout
5 = tout à fait
# Difficultés
lesquelles (plusieurs) si delai = 1, 2 : Lesquelles ?
- Formulaires
- Mots
# Pour finir
souhait (long) : Que changer ?
"""
HOUR = 3_600_000


def activity_of(workshop, id):
    return workshop.room.record.agenda.activities[id]


def opened(workshop, survey, since=-HOUR, until=HOUR):
    now = now_ms()
    return workshop.room.links.open(activity_of(workshop, survey), now + since, now + until)


class Phone:
    """Somebody who has the link and nothing else: no script, no name."""

    def __init__(self, app, link):
        self.client, self.at = app.test_client(), f"/q/{link.code}"

    def page(self, query="") -> str:
        return html.unescape(self.client.get(self.at + query).get_data(as_text=True))

    def post(self, to="", **said):
        data = {"csrf_token": token(self.client.get(self.at)), **said}
        return self.client.post(self.at + to, data=data)

    def send(self, page, **said):
        return self.post(
            "", command="answer", page=page, **{name.replace("__", "."): one for name, one in said.items()}
        )

    def answer(self, voie="courriel", delai="4", souhait=""):
        for sent in (
            self.send("voie", said__voie=voie, said__delai=delai),
            self.send("souhait", words__souhait=souhait),
        ):
            assert sent.status_code == 303, sent.text

    @property
    def cookie(self):
        return self.client.get_cookie(COOKIE, path=self.at).value


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ").replace("\u202f", " ")


def counted(workshop, survey):
    return workshop.room.record.standing(survey).state.answers
