"""A sentence against its table, and against the other sentences on the same item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from qa.checks.figures import base_unit, measured
from qa.checks.ledger import Ledger
from qa.checks.naming import (
    PROPER_NAME,
    Names,
    funds_of,
    is_of_the_whole,
    is_project,
    keys_of,
    name_in_prose,
    sentence_path,
    version_group,
)
from qa.checks.trial import Hurdle, Outcome, Trial
from qa.checks.words import Path, is_total, items, listed, normal
from qa.facts.amounts import find_amounts, is_money
from qa.lexicon import alternatives, load
from qa.model import Fact, Severity

TABLE = "正文与表格一致"
SENTENCES = "正文前后一致"
#: So many times the slack of a figure are less than two units of its last digit.
_LAST_DIGIT = 4
#: With more values than these the sentences speak of different things.
_MOST_VALUES = 2


def sentences(ledger: Ledger, names: Names) -> Iterator[Outcome]:
    """Every amount of a sentence against the cells of its name, then against its like."""
    loose: list[Fact] = []
    for fact in ledger.prose:
        if not _is_comparable(fact):
            continue
        keys = keys_of(name_in_prose(fact))
        cells = names.find_subject(fact)
        if not cells and not (is_of_the_whole(fact) or is_project(fact, names)):
            continue
        cells = cells or names.find(keys, fact)
        if not cells:
            loose.append(fact)
            continue
        trial = _against_table(fact, cells)
        if trial.verdict != "off":
            yield trial
        elif names.is_of_another_scope(cells, fact):
            yield Hurdle(TABLE, f"“{name_in_prose(fact)}”的表与正文资金口径不同")
        elif not names.stands_elsewhere(keys, fact):
            yield trial
    wholes = {(f.quote, f.row): f.against for f in ledger.prose if f.measure == "占比"}
    yield from _among_themselves(loose, wholes)


def _is_comparable(fact: Fact) -> bool:
    """Whether a sentence's figure is an exact amount of something with a name."""
    if fact.value is None or fact.measure != "值" or not is_money(fact.unit):
        return False
    name = name_in_prose(fact)
    # A total without a name is one of what its sentence has just listed.
    if not name or is_total(name):
        return False
    return not is_rough(fact)


def is_rough(fact: Fact) -> bool:
    """Whether the sentence says 约 or 超过 before the figure."""
    return fact.text in _rough_in(fact.quote)


@lru_cache(maxsize=4096)
def _rough_in(sentence: str) -> frozenset[str]:
    """The figures of a sentence that it only gives roughly, as printed."""
    if not _rough_words().search(sentence):
        return frozenset()
    return frozenset(
        amount.digits
        for amount in find_amounts(sentence)
        if amount.bound or sentence[: amount.start].endswith(listed("prose", "rough"))
    )


@cache
def _rough_words() -> re.Pattern[str]:
    return re.compile(alternatives((*listed("prose", "rough"), *load("amounts")["bound"]["words"])))


def _against_table(fact: Fact, cells: Sequence[Fact]) -> Trial:
    """A trial against the cell that agrees; where none does, against the nearest one."""
    own = measured(fact)

    def apart(cell: Fact) -> tuple[bool, Decimal]:
        difference = measured(cell) - own
        return abs(difference.value) > difference.slack, abs(difference.value)

    best = min(cells, key=apart)
    value = measured(best).value
    # Whoever reads the same figure in another table should know of the sentence too.
    same = [cell for cell in cells if measured(cell).value == value]
    how = f"《{best.table}》为{best.text}{best.unit}"
    return _equal(TABLE, fact, tuple(dict.fromkeys((best, *same))), how)


def _among_themselves(
    facts: Sequence[Fact], wholes: Mapping[tuple[str, Path], str | None]
) -> Iterator[Outcome]:
    """Amounts of one name; ``wholes`` says of what a sentence calls an amount a share."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_identity(fact, wholes.get((fact.quote, fact.row))), []).append(fact)
    for found in groups.values():
        if len(found) > 1:
            yield from _alike(found)


def _identity(fact: Fact, whole: str | None) -> tuple[object, ...]:
    """What two sentences must share to speak of one figure."""
    known = items(name_in_prose(fact))
    unique = not known.isdisjoint(listed("prose", "unique"))
    # 收入合计 may be 本年收入 or 收入总计: it is set against its like only. And what is a part of
    # 基本支出 in one place and of 项目支出 in another is two things.
    name = sorted(known) if unique else [*map(normal, sentence_path(fact)), whole]
    every = not known or not known.isdisjoint(listed("prose", "every_fund"))
    funds = funds_of(fact) if every else ()
    return (*name, funds, fact.year, version_group(fact), base_unit(fact), fact.table)


def _alike(found: Sequence[Fact]) -> Iterator[Outcome]:
    """Each sentence against what most of them print."""
    counts = Counter(measured(fact).value for fact in found)
    reference = max(found, key=lambda fact: (counts[measured(fact).value], -fact.line))
    known = bool(items(name_in_prose(reference)) & set(listed("prose", "unique")))
    if not known and len(normal(name_in_prose(reference))) < PROPER_NAME:
        return
    if len(counts) > _MOST_VALUES:
        yield Hurdle(SENTENCES, f"“{name_in_prose(reference)}”在正文中有多个数，可能不是同一口径")
        return
    for fact in found:
        if fact is not reference:
            how = f"第{reference.line}行为{reference.text}{reference.unit}"
            yield _equal(SENTENCES, fact, (reference,), how, "error" if known else "notice")


def _equal(
    rule: str, fact: Fact, others: tuple[Fact, ...], how: str, severity: Severity = "error"
) -> Trial:
    """A figure against ``others``, which all print the same."""
    expected = measured(others[0])
    trial = Trial(rule, fact, expected, others, how, severity=severity, reckoned=False)
    # A sentence that rounds the terms of a sum is off in its last digit.
    coarser = trial.actual.slack > trial.expected.slack
    if coarser and abs(trial.difference) < _LAST_DIGIT * trial.actual.slack:
        return replace(trial, severity="notice", remark="只差在末位，可能是取舍不同")
    return trial
