"""Hostile texts in every place where a person may write: shown as typed, to everybody, and nothing of them runs."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser

import pytest

from beffroi.fields import tidy
from tests.support.clients import Browser, Socket, command, csrf, until
from tests.support.serving import day_in

HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>"
SHORT = "<b onload=x>\"'><i>"  # what a word has room for
BREAKS = [
    HOSTILE,
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover='alert(1)",
    "</script><svg/onload=alert(1)>",
    "<!--slot-->",
    "<!--/slot-->",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "]]>",
    "&lt;b&gt;",
    "\\u003cb>",
]
AS_TYPED = [
    "Une idée « claire » d’été, œuvre à Béthune",
    "👩🏽\u200d🚒 🏳️\u200d🌈 ❤️",
    "مرحبا بالعالم",
    "abc\u202eأهلا\u202c def",
    "a\u200bb\u200dc\ufeffd",
    "한국어 日本語 ไทย",
    "a\u0300e\u0301",
    "𝕏 ½ ﬁ",
]


SET = {0xA0: " ", 0x202F: " ", 0x2068: None, 0x2069: None}
"""How a text is set: blanks that do not break, isolates around what is written from right to left."""


class Reading(HTMLParser):
    """What a browser makes of HTML: the elements, with what is hostile in them, and the text."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.text, self.hostile = "", []
        self.feed(html)
        self.close()
        self.text = self.text.translate(SET)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if any(name.startswith(("on", "autofocus", "style")) for name in said) or tag in ("b", "i", "iframe", "object"):
            self.hostile.append((tag, attrs))
        if tag == "script" and "src" not in said and said.get("type") != "application/json":
            self.hostile.append((tag, attrs))
        places = [
            said.get(name) or "" for name in ("href", "src", "action", "formaction", "data-hx-get", "data-hx-post")
        ]
        if any(place.strip().lower().startswith(("javascript:", "data:text")) for place in places):
            self.hostile.append((tag, attrs))
        if said.get("src") == "x":
            self.hostile.append((tag, attrs))
        self.text += " ".join(
            value for name, value in attrs if value and name in ("value", "placeholder", "aria-label")
        )

    def handle_data(self, data):
        self.text += data


@cache
def reading_of(html: str) -> Reading:
    """Whoever waits reads everything again and again, of which little is new."""
    return Reading(html)


def tidied(text: str) -> str:
    """As it is kept: without what nobody sees."""
    return tidy(text)


def pieces(value) -> list[str]:
    """The HTML in what a frame says: what a page puts in place as it is."""
    if not isinstance(value, dict | list):
        return []
    if isinstance(value, list):
        return [piece for one in value for piece in pieces(one)]
    html = [value[name] for name in ("skeleton", "html") if name in value]
    parts = value.get("parts", {})
    return [*html, *parts.values(), *(piece for name, one in value.items() if name != "parts" for piece in pieces(one))]


def read(*sources: Browser | Socket | str) -> Reading:
    """All that these pages and connections were sent, as browsers read it; nothing of it may be hostile."""
    html = []
    for source in sources:
        if isinstance(source, Browser):
            html += source.pages
        elif isinstance(source, Socket):
            source.hello()
            for frame in list(source.frames):
                start = re.match(r"\d+", frame).end()
                html += pieces(json.loads(frame[start:] or "0"))
        else:
            html.append(source)
    readings = [reading_of(one) for one in html]
    assert not [hostile for reading in readings for hostile in reading.hostile]
    whole = Reading("")
    whole.text = "\n".join(reading.text for reading in readings)
    return whole


@pytest.fixture
def lead(crowd):
    return crowd.facilitator()


@pytest.fixture
def viewers(crowd, lead):
    """Everybody who reads: a participant, a screen, the facilitator; each with a page and a line."""
    person, screen = crowd.person("Lectrice"), crowd.screen()
    lines = [person.socket(), screen.socket("screen"), lead.socket]
    for line in lines:
        line.hello()
    code = crowd.server.code

    def all_of_it():
        person.get(f"/atelier/{code}")
        screen.get(f"/ecran/{code}")
        for path in ("", "/agenda"):
            lead.browser.get(f"/animer/{code}{path}")
        lead.browser.get("/animer")
        return read(person, screen, lead.browser, *lines)

    return all_of_it


