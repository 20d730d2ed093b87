"""Three processes behind nginx: killed, frozen, their database and their Redis restarted, and nothing is lost.

The configuration is the one of deploy/nginx/beffroi.conf. What is said through it is what pages say.
"""

from __future__ import annotations

import re
import signal
import time
from contextlib import closing
from functools import partial
from typing import Any

import pytest
import requests

from tests.support.clients import Browser, Socket, command, csrf, until
from tests.support.crowd import Lead
from tests.support.house import House
from tests.support.played import GENEROUS, Front, Played, all_go_on, holds_all, house_answers, made_by, playing


@pytest.fixture(scope="module")
def house():
    made = House()
    try:
        yield made.start()
    finally:
        made.stop()


@pytest.fixture(scope="module")
def played(house):
    link = partial(next(iter(house.processes.values())).link, "Facilitator")
    with playing(house, link, ("Un", "Deux", "Trois", "Quatre")) as workshops:
        yield workshops


def in_the_hands_of(house, played, *others) -> tuple[str, Played]:
    """A process that has a workshop, which is none of those, and that workshop."""
    for one in played:
        name = house.holder(one.code)
        if name and name not in others:
            return name, one
    raise AssertionError("no process has a workshop")


def test_nothing_is_lost_whatever_is_killed_frozen_or_restarted(house, played):
    all_go_on(played, "at the start")
    holders = {one.code: house.holder(one.code) for one in played}
    print(f"\nwho has what: {holders}")
    assert set(holders.values()) <= set(house.processes)

    # --- a process is killed ---------------------------------------------------------------
    name, one = in_the_hands_of(house, played)
    killed = time.monotonic()
    house.processes[name].kill()
    until("another takes it over", lambda: house.holder(one.code) not in ("", name), GENEROUS)
    print(f"taken over {time.monotonic() - killed:.1f} s after {name} was killed")
    print(f"everybody was answered {all_go_on(played, 'after a death'):.1f} s later")
    house.processes[name].start()

    # --- a process is frozen past its lease, and let go on ----------------------------------
    frozen, one = in_the_hands_of(house, played, name)
    process = house.processes[frozen]
    direct = Browser(one.browser.server, base=process.url)
    direct.http.cookies.update(one.senders[0].browser.http.cookies)
    late = direct.socket()
    process.process.send_signal(signal.SIGSTOP)
    stopped = time.monotonic()
    asked = late.ask("command", command(one.mood, "say", "too-late", word="trop tard"))
    # A page of it that is asked for is what nginx finds the process frozen by; systemd kills it after 10 s.
    until("its page comes from another", lambda: house_answers(house, one.code), GENEROUS)
    until("another takes it over", lambda: house.holder(one.code) not in ("", frozen), GENEROUS)
    print(f"taken over {time.monotonic() - stopped:.1f} s after {frozen} was frozen")
    all_go_on(played, "beside a frozen process")
    process.process.send_signal(signal.SIGCONT)
    until("its late answer, or its end", lambda: asked in late.answers or late.was_cut, GENEROUS)
    assert late.answers.get(asked, {"kind": "later"})["kind"] == "later"
    until("it says that it lost it", lambda: "was lost" in process.rest(), GENEROUS)
    all_go_on(played, "after it came back")

    # --- what holds it all is restarted ----------------------------------------------------
    house.postgres.stop(signal.SIGINT)
    house.valkey.stop()
    assert requests.get(f"{house.url}/rejoindre/{one.code}", timeout=GENEROUS).status_code in (502, 503, 504)
    house.postgres.start()
    house.valkey.start()
    print(f"everybody was answered {all_go_on(played, 'after the restarts'):.1f} s after PostgreSQL was back")

    # --- and the log says -------------------------------------------------------------------
    for workshop in played:
        for sender in workshop.senders:
            sender.finish()
    for workshop in played:
        holds_all(house, workshop)
    assert not house.rows(one.code, "seq", "request_id = 'too-late'")
    direct.close()


def test_a_form_and_a_link_without_a_code_reach_the_process_that_has_the_workshop(house, played):
    one = played[0]
    with closing(Browser(one.browser.server)) as guest:
        guest.join("Tard", site="s2")
        own = re.search(r"/mes-donnees/[\w-]+", guest.get(f"/atelier/{one.code}").text)[0]
        for process in house.processes.values():  # whatever the hash says, nginx ends up where it is
            until("it says who has it", lambda at=process: tells_the_way(house, one.code, at, own), GENEROUS)
        assert "Tard" in guest.get(own).text
    small = requests.get(f"{house.url}/rejoindre/{one.code.lower()}", timeout=GENEROUS)
    assert small.status_code == 200, "a code in small letters hashes elsewhere, and is passed on"


def tells_the_way(house, code: str, process, path: str) -> bool:
    """Whether a process serves a page of its own workshop, or names the process that has it.

    Not at once: the first thing that it asks PostgreSQL after a restart is answered « try again ».
    """
    holder = house.holder(code)
    told = requests.get(
        process.url + path, timeout=GENEROUS, headers={"X-Forwarded-For": "203.0.113.1"}, allow_redirects=False
    )
    if process.settings["PROCESS"] == holder:
        return told.status_code == 200
    return told.status_code == 503 and told.headers.get("X-Accel-Redirect") == f"@beffroi-{holder}"


def test_a_socket_is_passed_on_to_the_process_that_has_the_workshop(house, played):
    sockets = [Socket(one.lead.browser, "facilitator") for one in played for _ in range(2)]
    for one in sockets:
        one.let_in()
        assert one.hello()["blocks"]
        one.close()


