"""Texts that are dear to take apart, and what a work on one takes of the processor."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from functools import cache

from pydantic import ValidationError

from app.host import registry
from app.host.rendering.parts import breath
from app.live.commands.decide import MethodError
from beffroi import Refused
from beffroi.fields import meta

STRETCH = 0.02
"""Seconds of processor time that nobody else waits for at a stretch."""

TRIES = 4
"""What takes longer is tried again so often: the machine may be busy with something else."""

TEXTS = {
    "a quote that is not closed, and blanks": lambda n: "«" + " " * (n - 2) + "b",
    "quotes, blanks, quotes": lambda n: ("« " * n)[: n - 1] + "»",
    "opening quotes": lambda n: "«" * n,
    "double quotes and blanks": lambda n: ('" ' * n)[:n],
    "marks of two classes, one class after the other": lambda n: "a" + "\u0301" * (n // 2) + "\u0327" * (n // 2 - 1),
    "marks of two classes in turn": lambda n: ("a" + "\u0301\u0327" * n)[:n],
    "marks of four classes and joiners": lambda n: ("a" + "\u0301\u200d\u0327\u05b0\u064b" * n)[:n],
    "letters of three signs each": lambda n: ("\u1112\u1161\u11ab" * n)[:n],
    "signs that grow when they are composed": lambda n: "\U0001d160" * n,
    "blanks": lambda n: " " * n,
    "one word and blanks of all widths": lambda n: ("a" + " \u00a0\u202f\u2003" * n)[: n - 1] + "b",
    "letters, a line each": lambda n: ("a\n" * n)[: n - 1] + "a",
    "line breaks of all kinds": lambda n: ("a\r\n\u2028\u0085" * n)[: n - 1] + "a",
    "bullets": lambda n: ("- " * n)[: n - 1] + "a",
    "commas": lambda n: ("a," * n)[:n],
    "hashes and semicolons": lambda n: ("#;" * n)[:n],
    "tabs": lambda n: ("a\t" * n)[: n - 1] + "a",
    "brackets": lambda n: ("[({" * n)[:n],
    "a very long word": lambda n: "a" * n,
    "hyphens": lambda n: ("a-" * n)[:n],
    "digits": lambda n: "9" * n,
    "signs without a width": lambda n: "a" + "\u200b" * (n - 1),
    "turned around": lambda n: ("\u202e\u2066א" * n)[:n],
    "emoji": lambda n: ("👩\u200d❤\ufe0f\u200d👩" * n)[:n],
    "markup": lambda n: ("<b>&" * n)[:n],
    "sharp s": lambda n: "ß" * n,
    "formulas": lambda n: ("\u200b=" * n)[:n],
    "halves of emoji": lambda n: ("a\ud83d" * n)[:n],
    "controls": lambda n: ("a\x01" * n)[:n],
}


@cache
def text_of(called: str, length: int) -> str:
    return TEXTS[called](length)


@contextmanager
def stretches():
    """The longest stretch, in seconds, of what is drawn inside: others have their turn after each part."""
    seen = [time.thread_time()]
    before = breath.set(lambda: seen.append(time.thread_time()))
    longest: list[float] = []
    try:
        yield longest
    finally:
        seen.append(time.thread_time())
        breath.reset(before)
        longest.append(max(after - at for at, after in zip(seen, seen[1:], strict=False)))


def cost(work) -> float:
    """Processor time of a work, the best of some tries where the first took long."""
    best = STRETCH * 1000
    for _ in range(TRIES):
        began = time.thread_time()
        with suppress(Refused, ValidationError, MethodError, LookupError):
            work()
        best = min(best, time.thread_time() - began)
        if best <= STRETCH:
            break
    return best


@cache
def methods():
    return registry.build().methods


def is_text(field) -> bool:
    return meta(field).get("widget") == "text"


def plain(field, ids):
    """What a field may be given so that its command is taken, the likeliest first."""
    widget = meta(field).get("widget")
    if widget == "text":
        return ["Bonjour"]
    if widget == "choice":
        return list(meta(field)["options"])[:1]
    if widget == "day":
        return ["2026-11-25"]
    if widget == "number":
        return [next(one.ge for one in field.metadata if hasattr(one, "ge")), 1]
    if widget == "flag":
        return [True]
    return ids if field.annotation is str else [field.get_default(call_default_factory=True)]
