"""The title of a disclosure: on its first lines, perhaps broken, or below a web page's head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qa.model import Line
from qa.read.labels import numbering
from qa.read.mentions import LONGEST_TITLE, TITLE_WEIGHT, mentions
from qa.read.patterns import matches, pattern
from qa.read.text import plain, squeeze
from qa.read.unitname import unit_name

# The title stands on the first lines, perhaps broken in two.
_TITLE_LINES = 6
# The head of a web page (where one is, when it was published, by whom) has no more lines.
_PAGE_HEAD_LINES = 30
# A report to a congress prints its title behind its contents.
_REPORT_LINES = 60


def find_title(lines: Sequence[Line]) -> tuple[str, tuple[Line, ...]]:
    """The title on the first lines, its broken halves joined, and the lines that print it.

    A title that names the unit is taken before one that does not, a short one before a long.
    A report's title may stand further down, behind its contents.
    """
    first = lines[:_TITLE_LINES]
    texts = [pattern("profile", "title", "page_tail").sub("", _read(line)) for line in first]
    found: list[tuple[bool, int, str, tuple[Line, ...]]] = []
    for start in range(len(texts)):
        for end in range(start + 1, len(texts) + 1):
            text = "".join(texts[start:end])
            if len(text) > LONGEST_TITLE or numbering(texts[end - 1]):
                break
            told = list(mentions(text, TITLE_WEIGHT))
            if told and pattern("profile", "title", "ending").search(text):
                named = any(mention.unit for mention in told)
                found.append((not named, len(text), text, tuple(first[start:end])))
    report = _report_title(lines) if all(entry[0] for entry in found) else None
    if report:
        return squeeze(plain(report.text)), (report,)
    if not found:
        below = _title_below(lines)
        return "".join(map(_read, below)), below
    _, _, title, printed = min(found, key=lambda entry: entry[:2])
    return _whole(title, printed, found, lines)


def _read(line: Line) -> str:
    return squeeze(plain(line.text))


def _title_below(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The first title below the head of a web page that begins with the unit, alone or on the line
    above the rest of it; empty where there is none."""
    below = lines[_TITLE_LINES - 1 : _PAGE_HEAD_LINES]
    for above, line in pairwise(below):
        if _begins_with_unit(_read(line)):
            return (line,)
        if unit_name(_read(above)) and _begins_with_unit(_read(above) + _read(line)):
            return (above, line)
    return ()


def _begins_with_unit(text: str) -> bool:
    """Whether a text is a title whose first words are the unit."""
    if len(text) > LONGEST_TITLE or text.endswith("表"):
        return False
    if not matches("profile", "title", "ending", text):
        return False
    return any(one.unit and text.startswith(one.unit) for one in mentions(text, TITLE_WEIGHT))


def _report_title(lines: Sequence[Line]) -> Line | None:
    """The first line that reads 关于…预算（决算）…的报告 and names whose it is."""
    for line in lines[:_REPORT_LINES]:
        text = squeeze(plain(line.text))
        if len(text) > LONGEST_TITLE or not pattern("profile", "title", "report").search(text):
            continue
        if any(mention.unit for mention in mentions(text, TITLE_WEIGHT)):
            return line
    return None


def _whole(
    title: str,
    printed: tuple[Line, ...],
    found: Sequence[tuple[bool, int, str, tuple[Line, ...]]],
    lines: Sequence[Line],
) -> tuple[str, tuple[Line, ...]]:
    """The title with the line above it, where the unit's name begins there: so it does where
    the name with what stands there is printed elsewhere in one piece."""
    longer = [e for e in found if e[3][-1] == printed[-1] and len(e[3]) > len(printed)]
    if not longer:
        return title, printed
    body = "\n".join(squeeze(line.text) for line in lines)
    names = [mention.unit for mention in mentions(title, 1) if mention.unit]
    for _, _, text, own in longer:
        for mention in mentions(text, 1):
            whole = mention.unit
            if names and whole.endswith(names[0]) and whole != names[0] and whole in body:
                return text, own
    return title, printed
