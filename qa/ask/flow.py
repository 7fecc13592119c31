"""The stages between a question and its outcome, in the order in which they run.

``Flow.trace`` runs them and keeps what each made of the question: the assistant words the
outcome, ``qa ask --explain`` shows the stages. Nothing is run twice or in two ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qa.ask.bodies import asks_for_bodies
from qa.ask.compute import chained, compared, left_out, members, operations, sets, shares, sums
from qa.ask.compute.beside import told_beside
from qa.ask.compute.bodies import among_bodies
from qa.ask.compute.left_open import of_each_document
from qa.ask.compute.lookup import aims_at
from qa.ask.compute.moved import asked_of
from qa.ask.compute.named_lists import named_list
from qa.ask.compute.neighbours import counted_beside
from qa.ask.compute.outcome import Outcome, merged
from qa.ask.compute.points import asks_only_what_was_lost, of_points
from qa.ask.compute.premise import contradicted
from qa.ask.compute.ranks import rank
from qa.ask.compute.ratios import remaining
from qa.ask.compute.rows import rows as rows_of_sheet
from qa.ask.compute.verdict import with_verdict
from qa.ask.compute.versions import relation_of
from qa.ask.compute.worded import instead_of_a_figure, worded
from qa.ask.find.desk import Desk
from qa.ask.find.figures import Figure
from qa.ask.find.link import way_of
from qa.ask.in_words import Words, asks_which_unit
from qa.ask.narrative.facets import directions
from qa.ask.part_of_year import of_that_part
from qa.ask.question.asked import mentions
from qa.ask.question.plan import clauses, follow
from qa.ask.question.query import Operation, Query
from qa.ask.question.understand import understand
from qa.ask.question.vocabulary import Vocabulary
from qa.ask.steps import Clock, Stage, Step, Trial
from qa.ask.tell.sentences import denied
from qa.ask.words.text import skeleton

#: So much of what a question names is nearly all of it.
NAMES_ALL = 0.8
Run = Callable[[Query, Desk], Outcome | None]
#: What is done for each operation of a query.
OPERATIONS: Mapping[Operation, Run] = {
    "value": members.value,
    "share": sets.share,
    "change": chained.change,
    "growth": chained.change,
    "difference": compared.apart,
    "remaining": remaining,
    "less": left_out.less,
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
    "count": members.count,
}


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


@dataclass(frozen=True, slots=True)
class Flow:
    """Everything that a question passes through: what it may name, where figures are looked up
    and where words come from."""

    vocabulary: Vocabulary
    desk: Desk
    words: Words

    def trace(self, question: str, history: Sequence[str] = ()) -> Trace:
        """What every stage makes of ``question``; ``history`` holds the earlier questions."""
        clock = Clock()
        with clock.stage("understand"):
            query = understand(question, self.vocabulary)
            for earlier in reversed(history):
                query = follow(understand(earlier, self.vocabulary), query)
            query = _in_its_year(query, self.desk)
            parts = clauses(query)
        steps = self._steps(query, parts, clock)
        steps = self._spoken(query, steps, clock)
        outcome = merged([(step.part, step.outcome) for step in steps])
        return Trace(query, steps, outcome, clock.seconds, self)

    def _steps(self, query: Query, parts: Sequence[Query], clock: Clock) -> tuple[Step, ...]:
        if len(query.years) == 2 and mentions(query.text, "differing"):
            with clock.stage("narrate"):
                reworded = self.words.reworded(query)
            if reworded:
                return (reworded,)
        if not all(map(_wants_words, parts)):
            steps: list[Step] = []
            for part in parts:
                step = _reckoned(part, steps) or _beside(part, steps, self.desk)
                step = step or self._step(part, clock)
                steps.append(_with_neighbour(step, steps, self.desk))
            return tuple(steps)
        # Words are looked for with the whole question, unless its parts ask of several units.
        several = len({part.units for part in parts}) > 1
        if len(parts) == 1 and (found := worded(parts[0], self.desk)):
            return (Step(parts[0], True, found),)
        return tuple(self._rows_or_words(part, clock) for part in (parts if several else (query,)))

    def _spoken(self, query: Query, steps: tuple[Step, ...], clock: Clock) -> tuple[Step, ...]:
        """The steps with those that came to nothing answered by the words of a place that tells
        all that the question names, however freely it is worded."""
        if query.strangers or query.bound or all(step.outcome for step in steps):
            return steps
        with clock.stage("narrate"):
            found = self.words.spoken(query)
        if found is None:
            return steps
        if all(step.outcome is None for step in steps):
            return (found,)
        if found.outcome and found.outcome.status != "answered":
            return steps
        return tuple(s if s.outcome else replace(found, part=s.part) for s in steps)

    def _step(self, part: Query, clock: Clock) -> Step:
        """What one part of a question comes to that asks for figures and words."""
        if found := worded(part, self.desk):
            return Step(part, True, found)
        if _wants_words(part):
            return self._rows_or_words(part, clock)
        return self._figures(part, clock)

    def _figures(self, part: Query, clock: Clock) -> Step:
        """What the first of the part's operations that can be done gives, else words."""
        if asks_for_bodies(part):
            with clock.stage("narrate"):
                return self.words.of_bodies(part)
        with clock.stage("operate"):
            if side_by_side := among_bodies(part, self.desk):
                return Step(part, False, side_by_side)
            trials = tuple(self._trials(part))
        done = with_verdict(part, trials[-1].outcome if trials else None)
        if mentions(part.said, "whether") and not _names_all(done, part):
            with clock.stage("narrate"):
                said = self.words.said(part)
            if said.excerpts and said.excerpts[0].coverage >= NAMES_ALL:
                return replace(said, trials=trials)
        if done is None and (told := instead_of_a_figure(part, self.desk)):
            return Step(part, True, told, trials)
        picks = {"largest", "smallest"} & set(part.operations)
        in_words = not picks and (part.asks_words or part.each or "list" in part.operations)
        if done or part.bound or relation_of(part) or asked_of(part) or not in_words:
            return Step(part, part.asks_words, done, trials)
        with clock.stage("narrate"):
            found = self.words.said(part)
        words = found.outcome if part.asks_words or "list" in part.operations else None
        outcome = self.words.itemised(part, found.excerpts) or words
        return Step(part, part.asks_words, outcome, trials, found.excerpts)

    def _rows_or_words(self, part: Query, clock: Clock) -> Step:
        """Words of a document, or the rows of a table that are of a class or keep a condition."""
        if asks_for_bodies(part):
            with clock.stage("narrate"):
                return self.words.of_bodies(part)
        if not {"definition", "reason"} & set(part.operations) or "list" in part.operations:
            with clock.stage("operate"):
                rows = rows_of_sheet(part, self.desk, only_told=True)
                rows = rows or named_list(part, self.desk)
            if rows:
                return Step(part, True, rows, (Trial("list", rows),))
        # A name that ends like a heading (…目标) may be one of a figure.
        of_figure = not (part.needs_words or mentions(part.text, "name_words"))
        if of_figure and aims_at(part, self.desk):
            return self._figures(replace(part, asks_words=False), clock)
        with clock.stage("narrate"):
            step = self.words.which_unit(part) or self.words.said(part)
        if step.outcome is None and of_figure:
            return self._figures(replace(part, asks_words=False), clock)
        return self._with_premise(step, clock) if "reason" in part.operations else step

    def _with_premise(self, step: Step, clock: Clock) -> Step:
        """The step with a word on its premise where a document contradicts it, and then with
        the reason of what did happen if there is one."""
        with clock.stage("operate"):
            change = contradicted(step.part, self.desk)
        if change is None or change.fact is None:
            return step
        way = way_of(change.fact) if change.value else 0
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
        if "share" in wanted and {"sum", "sum_of_several"} & set(wanted):
            wanted = ("share",)  # what several are together of a whole, not what they come to
        if asked_of(part):
            wanted = ("list",)  # of what rose, not which is the largest
        if part.backward and "value" not in wanted:
            wanted = (*wanted, "value")
        if asks_only_what_was_lost(part):
            yield Trial("value", of_points(part, self.desk))
            return
        for operation in wanted:
            if operation in OPERATIONS:
                run = OPERATIONS[operation]
                done = of_each_document(part, run(part, self.desk), run, self.desk)
                outcome = of_that_part(done, part) if done else None
                yield Trial(operation, outcome)
                if outcome:
                    return


