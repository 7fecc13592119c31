"""Broken lines become paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.model import Line, Paragraph
from qa.read.headings import is_item
from qa.read.labels import Rank, numbering
from qa.read.patterns import words
from qa.read.text import display_width, plain

# Lines are broken at the page's edge where more of the long ones than this end open.
_BROKEN_SHARE = 0.4
_FEWEST_LONG_LINES = 6
# The full width of a line is what all but the widest tenth keep to.
_WIDE_SHARE = 0.9
# A last line is clearly short below this share of the full width …
_SHORT = 0.9
# … and one that ends open and is shorter still stands alone: a field, a caption, a title.
_ALONE = 0.6
# Lines of at least this share of the width count as long.
_LONG = 0.7
# A page cut leaves a long line; a short one without stop is a caption.
_SHORTEST_CUT = 20
# A colon at the end of a line longer than this is cut off from what it announces.
_LONG_LEAD = 100

_STOPS = tuple("。！？；：.!?;:")
_COLONS = ("：", ":")
_COMMAS = tuple("，、,（(“《")
_CLOSING = "”’）)》】\"'"


def full_width(lines: Sequence[Line]) -> int | None:
    """The width of a full line where lines are broken at the page's edge, else ``None``."""
    widths = sorted(display_width(line.text.strip()) for line in lines)
    if not widths:
        return None
    width = widths[min(len(widths) - 1, int(len(widths) * _WIDE_SHARE))]
    long = [line for line in lines if display_width(line.text.strip()) >= width * _LONG]
    open_ends = sum(not ends_sentence(line.text) for line in long)
    broken = len(long) >= _FEWEST_LONG_LINES and open_ends > len(long) * _BROKEN_SHARE
    return width if broken else None


def ends_sentence(text: str) -> bool:
    """Whether the line ends with a stop, closing marks aside."""
    return text.rstrip().rstrip(_CLOSING).endswith(_STOPS)


def joins(current: Sequence[Line], line: Line, full: int | None) -> bool:
    """Whether ``line`` goes on with the paragraph of the lines ``current``.

    ``full`` is the width of a full line where lines are broken at the page's edge.
    """
    if not current or _is_barred(line) != _is_barred(current[-1]):
        return False
    if is_item(line.text):
        return _counts_on(current, line)
    if line.text.startswith(("   ", "\u3000")):
        return False
    last = current[-1].text.strip()
    ended = ends_sentence(last)
    if full is None:
        cut = last.endswith(_COLONS) and len(last) >= _LONG_LEAD
        return cut or (not ended and len(last) >= _SHORTEST_CUT and not _says_all(last))
    width = display_width(last)
    if ended:
        return width >= full * _SHORT
    return width >= full * _ALONE or last.endswith(_COMMAS)


def _is_barred(line: Line) -> bool:
    """Whether bars part a line as they part the cells of a table that is not read."""
    return line.text.count("|") > 1


def _says_all(text: str) -> bool:
    """Whether a line without a stop says all that it has to say: …，与上年预算持平."""
    return text.endswith(tuple(words("facts", "relation", "unchanged")))


def _counts_on(current: Sequence[Line], line: Line) -> bool:
    """Whether a number at the start of a line counts on inside the paragraph.

    So it does where the number before it stands in mid-paragraph: “…主要是：1.…。2.…”.
    """
    found = numbering(plain(line.text))
    if found is None or found.rank < Rank.ARABIC or found.ordinal < 2:
        return False
    before = found.ordinal - 1
    text = "".join(plain(entry.text) for entry in current)
    inline = rf"[^\d（(]{before}\s*[.．、](?!\d)"
    if found.rank is Rank.ARABIC_BRACKETS:
        inline = rf"[（(]\s*{before}\s*[)）]"
    own = numbering(text)
    starts_with_it = own is not None and own.rank == found.rank and own.ordinal == before
    return not starts_with_it and re.search(inline, text) is not None


def paragraph(section: tuple[str, ...], lines: Sequence[Line]) -> Paragraph:
    """One paragraph of the joined lines, which remembers where each of them starts."""
    text = ""
    starts: list[tuple[int, int]] = []
    for line in lines:
        piece = plain(line.text)
        if text and text[-1].isascii() and text[-1].isalpha() and re.match("[A-Za-z]", piece):
            # Between two Latin words a line break is a space; inside a figure it is not.
            text += " "
        starts.append((len(text), line.number))
        text += piece
    return Paragraph(section, text, lines[0].number, tuple(starts), lines[0].page)
