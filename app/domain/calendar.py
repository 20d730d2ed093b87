"""Days as people say them, in the time zone of a workshop, and as the milliseconds since 1970 that rows keep."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel.dates import format_date

from beffroi import translator
from beffroi.fields import DAY
from beffroi.patterns import linear
from beffroi.words import current_locale

_ = translator(__name__)

DAY_MS = 24 * 3600 * 1000

_WRITTEN = linear(DAY)

_EARLIEST = int(datetime(1900, 1, 2, tzinfo=UTC).timestamp() * 1000)
_LATEST = int(datetime(2202, 1, 1, tzinfo=UTC).timestamp() * 1000)
"""Moments beyond them are of no calendar that a page can show."""

LONGEST_NAME = 60
"""Characters of the name of a zone, as its column has them."""

ZONE_OF_OLD = "UTC"
"""Where the days of workshops were reckoned that were made before they had a zone."""

FAR = ("Europe/", "America/", "Indian/", "Pacific/", "Africa/", "Asia/", "Australia/", "Atlantic/")
"""How the names of zones begin that somebody chooses from: places, no abbreviations."""

OF_FRANCE = (
    "Europe/Paris", "America/Guadeloupe", "America/Martinique", "America/Cayenne", "America/Miquelon",
    "Indian/Reunion", "Indian/Mayotte", "Pacific/Noumea", "Pacific/Tahiti", "Pacific/Wallis",
)  # fmt: skip
"""The zones of the Republic, which come first in the list."""


@lru_cache(1000)
def is_zone(name: str) -> bool:
    """Whether there is a time zone of that name; looked up, since listing all of them reads hundreds of files."""
    try:
        return 0 < len(name) <= LONGEST_NAME and ZoneInfo(name).key == name
    except (ZoneInfoNotFoundError, ValueError, OSError):  # none, no name of one, or a folder of them
        return False


@cache
def zones() -> tuple[str, ...]:
    """The zones to choose from: those of the Republic, then every place, then UTC."""
    others = sorted(name for name in available_timezones() if name.startswith(FAR) and name not in OF_FRANCE)
    return (*OF_FRANCE, *others, "UTC")


def zone(name: str) -> ZoneInfo:
    """The zone of that name; UTC where it is none, such as one that a newer machine has written."""
    return ZoneInfo(name if is_zone(name) else ZONE_OF_OLD)


def read_day(text: str) -> date | None:
    """A day as a form sends it, `2026-11-25`; None where it is none, or not of 1900 to 2199."""
    return date.fromisoformat(text.strip()) if _WRITTEN.fullmatch(text.strip()) else None


def today(now: int, zone_name: str) -> date:
    """The day that it is at a moment, in a zone."""
    return moment(now, zone_name).date()


def moment(ms: int, zone_name: str) -> datetime:
    """A moment as the clocks of a zone show it; one that no calendar has is the nearest that it has."""
    bounded = min(max(ms, _EARLIEST), _LATEST)
    return datetime.fromtimestamp(bounded / 1000, UTC).astimezone(zone(zone_name))


def start_of(day: date, zone_name: str) -> int:
    """When a day begins in a zone."""
    return int(datetime.combine(day, time(), zone(zone_name)).timestamp() * 1000)


def at_hour(day: date, minutes: int, zone_name: str) -> int:
    """The moment at which the clocks of a zone show so many minutes after midnight of a day."""
    shown = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return int(shown.replace(tzinfo=zone(zone_name)).timestamp() * 1000)


def end_of(day: date, zone_name: str) -> int:
    """When a day is over in a zone: the first moment of the next one."""
    return start_of(day + timedelta(days=1), zone_name)


def last_day(ends_at: int, zone_name: str) -> date:
    """The day that is over at `ends_at`."""
    return today(ends_at - 1, zone_name)


def hour(ms: int, zone_name: str) -> str:
    """The time of day that it is at a moment in a zone, as the language writes it: « 10 h 45 », “10:45”."""
    there = moment(ms, zone_name)
    return time_of_day(there.hour * 60 + there.minute)


def time_of_day(minutes: int) -> str:
    """So many minutes after midnight, as the language writes it; beyond a day, as the clocks of that day show it."""
    hours, minute = divmod(minutes % (24 * 60), 60)
    if current_locale() == "fr":
        return f"{hours}\u00a0h" + (f"\u00a0{minute:02d}" if minute else "")
    return f"{hours}:{minute:02d}"


def day_and_hour(ms: int, zone_name: str) -> str:
    """A moment as people say it, in a time zone: « 7 décembre 2026 à 18 h »."""
    return str(_("%(day)s at %(hour)s", day=written(today(ms, zone_name)), hour=hour(ms, zone_name)))


def written(day: date) -> str:
    """A day as the language of the moment writes it, on one line; in French the first of a month is « 1er »."""
    words = format_date(day, "long", locale=current_locale()).replace(" ", "\u00a0")
    return f"1er{words[1:]}" if current_locale() == "fr" and day.day == 1 else words
