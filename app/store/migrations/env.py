"""Alembic's entry: the connection comes from whoever upgrades, from the app otherwise."""

from alembic import context

from app.store.models import Base, db


def migrate() -> None:
    """Run the migrations on the connection given, or on one of the app's own."""
    given = context.config.attributes.get("connection")
    connection = given if given is not None else db.engine.connect()
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
    if given is None:
        connection.commit()
        connection.close()


migrate()
