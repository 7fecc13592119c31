"""Answers in the words of a disclosure: duties, reasons, problems, aims, explanations of terms.

Prose and cells of words are taken apart into units (a sentence, what stands under a marker, a
paragraph, a list); a question picks the unit that explains it best and is quoted as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from qa.ask.find.link import tells_all_of_a_side
from qa.ask.narrative.counted import prints_counted
from qa.ask.narrative.cut import Cut, cut
from qa.ask.narrative.facets import marked, needed
from qa.ask.narrative.index import TextIndex
from qa.ask.narrative.rank import Hit, ranked
from qa.ask.narrative.tree import Node
from qa.ask.narrative.units import REST, Outline, Told, Unit
from qa.ask.narrative.want import Wanted, asks_for_term, loosened, named_item, repaired, wanted
from qa.ask.question.asked import asks_for_names, asks_whether, mentions
from qa.ask.question.query import Query, mask_of
from qa.ask.words.text import clean, skeleton
from qa.lexicon import load
from qa.model import Fact, Profile

#: Less of the question explained than this is no answer but a neighbour that sounds alike.
MIN_COVERAGE, MIN_SCORE = 0.62, 0.45
#: A reason or a problem must be that of the very thing.
MIN_WHY = 0.66
#: A term that is asked for without the word must be the one explained.
MIN_TERM = 0.7
#: The item whose change is reported must be named in the question by this much.
MIN_LABELLED = 0.2
#: A body that has no disclosure here must be named by the words themselves, nearly in full.
MIN_STRANGER = 0.9
#: … and so much of its end must stand in one stretch.
MIN_NAME = 0.65
#: What is told of each project for itself.
OF_ITS_OWN = frozenset({"problem", "improvement", "reason"})
#: What the explanation of a term tells besides what it means.
OF_TERMS = frozenset({"composition", "purpose"})
#: What no words tell but those that say so.
_RECKONED = frozenset({"average", "largest", "smallest", "rank", "order", "sum", "sum_of_several"})
#: A question in free words must name what it is about in letters that weigh so many times what the
#: rarest one does, and a place must explain nearly all of them.
MIN_NAMED, MIN_SPOKEN = 1.5, 0.75
#: … and in an index of no words at all, nothing is named.
LEAST_NAMED = 0.1
#: What a document of the kind that the question names gains over the others.
KIND = 0.06
#: What a place gains that explains all of the question's names.
NAMES = 0.05
#: A second stretch of the paragraph is shown where it explains this much more of the question.
MORE = 0.12
#: Scores closer than this are equal; of equal items of a list so many more are shown.
EQUAL, PEERS = 0.02, 4
#: Facets that a question may ask for together and that then stand side by side.
SIDE_BY_SIDE = ("reason", "problem", "improvement", "effect", "goal")
#: “截至2016年12月31日”: how things stood then.
_AS_OF = re.compile(r"截[至止](?:到)?((?:19|20)\d\d)年")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of one place, as printed.

    ``text`` is what answers, ``quote`` the printed place that it is from; ``items`` are the
    single things where the words list several. ``coverage`` is the share of the question's
    content that the place explains, ``score`` ranks excerpts of one question.
    """

    doc: str
    section: tuple[str, ...]
    text: str
    quote: str
    line: int
    score: float
    coverage: float
    table: str | None = None
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    page: int | None = None
    items: tuple[str, ...] = ()


