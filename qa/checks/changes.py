"""Changes and their rates against what changed: 增加 5,570 万元，增长 9%; 增减额, 增减率."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import compress
from operator import not_

from qa.checks.figures import Measured, measured, percent
from qa.checks.grid import Grid, GridRow, is_amount
from qa.checks.ledger import Ledger
from qa.checks.naming import known_things, sentence_path, version_group
from qa.checks.rates import rate_trial
from qa.checks.trial import Hurdle, Outcome, Remark, Trial
from qa.checks.wording import quoted_label
from qa.checks.words import head, listed
from qa.facts.amounts import is_money
from qa.facts.labels import YEAR, basis_in
from qa.model import Fact

AMOUNT = "增减额与两个数之差一致"
RATE = "增减率与增减额一致"
DIRECTION = "增减方向前后一致"
AGAIN = "同一增减额前后一致"
_SIDES = ("收入", "支出")
#: The figure that changed stands in the sentence of its change or so many lines before it.
_NEAR = 6
#: … and among so many figures before and behind it: a line may hold thousands.
_MOST_BESIDE = 100
#: Two things may have a figure of fewer digits by chance.
_TELLING_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Change:
    """A printed change with the figures around it; ``before`` and ``rate`` may be missing.

    ``others`` are amounts near by of something else than ``now``; ``alone`` tells that the
    sentence prints no other amount that may be it.
    """

    amount: Fact
    now: Fact
    before: Fact | None
    rate: Fact | None
    others: tuple[Fact, ...] = ()
    alone: bool = False


def changes(ledger: Ledger) -> Iterator[Outcome]:
    """Every change that sentences and tables print, against what it is the change of."""
    told: list[Change] = []
    for number, fact in enumerate(ledger.prose):
        beside = ledger.prose[max(0, number - _MOST_BESIDE) : number + _MOST_BESIDE]
        if fact.value and fact.measure == "增减额" and is_money(fact.unit) and fact.direction:
            found = _in_sentence(fact, beside)
            if isinstance(found, Hurdle):
                yield found
            else:
                told.append(found)
                yield from _try(found)
        elif fact.value and fact.measure == "增减率" and fact.direction:
            yield from _rate_alone(fact, beside)
    yield from _told_twice(told)
    for grid in ledger.grids:
        for row in grid.rows:
            yield from _in_row(row, grid)


def _told_twice(told: Sequence[Change]) -> Iterator[Outcome]:
    """Changes of one amount against the same: of an overview, and of the chapter on it."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for change in told:
        now, amount = change.now, change.amount
        if amount.against and now.quote == amount.quote and _known(now):
            key = (_known(now)[-1:], measured(now).value, now.year, now.unit, amount.against)
            groups.setdefault(key, []).append(amount)
    yield from _both_ways(told)
    for first, *others in groups.values():
        for other in others:
            if other.direction == first.direction:
                how = f"第{first.line}行为{_shown(first)}"
                yield Trial(AGAIN, other, measured(first), (first,), how, reckoned=False)
            else:
                yield Remark(DIRECTION, other, _apart(first, other), terms=(first,))


def _both_ways(told: Sequence[Change]) -> Iterator[Outcome]:
    """One amount that changed by as much in two places, up in one of them and down in the other:
    收入预算 500.12 万元，增加 20.34 万元；支出预算 500.12 万元，减少 20.34 万元.
    """
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in told:
        now, amount = measured(change.now).value, measured(change.amount).value
        if change.now.quote == change.amount.quote and _is_telling(now) and _is_telling(amount):
            key = (now, amount, change.now.year, change.amount.against)
            groups.setdefault(key, []).append(change)
    for first, *others in groups.values():
        for other in others:
            another = _known(other.now) != _known(first.now)
            if another and other.amount.direction != first.amount.direction:
                message = _apart(first.amount, other.amount)
                yield Remark(DIRECTION, other.amount, message, terms=(first.amount,))


def _is_telling(value: Decimal) -> bool:
    return len(value.normalize().as_tuple().digits) >= _TELLING_DIGITS


def _apart(first: Fact, other: Fact) -> str:
    words = {1: listed("prose", "directions")[0], -1: listed("prose", "directions")[1]}
    return (
        f"{quoted_label(other)}写作{words[other.direction]}{_shown(other)}，"
        f"而第{first.line}行写作{words[first.direction]}{_shown(first)}。"
    )


