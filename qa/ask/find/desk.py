"""Looking facts up for a query: what fits, what stands together, what can be inferred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from qa.ask.find import figures as fig
from qa.ask.find.families import Family, families
from qa.ask.find.figures import Figure
from qa.ask.find.finder import Finder, of_class, same_place
from qa.ask.find.link import Link, bare_title, is_version, own_label, tells_all_of_a_side
from qa.ask.find.merely import is_merely_like
from qa.ask.find.naming import item_of, label_of
from qa.ask.find.scope import Scope, stated
from qa.ask.find.sheets import Sheet, sheets
from qa.ask.find.totals import whole_of
from qa.ask.question.query import Query, bits
from qa.ask.words.text import canonical, skeleton
from qa.lexicon import load
from qa.model import Basis, Fact, Measure

#: Less of the question explained than this, and the fact is about something else.
MIN_COVERAGE = 0.7
#: Less of a fact's own label named than this, and it is about something else …
MIN_OWN = 0.5
#: Less of it named than this, and it may be another thing of a like name.
MOSTLY_OWN = 0.6
#: … unless the question is explained this completely (a short name of a long label).
FULL_COVERAGE, MIN_OWN_IF_FULL = 0.9, 0.25
#: So few characters beside the name of a body name no item.
SHORTEST_ITEM = 2
#: What operands gain that stand in one row, one column or one sentence.
TOGETHER = 0.25
#: How many facts an operand may be chosen from.
CHOICES = 12
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
        fitting = [k for k in _fitting(links, query) if _names_all(k.fact, query.strangers)]
        fitting = self._of_the_item(fitting, query)
        if query.named in load("labels")["sides"]:
            # Any item is one of spending: all of it is meant.
            fitting = [
                k for k in fitting if k.own >= MIN_OWN or tells_all_of_a_side(own_label(k.fact))
            ]
        elif query.named and tells_all_of_a_side(query.named):
            fitting = [k for k in fitting if not _is_one_of_many(k.fact)]
        elif _lacks_total(query, fitting):
            return self._by_another_name(query, measures, bases) or fitting
        return fitting or self._by_another_name(query, measures, bases)

    def _of_the_item(self, links: list[Link], query: Query) -> list[Link]:
        """Of figures of a body without a disclosure of its own those of the item asked for: the
        body's name, however long, says nothing of it."""
        names = bits(*((w.start, w.end) for w in query.words if w.group == "stranger"))
        item = query.content & ~names
        if not names & query.content or item.bit_count() < SHORTEST_ITEM:
            return links
        measure = self.finder.measure(replace(query, content=item))
        return [link for link in links if measure.coverage(link.mask) >= MIN_COVERAGE]

    def _by_another_name(
        self, query: Query, measures: tuple[Measure, ...], bases: tuple[Basis, ...]
    ) -> list[Link]:
        """The facts under the other names that documents give to what ``query`` names."""
        named = "".join(c for i, c in enumerate(query.text) if query.content >> i & 1)
        of_all = named in load("labels")["sides"]
        for name in load("labels")["other_names"].get(skeleton(named), ()):
            other = about(query, name)
            links = _fitting(self._found(other, measures, bases), other)
            if query.named and tells_all_of_a_side(query.named):
                links = [k for k in links if not _is_one_of_many(k.fact)]
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
        return [link for links, other in found for link in _fitting(links, other)]

    def in_all_documents(self, query: Query, links: list[Link]) -> list[Link]:
        """``links`` with those of documents that call what ``query`` names by another name."""
        docs = {link.fact.doc for link in links}
        others = self._by_another_name(query, ("值",), ()) if links and query.named else []
        return [*links, *(k for k in others if k.fact.doc not in docs)]

    def links_by_all_names(self, query: Query) -> list[Link]:
        """The facts that fit ``query`` and those under the other names of what it names: which
        total is meant shows only by what it stands beside."""
        named = "".join(c for i, c in enumerate(query.text) if query.content >> i & 1)
        others = load("labels")["other_names"].get(skeleton(named), ())
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
            years=tuple(y + query.shift for y in query.years) if query.shift else query.years,
            bases=bases or query.bases,
            measures=measures,
            codes=query.codes,
        )
        links = self.finder.find(query, query.content, scope, self._depth)
        if not query.ratio:
            links = [k for k in links if k.fact.measure != "值" or of_class(k.fact, query)]
        if query.item:
            links = [k for k in links if _explains(k, query.item)]
        if query.codes:  # the code says which row: what is left to explain counts half
            links = [replace(k, own=1.0, coverage=(1 + k.coverage) / 2) for k in links]
        return links

    def _whole(
        self, query: Query, measures: tuple[Measure, ...], bases: tuple[Basis, ...]
    ) -> list[Link]:
        """What a question that names no item means: a version by itself, else all spending."""
        named = replace(query, content=query.hints, codes=())
        links = [
            k for k in self._found(named, measures, bases)
            if k.fact.source == "prose" and is_version(own_label(k.fact))
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
        year = query.years[0] + query.shift
        later = replace(query, years=(year + 1,), shift=0)
        own = replace(query, years=(year,), shift=0, bases=())
        for base, now in ((f"{year}", later), *((b, own) for b in query.bases)):
            for links in (self.links, self._by_another_name, self._by_each_name):
                changes = [
                    k for k in links(now, ("增减额",), ())
                    if k.fact.direction and against(k.fact, base)
                ]  # fmt: skip
                values = self.links(now) if changes else []
                for change in changes:
                    same = [k for k in values if _of_one_item(k, change)]
                    if pair := beside(change, same) if same else None:
                        version = "" if base.isdigit() else base
                        label = f"{year}年{item_of(pair.fact)}{version}"
                        moved, way = figure_of(change), change.fact.direction
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

    def whole_of(self, part: Fact) -> Fact | None:
        """The total of the table that ``part`` stands in, of its column or its row."""
        return whole_of(part, self._facts)

    def together(self, choices: Sequence[Sequence[Link]]) -> list[Link]:
        """One link from each of ``choices``, no fact twice, so that they fit and stand near one
        another; empty where one of them has nothing to choose from."""
        best: tuple[float, list[Link]] = (0.0, [])
        for anchor in (link for links in choices for link in links[:CHOICES]):
            chosen = _each_its_own(anchor, choices)
            worth = sum(k.score + TOGETHER * same_place(anchor.fact, k.fact) for k in chosen)
            if len(chosen) == len(choices) and worth > best[0]:
                best = (worth, chosen)
        return best[1]


def _is_one_of_many(fact: Fact) -> bool:
    """Whether a sentence gives the total of one fund or one kind: 财政拨款收入总计 is not all."""
    return fact.source == "prose" and not tells_all_of_a_side(own_label(fact))


def _each_its_own(anchor: Link, choices: Sequence[Sequence[Link]]) -> list[Link]:
    """One link from each of ``choices`` near ``anchor``, no fact twice: who fits best goes first,
    so that none takes what another one means."""
    near = [
        (link.score + TOGETHER * same_place(anchor.fact, link.fact), -number, link)
        for number, links in enumerate(choices)
        for link in links[:CHOICES]
    ]
    near.sort(key=lambda one: one[:2], reverse=True)
    chosen: dict[int, Link] = {}
    for _, number, link in near:
        if number not in chosen and all(link.fact is not c.fact for c in chosen.values()):
            chosen[number] = link
    return [chosen[number] for number in sorted(chosen, reverse=True)]


def _of_one_item(value: Link, change: Link) -> bool:
    """Whether a figure and a change are of the same item, or of one sentence, or of one document
    that tells the change of both its balanced totals at once (收支较上年减少)."""
    one, other = value.fact, change.fact
    sides = load("labels")["both_sides"]
    rows = {*one.row[-1:]}, {*other.row[-1:]}
    yearly = [row <= {*sides["yearly"]} for row in rows]
    if skeleton(own_label(one)) == skeleton(own_label(other)) and yearly[0] == yearly[1]:
        return True
    if one.doc != other.doc or one.source != other.source:
        return False
    both = rows[0] <= {*sides["totals"]} and rows[1] <= {*sides["called"]}
    said = one.quote == other.quote and yearly[0] == yearly[1]
    return both or (said and _are_of_one_side(own_label(one), own_label(other)))


def _are_of_one_side(one: str, other: str) -> bool:
    """Whether two labels name all income, or all spending, or one of them both."""
    if not (tells_all_of_a_side(one) and tells_all_of_a_side(other)):
        return False
    received, spent = load("labels")["sides"]
    named = [{side for side in (received[0], spent[0]) if side in label} for label in (one, other)]
    return not named[0] or not named[1] or bool(named[0] & named[1])


def beside(anchor: Link, others: Sequence[Link]) -> Link | None:
    """Of ``others`` the one that belongs to ``anchor``: near it and well linked."""
    return max(
        others, key=lambda k: k.score + TOGETHER * same_place(anchor.fact, k.fact), default=None
    )


def _names_all(fact: Fact, bodies: Sequence[str]) -> bool:
    """Whether the fact's own words name each of the ``bodies`` that have no document here."""
    words = [skeleton(w) for w in (*fact.row, *fact.column, fact.table or "", fact.quote or "")]
    return all(any(skeleton(body) in w for w in words) for body in bodies)


def _explains(link: Link, item: int) -> bool:
    """Whether a fact's labels explain half of the characters ``item`` of the question."""
    return (link.mask & item).bit_count() * 2 >= item.bit_count()


def _fitting(links: Sequence[Link], query: Query) -> list[Link]:
    """Those of ``links`` that are about what ``query`` asks."""
    return [
        k for k in links
        if fits(k) and (k.own >= MOSTLY_OWN or not _is_merely_like(k.fact, query))
    ]  # fmt: skip


def _is_merely_like(fact: Fact, query: Query) -> bool:
    """Whether the label that says what a fact is about sounds like another thing; the title of a
    table that does so names more than the thing (2031年县级部门…支出表)."""
    label = own_label(fact)
    return label != bare_title(fact.table or "") and is_merely_like(label, query)


def fits(link: Link) -> bool:
    """Whether a fact is about what the question asks, not merely about something like it."""
    if link.own >= MIN_OWN:
        return link.coverage >= MIN_COVERAGE
    return link.coverage >= FULL_COVERAGE and link.own >= MIN_OWN_IF_FULL


def about(query: Query, words: str) -> Query:
    """``query`` asking for ``words`` instead of what it asks for."""
    text = canonical(words)
    return replace(
        query, text=text, span=(0, len(text)), content=bits((0, len(text))), hints=0, words=()
    )


def figure_of(link: Link) -> Figure:
    """The figure that a fact prints, also where a cell of words states it (≥15G)."""
    return replace(figure_from(link.fact), score=link.score, coverage=link.coverage)


def figure_from(fact: Fact) -> Figure:
    """The figure of a fact that was chosen by its place, not by the question's words.

    Raises ``ValueError`` for a cell that is blank or holds words without an amount.
    """
    amount = stated(fact)
    if amount is not None:
        return Figure(
            label_of(fact), amount.value, amount.unit or "", fact, printed=fact.text or ""
        )
    if fact.value is None:
        raise ValueError(f"no figure in {fact.row} / {fact.column}")
    said = (fact.text or "") if fact.measure == "增减额" and not fact.value else ""
    printed = ""
    if said and not any(map(str.isdigit, said)):  # 与上年持平
        words = load("answers")["sentence"]["unchanged"]
        printed = str(words).format(unit=fact.unit or "", said=said)
    unit = fact.unit or ("分" if _is_scored(fact) else "")
    return Figure(label_of(fact), fact.value, unit, fact, printed=printed)


def _is_scored(fact: Fact) -> bool:
    """Whether a fact is of a column of points, which tables print without a unit."""
    heads = tuple(load("facts")["tables"]["scores"])
    return fact.basis == "其他" and bool(fact.column) and fact.column[-1].endswith(heads)


def against(fact: Fact, base: str) -> bool:
    """Whether a change is measured from ``base``: a year, or a version of the figure."""
    words = fact.against or ""
    if base in words or not base.isdigit() or fact.year != int(base) + 1:
        return base in words
    return any(word in words for word in load("facts")["names"]["last_year"])


def _lacks_total(query: Query, links: Sequence[Link]) -> bool:
    """Whether the total of a fund is asked for (财政拨款收入总计) and no label says total: what was
    granted within the year is less than what all came to."""
    total: str = load("labels")["carried"]
    return query.named.endswith(total) and not any(total in own_label(k.fact) for k in links)
