"""Sphinx, for the pages of /aide: bodies alone, which the server sets in its own page (`scripts/aide.py`)."""

import re
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from pieces import DIRECTIVES  # noqa: E402

project = "Beffroi"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
highlight_language = "none"
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "undoc-members": False, "show-inheritance": False}
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
nitpicky = False
html_copy_source = False
exclude_patterns = ["examples"]
smartquotes = False

ONE_TICK = re.compile(r"(?<!`)`([^`]+)`(?!`)")


def as_code(_app, _what, _name, _obj, _options, lines):
    """Docstrings write code as Markdown does, in one tick; a letter may follow it at once."""
    lines[:] = [ONE_TICK.sub(r"\\ ``\1``\\ ", line) for line in lines]


def setup(app):
    """What Sphinx calls."""
    app.connect("autodoc-process-docstring", as_code)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
