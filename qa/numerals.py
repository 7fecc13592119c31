"""Numbers written in Chinese characters (numerals below a thousand, years digit by digit), and
years that lack their word."""

from __future__ import annotations

import re

_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")}
_VALUES |= {"〇": 0, "○": 0, "两": 2}
_DIGITS = str.maketrans({char: str(value) for char, value in _VALUES.items()})

#: Numbers that are one sign each: ①, ⑴, ⒈, ㈠.
_SIGNS = (("①", "⑳"), ("⑴", "⒇"), ("⒈", "⒛"), ("㈠", "㈩"))

#: What lists are numbered with, between the brackets of a pattern's class.
NUMERALS = "一二三四五六七八九十"
#: What years are written with digit by digit, likewise.
YEAR_DIGITS = "〇○零一二三四五六七八九"
# The year of a paper is known by what stands behind it.
_YEAR_ALONE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?=(?:部门|单位)(?:预算|决算)|(?:预算|决算)(?:公开|信息|情况|说明))"
)


def number_of(numeral: str) -> int | None:
    """The value of a Chinese, Arabic or one-sign numeral (十二, 12, ⑫, ⑿) below 1000; ``None`` for
    anything else."""
    for first, last in _SIGNS:
        if len(numeral) == 1 and first <= numeral <= last:
            return ord(numeral) - ord(first) + 1
    if numeral.isdecimal():
        return int(numeral)
    total, current = 0, 0
    for char in numeral:
        if char in _VALUES:
            current = _VALUES[char]
        elif char == "十":
            total, current = total + (current or 1) * 10, 0
        elif char == "百":
            total, current = total + (current or 1) * 100, 0
        else:
            return None
    return total + current


def in_digits(year: str) -> str:
    """A year written digit by digit (二〇二一) in digits; other characters stay."""
    return year.translate(_DIGITS)


def with_year_word(text: str) -> str:
    """``text`` with the 年 that is left out before what only a year stands before: 2024部门预算,
    2024决算公开."""
    return _YEAR_ALONE.sub(r"\1年", text)