def plan(lead, **said) -> str:
    stages = ["collect", "reveal", "read", "cluster", "vote", "decide"]
    return lead.add("ideation", said.pop("title", f"Idées {len(lead.ids)}"), stages, **said)


def all_done(line, asked) -> list[str]:
    """One batch, all of which must be accepted; the entries."""
    answers = line.call("batch", asked)
    assert {answer["kind"] for answer in answers} == {"accepted"}, answers
    return [answer["entry"] for answer in answers]


def test_words_are_shown_as_typed(crowd, lead, viewers):
    mood = lead.open("Météo")
    texts = [text for text in [SHORT, *BREAKS, *AS_TYPED] if len(text) <= 24]
    assert len(texts) > 8
    for n, text in enumerate(texts):
        crowd.person(f"P{n}").socket().do(mood, "say", word=text)
    last = tidied(texts[-1]).casefold().translate(SET)
    seen = until("the words are drawn", lambda: last in (shown := viewers().text) and shown)
    for text in texts:
        assert tidied(text).casefold() in seen, text


@pytest.mark.parametrize("texts", [BREAKS, AS_TYPED], ids=["hostile", "of every writing"])
def test_cards_clusters_and_reasons_are_shown_as_typed(crowd, lead, viewers, texts):
    activity = plan(lead, settings={"per_person": 20})
    title = list(lead.ids)[-1]
    writer = crowd.person("Ana").socket()
    cards = all_done(writer, [command(activity, "write", text=text) for text in texts])
    own = read(writer).text
    lead.socket.do(activity, "paper_cards", lines="\n".join(f"papier {text}" for text in texts))
    for stage in ("reveal", "read", "cluster"):
        lead.stage(title, stage)
    last = f"papier {tidied(texts[-1])}"
    seen = until("the cards are drawn", lambda: last in (shown := viewers().text) and shown)
    moved = all_done(lead.socket, [command(activity, "move", card=card, to="new") for card in cards])
    clusters = [f"c-{entry}" for entry in moved]
    named = [command(activity, "name_cluster", cluster=cluster, title=f"groupe {text}"[:80])
             for cluster, text in zip(clusters, texts, strict=True)]  # fmt: skip
    all_done(lead.socket, named)
    lead.stage(title, "vote")
    lead.stage(title, "decide")
    all_done(lead.socket, [command(activity, "decide", option=cluster, outcome="keep", reason=f"motif {text}")
                           for cluster, text in zip(clusters, texts, strict=True)])  # fmt: skip
    last = f"motif {tidied(texts[-1])}"  # a command is acknowledged before pages are drawn
    at_the_end = until("the decisions are drawn", lambda: last in (shown := viewers().text) and shown)
    exported = json.dumps(lead.part(title)["tables"], ensure_ascii=False)
    for text in map(tidied, texts):
        assert text in own and f"papier {text}" in seen and seen.count(text) > 3
        assert f"groupe {text}" in at_the_end and f"motif {text}" in at_the_end, text
        assert json.dumps(f"motif {text}", ensure_ascii=False) in exported


@pytest.mark.parametrize("text", [HOSTILE[:40], BREAKS[1], BREAKS[2], "<!--slot-->", *AS_TYPED[1:5]])
def test_a_name_is_shown_as_typed(crowd, viewers, text):
    person = crowd.person(text)
    person.get(f"/atelier/{person.code}")
    mine = re.search(r'"(/mes-donnees/[^"]+)"', person.pages[-1])[1]
    person.get(mine)
    assert tidied(text) in read(person, person.socket()).text
    until("the name is drawn", lambda: tidied(text) in viewers().text)


@pytest.mark.parametrize("text", [HOSTILE, "</script><svg/onload=alert(1)>", AS_TYPED[0], AS_TYPED[3]])
def test_what_a_facilitator_composes_is_shown_as_typed(crowd, lead, viewers, text):
    plan(lead, title=f"titre {text}", instruction=f"consigne {text}",
         settings={"question": f"question {text}", "ballot_question": f"scrutin {text}"})  # fmt: skip
    lead.add("dotvote", f"liste {text}", ["vote", "decide"], settings={"lines": f"option {text}"})
    lead.add(
        "time", f"pause {text}", ["now"], settings={"kind": "break", "message": f"message {text}", "resume": "<b>"}
    )
    composed = {tidied(f"{what} {text}") for what in ("titre", "liste", "pause", "message")}

    def missing():
        shown = viewers().text
        return {one for one in composed if one not in shown}

    until("all of it is drawn", lambda: not missing())
    lead.open(f"liste {text}")
    until("the option is drawn", lambda: tidied(f"option {text}") in viewers().text)
    lead.open(f"titre {text}")
    asked = tidied(f"consigne {text}"), tidied(f"question {text}")
    until("what is asked is drawn", lambda: (shown := viewers().text) and any(one in shown for one in asked))


