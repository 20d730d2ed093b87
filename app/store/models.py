"""The tables, one class each."""

from __future__ import annotations

from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint, false, true
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.domain.calendar import ZONE_OF_OLD


class Base(DeclarativeBase):
    """What every table derives from; typed, which `db.Model` is not."""


class KeyBase(DeclarativeBase):
    """What is kept in the keys' own file derives from this, and no migration touches it."""


db = SQLAlchemy(model_class=Base)

# Ids are short strings everywhere: random, opaque, and the same in SQLite and PostgreSQL.
ID = String(40)

# Milliseconds since 1970 do not fit in 32 bits.
MS = BigInteger


class ServiceRow(Base):
    """A directorate or a team that accounts and workshops are of."""

    __tablename__ = "service"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)


class User(Base):
    """A facilitator's account."""

    __tablename__ = "user"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    password: Mapped[str] = mapped_column(String(200))
    operator: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[int] = mapped_column(MS)
    # No foreign key, which SQLite cannot add to a table that stands: what removes a service empties it.
    service_id: Mapped[str | None] = mapped_column(ID, default=None)


class Login(Base):
    """A session of a user; deleting the row signs it out, whatever its cookie says."""

    __tablename__ = "login"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    expires_at: Mapped[int] = mapped_column(MS)


class SignInLink(Base):
    """A link that signs an account in, once, for minutes, while `process` runs: the digest of its secret."""

    __tablename__ = "sign_in_link"
    secret: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    process: Mapped[str] = mapped_column(String(40), default="", server_default="")
    expires_at: Mapped[int] = mapped_column(MS)


class Workshop(Base):
    """A workshop, and what is true of it before anyone joins."""

    __tablename__ = "workshop"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    locale: Mapped[str] = mapped_column(String(5))
    sites: Mapped[list[Any]] = mapped_column(JSON)
    created_at: Mapped[int] = mapped_column(MS)
    ends_at: Mapped[int] = mapped_column(MS)
    ended: Mapped[bool] = mapped_column(default=False)
    purged: Mapped[bool] = mapped_column(default=False)
    service_id: Mapped[str | None] = mapped_column(ID, default=None)
    # When its first day begins; 0 where it was made before that was asked.
    starts_at: Mapped[int] = mapped_column(MS, default=0, server_default="0")
    zone: Mapped[str] = mapped_column(String(60), default=ZONE_OF_OLD, server_default=ZONE_OF_OLD)
    # When names that people gave for longer than the others are looked at again; 0 where there are none.
    named_until: Mapped[int] = mapped_column(MS, default=0, server_default="0")


class Facilitation(Base):
    """Who facilitates what."""

    __tablename__ = "facilitation"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)


class EnabledMethod(Base):
    """Which methods a workshop's facilitators have enabled."""

    __tablename__ = "enabled_method"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    method: Mapped[str] = mapped_column(String(60), primary_key=True)


class PersonRow(Base):
    """Somebody who joined; the name goes first, at the purge."""

    __tablename__ = "person"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    site: Mapped[str] = mapped_column(String(40))
    seats: Mapped[int] = mapped_column(default=1)
    left: Mapped[bool] = mapped_column(default=False)
    # By a facilitator: whoever left by themselves comes back by themselves, whoever was removed does not.
    removed: Mapped[bool] = mapped_column(default=False)
    # Without a device: facilitators enter what they wrote.
    on_paper: Mapped[bool] = mapped_column(default=False, server_default=false())
    link: Mapped[str] = mapped_column(String(64), unique=True)
    # The day alone: a time would tell who came late, and so who wrote what came after.
    joined_at: Mapped[int] = mapped_column(MS)


