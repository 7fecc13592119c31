"""What a printed line of a table is: a row of column numbers, a note, the end of the table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from qa.model import Line
from qa.read.flow.text import Piece, is_money, key, pieces_of, squeeze, starts_page, width
from qa.read.patterns import fills, pattern, words

#: A shorter printed line was not broken at the edge of the page.
SHORTEST_BROKEN = 60
LONGEST_LABEL_LINE = 60
BROKEN_CODE = re.compile(r"\d{4}|\d{6}")
WHOLE_CODES = (5, 7)
FIGURE_REST = re.compile(r"(?P<digits>\d{1,3})(?:,\d{3})*(?:\.(?P<cents>\d+))?")
BROKEN_FIGURE = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:,\d{0,2}|\.\d*)")
THOUSANDS = 3


def is_note(text: str) -> bool:
    """Whether a line (without white space) is a note below a table."""
    return fills("flow", "line", "note", text)


def ends_part(text: str) -> bool:
    """Whether a line (without white space) is a heading below which no table goes on."""
    return fills("flow", "line", "end", text)


def is_numbered(text: str) -> bool:
    """Whether a text begins with the number of an item: 一、, （一）, 1."""
    return pattern("flow", "line", "numbered").match(text) is not None


def ends_table(line: Line) -> bool:
    """Whether a line is a note, a heading or prose rather than part of a row."""
    text = squeeze(line.text)
    if is_note(text) or ends_part(text) or "。" in text or "；" in text:
        return True
    if width(text) <= LONGEST_LABEL_LINE:
        return False
    pieces = pieces_of(line)
    # A long line of short words is a head of many columns.
    words = all(piece.width * 2 <= LONGEST_LABEL_LINE for piece in pieces)
    return not words and not any(piece.kind == "figure" for piece in pieces)


def is_note_more(line: Line, first: str, above: str) -> bool:
    """Whether a line goes on with the notes below a table.

    ``first`` is the first note and ``above`` the line just above: a note goes on where the
    page's edge broke it, and a counted one is followed by the next.
    """
    text = squeeze(line.text)
    if not line.gap or ends_part(text):
        return False
    if is_note(text) or fills("flow", "line", "own_note", text):
        return True
    counted = fills("flow", "line", "counted_note", squeeze(first))
    if counted and fills("flow", "line", "later_note", text):
        return True
    broken = width(squeeze(above)) >= SHORTEST_BROKEN and not above.rstrip().endswith("。")
    return broken and not is_numbered(text)


def prints_ends(lines: Sequence[Line]) -> bool:
    """Whether a text marks ends of cells by a space: some lines end in one, some do not."""
    spaced = sum(line.text != line.text.rstrip() for line in lines)
    return spaced * 4 > len(lines)


def is_index_row(line: Line) -> int:
    """How many columns a row of column numbers (栏次 1 2 3 …) counts; 0 for other rows."""
    numbers = []
    for piece in pieces_of(line):
        if piece.text.isdigit():
            numbers.append(int(piece.text))
        elif key(piece.text) not in words("flow", "line", "index"):
            return 0
    enough = len(numbers) >= 3 or len(numbers) < sum(1 for _ in pieces_of(line))
    return len(numbers) if enough and numbers == list(range(1, len(numbers) + 1)) else 0


def opens_body(line: Line) -> bool:
    """Whether a line cannot belong to a head any more."""
    pieces = pieces_of(line)
    if is_numbered(pieces[0].text) or ends_table(line):
        return True
    for at, piece in enumerate(pieces):
        if piece.kind == "text":
            continue
        dated = at + 1 < len(pieces) and pieces[at + 1].text.startswith("年")
        if piece.kind == "dash" or is_money(piece.text) or not dated:
            return True
    return False


def _decimals(lines: Sequence[tuple[Line, tuple[Piece, ...]]]) -> int:
    """How many decimals the amounts of a table are printed with, mostly."""
    counts = Counter(
        len(piece.text.partition(".")[2])
        for _, pieces in lines
        for piece in pieces
        if piece.kind == "figure" and "." in piece.text[:-1]
    )
    return counts.most_common(1)[0][0] if counts else 0


def _mends(broken: str, rest: str, decimals: int) -> bool:
    """Whether ``rest``, alone on its line, is what a narrow column broke off a figure."""
    more = FIGURE_REST.fullmatch(rest)
    if more is None or not BROKEN_FIGURE.fullmatch(broken):
        return False
    whole, point, cents = broken.partition(".")
    if point:
        return rest.isdigit() and len(cents) < decimals == len(cents) + len(rest)
    ends = not more["cents"] or len(more["cents"]) == decimals
    return ends and len(whole.rpartition(",")[2]) + len(more["digits"]) == THOUSANDS


def _numbers_page(
    above: Sequence[Piece], pieces: Sequence[Piece], decimals: int, coded: bool
) -> bool:
    """Whether a number alone below a whole row is that of the page: amounts have decimals there,
    and a code (``coded``) has three digits or more."""
    if len(pieces) != 1 or not decimals or len(above) < 2 or not is_money(above[-1].text):
        return False
    text = pieces[0].text
    fits = text.isdigit() and not text.startswith("0")
    return fits and len(text) < (3 if coded else 4)


def printed_lines(
    lines: Sequence[Line], coded: bool, numbered: bool = False
) -> list[tuple[Line, tuple[Piece, ...]]]:
    """The lines with their pieces, less the numbers of pages between rows; figures that their
    narrow column breaks are mended.

    Where there are codes (``coded``), so are those. Rows that are ``numbered`` print numbers alone.
    """
    printed = [(line, pieces_of(line)) for line in lines]
    decimals = _decimals(printed)
    for at in range(len(printed) - 1):
        (line, pieces), (below, rest) = printed[at], printed[at + 1]
        if not pieces or not rest or starts_page(below):
            continue
        last = pieces[-1]
        whole = last.text + rest[0].text
        code = coded and len(pieces) == 1 and BROKEN_CODE.fullmatch(last.text) is not None
        mended = len(rest) == 1 and _mends(last.text, rest[0].text, decimals)
        if mended or (code and rest[0].text.isdigit() and len(whole) in WHOLE_CODES):
            printed[at] = (line, (*pieces[:-1], replace(last, text=whole, kind="figure")))
            printed[at + 1] = (below, rest[1:])
        elif not numbered and _numbers_page(pieces, rest, decimals, coded):
            printed[at + 1] = (below, ())
    return printed
