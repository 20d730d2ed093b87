"""The vote engine: dots within a budget, blind until revealed, ties, run-off, decision.

Source: dot voting as practised (one budget a person, dots movable until the close), with the run-off and the kept
reason of METHODS' shared vote engine. A method holds it as `dots = Ballot(on=ideas)`; where it works with the vote
itself, its state has a `Vote` of that name.
"""

from beffroi.blocks.ballot.block import Ballot, as_option
from beffroi.blocks.ballot.commands import BALLOT_COMMANDS, Dot
from beffroi.blocks.ballot.options import Decision, Option, Ranked, RunOff
from beffroi.blocks.ballot.report import sections_of, tables_of
from beffroi.blocks.ballot.settings import BallotSettings
from beffroi.blocks.ballot.stages import DECIDE, OUTCOMES, VOTE
from beffroi.blocks.ballot.vote import Vote

__all__ = [
    "BALLOT_COMMANDS",
    "DECIDE",
    "OUTCOMES",
    "VOTE",
    "Ballot",
    "BallotSettings",
    "Decision",
    "Dot",
    "Option",
    "Ranked",
    "RunOff",
    "Vote",
    "as_option",
    "sections_of",
    "tables_of",
]