def _rate_alone(rate: Fact, beside: Sequence[Fact]) -> Iterator[Outcome]:
    """A rate between two amounts of its sentence: 上年 60.51 万元，今年 65.69 万元，增加 8.56%."""
    same = [
        fact
        for fact in beside
        if fact.quote == rate.quote and fact.row == rate.row and fact.table == rate.table
    ]
    now = [fact for fact in same if _is_now(fact, rate)]
    before = [fact for one in now[:1] for fact in same if _is_before(fact, one, rate)]
    if any(fact.measure == "增减额" for fact in same) or len(now) != 1 or len(before) != 1:
        return
    moved = (measured(now[0]) - measured(before[0])).scaled(Decimal(rate.direction))
    expected = percent(moved, measured(before[0]))
    if expected is not None:
        how = f"{_shown(now[0])} 与 {_shown(before[0])} 之差 ÷ {_shown(before[0])}"
        yield rate_trial(RATE, rate, expected, (now[0], before[0]), how)


def _in_sentence(amount: Fact, beside: Sequence[Fact]) -> Change | Hurdle:
    around = [
        fact
        for fact in beside
        if fact.quote == amount.quote or 0 <= amount.line - fact.line <= _NEAR
        if fact.table == amount.table
    ]
    alike = [_is_alike(fact, amount) for fact in around]
    near = [*compress(around, alike)]
    now = _closest([fact for fact in near if _is_now(fact, amount)], amount)
    if now is None:
        return Hurdle(RATE, f"“{amount.row[-1]}”找不到变动后的数")
    before = _closest([fact for fact in near if _is_before(fact, now, amount)], amount)
    rate = _closest([fact for fact in near if _is_rate(fact, amount)], amount)
    unlike = compress(around, map(not_, alike))
    others = tuple(fact for fact in unlike if fact.value and _is_now(fact, amount))
    alone = sum(fact.quote == amount.quote for fact in near if _is_now(fact, amount)) == 1
    return Change(amount, now, before, rate, others, alone)


def _is_alike(fact: Fact, amount: Fact) -> bool:
    """Whether two figures are of one item: 财政拨款收入 and 财政拨款支出 are one by name only."""
    mine, its = _known(fact), _known(amount)
    if len(mine) != len(its) or not all(a & b for a, b in zip(mine, its, strict=True)):
        return False
    one, other = ({side for side in _SIDES if side in "".join(f.row[-1:])} for f in (fact, amount))
    return fact.row == amount.row or not one or not other or bool(one & other)


def _known(fact: Fact) -> tuple[frozenset[str], ...]:
    return known_things(sentence_path(fact))


def _closest(found: Sequence[Fact], amount: Fact) -> Fact | None:
    """The one of the same sentence, else the one that stands nearest."""
    return min(
        found,
        key=lambda f: (f.quote != amount.quote, f.row != amount.row, abs(f.line - amount.line)),
        default=None,
    )


def _is_amount(fact: Fact) -> bool:
    return fact.measure == "值" and fact.value is not None and is_money(fact.unit)


def _is_now(fact: Fact, amount: Fact) -> bool:
    alike = fact.year == amount.year and version_group(fact) == version_group(amount)
    return alike and _is_amount(fact)


def _is_before(fact: Fact, now: Fact, amount: Fact) -> bool:
    """Whether a figure is what the change is set against: last year's, or an earlier version."""
    if not _is_amount(fact) or fact.quote != amount.quote:
        return False
    against = basis_in(amount.against or "")
    if fact.year == now.year:
        return fact.basis != now.basis and fact.basis == against
    if against and _is_of_this_year(amount.against or "", now):
        return False  # 较预算数减少 is set against the year's own budget, not against last year
    return now.year is not None and fact.year == now.year - 1


def _is_of_this_year(against: str, now: Fact) -> bool:
    """Whether a version that a change is set against is of the year of ``now``, or of none."""
    if years := YEAR.findall(against):
        return str(now.year) in years
    return not any(word in against for word in listed("prose", "last_year"))


def _is_rate(fact: Fact, amount: Fact) -> bool:
    alike = (fact.year, fact.against) == (amount.year, amount.against)
    return alike and fact.measure == "增减率" and fact.quote == amount.quote and bool(fact.value)


def _try(change: Change) -> Iterator[Outcome]:
    """The change against the two figures, and its rate against both."""
    sign = Decimal(change.amount.direction or 1)
    now, moved = measured(change.now), measured(change.amount).scaled(sign)
    contrary = _contrary(change.amount, change.rate) if change.rate else None
    if contrary is not None:
        yield contrary
        return
    if (now - moved).value < 0:
        yield _impossible(change)
        return
    if change.before is not None:
        expected = (now - measured(change.before)).scaled(sign)
        how = f"{_shown(change.now)} 与 {_shown(change.before)} 之差"
        yield Trial(AMOUNT, change.amount, expected, (change.now, change.before), how)
    if change.rate is not None:
        yield _rate(change, change.rate)


