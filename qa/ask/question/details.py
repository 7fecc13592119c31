"""Names that call an expense by its two details: 公务用车购置及运行费, of which a page may print
what was paid for the buying and what for the running, and not the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from qa.ask.question.query import Query, bits
from qa.lexicon import alternatives, load


def calls_details(query: Query, wanted: Sequence[Query]) -> bool:
    """Whether ``wanted``, into which ``query`` was parted, are the details of one such name and
    nothing else: together they are what is asked for."""
    return 0 < len(details_of(query, wanted)) == len(wanted)


def details_of(query: Query, wanted: Sequence[Query]) -> Sequence[Query]:
    """Those of ``wanted`` that stand in one such name, two or none."""
    for name in _names().finditer(query.text):
        inside = [one for one in wanted if not one.content & ~bits(name.span())]
        if len({one.content for one in inside}) == len(inside) > 1:
            return inside
    return ()


def names_details(query: Query) -> bool:
    """Whether ``query`` holds such a name."""
    return _names().search(query.text) is not None


@cache
def _names() -> re.Pattern[str]:
    words = load("labels")
    return re.compile(
        f"(?:{alternatives(words['public_expenses']['detailed'])})(?:{words['sides'][1]})?"
    )
