"""All that a plugin imports: the contract, API 1."""

from beffroi.command import Command, Model
from beffroi.fields import ERASED, Choice, Day, Flag, Number, Ref, TableIds, Text
from beffroi.hookspecs import hookimpl
from beffroi.method import API, AUDIENCES, Card, Method, NoSettings, SiteName, Stage, Table, Trace
from beffroi.refused import Refused
from beffroi.stamp import ANYONE, FACILITATOR, PARTICIPANT, Stamp
from beffroi.words import translator

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
