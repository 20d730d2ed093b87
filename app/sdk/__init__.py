"""All that a plugin imports: the contract, API 1."""

from app.sdk.command import Command, Model
from app.sdk.fields import ERASED, Choice, Day, Flag, Number, Ref, TableIds, Text
from app.sdk.hookspecs import hookimpl
from app.sdk.method import API, AUDIENCES, Card, Method, NoSettings, SiteName, Stage, Table, Trace
from app.sdk.refused import Refused
from app.sdk.stamp import ANYONE, FACILITATOR, PARTICIPANT, Stamp
from app.sdk.words import translator

__all__ = [
    "ANYONE",
    "API",
    "AUDIENCES",
    "ERASED",
    "FACILITATOR",
    "PARTICIPANT",
    "Card",
    "Choice",
    "Command",
    "Day",
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
    "TableIds",
    "Text",
    "Trace",
    "hookimpl",
    "translator",
]
