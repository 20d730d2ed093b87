"""The one object that a rehearsal prints."""

from __future__ import annotations

from collections import Counter
from typing import Any

from app.rehearse import figures, visit
from app.rehearse.check import Kept, found_in, verdict
from app.rehearse.figures import everything, of_phase, spread
from app.rehearse.play import Play
from app.rehearse.visit import Guest, Visitor


def report(play: Play, guests: list[Guest], facilitator: Visitor | None = None, code: str = "") -> dict[str, Any]:
    """All the figures, and in `faults` what must not be; checked against the results where there is a facilitator."""
    behind = play.ask_all()
    seen = on_the_boards(play)
    play.close()
    expected, found = play.ledger.expected(), seen
    if facilitator is not None:
        found = found_in(visit.results(facilitator, code))
    else:
        expected = Kept(words=expected.words if seen.words else Counter())
    told = {
        **counts(play, guests),
        **verdict(expected, found, play.ledger.unsure),
        "checked_against": "results" if facilitator else "boards (words only)",
        **times(play),
        **figures.validity(play.lag.late),
        "pages_equal": not play.odd and not behind,
        "pages_odd": play.odd,
        "pages_behind": behind,
    }
    return {**told, "faults": faults(told)}


def on_the_boards(play: Play) -> Kept:
    """The words of ours that the boards show, each once: all that can be checked without the results."""
    ours = set(play.ledger.words.values())
    return Kept(words=Counter(ours & {key for one in play.pages for key in one.shown["board"].parts}))


def counts(play: Play, guests: list[Guest]) -> dict[str, Any]:
    """How many of everything."""
    tally = play.tally
    return {
        "people": len(guests),
        "sites": dict(Counter(guest.site for guest in guests)),
        "seconds": round(sum(play.seconds.values()), 1),
        "every": play.wanted.every,
        "seed": play.wanted.seed,
        "sent": tally.sent.total(),
        "acknowledged": tally.acknowledged,
        "refused": tally.refusals.total(),
        "refusals": dict(tally.refusals),
        "unanswered": sum(len(one.outbox.waiting) for one in play.pages),
        "later": sum(one.outbox.later for one in play.every_page),
        "leaked": tally.leaked,
        "deliveries": tally.deliveries,
        "bytes_received": sum(one.connection.received for one in play.every_page),
        "resyncs": tally.resyncs,
        "cuts": dict(tally.cuts),
        "restless": play.restless,
    }


def times(play: Play) -> dict[str, Any]:
    """How fast, in milliseconds: to be acknowledged, to be on another's page, to be on every page."""
    tally = play.tally
    return {
        "ack_ms": spread(everything(tally.acks)),
        "arrival_ms": spread(everything(tally.arrivals)),
        "arrival_on_every_page_ms": spread(everything(play.everywhere)),
        "turns_ms": {
            name: {what: spread(seconds) for what, seconds in blocks.items()} for name, blocks in tally.turns.items()
        },
        "phases": {phase: of_phase(tally, phase, seconds) for phase, seconds in play.seconds.items()},
        "own_cpu_share": round(play.own_cpu / max(0.001, sum(play.seconds.values())), 2),
    }


def faults(told: dict[str, Any]) -> list[str]:
    """What must not be, a sentence each."""
    said = {
        f"{told['lost']} acknowledged and not there": told["lost"],
        f"{told['doubled']} there more often than acknowledged": told["doubled"],
        f"{told['unanswered']} never answered": told["unanswered"],
        f"{told['leaked']} read by others before the reveal": told["leaked"],
        f"{told['pages_odd'] + told['pages_behind']} pages ended showing something else": not told["pages_equal"],
        "nothing was played: no page offered anything to do": not told["sent"],
    }
    return [sentence for sentence, is_so in said.items() if is_so]
