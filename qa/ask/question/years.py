"""The years that a question or a search names: 2021年, 21年, 2019到2021年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.ask.question.query import Word

_YEAR = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)(?!\d|\.\d|万|亿|元|个|台|人(?!员))|(?<![\d.])(\d\d)(?=年)"
)
#: 年 behind the number, and 末 or 底, unless it begins a label (年末结转和结余).
_BEHIND = re.compile(r"年度?(?:[末底](?!结|余))?")
_IN_A_ROW = re.compile(r"((?:19|20)\d\d)年?(?:到|至|-|~|—)((?:19|20)\d\d)")


def years_in(text: str) -> set[int]:
    """The years that ``text`` (cleaned) names."""
    return {int(word.meaning) for word in year_words(text)}


def year_words(text: str) -> Iterator[Word]:
    """Where ``text`` names years; those between the two ends of a row stand where the row does."""
    for match in _YEAR.finditer(text):
        after = _BEHIND.match(text, match.end())
        end = after.end() if after else match.end()
        yield Word(match.start(), end, match[0], "year", match[1] or f"20{match[2]}")
    for row in _IN_A_ROW.finditer(text):
        for year in range(int(row[1]) + 1, int(row[2])):
            yield Word(*row.span(), row[0], "year", str(year))
