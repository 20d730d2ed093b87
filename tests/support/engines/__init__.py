"""Browsers of other engines, driven by what they bring along: no package of Python, and no build of theirs."""
