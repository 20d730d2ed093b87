"""What is hidden never leaves the server: frames, pages and exports are searched as they came."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from uuid import uuid4

import pytest

from tests.support.inside import read_log
from tests.support.shown import Shown

THREE = "\u00a0: 3 sur "
"""« Ont voté : 3 sur 5 », « Ont participé : 3 sur 5 »."""

NAMES = ("Anatoline", "Barnabette", "Clothildine")


def exports(lead) -> str:
    """The results in both forms, as text."""
    code = lead.browser.code
    said = lead.browser.get(f"/animer/{code}/resultats.json").text
    bundle = zipfile.ZipFile(
        io.BytesIO(lead.browser.http.get(f"{lead.browser.base}/animer/{code}/resultats.zip").content)
    )
    return said + "".join(name + bundle.read(name).decode() for name in bundle.namelist())


class Watchers:
    """Everybody who must not know: another participant, a screen, somebody who comes late, the facilitator."""

    def __init__(self, crowd, lead):
        self.crowd, self.lead = crowd, lead
        self.bystander, self.screen = crowd.person("Temoin"), crowd.screen()
        self.lines = {
            "participant": self.bystander.socket(),
            "screen": self.screen.socket("screen"),
            "facilitator": lead.socket,
        }
        for line in self.lines.values():
            line.hello()

    def drawn(self, words: str):
        """Wait until everybody was pushed these words: what was acknowledged is drawn a moment later."""
        for role, line in self.lines.items():
            line.wait(f"“{words}” is pushed to the {role}", lambda line=line: words in line.heard)

    def heard(self, *of: str) -> str:
        """All that came to these roles: frames to now, a fresh hello, the page's source."""
        code, told = self.crowd.server.code, ""
        late = self.crowd.person("Tardive")
        pages = {
            "participant": lambda: self.bystander.get(f"/atelier/{code}").text + late.get(f"/atelier/{code}").text,
            "screen": lambda: self.screen.get(f"/ecran/{code}").text,
            "facilitator": lambda: (
                self.lead.browser.get(f"/animer/{code}").text + self.lead.browser.get(f"/animer/{code}/agenda").text
            ),
        }
        for role in of or self.lines:
            self.lines[role].hello()
            told += self.lines[role].heard + pages[role]()
        if not of or "participant" in of:
            line = late.socket()
            line.hello()
            told += line.heard
        return told


@pytest.fixture
def lead(crowd):
    return crowd.facilitator()


@dataclass
class Collected:
    """An activity in which three people have written three cards each, in silence, while others watch."""

    title: str
    activity: str
    mark: str
    texts: list[str]
    cards: list[str]
    lines: list
    people: list[str]
    watchers: Watchers


@pytest.fixture
def collected(crowd, lead):
    mark = f"zorglub{uuid4().hex[:8]}"
    activity = lead.add("ideation", mark[7:], ["collect", "reveal", "read", "cluster", "vote", "decide"])
    watchers = Watchers(crowd, lead)
    browsers = [crowd.person(name) for name in NAMES]
    lines = [browser.socket() for browser in browsers]
    texts = [f"{mark} {n} par {'abc'[n % 3]}" for n in range(9)]
    cards = [lines[n % 3].do(activity, "write", text=text) for n, text in enumerate(texts)]
    return Collected(mark[7:], activity, mark, texts, cards, lines, [browser.who for browser in browsers], watchers)


def rows_of(server, activity, *columns):
    return read_log(server.instance, *columns, where=f"activity = '{activity}' and role = 'participant'")


def test_nothing_of_a_silent_text_reaches_anybody_before_the_reveal(server, lead, collected):
    title, activity, mark, watchers = collected.title, collected.activity, collected.mark, collected.watchers
    watchers.drawn("9 cartes")
    told = watchers.heard() + exports(lead)
    assert "9 cartes" in told, "the watchers see nothing at all: the test would prove nothing"
    assert mark not in told
    for id, request_id, who in rows_of(server, activity, "id", "request_id", "who"):
        assert id not in told and request_id not in told and who not in told
    assert lead.part(title)["withheld"] == "not revealed"
    lead.stage(title, "reveal")
    watchers.drawn(mark)
    assert watchers.heard().count(mark) > 9 and mark in exports(lead)


def test_an_edit_a_withdrawal_and_a_late_text_stay_hidden_too(server, lead, collected):
    title, activity, mark, watchers = collected.title, collected.activity, collected.mark, collected.watchers
    lines = collected.lines
    lines[0].do(activity, "edit", card=collected.cards[0], text=f"{mark} corrigé")
    lines[1].do(activity, "take_back", card=collected.cards[1])
    assert mark not in watchers.heard() + exports(lead)
    lead.stage(title, "reveal")
    late = lines[1].command(activity, "write", text="retardataire-xylo")
    assert late["kind"] == "accepted" and "facilitat" in late["sentence"] or "anim" in late["sentence"]
    assert "retardataire-xylo" not in watchers.heard("participant", "screen") + exports(lead)
    lead.stage(title, "collect")
    assert mark not in exports(lead)


