"""What comes with the house: the folders of its plugins."""

from tests.support.serving import ROOT

PLUGINS = sorted(folder.parent for folder in (ROOT / "plugins").glob("*/__init__.py"))
