"""Places of a programme: none is sold twice to six hundred at once; each is given back by a link or a code."""

from __future__ import annotations

import re

import gevent

from tests.support.pages import token

DAYS = "\n".join(f"2026-12-{day:02d} / " + " / ".join(f"{h}:00-{h}:45" for h in range(9, 15)) for day in range(7, 12))
ROOMS = "\n".join(f"Salle {n} / {('Lille', 'Amiens')[n % 2]} / 5" for n in range(4))
SESSIONS = "\n".join(f"Séance {n}" for n in range(120))


def test_no_place_is_sold_twice_among_a_hundred_and_twenty_sessions_with_six_hundred_presses_at_once(workshop):
    settings = {"slots": DAYS, "places": ROOMS, "proposals": SESSIONS}
    activity = workshop.add("programme", anonymous=False, settings=settings, stages=["arrange", "register"])
    state = workshop.room.record.scopes[activity][""].state
    plan, ids = state.planned, list(state.sessions)
    cells = [f"{row.id}:{column.id}" for row in plan.rows for column in plan.columns]
    for thing, cell in zip(ids, cells, strict=True):
        assert workshop.ask("fac", "place_in", activity, thing=thing, cell=cell).accepted
    workshop.stage(activity, "register")
    wanted = [(f"p{n}", ids[(n % 10) * 4 if n < 100 else n % 120]) for n in range(600)]
    at_once = [gevent.spawn(workshop.ask, who, "register", activity, session=id) for who, id in wanted]
    gevent.joinall(at_once)
    assert all(one.get().accepted for one in at_once)
    state = workshop.room.record.scopes[activity][""].state
    for id in ids:
        inside, waiting = ([one.who for one in some] for some in (state.inside(id), state.waiting(id)))
        assert len(inside) == min(5, state.lists.count(id)) and len({*inside, *waiting}) == state.lists.count(id)
    assert sum(state.lists.count(id) for id in ids) == 600 and all(state.waiting(id) for id in ids[0:40:4])


def test_who_registered_comes_back_by_a_link_of_their_own_and_gives_the_place_back(app, workshop):
    settings = {"slots": "2030-12-07 / 9:30-10:15", "places": "Salle / Lille / 1", "proposals": "Écrire clair"}
    activity = workshop.add("programme", settings=settings, stages=["arrange", "register"])
    workshop.serve()
    ana, bob = (workshop.room.people.join(name, "s1", 1)[0] for name in ("Ana", "Bob"))
    state = workshop.room.record.scopes[activity][""].state
    (session,), plan = state.sessions, state.planned
    workshop.do("fac", "place_in", activity, thing=session, cell=f"{plan.rows[0].id}:{plan.columns[0].id}")
    workshop.stage(activity, "register")
    for person in (ana, bob):
        workshop.do(person.id, "register", activity, session=session)
    workshop.do(ana.id, "call_me", activity, text="Ana Roy")
    console, links = workshop.console(), f"/animer/{workshop.facts.code}/suivi/{activity}"
    assert "Ana Roy" in console.get(links).text
    console.post(links, data={"csrf_token": token(console.get(links)), "who": ana.id})
    address = re.search(r'value="http[^"]*(/s/[^"]*)"', console.get(links).text)[1]
    phone = app.test_client()
    page = phone.get(address)
    assert "Mes inscriptions" in page.text and "Écrire clair" in page.text and "Ana Roy" not in page.text
    assert "14 décembre 2030" in page.text.replace("\u00a0", " ")  # seven days after
    said = {"csrf_token": token(page), "command": "cancel_registration", "session": session}
    assert phone.post(address, data=said).status_code == 303
    state = workshop.room.record.scopes[activity][""].state
    assert [one.who for one in state.inside(session)] == [bob.id] and not state.waiting(session)
    assert phone.post(address, data={**said, "command": "register"}).status_code == 422
