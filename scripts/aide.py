"""The pages of /aide: built by Sphinx from docs/aide, as bodies that the server sets in its own page.

python scripts/aide.py           write app/aide/*.html and app/aide/pages.json
python scripts/aide.py --check   change nothing; exit 1 where they are not what Sphinx makes of the sources
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.aide_index import parted  # noqa: E402

SOURCES, PAGES = ROOT / "docs" / "aide", ROOT / "app" / "aide"
HEADER_LINK = re.compile(r'<a class="headerlink"[^>]*>.*?</a>')
PIECES = re.compile(r'<span class="(?:pre|w|p|k|n|o)">(.*?)</span>')
"""What Sphinx wraps words of code in, for other looks than ours."""
DRESSED = re.compile(r' class="(?:docutils literal notranslate|simple|arabic simple|xref [^"]*)"')
CODE_BOX = re.compile(
    r'<div class="highlight-[^"]*"><div class="highlight"><pre>(?:<span></span>)?(.*?)</pre>\s*</div>\s*</div>', re.S
)
SOURCE = re.compile(r'src="[^"]*/([\w.-]+\.(?:webp|svg))"')
"""Of a picture: the server says where its files are."""
EMPTY = re.compile(r'(?m)^\s*<div class="toctree-wrapper compound">\s*</div>\s*$')


def built() -> dict[str, str]:
    """The files, by name."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sphinx", "-b", "json", "-q", "-W", "--keep-going", "-d", f"{folder}/trees"]
        subprocess.run([*command, SOURCES, f"{folder}/out"], check=True)
        pages = {
            str(file.relative_to(f"{folder}/out").with_suffix("")): json.loads(file.read_text())
            for file in sorted(Path(folder, "out").rglob("*.fjson"))
        }
    order = [name for name in _listed() if name in pages]
    titles = {name: _words(pages[name]["title"]) for name in ["index", *order]}
    bodies = {f"{name}.html": _body(pages[name]["body"]) for name in titles}
    pieces = [piece for name in titles if name != "index" for piece in parted(name, bodies[f"{name}.html"])]
    lines = ",\n".join(json.dumps(piece, ensure_ascii=False) for piece in pieces)
    listed = json.dumps(titles, ensure_ascii=False, indent=1) + "\n"
    return {"pages.json": listed, "search.json": f"[\n{lines}\n]\n", **bodies}


def _listed() -> list[str]:
    """The pages in the order of the first one."""
    text = (SOURCES / "index.md").read_text()
    return text.split(":hidden:\n")[1].split("```")[0].split()


def _words(title: str) -> str:
    return re.sub(r"<[^>]+>", "", title)


def _body(body: str) -> str:
    body = DRESSED.sub("", EMPTY.sub("", HEADER_LINK.sub("", body)))
    while PIECES.search(body):
        body = PIECES.sub(r"\1", body)
    body = CODE_BOX.sub(r'<pre tabindex="0">\1</pre>', body)  # wide code is scrolled by keyboard too
    body = SOURCE.sub(r'loading="lazy" src="picture:\1"', body)
    return "\n".join(line.rstrip() for line in body.strip().splitlines()) + "\n"


def main() -> int:
    """Write, or check."""
    files, is_check = built(), "--check" in sys.argv
    there = {str(file.relative_to(PAGES)) for file in PAGES.rglob("*") if file.suffix in (".html", ".json")}
    wrong = [name for name, text in files.items() if name not in there or (PAGES / name).read_text() != text]
    wrong += sorted(there - files.keys())
    if is_check:
        print("\n".join(f"app/aide/{name} is not what docs/aide says: run scripts/aide.py" for name in wrong))
        return 1 if wrong else 0
    for name in there - files.keys():
        (PAGES / name).unlink()
    for name, text in files.items():
        (PAGES / name).parent.mkdir(parents=True, exist_ok=True)
        (PAGES / name).write_text(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
