"""The questions of a form as a file: ours, which is the notation with what stands around it, or one of LimeSurvey’s.

@introduction Who asks, and what for.
@minutes 4
@thanks Thank you.
# A page
channel (choice) : How do you write?
"""

from __future__ import annotations

from typing import Any

from beffroi.blocks.form.limesurvey import from_lss
from beffroi.blocks.form.notation import read
from beffroi.blocks.form.settings import LONGEST, WrittenForm
from beffroi.from_file import FilePart, FromFile
from beffroi.refused import Refused
from beffroi.words import translator

_ = translator(__name__)


TOLD = 5


def from_file(data: bytes) -> FromFile:
    """What a file says; raises `Refused`, with the line, where something is not understood: nothing is half taken."""
    start = data[:400].lstrip(b"\xef\xbb\xbf \r\n\t")
    found = from_lss(data) if start.startswith((b"<", b"PK")) else _from_ours(data)
    if len(found.settings["questions"]) > LONGEST:
        raise Refused(
            _(
                "Its questions are too long together (characters: %(most)s at most): take some of them out.",
                most=LONGEST,
            )
        )
    return found


def _from_ours(data: bytes) -> FromFile:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        said = _("Line %(line)s is no text that can be read (UTF-8): this is no file of questions.", line=line)
        raise Refused(said) from error
    around: dict[str, list[str]] = {"introduction": [], "thanks": [], "minutes": []}
    lines = []
    for one in text.splitlines():
        word, _blank, words = one.strip().removeprefix("@").partition(" ")
        is_around = one.startswith("@") and word in around
        if is_around:
            around[word].append(words.strip())
        lines.append("" if is_around else one)
    written = read("\n".join(lines))
    if written.faults:
        told = (str(_("Line %(line)s: %(said)s", line=number, said=said)) for number, said in written.faults[:TOLD])
        raise Refused(" ".join(told))
    asked = [question for page in written.pages for question in page.questions]
    if not asked:
        raise Refused(_("There is no question in this file."))
    minutes = "".join(around["minutes"])
    settings: dict[str, Any] = {
        "questions": "\n".join(lines).strip(),
        "takes": int(minutes) if minutes.isdecimal() else 0,
    }
    settings |= {name: "\n".join(around[name]) for name in ("introduction", "thanks")}
    return FromFile(settings, [FilePart(one.id, str(one.text)) for one in asked])


def to_file(settings: WrittenForm) -> str:
    """The questions of a form, and what stands around them, as a file that is read again."""
    lines = [f"@introduction {line}" for line in settings.introduction.splitlines()]
    lines += [f"@minutes {settings.takes}"] if settings.takes else []
    lines += [f"@thanks {line}" for line in settings.thanks.splitlines()]
    return "\n".join([*lines, settings.questions, ""])
