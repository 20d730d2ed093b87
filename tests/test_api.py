"""What plugins stand on is written down, name by name: nothing of it changes by accident."""

from __future__ import annotations

from difflib import unified_diff

from scripts.api import FILE, contract


def test_the_contract_is_what_is_written_down():
    was, now = FILE.read_text().splitlines(), contract().splitlines()
    changed = "\n".join(unified_diff(was, now, "tests/api", "the code", lineterm="", n=0))
    assert was == now, f"write a decision, mend every plugin of the tree, then run scripts/api.py\n{changed}"


def test_what_a_method_has_at_hand_is_in_it():
    lines = FILE.read_text().splitlines()
    assert {"class Method(Play)", "    view(self, state: State, /) -> dict[str, Any]", "tag: part key"} <= set(lines)
    assert any(line.startswith("ui.form(self, name: str, submit: Any") for line in lines)
    assert "card" in lines[lines.index("## classes of CSS") :]
