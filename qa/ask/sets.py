"""Operations over families: which item is the largest, which exceed a bound, how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.ask import figures as fig
from qa.ask import operations
from qa.ask.asked import mentions
from qa.ask.changes import printed_change
from qa.ask.desk import Desk, about, figure_from, figure_of
from qa.ask.families import LEVELS, Family
from qa.ask.figures import Figure
from qa.ask.finder import (
    ALL_POINTS,
    Scope,
    is_of_main_funds,
    is_score,
    of_class,
    same_place,
    unit_class,
)
from qa.ask.link import HINT, is_total, is_version, own_label, subject_of
from qa.ask.lookup import operands, side_by_side
from qa.ask.naming import MOST_NAMED, label_of, related
from qa.ask.operations import order
from qa.ask.outcome import Outcome, answered
from qa.ask.query import Query
from qa.ask.shares import share_of_all
from qa.ask.terms import whole_and_part
from qa.ask.text import skeleton
from qa.lexicon import load
from qa.model import Fact, Measure

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
#: A list of more members than this is a table, not an answer.
LONGEST_LIST = 40


@dataclass(frozen=True, slots=True)
class _Choice:
    family: Family
    score: float
    coverage: float


def choose(query: Query, desk: Desk) -> list[Family]:
    """The families that the query may mean, one for each document, best first."""
    measures: tuple[Measure, ...] = ("值", "完成率") if query.ratio else ("值",)
    scope = Scope(query.units, query.years, query.bases, measures)
    measure = desk.finder.measure(query)
    asked_kinds = _kinds_asked(query)
    other_kinds = asked_kinds - {"科目"}
    found: dict[str, _Choice] = {}
    for family in desk.families:
        members = tuple(m for m in family.members if scope.admits(m) and _is_asked(m, query))
        if len(members) < 2:
            continue
        if other_kinds and (family.kinds == ("科目",) or family.sideways):
            continue
        if family.sideways and any(_mentions(query.text, level) for level in LEVELS.values()):
            continue
        if other_kinds and not query.content and not _is_called(family, other_kinds):
            continue
        if "科目" in asked_kinds and members[0].source == "prose":
            continue
        counted = bool(members[0].unit) and unit_class(members[0].unit or "") == "count"
        if counted and query.bases and query.unit is None:
            continue  # versions are of money
        if family.sideways and measure.completeness(family.head) < MIN_HEAD:
            continue
        mask = measure.mask(family.labels)
        coverage = measure.coverage(mask) if query.content else 1.0
        by_level = bool(family.level) and _mentions(query.text, family.level)
        if coverage < (MIN_LEVEL if by_level else MIN_FAMILY):
            continue
        sample = members[0]
        score = coverage + measure.completeness(family.head) * 0.5
        score += KIND * sum(_mentions(query.text, kind) for kind in family.kinds)
        if family.level:
            score += KIND if by_level else -KIND
        score += HINT * bool(measure.mask(family.labels) & query.hints)
        score += desk.finder.preference(sample, scope, query.text)
        score += ALL_POINTS * is_score(sample)
        score -= KIND * (not any(member.value for member in members))
        score += KIND * desk.finder.is_of_kind(sample, query.kind)
        if not query.content:
            score += KIND * _is_of_all(family, other_kinds)
        score -= PARTIAL * is_of_main_funds(sample, query.text)
        best = found.get(sample.doc)
        if best is None or score > best.score:
            found[sample.doc] = _Choice(replace(family, members=members), score, coverage)
    ranked = sorted(found.values(), key=lambda choice: -choice.score)
    return [choice.family for choice in ranked]


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
    return {kind for kind in ("科目", *load("labels")["kinds"]) if _mentions(rest, kind)}


def _mentions(text: str, kind: str) -> bool:
    """Whether the question calls the members by ``kind``: 科目, 指标, or a level such as 类."""
    return any(word in text for word in load("labels")["levels"].get(kind, [kind]))


def _is_asked(fact: Fact, query: Query) -> bool:
    """Whether a member is of the kind asked for: rates where a ratio is, elsewhere none."""
    return of_class(fact, query) and (fact.unit == "%") == bool(query.ratio)


def leaves(members: Sequence[Fact]) -> list[Fact]:
    """The members that are not themselves the sum of others among them."""
    parents = {m.row[:-1] for m in members} | {m.row[-2:-1] for m in members}
    codes = {m.code for m in members if m.code}

    def is_parent(fact: Fact) -> bool:
        below = fact.code and any(c != fact.code and c.startswith(fact.code) for c in codes)
        return bool(below) or fact.row in parents or fact.row[-1:] in parents

    kept = [m for m in members if not is_parent(m) and not _is_sum(m)] or list(members)
    whole = sum((m.value or 0 for m in kept), Decimal(0))
    # A member that all the others add up to is their total under another name.
    return [m for m in kept if len(kept) < 3 or (m.value or 0) * 2 != whole or not whole]


def parts_of(family: Family) -> list[Fact]:
    """The leaves of a family without the whole that its head names (项目支出 at the beginning of
    the list of projects)."""
    found = leaves(family.members)
    head = skeleton(family.head)
    parts = [m for m in found if skeleton(own_label(m)) not in head]
    return parts if len(parts) > 1 else found


def _is_sum(fact: Fact) -> bool:
    label = fact.row[-1] if fact.row else ""
    return is_total(label, fact.unit_name) or label.endswith(tuple(load("labels")["sums"]))


def mean(query: Query, desk: Desk) -> Outcome | None:
    """The mean of the family that the query means."""
    members = figures_of(chosen[0]) if (chosen := choose(query, desk)) else []
    return answered(fig.mean("平均", members)) if 1 < len(members) <= LONGEST_LIST else None


def _is_mean(fact: Fact) -> bool:
    """Whether a label says that its figure is a mean: 平均得分."""
    return any(word in own_label(fact) for word in load("questions")["operation"]["average"])


def average(query: Query, desk: Desk) -> Outcome | None:
    """A mean that a document prints, an amount per head, or the mean of a family."""
    printed = [k for k in desk.links(query) if _is_mean(k.fact)]
    if printed:
        return answered(figure_of(printed[0]))
    return operations.average(query, desk, mean)


def _by_unit(query: Query, desk: Desk) -> list[Figure]:
    """The item's figure of each unit, where the question ranks units."""
    best: dict[str, Figure] = {}
    for link in desk.links(query):
        unit = link.fact.unit_name
        best.setdefault(unit, replace(figure_of(link), label=f"{unit}{label_of(link.fact)}"))
    return list(fig.aligned(list(best.values()))) if best else []