def test_the_revealed_order_is_not_the_order_of_writing(crowd, lead, collected):
    title, texts = collected.title, collected.texts
    lead.stage(title, "reveal")
    collected.watchers.drawn(collected.mark)
    line = crowd.person("Lecteur").socket()
    shown = Shown().replay([f"430{json.dumps([line.hello()])}"])
    board = shown.picture(shown.channel("board"))
    order = sorted(texts, key=board.index)
    assert order != texts and order != texts[::-1]
    (table,) = lead.part(title)["tables"]
    assert [row[1] for row in table["rows"]] != texts
    assert [row[0] for row in table["rows"]] == list(range(1, 10))


def test_a_blind_vote_shows_no_tally_before_it_is_decided(crowd, lead, collected):
    title, activity, lines, watchers = collected.title, collected.activity, collected.lines, collected.watchers
    for stage in ("reveal", "read", "cluster", "vote"):
        lead.stage(title, stage)
    (table, *_) = lead.part(title)["tables"]
    loved, other = table["links"][0]["card"], table["links"][1]["card"]
    watchers.drawn('class=\\"option\\"')
    before = {role: len(line.frames) for role, line in watchers.lines.items()}
    for line in lines:
        line.do(activity, "dot", option=loved)
    for role, line in watchers.lines.items():
        since = before[role]
        line.wait(f"three votes are told to the {role}", lambda: THREE in "".join(line.frames[since:]))  # noqa: B023
        shown = Shown().replay([f"430{json.dumps([line.hello()])}"])
        of_the_vote = [name for name in shown.drawn if re.search("/(head|board|screen|control)/", name)]
        pictures = "".join(map(shown.picture, of_the_vote))
        assert json.dumps(THREE)[1:-1] in pictures and "<meter" not in pictures and "result" not in pictures
        told = [json.loads(frame[2:])[1] for frame in line.frames[since:] if frame.startswith('42["show"')]
        # What the stage itself draws may still be on its way, and holds both.
        drawn = [show.get("parts", {}) for show in told]
        redrawn = [parts for parts in drawn if (loved in parts) != (other in parts)]
        assert told and not redrawn, "an option was drawn anew because somebody chose it"
        parts = {key: html for drawn in shown.drawn.values() for key, html in drawn["parts"].items()}
        plain = [re.sub(r"\d", "#", parts[key].replace(key, "")) for key in (loved, other) if key in parts]
        assert len({re.sub(r'id="[^"]*"|zorglub[0-9a-f#]+ # par .', "", html) for html in plain}) <= 1
    assert not any(table["name"] == "votes" for table in lead.part(title)["tables"])
    assert "Gommettes" not in exports(lead)
    lead.stage(title, "decide")
    votes = next(table for table in lead.part(title)["tables"] if table["name"] == "votes")
    assert votes["rows"][0][2] == 3 and votes["links"][0]["card"] == loved


def test_no_name_person_pseudonym_or_request_reaches_others_or_an_export(crowd, server, lead, collected):
    title, activity, mark, watchers = collected.title, collected.activity, collected.mark, collected.watchers
    lines = collected.lines
    people = collected.people
    for stage in ("reveal", "read", "cluster", "vote"):
        lead.stage(title, stage)
    option = lead.part(title)["tables"][0]["links"][0]["card"]
    for line in lines:
        line.do(activity, "dot", option=option)
    lead.stage(title, "decide")
    rows = rows_of(server, activity, "who", "request_id")
    written = {(name, who.partition("~")[0]) for name, who in rows_of(server, activity, "name", "who")}
    assert Counter(name for name, _token in written) == {"write": 3, "dot": 3}, "nobody is taken for somebody else"
    assert not {token for _name, token in written} & set(people)
    to_others = watchers.heard("participant", "screen")
    to_leads = watchers.heard("facilitator")
    taken_home = exports(lead)
    assert mark in to_others and mark in to_leads and mark in taken_home
    for name in NAMES:  # whoever facilitates may know who is there, not who wrote
        assert name not in to_others + taken_home
    for secret in {secret for row in rows for secret in row}:
        assert secret not in to_others + to_leads + taken_home
    for person in people:
        assert person not in to_others + taken_home


def test_what_is_ones_own_reaches_its_writer_alone(crowd, lead, collected):
    lines, texts = collected.lines, collected.texts
    own = "\n".join(json.dumps(event, ensure_ascii=False) for event in lines[0].events("mine")) + json.dumps(
        lines[0].hello()
    )
    assert texts[0] in own and texts[6] in own
    assert texts[1] not in own and texts[2] not in own


def test_a_closed_activity_keeps_nothing_that_leads_to_a_person(crowd, server, lead, collected):
    title, activity = collected.title, collected.activity
    lead.stage(title, "reveal")
    requests = {request for (request,) in rows_of(server, activity, "request_id")}
    with closing(sqlite3.connect(f"file:{server.instance / 'keys.sqlite'}?mode=ro", uri=True)) as keys:
        (key,) = keys.execute("select key from activity_key where activity = ?", (activity,)).fetchone()
    lead.socket.do("", "core.close", activity=activity, confirmed=True)
    assert set(rows_of(server, activity, "request_id", "digest")) == {(None, "")}
    files = b"".join(path.read_bytes() for path in server.instance.glob("keys.sqlite*"))
    assert key not in files
    assert len({at % 3_600_000 for (at,) in rows_of(server, activity, "at")} | {0}) == 1
    assert set(rows_of(server, activity, "site", '"table"')) == {("", "")}
    assert requests, "nothing had been written"
