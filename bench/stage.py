"""What the servers find when they start: workshops with people, boards, and long logs, put into an instance at once."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import Connection, insert

from app import create_app
from app.config import Settings
from app.domain.calendar import DAY_MS
from app.domain.clock import now_ms
from app.domain.log import Entry
from app.domain.people import Person, day_of, new_id, sites_from
from app.live.commands.request import CommandRequest, Grant
from app.live.room.room import Room
from app.live.sync.wire import Wire
from app.rehearse.rows import account
from app.rehearse.texts import Texts
from app.store import accounts, browsers, database, digests, workshops
from app.store import log as log_rows
from app.store import screens as screen_rows
from app.store.models import PersonRow
from app.store.workshop_info import WorkshopInfo
from app.web.common.signing_keys import signing_keys
from beffroi import FACILITATOR, PARTICIPANT, Stamp
from bench.servers import MEASURED
from plugins.journeymap.lanes import AGENT, EMOTION, LANES, SENTENCE

LOCALES = ("fr", "en")
SITES = ["Lille", "Amiens"]


@dataclass(frozen=True)
class Workshop:
    """A workshop to play in: its code, an activity, a cookie a person, and its facilitator's."""

    id: str
    code: str
    activity: str
    cookies: tuple[str, ...] = ()
    login: str = ""
    options: tuple[str, ...] = ()
    screen: str = ""

    def auth(self, number: int, role: str = PARTICIPANT) -> dict[str, str]:
        """What page `number` says when it connects; two languages in turn."""
        return {"workshop": self.code, "role": role, "locale": LOCALES[number % len(LOCALES)]}


class Nobody:
    """A wire that carries nothing."""

    def emit(self, event: str, data: dict[str, Any], to: str) -> None: ...
    def emit_all(self, event: str, told: list[tuple[dict[str, Any], str]]) -> None: ...
    def enter(self, sid: str, group: str) -> None: ...
    def leave(self, sid: str, group: str) -> None: ...
    def polls(self, sid: str) -> bool:
        return False

    def cut(self, sid: str) -> None: ...
    def hang_up(self, sid: str) -> None: ...


NOBODY: Wire = Nobody()


