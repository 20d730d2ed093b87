"""With the real model, where it is installed: python -m pytest extras/beffroi-grouping/tests/real/check_model.py

No part of the main run, whose lock has neither the model nor NumPy.
"""

from pathlib import Path

from beffroi_grouping import ProposedGroups, found

IRRITANTS = Path(__file__).parents[2] / "measured" / "irritants.fr.txt"


def labelled():
    """The titles, and the cards with the place of theirs."""
    titles, cards = [], []
    for line in filter(None, map(str.strip, IRRITANTS.read_text().splitlines())):
        if line.startswith("# "):
            titles.append(line[2:])
        else:
            cards.append((f"{len(titles) - 1}-{len(cards)}", line.removeprefix("? ")))
    return titles, cards


def test_what_it_is_sure_of_is_right_three_times_in_four():
    titles, cards = labelled()
    seeds = [{"id": str(place), "title": title, "held": []} for place, title in enumerate(titles)]
    told = [line.split() for line in found(seeds, cards).splitlines()]
    sure = [card.split("-")[0] == place for card, place, percent in told if int(percent) >= 70]
    assert len(sure) >= 20 and sum(sure) / len(sure) >= 0.75


def test_a_facilitator_sees_what_it_proposes(board_of):
    board = board_of(ProposedGroups())
    titles, cards = labelled()
    board.do("fac", "paper_cards", lines="\n".join(text for _id, text in cards))
    board.stage("cluster")
    board.do("fac", "suggest", titles="\n".join(titles))
    assert "sure, " in board.html("control", "facilitator", "en")
