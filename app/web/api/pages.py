"""`/api/1`: what a workshop came to, for other programs; nothing is changed by it, and no cookie is read or set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from flask import Blueprint, Response, current_app, request, session, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from app.export import closing, report, results
from app.export.minutes import annex, gathering
from app.export.minutes.front import Around
from app.export.minutes.model import Choices
from app.export.minutes.taken_out import TakenOut
from app.host.rendering.parts import breath
from app.live.commands.cooperative import Cooperative
from app.web.api import shapes, told
from app.web.api.bearer import Asked, asked, number, refused
from app.web.api.description import describe
from app.web.api.shapes import Shape
from app.web.common.links import public_origin
from app.web.common.security import WRONG_CODES, csrf, limiter, only_failures
from beffroi import translator
from beffroi.report import VERSIONS, Section, Version
from beffroi.words import current_locale, speaking

_ = translator(__name__)
T = TypeVar("T")

USUAL, MOST = 100, 500
"""Rows or things of a page: where nobody says how many, and at most."""

PAGES_MOST = 100_000

pages = Blueprint("api", __name__, url_prefix="/api/1")
csrf.exempt(pages)
limiter.shared_limit(WRONG_CODES, scope="api tokens", deduct_when=only_failures(401))(pages)


@pages.after_request
def _for_programs(response: Response) -> Response:
    """No cookie; what it rests on; and, where whoever hosts the site allows it, pages of other sites."""
    session.modified = False
    response.headers.setdefault("Cache-Control", "private, no-cache")
    origin = request.headers.get("Origin", "")
    allowed = current_app.extensions["settings"].api_origins.split()
    if allowed:
        response.vary.add("Origin")
    if origin and origin in allowed:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Headers"] = "Authorization, If-None-Match"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    return response


def _address(at: Asked, endpoint: str, **said: object) -> str:
    return public_origin() + url_for(endpoint, code=at.facts.code, **said)  # type: ignore[arg-type]


def _next(at: Asked, page: int) -> str:
    said = {**(request.view_args or {}), **request.args.to_dict(), "page": page + 1, "code": at.facts.code}
    return public_origin() + url_for(str(request.endpoint), **said)


def _answer(at: Asked, make: Callable[[], Shape]) -> Response:
    """What is asked, made only where whoever asks has not got it yet."""
    mark = at.mark
    if request.if_none_match.contains(mark):
        response = Response(status=304)
    else:
        response = Response(make().model_dump_json(), content_type="application/json")
    response.set_etag(mark)
    return response


def _gathered(at: Asked, kind: str, gather: Callable[[str], T]) -> T:
    """What an answer is cut from: gathered once for all its pages, in slices, as long as nothing changes."""
    breath.set(Cooperative().breathe)
    room, locale = at.room, current_locale()
    rests = repr((len(room.record.entries), at.facts, sorted(room.record.links.items())))

    def once() -> T:
        kept = room.renderer.answers
        key = f"{kind}/{locale}"
        if key not in kept or kept[key][0] != rests:
            with speaking(locale):
                kept[key] = rests, gather(locale)
        made: T = kept[key][1]
        return made

    return room.run(once)


def _results(at: Asked) -> results.Results:
    """Cut as the minutes are: no table of what nobody ticked or somebody took out, no word that was taken out."""
    choices = at.choices

    def gather(locale: str) -> results.Results:
        record = at.room.record
        minutes = gathering.gather(at.facts, record, Around(), choices, locale, version="complete")
        return annex.cut(results.gather(at.facts, record, locale), annex.left(minutes), TakenOut(choices.words))

    return _gathered(at, f"results {choices.version}", gather)


def _version(at: Asked) -> Version:
    """The version of the report that is asked for: the token's, or one that says less."""
    said = request.args.get("version", at.reads)
    version = next((one for one in VERSIONS if one == said), None)
    if version is None or VERSIONS.index(version) > VERSIONS.index(at.reads):
        raise refused(NotFound(), _("This token reads no such version of the report."))
    return version


