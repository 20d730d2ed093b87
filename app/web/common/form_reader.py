"""Reading what a form sends: counted before it is taken apart, since each sign that travels escaped costs as much."""

from __future__ import annotations

from typing import IO, Any
from urllib.parse import parse_qsl

from flask import Flask, Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

BYTES_MOST = 200_000
"""Of one form: two thousand people can be moved with it."""

ESCAPED_MOST = 12_000
"""Signs that travel escaped, and fields, of one form together: half a microsecond each."""

PARTS_MOST = 100
"""Fields of a form that a script sends in parts."""


class FormReader(FormDataParser):
    """werkzeug's, but for plain forms: a body that would take long is refused before it is begun."""

    def parse(self, stream: IO[bytes], mimetype: str, content_length: int | None, options: Any = None) -> Any:
        """The stream, the fields, no files."""
        if mimetype != "application/x-www-form-urlencoded":
            return super().parse(stream, mimetype, content_length, options)
        body = stream.read(BYTES_MOST + 1)
        if len(body) > BYTES_MOST or body.count(b"%") + body.count(b"&") > ESCAPED_MOST:
            raise RequestEntityTooLarge
        # What is not ASCII was not escaped: no browser sends it.
        fields = parse_qsl(body.decode("ascii", "ignore"), keep_blank_values=True, errors="replace")
        return stream, self.cls(fields), self.cls()


class FormRequest(Request):
    """A request whose form is read so."""

    form_data_parser_class = FormReader


def init_app(app: Flask) -> None:
    """Read forms so."""
    app.request_class = FormRequest
    app.config.update(MAX_FORM_MEMORY_SIZE=BYTES_MOST, MAX_FORM_PARTS=PARTS_MOST)
