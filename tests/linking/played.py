"""A seeded workshop of some people, played through the record and kept in rows as a room keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from app.domain.erasure import erased
from app.domain.people import Person, new_id, sites_from
from app.export import results
from app.host.registry import Registry
from app.live.commands.decide import Decider
from app.live.commands.record import Record
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.live.commands.stored_entries import SEATED, closed, keep
from app.store import log as log_rows
from app.store import people as people_rows
from app.store.workshop_info import WorkshopInfo
from beffroi import FACILITATOR, PARTICIPANT, Refused

MINUTE = 60_000
BEGINS = 1_764_403_200_000 + 8 * 60 * MINUTE
"""Eight in the morning of a day."""


@dataclass
class Played:
    """A workshop under way: what its people do is decided at once, and kept in rows when `settle` is called."""

    facts: WorkshopInfo
    registry: Registry
    lots: Random
    at: int = BEGINS
    jobs: list = field(default_factory=list)
    waiting: list = field(default_factory=list)
    authors: dict[str, str] = field(default_factory=dict)
    """Who wrote each anonymous entry: what the program is to find out."""

    def __post_init__(self):
        self.record = Record(self.registry, [], {}, people={})

    def settle(self, store):
        """All that was decided, on the disk, in its order."""
        self.flush()
        jobs, self.jobs = self.jobs, []
        store.write(lambda connection: [job(connection) for job in jobs])

    # --- what people do ----------------------------------------------------------------------

    def join(self, site: str, table: str = "") -> Person:
        self.at += self.lots.randint(2_000, 40_000)
        person, now = Person(new_id(), f"P{len(self.record.people)}", site), self.at
        self.record.people[person.id] = person
        self.flush()
        self.jobs.append(lambda connection: people_rows.add_person(connection, self.facts.id, person, now))
        if self.record.agenda.seating.at:
            self.at += 2
            self.ask(Grant("w", SYSTEM, "system"), "core.draw", {"late": person.id})
        return person

    def leave(self, person: Person, removed: bool = False) -> None:
        gone = replace(person, left=True, removed=removed)
        self.record.people[person.id] = gone
        self.flush()
        self.jobs.append(lambda connection: people_rows.change_person(connection, gone.id, left=True, removed=removed))

    def core(self, name: str, **data) -> str:
        self.at += self.lots.randint(1_000, 20_000)
        return self.ask(Grant("w", FACILITATOR, "f:fac"), f"core.{name}", data)

    def leads(self, activity: str, name: str, **data) -> str:
        self.at += self.lots.randint(1_000, 20_000)
        return self.ask(Grant("w", FACILITATOR, "f:fac"), name, data, activity)

    def sends(self, person: Person, *said) -> list[str]:
        """An outbox: (activity, command, data), one after the other, in one commit; what is refused is nothing."""
        self.at += self.lots.randint(500, 30_000)
        grant, kept = Grant("w", PARTICIPANT, person.id, person.site, person.id), []
        for activity, name, data in said:
            try:
                kept.append(self.decide(grant, name, data, activity))
            except Refused:
                continue
        self.commit()
        return kept

    def decide(self, grant: Grant, name: str, data: dict, activity: str = "") -> str:
        entry = Decider(self.record).decide(CommandRequest(grant, activity, name, data, new_id()), self.at)
        if activity and grant.role == PARTICIPANT and self.record.agenda.activities[activity].anonymous:
            self.authors[entry.id] = grant.person
        return entry.id

    def ask(self, grant: Grant, name: str, data: dict, activity: str = "") -> str:
        made = self.decide(grant, name, data, activity)
        self.commit()
        return made

    def commit(self) -> None:
        """Acknowledged; rows that are only added are told to the database together, in their order."""
        pending = self.record.uncommitted()
        self.waiting += pending
        self.record.commit()
        if any(entry.name in SEATED for entry in pending):
            self.flush()

    def flush(self) -> None:
        if self.waiting:
            self.jobs.append(keep(self.facts.id, self.record, self.waiting))
        self.waiting = []

    # --- activities --------------------------------------------------------------------------

    def open(self, method: str, anonymous: bool = True, **said) -> str:
        kind = self.registry.methods[method]
        stages = [stage.id for stage in kind.stages]
        data = {"method": method, "title": method, "stages": stages, "anonymous": anonymous, **said}
        activity = self.core("add", **data)
        if anonymous:
            self.record.keys[activity] = self.lots.randbytes(32)
        self.core("open", activity=activity)
        return activity

    def stage(self, activity: str, to: str) -> None:
        self.core("stage", activity=activity, leaves=self.record.agenda.activities[activity].stage, to=to)

    def erase(self, ids: list[str]) -> None:
        changed = erased(self.record.entries, ids, self.registry.methods, self.record.agenda).entries
        self.flush()
        self.record.rewrite(changed)
        self.jobs.append(lambda connection: log_rows.rewrite(connection, self.facts.id, changed.values()))
        self.ask(Grant("w", SYSTEM, "system"), "core.erase", {"entries": len(ids)})

    def close(self) -> None:
        """The last day is over: what is anonymous is closed for good."""
        self.flush()
        closing = [one.id for one in self.record.agenda.listed() if one.anonymous and one.opened]
        for activity in closing:
            self.core("close", activity=activity, confirmed=True)
        self.flush()
        for activity in closing:
            closed(self.record, activity)

    def exports(self) -> results.Results:
        return results.gather(self.facts, self.record, "fr")


def play(facts: WorkshopInfo, registry, lots: Random, people: int) -> Played:
    """A morning: an early bird, a signed activity beside, an ideation with late arrivals, tables, votes, paper."""
    made = Played(facts, registry, lots)
    sites, late = [site.id for site in facts.sites], max(1, people // 6)
    signed, standing = made.open("mood", anonymous=False), made.open("mood", by_site=True)
    made.join(lots.choice(sites))
    made.sends(made.record.people[next(iter(made.record.people))], (standing, "say", {"word": "tôt"}))
    made.at = BEGINS + 65 * MINUTE
    while len(made.record.people) < people - late:
        made.join(lots.choice(sites))
    for site in sites:
        made.core("tables", site=site, count=max(1, people // 12))
    made.core("draw")
    settings = {"per_person": 2, "budget": 2, "max_per_item": 2, "blind": True}
    ideas = made.open("ideation", by_site=lots.random() < 0.5, settings=settings)
    arrivals = sorted(lots.sample(range(people - late), late))
    turns = _shuffled(lots, list(made.record.people.values()))
    for place, person in enumerate(turns):
        _writes(made, person, signed, standing, ideas)
        if place in arrivals:
            _writes(made, made.join(lots.choice(sites)), signed, standing, ideas)
    made.leads(ideas, "paper_cards", lines="un papier")
    here = list(made.record.people.values())
    again = lots.choice(here)
    made.core("seat", person=again.id, table=lots.choice(list(made.record.agenda.seating.tables)))
    _writes(made, again, signed, standing, ideas)
    made.stage(ideas, "reveal")
    made.sends(lots.choice(here), (signed, "say", {"word": "tard"}), (ideas, "write", {"text": "en retard"}))
    made.stage(ideas, "cluster")
    made.leads(ideas, "deal")
    for person in _shuffled(lots, here)[:6]:
        table = made.record.agenda.seating.at.get(person.id, "")
        cards = made.record.standing(ideas).state.ideas
        own = [id for id, at in cards.dealt.items() if at == table]
        if own:
            made.sends(person, (ideas, "move", {"card": lots.choice(own), "to": "new"}))
    made.stage(ideas, "vote")
    for person in _shuffled(lots, here):
        _votes(made, person, signed, ideas)
    made.leads(ideas, "paper_ballot", numbers="1")
    made.core("void", activity=ideas, person=lots.choice(here).id)
    gone = lots.choice(here)
    made.leave(gone, removed=True)
    made.stage(ideas, "decide")
    option = lots.choice(list(made.record.standing(ideas).state.dots.options))
    made.core("undo", activity=ideas, entry=made.leads(ideas, "decide", option=option))
    _at_tables(made, here)
    made.erase([lots.choice(list(made.authors))])
    return made


def _writes(made: Played, person: Person, signed: str, standing: str, ideas: str) -> None:
    """Somebody's page sends what waited in it: a signed word, an anonymous one, a card or two."""
    lots, most = made.lots, 1 if len(made.record.people) > 10 else 2  # noqa: PLR2004
    said = [(ideas, "write", {"text": f"idée {lots.random()}"}) for _card in range(lots.randint(0, most))]
    said += [(signed, "say", {"word": "présent"})] if lots.random() < 0.7 else []
    said += [(standing, "say", {"word": lots.choice(("calme", "vif"))})] if lots.random() < 0.7 else []
    made.sends(person, *_shuffled(lots, said))


def _votes(made: Played, person: Person, signed: str, ideas: str) -> None:
    lots, options = made.lots, list(made.record.standing(ideas).state.dots.options)
    said = [(ideas, "dot", {"option": lots.choice(options)}) for _dot in range(lots.randint(0, 2))]
    said += [(signed, "say", {"word": "voté"})] if lots.random() < 0.5 else []
    made.sends(person, *_shuffled(lots, said))


def _at_tables(made: Played, here: list[Person]) -> None:
    """A sheet a table, without names."""
    sheets = made.open("persona", share_by="table")
    made.stage(sheets, "fill")
    for person in _shuffled(made.lots, here):
        if made.record.agenda.seating.at.get(person.id):
            made.sends(person, (sheets, "remember", {"text": f"souvenir {made.lots.random()}"}))


def _shuffled(lots: Random, things: list) -> list:
    return lots.sample(things, len(things))


def sites() -> tuple:
    return tuple(sites_from(["Lille", "Amiens"], "À distance"))