def _reckoned(part: Query, earlier: Sequence[Step]) -> Step | None:
    """What a part comes to that only reckons with what those before it gave (…，…，差多少), or
    with all that the one before it chose (超过100万元的有哪些，合计多少)."""
    if not part.over_parts:
        return None
    if len(earlier) == 1 and earlier[0].part.chooses_several:
        chosen = earlier[0].outcome.figures if earlier[0].outcome else ()
        outcome = operations.of_figures(part, chosen)
        return Step(part, False, outcome) if outcome else None
    # Clauses that name no thing are read with those before them: what both give counts once.
    found = (f for step in earlier if step.outcome for f in step.outcome.figures)
    figures = list(dict.fromkeys(found))
    outcome = operations.of_figures(part, figures) if len(figures) == len(earlier) else None
    return Step(part, False, outcome) if outcome else None


def _beside(part: Query, earlier: Sequence[Step], desk: Desk) -> Step | None:
    """What is printed beside the figure of the step before, of which a part asks no more than its
    share or its change."""
    before = earlier[-1].outcome if earlier else None
    if before is None:
        return None
    found = told_beside(part, earlier[-1].part, before.figures, desk)
    if found is None and part.operations == ("share",) and len(before.figures) == 1:
        found = shares.of_told(part, before.figures[0], desk)
    return Step(part, False, found) if found else None


