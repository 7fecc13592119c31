"""All checks of one document: what does not come out even, and what was covered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from qa.checks.audited import Audit, Coverage
from qa.checks.change_sums import change_sums
from qa.checks.changes import changes
from qa.checks.code_sums import code_sums
from qa.checks.column_sums import column_sums
from qa.checks.comparisons import comparisons
from qa.checks.counts import counts
from qa.checks.details import details
from qa.checks.grid import Grid
from qa.checks.guard import Guard
from qa.checks.ledger import Ledger, ledger
from qa.checks.links import links
from qa.checks.lists import list_sums
from qa.checks.misprints import misprints
from qa.checks.money_units import money_units
from qa.checks.named_lists import named_lists
from qa.checks.naming import Names, names_of
from qa.checks.outline_sums import outline_sums
from qa.checks.projects import projects
from qa.checks.prose_sums import prose_sums
from qa.checks.rates import rates
from qa.checks.row_sums import row_sums
from qa.checks.scores import scores
from qa.checks.sentence_years import sentence_years
from qa.checks.sentences import sentences
from qa.checks.shares import shares
from qa.checks.trial import Hurdle, Outcome, Remark, Trial
from qa.checks.wording import check_of, check_of_remark, label_of
from qa.checks.words import normal
from qa.model import Check, Disclosure, Fact

#: What is told of figures that the reader could not place.
UNREAD = "表格数字全部读出"

_OF_TABLE: tuple[Callable[[Grid], Iterator[Outcome]], ...] = (
    column_sums,
    code_sums,
    row_sums,
    list_sums,
    outline_sums,
)
_OF_DOCUMENT: tuple[Callable[[Ledger], Iterator[Outcome]], ...] = (
    links,
    projects,
    scores,
    prose_sums,
    counts,
    named_lists,
    changes,
    change_sums,
    details,
    money_units,
    misprints,
)
#: These look figures up by what they are called.
_BY_NAME: tuple[Callable[[Ledger, Names], Iterator[Outcome]], ...] = (
    sentences,
    rates,
    shares,
    comparisons,
    sentence_years,
)


def audited(facts: Sequence[Fact], disclosure: Disclosure | None) -> Audit:
    """See ``qa.checks.audit``."""
    if not facts and disclosure is None:
        return Audit("")
    outcomes = list(_outcomes(ledger(facts, disclosure)))
    title = disclosure.profile.title if disclosure else ""
    doc = disclosure.doc if disclosure else facts[0].doc
    return Audit(doc, tuple(_checks(outcomes, title)), tuple(_coverage(outcomes)))


def _outcomes(found: Ledger) -> Iterator[Outcome]:
    yield from _unread(found)
    tried = [outcome for grid in found.grids for rule in _OF_TABLE for outcome in rule(grid)]
    tried += [outcome for rule in _OF_DOCUMENT for outcome in rule(found)]
    names = names_of(found)
    tried += [outcome for rule in _BY_NAME for outcome in rule(found, names)]
    trials = [one for one in tried if isinstance(one, Trial) and one.says_something]
    guard = Guard(trials, found.grids)
    for outcome in tried:
        if not isinstance(outcome, Trial):
            yield outcome
        elif outcome.says_something:
            why = guard.why_not(outcome)
            yield Hurdle(outcome.rule, why) if why else outcome


def _unread(found: Ledger) -> Iterator[Hurdle]:
    """What the reader left out cannot be checked: in PDF text often just what does not add up."""
    for table in found.disclosure.tables if found.disclosure else ():
        if table.dropped:
            why = f"《{table.name}》有{table.dropped}个数字放不到确定的行列，没有读入"
            yield Hurdle(UNREAD, why)


def _checks(outcomes: Sequence[Outcome], title: str) -> Iterator[Check]:
    """One Check for each wrong figure of a rule, wherever it is printed; contradictions first."""
    groups: dict[tuple[object, ...], list[Trial | Remark]] = {}
    for outcome in outcomes:
        if isinstance(outcome, Remark) or (isinstance(outcome, Trial) and outcome.verdict == "off"):
            groups.setdefault(_same(outcome), []).append(outcome)
    made = [_check(found, title) for found in groups.values()]
    yield from sorted(made, key=lambda one: (one.severity != "error", one.citations[0].line))


def _same(outcome: Trial | Remark) -> tuple[object, ...]:
    """What two findings share that say the same of the same figure."""
    found = outcome.found
    if isinstance(outcome, Remark):
        return (outcome.rule, outcome.message)
    # A sentence may be printed twice; a cell never is.
    place = found.line if found.source == "table" or outcome.figure is not None else 0
    value = (outcome.actual.value, outcome.expected.value)
    return (outcome.rule, normal(label_of(found)), place, value, found.table)


def _check(found: Sequence[Trial | Remark], title: str) -> Check:
    first = found[0]
    places = [one.found for one in found]
    if isinstance(first, Remark):
        return check_of_remark(first, places, title)
    terms = tuple(dict.fromkeys(t for one in found if isinstance(one, Trial) for t in one.terms))
    certain = len(terms) if first.certain else 0
    return check_of(replace(first, terms=terms, certain=certain), places, title)


def _coverage(outcomes: Sequence[Outcome]) -> Iterator[Coverage]:
    of_rules: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        of_rules.setdefault(outcome.rule, []).append(outcome)
    for rule, mine in of_rules.items():
        verdicts = Counter(one.verdict for one in mine if isinstance(one, Trial))
        remarks = sum(isinstance(one, Remark) for one in mine)
        hurdles = Counter(one.why for one in mine if isinstance(one, Hurdle))
        yield Coverage(
            rule,
            verdicts["even"],
            verdicts["rounded"],
            verdicts["off"] + remarks,
            tuple(hurdles.most_common()),
        )
