"""Shares against their parts and wholes, and the shares of one whole against 100 %."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa.checks.figures import Measured, base_unit, measured, operand, percent, total
from qa.checks.ledger import Ledger
from qa.checks.naming import Names, keys_of, name_in_prose, sentence_path, version_group
from qa.checks.rates import rate_trial
from qa.checks.trial import Hurdle, Outcome, Trial
from qa.checks.words import items, normal, relations
from qa.facts.amounts import is_money
from qa.model import Fact

SHARE = "占比与部分、总体一致"
HUNDRED = "各项占比之和为100%"
WHOLE = "总数等于占比合计100%的各项之和"
#: A whole stands in the paragraph of its shares: so many lines away at most.
_NEAR = 12
#: An amount of fewer digits may be the sum of the parts by chance.
_TELLING_DIGITS = 4
#: The totals of tables that a list of shares may be of.
_WHOLES = (
    "本年支出", "支出总计", "本年收入", "收入总计", "财政拨款", "一般公共", "基本支出", "项目支出",
)  # fmt: skip


def shares(ledger: Ledger, names: Names) -> Iterator[Outcome]:
    """Every share of a named whole, then the shares of one list together."""
    printed = [
        fact
        for fact in ledger.prose
        if fact.measure == "占比" and fact.unit == "%" and fact.value is not None
    ]
    for found in _joined([*_runs(printed)], ledger, names):
        parts = _all_parts(found, ledger)
        for share in found:
            if share.against:
                yield from _of_whole(share, parts, ledger, names)
        yield from _together(found, ledger, names)


def _runs(printed: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Shares that stand together under one heading, each label once."""
    run: list[Fact] = []
    for share in printed:
        if run and (
            _list(share) != _list(run[-1])
            or share.line - run[-1].line > _NEAR
            or any(share.row == other.row for other in run)
        ):
            yield run
            run = []
        run.append(share)
    if run:
        yield run


def _joined(runs: Sequence[list[Fact]], ledger: Ledger, names: Names) -> Iterator[list[Fact]]:
    """The runs, with those put together that make up one whole: a list of which each part has a
    paragraph of its own, where only the first one is told to be part of it.
    """
    left = list(runs)
    while left:
        run = left.pop(0)
        if left and not left[0][0].row[:-1] and not left[0][0].against:
            both = [*run, *left[0]]
            near = left[0][0].line - run[-1].line <= _NEAR and left[0][0].section == run[0].section
            parts = _parts(both, ledger)
            distinct = len({share.row for share in both}) == len(both) == len(parts)
            if near and distinct and _whole_of(parts, ledger, names) is not None:
                run = both
                left.pop(0)
        yield run


def _list(share: Fact) -> tuple[object, ...]:
    return (share.row[:-1], share.against, share.year, share.table, share.section)


def _all_parts(found: Sequence[Fact], ledger: Ledger) -> tuple[Fact, ...]:
    """The parts of a list's shares, where they make up the whole; empty where they may not.

    They do where the shares make up 100 %, or where a relation names all parts of the whole.
    """
    parts = _parts(found, ledger)
    if len(found) < 2 or len({base_unit(part) for part in parts}) != 1:
        return ()
    apart = total(measured(share) for share in found) - Measured(Decimal(100))
    if len(parts) == len(found) and abs(apart.value) <= apart.slack:
        return tuple(parts)
    whole = items(found[0].against or "")
    for relation in relations("prose_sum"):
        named = {
            item: part
            for part in parts
            for item in items(name_in_prose(part)) & set(relation["parts"])
        }
        if not whole.isdisjoint(relation["total"]) and named.keys() >= set(relation["needs"]):
            return tuple(dict.fromkeys(named.values()))
    return ()


def _parts(found: Sequence[Fact], ledger: Ledger) -> list[Fact]:
    return [part for share in found if (part := _part(share, ledger)) is not None]


def _of_whole(
    share: Fact, all_parts: tuple[Fact, ...], ledger: Ledger, names: Names
) -> Iterator[Outcome]:
    part = _part(share, ledger)
    named = _wholes(share, part, ledger, names) if part is not None else []
    wholes = [*((whole,) for whole in named), *([all_parts] if all_parts else [])]
    if part is None or not wholes:
        if part is None or is_money(part.unit):
            yield Hurdle(SHARE, f"“{share.row[-1]}”找不到部分或总体的数")
        return
    trials = [trial for whole in wholes if (trial := _trial(share, part, whole))]
    if trials:
        yield min(trials, key=lambda t: (t.verdict == "off", abs(t.difference)))
    else:
        yield Hurdle(SHARE, f"“{share.row[-1]}”的总体为零")


def _trial(share: Fact, part: Fact, whole: Sequence[Fact]) -> Trial | None:
    """The share against ``part`` in a whole that is printed, or made up of its parts."""
    expected = percent(operand(part), total(operand(one) for one in whole))
    if expected is None:
        return None
    made_of = " ＋ ".join(one.text or "" for one in whole)
    base = made_of if len(whole) == 1 else f"（{made_of}）"
    how = f"{part.text}{part.unit} ÷ {base}{whole[0].unit}"
    return rate_trial(SHARE, share, expected, tuple(dict.fromkeys((part, *whole))), how)


def _part(share: Fact, ledger: Ledger) -> Fact | None:
    """The amount whose share it is: of the same name, in the same sentence, the last before it."""
    found = [
        fact
        for fact in ledger.prose
        if fact.quote == share.quote and fact.row == share.row and fact.measure == "值"
        if fact.value is not None and fact.line <= share.line and fact.unit != "%"
    ]
    return found[-1] if found else None


