"""The façade: an Assistant with a language model beside it, and the same answers to figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any

from qa.ask import Assistant
from qa.ask.flow import Trace
from qa.index import Index
from qa.lexicon import load
from qa.llm import rewriting, wording
from qa.llm.client import Complete, Deadline, Fault, connect, field_of
from qa.llm.figures import visible
from qa.llm.grounds import is_grounded
from qa.llm.settings import ModelSettings
from qa.model import Answer

#: After so many questions in a row without a reply the model is left alone for so many seconds:
#: a batch must not wait its full time for each question.
MOST_SILENT, REST = 3, 60.0
#: Reasons that tell of the way to the model, not of what it said.
_SILENT = frozenset({"timeout", "rate", "denied", "missing", "refused", "server", "connection"})


class ModelAssistant:
    """Answers like an ``Assistant``; a model may reword a question that found nothing, or the
    text of an answer in a document's own words.

    Whatever the model does, the answer comes: with a note that the model took part, or without
    the model and, where it was of no use, with a note that says why.
    """

    def __init__(
        self, assistant: Assistant, index: Index, complete: Complete, settings: ModelSettings
    ) -> None:
        self._assistant = assistant
        self._index = index
        self._complete = complete
        self._settings = settings
        self._silent = 0
        self._rests_until = 0.0

    @classmethod
    def load(cls, index: Index, settings: ModelSettings) -> ModelAssistant:
        """An assistant over ``index`` with the model of ``settings``.

        Raises ``QaError`` where the model's packages are not installed or refuse the settings.
        """
        complete = connect(settings)
        return cls(Assistant(index), index, complete, settings)

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer to ``question``; ``history`` holds the earlier questions, oldest first."""
        answer, trace = self._assistant.trace(question, history)
        deadline = Deadline.after(self._settings.seconds)
        try:
            if trace and answer.status == "no_data" and self._may_be_odd(trace):
                return self._rewritten(trace, history, deadline)
            if trace and wording.may_be_worded(answer, trace.outcome):
                return self._worded(answer, deadline)
        except Fault as fault:
            return self._with_note(answer, "fault", reason=load("llm")["faults"][fault.reason])
        return answer

    def _may_be_odd(self, trace: Trace) -> bool:
        profiles = [info.profile for info in self._index.documents]
        return rewriting.may_be_odd(trace.query, trace.flow.vocabulary.grams, profiles)

    def _rewritten(self, trace: Trace, history: Sequence[str], deadline: Deadline) -> Answer:
        """The answer to the question that the model makes of the one that found nothing."""
        asked, flow = trace.query, trace.flow
        infos = self._index.documents
        meant_first = sorted(infos, key=lambda info: info.profile.unit_name not in asked.units)
        titles = [info.title for info in meant_first]
        terms = rewriting.terms_of(flow.desk.facts)
        told = rewriting.material(asked.question, history, titles, terms)
        rewritten = self._say("question", told, deadline)
        if not rewritten:
            raise Fault("unhelpful")
        found, again = self._assistant.trace(rewritten, history)
        known = flow.vocabulary.grams
        if not (again and rewriting.is_faithful(rewritten, again.query, asked, known)):
            raise Fault("unfaithful")
        if found.status == "no_data":
            raise Fault("useless")
        return self._with_note(
            replace(found, question=asked.question), "rewritten", question=rewritten
        )

    def _worded(self, answer: Answer, deadline: Deadline) -> Answer:
        """``answer`` in the model's words."""
        text = self._say("text", wording.material(answer), deadline)
        if not text:
            raise Fault("empty")
        if not is_grounded(text, answer.text, wording.ground_of(answer)):
            raise Fault("ungrounded")
        return self._with_note(replace(answer, text=text), "reworded")

    def _say(self, wanted: str, told: Mapping[str, Any], deadline: Deadline) -> str:
        """What the model says under the name ``wanted``, without characters that do not show."""
        if monotonic() < self._rests_until:
            raise Fault("resting")
        try:
            said = self._complete(load("llm")["prompt"][wanted], told, deadline)
        except Fault as fault:
            if fault.reason in _SILENT:
                self._silent += 1
                if self._silent >= MOST_SILENT:
                    self._silent, self._rests_until = 0, monotonic() + REST
            raise
        self._silent = 0
        return visible(field_of(said, wanted)).strip()

    def _with_note(self, answer: Answer, note: str, **filled: str) -> Answer:
        words = str(load("llm")["notes"][note]).format(model=self._settings.name, **filled)
        return replace(answer, notes=(*answer.notes, words))
