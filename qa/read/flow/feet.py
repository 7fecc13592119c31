"""Lone numbers at the foot of a page, which are no part of any table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qa.model import Line
from qa.read.flow.text import starts_page
from qa.read.patterns import fills

#: Two printed lines are two file lines apart; a foot of the page stands farther off.
FAR = 2
#: Pages without a number, or whose end was not seen, between two numbers of pages.
MOST_PAGES_BETWEEN = 4


def _feet(lines: Sequence[Line]) -> set[int]:
    """The lone numbers above the start of a page that count on from page to page."""
    found = [
        (at, int(line.text))
        for at, (line, below) in enumerate(pairwise(lines))
        if line.text.strip().isdigit() and line.gap and starts_page(below)
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


def without_page_numbers(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` less the lone numbers that are printed at the foot of a page."""
    kept = []
    feet = _feet(lines)
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
