"""Bounds that a question puts on figures (超过1000万元的项目), and limits that are only a part of
what something is called (单价100万元以上设备)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from qa.ask.question.asked import one_of
from qa.ask.question.query import Bound

_FIGURE = r"(\d+(?:\.\d+)?)(%|分|(亿|千万|百万|万)?元?)"
#: Behind a figure: 以上, 以下, with the limit itself or without a word on that.
_LIMIT = re.compile(r"[(（]?含?[)）]?(以[上下])")
_LIMITED = re.compile(rf"{_FIGURE}{_LIMIT.pattern}")


def limits_in(labels: Iterable[str]) -> Iterator[str]:
    """The limits that are parts of ``labels``: 100万元以上."""
    for label in labels:
        if "以上" in label or "以下" in label:
            yield from (
                _limit(m[1] + m[2], m[4]) for m in _LIMITED.finditer(label.replace(" ", ""))
            )


def _limit(figure: str, side: str) -> str:
    """A limit with its unit written out: 50万以上 is 50万元以上."""
    return f"{figure}元{side}" if figure.endswith(("万", "亿")) else f"{figure}{side}"


def limit_at(text: str, figure: re.Match[str]) -> str:
    """The limit that ``figure`` of ``text`` is (100万元以上); empty where it is none."""
    limit = _LIMIT.match(text, figure.end())
    return _limit(figure[0], limit[1]) if limit else ""


def bounds_said(text: str, limits: frozenset[str]) -> Iterator[re.Match[str]]:
    """Where ``text`` puts a bound by a figure and 以上 or 以下 behind it; ``limits`` are those that
    something is called by."""
    for match in _LIMITED.finditer(text):
        if _limit(match[1] + match[2], match[4]) not in limits:
            yield match


def bound_in(text: str, limits: frozenset[str]) -> Bound | None:
    """The bound that the question puts on figures (超过1000万, 低于90%, 5万元以上), in its unit."""
    for side in ("above", "below"):
        if match := re.search(rf"(?:{one_of(side)}){_FIGURE}", text):
            return _bound(match, above=side == "above")
    if match := next(bounds_said(text, limits), None):
        return _bound(match, above=match[4] == "以上")
    match = _exactly().search(text)
    return replace(_bound(match, above=True), exactly=True) if match else None


@cache
def _exactly() -> re.Pattern[str]:
    """A figure that several are asked for which are that (哪几项是15万元)."""
    which, equal = one_of("which_of_several"), one_of("being")
    return re.compile(
        rf"(?:{which})[^,;。?]{{0,8}}?(?:{equal})(?=\d){_FIGURE}(?<=[%分元万亿])(?=[?,;。]|$)"
    )


def _bound(match: re.Match[str], *, above: bool) -> Bound:
    unit = match[2] if match[2] in ("%", "分") else f"{match[3] or ''}元"
    return Bound(Decimal(match[1]), unit, above=above)
