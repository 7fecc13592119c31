"""Numbers written in Chinese characters: numerals below a thousand, and years digit by digit."""

from __future__ import annotations

_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")}
_VALUES |= {"〇": 0, "○": 0, "两": 2}
_DIGITS = str.maketrans({char: str(value) for char, value in _VALUES.items()})

#: Numbers that are one sign each: ①, ⑴, ⒈, ㈠.
_SIGNS = (("①", "⑳"), ("⑴", "⒇"), ("⒈", "⒛"), ("㈠", "㈩"))

#: What lists are numbered with, between the brackets of a pattern's class.
NUMERALS = "一二三四五六七八九十"
#: What years are written with digit by digit, likewise.
YEAR_DIGITS = "〇○零一二三四五六七八九"


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