SAID = "Personne ne répond le mercredi"


def led_elsewhere(house, lead: Lead, other: str) -> Lead:
    """Somebody leads another workshop of the same account, which lives in another process than `other`."""
    for number in range(30):
        front = Front(house.url, made_by(lead.browser, f"Ailleurs {number}"), lead.browser.server.facilitator)
        made = Lead(Browser(front))
        if house.holder(front.code) != other:
            return made
        made.browser.close()
    raise AssertionError("every workshop lands in the same process")


def test_cards_go_to_a_workshop_of_another_process_and_an_erasure_follows_them_there(house, played):
    one = played[0]
    until("its page is served", lambda: house_answers(house, one.code), GENEROUS)
    for process in house.processes.values():
        until("it is ready", lambda at=process: requests.get(f"{at.url}/readyz", timeout=10).ok, GENEROUS)
    here = Lead(Browser(one.browser.server))
    there = led_elsewhere(house, here, house.holder(one.code))
    holders = house.holder(here.browser.code), house.holder(there.browser.code)
    field = here.add("ideation", "Terrain", ["collect", "reveal"], anonymous=False)
    with closing(Browser(one.browser.server)) as person:
        card = person.join("Léa").socket().do(field, "write", text=SAID)
    here.socket.do("", "core.stage", activity=field, leaves="collect", to="reveal")
    ideas = there.add("ideation", "Idées", ["collect", "reveal"], anonymous=False)

    page = f"/animer/{there.browser.code}/cartes"
    shown = there.browser.get(f"{page}?atelier={here.browser.code}&de={field}").text
    assert SAID in shown
    sent: dict[str, Any] = {"atelier": here.browser.code, "de": field, "vers": ideas, "card": [card]}
    assert "transmises=1" in there.browser.post(page, **sent).url
    assert SAID in str(house.rows(there.browser.code, "data"))
    assert (house.holder(here.browser.code), house.holder(there.browser.code)) == holders, "to look disturbs nobody"

    address = f"{house.url}/animer/{here.browser.code}/cartes/{field}/{card}/effacer"
    token = csrf(here.browser.get(f"/animer/{here.browser.code}/cartes").text)

    def erased() -> bool:
        """A process whose connections PostgreSQL has cut since says to try again; then nothing was done."""
        done = here.browser.http.post(address, headers={"X-CSRFToken": token}, timeout=GENEROUS)
        assert done.status_code in (204, 503), done.text
        return done.status_code == 204

    until("it is erased", erased, GENEROUS)
    for code in (here.browser.code, there.browser.code):
        assert SAID not in str(house.rows(code, "data"))
    there.socket.wait("its pages to be let go", lambda: there.socket.was_cut)
    back = there.browser.socket("facilitator")  # and they come back, to the process that called it over
    assert back.hello()["blocks"] and SAID not in back.heard
    assert house.holder(there.browser.code) == holders[0]
    for lead in (here, there):
        lead.browser.close()


def test_over_tls_a_page_is_served_a_form_taken_and_a_socket_let_in(house, played):
    one = played[0]
    moved = requests.get(f"http://127.0.0.1:{house.plain_port}/rejoindre/{one.code}", allow_redirects=False, timeout=10)
    assert (moved.status_code, moved.headers["Location"][:8]) == (301, "https://")
    front = Front(house.tls_url, one.code, str, authority=str(house.authority))
    with closing(Browser(front)) as guest:
        guest.join("Zoé")
        line = guest.socket()
        assert line.hello()["blocks"]
        answer = line.command(one.mood, "say", word="chiffré")
        assert answer["kind"] == "accepted"
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(f"{house.tls_url}/", timeout=10)  # the certificate is looked at


def test_signing_out_at_one_process_ends_the_sockets_at_another(house, played):
    one = played[-1]
    holder = until("somebody has it", lambda: house_answers(house, one.code) and house.holder(one.code), GENEROUS)
    link = partial(list(house.processes.values())[-1].link, "Facilitator")  # a login of its own: the others' goes on
    other = next(process for name, process in house.processes.items() if name != holder)
    with closing(Browser(Front(house.url, one.code, link))) as boss:
        boss.get(link())
        line = boss.socket("facilitator")
        assert line.hello()["blocks"]
        with closing(Browser(boss.server, base=other.url)) as elsewhere:
            elsewhere.http.cookies.update(boss.http.cookies)
            elsewhere.post("/compte/deconnexion", from_page="/")
        line.wait("to be cut", lambda: line.was_cut, GENEROUS)


def test_wrong_codes_are_counted_by_all_of_them_together(house):
    addresses = (f"203.0.113.{n}" for n in range(10, 250))
    # Whoever counted alone while Valkey was away looks for it again now and then.
    until("they count together", lambda: tries(house, next(addresses), 66) == [404] * 60 + [429] * 6, GENEROUS)
    house.valkey.stop()
    alone = tries(house, "203.0.113.9", 3)
    house.valkey.start()
    assert alone == [404] * 3, "each counts alone meanwhile, and none fails"


def tries(house, address: str, count: int) -> list[int]:
    """Wrong codes from one address, at each process in turn: what they were answered."""
    processes = list(house.processes.values())
    return [
        requests.get(
            f"{processes[n % 3].url}/rejoindre/ZZZZ{n:03d}", timeout=GENEROUS, headers={"X-Forwarded-For": address}
        ).status_code
        for n in range(count)
    ]
