"""Finding the facts that a query asks for: filters first, then the linker's ranking."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from qa.ask.find.link import Link, is_total, own_label
from qa.ask.find.linker import Linker
from qa.ask.find.measure import Measure as Measuring
from qa.ask.find.scope import COMPATIBLE, Scope, kind_of, stated
from qa.ask.find.titled import Titled, titled
from qa.ask.find.winnow import NAMED_WHOLE, winnowed
from qa.ask.question.query import Query, bits
from qa.ask.question.unit_names import body_of
from qa.facts.amounts import is_money, split_unit
from qa.lexicon import load
from qa.model import OF_INDICATORS, Basis, Fact, Kind, Profile

#: An operation finds anew what another tried before: so much is kept that was found last.
KEPT = 64
#: Labels of which is remembered what they say beside a question.
KEPT_LABELS = 16384

#: Versions of no money: neither budgeted nor spent.
NO_MONEY: tuple[Basis, ...] = (*OF_INDICATORS, "其他")
#: What a figure gains in the unit of measure that the question asks for, or loses in another.
ASKED_UNIT, OTHER_UNIT, UNASKED_RATE = 0.12, 0.15, 0.12
#: What a label gains that the question names from end to end.
WHOLE_LABEL = 0.1
#: What a table gains that is made for the item asked about.
MADE_FOR = 0.2
#: What a table of one part of the spending (基本支出) costs beside one of the whole.
ONE_PART = 0.2
#: … and what one of the main funds costs where a single figure is looked up.
NOT_THE_WHOLE = 0.09
#: What a figure costs that explains nothing of the clause that asks, only of its setting.
OUT_OF_FOCUS = 0.3
#: What a label of something that happened (购置数) costs where what there is is counted.
EVENT = 0.3
#: What the row of all points gains where points are asked for.
ALL_POINTS = 0.1
#: Small preferences that settle between facts which the words fit equally well.
OWN_YEAR, OWN_BASIS, FROM_TABLE, FIRST_CHOICE, WHOLE_ROW = 0.10, 0.06, 0.14, 0.04, 0.02


def is_of_an_indicator(fact: Fact) -> bool:
    """Whether a figure is the goal or the result of an indicator, of no version of the money."""
    return fact.basis in OF_INDICATORS


class Finder:
    """Ranks facts for a query, with the preferences that the words leave open."""

    def __init__(self, linker: Linker, profiles: Mapping[str, Profile]) -> None:
        self._linker = linker
        self._profiles = profiles
        self._found = lru_cache(maxsize=KEPT)(self._find)
        #: Where documents tell how things stood on a day of the year before.
        self._as_of = {(fact.doc, fact.section) for fact in linker.facts if is_as_of(fact)}

    def profile(self, doc: str) -> Profile:
        """Whose document ``doc`` is, of which year and kind."""
        return self._profiles[doc]

    def years_of(self, units: Collection[str]) -> set[int]:
        """The years of which ``units`` (all of them for none) have documents."""
        held = self._profiles.values()
        return {profile.year for profile in held if not units or profile.unit_name in units}

    def profiles(self) -> Sequence[Profile]:
        """Whose documents there are, each body and year once."""
        return [*{(p.unit_name, p.year): p for p in self._profiles.values()}.values()]

    def find(self, query: Query, content: int, scope: Scope, limit: int = 40) -> list[Link]:
        """The facts of ``scope`` that explain ``content`` of the query's text, best first."""
        return list(self._found(query, content, scope, limit))

    def _find(self, query: Query, content: int, scope: Scope, limit: int) -> Sequence[Link]:
        links = self._linker.rank(
            query.text,
            content,
            query.hints,
            query.naming | content | query.hints,
            scope=scope,
            limit=limit * 4,
            said=bits(query.span),
        )
        links = [k for k in winnowed(links, query) if not self._is_revised(k.fact, scope)]
        weighed = [(k, self._worth_of(k, scope, query)) for k in links]
        weighed.sort(key=lambda one: -(one[0].score + one[1]))
        return [k.worth(more) for k, more in weighed[:limit]]

    def _is_revised(self, fact: Fact, scope: Scope) -> bool:
        """Whether the budget in an account's table, which has been revised by then, is asked for as
        that of the beginning of the year."""
        of_start = scope.bases == ("年初预算",) and fact.basis == "预算"
        return of_start and self._profiles[fact.doc].kind == "决算"

    def measure(self, query: Query) -> Measuring:
        """The query's own words, against which labels are to be measured."""
        named = bits(query.span) | query.content | query.hints
        return self._linker.measure(query.text, query.content, named)

    def holds(self, text: str) -> bool:
        """Whether ``text`` stands in some label."""
        return self._linker.holds(text)

    def is_own(self, fact: Fact) -> bool:
        """Whether the figure is of its document's own year and kind, not a comparative. Goals and
        results are of either kind, and what there is at the end of a year stands in the next
        year's budget."""
        profile = self._profiles[fact.doc]
        if fact.basis in NO_MONEY:
            return fact.year == profile.year
        if kind_of(fact.basis) != profile.kind:
            return False
        return fact.year == profile.year or (
            fact.year == profile.year - 1 and (fact.doc, fact.section) in self._as_of
        )

    def is_stock_of(self, fact: Fact, year: int) -> bool:
        """Whether a document of ``year`` counts there what it has, as of a day of the year
        before."""
        as_of = (fact.doc, fact.section) in self._as_of
        counted = unit_class(fact.unit or "元") == "count"
        return as_of and counted and self._profiles[fact.doc].year == year == (fact.year or 0) + 1

    def stands_for(self, fact: Fact, years: Collection[int]) -> bool:
        """Whether a document of one of ``years`` tells by the figure how things stood when its year
        began: it has no later one."""
        year = self._profiles[fact.doc].year
        return year in years and fact.year == year - 1 and self.is_own(fact)

    def is_of_kind(self, fact: Fact, kind: Kind | None) -> bool:
        """Whether the fact's document is a budget, or an account, as the question names it."""
        return kind is not None and self._profiles[fact.doc].kind == kind

    def _worth_of(self, link: Link, scope: Scope, query: Query) -> float:
        whole = WHOLE_LABEL * (link.own >= NAMED_WHOLE)
        return self.worth(link.fact, scope, query) + whole - _beside(link, query)

    def worth(self, fact: Fact, scope: Scope, query: Query) -> float:
        """What speaks for ``fact`` beyond the words of its labels."""
        table = titled(fact, query.text)
        worth = self._preference(fact, scope, table) + of_unit(fact, query)
        return worth - NOT_THE_WHOLE * table.of_main_funds - ONE_PART * table.of_one_part

    def preference(self, fact: Fact, scope: Scope, text: str) -> float:
        """What speaks for ``fact`` beyond the words: its document's own year and version."""
        return self._preference(fact, scope, titled(fact, text))

    def _preference(self, fact: Fact, scope: Scope, table: Titled) -> float:
        profile = self._profiles[fact.doc]
        score = 0.0
        if fact.year == profile.year:
            score += OWN_YEAR
        if scope.bases:
            score += FIRST_CHOICE * (fact.basis == COMPATIBLE[scope.bases[0]][0])
        elif ("预算" if fact.basis == "目标值" else kind_of(fact.basis)) == profile.kind:
            score += OWN_BASIS
        if fact.source == "table":
            score += FROM_TABLE - table.cost + MADE_FOR * table.made_for_item
        if _are_totals(fact.column, fact.unit_name):
            score += WHOLE_ROW
        return score


