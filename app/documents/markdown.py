"""Text in Markdown, as guides of methods are written, in blocks of a document."""

from __future__ import annotations

from typing import Any

from app.documents.model import Block, BulletList, Heading, Item, NumberedList, Paragraph, Run, Table, plain


def blocks_of(text: str, below: int = 0) -> list[Block]:
    """Headings stand `below` that many levels lower than they are written."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - sixty modules that only a guide needs
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415 - as above

    tree = SyntaxTreeNode(MarkdownIt("commonmark", {"html": False}).enable("table").parse(text))
    return [block for node in tree.children for block in _block(node, below)]


def sections_of(text: str) -> dict[str, list[Block]]:
    """What stands under each heading of the second level, by its words."""
    found: dict[str, list[Block]] = {}
    under: list[Block] = []
    for block in blocks_of(text):
        if isinstance(block, Heading):
            under = found.setdefault(plain(block.words), []) if block.level == 2 else []  # noqa: PLR2004
        else:
            under.append(block)
    return found


def _block(node: Any, below: int) -> list[Block]:
    match node.type:
        case "heading":
            return [Heading(int(node.tag[1]) + below, _runs(node))]
        case "paragraph":
            return [Paragraph(_runs(node))]
        case "bullet_list":
            return [BulletList([_item(one, below) for one in node.children])]
        case "ordered_list":
            return [NumberedList([_item(one, below) for one in node.children])]
        case "table":
            rows = [[_runs(cell) for cell in row.children] for part in node.children for row in part.children]
            return [Table(rows[0], rows[1:])]
        case _:
            return [block for one in node.children for block in _block(one, below)]


def _item(node: Any, below: int) -> Item:
    first, *others = node.children or [None]
    if first is None or first.type != "paragraph":
        return Item("", tuple(block for one in node.children for block in _block(one, below)))
    return Item(_runs(first), tuple(block for one in others for block in _block(one, below)))


def _runs(node: Any, **how: Any) -> tuple[Run, ...]:
    """The words below a node, as they are set."""
    found: list[Run] = []
    for one in node.children:
        if one.type in ("softbreak", "hardbreak"):
            found.append(Run(" " if one.type == "softbreak" else "\n", **how))
        elif one.children:
            also = {"strong": {"bold": True}, "em": {"italic": True}, "link": {"link": one.attrs.get("href", "")}}
            found += _runs(one, **{**how, **also.get(one.type, {})})
        elif one.content:
            found.append(Run(one.content, **how))
    return tuple(found)
