"""What goes with the colours of a region: worked out from them, and legible."""

from __future__ import annotations

from collections.abc import Callable

from app.bundled import HOUSE
from app.config import BadSetting
from beffroi.patterns import linear

TOKENS = HOUSE / "static" / "css" / "tokens.css"

SETS = ("light", "dark", "stark-light", "stark-dark")
SURFACES = ("paper", "card", "sunk")
TINTS = ("primary-soft", "second-soft", "good-soft", "gold-soft", "danger-soft")
GROUNDS = {"primary": SURFACES, "second": (*SURFACES, *TINTS)}
"""What a region's colours are written on."""

LEGIBLE = 4.5
"""The contrast that words need."""

AIMS = {"light": LEGIBLE, "dark": 6.0, "stark-light": 8.0, "stark-dark": 10.0}
"""What words get in each set."""

COLOUR = linear(r"#?([0-9a-f]{6}|[0-9a-f]{3})")

WHITE, BLACK = "#ffffff", "#000000"


def palettes() -> dict[str, dict[str, str]]:
    """The tokens that differ from set to set, as the sheet has them."""
    values = r"\s+".join(rf"var\(--{name}, ([^;]+?)\)" for name in SETS)
    rows = linear(rf"--([\w-]+):\s+{values};").findall(TOKENS.read_text(encoding="utf-8"))
    return {name: {row[0]: row[place] for row in rows} for place, name in enumerate(SETS, 1)}


def luminance(colour: str) -> float:
    """How light a colour is to the eye, from 0 to 1, as WCAG reckons it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """A colour with a share of another in it."""
    pairs = ((int(colour[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def until(colour: str, towards: str, holds: Callable[[str], bool]) -> str:
    """The nearest colour on the way to another for which something holds; the other where it never does."""
    steps = (mix(colour, towards, step / 100) for step in range(101))
    return next((one for one in steps if holds(one)), towards)


def reads_on(grounds: list[str], least: float) -> Callable[[str], bool]:
    """Whether words in a colour are legible on all of these grounds."""
    return lambda colour: all(contrast(colour, ground) >= least for ground in grounds)


def _soft(colour: str, name: str, paper: str) -> str:
    """A tint to write on: barely coloured, so that ink and the other colours read on it as on paper."""
    if name == "light":
        return until(mix(colour, WHITE, 0.84), WHITE, lambda one: luminance(one) >= 0.82)  # noqa: PLR2004
    if name == "dark":
        return until(mix(colour, paper, 0.7), paper, lambda one: luminance(one) <= 0.028)  # noqa: PLR2004
    return paper


def derived(given: dict[str, str], name: str, palette: dict[str, str]) -> dict[str, str]:
    """The colours given and their companions, in one of the four sets."""
    paper, is_dark = palette["paper"], name.endswith("dark")
    made = {f"{role}-soft": _soft(colour, name, paper) for role, colour in given.items()}
    whole = {**palette, **made}
    towards, away = (WHITE, BLACK) if is_dark else (BLACK, WHITE)
    for role, colour in given.items():
        reads = reads_on([whole[ground] for ground in GROUNDS[role]], AIMS[name])
        front = until(colour, towards, reads)
        made[role] = front
        made[f"on-{role}"] = until(mix(colour, away, 0.75), away, reads_on([front], AIMS[name])) if is_dark else WHITE
        if role == "primary":
            made["primary-strong"] = mix(front, towards, 0.25)
        elif not name.startswith("stark"):  # there the focus has a colour of its own
            made["focus"] = front
    return made


def themed(given: dict[str, str]) -> dict[str, dict[str, str]]:
    """What a region's colours change in each set. Each of `given` is `primary` or `second` → `#rrggbb`.

    Raises `BadSetting` for a colour in which words cannot be read on light paper: it would not be the region's own
    any more, were it darkened without a word.
    """
    sets = {name: derived(given, name, palette) for name, palette in palettes().items()}
    for role, colour in given.items():
        nearest = sets["light"][role]
        if nearest != colour:
            light = {**palettes()["light"], **sets["light"]}
            worst = min(contrast(colour, light[ground]) for ground in GROUNDS[role])
            raise BadSetting(
                f"THEME_{role.upper()} is {colour}: words in it would stand out from the page by {worst:.1f} to 1, and "
                f"{LEGIBLE} is the least that can be read. The nearest that passes is {nearest}; "
                "a lighter one can be in the logo."
            )
    return sets


def written(sets: dict[str, dict[str, str]]) -> str:
    """The sheet that lays a region's colours over the site's own."""
    rows = (
        f"--{token}: {' '.join(f'var(--{name}, {sets[name].get(token, own[name][token])})' for name in SETS)};"
        for own in [palettes()]
        for token in sorted(sets["light"])
    )
    return "@layer tokens { :root { " + " ".join(rows) + " } }\n"


def colour_from(text: str, setting: str) -> str:
    """`#a8402e` or `#a42`, as `#rrggbb`."""
    found = COLOUR.fullmatch(text.lower())
    if found is None:
        raise BadSetting(f"{setting} is {text!r}: write a colour as #a8402e.")
    digits = found[1]
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))  # noqa: PLR2004
