"""What the server says of itself, on stderr: lines for people, or JSON. Never what people say, or who they are.

An exception's own words may quote what somebody typed, so they are told only where they speak of files and databases;
of all others the kind is, and where it was raised. What libraries say goes through the same door.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from typing import Any, TextIO

import structlog
from gevent import get_hub
from structlog.stdlib import BoundLogger, ProcessorFormatter
from structlog.typing import EventDict, WrappedLogger

FORMATS = ("plain", "json")

QUIET = {"alembic": logging.WARNING, "flask-limiter": logging.WARNING}
"""Libraries that say too much: the limiter tells at INFO whose address was limited."""


def logger(name: str) -> BoundLogger:
    """The logger of a module: `.info("a sentence", key=value)`; values are ids and numbers, never texts of people."""
    made: BoundLogger = structlog.stdlib.get_logger(name)
    return made


def said_by(error: BaseException) -> str:
    """An error in words that quote nobody."""
    if _is_of_a_database(error):
        return f"{type(error).__name__}: {str(getattr(error, 'orig', '')).splitlines()[0]}"
    is_plain = isinstance(error, OSError) or getattr(error, "quotes_nobody", False)
    return f"{type(error).__name__}: {error}" if is_plain else type(error).__name__


def _is_of_a_database(error: BaseException) -> bool:
    """Whether a database raised it; its library is not imported for that, which a process without one does not need."""
    known = sys.modules.get("sqlalchemy.exc")
    return known is not None and isinstance(error, known.OperationalError)


def told_of(error: BaseException) -> str:
    """A traceback without values: places, kinds, and the words of those errors that have harmless ones."""
    return "\n".join(_told_of(error))


def _told_of(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told_of(before)
        yield "Which led to:"
    yield "Traceback (most recent call last):"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
    yield said_by(error)


def _errors(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Errors among the values, and the one that is being handled, in words that quote nobody."""
    raised = event.pop("exc_info", None)
    event.pop("stack_info", None)
    for key, value in event.items():
        if isinstance(value, BaseException):
            event[key] = said_by(value)
    if raised is True:
        raised = sys.exc_info()
    error = raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        event["exception"] = told_of(error)
    return event


class _Quoting(logging.Filter):
    """The same for what comes by way of `logging`, whose arguments are put into the sentence."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(said_by(one) if isinstance(one, BaseException) else one for one in record.args)
        return True


def _plain(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    """A line for people: level, who says it, what; a supervisor's journal adds when."""
    level, name, said = (event.pop(key, "") for key in ("level", "logger", "event"))
    event.pop("at", None)
    trace = event.pop("exception", "")
    values = "".join(f" {key}={value}" for key, value in event.items())
    return f"{str(level).upper()} {name}: {said}{values}" + (f"\n{trace}" if trace else "")


STEPS: tuple[Any, ...] = (
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    _errors,
)

structlog.configure(
    processors=[structlog.stdlib.filter_by_level, *STEPS, ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=BoundLogger,
    cache_logger_on_first_use=True,
)


def handler(kind: str, stream: TextIO) -> logging.Handler:
    """What writes to a stream as `kind` of `FORMATS` says."""
    made = logging.StreamHandler(stream)
    last = structlog.processors.JSONRenderer(ensure_ascii=False) if kind == "json" else _plain
    steps = [ProcessorFormatter.remove_processors_meta, last]
    made.setFormatter(ProcessorFormatter(foreign_pre_chain=STEPS, processors=steps))
    made.addFilter(_Quoting())
    return made


def set_up(kind: str) -> None:
    """Send all that is told to stderr."""
    logging.basicConfig(level=logging.INFO, handlers=[handler(kind, sys.stderr)], force=True)
    logging.captureWarnings(True)
    for name, level in QUIET.items():
        logging.getLogger(name).setLevel(level)
    # gevent would print the request of a task that failed, cookies and address included.
    get_hub().print_exception = _task_failed


def _task_failed(_context: object, kind: type[BaseException], value: BaseException | None, _tb: object) -> None:
    logger("gevent").error("a task failed", kind=kind.__name__, exc_info=value)
