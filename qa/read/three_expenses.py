"""Papers that tell of the three public expenses alone: whose, of which year and kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.model import Kind, Line
from qa.read.mentions import LONGEST_TITLE, western_years
from qa.read.patterns import matches, pattern
from qa.read.text import plain, squeeze
from qa.read.unitname import unit_name


def titled(line: str) -> tuple[str, str]:
    """Unit and year in a title such as 2025年…“三公”经费情况说明; both empty where it is none."""
    text = western_years(squeeze(line))
    found = pattern("profile", "three_expenses", "title").search(text)
    if found is None or len(text) > LONGEST_TITLE:
        return "", ""
    name = (found["behind"] or found["before"] or "").strip()
    return (name, found["year"]) if unit_name(name) == name else ("", "")


def spenders(text: str) -> Iterator[tuple[str, int]]:
    """The places whose three expenses of a year a sentence tells, with that year."""
    for order in ("spent", "spent_in"):
        for found in pattern("profile", "three_expenses", order).finditer(text):
            if name := unit_name(found["who"]):
                yield name, int(found["year"])


def told(lines: Sequence[Line]) -> tuple[int, Kind] | None:
    """Year and kind of a paper whose title or sentences tell the three expenses of a year without
    calling them budget or accounts; ``None`` where nothing tells the kind."""
    texts = [western_years(squeeze(plain(line.text))) for line in lines]
    years = [int(named[1]) for named in map(titled, texts) if named[1]]
    years += [year for text in texts for _, year in spenders(text)]
    if not years:
        return next((one for text in texts for one in _summed(text)), None)
    year = years[0]
    kind = _by_date(texts, year) or _by_words(texts)
    return (year, kind) if kind else None


def _summed(text: str) -> Iterator[tuple[int, Kind]]:
    """Year and kind of the sums of the three expenses that a sentence tells."""
    for found in pattern("profile", "three_expenses", "summed").finditer(text):
        yield int(found["year"]), "决算" if found["kind"] == "决算" else "预算"


def _by_date(texts: Sequence[str], year: int) -> Kind | None:
    """What was published after its year tells its accounts, what was published in it its budget."""
    for text in texts:
        if found := pattern("profile", "three_expenses", "published").search(text):
            return "决算" if int(found.group(1)) > year else "预算"
    return None


def _by_words(texts: Sequence[str]) -> Kind | None:
    """What speaks of what was spent and done tells accounts, else what speaks of plans a budget."""
    kinds: tuple[tuple[str, Kind], ...] = (("done", "决算"), ("planned", "预算"))
    return next((k for key, k in kinds if any(_says(key, text) for text in texts)), None)


def _says(key: str, text: str) -> bool:
    where = ("profile", "three_expenses")
    return matches(*where, "about", text) and matches(*where, key, text)
