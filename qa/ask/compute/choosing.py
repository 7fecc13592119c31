"""Which family of figures a question means: by its words, by what it calls the members (科目, 项目)
and by their level in the classification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from qa.ask.compute.leaves import making_up, parts_of
from qa.ask.find.apart import is_rest_unasked
from qa.ask.find.desk import Desk
from qa.ask.find.families import CODED, LEVELS, Family
from qa.ask.find.finder import (
    ALL_POINTS,
    is_of_an_indicator,
    is_score,
    of_class,
    unit_class,
)
from qa.ask.find.link import HINT, is_total, own_label
from qa.ask.find.scope import Scope
from qa.ask.find.titled import titled
from qa.ask.find.winnow import is_on_the_other_side, is_points_unasked, sides_named
from qa.ask.question.query import Query
from qa.ask.words.text import skeleton
from qa.facts.amounts import is_money
from qa.lexicon import load
from qa.model import Fact, Measure

#: What all members are called may explain so much more, in a word of so many characters.
CALLED, SHORTEST_CALL = 0.25, 2
#: A family is meant if the words explain this much of the question's content.
MIN_FAMILY = 0.75
#: … or this much, if it calls the members by their level (类级科目).
MIN_LEVEL = 0.4
#: The columns of a row are meant if this much of what they are columns of is named.
MIN_HEAD = 0.5
#: What a word for its kind of member (科目, 项目, 指标) adds to a family that has such members.
KIND = 0.2
#: What a family of the main funds alone costs beside that of the whole.
PARTIAL = 0.5
#: … and what one of a part of the spending costs beside both: it leaves out more.
ONE_PART = 0.6
#: What a family gains that adds up to what the question asks the parts of.
MAKES_UP = 1.0


def choose(query: Query, desk: Desk) -> list[Family]:
    """The families that the query may mean, one for each document, best first."""
    chooser = _Chooser(query, desk)
    best: dict[str, tuple[float, Family]] = {}
    for family in desk.families:
        chosen = chooser.chosen(family)
        if chosen is None:
            continue
        chosen, whole = chooser.made_up(chosen)
        doc, score = chosen.members[0].doc, chooser.score(chosen) + MAKES_UP * whole
        if doc not in best or score > best[doc][0]:
            best[doc] = (score, chosen)
    return [family for _, family in sorted(best.values(), key=lambda choice: -choice[0])]


class _Chooser:
    """What one question says of the family that it means."""

    def __init__(self, query: Query, desk: Desk) -> None:
        measures: tuple[Measure, ...] = ("值", "完成率") if query.ratio else ("值",)
        self._query = query
        self._finder = desk.finder
        self._scope = Scope(query.units, query.years, query.bases, measures)
        self._measure = desk.finder.measure(query)
        self._sides = sides_named(query.named)
        self._kinds = _kinds_asked(query)
        self._other_kinds = self._kinds - {CODED}
        asked = any(word in query.text for word in load("labels")["made_up_of"])
        self._asks_for_parts = asked
        self._wholes: dict[str, Fact] = {}
        for link in desk.links(query) if asked and query.content else ():
            self._wholes.setdefault(link.fact.doc, link.fact)
        self._names_a_level = any(_mentions(query.text, level) for level in LEVELS.values())

    def chosen(self, family: Family) -> Family | None:
        """``family`` with the members that the question may mean; ``None`` where it means none."""
        if not self._admits(family) or not self._is_explained(family):
            return None
        fitting = (m for m in family.members if self._scope.admits(m) and _is_asked(m, self._query))
        members = tuple(m for m in fitting if not is_on_the_other_side(m, self._sides))
        if len(members) < 2 or not self._admits_members(members):
            return None
        return replace(family, members=members)

    def made_up(self, family: Family) -> tuple[Family, bool]:
        """``family``, and whether its parts are together what the question asks the parts of;
        only these parts, where they are."""
        whole = self._wholes.get(family.members[0].doc)
        parts = making_up(whole, parts_of(family)) if whole else ()
        return (replace(family, members=tuple(parts)), True) if parts else (family, False)

    def score(self, family: Family) -> float:
        """How well a chosen family fits: from its words, its kind of members and their place."""
        query, sample = self._query, family.members[0]
        score = self._coverage(family) + self._measure.completeness(family.head) * 0.5
        score += KIND * sum(_mentions(query.text, kind) for kind in family.kinds)
        score += KIND * _is_level_asked(_level_of(family.members), query.text)
        score -= KIND * (bool(family.level) and not _is_level_asked(family.level, query.text))
        score += HINT * bool(self._measure.mask(family.labels) & query.hints)
        score += self._finder.preference(sample, self._scope, query.text)
        score += ALL_POINTS * is_score(sample)
        score -= KIND * (len({member.value for member in family.members if member.value}) < 2)
        score += KIND * self._finder.is_of_kind(sample, query.kind)
        if not query.content:
            score += KIND * _is_of_all(family, self._other_kinds)
        table = titled(sample, query.text)
        score -= PARTIAL * table.of_main_funds
        score -= ONE_PART * table.of_one_part
        return score

    def _admits(self, family: Family) -> bool:
        """Whether a family of its kind may be meant, whatever its words."""
        if self._asks_for_parts and not self._query.content and not self._kinds:
            return False  # the parts of what, no word says (资金来源)
        if any(is_rest_unasked(label, self._query.text) for label in family.labels):
            return False
        if self._other_kinds:
            if family.kinds == (CODED,) or family.sideways:
                return False
            if not self._query.content and not _is_called(family, self._other_kinds):
                return False
        if family.kinds == (CODED,) and _is_of_income(self._query):
            return False  # income comes from funds; 科目 say what it is spent on
        return not family.sideways or (
            not self._names_a_level and self._measure.completeness(family.head) >= MIN_HEAD
        )

    def _is_explained(self, family: Family) -> bool:
        """Whether the family's labels explain enough of the question, or do so together with what
        all of its members are called (工作 of 网络运维工作, 网站运维工作)."""
        least, coverage = self._least(family), self._coverage(family)
        if coverage >= least or coverage < least - CALLED:
            return coverage >= least
        called = _called(family.members)
        return (
            bool(called)
            and self._measure.coverage(self._measure.mask((*family.labels, called))) >= least
        )

    def _coverage(self, family: Family) -> float:
        """The share of the question's content that the family's labels explain."""
        if not self._query.content:
            return 1.0
        return self._measure.coverage(self._measure.mask(family.labels))

    def _least(self, family: Family) -> float:
        return MIN_LEVEL if _is_level_asked(family.level, self._query.text) else MIN_FAMILY

    def _admits_members(self, members: Sequence[Fact]) -> bool:
        """Whether figures of this kind can be what is asked for."""
        sample = members[0]
        if CODED in self._kinds and sample.source == "prose":
            return False
        if is_points_unasked(sample, self._query):
            return False
        counted = bool(sample.unit) and unit_class(sample.unit or "") == "count"
        if counted and self._query.bases and self._query.unit is None:
            return False  # versions are of money
        if self._asks_for_parts and (_are_bodies(members) or _lack_the_main_fund(members)):
            return False  # what income is made up of says where all of it comes from
        by_project = load("labels")["subject_kind"] in self._kinds
        return not by_project or _is_of_projects(members, self._query)


def _called(members: Sequence[Fact]) -> str:
    """The word with which the labels of all ``members`` end; empty where they end in none."""
    first, *others = dict.fromkeys(own_label(member) for member in members)
    ends = (first[start:] for start in range(len(first) - SHORTEST_CALL + 1))
    shared = (end for end in ends if all(other.endswith(end) for other in others))
    return next(shared, "") if others else ""


def _is_of_income(query: Query) -> bool:
    """Whether the question names income, and no spending or 科目."""
    income, spending = load("labels")["sides"]
    return income in query.named and spending not in query.named and CODED not in query.text


def _is_of_projects(members: Sequence[Fact], query: Query) -> bool:
    """Whether what is set side by side may be projects: of money, unless the question asks for
    another measure, and neither the two halves of the spending nor bodies below the unit."""
    names = {own_label(member) for member in members}
    halves = [{*pair} for pair in load("labels")["kinds_of_tables"]["halves"]]
    if 2 * sum(map(is_subject, members)) >= len(members):
        return False  # of 科目, in a column of all their projects
    if any(pair <= names for pair in halves) or _are_bodies(members):
        return False
    if query.ratio or not is_money(query.unit or "元"):
        return True
    picks = {"largest", "smallest"} & set(query.operations)
    differ = not picks or len({member.value for member in members}) > 1
    return differ and is_money(members[0].unit or "") and not is_of_an_indicator(members[0])


def _are_bodies(members: Sequence[Fact]) -> bool:
    """Whether what is set side by side are bodies below the unit, beside the unit's own row."""
    bodies = tuple(load("units")["bodies"])
    below = [m for m in members if not m.row or not is_total(m.row[-1], m.unit_name)]
    return bool(below) and all(own_label(member).endswith(bodies) for member in below)


