"""A row while it is being read: its words, code and figures, columns unknown."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.model import Line
from qa.read.flow.text import Piece, starts_page


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure, or a dash in its place.

    ``skipped`` counts the blank cells of which a text keeps the spaces around them;
    ``None`` where the start of a page hides that.
    """

    text: str
    line: int
    skipped: int | None = None


def figure_of(piece: Piece) -> Figure:
    """A piece as a figure, with the blank cells before it."""
    if piece.first:
        skipped = None if starts_page(piece.line) else piece.gap
    else:
        skipped = max(piece.gap - 1, 0)
    return Figure(piece.text, piece.line.number, skipped)


@dataclass(slots=True)
class Draft:
    """A row while it is being read."""

    texts: list[Piece] = field(default_factory=list)
    code: str | None = None
    mark: Figure | None = None
    figures: list[Figure] = field(default_factory=list)
    words: list[Figure] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    half: int = 0

    def see(self, line: Line) -> None:
        if not self.lines or self.lines[-1].number != line.number:
            self.lines.append(line)

    def __bool__(self) -> bool:
        return bool(self.texts or self.code or self.figures or self.words)