class Narrator:
    """The prose and the word cells of an index, ready to be asked."""

    def __init__(
        self,
        told: Mapping[str, Told],
        profiles: Mapping[str, Profile],
    ) -> None:
        """``told`` is what each document tells in words, in the order of the paragraphs; cells
        stand in that of ``profiles``."""
        self._profiles = profiles
        self._outlines = {doc: one.outline for doc, one in told.items()}
        self._units = (
            *(unit for one in told.values() for unit in one.prose),
            *(unit for doc in profiles if doc in told for unit in told[doc].cells),
            *(unit for one in told.values() for unit in one.sections),
        )
        self._index = TextIndex(text for unit in self._units for _, text in unit.layers)
        self._layers = tuple(
            tuple((weight, self._index.number(text)) for weight, text in unit.layers)
            for unit in self._units
        )

    def narrate(
        self,
        query: Query,
        docs: Collection[str] | None = None,
        limit: int = 5,
        *,
        elsewhere: bool = False,
    ) -> list[Excerpt]:
        """The places that answer ``query``, the best first; empty where nothing fits.

        ``docs`` restricts the answer to documents that were resolved already; without it they
        follow from the units and years that the query names. ``elsewhere`` looks where any of
        the units' documents speaks of the years, be it of another year itself.
        """
        want, hits = self._hits(query, docs, elsewhere)
        if not hits and (mended := repaired(query, self._index)) != query:
            want, hits = self._hits(mended, docs, elsewhere)
        excerpts: list[Excerpt] = []
        seen: set[tuple[str, int]] = set()
        for hit in hits:
            unit = self._units[hit.number]
            places = {(unit.doc, number) for number in unit.nodes}
            if seen.isdisjoint(places):
                seen |= places
                excerpts.append(self._excerpt(hit, hits, want))
            if len(excerpts) == limit:
                break
        return excerpts

    def spoken(self, query: Query, limit: int = 5) -> list[Excerpt]:
        """The places that answer ``query`` read as free speech, the best first: all that it names
        must be explained, its other words need not be. Where a number is asked for, a place must
        print it beside what it counts."""
        loose = loosened(query, self._index)
        least = max(MIN_NAMED * self._index.weight(""), LEAST_NAMED)
        if _is_of_figures(query, loose) or wanted(loose, self._index).named < least:
            return []
        found = [e for e in self.narrate(loose, limit=limit) if e.coverage >= MIN_SPOKEN]
        if mentions(query.said, "figure_words"):
            found = [excerpt for excerpt in found if prints_counted(query, excerpt.text)]
        return found

    def _hits(
        self, query: Query, docs: Collection[str] | None, elsewhere: bool
    ) -> tuple[Wanted, list[Hit]]:
        """What the query wants and the places that answer it, the best first."""
        scope = self._scope(query, docs)
        if elsewhere:
            scope = self._of_years(query, self._documents(query))
        want = wanted(query, self._index)
        if asks_for_term(query):
            term = wanted(query, self._index, term=True)
            if hits := self._answers(term, scope, MIN_TERM):
                return term, hits
        return want, self._answers(want, scope)

    def _answers(
        self, want: Wanted, scope: Callable[[Unit], bool], least: float = 0.0
    ) -> list[Hit]:
        hits = ranked(want, self._index, self._units, self._layers, scope)
        hits = [hit for hit in hits if hit.named >= least and self._fits(hit, want)]
        return sorted(
            hits,
            key=lambda hit: -hit.score - self._kind_bonus(hit, want.query) - NAMES * hit.coverage,
        )

    def _scope(self, query: Query, docs: Collection[str] | None) -> Callable[[Unit], bool]:
        """Which units may answer: those of the documents meant, and of the year meant."""
        own = set(docs) if docs is not None else self._documents(query)
        by_year = {d for d in own if self._profiles[d].year in query.years}
        if not query.years or by_year or docs is not None:
            meant = by_year if by_year and docs is None else own
            return lambda unit: unit.doc in meant
        return self._of_years(query, own)

    def _of_years(self, query: Query, docs: Collection[str]) -> Callable[[Unit], bool]:
        """The units of ``docs`` whose words name each of the years that the query does."""
        years = tuple(f"{year}年" for year in query.years)
        return lambda unit: unit.doc in docs and self._speaks_of(unit, years)

    def _documents(self, query: Query) -> set[str]:
        return {
            doc
            for doc, profile in self._profiles.items()
            if (not query.units or profile.unit_name in query.units)
            and (query.kind != "决算" or profile.kind == "决算")
        }

    def _node(self, unit: Unit) -> Node:
        """The node that a unit begins with."""
        return self._outlines[unit.doc].nodes[unit.nodes[0]]

    def _speaks_of(self, unit: Unit, years: tuple[str, ...]) -> bool:
        """Whether the words, or the headings above them, name each of the years."""
        node = self._node(unit)
        said = "".join((*node.section, node.text[unit.start : unit.end]))
        return all(year in skeleton(said) for year in years)

    def _fits(self, hit: Hit, want: Wanted) -> bool:
        """Whether enough of the question is explained, and what it names is meant."""
        strangers = mask_of(want.query.words_of("stranger"))
        explained = (hit.mask & strangers).bit_count()
        missing = want.names & ~hit.near
        return (
            hit.coverage >= (MIN_WHY if needed(want.facets) else MIN_COVERAGE)
            and hit.score >= MIN_SCORE
            and not self._is_of_another_day(hit, want)
            and explained >= MIN_STRANGER * strangers.bit_count()
            and all(
                self._speaks_of_body(hit, w.text, want) for w in want.query.words_of("stranger")
            )
            # One letter may be mistyped; two in a row are another name.
            and not missing & (missing << 1)
            and not ("reason" in want.facets and self._is_of_another_item(hit, want))
            and not (OF_ITS_OWN & want.facets.keys() and self._is_of_another_name(hit, want))
            and not self._is_of_a_term(hit, want)
        )

    def _is_of_another_name(self, hit: Hit, want: Wanted) -> bool:
        """Whether a place is about something that the question does not name, and nowhere prints
        what it names: the problems of another project."""
        unit = self._units[hit.number]
        named = named_item(want, without=set(OF_ITS_OWN))
        if not unit.traits.names or not named or hit.named >= MIN_LABELLED:
            return False
        return not any(named in skeleton(text) for weight, text in unit.layers if weight > REST)

    def _is_of_a_term(self, hit: Hit, want: Wanted) -> bool:
        """Whether a place explains a term, where neither that term is named nor an explanation
        asked for, nor what the term takes in: how things stand, and whether, it does not say."""
        if not self._units[hit.number].traits.glossary or "definition" in want.facets:
            return False
        named = hit.named >= MIN_TERM or OF_TERMS & want.facets.keys()
        return asks_whether(want.query.said) or not named

    def _speaks_of_body(self, hit: Hit, name: str, want: Wanted) -> bool:
        """Whether the words around a hit print the name of a body in one stretch, perhaps without
        its place, and tell of it what only a body has: what it is for, and what it is made of."""
        unit = self._units[hit.number]
        end = name[int(len(name) * (1 - MIN_NAME)) :]
        printed = "".join(skeleton(text) for _, text in unit.layers)
        if "organisation" in want.facets:
            return bool(re.search(rf"{re.escape(end)}.?设", printed))
        return end in printed and ("duty" not in want.facets or "duty" in unit.traits.marks)

    def _is_of_another_day(self, hit: Hit, want: Wanted) -> bool:
        """Whether the words tell how things stood on a day of a year other than those asked for."""
        years = want.query.years_meant
        unit = self._units[hit.number]
        if not years or unit.size == "list":
            return False
        node = self._node(unit)
        said = _AS_OF.findall(clean(node.text[unit.start : unit.end]))
        return bool(said) and not any(int(year) in years for year in said)

    def _is_of_another_item(self, hit: Hit, want: Wanted) -> bool:
        """Whether the words report the change of an item that the question does not name, and
        nowhere print what it names."""
        unit = self._units[hit.number]
        whole = skeleton(self._profiles[unit.doc].unit_name)
        if named_item(want) in load("labels")["sides"]:
            # 其他收入 gives no reason for all income.
            return bool(unit.traits.label) and not tells_all_of_a_side(unit.traits.label)
        if hit.labelled >= MIN_LABELLED or skeleton(unit.traits.label).startswith(whole):
            return False
        node = self._node(unit)
        words = clean(node.text[unit.start : unit.end])
        return all(named_item(want) not in said for said in (words, words.replace("、", "")))

    def _kind_bonus(self, hit: Hit, query: Query) -> float:
        profile = self._profiles[self._units[hit.number].doc]
        return KIND * (query.kind is not None and profile.kind == query.kind)

    def _excerpt(self, hit: Hit, hits: list[Hit], want: Wanted) -> Excerpt:
        unit = self._units[hit.number]
        widely = "reason" not in want.facets or self._is_item_of_reasons(unit)
        shown = cut(
            self._outlines[unit.doc], [unit, *self._completing(hit, hits, want)], widely=widely
        )
        node = self._node(unit)
        fact = node.fact
        return Excerpt(
            doc=node.doc,
            section=node.section,
            text=shown.text,
            quote=_printed(fact, shown),
            line=shown.line,
            score=hit.score,
            coverage=hit.coverage,
            table=fact.table if fact else None,
            row=fact.row if fact else (),
            column=fact.column if fact else (),
            page=fact.page if fact else node.paragraph.page if node.paragraph else None,
            items=shown.items,
        )

    def _is_item_of_reasons(self, unit: Unit) -> bool:
        """Whether a unit is of an item of a list that gives reasons (主要原因：1.…；2.…)."""
        node = self._node(unit)
        above = self._outlines[unit.doc].nodes[node.parent] if node.parent >= 0 else None
        return above is not None and "reason" in marked(above.text)

    def _completing(self, hit: Hit, hits: list[Hit], want: Wanted) -> list[Unit]:
        """Stretches beside the best one that tell the other things that were asked for, and
        items of the same list that answer just as well."""
        unit = self._units[hit.number]
        equal = [self._units[h.number] for h in hits if 0 <= hit.score - h.score < EQUAL]
        if peers := [other for other in equal if _are_peers(self._outlines[unit.doc], unit, other)]:
            return peers[:PEERS]
        beside = [self._units[h.number] for h in hits if self._is_beside(unit, h)]
        found: list[Unit] = []
        for facet in SIDE_BY_SIDE:
            if facet in want.facets and not any(facet in u.traits.marks for u in (unit, *found)):
                found.extend([u for u in beside if facet in u.traits.marks][:1])
        return found

    def _is_beside(self, unit: Unit, hit: Hit) -> bool:
        """Whether a hit is of the same paragraph, or of the same subject in its section."""
        other = self._units[hit.number]
        node, beside = self._node(unit), self._node(other)
        if (unit.doc, unit.nodes[0]) == (other.doc, other.nodes[0]):
            return other is not unit
        together = (node.doc, node.section[:-1]) == (beside.doc, beside.section[:-1])
        own = node.fact or beside.fact or node.subject or beside.subject
        return together and not own