def _wholes(share: Fact, part: Fact, ledger: Ledger, names: Names) -> list[Fact]:
    """The figures called what the share is said to be of, near by or in a table."""
    wanted = items(share.against or "") or {normal(share.against or "")}
    near = [
        fact
        for fact in ledger.prose
        if abs(fact.line - share.line) <= _NEAR and fact.table == share.table
        if fact.row != share.row
        if fact.measure == "值" and fact.value is not None and base_unit(fact) == base_unit(part)
        if fact.year == share.year and version_group(fact) == version_group(part)
        if (items(name_in_prose(fact)) or {normal(name_in_prose(fact))}) & wanted
    ]
    return near or names.find(keys_of(share.against or ""), part)


def _together(found: Sequence[Fact], ledger: Ledger, names: Names) -> Iterator[Outcome]:
    """The shares of a list that names all parts of its whole.

    That it names all is known where the amounts of the parts make up an amount that is
    printed as the whole: above the list, or as a total of a table.
    """
    parts = _parts(found, ledger)
    if len(found) < 2 or len(parts) != len(found):
        return
    whole = _whole_of(parts, ledger, names)
    if whole is None:
        yield from _other_whole(found, parts, ledger)
        return
    tried = [
        trial for share, part in zip(found, parts, strict=True)
        if (trial := _trial(share, part, (whole,)))
    ]  # fmt: skip
    if all(trial.verdict == "off" for trial in tried if trial.says_something):
        return  # They are shares of something larger.
    yield from (trial for trial in tried if not trial.found.against)
    summed = total(measured(share) for share in found)
    how = " ＋ ".join(f"{share.row[-1]} {share.text}%" for share in found)
    expected = Measured(Decimal(100), summed.slack)
    yield Trial(
        HUNDRED, found[-1], expected, tuple(found[:-1]), "各项即其全部", figure=summed,
        label="各项占比之和", made_of=how,
    )  # fmt: skip


def _other_whole(found: Sequence[Fact], parts: Sequence[Fact], ledger: Ledger) -> Iterator[Outcome]:
    """The amount above a list that its parts do not make up, though their shares, which make
    100 %, are those of their sum.
    """
    tried = [_trial(share, part, parts) for share, part in zip(found, parts, strict=True)]
    apart = total(measured(share) for share in found) - Measured(Decimal(100))
    certain = abs(apart.value) <= apart.slack and len({base_unit(part) for part in parts}) == 1
    if not certain or any(trial is None or trial.verdict == "off" for trial in tried):
        return
    above = [
        fact for fact in _above(parts[0], ledger) if version_group(fact) == version_group(parts[0])
    ]
    if not above:
        return
    summed = total(measured(part) for part in parts)
    if _is_made_up(above[-1], summed, _beside(parts, ledger)):
        # What has no share is a part too: it is the shares that leave it out.
        yield from filter(None, map(_trial, found, parts, [above[-1:]] * len(found)))
        return
    how = " ＋ ".join(f"{part.row[-1]} {part.text}" for part in parts)
    yield Trial(WHOLE, above[-1], summed, tuple(parts), how)


def _beside(parts: Sequence[Fact], ledger: Ledger) -> list[Fact]:
    """The amounts that their sentence lists beside ``parts``, without a share."""
    first = parts[0]
    return [
        fact
        for fact in ledger.prose
        if fact.quote == first.quote and fact.row[:-1] == first.row[:-1] and fact not in parts
        if fact.measure == "值" and fact.value and base_unit(fact) == base_unit(first)
    ]


def _is_made_up(whole: Fact, summed: Measured, rest: Sequence[Fact]) -> bool:
    """Whether ``summed`` and the ``rest`` make up ``whole``."""
    apart = total([summed, *map(measured, rest)]) - measured(whole)
    return bool(rest) and abs(apart.value) <= apart.slack


def _above(part: Fact, ledger: Ledger) -> list[Fact]:
    """The amounts near by of what a part's sentence calls its whole."""
    path = part.row[:-1]
    return [
        fact
        for fact in ledger.prose
        if path and fact.measure == "值" and fact.value and fact.year == part.year
        if 0 <= part.line - fact.line <= _NEAR and sentence_path(fact) == path
    ]


def _totals_of(parts: Sequence[Fact], ledger: Ledger) -> list[Fact]:
    """The amounts near by that a relation names as the total of these very parts."""
    known = [items(name_in_prose(part)) for part in parts]
    totals = {
        total
        for relation in relations("prose_sum")
        if all(one & set(relation["parts"]) for one in known)
        for total in relation["total"]
    }
    return [
        fact
        for fact in ledger.prose
        if fact.measure == "值" and fact.year == parts[0].year
        if abs(parts[0].line - fact.line) <= _NEAR and items(name_in_prose(fact)) & totals
    ]


def _before(part: Fact, ledger: Ledger) -> list[Fact]:
    """The amounts near above in the same section that are long enough to be told by themselves."""
    return [
        fact
        for fact in ledger.prose
        if fact.measure == "值" and fact.value and fact.year == part.year and fact.row != part.row
        if 0 <= part.line - fact.line <= _NEAR and fact.section == part.section
        if base_unit(fact) == base_unit(part)
        if len(fact.value.normalize().as_tuple().digits) >= _TELLING_DIGITS
    ]


def _whole_of(parts: Sequence[Fact], ledger: Ledger, names: Names) -> Fact | None:
    """The printed amount that the parts make up."""
    summed = total(measured(part) for part in parts)
    above = (
        *reversed(_above(parts[0], ledger)),
        *reversed(_totals_of(parts, ledger)),
        *reversed(_before(parts[0], ledger)),
    )
    for whole in (*above, *names.find(_WHOLES, parts[0])):
        apart = summed - measured(whole)
        if whole.value and abs(apart.value) <= apart.slack:
            return whole
    return None
