"""The façade: a question (and the ones before it) in, an Answer out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from qa.ask.citing import Sources
from qa.ask.compose import compose, mended, silence, turned_away
from qa.ask.desk import Desk
from qa.ask.doubts import Doubts
from qa.ask.families import families
from qa.ask.finder import Finder
from qa.ask.flow import Flow, Trace
from qa.ask.link import Linker, is_total
from qa.ask.narrative import Narrator
from qa.ask.nearby import nearby
from qa.ask.quoting import Quotes
from qa.ask.sheets import sheets
from qa.ask.spelling import Speller
from qa.ask.text import skeleton
from qa.ask.understand import Vocabulary
from qa.ask.witness import Witnesses
from qa.index import Index
from qa.lexicon import load
from qa.model import Answer, Fact


class Assistant:
    """Answers questions over one index. It keeps no conversation: the caller passes it."""

    def __init__(self, index: Index) -> None:
        facts = index.facts()
        profiles = {d.doc: d.profile for d in index.documents}
        linker = Linker(facts)
        self._doubts = Doubts(index)
        units = tuple(dict.fromkeys(profile.unit_name for profile in profiles.values()))
        paragraphs = [(p.doc, p.paragraph) for p in index.paragraphs()]
        self._sources = Sources(Quotes(paragraphs, facts), Witnesses(facts))
        self.flow = Flow(
            vocabulary=Vocabulary(
                units=units,
                codes=frozenset(f.code for f in facts if f.code),
                labels=frozenset(
                    map(skeleton, chain(*map(_names, facts), load("labels")["terms"]))
                ),
                grams=linker.known,
                speller=Speller(chain(*map(_printed, facts)), units),
            ),
            desk=Desk(Finder(linker, profiles), families(facts), sheets(facts)),
            narrator=Narrator(paragraphs, facts, profiles),
            profiles=profiles,
            facts={doc: tuple(f for f in facts if f.doc == doc) for doc in profiles},
        )

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer to ``question``; ``history`` holds the earlier questions, oldest first."""
        return self.trace(question, history)[0]

    def trace(self, question: str, history: Sequence[str] = ()) -> tuple[Answer, Trace | None]:
        """The answer with the stages that led to it; none where there was nothing to ask."""
        if refusal := turned_away(question):
            return refusal, None
        trace = self.flow.trace(question, history)
        profiles = self.flow.profiles
        answer = (
            compose(trace.query, trace.outcome, profiles, self._sources, self._doubts)
            if trace.outcome
            else silence(trace.query, profiles, nearby(trace.query, self.flow.desk), self._sources)
        )
        return replace(answer, text=answer.text + mended(trace.query.slips)), trace


def _names(fact: Fact) -> tuple[str, ...]:
    """The labels and the title of a table's cell: what a question may quote word by word."""
    if fact.table_id < 0:
        return ()
    labels = (*fact.row, *fact.column, (fact.table or "").split(" ")[0])
    return tuple(label for label in labels if not is_total(label, fact.unit_name))


def _printed(fact: Fact) -> tuple[str, ...]:
    """All labels of a fact, its table's title and its headings, as printed."""
    return (*fact.row, *fact.column, fact.table or "", *fact.section)
