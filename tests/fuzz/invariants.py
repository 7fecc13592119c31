"""What holds of every document, however odd: nothing is made up, and nothing is read twice."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from qa.checks import audit
from qa.facts import facts_of
from qa.index.passages import passages_of
from qa.model import Disclosure, Fact, Line
from qa.visible import visible

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")


def folded(text: str) -> str:
    """``text`` with digits and marks in their one form."""
    return unicodedata.normalize("NFKC", text)


def numbers(text: str) -> list[str]:
    """The numbers that ``text`` prints."""
    return _NUMBER.findall(folded(text))


def check_disclosure(disclosure: Disclosure, lines: Sequence[Line]) -> None:
    """Reads all that can be read of a disclosure, and fails where a figure has no source."""
    facts = tuple(facts_of(disclosure))
    check_facts(facts, lines)
    audit(facts, disclosure)
    for passage in passages_of(disclosure):
        assert passage.text.strip()
    for table in disclosure.tables:
        places = [
            (number, cell.column) for number, row in enumerate(table.rows) for cell in row.cells
        ]
        assert len(set(places)) == len(places), "two figures in one cell"
        assert all(0 <= column < len(table.columns) for _, column in places)


def check_facts(facts: Sequence[Fact], lines: Sequence[Line]) -> None:
    """Every figure of ``facts`` is printed, and as often as there are facts that hold it."""
    printed = Counter(number for line in lines for number in numbers(line.text))
    # A narrow cell breaks a number over two lines.
    unbroken = folded("".join("".join(line.text.split()) for line in lines))
    last = max((line.number for line in lines), default=0)
    used: Counter[str] = Counter()
    for fact in facts:
        assert 0 < fact.line <= last
        if fact.value is None:
            continue
        assert fact.text is not None
        assert fact.value.is_finite()
        found = numbers(fact.text)
        assert len(found) == 1, fact.text
        assert abs(fact.value) == abs(type(fact.value)(found[0].replace(",", ""))), fact
        used[found[0]] += 1
    for number, count in used.items():
        held = max(printed[number], unbroken.count(number))
        assert count <= held, f"{number} is printed {held} times and read {count} times"


def check_lines(lines: Sequence[Line]) -> None:
    """Lines of a reader print something, hold nothing invisible, and are numbered upwards."""
    assert all(line.text.strip() and "\n" not in line.text for line in lines)
    assert all(visible(line.text) == line.text for line in lines)
    order = [line.number for line in lines]
    assert order == sorted(set(order))
