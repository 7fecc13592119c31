"""A conversation on the page: nothing but its questions, which the browser keeps.

Answers follow from the questions and the index alone, so that no conversation is held here,
none can be mixed up with another's, and what a page shows is always what the index says now.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from threading import Lock
from urllib.parse import urlencode

from qa.app.examples import examples
from qa.app.render import Choice, Turn, render_start, render_turn
from qa.app.service import MOST_HISTORY, Service
from qa.app.words import Language, words_in
from qa.ask.tell.silence import MAX_QUESTION
from qa.cli.show import spaced
from qa.jsonable import to_json
from qa.model import Answer, Candidate

_log = logging.getLogger(__name__)
FAULT = "处理这个问题时程序出错，没有得到答案：请反馈这个问题。"
#: A page shows this many questions; older ones leave at the top.
MOST_TURNS = 30
#: Rendered turns kept at hand: a question asked again, and all the others of the page.
KEPT_TURNS = 1024
EXPORTS = (("Word", "docx"), ("Excel", "xlsx"), ("Markdown", "md"), ("CSV", "csv"))


class Conversations:
    """Answers the questions of any number of pages."""

    def __init__(self, service: Service) -> None:
        self._service = service
        # By the number of the index too: what an older one answered is never shown again.
        self._turn = lru_cache(KEPT_TURNS)(self._render)
        self._answer = lru_cache(KEPT_TURNS)(self._ask)
        self._examples = lru_cache(1)(lambda number: examples(service))
        self._trying = Lock()

    @property
    def generation(self) -> str:
        """Tells the index that answers from those before it."""
        return self._service.index.generation

    def examples(self) -> tuple[str, ...]:
        """Questions to begin with; who comes while they are looked for waits for them."""
        with self._trying:
            return self._examples(self._service.loaded.number)

    def page(self, questions: Sequence[str], language: Language, first: int = 0) -> str:
        """The markup of a conversation from its question number ``first`` on."""
        if not questions:
            return render_start(self.examples(), words_in(language))
        number = self._service.loaded.number
        return "".join(
            self._shown(questions[place], earlier(questions, place), language, number)
            for place in range(first, len(questions))
        )

    def _shown(
        self, question: str, history: tuple[str, ...], language: Language, number: int
    ) -> str:
        """The markup of a turn; a fault of ours must not cost the rest of the conversation, nor
        be shown again when the question is."""
        try:
            return self._turn(question, history, language, number)
        except Exception:
            _log.exception("no answer to a question after %d others", len(history))
            fault = Turn(Answer(question, "no_data", FAULT), self._asked(question, history))
            return render_turn(fault, words_in(language))

    def _render(
        self, question: str, history: tuple[str, ...], language: Language, number: int
    ) -> str:
        answer, sources = self._answer(question, history, number), self._service.sources
        turn = Turn(
            answer,
            self._asked(question, history),
            tuple(self._choices(answer, history)),
            tuple(sources.place(citation) for citation in answer.citations),
            tuple((name, export_address(ending, question, history)) for name, ending in EXPORTS),
        )
        return render_turn(turn, words_in(language))

    def _ask(self, question: str, history: tuple[str, ...], number: int) -> Answer:
        return self._service.ask(question, history)

    def _asked(self, question: str, history: tuple[str, ...]) -> str:
        generation = self._service.index.generation
        return to_json({"question": question, "history": history, "generation": generation})

    def _choices(self, answer: Answer, history: tuple[str, ...]) -> Iterator[Choice]:
        """The readings of an ambiguous question; what another answer names is in its text."""
        if answer.status != "ambiguous":
            return
        for one in answer.candidates:
            figure = "" if one.value is None else f"{one.value:,f}{spaced(one.unit or '')}"
            yield Choice(one.label, figure, self._leading_to(one, answer, history), one.citation)

    def _leading_to(self, one: Candidate, answer: Answer, history: tuple[str, ...]) -> str | None:
        """A follow-up that is answered with the candidate's figure, found by trying.

        The document's unit, year and kind in a few words nearly always are one; otherwise the
        candidate's own label is asked for.
        """
        profile = next(d.profile for d in self._service.documents if d.doc == one.doc)
        place = f"{profile.unit_name}{profile.year}年{profile.kind}"
        for question in (f"{place}呢", one.label, f"{place}{one.label}"):
            found = self._service.ask(question, (*history, answer.question))
            same = [value.value for value in found.values] == [one.value]
            cited = any(citation.doc == one.doc for citation in found.citations)
            if found.status == "answered" and cited and (same or one.value is None):
                return question
        return None


def earlier(questions: Sequence[str], number: int) -> tuple[str, ...]:
    """The questions before the one of that number, as far back as they can bear on it."""
    return tuple(questions[max(0, number - MOST_HISTORY) : number])


def remembered(kept: Iterable[str]) -> list[str]:
    """The questions that a browser kept, each on one line and none longer than is read."""
    lines = (" ".join(one.split())[: MAX_QUESTION + 1] for one in kept)
    return [one for one in lines if one][-MOST_TURNS:]


def export_address(ending: str, question: str, history: Sequence[str]) -> str:
    """Where the answer can be had as a file; the address says all that it depends on."""
    return f"export/answer.{ending}?" + urlencode(
        [("question", question), *(("history", one) for one in history)]
    )
