"""What a page says to whoever does not see it, read from its HTML: what axe, which looks at one element, lets be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import html

PRESSED = ("button", "summary", "a")
TYPED = frozenset({"text", "search"})
CARRIES = re.compile(
    r"data-(command|activity|data|write|field|text|choose|key|lead|value|erase|move|merge|look|hx-post)"
)


VAGUE = ("Table", "Tableau", "The same as a table", "La même chose en tableau")
BLOCKS = ("div", "p", "ul", "ol", "dl", "table", "section", "details", "figure", "blockquote", "fieldset", "form", "h3")
REQUIRED = re.compile(r"\b(required|obligatoire)$")
SUMMARY_LEAST = 10
"""Words of a summary, at least."""


def parsed(page: str) -> html.HtmlElement:
    """A page, or a piece of one; what is not shown until it is asked for is not there."""
    root = html.fromstring(f"<div>{page}</div>" if "<html" not in page else page)
    for unseen in root.xpath("//template | //script | //noscript"):
        unseen.drop_tree()
    return root


def words(element: html.HtmlElement) -> str:
    """What an element says: blanks alike."""
    return " ".join(element.text_content().split())


def name_of(element: html.HtmlElement, root: html.HtmlElement) -> str:
    """Its accessible name, as far as HTML alone tells it."""
    if label := element.get("aria-label"):
        return " ".join(label.split())
    told = " ".join(words(root.get_element_by_id(id)) for id in element.get("aria-labelledby", "").split())
    alts = " ".join(image.get("alt", "") for image in element.iter("img"))
    spoken = html.fromstring(html.tostring(element, encoding="unicode", with_tail=False))
    for silent in spoken.xpath("//*[@aria-hidden='true'] | //svg"):
        silent.drop_tree()
    return told or f"{words(spoken)} {alts}".strip()


def alike(root: html.HtmlElement) -> Iterator[str]:
    """Names that several things to be pressed have, though each does something else."""
    does = defaultdict(set)
    for element in root.iter(*PRESSED):
        if element.get("aria-hidden") != "true":
            does[element.tag == "a", name_of(element, root)].add(_deed(element))
    for (_is_link, name), deeds in does.items():
        if len(deeds) > 1:
            yield f"“{name}” is {len(deeds)} things: {sorted(deeds)[:2]}"


def _deed(element: html.HtmlElement) -> str:
    """What it does: where it leads, what it carries, which form it sends, what it unfolds."""
    if element.tag == "a":
        return element.get("href", "")
    if element.tag == "summary":
        return f"unfolds {words(element.getparent())[:200]}"
    carried = sorted(f"{name}={value}" for name, value in element.items() if CARRIES.match(name))
    form = next(element.iterancestors("form"), None)
    if carried or form is None:
        return " ".join(carried)
    hidden = sorted(f"{one.get('name')}={one.get('value')}" for one in form.xpath(".//input[@type='hidden']"))
    own = f"{element.get('name')}={element.get('value')}"
    said = " ".join(filter(None, (form.get("action"), form.get("data-command"), form.get("data-activity"))))
    return f"{said} {own} {[one for one in hidden if not one.startswith('csrf')]}"


def untold(root: html.HtmlElement) -> Iterator[str]:
    """Help and errors that stand beside a field, and that it does not refer to."""
    for line in root.xpath("//*[contains(@class, 'help') or contains(@class, 'field-error')][not(self::form)]"):
        if not {"help", "field-error"} & set(line.get("class", "").split()):
            continue
        field = next((one for one in line.iterancestors() if "field" in one.get("class", "").split()), None)
        if field is None or not _fields(field):
            continue
        fields = _fields(field)
        told = {
            id
            for one in (*fields, field, *field.iterancestors("fieldset"))
            for id in one.get("aria-describedby", "").split()
        }
        if not told & {one.get("id") for one in (line, *line.iterancestors())}:
            said = words(line) or line.get("data-error")
            yield f"{fields[0].get('id') or fields[0].get('name')} does not refer to “{said}”"


def _fields(element: html.HtmlElement) -> list[html.HtmlElement]:
    return element.xpath(".//input[not(@type='hidden')] | .//select | .//textarea")


def unsaid(root: html.HtmlElement) -> Iterator[str]:
    """Tables without a caption, bars that are read beside their number, fields whose text runs one way alone."""
    for table in root.iter("table"):
        if table.find("caption") is None and not table.get("aria-label") and not table.get("aria-labelledby"):
            yield f"a table has no caption: {words(table)[:80]}"
    for bar in root.iter("meter", "progress"):
        if bar.get("aria-hidden") != "true" and not bar.get("aria-label") and not bar.get("aria-labelledby"):
            yield f"a bar is read beside its number: {html.tostring(bar, encoding='unicode')[:90]}"
    for field in root.xpath("//textarea | //input"):
        if (
            (field.tag == "textarea" or field.get("type", "text") in TYPED)
            and field.get("dir") != "auto"
            and not _is_code(field)
        ):
            yield f"{field.get('id') or field.get('name')} takes text in one direction alone"


def _is_code(field: html.HtmlElement) -> bool:
    return "code-input" in field.get("class", "") or field.get("autocomplete") == "one-time-code"


def unmarked(root: html.HtmlElement) -> Iterator[str]:
    """What is not marked as what it is: headers of tables, groups of fields, drawings that say something or nothing."""
    for table in root.iter("table"):
        if not table.xpath(".//th"):
            yield f"a table has no headers: {words(table)[:80]}"
    for header in root.xpath("//th[not(@scope)][not(@role)]"):
        yield f"a header says of no row and of no column that it is theirs: {words(header)[:80]}"
    for group in root.xpath("//fieldset[not(legend)]"):
        yield f"a group of fields has no legend: {words(group)[:80]}"
    for figure in root.xpath("//figure[figcaption]"):
        if (figure.get("role"), figure.get("aria-label")) != ("figure", words(figure.find("figcaption"))):
            yield f"a caption is not tied to its drawing: {words(figure.find('figcaption'))}"
    for image in root.xpath("//img[not(@alt)]"):
        yield f"an image has no alternative: {image.get('src')}"
    for drawing in root.iter("svg"):
        is_silent = any(one.get("aria-hidden") == "true" for one in (drawing, *drawing.iterancestors()))
        if not is_silent and not (drawing.get("role") == "img" and drawing.get("aria-label")):
            yield f"a drawing neither has a name nor is left out: {html.tostring(drawing, encoding='unicode')[:90]}"


def untitled(root: html.HtmlElement) -> Iterator[str]:
    """Tables that are called as another is, or as no table is told by, and those of several rows of headers untold."""
    told = [words(caption) for caption in root.xpath("//table/caption")]
    for title in {one for one in told if told.count(one) > 1 or one in VAGUE}:
        yield f"a table is called “{title}”, which does not say what it shows"
    for table in root.xpath("//table[.//th[@scope='colgroup' or @scope='rowgroup']]"):
        summary = "".join(map(words, table.findall("caption")))
        if len(summary.split()) < SUMMARY_LEAST:
            yield f"a table of several rows of headers does not say how it is laid: “{summary}”"


def for_looks_alone(root: html.HtmlElement) -> Iterator[str]:
    """Elements that say how something looks, and not what it is."""
    for element in root.iter("b", "i", "u", "big", "center", "font", "strike", "tt"):
        yield f"an element is there for its looks alone: {html.tostring(element, encoding='unicode')[:90]}"


def invalid(root: html.HtmlElement) -> Iterator[str]:
    """What no validator lets pass: an id that stands twice, a block inside of a run of words."""
    ids = [one.get("id") for one in root.xpath("//*[@id]")]
    for id in {one for one in ids if ids.count(one) > 1}:
        yield f"the id {id} stands twice"
    for element in root.iter("span", "q", "strong", "em", "small", "label", "button"):
        if block := next(element.iterdescendants(*BLOCKS), None):
            yield f"a {block.tag} stands in a {element.tag}: {words(element)[:80]}"


def unsaid_musts(root: html.HtmlElement) -> Iterator[str]:
    """Fields that must be filled in and do not say so in sight, in a form that has others."""
    for form in root.iter("form"):
        shown = [one for one in _fields(form) if one.get("type") not in ("hidden", "submit")]
        groups = {one.get("name") if one.get("type") == "radio" else id(one) for one in shown}
        chosen = {one.get("name") for one in shown if one.get("checked") is not None}  # cannot be left empty
        for field in (one for one in shown if one.get("required") is not None and len(groups) > 1):
            if field.get("type") == "radio" and field.get("name") in chosen:
                continue
            said = [label for label in root.iter("label") if label.get("for") and label.get("for") == field.get("id")]
            said += list(field.iterancestors("label"))
            said += [legend for group in field.iterancestors("fieldset") for legend in group.findall("legend")]
            if not any(REQUIRED.search(words(one)) for one in said):
                yield f"{field.get('id') or field.get('name')} must be filled in and does not say so"


LOOKED_AT = (invalid, unsaid_musts, alike, untold, unsaid, unmarked, untitled, for_looks_alone)


def faults(page: str) -> list[str]:
    """All that is amiss on a page, or a piece of one."""
    if not page.strip():
        return []
    root = parsed(page)
    return [fault for look in LOOKED_AT for fault in look(root)]
