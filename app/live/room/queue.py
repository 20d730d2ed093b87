"""What waits for a room's turn: commands, and jobs to be run between two batches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from gevent.event import AsyncResult, Event

from app import metrics
from app.domain.log import Entry
from app.live.commands.request import CommandRequest, CommandResult
from app.store.committer import Unavailable
from beffroi import translator
from beffroi.words import speaking

_ = translator(__name__)

T = TypeVar("T")

CLOSING = "this room is closing"


@dataclass
class Waiting:
    """A command whose asker waits for the answer."""

    ask: CommandRequest
    result: AsyncResult = field(default_factory=AsyncResult)
    entry: Entry | None = None
    answer: CommandResult | None = None


Job = tuple[Callable[[], Any], AsyncResult]


def retryable(ask: CommandRequest) -> CommandResult:
    """The answer that has a page send its command again."""
    with speaking(ask.locale):
        return CommandResult("later", str(_("This could not be recorded just now; it will be sent again.")))


class RoomQueue:
    """The queue of a room. Its loop takes from it; everybody else puts into it, and waits."""

    def __init__(self) -> None:
        self.asks: list[Waiting] = []
        self.jobs: list[Job] = []
        self.news = Event()
        """Set where the loop has something to do."""
        self.is_closed = False

    def ask(self, ask: CommandRequest) -> CommandResult:
        """Put a command, and wait for its answer: never lost, never silent."""
        if self.is_closed:
            metrics.count("later")
            return retryable(ask)
        waiting = Waiting(ask)
        self.asks.append(waiting)
        self.news.set()
        answer: CommandResult = waiting.result.get()
        metrics.count(answer.kind)
        return answer

    def run(self, job: Callable[[], T]) -> T:
        """Run something between two batches, when everything in memory is committed and nothing is half done.

        The loop rests between the commands of a batch and in the middle of long work: who decides by what the record
        says asks in this way. What only shows it may read the agenda as it is, as while a commit is waited for.
        """
        if self.is_closed:
            raise Unavailable(CLOSING)
        value: T = self.put(job).get()
        return value

    def put(self, job: Callable[[], Any]) -> AsyncResult:
        """As `run`, without waiting for it."""
        result = AsyncResult()
        self.jobs.append((job, result))
        self.news.set()
        return result

    def wake(self) -> None:
        """There is something to do: the loop has its turn."""
        self.news.set()

    def take(self, most: int) -> list[Waiting]:
        """The next batch of commands."""
        batch, self.asks = self.asks[:most], self.asks[most:]
        return batch

    def answer_the_rest(self) -> None:
        """Nobody takes from it any more: whoever waits is told to ask again."""
        for waiting in self.asks:
            waiting.result.set(retryable(waiting.ask))
        for _job, result in self.jobs:
            result.set_exception(Unavailable(CLOSING))
