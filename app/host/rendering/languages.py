"""What people wrote, marked with the language of their workshop on a page that speaks another."""

from __future__ import annotations

from beffroi.patterns import linear

QUOTED = linear(r"<(q|blockquote)([ >])")
WRITTEN = linear(r'<(\w+) class="((?:card-text|line-text|wording)[ "])')
"""Elements whose class comes first and says that people wrote what is in them; what a page says there itself has
another attribute before it."""


def language_marked(html: str, language: str) -> str:
    """Markup in which quotations and what people wrote say their language; as it was where `language` is ""."""
    if not language:
        return html
    html = QUOTED.sub(rf'<\1 lang="{language}"\2', html)
    return WRITTEN.sub(rf'<\1 lang="{language}" class="\2', html)


def other_than(spoken: str, written: str) -> str:
    """The language to mark: that of what is `written`, where the page speaks another."""
    return written if written != spoken else ""