@pytest.mark.parametrize("text", [HOSTILE, AS_TYPED[0], AS_TYPED[3]])
def test_a_workshops_title_and_sites_are_shown_as_typed(crowd, lead, text):
    site = text[:30]
    made = lead.browser.post("/animer", title=text, sites=f"{site}\nAmiens", last_day=day_in(9), locale="fr")
    code = re.search(r"/animer/(\w+)/agenda", made.url)[1]
    guest = crowd.stranger(code=code)
    guest.get(f"/rejoindre/{code}")
    assert tidied(text) in read(guest).text and tidied(site) in read(guest).text
    guest.join("Ana")
    console = lead.browser.get(f"/animer/{code}").text
    lead.browser.get("/extensions")
    assert tidied(text) in read(console, lead.browser, guest.socket()).text


def test_what_a_form_gives_back_is_escaped_too(crowd, lead):
    guest = crowd.stranger()
    for path, data in (("/", {"code": HOSTILE}), (f"/rejoindre/{guest.code}", {"name": HOSTILE * 3, "site": HOSTILE}),
                       ("/compte/connexion", {"email": HOSTILE, "password": HOSTILE, "next": HOSTILE})):  # fmt: skip
        answer = guest.post(path, **data)
        assert answer.status_code in (401, 404, 422)
        read(answer.text)
    read(lead.browser.post("/animer", title=HOSTILE, sites="", last_day=HOSTILE, locale=HOSTILE).text)
    for address in (f"/compte/connexion?next={HOSTILE}", f"/atelier/{HOSTILE}", f"/?lang={HOSTILE}", f"/{HOSTILE}",
                    f"/rejoindre/{guest.code}?site={HOSTILE}"):  # fmt: skip
        read(guest.get(address).text)
    page = lead.browser.get(f"/animer/{guest.code}?activite={HOSTILE}").text
    read(page)
    answer = lead.browser.http.post(f"{guest.base}/animer/{guest.code}/collegues",
                                    data={"email": HOSTILE, "csrf_token": csrf(page)}, timeout=5)  # fmt: skip
    read(answer.text)


LIMITS = [("Météo", "say", "word", 24), ("", "write", "text", 140)]


@pytest.mark.parametrize("title, name, field, most", LIMITS)
def test_ten_thousand_characters_are_refused_with_the_limit(crowd, lead, title, name, field, most):
    activity = lead.open(title) if title else plan(lead)
    line = crowd.person("Ana").socket()
    for text in ("x" * 10_000, "é" * (most + 1), "👩" * (most + 1)):
        answer = line.command(activity, name, **{field: text})
        assert answer["kind"] == "errors" and str(most) in answer["errors"][field]
    for text in ("é" * most, "👩" * most):
        assert line.command(activity, name, **{field: text})["kind"] == "accepted"


def test_too_long_is_said_of_what_facilitators_and_forms_write(crowd, lead):
    long = "x" * 10_000
    activity = plan(lead)
    title = list(lead.ids)[-1]
    paper = lead.socket.command(activity, "paper_cards", lines=long)
    assert paper["kind"] == "refused" and "140" in paper["sentence"]
    for stage in ("reveal", "cluster"):
        lead.stage(title, stage)
    named = lead.socket.command(activity, "name_cluster", cluster="c", title=long)
    assert "80" in named["errors"]["title"]
    added = lead.socket.command("", "core.add", method="mood", title=long, instruction=long, stages=["say"])
    assert "120" in added["errors"]["title"] and "500" in added["errors"]["instruction"]
    answer = crowd.stranger().post(f"/rejoindre/{crowd.server.code}", name=long)
    assert answer.status_code == 422 and "40" in Reading(answer.text).text


def test_the_reading_itself_sees_what_is_hostile():
    for html in (HOSTILE, '<p title="" onfocus=x>', "<script>x</script>", '<a href="javascript:x">', "<b>x</b>"):
        assert Reading(html).hostile
    assert not Reading('<p class="x">&lt;script&gt;</p><script src="/static/x.js"></script>').hostile
