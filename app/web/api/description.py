"""The API described: OpenAPI 3.1, from the classes that it answers with and one line a path."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic.json_schema import models_json_schema

from app.web.api import shapes
from app.web.api.shapes import Shape
from beffroi.version import VERSION

REF = "#/components/schemas/{model}"


@dataclass(frozen=True)
class Path:
    """What is asked at an address: which version a token has to read, what is answered, what the address may say."""

    at: str
    name: str
    summary: str
    answers: type[Shape]
    least: str = "direction"
    asks: tuple[str, ...] = ()


PATHS = (
    Path("/workshops/{code}", "workshop", "The workshop, and the addresses of all that the token reads",
         shapes.Workshop),
    Path("/workshops/{code}/report", "report", "The parts of a version of the report", shapes.Report,
         asks=("version",)),
    Path("/workshops/{code}/report/{activity}", "chapter", "An activity's part of the report", shapes.Chapter,
         asks=("version",)),
    Path("/workshops/{code}/decisions", "decisions", "What was kept, and who does what", shapes.Decisions,
         "participants"),
    Path("/workshops/{code}/agenda", "agenda", "The activities, with the addresses of their tables", shapes.Agenda,
         "complete"),
    Path("/workshops/{code}/tables/{activity}/{name}", "table",
         'A page of a table of results; "-" for activity is the workshop as a whole', shapes.Table, "complete",
         ("page", "per_page")),
    Path("/workshops/{code}/chain", "chain", "A page of what rests on what", shapes.Chain, "complete",
         ("page", "per_page")),
)  # fmt: skip

ASKED: dict[str, dict[str, Any]] = {
    "locale": {"schema": {"type": "string", "enum": ["fr", "en"]}, "description": "Default: the workshop's."},
    "version": {
        "schema": {"type": "string", "enum": ["direction", "participants", "complete"]},
        "description": "Default: the most that the token reads.",
    },
    "page": {"schema": {"type": "integer", "minimum": 1, "default": 1}},
    "per_page": {"schema": {"type": "integer", "minimum": 1, "maximum": 500, "default": 100}},
}

REFUSALS = {
    "400": "What the address asks for cannot be read.",
    "401": "No token, or one that is worth nothing any more.",
    "403": "The token reads a version that says less.",
    "404": "Nothing is there for this token.",
    "429": "More than 120 requests in a minute; see Retry-After.",
    "503": "Not just now; see Retry-After.",
}


@lru_cache(maxsize=8)
def describe(server: str) -> str:
    """The description, for a server at that address."""
    answered: list[type[Shape]] = [*(path.answers for path in PATHS), shapes.Problem]
    _names, defined = models_json_schema([(one, "serialization") for one in answered], ref_template=REF)
    said = {
        "openapi": "3.1.0",
        "info": {
            "title": "Beffroi",
            "version": VERSION,
            "description": "What a workshop came to, read only. Each token is of one workshop and one version of it.",
        },
        "servers": [{"url": f"{server}/api/1"}],
        "security": [{"token": []}],
        "paths": {path.at: {"get": _get(path)} for path in PATHS},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": defined["$defs"],
        },
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _get(path: Path) -> dict[str, Any]:
    held = [part[1:-1] for part in path.at.split("/") if part.startswith("{")]
    return {
        "operationId": path.name,
        "summary": path.summary,
        "description": f"For tokens that read “{path.least}” or more.",
        "parameters": [
            *({"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in held),
            *({"name": name, "in": "query", **ASKED[name]} for name in (*path.asks, "locale")),
            {"name": "If-None-Match", "in": "header", "schema": {"type": "string"}},
        ],
        "responses": {
            "200": {
                "description": "As it stands now.",
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": {"application/json": {"schema": {"$ref": REF.format(model=path.answers.__name__)}}},
            },
            "304": {"description": "As it was: nothing changed since that ETag."},
            **{code: _problem(why) for code, why in REFUSALS.items()},
        },
    }


def _problem(why: str) -> dict[str, Any]:
    schema = {"$ref": REF.format(model=shapes.Problem.__name__)}
    return {"description": why, "content": {"application/problem+json": {"schema": schema}}}
