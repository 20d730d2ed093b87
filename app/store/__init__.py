"""What is kept: rows, the log, deadlines, keys; every write through one committer."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give the app its store."""
    from app.store import database, store

    database.init_app(app)
    app.extensions["store"] = store.build(app)
