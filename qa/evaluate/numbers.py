"""Numbers in running text: what they are worth, what stands before and after them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from qa.evaluate.units import DEFAULT_TOLERANCE, Figure, is_multiplier, same_size

#: Full-width digits, letters and signs become plain. NFKC would do more than is wanted
#: here: it turns ① and ² into digits.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NUMBER = re.compile(
    r"(?<![\d.])(?P<minus>(?<![\w)])[-−])?"
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
)
#: The longest unit that is looked for behind a number: 个百分点, 台（套）.
_LONGEST_UNIT = 6
#: A number that is followed by one of these shares the unit of the next one: 11、15和16G.
_ENUMERATION = re.compile(r"\s*[、,，/和与及至到]\s*\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed; ``start`` and ``end`` are its offsets in the text."""

    value: Decimal
    start: int
    end: int


def narrow(text: str) -> str:
    """``text`` with full-width digits, letters and signs made plain; its length stays."""
    return text.translate(_NARROW)


def numbers_in(text: str) -> list[Number]:
    """Every number that ``text`` prints in digits, in order (三公 holds none)."""
    found = []
    for match in _NUMBER.finditer(narrow(text)):
        value = Decimal(match["digits"].replace(",", ""))
        found.append(Number(-value if match["minus"] else value, match.start(), match.end()))
    return found


def states(text: str, expected: Figure, tolerance: Decimal = DEFAULT_TOLERANCE) -> bool:
    """Whether ``text`` prints a figure of the size of ``expected``, its unit behind it."""
    plain = narrow(text)
    next_start, units = len(plain), list[str]()
    for number in reversed(numbers_in(plain)):
        between = plain[number.end : next_start]
        if not (units and _ENUMERATION.fullmatch(between)):
            units = _possible_units(plain[number.end :])
        figures = (Figure(number.value, unit) for unit in units)
        if any(same_size(expected, figure, tolerance) for figure in figures):
            return True
        next_start = number.start
    return False


def _possible_units(after: str) -> list[str]:
    """What may be the unit at the start of ``after``: its first characters.

    A multiplier is a unit by itself only where no other word follows: ``12万，`` is money,
    ``12万条`` is not.
    """
    start = after.lstrip(" ")[: _LONGEST_UNIT + 1]
    return [
        start[:length]
        for length in range(1, min(len(start), _LONGEST_UNIT) + 1)
        if not (is_multiplier(start[:length]) and start[length : length + 1].isalpha())
    ]