class OwnLink(Base):
    """One more link to a person's own data: each browser that took their place has one of its own."""

    __tablename__ = "own_link"
    link: Mapped[str] = mapped_column(String(64), primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    # The anonymous activities of which this browser shows nothing that was written before it took the place; `*`: its
    # place was refused by the person herself.
    withheld: Mapped[list[Any]] = mapped_column(JSON, default=list, server_default="[]")


class BrowserPlace(Base):
    """Who a browser is in a workshop, under a digest of its secret and of the workshop.

    No two rows can be told to be the same browser's: whom it was in one workshop says nothing of another.
    """

    __tablename__ = "browser_place"
    browser: Mapped[str] = mapped_column(String(64), primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    seat: Mapped[int] = mapped_column(default=0)
    # The person pressed « Quitter » here: nothing of theirs is shown until they have said that it is them.
    left: Mapped[bool] = mapped_column(default=False)
    since: Mapped[int] = mapped_column(MS)


class BrowserScreen(Base):
    """A screen that a browser is, under the digest of its secret: a room's computer may be one in many workshops."""

    __tablename__ = "browser_screen"
    browser: Mapped[str] = mapped_column(String(64), primary_key=True)
    screen_id: Mapped[str] = mapped_column(ForeignKey("screen.id", ondelete="CASCADE"), primary_key=True, index=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    since: Mapped[int] = mapped_column(MS)


class PlaceLink(Base):
    """A person's place on its way to another device: digests of a link and of a code, for minutes, once."""

    __tablename__ = "place_link"
    secret: Mapped[str] = mapped_column(String(64), primary_key=True)
    code: Mapped[str] = mapped_column(String(64))
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    seat: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[int] = mapped_column(MS)
    # Whether the person drew it herself, from a page of hers; else a facilitator did.
    proved: Mapped[bool] = mapped_column(default=True, server_default=true())
    __table_args__ = (UniqueConstraint("workshop_id", "code"),)


class Pairing(Base):
    """A room's computer that waits to be a screen: digests of its browser's secret and of the code it shows."""

    __tablename__ = "pairing"
    secret: Mapped[str] = mapped_column(String(64), primary_key=True)
    code: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[int] = mapped_column(MS)
    # The screen that it became; empty while the code waits to be typed.
    screen_id: Mapped[str] = mapped_column(ID, default="")


class ScreenRow(Base):
    """A screen's link: only the digest of its secret is kept."""

    __tablename__ = "screen"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    site: Mapped[str] = mapped_column(String(40))
    secret: Mapped[str] = mapped_column(String(64), unique=True)
    revoked: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[int] = mapped_column(MS)


class AnswerLinkRow(Base):
    """A link by which an activity is answered for days; nobody who answers has a row of their own."""

    __tablename__ = "answer_link"
    # In clear, as a join code: it stands on posters, and is shown again on the console.
    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    activity: Mapped[str] = mapped_column(ID)
    opens_at: Mapped[int] = mapped_column(MS)
    closes_at: Mapped[int] = mapped_column(MS)
    shared: Mapped[int]
    __table_args__ = (UniqueConstraint("workshop_id", "activity"),)


class TemplateRow(Base):
    """A template that a facilitator keeps; `service_id` where their service has it too, and outlives its account."""

    __tablename__ = "workshop_template"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    user_id: Mapped[str | None] = mapped_column(ID, index=True)
    service_id: Mapped[str | None] = mapped_column(ID, index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[int] = mapped_column(MS)


class FollowLinkRow(Base):
    """A link by which one person follows what they took on, until that is over."""

    __tablename__ = "follow_link"
    code: Mapped[str] = mapped_column(String(20), primary_key=True)  # in clear: facilitators hand it over again
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    activity: Mapped[str] = mapped_column(ID)
    who: Mapped[str] = mapped_column(ID)
    __table_args__ = (UniqueConstraint("workshop_id", "activity", "who"),)


class EntryRow(Base):
    """One entry of a workshop's log."""

    __tablename__ = "entry"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(ID)
    activity: Mapped[str] = mapped_column(ID)
    share: Mapped[str] = mapped_column(ID)
    name: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    who: Mapped[str] = mapped_column(String(60))
    role: Mapped[str] = mapped_column(String(20))
    site: Mapped[str] = mapped_column(String(40))
    table: Mapped[str] = mapped_column(String(40))
    at: Mapped[int] = mapped_column(MS)
    chance: Mapped[int] = mapped_column(MS)
    # Null once blanked: an index over nulls holds any number of them.
    request_id: Mapped[str | None] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    # Of participants' entries, whose seq is drawn by lot: see app/domain/lanes.py.
    after: Mapped[int] = mapped_column(default=0, server_default="0")
    turn: Mapped[int] = mapped_column(MS, default=0, server_default="0")
    __table_args__ = (
        UniqueConstraint("workshop_id", "id"),
        UniqueConstraint("workshop_id", "request_id"),
    )


class SpentRequest(Base):
    """The digest of a blanked request id, linked to no entry, kept a day to answer resends."""

    __tablename__ = "spent_request"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[int] = mapped_column(MS)


class LeaseRow(Base):
    """The process that a workshop lives in, until `expires_at` by the database's clock; each taking has its `fence`."""

    __tablename__ = "lease"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    fence: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[int] = mapped_column(MS)


class OpeningRow(Base):
    """How often in a row a workshop's opening was begun and not ended: what ended instead was the process."""

    __tablename__ = "opening"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    tries: Mapped[int]


class CopiedCard(Base):
    """A card copied from another workshop, by ids alone. The row outlives its source, whose purge it then tells of."""

    __tablename__ = "copied_card"
    # No foreign key: what is known of a source that was deleted is that there was one.
    workshop_id: Mapped[str] = mapped_column(ID, index=True)
    card: Mapped[str] = mapped_column(String(80))
    to_workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    copy: Mapped[str] = mapped_column(ID, primary_key=True)


class KeyRow(KeyBase):
    """The key of an anonymous activity, in a file of its own that no backup takes."""

    __tablename__ = "activity_key"
    workshop_id: Mapped[str] = mapped_column(ID, primary_key=True)
    activity: Mapped[str] = mapped_column(ID, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(32))


class ErasedThing(KeyBase):
    """What was erased, by id alone: an entry, a card, a person. In the keys' file, so that no backup forgets it."""

    __tablename__ = "erased"
    workshop_id: Mapped[str] = mapped_column(ID, primary_key=True)
    thing: Mapped[str] = mapped_column(String(120), primary_key=True)
    day: Mapped[int] = mapped_column(MS, index=True)
    # No row number: in their order it would tell which were erased together.
    __table_args__ = ({"sqlite_with_rowid": False},)


class PurgedAct(KeyBase):
    """What was purged of a workshop, likewise."""

    __tablename__ = "purged"
    workshop_id: Mapped[str] = mapped_column(ID, primary_key=True)
    act: Mapped[str] = mapped_column(String(60), primary_key=True)
    day: Mapped[int] = mapped_column(MS)


class JournalMark(KeyBase):
    """One row: changes with everything that is remembered as erased."""

    __tablename__ = "erased_mark"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(ID)


class CarriedOut(Base):
    """One row: the mark up to which this database is blank. A database put back from a backup has an older one."""

    __tablename__ = "carried_out"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(ID)