def _with_neighbour(step: Step, earlier: Sequence[Step], desk: Desk) -> Step:
    """The step with the figure next to those of the step before where it names no thing of its own
    (接待了几次，多少人) and came to nothing."""
    before = earlier[-1].outcome if earlier and step.outcome is None else None
    if before is None or step.part.content != earlier[-1].part.content:
        return step
    told = [fact for figure in before.figures for fact in figure.facts]
    found = counted_beside(step.part, told, desk)
    return replace(step, outcome=found) if found else step


def _names_all(found: Outcome | None, part: Query) -> bool:
    """Whether figures are found and what they are called is nearly all that the question names:
    of a sentence its item, not all that stands around it. A rate, and what is set against a number
    (达到95%了吗), is told by figures alone."""
    if part.ratio or part.bound:
        return found is not None
    named = found.figures or found.candidates if found else ()
    return bool(found and not named) or any(
        figure.coverage >= NAMES_ALL and _is_called(figure, part) for figure in named
    )


def _is_called(figure: Figure, part: Query) -> bool:
    """Whether the labels of a sentence's figure say all stretches of what the question names."""
    fact = figure.facts[0]
    label = skeleton("".join((*fact.row, *fact.section[-1:])))
    runs = "".join(c if part.content >> i & 1 else " " for i, c in enumerate(part.text)).split()
    return fact.source == "table" or all(run in label for run in runs if len(run) > 1)


def _in_its_year(query: Query, desk: Desk) -> Query:
    """``query`` with the year that 上年 without another is the year before of: the one year of
    which the bodies that it names have documents."""
    if not query.shift or query.years or not mentions(query.text, "in_the_paper"):
        return query
    years = desk.finder.years_of(query.units)
    return replace(query, years=tuple(years)) if len(years) == 1 else query


def _wants_words(part: Query) -> bool:
    """Whether no figure is asked for, nor a choice among figures."""
    plain = part.operations == ("value",)
    if part.bound and "list" in part.operations:
        return False  # of what exceeds a bound, figures tell
    return (part.asks_words and (part.needs_words or plain)) or (plain and asks_which_unit(part))