@lru_cache(maxsize=65536)
def _are_totals(column: tuple[str, ...], unit_name: str) -> bool:
    return all(is_total(label, unit_name) for label in column)


def _beside(link: Link, query: Query) -> float:
    """What speaks against a figure that the question's setting fits better than its asking clause:
    政府采购 itself, where the services are asked for (政府采购安排，服务类多少)."""
    missed = query.focus & query.content & ~link.mask
    return OUT_OF_FOCUS * missed.bit_count() / max(1, query.focus.bit_count())


def is_as_of(fact: Fact) -> bool:
    """Whether a sentence tells how things stand on a day (截至2025年12月31日，共有车辆…)."""
    return fact.source == "prose" and any(w in fact.quote for w in load("labels")["as_of"])


def unit_class(unit: str) -> str:
    """What a unit of measure is one of: ``money``, ``rate``, ``score`` or ``count``. A figure of
    one class never stands for one of another."""
    if is_money(unit):
        return "money"
    return {"%": "rate", "分": "score", "个百分点": "rate"}.get(unit, "count")


def of_class(fact: Fact, query: Query) -> bool:
    """Whether a fact's unit of measure is of the kind that the question asks for."""
    unit = _unit_of(fact)
    return query.unit is None or not unit or _is_of_class(own_label(fact), unit, query.unit)


