"""Operations over families: which item is the largest, which exceed a bound, how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.ask.compute import averages, compared, shares
from qa.ask.compute.changes import printed_change
from qa.ask.compute.choosing import choose
from qa.ask.compute.compared import order
from qa.ask.compute.leaves import is_sum, parts_of
from qa.ask.compute.lookup import figures_named, operands
from qa.ask.compute.outcome import Outcome, answered, remark
from qa.ask.compute.shares import share_of, share_of_all
from qa.ask.find import figures as fig
from qa.ask.find.below import is_row_of_a_body
from qa.ask.find.desk import Desk, about, figure_from, figure_of
from qa.ask.find.families import Family
from qa.ask.find.figures import Figure
from qa.ask.find.link import is_version, own_label, subject_of
from qa.ask.find.naming import MOST_NAMED, label_of, label_under_parent, reckoned
from qa.ask.find.together import near
from qa.ask.question.asked import asks_whether, mentions, place_asked
from qa.ask.question.pairs import whole_and_part
from qa.ask.question.query import Query
from qa.ask.words.text import canonical, without_tail
from qa.facts.amounts import is_money
from qa.lexicon import load
from qa.model import Fact

#: A list of more members than this is a table, not an answer.
LONGEST_LIST = 40
#: Fewer sentences than this that give a figure of the same name are no list.
SEVERAL = 3


def mean(query: Query, desk: Desk) -> Outcome | None:
    """The mean of the family that the query means."""
    members = figures_of(chosen[0]) if (chosen := choose(query, desk)) else []
    if not 1 < len(members) <= LONGEST_LIST:
        return None
    if query.unit and not is_money(query.unit) and query.unit != members[0].unit:
        return None  # of points, where people are asked for
    return answered(fig.mean(reckoned("mean"), members))


def _is_mean(fact: Fact) -> bool:
    """Whether a label says that its figure is a mean: 平均得分."""
    return any(word in own_label(fact) for word in load("questions")["operation"]["average"])


def average(query: Query, desk: Desk) -> Outcome | None:
    """A mean that a document prints, an amount per head, or the mean of a family."""
    printed = [k for k in desk.links(query) if _is_mean(k.fact)]
    if printed:
        return answered(figure_of(printed[0]))
    return averages.average(query, desk, mean)


def by_unit(query: Query, desk: Desk) -> list[Figure]:
    """The item's figure of each unit, where the question ranks units."""
    best: dict[str, Figure] = {}
    for link in desk.links(query):
        unit = link.fact.unit_name
        best.setdefault(unit, replace(figure_of(link), label=f"{unit}{label_of(link.fact)}"))
    return list(fig.aligned(list(best.values()))) if best else []


def extreme(query: Query, desk: Desk) -> Outcome | None:
    """The largest, the smallest or the first few of a family, or of all units."""
    if mentions(query.text, "unit_words"):
        members = by_unit(query, desk)
    elif found := figures_named(query, desk):
        members = list(fig.aligned(found))
    else:
        chosen = choose(query, desk)
        members = _compared(chosen[0]) if chosen else _told_of_each(query, desk)
    ranked = fig.ranked(members)
    if len(ranked) < 2 or not any(figure.value for figure in ranked):
        return None  # of nothing but zeros none is the largest
    if place := place_asked(query):
        return _taking(place, ranked)
    smallest = "smallest" in query.operations
    largest = "largest" in query.operations or not smallest
    first = _leading(ranked, query.top) if largest else []
    last = _leading(ranked[::-1], query.top) if smallest else []
    words = load("answers")["remark"]
    called = _names(members)
    told = "".join(
        str(words[name]).format(names="、".join(called[f] for f in figures))
        for name, figures in (("largest", first), ("smallest", last))
        if figures
    )
    return answered(*first, *last, remark=told)


def _compared(family: Family) -> list[Figure]:
    """The members of a family that are set against one another: the three public expenses, and not
    the details of which one is made up; else what the family is made up of."""
    kinds = load("labels")["public_expenses"]
    by_name = {m: canonical(own_label(m)) for m in family.members if not is_sum(m)}
    kept = [m for m, name in by_name.items() if name not in kinds["details"]]
    if len(kept) < 2 or not any(by_name[m] in kinds["detailed"] for m in kept):
        return figures_of(family)
    return _distinct(fig.aligned([figure_from(m) for m in kept]))


def _taking(place: int, ranked: Sequence[Figure]) -> Outcome | None:
    """The one that takes the ``place`` among ``ranked``; two of one size take it together."""
    if place > len(ranked):
        return None
    taken = [figure for figure in ranked if figure.value == ranked[place - 1].value]
    called = _names(ranked)
    names = "、".join(called[figure] for figure in taken)
    return answered(*taken, remark=remark("taking", place=str(place), names=names))


def _told_of_each(query: Query, desk: Desk) -> list[Figure]:
    """The figure that sentences of one document give of each of several things under one name
    (自评得分 of every project); a ratio is not one of them."""
    told: dict[tuple[object, ...], dict[str, Fact]] = {}
    for link in () if query.ratio else desk.links(query):
        fact = link.fact
        if fact.source == "prose" and len(fact.row) > 1 and fact.measure == "值":
            place = (fact.doc, fact.row[-1], fact.unit, fact.basis)
            told.setdefault(place, {}).setdefault(fact.row[-2], fact)
    most = max(told.values(), key=len, default={})
    if len(most) < SEVERAL:
        return []
    return [replace(figure_from(f), label=label_under_parent(f)) for f in most.values()]


