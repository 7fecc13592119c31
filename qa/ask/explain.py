"""Why an answer came out as it did: what was understood, which candidates stood beside, what ran.

Nothing here decides anything: the assistant's own stages are shown as they ran, and beside what
they took the facts that they might have taken, each with what speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from time import perf_counter

from qa.ask.assistant import Assistant
from qa.ask.compute.choosing import choose
from qa.ask.compute.lookup import operands
from qa.ask.compute.ratios import SPECIFIC
from qa.ask.explained import (
    Clause,
    Explanation,
    Fault,
    Group,
    Objection,
    Reading,
    Role,
    Target,
    Timing,
    Trial,
    Way,
    Weighed,
)
from qa.ask.find.desk import Desk
from qa.ask.find.finder import of_class
from qa.ask.find.fitting import FULL_COVERAGE, MIN_COVERAGE, MIN_OWN, MIN_OWN_IF_FULL
from qa.ask.find.link import Link
from qa.ask.find.scope import Scope
from qa.ask.find.together import same_place
from qa.ask.question.pairs import whole_and_part
from qa.ask.question.query import Query, mask_of
from qa.ask.steps import Step
from qa.ask.steps import Trial as Tried
from qa.ask.timing import stage_seconds
from qa.lexicon import load
from qa.model import CHANGES, Basis, Fact, Measure

#: How many facts are shown for a target, and how many of other units, years or versions.
SHOWN, SHOWN_OUTSIDE = 5, 2
#: How many families are shown of those that a choice or a list may be about.
SHOWN_FAMILIES = 3
#: How deep facts are looked at: those of other scopes stand far behind at times.
DEPTH = 40
#: Operations on all members of a family rather than on the things that a question names.
OF_FAMILIES = frozenset(
    {"largest", "smallest", "order", "sum", "sum_of_several", "list", "average"}
)


def explain(assistant: Assistant, question: str, history: Sequence[str] = ()) -> Explanation:
    """What the assistant makes of ``question`` (after those of ``history``), stage by stage."""
    started = perf_counter()
    answer, trace = assistant.trace(question, history)
    if trace is None:
        return Explanation(question, tuple(history), answer, None, (), ())
    seconds = stage_seconds(trace, perf_counter() - started)
    return Explanation(
        question,
        tuple(history),
        answer,
        _reading(trace.query),
        tuple(_clause(step, trace.flow.desk) for step in trace.steps),
        tuple(Timing(stage, 1000 * spent) for stage, spent in seconds.items()),
    )


def _reading(query: Query) -> Reading:
    start, end = query.span
    return Reading(
        text=query.text[start:end],
        words=query.words,
        content=_stretches(query.text, query.content),
        hints=_stretches(query.text, query.hints),
        units=query.units,
        strangers=query.strangers,
        years=query.years_meant,
        bases=query.bases,
        codes=query.codes,
        operations=query.operations,
        ratio=query.ratio,
        unit=query.unit,
    )


def _stretches(text: str, mask: int) -> tuple[str, ...]:
    """The stretches of ``text`` whose characters ``mask`` marks."""
    marked = groupby(enumerate(text), key=lambda one: mask >> one[0] & 1)
    return tuple("".join(char for _, char in group) for is_on, group in marked if is_on)


def _clause(step: Step, desk: Desk) -> Clause:
    part = step.part
    trials = tuple(map(_trial, step.trials))
    used = [fact for t in trials for f in (*t.figures, *t.candidates) for fact in f.facts]
    sought = _sought(part, desk) if trials else ()
    return Clause(
        reading=_reading(part),
        in_words=step.in_words,
        targets=tuple(_target(role, q, bases, desk, used) for role, q, bases in sought),
        families=_families(part, desk) if trials else (),
        trials=trials,
        excerpts=step.excerpts,
    )


def _trial(trial: Tried) -> Trial:
    if trial.outcome is None:
        return Trial(trial.operation, None)
    outcome = trial.outcome
    return Trial(trial.operation, outcome.status, outcome.figures, outcome.candidates)


def _sought(part: Query, desk: Desk) -> Iterator[tuple[Role, Query, tuple[Basis, ...]]]:
    """What the operation looks for: each thing with its part in the formula and its versions."""
    ratios: Mapping[str, Mapping[str, Sequence[Basis]]] = load("ratios")
    definition = ratios.get(part.ratio or "", {})
    if "numerator" in definition:
        planned = tuple(b for b in part.bases if b in SPECIFIC) or tuple(definition["denominator"])
        yield "numerator", part, tuple(definition["numerator"])
        yield "denominator", part, planned
        return
    both = whole_and_part(part) if "share" in part.operations else None
    if both:
        whole, parts = both
        yield from (("part", one, ()) for one in parts)
        yield "whole", whole, ()
        return
    if {"change", "growth"} & set(part.operations):
        yield "change", part, ()
    yield from (("value", one, ()) for one in operands(part, desk))


def _target(
    role: Role, query: Query, bases: tuple[Basis, ...], desk: Desk, used: Sequence[Fact]
) -> Target:
    measures: tuple[Measure, ...] = CHANGES if role == "change" else ("值",)
    versions = () if role == "change" else bases or query.bases
    scope = Scope(query.units, query.years_meant, versions, measures, query.codes)
    taken = desk.links(query, measures, bases)
    read = desk.finder.find(query, query.content, scope, DEPTH)
    inside = [_weighed(link, query, _way(link, query, read), used=used) for link in taken]
    inside += [_weighed(k, query, "words", _objections(k, query)) for k in _others(read, taken)]
    unbound = Scope(measures=measures, codes=query.codes)
    anywhere = desk.finder.find(query, query.content, unbound, DEPTH)
    outside = [
        _weighed(link, query, "words", _outside(link.fact, scope))
        for link in _others(anywhere, taken)
        if _outside(link.fact, scope) and not _objections(link, query)
    ]
    shown = sorted(inside, key=lambda one: not one.used)[:SHOWN]
    return Target(role, _reading(query), (*shown, *outside[:SHOWN_OUTSIDE]))


def _others(links: Sequence[Link], taken: Sequence[Link]) -> list[Link]:
    known = {id(link.fact) for link in taken}
    return [link for link in links if id(link.fact) not in known]


def _way(link: Link, query: Query, read: Sequence[Link]) -> Way:
    if query.codes:
        return "code"
    if not query.content:
        return "default"
    return "words" if any(link.fact is other.fact for other in read) else "other_name"


def _weighed(
    link: Link,
    query: Query,
    way: Way,
    objections: tuple[Objection, ...] = (),
    used: Sequence[Fact] = (),
) -> Weighed:
    is_used = any(link.fact is fact for fact in used)
    others = [fact for fact in used if fact is not link.fact] if is_used else []
    left = query.content & ~link.mask if way in ("words", "code") else 0
    return Weighed(
        fact=link.fact,
        score=link.score,
        coverage=link.coverage,
        own=link.own,
        way=way,
        unexplained=_stretches(query.text, left),
        objections=objections,
        used=is_used,
        near=max((same_place(link.fact, other) for other in others), default=0.0),
    )


def _objections(link: Link, query: Query) -> tuple[Objection, ...]:
    """Why the desk does not take a fact of the right scope."""
    found = []
    if query.codes:  # as the desk does: the code says which row
        link = link._replace(own=1.0, coverage=(1 + link.coverage) / 2)
    strange = mask_of(query.words_of("stranger"))
    if link.mask & strange != strange:
        found.append(Objection("stranger"))
    if not query.ratio and link.fact.measure == "值" and not of_class(link.fact, query):
        found.append(Objection("measured_in"))
    needed = MIN_COVERAGE if link.own >= MIN_OWN else FULL_COVERAGE
    if link.coverage < needed:
        found.append(Objection("coverage", link.coverage, needed))
    if link.own < MIN_OWN_IF_FULL:
        found.append(Objection("own", link.own, MIN_OWN_IF_FULL))
    return tuple(found)


def _outside(fact: Fact, scope: Scope) -> tuple[Objection, ...]:
    """In what a fact is beside the scope."""
    sides: tuple[tuple[Fault, Scope], ...] = (
        ("unit", Scope(units=scope.units, measures=scope.measures)),
        ("year", Scope(years=scope.years, measures=scope.measures)),
        ("basis", Scope(bases=scope.bases, measures=scope.measures)),
    )
    return tuple(Objection(fault) for fault, side in sides if not side.admits(fact))


def _families(part: Query, desk: Desk) -> tuple[Group, ...]:
    if not OF_FAMILIES & set(part.operations):
        return ()
    return tuple(
        Group(one.members[0].doc, one.members[0].table, one.head, len(one.members))
        for one in choose(part, desk)[:SHOWN_FAMILIES]
    )