def extreme(query: Query, desk: Desk) -> Outcome | None:
    """The largest, the smallest or the first few of a family, or of all units."""
    if mentions(query.text, "unit_words"):
        members = _by_unit(query, desk)
    elif len(named := operands(query, desk)) > 1 and (found := side_by_side(named, desk)):
        members = list(fig.aligned(found))
    else:
        members = figures_of(chosen[0]) if (chosen := choose(query, desk)) else []
    ranked = sorted(members, key=lambda f: -f.value)
    if len(ranked) < 2 or not any(figure.value for figure in ranked):
        return None  # of nothing but zeros none is the largest
    smallest = "smallest" in query.operations
    largest = "largest" in query.operations or not smallest
    first = _leading(ranked, query.top) if largest else []
    last = _leading(ranked[::-1], query.top) if smallest else []
    words = load("answers")["remark"]
    remark = "".join(
        str(words[name]).format(names="、".join(own(f) for f in figures))
        for name, figures in (("largest", first), ("smallest", last))
        if figures
    )
    return answered(*first, *last, remark=remark)


def _leading(ranked: Sequence[Figure], top: int | None) -> Sequence[Figure]:
    """The first ``top`` of ``ranked``; else the first with all that equal it, unless those are
    more than one would name (a column of zeros)."""
    equal = [figure for figure in ranked if figure.value == ranked[0].value]
    return ranked[: top or (len(equal) if len(equal) <= MOST_NAMED else 1)]


