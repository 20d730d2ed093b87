"""`python -m app`."""

# First of all: sockets and locks must be gevent's before anything else takes hold of them.
from gevent import monkey

monkey.patch_all()

import gc  # noqa: E402
import os  # noqa: E402

os.umask(0o077)  # what is written holds people's words: databases, their logs, backups, the secret key

gc.disable()  # what is imported stays: to look for garbage in it, again and again, is a fifth of a start

from app.cli import main  # noqa: E402

gc.freeze()
gc.enable()


def start(name: str) -> None:
    """Do what the command line says, under the name that it was called by."""
    main(prog_name=name)


if __name__ == "__main__":
    start("python -m app")
