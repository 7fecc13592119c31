"""What documents say in their own words of what a question asks, and which of it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qa.ask.bodies import covered, in_rows, tells_of_bodies
from qa.ask.compute.enumerated import enumerated, parts_in
from qa.ask.compute.outcome import Outcome
from qa.ask.compute.ratios import CLOSE
from qa.ask.find.desk import about
from qa.ask.narrative.compare import alike, differences
from qa.ask.narrative.facets import asked
from qa.ask.narrative.narrator import Excerpt, Narrator
from qa.ask.narrative.want import asks_for_term, of_both_sides
from qa.ask.question.asked import mentions
from qa.ask.question.query import Query
from qa.ask.question.understand import understand
from qa.ask.question.vocabulary import Vocabulary
from qa.ask.steps import Step
from qa.lexicon import load
from qa.model import Fact, Profile


@dataclass(frozen=True)
class Words:
    """Answers in the words of documents. ``facts`` are those of each document, in printed order."""

    vocabulary: Vocabulary
    make_narrator: Callable[[], Narrator]
    profiles: Mapping[str, Profile]
    facts: Mapping[str, Sequence[Fact]]

    @cached_property
    def narrator(self) -> Narrator:
        """Where words come from, made when words are first asked for."""
        return self.make_narrator()

    def said(self, query: Query) -> Step:
        """The document's own words on what ``query`` asks, or those of each that fits."""
        narrate = self.narrator.narrate
        asked = dict.fromkeys((query, of_both_sides(query)))
        found = next(filter(None, map(narrate, asked)), None) or self._of_fund(query)
        if not found and query.years:
            found = narrate(query, elsewhere=True)
        return Step(query, True, self._chosen(query, found), excerpts=tuple(found))

    def spoken(self, query: Query) -> Step | None:
        """The document's own words on what ``query`` asks in words of no disclosure (拍板)."""
        found = self.narrator.spoken(query)
        outcome = self._chosen(query, found)
        return Step(query, True, outcome, excerpts=tuple(found)) if outcome else None

    def of_bodies(self, part: Query) -> Step:
        """The bodies that the unit's disclosure covers, from their table, else in its words, else
        from a table that has a row for each."""
        if found := covered(part, self.facts, self.profiles):
            return Step(part, True, found)
        for query in (*(about(part, words) for words in load("units")["told_as"]), part):
            told = self.said(query)
            if bodies := [e for e in told.excerpts if tells_of_bodies(e.text)]:
                return replace(told, part=part, outcome=self._chosen(query, bodies))
        rows = in_rows(part, self.facts, self.profiles)
        return Step(part, True, rows) if rows else told

    def which_unit(self, part: Query) -> Step | None:
        """Of “归甲管还是归乙管” the words of the unit that they answer for best."""
        if not asks_which_unit(part):
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

    def reworded(self, query: Query) -> Step | None:
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

    def itemised(self, part: Query, found: Sequence[Excerpt]) -> Outcome | None:
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

    def _of_fund(self, query: Query) -> Sequence[Excerpt]:
        """What is said of the fund that nearly all of a side comes from, where a question asks for
        the reason of a side that it names alone (收入为什么增长)."""
        fund = load("narrative")["both_sides"]["sides"].get(query.named)
        if fund is None or "reason" not in query.operations or query.asked_from:
            return ()
        asked = query.question.replace(query.named, fund, 1)
        return self.narrator.narrate(understand(asked, self.vocabulary))


def asks_which_unit(query: Query) -> bool:
    """Whether a question asks which of several units (归甲管还是归乙管)."""
    return len(query.units) > 1 and mentions(query.said, "alternatives")
