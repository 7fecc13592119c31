"""The façade: a question (and the ones before it) in, an Answer out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from qa.ask import operations, sets
from qa.ask.asked import mentions
from qa.ask.compose import compose, reworded, silence
from qa.ask.desk import Desk
from qa.ask.doubts import Doubts
from qa.ask.families import families
from qa.ask.finder import Finder
from qa.ask.link import Linker, is_total
from qa.ask.narrative import Narrator
from qa.ask.narrative_compare import differences
from qa.ask.outcome import Outcome, merged
from qa.ask.plan import clauses, follow
from qa.ask.query import Operation, Query
from qa.ask.ratios import CLOSE, remaining
from qa.ask.text import clean, skeleton
from qa.ask.understand import Vocabulary, understand
from qa.ask.witness import Witnesses
from qa.index import Index
from qa.lexicon import load
from qa.model import Answer, Fact

#: Longer than any question; a page pasted by mistake is not one.
MAX_QUESTION = 500

_RUN: Mapping[Operation, Callable[[Query, Desk], Outcome | None]] = {
    "value": sets.value,
    "share": sets.share,
    "change": operations.change,
    "growth": operations.growth,
    "difference": operations.difference,
    "remaining": remaining,
    "less": operations.less,
    "average": sets.average,
    "multiple": operations.multiple,
    "order": sets.ranking,
    "compare": operations.compare,
    "sum": sets.total,
    "sum_of_several": operations.several,
    "largest": sets.extreme,
    "smallest": sets.extreme,
    "list": sets.listing,
    "trend": operations.trend,
    "count": sets.value,
}


class Assistant:
    """Answers questions over one index. It keeps no conversation: the caller passes it."""

    def __init__(self, index: Index) -> None:
        facts = index.facts()
        self._profiles = {d.doc: d.profile for d in index.documents}
        linker = Linker(facts)
        self._witnesses = Witnesses(facts)
        self._doubts = Doubts(index)
        self._desk = Desk(Finder(linker, self._profiles), families(facts))
        paragraphs = ((p.doc, p.paragraph) for p in index.paragraphs())
        self._narrator = Narrator(paragraphs, facts, self._profiles)
        self._vocabulary = Vocabulary(
            units=tuple(dict.fromkeys(p.unit_name for p in self._profiles.values())),
            codes=frozenset(f.code for f in facts if f.code),
            labels=frozenset(map(skeleton, chain(*map(_names, facts), load("labels")["terms"]))),
            grams=linker.known,
        )

    @property
    def desk(self) -> Desk:
        """Where facts are looked up."""
        return self._desk

    @property
    def vocabulary(self) -> Vocabulary:
        """What questions may name."""
        return self._vocabulary

    @property
    def narrator(self) -> Narrator:
        """Where answers in words come from."""
        return self._narrator

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer to ``question``; ``history`` holds the earlier questions, oldest first."""
        words = load("answers")["no_data"]
        if not re.search(r"\w", clean(question)):
            return Answer(question, "no_data", words["empty"])
        if len(question) > MAX_QUESTION:
            text = words["long"].format(length=len(question), limit=MAX_QUESTION)
            return Answer(question[:MAX_QUESTION], "no_data", text)
        if any(order in clean(question) for order in load("questions")["grammar"]["orders"]):
            return Answer(question, "no_data", words["order"] + words["scope"])
        query = understand(question, self._vocabulary)
        for earlier in reversed(history):
            query = follow(understand(earlier, self._vocabulary), query)
        parts = clauses(query)
        asks_words = all(_wants_words(part) for part in parts)
        outcome = self._differences(query) or (
            self._narrated(query, parts) if asks_words else self._figures(parts)
        )
        if outcome:
            return compose(query, outcome, self._profiles, self._witnesses, self._doubts)
        return silence(query, self._profiles)

    def _figures(self, parts: Sequence[Query]) -> Outcome | None:
        """What the parts come to when each is looked up or computed."""
        return merged([(part, self._outcome(part)) for part in parts])

    def _outcome(self, part: Query) -> Outcome | None:
        """What the first of the part's operations that can be done gives."""
        for operation in part.operations:
            run = _RUN.get(operation)
            if run and (outcome := run(part, self._desk)):
                return outcome
        if part.backward and (inferred := sets.value(part, self._desk)):
            return inferred
        return self._words(part) if part.asks_words or "list" in part.operations else None

    def _narrated(self, query: Query, parts: Sequence[Query]) -> Outcome | None:
        """The words that answer a question of words, part by part where they ask of different
        units."""
        if len({part.units for part in parts}) < 2:
            return self._words(query)
        return merged([(part, self._words(part)) for part in parts])

    def _words(self, query: Query) -> Outcome | None:
        """The document's own words on what ``query`` asks, or those of each that fits."""
        found = self._narrator.narrate(query)
        if not found:
            return None
        close = [e for e in found if e.score >= found[0].score - CLOSE and e.text != found[0].text]
        units = {self._profiles[e.doc].unit_name for e in (found[0], *close)}
        if not query.units and len(units) > 1:
            return Outcome("ambiguous", excerpts=(found[0], *close))
        return Outcome("answered", excerpts=(found[0],))

    def _differences(self, query: Query) -> Outcome | None:
        """What two years' documents word differently in the list that ``query`` asks about."""
        if len(query.years) != 2 or not mentions(query.text, "differing"):
            return None
        found = []
        for year in query.years:
            docs = [
                doc
                for doc, profile in self._profiles.items()
                if profile.year == year and (not query.units or profile.unit_name in query.units)
            ]
            found += self._narrator.narrate(query, docs, limit=1)
        if len(found) != 2 or not all(excerpt.items for excerpt in found):
            return None
        changed = differences(found[0].items, found[1].items)
        return Outcome("answered", remark=reworded(query.years, changed), places=tuple(found))


def _wants_words(part: Query) -> bool:
    """Whether no figure is asked for, nor a choice among figures."""
    return part.asks_words and (part.needs_words or part.operations == ("value",))


def _names(fact: Fact) -> tuple[str, ...]:
    """The labels and the title of a table's cell: what a question may quote word by word."""
    if fact.table_id < 0:
        return ()
    labels = (*fact.row, *fact.column, (fact.table or "").split(" ")[0])
    return tuple(label for label in labels if not is_total(label, fact.unit_name))
