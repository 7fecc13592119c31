"""Numbers as Word prints them in front of headings and items of lists."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# Circled digits of one sign reach to twenty.
_CIRCLES, _MOST_CIRCLES = 0x2460, 20


def numeral(number: int, kind: str) -> str:
    """``number`` in a format by its name in [ECMA-376-1] 17.18.59; in digits where the format has
    no sign for it, or is none that Chinese documents number with."""
    return _FORMATS.get(kind, str)(number)


def _chinese(number: int) -> str:
    """A number up to 99 in words as headings count (十一, 二十一); others in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")


def _formal(number: int) -> str:
    return _FORMAL[number] if 0 < number < 10 else "拾" if number == 10 else str(number)


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _circled(number: int) -> str:
    return chr(_CIRCLES + number - 1) if 0 < number <= _MOST_CIRCLES else str(number)


def _stem(number: int) -> str:
    return _STEMS[number - 1] if 0 < number <= len(_STEMS) else str(number)


def _letter(number: int) -> str:
    """a to z, then aa to zz."""
    turns, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * min(turns + 1, 3) if number > 0 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 40:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text


# The formats of [ECMA-376-1] 17.18.59 that Chinese documents number with; others count in digits.
_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimalZero": "{:02d}".format,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _digit_by_digit,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographTraditional": _stem,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
