"""Headings become a tree of sections, the rest becomes paragraphs that know their section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qa.model import Line, Paragraph, Section
from qa.read.headings import as_heading, heading_text, is_item, is_marked
from qa.read.labels import Rank, numbering
from qa.read.patterns import matches, pattern
from qa.read.text import display_width, heading_depth, plain, tight

# Where more lines than this end in mid-sentence, lines are broken at the page's edge.
_BROKEN_SHARE = 0.4
# A last line is clearly short below this share of the full width.
_SHORT = 0.9
# A page cut leaves a long line; a short one without stop is a heading or a caption.
_SHORTEST_CUT = 20


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of sections and the prose below them."""

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]

    def path_at(self, line: int) -> tuple[str, ...]:
        """The section that a line belongs to."""
        path: tuple[str, ...] = ()
        for section in self.sections:
            if section.line > line:
                break
            path = section.path
        return path


def read_outline(lines: Sequence[Line]) -> Outline:
    """The outline of prose ``lines``: contents page, tables and page heads already gone."""
    broken, width = _flavour(lines)
    tree = _Tree()
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    current: list[Line] = []

    def close() -> None:
        if current:
            paragraphs.append(_paragraph(tree.path, current))
            current.clear()

    position = 0
    while position < len(lines):
        line = lines[position]
        heading, used = _heading(lines, position, width if broken else None)
        if heading:
            close()
            tree.add(heading, heading_depth(line.text))
            sections.append(Section(tree.path, line.number, line.page))
            position += used
            continue
        if current and not _joins(current, line, width if broken else None):
            close()
        current.append(line)
        position += 1
    close()
    return Outline(tuple(sections), tuple(paragraphs))


def _flavour(lines: Sequence[Line]) -> tuple[bool, int]:
    """Whether lines are broken at the page's edge, and the full width of a line."""
    widths = sorted(display_width(line.text.strip()) for line in lines)
    if not widths:
        return False, 0
    width = widths[min(len(widths) - 1, len(widths) * 9 // 10)]
    full = [line for line in lines if display_width(line.text.strip()) >= width * _SHORT * 0.8]
    open_ends = sum(not ends_sentence(line.text) for line in full)
    return open_ends > len(full) * _BROKEN_SHARE and len(full) > 5, width


def ends_sentence(text: str) -> bool:
    """Whether the line ends with a stop, closing marks aside."""
    stripped = text.rstrip().rstrip("”’）)》】\"'")
    ends: tuple[str, ...] = tuple("。！？；：.!?;:")
    return stripped.endswith(ends)


def _heading(lines: Sequence[Line], position: int, width: int | None) -> tuple[str, int]:
    """The heading that starts at ``position`` and how many lines it takes; ``""`` if none."""
    text = lines[position].text
    marked = is_marked(text)
    if matches("outline", "paragraph", "annex", plain(text)):
        return heading_text(text), 1
    if as_heading(text) is None:
        return (heading_text(text), 1) if marked and not ends_sentence(text) else ("", 0)
    used, whole = 1, plain(text)
    full = width is not None and display_width(text.strip()) >= width * 0.8
    if full:
        while position + used < len(lines):
            following = lines[position + used]
            if is_item(following.text) or following.text.startswith("  "):
                break
            whole += plain(following.text)
            used += 1
            if width and display_width(following.text.strip()) < width * 0.8:
                break
        if as_heading(whole) is None:
            return "", 0
    return heading_text(whole), used


def _joins(current: Sequence[Line], line: Line, width: int | None) -> bool:
    """Whether ``line`` goes on with the paragraph."""
    text = line.text
    if is_item(text) or text.lstrip() != text and text.startswith(("   ", "\u3000")):
        return False
    last = current[-1].text
    if width is None:
        return not ends_sentence(last) and len(last.strip()) >= _SHORTEST_CUT
    short = display_width(last.strip()) < width * _SHORT
    return not (short and ends_sentence(last))


def _paragraph(path: tuple[str, ...], lines: Sequence[Line]) -> Paragraph:
    text = ""
    starts: list[tuple[int, int]] = []
    for line in lines:
        piece = plain(line.text)
        if text and text[-1].isascii() and piece[:1].isascii() and _needs_space(text, piece):
            text += " "
        starts.append((len(text), line.number))
        text += piece
    first = lines[0]
    return Paragraph(path, text, first.number, tuple(starts), first.page)


def _needs_space(text: str, piece: str) -> bool:
    """Between two Latin words a line break is a space; inside a figure it is not."""
    return text[-1].isalpha() and piece[0].isalpha()


@dataclass(slots=True)
class _Node:
    text: str
    rank: int
    depth: int
    ordinal: int
    last: dict[int, int] = field(default_factory=dict)


class _Tree:
    """The headings that are open at a line, the widest first."""

    def __init__(self) -> None:
        self._root = _Node("", 0, 0, 0)
        self._open: list[_Node] = []

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(node.text for node in self._open)

    def add(self, text: str, depth: int) -> None:
        """Open a heading: below the headings that are wider, in place of the others."""
        found = numbering(text)
        rank = int(found.rank) if found else 0
        ordinal = found.ordinal if found else 0
        if not found and not depth:
            self._open = []
        elif not found:
            while self._open and (self._open[-1].depth or 9) >= depth:
                self._open.pop()
        elif rank == Rank.PART:
            self._open = []
        else:
            self._close_for(rank, ordinal)
        parent = self._open[-1] if self._open else self._root
        parent.last[rank] = ordinal
        self._open.append(_Node(text, rank, depth, ordinal))

    def _close_for(self, rank: int, ordinal: int) -> None:
        """Close down to the heading whose last child of this rank has the number before."""
        chain = [self._root, *self._open]
        if ordinal > 1:
            for at in range(len(chain) - 1, -1, -1):
                if chain[at].last.get(rank) == ordinal - 1:
                    self._open = self._open[:at]
                    return
        while self._open and self._open[-1].rank >= rank:
            self._open.pop()
