"""Lone numbers that count pages, which are no part of any table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import TypeAlias

from qa.model import Line
from qa.read.flow.text import starts_page
from qa.read.patterns import fills

#: Two printed lines are two file lines apart; a foot of the page stands farther off.
FAR = 2
#: Pages without a number, or whose end was not seen, between two numbers of pages.
MOST_PAGES_BETWEEN = 4
#: Where nothing shows that a page begins, numbers count pages that are at least so many, each of
#: so many lines in the middle: a column that counts its rows stands closer.
LEAST_PAGES, LEAST_OF_PAGE = 5, 12
#: A longer line, blanks around it included, is no number of a page.
LONGEST_NUMBER = 40

_Chain: TypeAlias = "tuple[int, int, _Chain | None]"


def _feet(lines: Sequence[Line]) -> set[int]:
    """The lone numbers above the start of a page that count on from page to page."""
    found = [
        (at, int(line.text))
        for at, (line, below) in enumerate(pairwise(lines))
        if line.gap and _is_short_number(line.text) and starts_page(below)
    ]
    chains: list[list[tuple[int, int]]] = []
    for at, number in found:
        fitting = [chain for chain in chains if 0 < number - chain[-1][1] <= MOST_PAGES_BETWEEN]
        if fitting:
            max(fitting, key=len).append((at, number))
        else:
            chains.append([(at, number)])
    longest = max(chains, key=len, default=[])
    counts = len(longest) > 1 or (len(longest) == 1 and len(found) == 1 and longest[0][1] > 0)
    return {at for at, _ in longest} if counts else set()


def _counted(lines: Sequence[Line]) -> set[int]:
    """The lone numbers that count on through most of a text. Where several may be the next one, all
    are taken: none of them is a figure for sure."""
    numbers = {at: int(line.text) for at, line in enumerate(lines) if _is_short_number(line.text)}
    chain = _longest_count(numbers.items())
    if len(chain) < LEAST_PAGES or 2 * (chain[-1] - chain[0]) < len(lines):
        return set()
    if median(last - first for first, last in pairwise(chain)) < LEAST_OF_PAGE:
        return set()
    return {at for at, number in numbers.items() if number in _beside(chain, at, numbers)}


def _beside(chain: Sequence[int], at: int, numbers: Mapping[int, int]) -> set[int]:
    """The numbers of ``chain`` before and behind the place ``at``, its own if it is of them."""
    behind = bisect_left(chain, at)
    return {numbers[place] for place in chain[max(behind - 1, 0) : behind + 1]}


def _is_short_number(text: str) -> bool:
    return len(text) <= LONGEST_NUMBER and text.strip().isdecimal()


def _longest_count(numbered: Iterable[tuple[int, int]]) -> list[int]:
    """The most of the places whose numbers count on, some pages left out in between; ``numbered``
    are places and their numbers."""
    # By its last number: how long the longest chain is, its last place, and the chain before it.
    chains: dict[int, _Chain] = {}
    for at, number in numbered:
        before = (chains.get(number - step) for step in range(1, MOST_PAGES_BETWEEN + 1))
        last = max(filter(None, before), key=_length, default=None)
        chain = (_length(last) + 1, at, last)
        if chain[0] >= _length(chains.get(number)):
            chains[number] = chain
    found = []
    link = max(chains.values(), key=_length, default=None)
    while link:
        _, at, link = link
        found.append(at)
    return found[::-1]


def _length(chain: _Chain | None) -> int:
    return chain[0] if chain else 0


def without_page_numbers(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` less the lone numbers that are printed at the head or the foot of a page."""
    kept = []
    feet = _feet(lines) or _counted(lines)
    for at, line in enumerate(lines):
        text = " ".join(line.text.split())
        if at in feet:
            continue
        if fills("flow", "line", "page", text):
            before = line.number - lines[at - 1].number if at else FAR
            after = lines[at + 1].number - line.number if at + 1 < len(lines) else FAR
            worded = not text.isdigit()
            if worded or before > FAR or (after > FAR and not line.gap):
                continue
        kept.append(line)
    return tuple(kept)
