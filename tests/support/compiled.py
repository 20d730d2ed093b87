"""What is slow to make of files that hardly change, kept from one run of the tests to the next: templates compiled,
files squeezed.

What it was made of is its name, whole: of a file with another letter in it nothing is found here.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment, TemplateNotFound
from jinja2.bccache import Bucket

ROOT = Path(__file__).parents[2]
LASTING = ".template"
KEPT = ROOT / ".pytest_cache" / "made"

COMPILERS = ("app/host/rendering/*.py", "app/web/common/*.py", "beffroi/*.py")
"""What has a part in how a template is compiled: with any other letter in them all is compiled anew."""

OTHERS = re.compile(r"""{%-?\s*(?:from|import|include|extends)\s+["']([^"']+)["']""")


@cache
def _makers() -> bytes:
    told = hashlib.sha256(f"{sys.version} {version('jinja2')} {version('markupsafe')}".encode())
    for pattern in COMPILERS:
        for file in sorted(ROOT.glob(pattern)):
            told.update(file.read_bytes())
    return told.digest()


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """What was made under that name, which says all that it depends on."""
    file = KEPT / name
    try:
        return file.read_bytes()
    except FileNotFoundError:
        made = make()
        keep(file, made)
        return made


def keep(file: Path, made: bytes) -> None:
    """Whole or not at all: others look while it is written."""
    KEPT.mkdir(parents=True, exist_ok=True)
    number, beside = tempfile.mkstemp(dir=KEPT)
    with os.fdopen(number, "wb") as written:
        written.write(made)
    Path(beside).replace(file)


def sweep() -> None:
    """Away with what was made a month ago: most of it is of files that nobody has any more."""
    for file in KEPT.glob("*"):
        if file.stat().st_mtime < time.time() - 30 * 86_400:
            file.unlink(missing_ok=True)


def squeezed(compress: Callable[[bytes, str], bytes]) -> Callable[[bytes, str], bytes]:
    """A file as small as it gets, worked out once."""

    def once(content: bytes, encoding: str) -> bytes:
        return kept(f"{hashlib.sha256(content).hexdigest()}.{encoding}", lambda: compress(content, encoding))

    return once


class Compiled(BytecodeCache):
    """Templates, compiled by whichever process drew one first."""

    def __init__(self) -> None:
        self._read: dict[str, bytes] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Called by what a template's code depends on: itself, what it takes from others, and those who compile."""
        told = hashlib.sha256(_makers() + f"{type(environment)} {name} {filename}".encode())
        for part in _with_others(environment, source, set()):
            told.update(hashlib.sha256(part.encode()).digest())
        is_lasting = bool(filename) and Path(filename).is_relative_to(ROOT)
        bucket = Bucket(environment, f"{told.hexdigest()}{LASTING if is_lasting else ''}", "")
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """From here, or from the disk."""
        if bucket.key not in self._read and (KEPT / bucket.key).exists():
            self._read[bucket.key] = (KEPT / bucket.key).read_bytes()
        if bucket.key in self._read:
            bucket.bytecode_from_string(self._read[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """For whoever draws it next."""
        self._read[bucket.key] = bucket.bytecode_to_string()
        if bucket.key.endswith(LASTING):  # the folder of a test is never there again
            keep(KEPT / bucket.key, self._read[bucket.key])


def _with_others(environment: Environment, source: str, seen: set[str]) -> Iterator[str]:
    yield source
    for name in OTHERS.findall(source):
        if name not in seen:
            seen.add(name)
            try:
                other = environment.loader.get_source(environment, name)[0] if environment.loader else ""
            except TemplateNotFound:
                continue
            yield from _with_others(environment, other, seen)


COMPILED = Compiled()
