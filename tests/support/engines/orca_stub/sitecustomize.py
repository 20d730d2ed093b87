"""Has Orca write what it says a line at a time, so that it is found when it is said."""

import builtins
import sys

_open = builtins.open


def _by_lines(file, mode="r", buffering=-1, *more, **named):
    return _open(file, mode, 1 if str(file).endswith("orca.debug") else buffering, *more, **named)


if "orca" in " ".join(sys.orig_argv):
    builtins.open = _by_lines
