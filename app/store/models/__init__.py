"""The tables, one class each: a module for what they are about."""

from app.store.models.accounts import (
    IdentityRow,
    Login,
    PasswordLink,
    ProviderLogin,
    RecoveryCode,
    SecondFactor,
    ServiceRow,
    SignInLink,
    TemplateRow,
    User,
)
from app.store.models.audit import AuditRow
from app.store.models.base import ID, MS, Base, KeyBase, db
from app.store.models.beside import AgendaLinkRow, OwnNoteRow
from app.store.models.keys import ErasedThing, JournalMark, KeyRow, PurgedAct
from app.store.models.log import CarriedOut, CopiedCard, EntryRow, LeaseRow, OpeningRow, SpentRequest
from app.store.models.outside import ApiTokenRow, DeliveryRow, WebhookRow
from app.store.models.people import BrowserPlace, BrowserScreen, OwnLink, Pairing, PersonRow, PlaceLink, ScreenRow
from app.store.models.workshops import (
    AnswerLinkRow,
    BriefRow,
    EnabledMethod,
    Facilitation,
    FollowLinkRow,
    InitiativeRow,
    InitiativeWorkshop,
    MinutesChoicesRow,
    Workshop,
)

__all__ = [
    "AgendaLinkRow",
    "AnswerLinkRow",
    "ApiTokenRow",
    "AuditRow",
    "Base",
    "BriefRow",
    "BrowserPlace",
    "BrowserScreen",
    "CarriedOut",
    "CopiedCard",
    "DeliveryRow",
    "EnabledMethod",
    "EntryRow",
    "ErasedThing",
    "Facilitation",
    "FollowLinkRow",
    "ID",
    "JournalMark",
    "IdentityRow",
    "InitiativeRow",
    "InitiativeWorkshop",
    "KeyBase",
    "KeyRow",
    "LeaseRow",
    "Login",
    "MS",
    "MinutesChoicesRow",
    "OpeningRow",
    "OwnLink",
    "OwnNoteRow",
    "Pairing",
    "PasswordLink",
    "PersonRow",
    "PlaceLink",
    "ProviderLogin",
    "PurgedAct",
    "RecoveryCode",
    "ScreenRow",
    "SecondFactor",
    "ServiceRow",
    "SignInLink",
    "SpentRequest",
    "TemplateRow",
    "User",
    "WebhookRow",
    "Workshop",
    "db",
]