class House:
    """An instance being filled; nothing of it is open yet."""

    def __init__(self, instance: Path, seed: int = 5) -> None:
        logging.getLogger("alembic").setLevel(logging.WARNING)
        self.app: Flask = create_app(Settings(instance=instance, plugin_folders=(MEASURED,)))
        database.upgrade(self.app)
        self.store, self.registry = self.app.extensions["store"], self.app.extensions["registry"]
        self.facilitator = account(self.store)
        self.texts = Texts(Random(seed))

    def __enter__(self) -> House:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.stop()

    # --- workshops -------------------------------------------------------------------------

    def workshop(self, title: str) -> WorkshopInfo:
        """An empty one."""
        now = now_ms()
        facts: WorkshopInfo = self.store.write(
            workshops.create, title=title, locale="fr", sites=sites_from(SITES, "À distance"),
                facilitator=self.facilitator, methods=list(self.registry.methods), now=now, ends_at=now + DAY_MS,

        )  # fmt: skip
        return facts

    def login(self) -> str:
        """The cookie of a facilitator who is signed in."""
        login = self.store.write(accounts.sign_in, self.facilitator, now_ms())
        return self._signed({"_user_id": login})

    def people(self, facts: WorkshopInfo, count: int) -> list[Person]:
        """People who joined."""
        people = [Person(new_id(), f"Personne {n}", f"s{n % len(SITES) + 1}", 1) for n in range(count)]

        def job(connection: Connection) -> None:
            rows = [_person_row(facts, person) for person in people]
            connection.execute(insert(PersonRow), rows)

        self.store.write(job)
        return people

    def cookies(self, facts: WorkshopInfo, people: list[Person]) -> tuple[str, ...]:
        """The cookies of people who joined, each in a browser of their own, signed as the server signs them."""
        drawn = [secrets.token_urlsafe(24) for _person in people]
        with self.app.app_context():
            keys = signing_keys()

        def job(connection: Connection) -> None:
            for secret, person in zip(drawn, people, strict=True):
                link = keys.worked_out(f"own link/{secret}/{person.id}")[0].hex()[:32]
                browser = browsers.Browser(secret, facts.id)
                browsers.keep_place(connection, browser, browsers.KeptPlace(person.id), link, now_ms())

        self.store.write(job)
        return tuple(self._signed({"browser": secret, "admitted": True}) for secret in drawn)

    def _signed(self, said: dict[str, Any]) -> str:
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        return f"{self.app.config['SESSION_COOKIE_NAME']}={signer.dumps({'_permanent': True, **said})}"

    # --- what happened in them -------------------------------------------------------------

    def played(
        self, facts: WorkshopInfo, method: str, to: tuple[str, ...] = (), tables: int = 0, **settings: Any
    ) -> Play:
        """An activity put on the agenda, opened, and led to the last of the stages `to`; at so many tables."""
        play = Play(Room(facts, self.store, self.registry, NOBODY), self.facilitator)
        if tables:
            play.seat(tables)
        play.begin(method, settings)
        for stage in to:
            play.stage(stage)
        return play

    def mood(self, title: str, people: int, words: int = 300) -> Workshop:
        """`people` in a workshop whose board shows `words` words, said by the first of them."""
        facts = self.workshop(title)
        joined = self.people(facts, max(people, words))
        play = self.played(facts, "mood")
        for person in joined[:words]:
            play.do(person, "say", word=self.texts.word())
        play.room.stop()
        return self.told(facts, play, joined[:people])

    def wall(self, title: str, people: int, notes: int) -> Workshop:
        """Notes that everybody reads, written by the people in turn; `options` are their ids, in that order."""
        facts = self.workshop(title)
        joined = self.people(facts, people)
        play = self.played(facts, "wall")
        written = [play.do(joined[n % people], "write", text=self.texts.idea()) for n in range(notes)]
        play.room.stop()
        return replace(self.told(facts, play, joined, tuple(written)), screen=self.screen(facts))

    def screen(self, facts: WorkshopInfo) -> str:
        """The cookie of a room's screen."""
        screen = new_id()
        self.store.write(screen_rows.make_screen, screen, facts.id, "s1", now_ms())
        return self._signed({"screens": {facts.id: screen}})

    def survey(self, title: str, people: int, questions: int) -> Workshop:
        """A questionnaire that is answered together; `options` are its questions."""
        facts = self.workshop(title)
        joined = self.people(facts, people)
        names = tuple(f"q{n}" for n in range(questions))
        asked = "\n".join(f"{name} (choix) : Est-ce clair ?\n- a = Oui\n- b = Non" for name in names)
        play = self.played(facts, "survey", ("together",), questions=asked)
        play.room.stop()
        return replace(self.told(facts, play, joined, names), screen=self.screen(facts))

    def device(self, title: str, beside: Workshop, seats: int) -> Workshop:
        """One device more in a workshop, with so many seats; `activity` is then its person's id."""
        with self.store.read() as session:
            facts = workshops.by_code(session, beside.code)
        assert facts is not None
        person = Person(new_id(), title, "s1", seats)
        self.store.write(lambda c: c.execute(insert(PersonRow), [_person_row(facts, person)]) and None)
        return Workshop(facts.id, facts.code, person.id, self.cookies(facts, [person]))

    def ballot(self, title: str, people: int, options: int = 300) -> Workshop:
        """A vote on `options` short lines."""
        facts = self.workshop(title)
        joined = self.people(facts, people)
        lines = "\n".join(f"Idée {n}, pour des courriers clairs" for n in range(options))
        play = self.played(facts, "dotvote", lines=lines)
        state = play.room.record.scopes[play.activity][""].state
        play.room.stop()
        return self.told(facts, play, joined, tuple(state.dots.options))

    def debate(self, title: str, people: int, questions: int) -> Workshop:
        """Questions that wait in a queue, none of which anybody supports yet."""
        facts = self.workshop(title)
        joined = self.people(facts, people)
        play = self.played(facts, "debate")
        asked = tuple(play.lead("paper_question", text=self.texts.idea()) for _n in range(questions))
        play.room.stop()
        return self.told(facts, play, joined, asked)

    def cards(self, title: str, cards: int) -> Workshop:
        """Cards that everybody reads, on one board."""
        facts = self.workshop(title)
        joined = self.people(facts, cards // 20 + 1)
        play = self.played(facts, "ideation", per_person=20, question="Que changer ?")
        for number in range(cards):
            play.do(joined[number // 20], "write", text=self.texts.idea())
        for stage in ("reveal", "read"):
            play.stage(stage)
        notes = tuple(play.room.record.scopes[play.activity][""].state.ideas.notes)
        play.room.stop()
        return self.told(facts, play, joined, notes)

    def journey(self, title: str, phases: int, steps: int, cells: int) -> Workshop:
        """A map with every lane, drawn by one table: `steps` in each stage, and `cells` cells written in."""
        facts = self.workshop(title)
        joined = self.people(facts, 1)
        lanes = [lane for lane in LANES if lane != EMOTION]
        names = "\n".join(f"Étape {number}" for number in range(1, phases + 1))
        on: dict[str, Any] = {f"lane_{lane}": True for lane in (*LANES, AGENT)}
        play = self.played(facts, "journeymap", tables=1, stages=names, **on)
        made = [
            play.do(joined[0], "add_step", text=f"Moment {n}", phase=f"p{n // steps}") for n in range(phases * steps)
        ]
        for number in range(cells):
            slot = f"{made[number % len(made)]}:{lanes[number // len(made) % len(lanes)]}"
            play.do(joined[0], "add", slot=slot, text=self.texts.idea()[:SENTENCE])
        play.room.stop()
        return self.told(facts, play, joined)

    def dots(self, workshop: Workshop) -> int:
        """The dots on a ballot, by its log folded anew."""
        return int(self.folded(workshop).dots.totals().total())

    def answered(self, workshop: Workshop, question: str) -> int:
        """How many answered a question, by the log folded anew."""
        return int(self.folded(workshop).answers.tallies[question].answered)

    def folded(self, workshop: Workshop) -> Any:
        """The state of an activity of the room, by its log folded anew."""
        with self.store.read() as session:
            facts = workshops.by_code(session, workshop.code)
        assert facts is not None
        room = Room(facts, self.store, self.registry, NOBODY)
        room.stop()
        return room.record.scopes[workshop.activity][""].state

    def long_log(self, title: str, entries: int, people: int = 300) -> Workshop:
        """A workshop in which everybody said a word again and again."""
        made = self.mood(title, people, people)
        with self.store.read() as session:
            facts = workshops.by_code(session, made.code)
            assert facts is not None
            before = log_rows.read(session, facts.id)
        said = [entry for entry in before if entry.name == "say"]
        more = list(_again(said, self.texts, entries - len(before)))
        self.store.write(log_rows.append, made.id, more)
        return made

    def told(
        self, facts: WorkshopInfo, play: Play, joined: list[Person], options: tuple[str, ...] = ()
    ) -> Workshop:  # fmt: skip
        """A workshop that is laid, as a crowd needs to know it."""
        cookies = self.cookies(facts, joined)
        return Workshop(facts.id, facts.code, play.activity, cookies, self.login(), options)


class Play:
    """A room of which this process is the only user."""

    def __init__(self, room: Room, facilitator: str) -> None:
        self.room = room
        self.activity = ""
        self._lead = Grant(room.facts.id, FACILITATOR, f"f:{facilitator}")

    def begin(self, method: str, settings: dict[str, Any]) -> None:
        """Add an activity and open it."""
        kind = self.room.registry.methods[method]
        stages = [stage.id for stage in kind.stages]
        self.activity = self._core(
            "core.add", method=method, title=method, instruction="", minutes=0, settings=settings, stages=stages,
            anonymous=kind.anonymous, source="",
        )  # fmt: skip
        self._core("core.open", activity=self.activity)

    def seat(self, tables: int) -> None:
        """Lay tables at the first site; everybody sits down by lot."""
        self._core("core.tables", site="s1", count=tables)
        self._core("core.draw", again=True)

    def stage(self, to: str) -> None:
        """Go on to a stage."""
        leaves = self.room.record.agenda.activities[self.activity].stage
        self._core("core.stage", activity=self.activity, leaves=leaves, to=to)

    def do(self, person: Person, name: str, **data: Any) -> str:
        """Somebody does something."""
        return self._ask(Grant(self.room.facts.id, PARTICIPANT, person.id, person.site, person.id), name, data)

    def lead(self, name: str, **data: Any) -> str:
        """The facilitator does something in the activity."""
        return self._ask(self._lead, name, data)

    def _core(self, name: str, **data: Any) -> str:
        return self._ask(self._lead, name, data, "")

    def _ask(self, grant: Grant, name: str, data: dict[str, Any], activity: str | None = None) -> str:
        where = self.activity if activity is None else activity
        answer = self.room.ask(CommandRequest(grant, where, name, data, new_id()))
        if not answer.accepted:
            raise RuntimeError(f"{name}: {answer.sentence or answer.errors}")
        return answer.entry


def _person_row(facts: WorkshopInfo, person: Person) -> dict[str, Any]:
    link = digests.secret_digest(secrets.token_urlsafe(9))
    return {
        "id": person.id, "workshop_id": facts.id, "name": person.name, "site": person.site, "seats": person.seats,
        "left": False, "removed": False, "link": link, "joined_at": day_of(now_ms()),
    }  # fmt: skip


def _again(said: list[Entry], texts: Texts, count: int) -> Iterator[Entry]:
    taken = {one.seq for one in said}
    free = (seq for seq in range(-1, -count - len(said) - 1, -1) if seq not in taken)
    for number, seq in zip(range(count), free, strict=False):
        like = said[number % len(said)]
        stamp = Stamp(new_id(), like.stamp.who, PARTICIPANT, "", "", like.stamp.at, secrets.randbits(48))
        data = {"word": texts.word()}
        yield Entry(
            seq, like.activity, "", "say", like.version, data, stamp, new_id(), secrets.token_hex(16),
            like.after, like.turn + 1 + number // len(said),
        )  # fmt: skip
