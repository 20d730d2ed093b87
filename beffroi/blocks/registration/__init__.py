"""Registration: who comes where, how many places are left, who waits for one.

A method holds it as `places = Registering(during=("box",))`; one that registers people for things of its own, such as
the sessions of a programme, keeps `Registrations` in its state.
"""

from beffroi.blocks.registration.block import Registering
from beffroi.blocks.registration.commands import (
    REGISTRATION_COMMANDS,
    CallMe,
    CancelRegistration,
    PaperRegistration,
    Register,
    TakeOffList,
)
from beffroi.blocks.registration.places import Attendance, Place, RegistrationSettings
from beffroi.blocks.registration.registrations import (
    LIST_MOST,
    NAME,
    Name,
    Registration,
    Registrations,
    waits_said,
)
from beffroi.blocks.registration.views import MyPlace, PlaceShown

__all__ = [
    "LIST_MOST",
    "NAME",
    "REGISTRATION_COMMANDS",
    "Attendance",
    "CallMe",
    "CancelRegistration",
    "MyPlace",
    "Name",
    "PaperRegistration",
    "Place",
    "PlaceShown",
    "Register",
    "Registering",
    "Registration",
    "RegistrationSettings",
    "Registrations",
    "TakeOffList",
    "waits_said",
]
