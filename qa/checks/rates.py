"""Printed rates against their operands: 完成率, 增减率, 占比, 控制率, and one rate printed twice.

The operands are figures of the same item that stand near the rate, or cells of its name. A
rate may be rounded; a last digit that was cut off or raised instead is only worth a notice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_UP

from qa.checks.figures import Measured, measured, operand, percent
from qa.checks.ledger import Ledger
from qa.checks.naming import (
    PROPER_NAME,
    Names,
    is_of_the_whole,
    keys_of,
    known_things,
    sentence_path,
    version_group,
)
from qa.checks.trial import Hurdle, Outcome, Remark, Trial
from qa.checks.words import Path, bare, items, listed, mentions, normal
from qa.facts.amounts import is_money
from qa.model import Fact, Severity

DONE = "完成率与分子分母一致"
TWICE = "同一比率前后一致"
#: Operands stand in the sentence of their rate or no more than so many lines away.
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Ratio:
    """A printed rate with the pairs of operands that it may be of.

    ``cells`` are the cells of tables that bear the item's name.
    """

    rate: Fact
    pairs: tuple[tuple[Fact, Fact], ...]
    cells: tuple[Fact, ...] = ()


def rates(ledger: Ledger, names: Names) -> Iterator[Outcome]:
    """Every printed rate of completion, then every two that are of the same operands."""
    found: list[tuple[Fact, Trial]] = []
    for fact in ledger.prose:
        if not _is_rate_of_completion(fact):
            continue
        ratio = _ratio(fact, ledger, names)
        if not ratio.pairs:
            yield Hurdle(DONE, f"“{fact.row[-1]}”找不到分子或分母")
            continue
        trial = _trial(ratio)
        if trial is None:
            yield _of_nothing(ratio)
        elif trial.verdict == "off" and not _is_told_apart(trial):
            yield Hurdle(DONE, f"“{fact.row[-1]}”附近有几个数，不知是哪一个的比率")
        else:
            found.append((fact, trial))
            yield trial
    yield from _twice(found)


def _is_rate_of_completion(fact: Fact) -> bool:
    if fact.value is None or fact.unit not in ("%", "‰"):
        return False
    return fact.measure == "完成率" or (fact.measure == "值" and bool(_stem(fact)))


def _stem(fact: Fact) -> Path:
    """The item of a rate with a name of its own: 日常公用经费控制率 → 日常公用经费."""
    name = bare(fact.row[-1]) if fact.row else ""
    for tail in listed("prose", "rates"):
        if name.endswith(tail) and not mentions(name, listed("prose", "partial")):
            return (*fact.row[:-1], name.removesuffix(tail))
    return ()


def _item(rate: Fact) -> Path:
    """What a rate is of."""
    path = sentence_path(rate) if rate.measure == "完成率" else _stem(rate)
    return tuple(label for label in path if label)


def _ratio(fact: Fact, ledger: Ledger, names: Names) -> Ratio:
    path = _item(fact)
    cells = _cells(path, fact, names)
    amounts = [
        other
        for other in (*ledger.prose, *cells)
        if is_money(other.unit) and other.measure == "值" and other.value is not None
        if other.year == fact.year and _is_of(path, other)
    ]
    parts = _nearest([a for a in amounts if version_group(a) == "决算"], fact)
    wholes = _nearest([a for a in amounts if a.basis in listed("prose", "planned")], fact)
    wholes = _wanted(wholes, fact)
    pairs = tuple((part, whole) for part in parts for whole in wholes)
    return Ratio(fact, pairs, tuple(cells))


def _cells(path: Path, fact: Fact, names: Names) -> list[Fact]:
    """The cells that bear the item's name, in every version of the year."""
    if not path or not is_of_the_whole(fact):
        return []
    found = [cell for key in keys_of(path[-1]) for cell in names.exact.get(key, ())]
    return list(dict.fromkeys(found))


def _is_told_apart(trial: Trial) -> bool:
    """Whether the operands are certainly those of the rate.

    They are where its own sentence prints them, or where their name is that of one thing only.
    """
    rate, part, whole = trial.found, *trial.terms[:2]
    path = _item(rate)
    known = bool(path) and (bool(items(path[-1])) or len(normal(path[-1])) >= PROPER_NAME)
    return known or rate.quote == part.quote == whole.quote


def _is_of(path: Path, other: Fact) -> bool:
    """Whether another figure is one of the item: same name, and no other thing above it."""
    if other.source == "table":
        return True
    mine, its = known_things(path), known_things(sentence_path(other))
    if mine[-1:] != its[-1:]:
        return False
    return mine[:-1] == its[:-1] or not mine[:-1] or not its[:-1]


def _nearest(amounts: Sequence[Fact], rate: Fact) -> list[Fact]:
    """Those of the rate's sentence, else those near it and in tables, else none."""
    same = [fact for fact in amounts if fact.quote == rate.quote]
    if same:
        return same
    return [
        fact
        for fact in amounts
        if fact.source == "table"
        or (abs(fact.line - rate.line) <= _NEAR and fact.table == rate.table)
    ]


