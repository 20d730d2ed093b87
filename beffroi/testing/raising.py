"""A registry for tests: what a method raises reaches its author, with its own traceback, instead of an operator."""

from __future__ import annotations

from dataclasses import dataclass

from app.host.registry import Registry
from app.live.commands.slow_methods import TookLong


@dataclass
class RaisingRegistry(Registry):
    """Raises what a server would put up with and note."""

    is_raising: bool = True

    def blame(self, method: str, where: str, error: Exception) -> None:
        """Raise what the method raised; a call that took long is noted, since it is over."""
        if not self.is_raising or isinstance(error, TookLong):
            super().blame(method, where, error)
            return
        said = f"raised by {method}, {where}"
        if said not in getattr(error, "__notes__", ()):
            error.add_note(said)
        raise error

    def warn(self, method: str, where: str, said: str) -> None:
        """Nothing: how long a test takes depends on the machine, and what is large in it may be meant so."""

    def told(self) -> list[str]:
        """What was noted since this was last asked: where, and what."""
        told = [f"{fault.where}: {fault.error}" for fault in self.faults]
        self.faults.clear()
        return told
