"""What makes English hard to read: passive forms, negations, words of the house."""

from __future__ import annotations

AUXILIARY = "am|is|are|was|were|be|been|being"
BETWEEN = r"not|never|always|already|also|then|now|being|\pL+ly"
PARTICIPLE = (
    r"\pL{2,}ed|sent|made|given|taken|written|done|kept|held|paid|told|seen|known|shown|found|brought|built|bought|begun"
    r"|chosen|drawn|led|left|lost|met|put|read|said|set|understood|withdrawn|dealt"
)
NOT_PASSIVE = frozenset(["need", "indeed", "closed", "tired", "interested", "pleased", "concerned", "need"])
"""What goes with “to be” and says how something is."""

NEGATIONS = (
    r"not|\pL+n['’]t|cannot|never|no|none|nor|neither|nothing|without|unless|impossible|unable|invalid|incomplete"
)

HOUSE = {
    "notwithstanding": "despite",
    "aforementioned": "this",
    "prior to": "before",
    "subsequent to": "after",
    "in the event of": "if",
    "in the event that": "if",
    "in accordance with": "under",
    "pursuant to": "under",
    "with regard to": "about",
    "in respect of": "for",
    "in order to": "to",
    "at your earliest convenience": "by … ",
    "as soon as possible": "within … days",
    "in due course": "within … days",
    "commence": "start",
    "terminate": "end",
    "endeavour": "try",
    "utilise": "use",
    "facilitate": "help",
    "forward": "send",
    "obtain": "get",
    "remittance": "payment",
    "hereby": "",
    "herewith": "with this letter",
    "forthwith": "now",
    "applicant": "you",
    "supporting documents": "documents",
    "is required to": "must",
    "make an application": "apply",
    "yours faithfully": "kind regards",
}
"""What an office says, and what people say."""