def _printed(fact: Fact | None, shown: Cut) -> str:
    """The printed place of what is shown: of a cell its row, unless that is broken over pages and
    the first does not hold the words."""
    if fact is None or skeleton(shown.text) not in skeleton(fact.quote):
        return shown.quote
    return fact.quote


def _are_peers(outline: Outline, one: Unit, other: Unit) -> bool:
    """Whether two units are sentences of one paragraph, or of items of one numbered list."""
    if one is other or one.doc != other.doc or not one.size == other.size == "piece":
        return False
    if one.nodes == other.nodes:
        return True
    a, b = outline.nodes[one.nodes[0]], outline.nodes[other.nodes[0]]
    together = (a.section, a.parent, a.depth) == (b.section, b.parent, b.depth)
    return together and a.depth is not None and a.fact is None and not a.glossary


def _is_of_figures(query: Query, loose: Query) -> bool:
    """Whether figures answer ``query`` or nothing does: what is reckoned, a version of an amount,
    and what is asked for by its bare name (公务接待批次), in no word that could be ``loose``."""
    if query.needs_words and not query.bases:
        return False  # why a ratio is low, no figure tells
    if query.ratio or _RECKONED.intersection(query.operations):
        return True
    if query.bases and not asks_for_names(query.said):
        return True
    asks = query.asks_words or mentions(query.said, "figure_words")
    asks = asks or mentions(query.said, "alternatives")
    bare = query.operations == ("value",) and loose.content == query.content
    return bare and not asks and not any(map(asks_whether, query.said.split(",")))
