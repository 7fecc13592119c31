"""What a printed line of a table is: a row of column numbers, a note, the end of the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.model import Line
from qa.read.flow_text import Piece, is_money, key, pieces_of, squeeze, width

NOTE = re.compile(r"(?:附?注|备注|说明)[：:].*|\*?注\d*[：:.、].*")
END = re.compile(r"第[一二三四五六七八九十]+部分.*|附件\d*[：:]?|[-—]*目录[-—]*")
NUMBERED = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、．])")
INDEX_WORDS = frozenset({"栏次", "行次", "**", "*", "甲", "乙", "丙"})
LONGEST_LABEL_LINE = 60
BROKEN_CODE = re.compile(r"\d{4}|\d{6}")
WHOLE_CODES = (5, 7)


def ends_table(line: Line) -> bool:
    """Whether a line is a note, a heading or prose rather than part of a row."""
    text = squeeze(line.text)
    if NOTE.fullmatch(text) or END.fullmatch(text) or "。" in text or "；" in text:
        return True
    return width(text) > LONGEST_LABEL_LINE and not any(
        piece.kind == "figure" for piece in pieces_of(line)
    )


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
        elif key(piece.text) not in INDEX_WORDS:
            return 0
    enough = len(numbers) >= 3 or len(numbers) < sum(1 for _ in pieces_of(line))
    return len(numbers) if enough and numbers == list(range(1, len(numbers) + 1)) else 0


def opens_body(line: Line) -> bool:
    """Whether a line cannot belong to a head any more."""
    pieces = pieces_of(line)
    if NUMBERED.match(pieces[0].text) or ends_table(line):
        return True
    for at, piece in enumerate(pieces):
        if piece.kind == "text":
            continue
        dated = at + 1 < len(pieces) and pieces[at + 1].text.startswith("年")
        if piece.kind == "dash" or is_money(piece.text) or not dated:
            return True
    return False


def printed_lines(lines: Sequence[Line], coded: bool) -> list[tuple[Line, tuple[Piece, ...]]]:
    """The lines with their pieces.

    Where there are codes (``coded``), one that its narrow column breaks is put together.
    """
    printed = [(line, pieces_of(line)) for line in lines]
    for at in range(len(printed) - 1 if coded else 0):
        (line, pieces), (below, rest) = printed[at], printed[at + 1]
        if len(pieces) != 1 or not BROKEN_CODE.fullmatch(pieces[0].text) or not rest:
            continue
        whole = pieces[0].text + rest[0].text
        if rest[0].text.isdigit() and len(whole) in WHOLE_CODES:
            printed[at] = (line, (replace(pieces[0], text=whole),))
            printed[at + 1] = (below, rest[1:])
    return printed
