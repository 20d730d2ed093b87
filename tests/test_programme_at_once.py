"""Fifty people press at once for the same places: none is sold twice."""

from __future__ import annotations

import gevent

DAYS = "\n".join(f"2026-12-{day:02d} / " + " / ".join(f"{h}:00-{h}:45" for h in range(9, 15)) for day in range(7, 12))
ROOMS = "\n".join(f"Salle {n} / {('Lille', 'Amiens')[n % 2]} / 5" for n in range(4))
SESSIONS = "\n".join(f"Séance {n}" for n in range(120))


def test_no_place_is_sold_twice_among_a_hundred_and_twenty_sessions_with_fifty_presses_at_once(workshop):
    settings = {"slots": DAYS, "places": ROOMS, "proposals": SESSIONS}
    activity = workshop.add("programme", anonymous=False, settings=settings, stages=["arrange", "register"])
    state = workshop.room.record.scopes[activity][""].state
    plan, ids = state.planned, list(state.sessions)
    cells = [f"{row.id}:{column.id}" for row in plan.rows for column in plan.columns]
    for thing, cell in zip(ids, cells, strict=True):
        assert workshop.ask("fac", "place_in", activity, thing=thing, cell=cell).accepted
    workshop.stage(activity, "register")
    wanted = [(f"p{n}", ids[(n % 10) * 4]) for n in range(50)]
    at_once = [gevent.spawn(workshop.ask, who, "register", activity, session=id) for who, id in wanted]
    gevent.joinall(at_once)
    assert all(one.get().accepted for one in at_once)
    state = workshop.room.record.scopes[activity][""].state
    assert all(len({one.who for one in state.inside(id)}) == 5 for id in ids[0:40:4])
    assert sum(len(state.joined.get(id, ())) for id in ids) == 50