def _lack_the_main_fund(members: Sequence[Fact]) -> bool:
    """Whether the columns of funds are set side by side without the one that pays for most."""
    kinds = load("labels")["kinds_of_tables"]
    if not all(m.row and is_total(m.row[-1], m.unit_name) for m in members):
        return False
    names = "".join(map(own_label, members))
    return any(f in names for f in kinds["funds"]) and not any(
        f in names for f in kinds["main_funds"]
    )


def is_subject(fact: Fact) -> bool:
    """Whether a fact is of a 科目: by its code, or by a name that nearly all disclosures print."""
    return fact.code is not None or skeleton(own_label(fact)) in _subjects()


@cache
def _subjects() -> frozenset[str]:
    """The names of 科目 that nearly every disclosure prints."""
    books = load("subjects").values()
    return frozenset(skeleton(name) for book in books for names in book.values() for name in names)


def _is_called(family: Family, kinds: set[str]) -> bool:
    """Whether the members are of one of ``kinds``, which is all that the question says of them."""
    return bool(kinds & set(family.kinds)) or _is_of_all(family, kinds)


def _is_of_all(family: Family, kinds: set[str]) -> bool:
    """Whether the family is what a question means that names its kind alone (哪个项目)."""
    wholes = [load("labels")["wholes"].get(kind, "") for kind in kinds]
    return any(whole and whole in label for whole in wholes for label in family.labels)


