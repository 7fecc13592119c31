"""Headings become a tree of sections, the rest becomes paragraphs that know their section."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.model import Line, Paragraph, Section
from qa.read.headings import Heading, heading_at, is_heading, is_plain_heading
from qa.read.labels import Rank, numbering
from qa.read.patterns import matches
from qa.read.prose import full_width, joins, paragraph
from qa.read.text import plain


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of sections and the prose below them, in printed order."""

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]

    def path_at(self, line: int) -> tuple[str, ...]:
        """The section that a line belongs to; empty before the first heading."""
        after = bisect_right(self.sections, line, key=lambda section: section.line)
        return self.sections[after - 1].path if after else ()


def read_outline(lines: Sequence[Line]) -> Outline:
    """The outline of ``lines``, from which contents page, tables and page heads are gone."""
    width = full_width(lines)
    tree = _Tree()
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    current: list[Line] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        goes_on = joins(current, line, width) and not is_plain_heading(line.text)
        item = goes_on or _goes_on_listing(current, line)
        heading = None if item else heading_at(lines, position, width)
        if current and not goes_on:
            paragraphs.append(paragraph(tree.path, current))
            current = []
        if heading is None:
            current.append(line)
            position += 1
            continue
        tree.add(heading)
        sections.append(Section(tree.path, line.number, line.page))
        position += heading.lines
    if current:
        paragraphs.append(paragraph(tree.path, current))
    # A line may hold nothing but marks of Markdown.
    return Outline(tuple(sections), tuple(one for one in paragraphs if one.text))


def _goes_on_listing(current: Sequence[Line], line: Line) -> bool:
    """Whether the line is the next of short items, whose number comes right before its own."""
    if len(current) != 1:
        return False
    before, own = numbering(plain(current[0].text)), numbering(plain(line.text))
    if before is None or own is None or own.rank < Rank.CHINESE_BRACKETS:
        return False
    return (before.rank, before.ordinal + 1) == (own.rank, own.ordinal) and is_heading(
        current[0].text
    )


@dataclass(slots=True)
class _Node:
    """An open heading; ``last`` is the number of its last child of each rank."""

    text: str
    rank: int
    depth: int
    last: dict[int, int] = field(default_factory=dict)


class _Tree:
    """The headings that are open at a line, the widest first."""

    def __init__(self) -> None:
        self._root = _Node("", 0, 0)
        self._open: list[_Node] = []

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(node.text for node in self._open)

    def add(self, heading: Heading) -> None:
        """Open a heading below the headings that are wider, in place of the others."""
        found = numbering(heading.text)
        if found is None:
            self._close_unnumbered(heading)
        elif found.rank is Rank.PART:
            self._open = []
        else:
            self._close_numbered(found.rank, found.ordinal)
        rank = int(found.rank) if found else 0
        parent = self._open[-1] if self._open else self._root
        parent.last[rank] = found.ordinal if found else 0
        self._open.append(_Node(heading.text, rank, heading.depth))

    def _close_unnumbered(self, heading: Heading) -> None:
        """A heading without number is as wide as its mark; an annex may stand in a part."""
        depth = heading.depth
        while self._open and not (self._holds_annexes() and not depth):
            if depth and 0 < self._open[-1].depth < depth:
                break
            self._open.pop()

    def _holds_annexes(self) -> bool:
        top = self._open[-1]
        return top.rank == Rank.PART and matches("outline", "heading", "annex_part", top.text)

    def _close_numbered(self, rank: int, ordinal: int) -> None:
        """Close down to the heading whose last child of this rank has the number before."""
        chain = [self._root, *self._open]
        for at in range(len(chain) - 1, -1, -1):
            if ordinal > 1 and chain[at].last.get(rank) == ordinal - 1:
                self._open = self._open[:at]
                return
        while self._open and self._open[-1].rank >= rank:
            self._open.pop()
