"""Looking facts up for a query: what fits, what stands together, what can be inferred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from qa.ask.find import figures as fig
from qa.ask.find.families import Family, families
from qa.ask.find.figures import Figure
from qa.ask.find.finder import Finder, of_class
from qa.ask.find.fitting import (
    MIN_COVERAGE,
    MIN_OWN,
    explains,
    fits,
    fitting,
    is_one_of_many,
    lacks_total,
    names_all,
)
from qa.ask.find.link import (
    Link,
    is_total,
    is_version,
    own_label,
    tells_all_of_a_side,
    tells_all_people,
    way_of,
)
from qa.ask.find.moves import against, is_comparable, of_one_item
from qa.ask.find.naming import item_of, label_of
from qa.ask.find.scope import Scope, stated
from qa.ask.find.sheets import Sheet, sheets
from qa.ask.find.together import CHOICES, beside
from qa.ask.find.totals import whole_of
from qa.ask.find.winnow import is_on_the_other_side, sides_named
from qa.ask.question.asked import HEADS
from qa.ask.question.query import Query, bits, mask_of
from qa.ask.words.text import canonical, skeleton
from qa.facts.amounts import is_money
from qa.lexicon import load
from qa.model import Basis, Fact, Measure

#: So few characters beside the name of a body name no item.
SHORTEST_ITEM = 2
#: A label that the question names as a whole.
NAMED_IN_FULL = 0.95
#: By how much more of the question what is a part explains than its whole.
CLEARLY_MORE = 0.15
#: How many facts are looked at for one query over the documents of a few units.
DEPTH = 40


class Desk:
    """Looks facts up for queries; knows years, versions and how operands belong together."""

    def __init__(self, finder: Finder, facts: Sequence[Fact] = (), depth: int = DEPTH) -> None:
        """``depth`` says how many facts are looked at for one query."""
        self.finder = finder
        self._facts = facts
        self._depth = depth

    @property
    def facts(self) -> Sequence[Fact]:
        """The facts that it looks figures up in."""
        return self._facts

    @cached_property
    def families(self) -> Sequence[Family]:
        """The figures that documents set side by side, found when they are first needed."""
        return families(self._facts)

    @cached_property
    def sheets(self) -> Sequence[Sheet]:
        """The tables of goals, results and points, found when they are first needed."""
        return sheets(self._facts)

    def links(
        self, query: Query, measures: tuple[Measure, ...] = ("值",), bases: tuple[Basis, ...] = ()
    ) -> list[Link]:
        """The facts that fit ``query`` well enough, best first."""
        if not query.content and not query.codes:
            return self._whole(query, measures, bases)
        links = self._found(query, measures, bases)
        kept = [k for k in fitting(links, query) if names_all(k.fact, query.strangers)]
        kept = _in_measure(self._of_the_item(_of_parts(kept), query), query)
        people = load("labels")["people"]
        if query.unit == HEADS and query.named in people:
            links = self._found(about(query, people[0]), measures, bases)
            return [k for k in links if tells_all_people(k.fact)]
        if query.named in load("labels")["sides"]:
            # Any item is one of spending: all of it is meant.
            kept = [k for k in kept if k.own >= MIN_OWN or tells_all_of_a_side(own_label(k.fact))]
        elif query.named and tells_all_of_a_side(query.named):
            kept = [k for k in kept if not is_one_of_many(k.fact)]
        elif lacks_total(query, kept):
            return self._by_another_name(query, measures, bases) or kept
        return kept or self._by_another_name(query, measures, bases)

    def _of_the_item(self, links: list[Link], query: Query) -> list[Link]:
        """Of figures of a body without a disclosure of its own those of the item asked for: the
        body's name, however long, says nothing of it."""
        names = mask_of(query.words_of("stranger"))
        item = query.content & ~names
        if not names & query.content or item.bit_count() < SHORTEST_ITEM:
            return links
        measure = self.finder.measure(replace(query, content=item))
        return [link for link in links if measure.coverage(link.mask) >= MIN_COVERAGE]

    def _by_another_name(
        self, query: Query, measures: tuple[Measure, ...], bases: tuple[Basis, ...]
    ) -> list[Link]:
        """The facts under the other names that documents give to what ``query`` names."""
        of_all, sides = query.named in load("labels")["sides"], sides_named(query.text)
        for name in load("labels")["other_names"].get(skeleton(query.named), ()):
            other = about(query, name)
            links = fitting(self._found(other, measures, bases), other)
            # 总计 alone is what either side comes to.
            links = [k for k in links if not is_on_the_other_side(k.fact, sides)]
            if query.named and tells_all_of_a_side(query.named):
                links = [k for k in links if not is_one_of_many(k.fact)]
            if of_all:
                links = [k for k in links if tells_all_of_a_side(own_label(k.fact))]
            if links:
                return links
        return []

    def _by_each_name(
        self, query: Query, measures: tuple[Measure, ...], bases: tuple[Basis, ...]
    ) -> list[Link]:
        """The facts under any other name of what ``query`` names."""
        others = load("labels")["other_names"].get(skeleton(query.named), ())
        found = ((self._found(o, measures, bases), o) for o in (about(query, n) for n in others))
        return [link for links, other in found for link in fitting(links, other)]

    def in_all_documents(self, query: Query, links: list[Link]) -> list[Link]:
        """``links`` with those of documents that call what ``query`` names by another name."""
        docs = {link.fact.doc for link in links}
        others = self._by_another_name(query, ("值",), ()) if links and query.named else []
        return [*links, *(k for k in others if k.fact.doc not in docs)]

    def links_by_all_names(self, query: Query) -> list[Link]:
        """The facts that fit ``query`` and those under the other names of what it names: which
        total is meant shows only by what it stands beside."""
        others = load("labels")["other_names"].get(skeleton(query.named), ())
        found = [self._found(about(query, name), ("值",), ()) for name in others]
        return [
            *self.links(query)[: CHOICES // 2],
            *(k for links in found for k in links if fits(k)),
        ]

    def _found(
        self, query: Query, measures: tuple[Measure, ...], bases: tuple[Basis, ...]
    ) -> list[Link]:
        scope = Scope(
            units=query.units,
            years=query.years_meant,
            bases=bases or query.bases,
            measures=measures,
            codes=query.codes,
        )
        links = self.finder.find(query, query.content, scope, self._depth)
        if not query.ratio:
            links = [k for k in links if k.fact.measure != "值" or of_class(k.fact, query)]
        if query.item:
            links = [k for k in links if explains(k, query.item)]
        if query.codes:  # the code says which row: what is left to explain counts half
            links = [k._replace(own=1.0, coverage=(1 + k.coverage) / 2) for k in links]
        return links

    def _whole(
        self, query: Query, measures: tuple[Measure, ...], bases: tuple[Basis, ...]
    ) -> list[Link]:
        """What a question that names no item means: a version by itself, else all spending."""
        if query.unit == HEADS:
            return self.links(about(query, load("labels")["people"][0]), measures, bases)
        if "count" in query.operations:
            return []  # who asks how many there are asks for no money
        named = replace(query, content=query.hints, codes=())
        links = [
            k for k in self._found(named, measures, bases)
            if k.fact.source == "prose" and _is_version_of_all(k.fact)
        ]  # fmt: skip
        return links or self.links(about(query, load("labels")["default"]), measures, bases)

    def fit(self, query: Query) -> float:
        """How completely some label of the corpus stands in the query's own content."""
        links = self.finder.find(query, query.content, Scope(codes=query.codes), limit=CHOICES)
        return max((min(k.own, k.coverage) for k in links), default=0.0)

    def derived(self, query: Query) -> list[Figure]:
        """What no document prints, from a figure and its printed change: the year before (比上年
        增加), or the budget that was executed (比年初预算数减少)."""
        if len(query.years) != 1:
            return []
        year = query.years_meant[0]
        later = replace(query, years=(year + 1,), shift=0)
        own = replace(query, years=(year,), shift=0, bases=())
        for base, now in ((f"{year}", later), *((b, own) for b in query.bases)):
            for links in (self.links, self._by_another_name, self._by_each_name):
                changes = [
                    k for k in links(now, ("增减额",), ())
                    if way_of(k.fact) and against(k.fact, base) and is_comparable(k.fact)
                ]  # fmt: skip
                values = self.links(now) if changes else []
                for change in changes:
                    same = [k for k in values if of_one_item(k, change)]
                    if pair := beside(change, same) if same else None:
                        version = "" if base.isdigit() else base
                        label = f"{year}年{item_of(pair.fact)}{version}"
                        moved, way = figure_of(change), way_of(change.fact)
                        return [fig.before(label, figure_of(pair), moved, way, year)]
        return []

    def in_table_of(self, one: Fact) -> Sequence[Fact]:
        """The facts of the document and table that ``one`` stands in."""
        return self._tables.get((one.doc, one.table_id), ())

    @cached_property
    def _tables(self) -> Mapping[tuple[str, int], Sequence[Fact]]:
        """The facts by document and table."""
        found: dict[tuple[str, int], list[Fact]] = {}
        for fact in self._facts:
            found.setdefault((fact.doc, fact.table_id), []).append(fact)
        return found

    def total_of(self, part: Fact) -> Fact | None:
        """The figure of the row of all (合计) in the column that ``part`` stands in."""
        place = (part.doc, part.table_id, part.column_id)
        same = [f for f in self._facts if (f.doc, f.table_id, f.column_id) == place]
        return next((f for f in same if f.value and f.row and is_total(f.row[-1])), None)

    def whole_of(self, part: Fact) -> Fact | None:
        """The total of the table that ``part`` stands in, of its column or its row."""
        return whole_of(part, self._facts)


def _of_parts(links: list[Link]) -> list[Link]:
    """``links`` without those to a whole where what stands right below it explains clearly more of
    the question: 软件采购 of “服务项目里软件采购”, not the project."""
    below: dict[tuple[str, tuple[str, ...]], float] = {}
    for link in (k for k in links if len(k.fact.row) > 1):
        above = (link.fact.doc, tuple(map(skeleton, link.fact.row[:-1])))
        below[above] = max(below.get(above, 0.0), link.coverage)
    return [
        link
        for link in links
        if below.get((link.fact.doc, tuple(map(skeleton, link.fact.row))), 0.0)
        < link.coverage + CLEARLY_MORE
    ]


def _is_version_of_all(fact: Fact) -> bool:
    """Whether a sentence tells a version by itself (调整后预算数), or that of all a body spends
    (部门整体支出，全年预算数)."""
    of_all = own_label(fact) in load("labels")["whole_spending"] and is_version(fact.row[-1])
    return of_all or is_version(own_label(fact))


def _in_measure(links: list[Link], query: Query) -> list[Link]:
    """``links`` in the measure word that the question asks for (多少条数据), where one is to the
    very thing it names: what counts in another word is another thing (数据集14个)."""
    same = [k for k in links if k.fact.unit and k.fact.unit == query.unit]
    named = any(k.own >= NAMED_IN_FULL for k in same)
    return same if named and not is_money(query.unit or "") else links


def about(query: Query, words: str) -> Query:
    """``query`` asking for ``words`` instead of what it asks for."""
    text = canonical(words)
    return replace(
        query, text=text, span=(0, len(text)), content=bits((0, len(text))), hints=0, words=()
    )


def figure_of(link: Link) -> Figure:
    """The figure that a fact prints, also where a cell of words states it (≥15G)."""
    return figure_from(link.fact, link.score, link.coverage)


def figure_from(fact: Fact, score: float = 1.0, coverage: float = 1.0) -> Figure:
    """The figure of a fact that was chosen by its place, not by the question's words, unless
    ``score`` and ``coverage`` tell how well these fit it.

    Raises ``ValueError`` for a cell that is blank or holds words without an amount.
    """
    amount = stated(fact)
    if amount is not None:
        value, unit, printed = amount.value, amount.unit or "", fact.text or ""
    elif fact.value is not None:
        value, unit = fact.value, fact.unit or ("分" if is_scored(fact) else "")
        value = abs(value) if way_of(fact) else value  # the label tells which way it went
        printed = _unchanged(fact)
    else:
        raise ValueError(f"no figure in {fact.row} / {fact.column}")
    label = label_of(fact)
    return Figure(label, value, unit, fact, printed=printed, score=score, coverage=coverage)


def _unchanged(fact: Fact) -> str:
    """What a sentence says in place of a change of nothing: 与上年持平."""
    said = (fact.text or "") if fact.measure == "增减额" and not fact.value else ""
    if not said or any(map(str.isdigit, said)):
        return ""
    words = load("answers")["sentence"]["unchanged"]
    return str(words).format(unit=fact.unit or "", said=said)


def is_scored(fact: Fact) -> bool:
    """Whether a fact is of a column of points, which tables print without a unit."""
    heads = tuple(load("facts")["tables"]["scores"])
    return fact.basis == "其他" and bool(fact.column) and fact.column[-1].endswith(heads)
