"""One server with its crowd. Windows are played on each side in turn, so that ratios are of the same minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from secrets import token_hex
from time import perf_counter

from app.live.commands.request import SCREEN
from app.rehearse.texts import Texts, tag_of
from beffroi import FACILITATOR
from bench.cores import Used, rss_of
from bench.crowd import Crowd
from bench.deliveries import ANSWERED, Counted, Deliveries, Marks, Sent, Supports, Tagged
from bench.figures import Run, at
from bench.servers import Server
from bench.stage import Workshop

SEED = 20


def moments(rate: float, seconds: float, rng: Random) -> list[float]:
    """When people press: as many as asked for, at moments that know nothing of each other (seconds from the start)."""
    return sorted(rng.uniform(0, seconds) for _ in range(max(1, round(rate * seconds))))


class Side:
    """Everybody is connected; `window` plays a few seconds."""

    def __init__(self, server: Server, workshop: Workshop, people: int, marks: Marks) -> None:
        self.server, self.workshop = server, workshop
        self.before = rss_of(server.pid)
        self.crowd = Crowd(server.address, Deliveries(marks))
        for number in range(people):
            cookies = workshop.cookies
            self.crowd.add(cookies[number % len(cookies)], workshop.auth(number))
        self.crowd.open()
        self.kb_each = (rss_of(server.pid) - self.before) / people

    def command(self, name: str, data: Mapping[str, object]) -> dict[str, object]:
        """A command as a page sends it."""
        return {"activity": self.workshop.activity, "name": name, "data": data, "request_id": token_hex(16)}

    def window(self, dues: Sequence[float], press: Callable[[int, float], None]) -> Run:
        """Play, and say what it came to; see `told`."""
        used = Used(self.server.pid, self.server.core)
        seconds = self.crowd.press(dues, press)
        cpu, others = used.told()
        return {**told(self.crowd, len(dues), seconds, cpu), "others": others / seconds}

    def close(self) -> None:
        self.crowd.close()
        self.server.stop()


def told(crowd: Crowd, sent: int, seconds: float, cpu: float) -> Run:
    """The figures of a window: times in ms, CPU in cores, a delivery's CPU in µs, a push's size in bytes."""
    deliveries = crowd.deliveries
    firsts = list({id(one): one.first - one.due for f in deliveries.frames for one in f.draws if one.first}.values())
    everywhere, count = deliveries.everywhere(), deliveries.count
    return {
        "sent": sent,
        "accepted": len(crowd.acks),
        "refused": crowd.refused,
        "deliveries": count,
        "deliveries_s": count / seconds,
        "drawn": len(firsts) / sent,
        "p50": at(firsts, 0.5),
        "p95": at(firsts, 0.95),
        "p99": at(firsts, 0.99),
        "everywhere_p95": at(everywhere, 0.95),
        "ack_p95": at(crowd.acks, 0.95),
        "cores": cpu / seconds,
        "us_delivery": 1e6 * cpu / max(1, count),
        "us_command": 1e6 * cpu / sent,
        "frames_command": deliveries.messages / len(crowd.pages) / sent,
        "bytes_push": deliveries.bytes / max(1, deliveries.messages),
        "downs": crowd.downs.total(),
        "lag_p99": at(crowd.lag.late, 0.99),
    }


class Talk(Side):
    """People who say words; `writers` of them write."""

    def __init__(self, server: Server, workshop: Workshop, people: int, writers: int) -> None:
        self.tagged = Tagged()
        self.rng = Random(SEED)
        self.texts = Texts(self.rng)
        self.writers = writers
        super().__init__(server, workshop, people, self.tagged)

    def talk(self, rate: float, seconds: float) -> Run:
        """So many commands a second in all, from writers in turn."""
        turns = self.rng.sample(range(self.writers), self.writers)
        return self.window(moments(rate, seconds, self.rng), lambda n, due: self._say(turns[n % len(turns)], due))

    def _say(self, who: int, due: float) -> None:
        word = self.texts.word()
        self.tagged.expect(tag_of(word), Sent(who, due))
        self.crowd.pages[who].ask("command", self.command("say", {"word": word}), due)


class Rewording(Talk):
    """People who reword notes of a wall, of which note n is of writer n modulo `authors`; `lifts` has it go up too."""

    def __init__(self, server: Server, workshop: Workshop, people: int, authors: int, *, lifts: bool = False) -> None:
        self.authors, self.command_name = authors, "lift" if lifts else "reword"
        super().__init__(server, workshop, people, min(people, authors))

    def _say(self, who: int, due: float) -> None:
        text = self.texts.idea()
        self.tagged.expect(tag_of(text), Sent(who, due))
        note = self.rng.choice(self.workshop.options[who :: self.authors])
        self.crowd.pages[who].ask("command", self.command(self.command_name, {"note": note, "text": text}), due)


class Votes(Side):
    """People who place a dot each, and take it back before the next run."""

    def __init__(self, server: Server, workshop: Workshop, people: int) -> None:
        self.counted = Counted()
        self.rng = Random(SEED)
        self.chosen: dict[int, str] = {}
        super().__init__(server, workshop, people, self.counted)

    def burst(self, seconds: float) -> Run:
        """Everybody votes once within so many seconds."""
        self._take_back()
        people = len(self.crowd.pages)
        return self.window(moments(people / seconds, seconds, self.rng), self._dot)

    def _dot(self, who: int, due: float) -> None:
        self.chosen[who] = self.rng.choice(self.workshop.options)
        self.counted.expect(Sent(who, due))
        self.crowd.pages[who].ask("command", self.command("dot", {"option": self.chosen[who]}), due)

    def _take_back(self) -> None:
        def take(number: int, due: float) -> None:
            who, option = placed[number]
            self.crowd.pages[who].ask("command", self.command("take_dot", {"option": option}), due)

        placed = list(self.chosen.items())
        if placed:
            self.crowd.press(moments(len(placed) / 3, 3, self.rng), take)
            self.crowd.settle()
        self.chosen.clear()
        self.counted.start_again()


class Live(Side):
    """People who answer a question that a facilitator leads to; the screen of a room shows how many have."""

    def __init__(self, server: Server, workshop: Workshop, people: int) -> None:
        self.counted = Counted(ANSWERED)
        self.rng = Random(SEED)
        self.turn = 0
        super().__init__(server, workshop, people, self.counted)
        self.people = people
        self.lead = self.crowd.add(workshop.login, workshop.auth(0, FACILITATOR))
        screen = self.crowd.add(workshop.screen, workshop.auth(0, SCREEN))
        for page in (self.lead, screen):
            page.open()
        self.crowd.wait((self.lead, screen))
        self.crowd.settle()

    def answer(self, seconds: float) -> Run:
        """Everybody answers the next question, once, within so many seconds."""
        self.turn += 1
        asked = self.command("ask", {"question": self.workshop.options[self.turn]})
        self.lead.ask("command", asked, perf_counter())
        self.crowd.settle()
        self.counted.start_again()
        return self.window(moments(self.people / seconds, seconds, self.rng), self._answer)

    def _answer(self, who: int, due: float) -> None:
        question = self.workshop.options[self.turn]
        self.counted.expect(Sent(who, due))
        said = {"page": question, "said": {question: self.rng.choice("ab")}, "words": {}, "earlier": {}}
        self.crowd.pages[who].ask("command", self.command("answer_one", said), due)


class Debate(Side):
    """People who support questions, each of them once."""

    def __init__(self, server: Server, workshop: Workshop, people: int) -> None:
        self.supports = Supports()
        self.rng = Random(SEED)
        self.wanted = [(who, question) for who in range(people) for question in workshop.options]
        self.rng.shuffle(self.wanted)
        super().__init__(server, workshop, people, self.supports)

    def support(self, rate: float, seconds: float) -> Run:
        """So many supports a second in all."""
        self.supports.start_again()
        return self.window(moments(rate, seconds, self.rng), self._support)

    def _support(self, _number: int, due: float) -> None:
        who, question = self.wanted.pop()
        self.supports.expect(question.encode(), Sent(who, due))
        self.crowd.pages[who].ask("command", self.command("support", {"question": question}), due)