def _leading(ranked: Sequence[Figure], top: int | None) -> Sequence[Figure]:
    """The first ``top`` of ``ranked``; else the first with all that equal it, unless those are
    more than one would name (a column of zeros)."""
    equal = [figure for figure in ranked if figure.value == ranked[0].value]
    return ranked[: top or (len(equal) if len(equal) <= MOST_NAMED else 1)]


def figures_of(family: Family) -> list[Figure]:
    """The figures of a family's leaves in one unit, each name once."""
    return _distinct(fig.aligned([figure_from(m) for m in parts_of(family)]))


def some_of(query: Query, desk: Desk) -> list[Figure]:
    """The members that the question picks from the family it means: those within its bound, the
    first few by size; empty where it picks none."""
    first = query.top if (query.top or 0) > 1 else None
    bound = None if asks_whether(query.said) else query.bound
    chosen = choose(query, desk) if first or bound else []
    ranked = fig.ranked(figures_of(chosen[0])) if chosen else []
    if "smallest" in query.operations:
        ranked = ranked[::-1]
    return [f for f in ranked if bound is None or bound.admits(f.value, f.unit)][:first]


def own(figure: Figure) -> str:
    """The item's own name in a ranking: its unit, its project on a sheet, else its label."""
    fact = figure.facts[0]
    if is_row_of_a_body(fact):
        return fact.row[-1]
    if figure.label.startswith(fact.unit_name):
        return fact.unit_name
    label = own_label(fact)
    if is_version(label) and len(fact.row) > 1:  # 全年预算数 of a project
        return fact.row[-2]
    return (fact.source == "table" and subject_of(fact)) or label


def _names(members: Iterable[Figure]) -> dict[Figure, str]:
    """What each of ``members`` is called among them: where several have one name (一般行政管理事务
    of two 款), with what it stands under."""
    names = {member: own(member) for member in members}
    shared = {name for name, count in Counter(names.values()).items() if count > 1}
    return {
        figure: "".join((*figure.facts[0].row[-2:-1], name)) if name in shared else name
        for figure, name in names.items()
    }


def _distinct(members: Sequence[Figure]) -> list[Figure]:
    """One figure a name and 科目: a document may print the same list twice, and one item of it
    with 项目 in its name and without."""
    named = {(own(f), f.facts[0].code): f for f in reversed(members)}.values()
    short: dict[tuple[str, str | None, Decimal], Figure] = {}
    for figure in [*named][::-1]:
        short.setdefault((without_tail(own(figure)), figure.facts[0].code, figure.value), figure)
    return list(short.values())


def ranking(query: Query, desk: Desk) -> Outcome | None:
    """The things that the question names, else those of the family it means, largest first."""
    if found := order(query, desk):
        return found
    chosen = choose(query, desk)
    members = figures_of(chosen[0]) if chosen else _told_of_each(query, desk)
    if not 1 < len(members) <= LONGEST_LIST:
        return None
    ranked = fig.ranked(members)[: query.top]
    called = _names(members)
    names = "、".join(called[f] for f in ranked)
    return answered(*ranked, remark=remark("order", names=names))


def share(query: Query, desk: Desk) -> Outcome | None:
    """What part of a whole an item is, also the largest or smallest of a family."""
    if not {"largest", "smallest"} & set(query.operations):
        found = shares.share(query, desk)
        alone = found is not None and found.status == "answered" and len(found.figures) == 1
        return None if alone and "compare" in query.operations else found  # which of the two?
    whole, parts = whole_and_part(query) or (query, (query,))
    chosen = extreme(replace(parts[0], operations=query.operations), desk)
    if chosen is None:
        return None
    one = chosen.figures[0]
    if len(chosen.figures) > 1:
        if not query.top:
            return None
        one = fig.total("、".join(map(own, chosen.figures)), chosen.figures)
    share_of_it = _share_of_named(one, whole, desk) or share_of_all(one, desk)
    told = dict.fromkeys((share_of_it, one, *chosen.figures))
    return answered(*told, remark=chosen.remark)


def _share_of_named(one: Figure, whole: Query, desk: Desk) -> Figure | None:
    """What part ``one`` is of the whole that the question names, where it names one."""
    totals = desk.links_by_all_names(whole) if whole.content else []
    totals = [link for link in totals if link.fact not in one.facts]
    if not totals:
        return None
    nearest = max(totals, key=lambda link: near(link, one.facts[0]))
    other = figure_of(nearest)
    if other.value < fig.in_unit(one, other.unit).value:
        return None
    return share_of(one, other)


def change(query: Query, desk: Desk) -> Outcome | None:
    """How much an item rose or fell; each of its parts where each is asked for (各分项变动多少)."""
    if query.each and len(operands(query, desk)) == 1 and (chosen := choose(query, desk)):
        parts = [replace(about(query, own(one)), each=False) for one in figures_of(chosen[0])]
        moved = [amount for part in parts if (amount := printed_change(part, desk)[0])]
        if len(moved) > 1:
            return answered(*fig.ranked(moved))
    return compared.change(query, desk)


def listing(query: Query, desk: Desk) -> Outcome | None:
    """All members of a family, those of zero left out where the question asks for real ones, or
    told alone where it asks for those."""
    chosen = choose(query, desk)
    if not chosen:
        return None
    members = _distinct([figure_from(m) for m in parts_of(chosen[0])])
    kept = [m for m in members if m.value] if query.nonzero else members
    kept = [m for m in members if not m.value] if query.zero else kept
    if query.bound:
        kept = [m for m in kept if query.bound.admits(m.value, m.unit)]
    if len(kept) == 1 < len(members):
        return answered(kept[0])
    members = kept
    if not 1 < len(members) <= LONGEST_LIST:
        return None
    return answered(*members)
