"""The stages between a question and its outcome, in the order in which they run.

``Flow.trace`` runs them and keeps what each made of the question: the assistant words the
outcome, ``qa ask --explain`` shows the stages. Nothing is run twice or in two ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from time import perf_counter
from typing import Literal

from qa.ask.bodies import asks_for_bodies, covered, in_rows, tells_of_bodies
from qa.ask.compute import compared, members, operations, sets, sums
from qa.ask.compute.bodies import among_bodies
from qa.ask.compute.enumerated import enumerated, parts_in
from qa.ask.compute.lookup import counted_beside
from qa.ask.compute.outcome import Outcome, merged
from qa.ask.compute.premise import contradicted
from qa.ask.compute.ranks import rank
from qa.ask.compute.ratios import CLOSE, remaining
from qa.ask.compute.rows import rows as rows_of_sheet
from qa.ask.compute.versions import relation_of
from qa.ask.compute.worded import instead_of_a_figure, worded
from qa.ask.find.desk import Desk, about
from qa.ask.narrative.compare import alike, differences
from qa.ask.narrative.facets import asked, directions
from qa.ask.narrative.narrator import Excerpt, Narrator
from qa.ask.narrative.want import asks_for_term, of_both_sides
from qa.ask.part_of_year import is_of_that_part
from qa.ask.question.asked import mentions
from qa.ask.question.plan import clauses, follow
from qa.ask.question.query import Operation, Query
from qa.ask.question.understand import understand
from qa.ask.question.vocabulary import Vocabulary
from qa.ask.tell.sentences import denied
from qa.lexicon import load
from qa.model import Fact, Profile

Run = Callable[[Query, Desk], Outcome | None]
#: What is done for each operation of a query.
OPERATIONS: Mapping[Operation, Run] = {
    "value": members.value,
    "share": sets.share,
    "change": sets.change,
    "growth": compared.growth,
    "difference": operations.difference,
    "remaining": remaining,
    "less": operations.less,
    "average": sets.average,
    "multiple": operations.multiple,
    "order": sets.ranking,
    "compare": compared.compare,
    "sum": sums.total,
    "sum_of_several": sums.several,
    "largest": members.extreme,
    "smallest": members.extreme,
    "list": members.listing,
    "trend": compared.trend,
    "rank": rank,
    "count": members.value,
}
#: What takes its time between the question and its answer.
Stage = Literal["load", "understand", "operate", "narrate", "compose"]


@dataclass(frozen=True, slots=True)
class Trial:
    """An operation that was tried; ``outcome`` is ``None`` where it could not be done."""

    operation: Operation
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the question that asks for something, and what became of it.

    ``in_words`` tells whether words of a document were asked for, not figures; ``excerpts`` are
    the places that were found for words, best first.
    """

    part: Query
    in_words: bool
    outcome: Outcome | None
    trials: tuple[Trial, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A question on its way: as understood, part by part, and what they come to together.

    ``seconds`` says how long each stage took, ``flow`` what the question passed through.
    """

    query: Query
    steps: tuple[Step, ...]
    outcome: Outcome | None
    seconds: Mapping[Stage, float]
    flow: Flow


@dataclass(slots=True)
class _Clock:
    """Adds up how long each stage takes."""

    seconds: dict[Stage, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: Stage) -> Iterator[None]:
        started = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - started


@dataclass(frozen=True)
class Flow:
    """Everything that a question passes through: what it may name, where figures are looked up
    and where words come from. ``facts`` are those of each document, in printed order."""

    vocabulary: Vocabulary
    desk: Desk
    make_narrator: Callable[[], Narrator]
    profiles: Mapping[str, Profile]
    facts: Mapping[str, Sequence[Fact]]

    @cached_property
    def narrator(self) -> Narrator:
        """Where words come from, made when words are first asked for."""
        return self.make_narrator()

    def trace(self, question: str, history: Sequence[str] = ()) -> Trace:
        """What every stage makes of ``question``; ``history`` holds the earlier questions."""
        clock = _Clock()
        with clock.stage("understand"):
            query = understand(question, self.vocabulary)
            for earlier in reversed(history):
                query = follow(understand(earlier, self.vocabulary), query)
            parts = clauses(query)
        steps = self._steps(query, parts, clock)
        outcome = merged([(step.part, step.outcome) for step in steps])
        return Trace(query, steps, outcome, clock.seconds, self)

    def _steps(self, query: Query, parts: Sequence[Query], clock: _Clock) -> tuple[Step, ...]:
        if len(query.years) == 2 and mentions(query.text, "differing"):
            with clock.stage("narrate"):
                reworded = self._reworded(query)
            if reworded:
                return (reworded,)
        if not all(map(_wants_words, parts)):
            steps: list[Step] = []
            for part in parts:
                step = _reckoned(part, steps) or self._step(part, clock)
                steps.append(_with_neighbour(step, steps, self.desk))
            return tuple(steps)
        # Words are looked for with the whole question, unless its parts ask of several units.
        several = len({part.units for part in parts}) > 1
        if len(parts) == 1 and (found := worded(parts[0], self.desk)):
            return (Step(parts[0], True, found),)
        return tuple(self._rows_or_words(part, clock) for part in (parts if several else (query,)))

    def _step(self, part: Query, clock: _Clock) -> Step:
        """What one part of a question comes to that asks for figures and words."""
        if found := worded(part, self.desk):
            return Step(part, True, found)
        if _wants_words(part):
            return self._rows_or_words(part, clock)
        return self._figures(part, clock)

    def _covered(self, part: Query, clock: _Clock) -> Step:
        """The bodies that the unit's disclosure covers, from their table, else in its words, else
        from a table that has a row for each."""
        with clock.stage("narrate"):
            if found := covered(part, self.facts, self.profiles):
                return Step(part, True, found)
            for asked in (*(about(part, words) for words in load("units")["told_as"]), part):
                told = self._words(asked)
                if bodies := [e for e in told.excerpts if tells_of_bodies(e.text)]:
                    return replace(told, part=part, outcome=self._chosen(asked, bodies))
            rows = in_rows(part, self.facts, self.profiles)
            return Step(part, True, rows) if rows else told

    def _figures(self, part: Query, clock: _Clock) -> Step:
        """What the first of the part's operations that can be done gives, else words."""
        if asks_for_bodies(part):
            return self._covered(part, clock)
        with clock.stage("operate"):
            if side_by_side := among_bodies(part, self.desk):
                return Step(part, False, side_by_side)
            trials = tuple(self._trials(part))
        done = trials[-1].outcome if trials else None
        if done is None and (told := instead_of_a_figure(part, self.desk)):
            return Step(part, True, told, trials)
        picks = {"largest", "smallest"} & set(part.operations)
        in_words = not picks and (part.asks_words or part.each or "list" in part.operations)
        if done or part.bound or relation_of(part) or not in_words:
            return Step(part, part.asks_words, done, trials)
        with clock.stage("narrate"):
            found = self._words(part)
        words = found.outcome if part.asks_words or "list" in part.operations else None
        outcome = self._enumerated(part, found.excerpts) or words
        return Step(part, part.asks_words, outcome, trials, found.excerpts)

    def _rows_or_words(self, part: Query, clock: _Clock) -> Step:
        """Words of a document, or the rows of a table that are of a class or keep a condition."""
        if asks_for_bodies(part):
            return self._covered(part, clock)
        if not {"definition", "reason"} & set(part.operations) or "list" in part.operations:
            with clock.stage("operate"):
                rows = rows_of_sheet(part, self.desk, only_told=True)
            if rows:
                return Step(part, True, rows, (Trial("list", rows),))
        with clock.stage("narrate"):
            step = self._which_unit(part) or self._words(part)
        if step.outcome is None and not (part.needs_words or mentions(part.text, "name_words")):
            # A name that ends like a heading (…目标) may be one of a figure.
            return self._figures(replace(part, asks_words=False), clock)
        return self._with_premise(step, clock) if "reason" in part.operations else step

    def _which_unit(self, part: Query) -> Step | None:
        """Of “归甲管还是归乙管” the words of the unit that they answer for best."""
        if len(part.units) < 2 or not mentions(part.text[slice(*part.span)], "alternatives"):
            return None
        found = [
            excerpt
            for unit in part.units
            for excerpt in self.narrator.narrate(replace(part, units=(unit,)), limit=1)
        ]
        found.sort(key=lambda excerpt: -excerpt.score)
        if not found:
            return None
        clear = len(found) < 2 or found[0].score - found[1].score >= CLOSE
        outcome = Outcome("answered", excerpts=tuple(found[:1] if clear else found))
        return Step(part, True, outcome, excerpts=tuple(found))

    def _with_premise(self, step: Step, clock: _Clock) -> Step:
        """The step with a word on its premise where a document contradicts it, and then with
        the reason of what did happen if there is one."""
        with clock.stage("operate"):
            change = contradicted(step.part, self.desk)
        if change is None or change.fact is None:
            return step
        way = change.fact.direction if change.value else 0
        fitting = [e for e in step.excerpts if way in directions(e.text)] if way else []
        outcome = Outcome(
            "answered",
            remark=denied(change, step.part.direction),
            grounds=(change.fact,),
            excerpts=tuple(fitting[:1]),
        )
        return replace(step, outcome=outcome)

    def _trials(self, part: Query) -> Iterator[Trial]:
        """The operations of ``part`` in their order, up to the first that can be done."""
        wanted = part.operations
        if "less" in wanted:
            wanted = ("less",)  # what is left is neither the whole nor what was taken off
        if part.backward and "value" not in wanted:
            wanted = (*wanted, "value")
        for operation in wanted:
            if operation in OPERATIONS:
                done = OPERATIONS[operation](part, self.desk)
                outcome = done if done and is_of_that_part(done, part) else None
                yield Trial(operation, outcome)
                if outcome:
                    return

    def _words(self, query: Query) -> Step:
        """The document's own words on what ``query`` asks, or those of each that fits."""
        narrate = self.narrator.narrate
        found = narrate(query) or narrate(of_both_sides(query)) or self._of_fund(query)
        return Step(query, True, self._chosen(query, found), excerpts=tuple(found))

    def _of_fund(self, query: Query) -> Sequence[Excerpt]:
        """What is said of the fund that nearly all of a side comes from, where a question asks for
        the reason of a side that it names alone (收入为什么增长)."""
        fund = load("narrative")["both_sides"]["sides"].get(query.named)
        if fund is None or "reason" not in query.operations or query.asked_from:
            return ()
        asked = query.question.replace(query.named, fund, 1)
        return self.narrator.narrate(understand(asked, self.vocabulary))

    def _enumerated(self, part: Query, found: Sequence[Excerpt]) -> Outcome | None:
        """The items or parts that the words found give with their figures, where those are asked
        for one by one."""
        if not found or not (part.each or "list" in part.operations):
            return None
        facts = self.facts.get(found[0].doc, ())
        return enumerated(part, found[0], facts) or parts_in(part, found[0], facts)

    def _chosen(self, query: Query, found: Sequence[Excerpt]) -> Outcome | None:
        """The best of the places ``found``, or the question back where units come close and say
        other things. What a term means is no matter of the unit."""
        if not found:
            return None
        best = found[0]
        close = [e for e in found if e.score >= best.score - CLOSE and not alike(e.text, best.text)]
        if "definition" in asked(query.text, "ask") or asks_for_term(query):
            close = []
        units = {self.profiles[e.doc].unit_name for e in (best, *close)}
        if not query.units and len(units) > 1:
            return Outcome("ambiguous", excerpts=(best, *close))
        return Outcome("answered", excerpts=(best,))

    def _reworded(self, query: Query) -> Step | None:
        """What two years' documents word differently in the list that ``query`` asks about."""
        found: list[Excerpt] = []
        for year in query.years:
            docs = [
                doc
                for doc, profile in self.profiles.items()
                if profile.year == year and (not query.units or profile.unit_name in query.units)
            ]
            found += self.narrator.narrate(query, docs, limit=1)
        if len(found) != 2 or not all(excerpt.items for excerpt in found):
            return None
        changed = differences(found[0].items, found[1].items)
        outcome = Outcome("answered", reworded=(query.years, changed), places=tuple(found))
        return Step(query, True, outcome, excerpts=tuple(found))


def _reckoned(part: Query, earlier: Sequence[Step]) -> Step | None:
    """What a part comes to that only reckons with what those before it gave (…，…，差多少)."""
    if not part.over_parts:
        return None
    # Clauses that name no thing are read with those before them: what both give counts once.
    found = (f for step in earlier if step.outcome for f in step.outcome.figures)
    figures = list(dict.fromkeys(found))
    outcome = operations.of_figures(part, figures) if len(figures) == len(earlier) else None
    return Step(part, False, outcome) if outcome else None


def _with_neighbour(step: Step, earlier: Sequence[Step], desk: Desk) -> Step:
    """The step with the figure next to those of the step before where it names no thing of its own
    (接待了几次，多少人) and came to nothing."""
    before = earlier[-1].outcome if earlier and step.outcome is None else None
    if before is None or step.part.content != earlier[-1].part.content:
        return step
    told = [fact for figure in before.figures for fact in figure.facts]
    found = counted_beside(step.part, told, desk)
    return replace(step, outcome=found) if found else step


def _wants_words(part: Query) -> bool:
    """Whether no figure is asked for, nor a choice among figures."""
    between = len(part.units) > 1 and mentions(part.text[slice(*part.span)], "alternatives")
    plain = part.operations == ("value",)
    return (part.asks_words and (part.needs_words or plain)) or (between and plain)
