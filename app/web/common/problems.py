"""Why a program was answered nothing: `application/problem+json` (RFC 9457) in the place of a page."""

from __future__ import annotations

import json
from http import HTTPStatus

from flask import Response, request

UNDER = "/api/"
"""Where programs ask, and nobody reads pages."""


def is_asked_by_a_program() -> bool:
    """Whether an answer is for a program."""
    return request.path.startswith(UNDER)


def problem(code: int, sentence: object) -> Response:
    """What is wrong, for a program and in a sentence."""
    said = {"type": "about:blank", "title": HTTPStatus(code).phrase, "status": code, "detail": str(sentence)}
    response = Response(json.dumps(said, ensure_ascii=False), code, content_type="application/problem+json")
    if code == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="beffroi"'
    return response
