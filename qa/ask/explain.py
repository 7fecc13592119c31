"""Why an answer came out as it did: what was understood, which candidates stood beside, what ran.

Nothing here decides anything: the stages of the assistant are run once more, one by one, and
what each of them made of the question is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from time import perf_counter
from typing import Literal

from qa.ask import sets
from qa.ask.assistant import _RUN as RUN
from qa.ask.assistant import MAX_QUESTION, Assistant, _wants_words
from qa.ask.desk import FULL_COVERAGE, MIN_COVERAGE, MIN_OWN, MIN_OWN_IF_FULL, Desk
from qa.ask.figures import Figure
from qa.ask.finder import Scope, of_class, same_place
from qa.ask.link import Link
from qa.ask.lookup import operands
from qa.ask.narrative import Excerpt
from qa.ask.plan import clauses, follow, whole_and_part
from qa.ask.query import Operation, Query, Word, bits
from qa.ask.ratios import SPECIFIC
from qa.ask.text import clean
from qa.ask.understand import understand
from qa.lexicon import load
from qa.model import Answer, Basis, Fact, Measure, Status

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
Stage = Literal["load", "answer", "understand", "split", "look_up", "operate", "narrate"]
Role = Literal["value", "numerator", "denominator", "part", "whole", "change"]
#: Why a fact was not taken: too little of the question or of its own label is named, it is no
#: figure of the unit of measure asked for, does not name the body asked about, or is of another
#: unit, year or version.
Fault = Literal["coverage", "own", "measured_in", "stranger", "unit", "year", "basis"]
#: How a fact was found: by the question's words, by another name of what they name, by its
#: code, or because the question names no item at all.
Way = Literal["words", "other_name", "code", "default"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was taken from a stretch of the question.

    ``text`` is its canonical spelling (◆ stands for a unit's name), ``words`` the stretches
    with a meaning of their own, ``content`` what an answer has to explain, ``hints`` words
    that may belong to a label all the same.
    """

    text: str
    words: tuple[Word, ...]
    content: tuple[str, ...]
    hints: tuple[str, ...]
    units: tuple[str, ...]
    strangers: tuple[str, ...]
    years: tuple[int, ...]
    bases: tuple[Basis, ...]
    codes: tuple[str, ...]
    operations: tuple[Operation, ...]
    ratio: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against a fact; ``found`` and ``needed`` are shares from 0 to 1."""

    fault: Fault
    found: float | None = None
    needed: float | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A fact beside the question: ``coverage`` is the share of the question's content that it
    explains, ``own`` the share of its own label that the question names, ``unexplained`` what
    of the content it leaves over. It fits where there are no ``objections``. ``used`` tells
    whether the result rests on it, ``near`` how closely it then stands to another figure of
    the result: 1 in one row, column or sentence, 0 in another document."""

    fact: Fact
    score: float
    coverage: float
    own: float
    way: Way
    unexplained: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()
    used: bool = False
    near: float = 0.0

    @property
    def fits(self) -> bool:
        return not self.objections


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that was looked for, with the best facts there are for it."""

    role: Role
    reading: Reading
    candidates: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A family of figures that a choice, a sum or a list may be about."""

    doc: str
    table: str | None
    head: str
    members: int


@dataclass(frozen=True, slots=True)
class Trial:
    """An operation that was tried; ``status`` is ``None`` where it could not be done."""

    operation: Operation
    status: Status | None
    figures: tuple[Figure, ...] = ()
    candidates: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the question that asks for something, and what became of it; ``in_words`` tells
    whether words of a document were asked for, not figures."""

    reading: Reading
    in_words: bool
    targets: tuple[Target, ...] = ()
    families: tuple[Group, ...] = ()
    trials: tuple[Trial, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a stage took."""

    stage: Stage
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """How ``answer`` came about. ``reading`` is ``None`` where the question was turned away
    before it was read: empty, too long, or an order."""

    question: str
    history: tuple[str, ...]
    answer: Answer
    reading: Reading | None
    clauses: tuple[Clause, ...]
    timings: tuple[Timing, ...]