def _kinds_asked(query: Query) -> set[str]:
    """What the question calls the members it asks for, apart from the labels it names."""
    rest = "".join("," if query.content >> i & 1 else c for i, c in enumerate(query.text))
    return {kind for kind in (CODED, *load("labels")["kinds"]) if _mentions(rest, kind)}


def _mentions(text: str, kind: str) -> bool:
    """Whether the question calls the members by ``kind``: 科目, 指标, or a level such as 类."""
    return any(word in text for word in load("labels")["levels"].get(kind, [kind]))


def _is_level_asked(level: str, text: str) -> bool:
    """Whether the question calls the members by ``level``: by its name, or, naming none, by the
    classification whose first level it is."""
    if not level:
        return False
    if any(_mentions(text, each) for each in LEVELS.values()):
        return _mentions(text, level)
    by_class = load("labels")["classifications"]
    return level == LEVELS[min(LEVELS)] and any(word in text for word in by_class)


def _level_of(members: Sequence[Fact]) -> str:
    """The one level of the classification that all ``members`` stand on; empty for others."""
    lengths = {len(member.code or "") for member in members}
    return LEVELS.get(lengths.pop(), "") if len(lengths) == 1 else ""


def _is_asked(fact: Fact, query: Query) -> bool:
    """Whether a member is of the kind asked for: rates where a ratio is, elsewhere none."""
    return of_class(fact, query) and (fact.unit == "%") == bool(query.ratio)
