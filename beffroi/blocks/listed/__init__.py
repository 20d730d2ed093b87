"""Things that are there from the start: typed or pasted, one a line, and handed over. Nothing of it is drawn.

What stands on it draws them: a vote, a placing. A method holds it as `typed = Listed()`.
"""

from beffroi.blocks.listed.block import MOST, Listed, ListSettings

__all__ = ["MOST", "ListSettings", "Listed"]
