"""What a method's part of the report is made of, and its live charts: a small vocabulary, and no markup.

`Method.report` gives sections of these pieces; the page of the results, and later the documents, are made of them, and
`ui.chart` draws those that are charts on live pages. Every piece is its data: `table()` says the same as a table, so
that whoever cannot draw it draws that.
"""

from beffroi.report.charts import (
    Bar,
    Bars,
    Cloud,
    Curve,
    Line,
    Matrix,
    Ranks,
    Stack,
    Stacked,
    Word,
)
from beffroi.report.pieces import (
    VERSIONS,
    Figure,
    Grid,
    Heading,
    Item,
    Listing,
    Made,
    Paragraph,
    Piece,
    Quote,
    Row,
    Version,
)
from beffroi.report.places import Point, Rings, Scale, Scatter, Spot
from beffroi.report.sections import OfTable, Section, holds, with_outcomes

__all__ = [
    "VERSIONS", "Bar", "Bars", "Cloud", "Curve", "Figure", "Grid", "Heading", "Item", "Line", "Listing", "Made",
    "Matrix", "OfTable", "Paragraph", "Piece", "Point", "Quote", "Ranks", "Rings", "Row", "Scale", "Scatter", "Section",
    "Spot", "Stack", "Stacked", "Version", "Word", "holds", "with_outcomes",
]  # fmt: skip