def _wanted(wholes: Sequence[Fact], rate: Fact) -> list[Fact]:
    """The bases of the version that the sentence names: 完成全年预算的 96 %."""
    named = [fact for fact in wholes if fact.basis == rate.against]
    return named or list(wholes)


def _trial(ratio: Ratio) -> Trial | None:
    """The rate against the pair that it agrees with; where none does, against the nearest."""
    trials = []
    for part, whole in ratio.pairs:
        cells = _confirming((part, whole), ratio)
        expected = percent(_finest(part, cells), _finest(whole, cells))
        if expected is not None:
            how = f"{_shown(part)} ÷ {_shown(whole)}"
            terms = (part, whole, *cells)
            # Operands that a table prints too are not in doubt: the rate is.
            certain = len(terms) if cells else 0
            trials.append(rate_trial(DONE, ratio.rate, expected, terms, how, certain=certain))
    return min(trials, key=lambda t: (t.verdict == "off", abs(t.difference)), default=None)


def _of_nothing(ratio: Ratio) -> Outcome:
    """A rate of a budget that the same sentence says is 0: 年初预算为0万元，完成年初预算的95.9%.

    By custom 100 % is printed where nothing was planned.
    """
    rate = ratio.rate
    named = [whole for _, whole in ratio.pairs if whole.basis == rate.against]
    told = [whole for whole in named if whole.quote == rate.quote and whole.row == rate.row]
    if not told or rate.value in (None, 0, 100):
        return Hurdle(DONE, f"“{rate.row[-1]}”的分母为零")
    label, base = rate.row[-1], _shown(told[0])
    message = f"“{label}”写作完成{rate.against}的{_shown(rate)}，而{rate.against}为{base}。"
    return Remark(DONE, rate, message, terms=(told[0],), value=rate.value)


def _confirming(pair: tuple[Fact, Fact], ratio: Ratio) -> tuple[Fact, ...]:
    """The cells of tables that print the same operands."""
    return tuple(
        cell
        for cell in ratio.cells
        if cell not in pair
        and cell.year == ratio.rate.year
        and any(
            (cell.basis in listed("prose", "planned")) == (one.basis in listed("prose", "planned"))
            and measured(cell).value == measured(one).value
            for one in pair
        )
    )


def _finest(one: Fact, cells: Sequence[Fact]) -> Measured:
    """An operand with the slack of its finest print: 12万元 in a sentence is 12.00 in the table."""
    same = [operand(cell) for cell in cells if measured(cell).value == measured(one).value]
    return min([operand(one), *same], key=lambda printed: printed.slack)


def _shown(fact: Fact) -> str:
    return f"{fact.text}{fact.unit}"


def rate_trial(
    rule: str,
    rate: Fact,
    expected: Measured,
    terms: tuple[Fact, ...],
    how: str,
    *,
    certain: int = 0,
) -> Trial:
    """A trial of a printed rate; one whose last digit was only rounded wrongly is a notice."""
    remark = _wrong_rounding(rate, expected)
    severity: Severity = "notice" if remark else "error"
    return Trial(
        rule, rate, expected, terms, how, severity=severity, remark=remark, certain=certain
    )


def _wrong_rounding(rate: Fact, expected: Measured) -> str:
    """How the last digit of a rate came about where it was not rounded to the nearest."""
    assert rate.value is not None
    for rounding, said in ((ROUND_DOWN, "直接舍去"), (ROUND_UP, "进了一位")):
        if expected.value.quantize(rate.value, rounding=rounding) == rate.value:
            return f"末位{said}，没有四舍五入"
    return ""


def _twice(found: Sequence[tuple[Fact, Trial]]) -> Iterator[Outcome]:
    """Rates of one item and the same operands: a finer one must round to a coarser one."""
    groups: dict[tuple[object, ...], list[tuple[Fact, Trial]]] = {}
    for rate, trial in found:
        if trial.verdict != "off":
            operands = tuple(measured(term).value for term in trial.terms[:2])
            groups.setdefault((known_things(_item(rate))[-1:], *operands), []).append((rate, trial))
    for printed in groups.values():
        yield from _against_the_best(printed)


def _against_the_best(printed: Sequence[tuple[Fact, Trial]]) -> Iterator[Outcome]:
    """Each rate against the one that is nearest to what the operands give.

    Where the operands are too coarse to tell the printed digits, the two rates may be of two
    things that only look alike.
    """
    best, _ = min(printed, key=lambda pair: (abs(pair[1].difference), pair[0].line))
    for rate, own in printed:
        if rate is best:
            continue
        apart = Trial(TWICE, rate, measured(best), (best,), "")
        if apart.verdict != "off":
            yield apart
            continue
        exact = Measured(own.expected.value)
        terms = (best, *own.terms)
        fine = own.expected.slack < max(apart.actual.slack, apart.expected.slack) * 2
        remark = f"第{best.line}行写作{best.text}%，两处四舍五入后不同"
        yield Trial(
            TWICE, rate, exact, terms, own.how, severity="error" if fine else "notice",
            remark=remark, certain=len(terms),
        )  # fmt: skip