def _unit_of(fact: Fact) -> str:
    amount = stated(fact)
    return (amount.unit if amount else fact.unit) or ""


@lru_cache(maxsize=KEPT_LABELS)
def _is_of_class(label: str, printed: str, asked: str) -> bool:
    """Whether what is printed under ``label`` in one unit is of the kind asked for in another."""
    if _counts_same(label, printed, asked):
        return True
    one, other = split_unit(asked)[1], split_unit(printed)[1]
    return unit_class(one) == unit_class(other) and not _counts_others(one, other)


def _counts_same(label: str, printed: str, asked: str) -> bool:
    """Whether the thing counted goes by either unit: 车辆 by 辆 and by 台."""
    names: dict[str, list[str]] = load("labels")["counted"]["either"]
    return any(
        label.endswith(name) and asked in units and printed in units
        for name, units in names.items()
    )


def _counts_others(asked: str, printed: str) -> bool:
    """Whether the units count two different kinds of things (批次 and 人), or measure what the
    other does not (公里 and 辆)."""
    if any(
        (asked in units) != (printed in units) for units in load("labels")["counted"]["measures"]
    ):
        return True
    kinds = load("labels")["counted"]["things"]
    one, other = (next((k for k in kinds if unit in k), None) for unit in (asked, printed))
    return one is not None and other is not None and one is not other


def of_unit(fact: Fact, query: Query) -> float:
    """What speaks for or against a fact by its unit of measure."""
    unit = _unit_of(fact)
    if query.unit == "分" and fact.column:
        return _of_points(fact)
    if is_intended(fact, query.text):
        return -EVENT
    if query.unit is None:
        return -UNASKED_RATE if unit == "%" and not query.ratio else 0.0
    if unit_class(query.unit) == "count" and is_event(fact, query.text):
        return -EVENT
    return ASKED_UNIT if _is_unit_asked(own_label(fact), unit, query.unit) else -OTHER_UNIT


@lru_cache(maxsize=KEPT_LABELS)
def _is_unit_asked(label: str, printed: str, asked: str) -> bool:
    """Whether what is printed under ``label`` in one unit is what is asked for in another."""
    if is_money(asked) or is_money(printed):
        return is_money(asked) and is_money(printed)
    return (
        _counts_same(label, printed, asked)
        or asked in printed
        or split_unit(asked)[1] == split_unit(printed)[1]
    )


def _of_points(fact: Fact) -> float:
    """What speaks for a cell of a score sheet: its column of points, its row of all points."""
    if fact.column[-1] not in load("labels")["score_columns"]:
        return 0.0
    return ASKED_UNIT + ALL_POINTS * is_score(fact)


def is_score(fact: Fact) -> bool:
    """Whether a cell holds the points in all of a score sheet."""
    words = load("labels")
    in_column = bool(fact.column) and fact.column[-1] in words["score_columns"]
    return in_column and bool(fact.row) and fact.row[-1] in words["score_rows"]


def is_event(fact: Fact, text: str) -> bool:
    """Whether a fact counts what happened (购置), of which the question says nothing."""
    return _is_event(own_label(fact), text)


@lru_cache(maxsize=KEPT_LABELS)
def _is_event(label: str, text: str) -> bool:
    return any(word in label and word not in text for word in load("labels")["events"])


def is_intended(fact: Fact, text: str) -> bool:
    """Whether a fact is of what is to be bought or given away (拟购置固定资产), of which the
    question says nothing: what there is is another thing."""
    return _is_intended(own_label(fact), text)


@lru_cache(maxsize=KEPT_LABELS)
def _is_intended(label: str, text: str) -> bool:
    words = load("labels")
    if any(word in text for word in words["events"]):
        return False
    return any(word in label and word not in text for word in words["intended"])


def groups(links: Sequence[Link]) -> dict[tuple[str, int | None, str], list[Link]]:
    """Links by what an answer must name: unit (one body under two names is one), year and budget
    or final accounts."""
    found: dict[tuple[str, int | None, str], list[Link]] = {}
    for link in links:
        body = body_of(link.fact.unit_name)
        found.setdefault((body, link.fact.year, kind_of(link.fact.basis)), []).append(link)
    return found


def best(links: Iterable[Link]) -> Link | None:
    """The link of the highest score, the first of equals."""
    return max(links, key=lambda link: link.score, default=None)
