"""Papers that speak of budgets and are none: notices, evaluation reports, rules."""

from __future__ import annotations

from collections.abc import Sequence

from qa.model import Line
from qa.read.labels import numbering
from qa.read.patterns import matches, pattern
from qa.read.text import plain, squeeze

# Such a paper says what it is on its first lines, at most so many of them put together.
_TITLE_LINES = 4
_LONGEST_TITLE = 80
# A text with so many tables of a disclosure is one, whatever stands on top of it.
_ENOUGH_TABLES = 2


def other_paper(lines: Sequence[Line]) -> str:
    """What the first lines call the paper (绩效评价报告, 通知, …) where that is no disclosure."""
    tables = sum(matches("profile", "other", "unless", squeeze(line.text)) for line in lines)
    if tables >= _ENOUGH_TABLES:
        return ""
    first = [squeeze(plain(line.text)) for line in lines[:_TITLE_LINES]]
    first = [text for text in first if not matches("profile", "other", "link", text)]
    for start in range(len(first)):
        for end in range(start + 1, len(first) + 1):
            text = "".join(first[start:end])
            found = pattern("profile", "other", "title").search(text)
            if found and len(text) <= _LONGEST_TITLE and numbering(first[end - 1]) is None:
                return found.group(1)
    return ""
