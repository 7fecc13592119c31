"""Numbers of things against those of their kinds: 车辆3辆，其中机要通信用车1辆、其他用车2辆。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa.checks.figures import Measured
from qa.checks.ledger import Ledger
from qa.checks.sentences import is_rough
from qa.checks.trial import Outcome, Trial
from qa.checks.words import bare, listed, relations
from qa.facts.amounts import is_money
from qa.model import Fact, Severity

COUNTED = "总数等于各类数量之和"


def counts(ledger: Ledger) -> Iterator[Outcome]:
    """Every number of a sentence of which the kinds are counted behind it."""
    for number, whole in enumerate(ledger.prose, 1):
        if whole.value is None or whole.measure != "值" or is_money(whole.unit) or not whole.row:
            continue
        kinds = list(_kinds(whole, ledger.prose[number:]))
        if len(kinds) < 2 or _told_twice(whole, kinds):
            continue
        if not any(map(is_rough, (whole, *kinds))):
            yield from _counted(whole, kinds)
            yield from _complementary(whole, kinds)


def _kinds(whole: Fact, following: Sequence[Fact]) -> Iterator[Fact]:
    """The numbers of a sentence's list that are counted as kinds of ``whole``."""
    for fact in following:
        if fact.quote != whole.quote or fact.row[: len(whole.row)] != whole.row:
            return
        told = (fact.unit, fact.year, fact.measure) == (whole.unit, whole.year, "值")
        if told and fact.value is not None and len(fact.row) == len(whole.row) + 1:
            yield fact


def _told_twice(whole: Fact, kinds: Sequence[Fact]) -> bool:
    """Whether the kinds are those of several ways to count the same things, each complete:
    车辆4辆（改革后保留1辆、未改革的单位3辆），其中：一般公务用车4辆."""
    ways, summed = 0, Decimal(0)
    for kind in kinds:
        if kind.value and summed == whole.value:
            ways, summed = ways + 1, Decimal(0)
        summed += kind.value or Decimal(0)
    return ways > 0 and summed == whole.value


def _counted(whole: Fact, kinds: Sequence[Fact]) -> Iterator[Outcome]:
    """Things whose kinds are all named; of people some kinds are often left out."""
    name = bare(whole.row[-1])
    if name.endswith(listed("prose", "complete")):
        yield _trial(whole, kinds, "error")
    elif name.endswith(listed("prose", "people")):
        yield _trial(whole, kinds, "notice")


def _complementary(whole: Fact, kinds: Sequence[Fact]) -> Iterator[Outcome]:
    """Two kinds of which one is all that the other is not: 计容面积 and 不计容面积."""
    for relation in relations("complement"):
        named = [[kind for kind in kinds if bare(kind.row[-1]).startswith(one)]
                 for one in relation["kinds"]]  # fmt: skip
        if all(len(found) == 1 for found in named):
            yield _trial(whole, [kind for found in named for kind in found], "error")


def _trial(whole: Fact, kinds: Sequence[Fact], severity: Severity) -> Trial:
    assert whole.value is not None
    summed = Measured(sum((kind.value or Decimal(0) for kind in kinds), Decimal(0)))
    how = " ＋ ".join(f"{kind.row[-1]} {kind.text}" for kind in kinds if kind.value)
    exact = Measured(whole.value)
    return Trial(COUNTED, whole, summed, tuple(kinds), how, figure=exact, severity=severity)
