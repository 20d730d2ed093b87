"""All that a plugin imports: the contract, API 1."""

from app.sdk.command import Command, Model
from app.sdk.fields import ERASED, Choice, Flag, Number, Ref, Text
from app.sdk.hookspecs import hookimpl
from app.sdk.method import API, Card, Method, NoSettings, SiteName, Stage, Table
from app.sdk.refused import Refused
from app.sdk.stamp import FACILITATOR, PARTICIPANT, Stamp
from app.sdk.words import translator

__all__ = [
    "API",
    "ERASED",
    "FACILITATOR",
    "PARTICIPANT",
    "Card",
    "Choice",
    "Command",
    "Flag",
    "Method",
    "Model",
    "NoSettings",
    "Number",
    "Ref",
    "Refused",
    "SiteName",
    "Stage",
    "Stamp",
    "Table",
    "Text",
    "hookimpl",
    "translator",
]
