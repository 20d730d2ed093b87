"""Commits of the writer that fail, so many times."""

from sqlalchemy import event
from sqlalchemy.exc import OperationalError


class FailingCommits:
    """Makes the writer's commits fail a number of times, before or after they reach the disk."""

    def __init__(self, app, times, after=False):
        self.engine = app.extensions["committer"]._engine
        self.times, self.after = times, after

    def __enter__(self):
        event.listen(self.engine, "commit", self.fail)
        return self

    def __exit__(self, *_):
        event.remove(self.engine, "commit", self.fail)

    def fail(self, connection):
        if self.times > 0:
            self.times -= 1
            if self.after:
                connection.connection.dbapi_connection.commit()
            raise OperationalError("commit", {}, Exception("database is locked"))