def figures_of(family: Family) -> list[Figure]:
    """The figures of a family's leaves in one unit, each name once."""
    return _distinct(fig.aligned([figure_from(m) for m in parts_of(family)]))


def own(figure: Figure) -> str:
    """The item's own name in a ranking: its unit, its project on a sheet, else its label."""
    fact = figure.facts[0]
    if figure.label.startswith(fact.unit_name):
        return fact.unit_name
    label = own_label(fact)
    if is_version(label) and len(fact.row) > 1:  # 全年预算数 of a project
        return fact.row[-2]
    return (fact.source == "table" and subject_of(fact)) or label


def _distinct(members: Sequence[Figure]) -> list[Figure]:
    """One figure a name: a document may print the same list twice."""
    return list({own(f): f for f in reversed(members)}.values())[::-1]


def ranking(query: Query, desk: Desk) -> Outcome | None:
    """The things that the question names, else those of the family it means, largest first."""
    if found := order(query, desk):
        return found
    chosen = choose(query, desk)
    members = figures_of(chosen[0]) if chosen else []
    if not 1 < len(members) <= LONGEST_LIST:
        return None
    ranked = sorted(members, key=lambda f: -f.value)[: query.top]
    names = "、".join(own(f) for f in ranked)
    return answered(*ranked, remark=str(load("answers")["remark"]["order"]).format(names=names))


def share(query: Query, desk: Desk) -> Outcome | None:
    """What part of a whole an item is, also the largest or smallest of a family."""
    both = whole_and_part(query)
    if not {"largest", "smallest"} & set(query.operations):
        return operations.share(query, desk)
    if both is None:
        chosen = extreme(query, desk)
        first = share_of_all(chosen.figures[0], desk) if chosen else None
        return answered(first) if chosen and len(chosen.figures) == 1 else None
    whole, parts = both
    chosen = extreme(replace(parts[0], operations=query.operations), desk)
    totals = desk.links_by_all_names(whole)
    if chosen is None or not totals:
        return None
    one, fact = chosen.figures[0], chosen.figures[0].facts[0]
    if len(chosen.figures) > 1 and query.top:
        one = fig.total("、".join(map(own, chosen.figures)), chosen.figures)
    near = max(totals, key=lambda link: link.score + same_place(fact, link.fact))
    other = figure_of(near)
    label = related("share", one, other)
    return answered(fig.ratio(label, one, other, "部分 ÷ 整体 × 100%"), one, *chosen.figures)


def change(query: Query, desk: Desk) -> Outcome | None:
    """How much an item rose or fell; each of its parts where each is asked for (各分项变动多少)."""
    if query.each and len(operands(query, desk)) == 1 and (chosen := choose(query, desk)):
        parts = [replace(about(query, own(one)), each=False) for one in figures_of(chosen[0])]
        moved = [amount for part in parts if (amount := printed_change(part, desk)[0])]
        if len(moved) > 1:
            return answered(*sorted(moved, key=lambda figure: -figure.value))
    return operations.change(query, desk)


def listing(query: Query, desk: Desk) -> Outcome | None:
    """All members of a family, those of zero left out where the question asks for real ones."""
    chosen = choose(query, desk)
    if not chosen:
        return None
    members = _distinct([figure_from(m) for m in parts_of(chosen[0])])
    if query.nonzero:
        members = [m for m in members if m.value]
    if query.bound:
        kept = [m for m in members if query.bound.admits(m.value, m.unit)]
        if len(kept) == 1:
            return answered(kept[0])
        members = kept
    if not 1 < len(members) <= LONGEST_LIST:
        return None
    return answered(*members)
