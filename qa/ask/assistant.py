"""The façade: a question (and the ones before it) in, an Answer out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from qa.ask import operations
from qa.ask.compose import compose
from qa.ask.finder import Finder
from qa.ask.link import Linker
from qa.ask.operations import Desk, Outcome, merged
from qa.ask.plan import clauses, follow
from qa.ask.query import Operation, Query
from qa.ask.text import clean, skeleton
from qa.ask.understand import Vocabulary, understand
from qa.index import Index
from qa.lexicon import load
from qa.model import Answer

#: Longer than any question; a page pasted by mistake is not one.
MAX_QUESTION = 500

_RUN: Mapping[Operation, Callable[[Query, Desk], Outcome | None]] = {
    "value": operations.value,
    "share": operations.share,
    "change": operations.change,
    "growth": operations.growth,
    "difference": operations.difference,
    "remaining": operations.remaining,
    "less": operations.less,
    "average": operations.average,
    "multiple": operations.multiple,
    "order": operations.order,
    "compare": operations.compare,
    "sum": operations.total,
    "sum_of_several": operations.total,
    "trend": operations.value,
    "count": operations.value,
}


class Assistant:
    """Answers questions over one index. It keeps no conversation: the caller passes it."""

    def __init__(self, index: Index) -> None:
        facts = index.facts()
        self._profiles = {d.doc: d.profile for d in index.documents}
        self._desk = Desk(Finder(linker := Linker(facts), self._profiles))
        self._vocabulary = Vocabulary(
            units=tuple(dict.fromkeys(p.unit_name for p in self._profiles.values())),
            codes=frozenset(f.code for f in facts if f.code),
            labels=frozenset(skeleton(x) for f in facts if f.table for x in (*f.row, *f.column)),
            grams=linker.known,
        )

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer to ``question``; ``history`` holds the earlier questions, oldest first."""
        words = load("answers")["no_data"]
        if not clean(question):
            return Answer(question, "no_data", words["empty"])
        if len(question) > MAX_QUESTION:
            text = words["long"].format(length=len(question), limit=MAX_QUESTION)
            return Answer(question[:MAX_QUESTION], "no_data", text)
        query = understand(question, self._vocabulary)
        for earlier in reversed(history):
            query = follow(understand(earlier, self._vocabulary), query)
        outcomes = [self._outcome(part) for part in clauses(query)]
        if outcome := merged(outcomes):
            return compose(query, outcome, self._profiles)
        return Answer(question, "no_data", words["nothing"] + words["scope"])

    def _outcome(self, part: Query) -> Outcome | None:
        """What the first of the part's operations that can be done gives."""
        for operation in part.operations:
            run = _RUN.get(operation)
            if run and (outcome := run(part, self._desk)):
                return outcome
        return None
