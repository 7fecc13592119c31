"""Where a text states a figure: in digits of any script, in Chinese numerals, in words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from qa.facts.amounts import is_unit
from qa.lexicon import alternatives, load

#: Characters that are not printed, or that turn the reading direction round.
_HIDDEN = ("Cc", "Cf", "Co", "Cn", "Cs")
#: A space between two digits keeps two figures apart; every other one is layout.
_LAYOUT = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_QUOTES = re.compile(r"[\"'“”‘’「」『』《》〈〉]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
#: The longest unit that is looked for behind a numeral: 个百分点, 平方公里.
_LONGEST_UNIT = 4


def visible(text: str) -> str:
    """``text`` without characters that do not show, line breaks apart."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _HIDDEN)


def plain(text: str) -> str:
    """``text`` in one spelling for comparison: NFKC, no quotation marks, no layout.

    Thousands commas go. Circled numerals and fractions stay as they are: NFKC would make the
    digit 1 of ①.
    """
    bare = _THOUSANDS.sub("", visible(text))
    folded = "".join(
        c if unicodedata.category(c) in ("No", "Nl") else unicodedata.normalize("NFKC", c)
        for c in bare
    )
    return _LAYOUT.sub("", _QUOTES.sub("", folded))


def is_han(char: str) -> bool:
    """Whether ``char`` is a Chinese character."""
    return "一" <= char <= "鿿" or "㐀" <= char <= "䶿" or char in "〇々"


def last_figure(text: str) -> int:
    """The offset behind the last figure of the ``plain`` ``text``, 0 where there is none."""
    return max((end for _, end in figure_spans(text)), default=0)


def figure_spans(text: str) -> list[tuple[int, int]]:
    """Where the ``plain`` ``text`` states figures, digit by digit, as (start, end)."""
    bare = _plain_words().sub(lambda match: "□" * len(match[0]), text)
    digits = [(at, at + 1) for at in range(len(bare)) if _is_figure(bare, at)]
    return sorted([*digits, *(match.span() for match in _words().finditer(bare))])


def _is_figure(text: str, at: int) -> bool:
    """Whether the character at ``at`` is a figure or a part of one.

    A Chinese numeral is one beside another numeral, where a unit or what is counted comes behind
    it, or 第 or 分之 before it; 零 and 〇 are figures everywhere.
    """
    if not _is_numeral(text[at]):
        return False
    if not is_han(text[at]) or text[at] in "零〇" or text.endswith(("第", "分之"), 0, at):
        return True
    if _is_numeral(text[at - 1 : at]) or _is_numeral(text[at + 1 : at + 2]):
        return True
    after = text[at + 1 : at + 1 + _LONGEST_UNIT]
    counted = load("llm")["figures"]["counted"]
    starts = (after[:length] for length in range(1, len(after) + 1))
    return any(start in counted or is_unit(start) for start in starts)


def _is_numeral(char: str) -> bool:
    return char != "" and (char.isnumeric() or char in load("llm")["figures"]["numerals"])


@cache
def _words() -> re.Pattern[str]:
    return re.compile(alternatives(load("llm")["figures"]["words"]))


@cache
def _plain_words() -> re.Pattern[str]:
    return re.compile(alternatives(load("llm")["figures"]["plain"]))
