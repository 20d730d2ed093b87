"""All that a plugin imports: the contract, API 1."""

from beffroi.block import Block
from beffroi.command import Command, Model
from beffroi.fields import ERASED, Choice, Day, Flag, HeadsBySite, Number, Ref, SomebodyHere, TableIds, Text, TimeZone
from beffroi.from_file import FilePart, FromFile
from beffroi.hookspecs import hookimpl
from beffroi.method import API, Method, Parts
from beffroi.play import NoSettings
from beffroi.refused import Refused
from beffroi.stamp import ANYONE, FACILITATOR, HOST, PARTICIPANT, Stamp
from beffroi.vocabulary import (
    AUDIENCES,
    PURPOSES,
    Action,
    Card,
    Dated,
    Follower,
    Glance,
    Here,
    Kept,
    Kind,
    SiteName,
    Stage,
    Table,
    Trace,
)
from beffroi.words import translator

__all__ = [
    "ANYONE",
    "API",
    "AUDIENCES",
    "PURPOSES",
    "Action",
    "ERASED",
    "FACILITATOR",
    "HOST",
    "PARTICIPANT",
    "Block",
    "Card",
    "Choice",
    "Command",
    "Dated",
    "Day",
    "FilePart",
    "Flag",
    "Follower",
    "FromFile",
    "Glance",
    "HeadsBySite",
    "Here",
    "Kept",
    "Kind",
    "Method",
    "Model",
    "NoSettings",
    "Number",
    "Parts",
    "Ref",
    "Refused",
    "SiteName",
    "SomebodyHere",
    "Stage",
    "Stamp",
    "Table",
    "TableIds",
    "Text",
    "TimeZone",
    "Trace",
    "hookimpl",
    "translator",
]
