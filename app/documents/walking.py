"""A document gone through: every block of it, and its headings without gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.documents.model import Block, BulletList, Callout, Cards, Columns, Document, Heading, Item, NumberedList


def walk(document: Document) -> Iterator[Block]:
    """Every block, in the order of reading; what stands in a block after it."""
    for section in document.sections:
        yield from _below(section.blocks)


def _below(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        for inner in _parts(block):
            yield from _below(inner)


def _parts(block: Block) -> Sequence[Sequence[Block]]:
    if isinstance(block, Callout):
        return [block.blocks]
    if isinstance(block, Columns):
        return block.columns
    if isinstance(block, Cards):
        return block.cards
    if isinstance(block, BulletList | NumberedList):
        return [one.under for one in block.items if isinstance(one, Item)]
    return []


def levelled(document: Document) -> Document:
    """The same, each heading one level below the one that it stands under: whoever goes through a document by its
    headings falls into no gap."""
    above: list[int] = []

    def settled(block: Block) -> Block:
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            return replace(block, level=len(above))
        if isinstance(block, Callout):
            return replace(block, blocks=all_of(block.blocks))
        if isinstance(block, Columns):
            return replace(block, columns=[all_of(one) for one in block.columns])
        if isinstance(block, Cards):
            return replace(block, cards=[all_of(one) for one in block.cards])
        return block

    def all_of(blocks: Sequence[Block]) -> list[Block]:
        return [settled(block) for block in blocks]

    return replace(document, sections=[replace(one, blocks=all_of(one.blocks)) for one in document.sections])