def _impossible(change: Change) -> Outcome:
    """More was added than there is now: they may be of two things, but where one clause says
    that there is none of it and that it grew.
    """
    now, amount = change.now, change.amount
    if now.value or not (change.alone and now.quote == amount.quote and now.row == amount.row):
        return Hurdle(RATE, f"“{amount.row[-1]}”变动前会是负数，可能不是同一项的数")
    message = (
        f"{quoted_label(amount)}为{_shown(now)}，却比{amount.against or '变动前'}"
        f"增加{_shown(amount)}，变动前会是负数。"
    )
    return Remark(AMOUNT, amount, message, terms=(now,), value=amount.value)


def _contrary(amount: Fact, rate: Fact) -> Remark | None:
    """What is wrong where a sentence says that an amount rose by so much and fell by so many %."""
    if amount.direction * rate.direction >= 0 or not rate.value or rate.value < 0:
        return None
    rose, fell = listed("prose", "directions")
    first, then = (rose, fell) if amount.direction > 0 else (fell, rose)
    message = (
        f"{quoted_label(amount)}先说{first}{_shown(amount)}，又说{then}{_shown(rate)}，一增一减。"
    )
    return Remark(DIRECTION, rate, message, terms=(amount,), value=rate.value)


def _rate(change: Change, rate: Fact) -> Outcome:
    """The rate of a change against what was there before."""
    before = measured(change.before) if change.before else _before(change, change.now)
    expected = percent(measured(change.amount), before)
    if expected is None:
        return Hurdle(RATE, f"“{change.amount.row[-1]}”变动前为零")
    base = _shown(change.before) if change.before else _earlier(change)
    terms = [change.amount, change.now, *([change.before] if change.before else [])]
    how = f"{_shown(change.amount)} ÷ {base}"
    trial = rate_trial(RATE, rate, expected, tuple(terms), how)
    other = _of_another(change, trial) if trial.verdict == "off" else None
    if other is None:
        return trial
    why = f"“{change.amount.row[-1]}”的增减率与{quoted_label(other)}的数相符，可能说的是后者"
    return Hurdle(RATE, why)


def _before(change: Change, now: Fact) -> Measured:
    """What was there before the change, if it is one of ``now``."""
    return measured(now) - measured(change.amount).scaled(Decimal(change.amount.direction or 1))


def _of_another(change: Change, trial: Trial) -> Fact | None:
    """An amount near by that the rate fits as one of its change: the sentence may mean that."""
    for other in change.others:
        expected = percent(measured(change.amount), _before(change, other))
        if expected is not None and replace(trial, expected=expected).verdict != "off":
            return other
    return None


def _earlier(change: Change) -> str:
    """What was there before the change, as a difference of printed figures."""
    sign = "－" if change.amount.direction > 0 else "＋"
    return f"（{change.now.text} {sign} {change.amount.text}）{change.now.unit}"


def _shown(fact: Fact) -> str:
    return f"{fact.text}{fact.unit}"


def _in_row(row: GridRow, grid: Grid) -> Iterator[Outcome]:
    """本年预算数, 上年预算数, 增减额, 增减率 of one row."""
    cells = list(row.cells.values())
    changed = [c for c in cells if c.measure == "增减额" and c.value is not None]
    rates = [c for c in cells if c.measure == "增减率" and c.value is not None]
    if len(changed) > 1 or len(rates) > 1 or not (changed or rates):
        return
    amounts = [c for c in cells if is_amount(c) and c.value is not None and c.year is not None]
    if len(amounts) != 2:
        return
    before, now = sorted(amounts, key=lambda cell: cell.year or 0)
    if (before.year or 0) + 1 != now.year or before.basis != now.basis:
        return
    if head(before.column) != head(now.column):
        return
    difference = measured(now) - measured(before)
    how = f"{_shown(now)} 与 {_shown(before)} 之差"
    for cell in changed:
        yield Trial(AMOUNT, cell, difference, (now, before), how, place=grid.name)
    for cell in rates:
        expected = percent(difference, measured(before))
        if expected is None:
            yield Hurdle(RATE, f"《{grid.name}》“{row.label}”变动前为零")
        else:
            yield rate_trial(RATE, cell, expected, (now, before), f"{how} ÷ {_shown(before)}")
