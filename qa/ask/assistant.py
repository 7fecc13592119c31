"""The façade: a question (and the ones before it) in, an Answer out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.ask.copies import Copies
from qa.ask.denied import denials
from qa.ask.flow import Trace
from qa.ask.nearby import nearby
from qa.ask.overall import Overall
from qa.ask.question.ranging import ranging
from qa.ask.question.same_body import in_full
from qa.ask.router import FEW_UNITS, WHOLE, Router
from qa.ask.shelf import Holdings, Shelf, Shelves
from qa.ask.survey import Survey
from qa.ask.tell.compose import compose, mended, only_examples
from qa.ask.tell.doubts import Doubts
from qa.ask.tell.recognised import Recognised
from qa.ask.tell.silence import left_unsaid, silence, told_what_is_held, turned_away
from qa.model import Answer


class Assistant:
    """Answers questions over one index. It keeps no conversation: the caller passes it."""

    def __init__(self, index: Holdings, whole: int = WHOLE) -> None:
        """Where the documents that a question can concern hold more than ``whole`` facts, only
        examples of them are asked at first."""
        self._profiles = {d.doc: d.profile for d in index.documents}
        self._router = Router(index.documents, index, whole)
        self._shelves = Shelves(index, self._profiles)
        self._survey = Survey(index, self._profiles, self._shelves)
        self._doubts = Doubts(index)
        self._overall = Overall(index, self._profiles, self._shelves, self._router, self._doubts)
        self._recognised = Recognised(index.documents)
        self._copies = Copies(index.documents)

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer to ``question``; ``history`` holds the earlier questions, oldest first."""
        return self.trace(question, history)[0]

    def trace(self, question: str, history: Sequence[str] = ()) -> tuple[Answer, Trace | None]:
        """The answer with the stages that led to it; none where there was nothing to ask."""
        if refusal := turned_away(question) or told_what_is_held(question, self._profiles):
            return refusal, None
        over = ranging(question)
        if over and (found := self._overall.answered(question, over)):
            return found
        typed = question
        *history, question = in_full((*history, question), self._router.units)
        route = self._router.route(question, history)
        docs = self._copies.meant(route.docs, (question, *reversed(history)))
        *history, question = map(self._copies.bare, (*history, question))
        shelf, trace = self._asked(docs, question, history)
        is_partial = route.partial and not 0 < len(trace.query.units) <= FEW_UNITS
        if is_partial and (wider := self._survey.beyond(trace, docs)):
            shelf, trace = wider, wider.flow.trace(question, history)
        answer = self._worded(trace, shelf)
        told = mended(trace.query.slips)
        if answer.status == "answered" and trace.outcome:
            told += left_unsaid(trace.query, trace.outcome)
        if is_partial and answer.status == "ambiguous":
            told += only_examples(self._profiles)
        warnings = answer.warnings + self._recognised.warnings(answer.citations)
        if answer.status == "answered":
            warnings += self._copies.warnings(trace.outcome, shelf.facts)
        return replace(answer, question=typed, text=answer.text + told, warnings=warnings), trace

    def _worded(self, trace: Trace, shelf: Shelf) -> Answer:
        """What came of a question, in sentences."""
        if outcome := self._copies.settled(trace.outcome, shelf.facts):
            return compose(trace.query, outcome, self._profiles, shelf.sources, self._doubts)
        near = nearby(trace.query, shelf.flow.desk, self._profiles)
        said = denials(trace.query, shelf.flow.words, self._profiles)
        return silence(trace.query, self._profiles, near, shelf.sources, self._doubts, said)

    def _asked(
        self, docs: frozenset[str], question: str, history: Sequence[str]
    ) -> tuple[Shelf, Trace]:
        """What ``docs`` make of the question; where it names a unit that only shows when it is
        understood (福田 misspelt), what that unit's documents make of it."""
        shelf = self._shelves.of(docs)
        trace = shelf.flow.trace(question, history)
        others = self._router.lacking(trace.query.units, docs)
        return self._asked(docs | others, question, history) if others else (shelf, trace)