def _chapters(at: Asked, version: Version) -> list[report.Chapter]:
    choices = at.choices

    def gather(locale: str) -> list[report.Chapter]:
        change, added = TakenOut(choices.words), frozenset(choices.added)
        told = report.gather(at.facts, at.room.record, locale, version, added, change=change)
        return [replace(one, sections=_kept(one, choices)) for one in told.chapters]

    return _gathered(at, f"report {version} {choices.version}", gather)


def _kept(chapter: report.Chapter, choices: Choices) -> list[Section]:
    """Those of its sections that stand in the minutes."""
    return [one for one in chapter.sections if f"{chapter.id}.{one.id}" not in choices.left_out]


@pages.get("/openapi.json")
def openapi() -> AnyResponse:
    """What can be asked, and what is answered: OpenAPI 3.1."""
    response = Response(describe(public_origin() + request.script_root), content_type="application/json")
    response.add_etag()
    return response.make_conditional(request)


@pages.get("/workshops/<code>")
def workshop(code: str) -> Response:
    """The workshop, and the addresses of all that the token reads."""
    at = asked(code)
    there = {"report": _address(at, "api.report_parts")}
    if at.reads != "direction":
        there["decisions"] = _address(at, "api.decisions")
    if at.reads == "complete":
        there |= {"agenda": _address(at, "api.agenda"), "chain": _address(at, "api.chain")}
    concluded = at.room.record.agenda.concluded
    return _answer(at, lambda: told.workshop(at.facts, at.reads, there, is_concluded=concluded))


@pages.get("/workshops/<code>/agenda")
def agenda(code: str) -> Response:
    """The activities with their tables of results, as the spreadsheet of the results has them."""
    at = asked(code, "complete")
    return _answer(at, lambda: told.agenda(_results(at), partial(_address, at)))


@pages.get("/workshops/<code>/tables/<activity>/<name>")
def table(code: str, activity: str, name: str) -> Response:
    """A page of a table of results; "-" is the workshop as a whole."""
    at = asked(code, "complete")
    page, each = number("page", 1, PAGES_MOST), number("per_page", USUAL, MOST)

    def make() -> Shape:
        made = told.found(_results(at), activity, name)
        if made is None:
            raise refused(NotFound(), _("There is no such table, or it shows nothing yet."))
        return told.table(made, page, each, _next(at, page))

    return _answer(at, make)


@pages.get("/workshops/<code>/decisions")
def decisions(code: str) -> Response:
    """What was kept and who does what, as the page of the results says it."""
    at = asked(code, "participants")
    choices = at.choices

    def gather(_locale: str) -> shapes.Decisions:
        return told.decisions(closing.gather(at.room.record), TakenOut(choices.words), choices.left_out)

    return _answer(at, lambda: _gathered(at, f"decisions {choices.version}", gather))


@pages.get("/workshops/<code>/chain")
def chain(code: str) -> Response:
    """A page of what rests on what."""
    at = asked(code, "complete")
    page, each = number("page", 1, PAGES_MOST), number("per_page", USUAL, MOST)
    return _answer(at, lambda: told.chain(_results(at).chain, page, each, _next(at, page)))


@pages.get("/workshops/<code>/report")
def report_parts(code: str) -> Response:
    """The parts of the report, in the version of the token or in one that says less."""
    at = asked(code)
    version = _version(at)
    return _answer(at, lambda: told.report(version, _chapters(at, version), partial(_address, at)))


@pages.get("/workshops/<code>/report/<activity>")
def chapter(code: str, activity: str) -> Response:
    """An activity's part of the report."""
    at = asked(code)
    version = _version(at)

    def make() -> Shape:
        found = next((one for one in _chapters(at, version) if one.id == activity), None)
        if found is None:
            raise refused(NotFound(), _("There is no such activity."))
        with speaking(current_locale()):
            return told.chapter(found)

    return _answer(at, make)
