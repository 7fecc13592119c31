"""Sums within a paragraph: 采购总额 = 货物 + 工程 + 服务, 其中：-parts against their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

from qa.checks.figures import measured, total
from qa.checks.ledger import Ledger
from qa.checks.naming import name_in_prose, sentence_path, version_group
from qa.checks.sentences import is_rough
from qa.checks.trial import Hurdle, Outcome, Trial
from qa.checks.words import Path, is_total, items, listed, relations
from qa.facts.amounts import is_money
from qa.model import Fact, Severity
from qa.numerals import NUMERALS

CLOSED = "合计等于前面所列各项之和"
EXCESS = "其中各项不超过总数"
_GRAND = frozenset({"收入总计", "支出总计"})
#: The parts follow their whole within so many lines.
_NEAR = 12
#: A sum of some of a list: 两项合计.
_OF_SOME = re.compile(rf"[\d两{NUMERALS}]\s*[项者]\w{{0,2}}$")
#: And no farther than so many figures, however long the lines are.
_MOST = 200


def prose_sums(ledger: Ledger) -> Iterator[Outcome]:
    """Every ``[[prose_sum]]`` around each figure of a total, then each list of parts."""
    for number, whole in enumerate(ledger.prose):
        if not _is_amount(whole) or is_rough(whole):
            continue
        following = ledger.prose[number + 1 : number + 1 + _MOST]
        yield from _closed(whole, ledger.prose[:number])
        after = list(_after(whole, following))
        near = [fact for fact in after if fact.line - whole.line <= _NEAR]
        yield from _sums(whole, near, after)
        yield from _excess(whole, near)


def _sums(whole: Fact, near: Sequence[Fact], after: Sequence[Fact]) -> Iterator[Outcome]:
    """One outcome for each rule: where a label may mean two totals, that of the fitting one."""
    found: dict[str, Outcome] = {}
    name = name_in_prose(whole)
    known = items(name)
    for relation in () if is_total(name) else relations("prose_sum"):
        # A total without a name is one of what its sentence has just listed.
        if known.isdisjoint(relation["total"]) and (name or "unnamed" not in relation):
            continue
        outcome = _try(relation, whole, near, after)
        if outcome is not None and (outcome.rule not in found or _comes_out(outcome)):
            found[outcome.rule] = outcome
    yield from found.values()


@cache
def _totals(rule: str) -> frozenset[str]:
    """What the relations of a rule call their totals: the parts of one end before the next."""
    return frozenset(
        total
        for other in relations("prose_sum")
        if other["rule"] == rule
        for total in other["total"]
    )


def _comes_out(outcome: Outcome) -> bool:
    return isinstance(outcome, Trial) and outcome.verdict != "off"


def _is_amount(fact: Fact) -> bool:
    return fact.value is not None and fact.measure == "值" and is_money(fact.unit)


def _after(whole: Fact, following: Sequence[Fact]) -> Iterator[Fact]:
    """The amounts behind ``whole`` in its section, up to what is said of itself again."""
    path, version = sentence_path(whole), version_group(whole)
    for fact in following:
        if fact.line - whole.line > 2 * _NEAR or fact.section != whole.section:
            return
        if fact.quote != whole.quote and sentence_path(fact) == path:
            return
        same = version_group(fact) == version and fact.year == whole.year
        if same and fact.table == whole.table and _is_amount(fact):
            yield fact


def _try(
    relation: Mapping[str, Any], whole: Fact, near: Sequence[Fact], after: Sequence[Fact]
) -> Outcome | None:
    if relation.get("together"):
        near = [fact for fact in near if fact.quote == whole.quote]
    parts = _parts(relation, near)
    found = tuple(dict.fromkeys(fact for facts in parts.values() for fact in facts))
    if not set(relation["needs"]) <= parts.keys() or any(is_rough(part) for part in found):
        return None
    # Some call by the name of the grand total what is 本年支出 only.
    loosely = _GRAND & set(relation["total"]) and measured(found[0]).value == measured(whole).value
    severity: Severity = "notice" if loosely or relation.get("loose") else "error"
    trial = Trial(
        relation["rule"], whole, total(map(measured, found)), found, _how(found), severity=severity
    )
    stranger = _stranger(trial, after) if trial.verdict == "off" else None
    if stranger is not None:
        return Hurdle(relation["rule"], f"“{stranger.row[-1]}”是否计入合计不明")
    return trial


def _parts(relation: Mapping[str, Any], near: Sequence[Fact]) -> dict[str, list[Fact]]:
    """The figures of each part: its own, or those that it is the sum of."""
    named: dict[str, Fact] = {}
    for fact in near:
        known = items(name_in_prose(fact))
        if known & _totals(relation["rule"]) and known.isdisjoint(relation["parts"]):
            break
        for item in known:
            named.setdefault(item, fact)
    instead = relation.get("instead", {})
    parts = {}
    for item in relation["parts"]:
        names = [item] if item in named else instead.get(item, ())
        if names and all(name in named for name in names):
            parts[item] = [named[name] for name in names]
    return parts


def _stranger(trial: Trial, after: Sequence[Fact]) -> Fact | None:
    """An amount near by that is no known part of the total but makes up what is missing; or the
    first of several that the list of the parts goes on with and that make it up together.
    """
    others = [fact for fact in after if fact not in trial.terms and fact.row]
    beside = [fact for fact in others if any(_is_beside(fact, part) for part in trial.terms)]
    for strangers in (*([fact] for fact in others), beside):
        rest = trial.expected + total(map(measured, strangers)) - trial.actual
        if strangers and abs(rest.value) <= rest.slack:
            return strangers[0]
    return None


def _is_beside(fact: Fact, part: Fact) -> bool:
    """Whether two figures stand in one list of one sentence."""
    return (fact.quote, fact.row[:-1]) == (part.quote, part.row[:-1])


def _closed(whole: Fact, before: Sequence[Fact]) -> Iterator[Outcome]:
    """A list that ends with its own sum: 其中甲 30 万元，乙 20 万元，合计 50 万元."""
    said = whole.quote.rpartition(whole.text or "")[0].rstrip()
    if not (whole.row and whole.text and said.endswith(listed("details", "sums"))):
        return
    if _OF_SOME.search(said):
        return
    # A sum that is another than its whole's is read as one more figure of the last part.
    lists = [_listed_below(path, whole, before) for path in (whole.row, whole.row[:-1]) if path]
    parts = next((found for found in lists if len(found) > 1), None)
    if parts:
        label = f"前面所列{len(parts)}项的合计"
        summed = total(map(measured, parts))
        yield Trial(CLOSED, whole, summed, tuple(parts), _how(parts), label=label)


def _listed_below(path: Path, whole: Fact, before: Sequence[Fact]) -> list[Fact]:
    """The amounts of the parts of ``path`` that stand in the sentence right before its sum."""
    parts: list[Fact] = []
    for fact in reversed(before):
        if fact.quote != whole.quote or fact.row[:-1] != path:
            break
        if _is_amount(fact) and fact.year == whole.year:
            parts.insert(0, fact)
    return parts


def _excess(whole: Fact, near: Sequence[Fact]) -> Iterator[Outcome]:
    """Parts listed below an amount may be some of it, but hardly more than all.

    A list may name the same money twice, by source and by use: only a notice.
    """
    path = sentence_path(whole)
    parts: dict[tuple[str, ...], Fact] = {}
    for fact in near:
        if path and len(fact.row) == len(path) + 1 and fact.row[: len(path)] == path:
            parts.setdefault(fact.row, fact)
    found = tuple(parts.values())
    if len(found) < 2 or whole.table is not None:
        return
    trial = Trial(EXCESS, whole, total(map(measured, found)), found, _how(found), severity="notice")
    if trial.difference < 0 and not _holds_subtotal(trial):
        yield trial


def _holds_subtotal(trial: Trial) -> bool:
    """Whether the parts come out right without one of them, which sums up some of the others,
    or up to one of them: the list goes on to name the same money by another side.
    """
    parts = [measured(part) for part in trial.terms]
    rest = [trial.expected - part for part in parts] if len(parts) > 2 else []
    begun = accumulate(parts)
    apart = [one - trial.actual for one in (*rest, *begun)]
    return any(abs(one.value) <= one.slack for one in apart)


def _how(parts: Sequence[Fact]) -> str:
    return " ＋ ".join(f"{part.row[-1]} {part.text}" for part in parts if part.value)