def explain(assistant: Assistant, question: str, history: Sequence[str] = ()) -> Explanation:
    """What the assistant makes of ``question`` (after those of ``history``), stage by stage."""
    clock = _Clock()
    with clock.stage("answer"):
        answer = assistant.ask(question, history)
    reading: Reading | None = None
    parts: tuple[Clause, ...] = ()
    if not _is_turned_away(question):
        with clock.stage("understand"):
            query = understand(question, assistant.vocabulary)
            for earlier in reversed(history):
                query = follow(understand(earlier, assistant.vocabulary), query)
        with clock.stage("split"):
            asked = clauses(query)
        in_words = all(map(_wants_words, asked))
        if in_words and len({part.units for part in asked}) < 2:
            asked = (query,)  # words are looked for with the whole question
        reading = _reading(query)
        parts = tuple(_clause(part, assistant, clock, in_words=in_words) for part in asked)
    return Explanation(question, tuple(history), answer, reading, parts, clock.timings())


class _Clock:
    """Adds up how long each stage takes."""

    def __init__(self) -> None:
        self._seconds: dict[Stage, float] = {}

    @contextmanager
    def stage(self, name: Stage) -> Iterator[None]:
        started = perf_counter()
        yield
        self._seconds[name] = self._seconds.get(name, 0.0) + perf_counter() - started

    def timings(self) -> tuple[Timing, ...]:
        return tuple(Timing(name, 1000 * spent) for name, spent in self._seconds.items())


def _is_turned_away(question: str) -> bool:
    typed = clean(question)
    orders: Sequence[str] = load("questions")["grammar"]["orders"]
    return not typed or len(question) > MAX_QUESTION or any(one in typed for one in orders)


def _reading(query: Query) -> Reading:
    start, end = query.span
    return Reading(
        text=query.text[start:end],
        words=query.words,
        content=_stretches(query.text, query.content),
        hints=_stretches(query.text, query.hints),
        units=query.units,
        strangers=query.strangers,
        years=tuple(year + query.shift for year in query.years),
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


def _clause(part: Query, assistant: Assistant, clock: _Clock, *, in_words: bool) -> Clause:
    desk = assistant.desk
    trials: tuple[Trial, ...] = ()
    targets: tuple[Target, ...] = ()
    families: tuple[Group, ...] = ()
    if not in_words:
        with clock.stage("operate"):
            trials = tuple(_trials(part, desk))
        used = [fact for t in trials for f in (*t.figures, *t.candidates) for fact in f.facts]
        with clock.stage("look_up"):
            sought = _sought(part, desk) if trials else ()
            targets = tuple(_target(role, q, bases, desk, used) for role, q, bases in sought)
            families = _families(part, desk)
    excerpts: tuple[Excerpt, ...] = ()
    is_done = any(trial.status for trial in trials)
    if in_words or (not is_done and (part.asks_words or "list" in part.operations)):
        with clock.stage("narrate"):
            excerpts = tuple(assistant.narrator.narrate(part))
    words = in_words or part.asks_words
    return Clause(_reading(part), words, targets, families, trials, excerpts)


def _trials(part: Query, desk: Desk) -> Iterator[Trial]:
    """The operations of ``part`` in their order, up to the first that can be done."""
    wanted: tuple[Operation, ...] = part.operations
    if part.backward and "value" not in wanted:
        wanted = (*wanted, "value")
    for operation in wanted:
        run = RUN.get(operation)
        if run is None:
            continue
        outcome = run(part, desk)
        if outcome:
            yield Trial(operation, outcome.status, outcome.figures, outcome.candidates)
            return
        yield Trial(operation, None)


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
    measures: tuple[Measure, ...] = ("增减额", "增减率") if role == "change" else ("值",)
    years = tuple(year + query.shift for year in query.years)
    versions = () if role == "change" else bases or query.bases
    scope = Scope(query.units, years, versions, measures, query.codes)
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
        link = replace(link, own=1.0, coverage=(1 + link.coverage) / 2)
    strange = bits(*((w.start, w.end) for w in query.words if w.group == "stranger"))
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
        for one in sets.choose(part, desk)[:SHOWN_FAMILIES]
    )
