"""What is done with the figures that a question names: compared, divided, added, averaged.

Each operation takes a Query and a Desk and gives an Outcome, or ``None`` where the corpus does
not hold what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from qa.ask.compute.changes import computed_change, printed_change
from qa.ask.compute.lookup import operands, side_by_side, with_units
from qa.ask.compute.lookup import value as looked_up
from qa.ask.compute.outcome import Outcome, answered
from qa.ask.compute.shares import of_all, part_and_whole, share_of
from qa.ask.find import figures as fig
from qa.ask.find.desk import MIN_OWN, Desk, figure_of
from qa.ask.find.figures import Figure
from qa.ask.find.finder import same_place
from qa.ask.find.link import Link, own_label, tells_all_of_a_side
from qa.ask.find.naming import item_named, label_of, reckoned, related, summed
from qa.ask.find.scope import Scope
from qa.ask.find.winnow import NAMED_WHOLE
from qa.ask.question.asked import compared_with, mentions, pattern_of, per_what
from qa.ask.question.query import Query
from qa.ask.question.terms import multiple_and_base, of_and_per, whole_and_part
from qa.ask.words.text import skeleton
from qa.facts.amounts import is_money
from qa.lexicon import load

#: By how much a printed share must explain the question better than any amount does.
CLEARER = 0.05


def share(query: Query, desk: Desk) -> Outcome | None:
    """What part of a whole the item is, in per cent."""
    both = whole_and_part(query)
    if both is None:
        return _of_each_unit(of_all(query, desk), query)
    whole, parts = both
    parts = tuple(part for part in parts if part.content or part.codes or part.bases)
    if printed := _told_as_share_only(parts, desk):
        return answered(printed)
    if query.each and parts:
        several = [_share(whole, (item,), desk) for item in operands(parts[-1], desk)]
        return answered(*several) if several and all(several) else None
    return answered(_share(whole, parts, desk))


def _of_each_unit(found: Outcome | None, query: Query) -> Outcome | None:
    """The readings as one answer where they are of the units that the question sets beside one
    another (甲和乙谁的占比高)."""
    if found is None or found.status != "ambiguous" or len(query.units) < 2:
        return found
    ranked = sorted(with_units([*found.candidates]), key=lambda figure: -figure.value)
    if sorted(f.facts[0].unit_name for f in ranked) != sorted(query.units):
        return found
    return answered(*ranked, remark=_remark("more", name=ranked[0].facts[0].unit_name))


def _told_as_share_only(parts: Sequence[Query], desk: Desk) -> Figure | None:
    """The share that a sentence prints of an item which it gives no amount of: what is like it
    is another thing (货物采购授予中小企业合同金额占…的0.04%)."""
    for part in parts:
        shares = desk.links(replace(part, unit="%"), measures=("占比",))
        amounts = desk.links(part)
        known = amounts[0].coverage if amounts else 0.0
        if shares and shares[0].own >= NAMED_WHOLE and shares[0].coverage > known + CLEARER:
            return figure_of(shares[0])
    return None


def _share(whole: Query, parts: Sequence[Query], desk: Desk) -> Figure | None:
    """What part of ``whole`` the best reading of ``parts`` is."""
    wholes = _in_full(_wholes(whole, desk))
    pair = part_and_whole(_best_reading(parts, desk), wholes, (whole, *parts))
    if not pair and wholes and is_money(wholes[0].fact.unit):
        of_money = [replace(part, unit="元") for part in parts]  # 服务器: what they cost, not 5 台
        pair = part_and_whole(_best_reading(of_money, desk), wholes, (whole, *parts))
    found = _side(own_label(pair[1].fact)) if len(pair) == 2 else ""
    # Where another whole was found or none, the text may tell the share in the one asked about.
    if found != _side(whole.named) and (printed := _printed_share(whole, parts, desk)):
        return printed
    if len(pair) != 2:
        return None
    one, other = map(figure_of, pair)
    if one.value == other.value and item_named(one, whole) == item_named(other, whole):
        return None  # a thing is no part of itself, though two tables print it
    if _exceeds(one, other):
        return None  # nor of what is less: something else of a like name was found
    years = {year for one in (whole, *parts) for year in one.years}
    if len(years) < 2 and len({link.fact.year for link in pair}) > 1:
        return None  # nor of another year's
    return share_of(one, other)


def _best_reading(parts: Sequence[Query], desk: Desk) -> Sequence[Link]:
    """What the reading of a part means that explains the question best."""
    readings = [links for part in parts if (links := desk.links(part))]
    return _in_full(max(readings, key=_explained, default=[]))


def _printed_share(whole: Query, parts: Sequence[Query], desk: Desk) -> Figure | None:
    """The share that a sentence prints of a part in what ``whole`` names (本年收入 is 收入)."""
    for part in parts if _side(whole.named) else ():
        links = desk.links(replace(part, unit="%"), measures=("占比",))
        told = [k for k in links if _side(k.fact.against or "").endswith(_side(whole.named))]
        if told:
            return figure_of(told[0])
    return None


def _side(label: str) -> str:
    """A label without the words that call it a sum: 收入合计 → 收入."""
    bare = skeleton(label)
    ends = (word for word in load("labels")["sums"] if bare.endswith(word))
    return bare.removesuffix(next(ends, ""))


def _in_full(links: Sequence[Link]) -> Sequence[Link]:
    """``links`` without those to other things of the kind of one that the question names from end
    to end: 其他商品和服务支出 where it names 商品和服务支出."""
    named = {skeleton(own_label(link.fact)) for link in links if link.own >= NAMED_WHOLE}
    return [link for link in links if not _ends_in(skeleton(own_label(link.fact)), named)]


def _ends_in(label: str, named: Iterable[str]) -> bool:
    """Whether ``label`` is another thing's of the kind of ``named``, no other name of a total."""
    return not tells_all_of_a_side(label) and any(
        label != name and label.endswith(name) for name in named
    )


def _wholes(whole: Query, desk: Desk) -> list[Link]:
    """What ``whole`` may mean: no goal, unless goals are asked for."""
    links = desk.links_by_all_names(whole)
    return [k for k in links if whole.bases or k.fact.basis not in ("目标值", "实际值", "其他")]


def _exceeds(one: Figure, other: Figure) -> bool:
    """Whether a figure is larger than another of the same year and version."""
    versions = {(f.fact.year, f.fact.basis) for f in (one, other) if f.fact}
    first, second = fig.aligned((one, other))
    return len(versions) == 1 and first.value > second.value > 0


def _explained(links: Sequence[Link]) -> tuple[float, float, float]:
    """How well the best of ``links`` fits: by the words first, about as good ones by the rest."""
    best = links[0]
    return round(best.coverage, 1), round(best.own, 1), best.score


def difference(query: Query, desk: Desk) -> Outcome | None:
    """By how much two figures differ, the larger one named."""
    pair = side_by_side(operands(query, desk), desk)
    return between(pair[0], pair[1], query) if len(pair) == 2 and fig.alike(pair) else None


def between(one: Figure, other: Figure, query: Query) -> Outcome | None:
    """The difference of two figures, the larger one named."""
    one, other = fig.aligned((one, other))
    high, low = (one, other) if one.value >= other.value else (other, one)
    if high.value == low.value:
        label = related("equal", one, other)
        return answered(fig.difference(label, high, low, "difference"), remark=_remark("same"))
    asked_less = one is low and query.direction < 0  # 决算比预算少多少
    label = related("less", low, high) if asked_less else related("more", high, low)
    return answered(fig.difference(label, high, low, "difference"))


def of_figures(query: Query, found: Sequence[Figure]) -> Outcome | None:
    """What the question wants done with figures that were found before."""
    wanted = set(query.operations)
    if len(found) < 2 or not fig.alike(found):
        return None
    if wanted & {"sum", "sum_of_several"}:
        return answered(fig.total(summed(found), found))
    if len(found) == 2 and wanted & {"difference", "change"}:
        return between(found[0], found[1], query)
    if len(found) == 2 and "multiple" in wanted:
        return answered(fig.multiple(related("multiple", *found), *found))
    return None


def less(query: Query, desk: Desk) -> Outcome | None:
    """A figure less others that are named after 扣除."""
    mark = next((w for w in query.words if w.group == "operation" and w.meaning == "less"), None)
    if mark is None:
        return None
    whole = query.within(query.span[0], mark.start).filled_from(query)
    rest = query.within(mark.end, query.span[1]).filled_from(query)
    parts = operands(rest, desk)
    found = side_by_side((whole, *parts), desk)
    if len(found) < 2 or not fig.alike(found):
        return None
    taken = fig.total(reckoned("deducted"), found[1:])
    label = reckoned("remainder", found[0].label)
    return answered(fig.difference(label, found[0], taken, "remainder"))


def average(
    query: Query, desk: Desk, mean: Callable[[Query, Desk], Outcome | None]
) -> Outcome | None:
    """Money for each head (每人, 每辆): the item's amount over the heads that are named or numbered
    with it, or counted beside it."""
    item, per = of_and_per(query)
    money = [k for k in desk.links(replace(item, unit="元")) if is_money(k.fact.unit)]
    scope = Scope(units=query.units, years=query.years)
    counted = per_what(query.text)
    heads = [
        k for k in desk.finder.find(replace(per, unit=counted), per.content, scope)
        if (k.fact.unit or "").startswith(counted) and k.fact.value
    ]  # fmt: skip
    said = {w.text for w in query.words if w.group == "figure"}
    heads = [k for k in heads if f"{k.fact.value:f}" in said] or heads
    by_heads = per is not query or mentions(query.text, "per_head")
    if not heads and not by_heads and (found := mean(query, desk)):
        return found
    pair = desk.together([money, heads]) if money and heads else []
    near = len(pair) == 2 and (
        same_place(pair[0].fact, pair[1].fact)
        or pair[1].own >= MIN_OWN
        or f"{pair[1].fact.value:f}" in said
    )
    if not near:
        return None
    label = reckoned("each", label_of(pair[0].fact))
    return answered(fig.average(label, *map(figure_of, pair)))


def multiple(query: Query, desk: Desk) -> Outcome | None:
    """How many times one figure is another: of “A 是 B 的几倍” A ÷ B, of “增加了几倍” what has
    been added in multiples of the base."""
    pair = side_by_side(multiple_and_base(query) or operands(query, desk), desk)
    if len(pair) != 2 or not fig.alike(pair):
        return None
    if pattern_of("grown").search(query.text, *query.span):
        old, new = sorted(pair, key=lambda figure: figure.year or 0)
        return answered(fig.growth_multiple(related("rise", new, old), new, old))
    return answered(fig.multiple(related("multiple", *pair), *pair))


def change(query: Query, desk: Desk) -> Outcome | None:
    """How much an item rose or fell: as printed, else between two years, units or versions."""
    if "compare" in query.operations and (found := compare(query, desk)):
        return found
    wants_rate = "growth" in query.operations
    wants_amount = "change" in query.operations or not wants_rate
    wanted = operands(query, desk)
    between = len(wanted) > 1 and len({q.years for q in wanted}) == 1 and not compared_with(query)
    if between and not mentions(query.text, "against") and (each := series(query, desk)):
        return answered(*each)
    amount, percent = (None, None) if between else printed_change(query, desk)
    if (wants_amount and amount is None) or (wants_rate and percent is None):
        computed_amount, computed_percent = computed_change(query, desk)
        amount, percent = amount or computed_amount, percent or computed_percent
    if amount and not amount.value and percent is None:
        return answered(amount)  # what has not changed has no other rate
    if amount and amount.unit == fig.POINTS and mentions(query.text, "points_of_rates"):
        return answered(amount)
    if wants_amount and wants_rate:
        both = (percent, amount) if _rate_first(query) else (amount, percent)
        return answered(*filter(None, both))
    return answered(amount if wants_amount else percent)


def _rate_first(query: Query) -> bool:
    """Whether 增长多少 is asked, which means the rate before the amount, unless the amount is named
    or the rate asked for behind it (增长多少，增长率多少)."""
    of_both = {w.start for w in query.words if w.group == "operation" and w.meaning == "growth"}
    both = any(w.meaning == "change" and w.start in of_both for w in query.words)
    behind = query.text[query.span[1] :]
    named_behind = any(word in behind for word in load("questions")["operation"]["growth"])
    return both and not named_behind and not (query.unit and is_money(query.unit))


def growth(query: Query, desk: Desk) -> Outcome | None:
    """The rate of a change."""
    return change(query, desk)


def order(query: Query, desk: Desk) -> Outcome | None:
    """The named items from the largest to the smallest."""
    ranked = sorted(fig.aligned(series(query, desk)), key=lambda f: -f.value)
    if len(ranked) < 2:
        return None
    return answered(*ranked, remark=_remark("order", names="、".join(f.label for f in ranked)))


def compare(query: Query, desk: Desk) -> Outcome | None:
    """Which of the named figures is the larger, or whether one year's is more than another's."""
    found = fig.aligned(series(query, desk))
    if len(found) < 2:
        return None
    years = {f.year for f in found}
    units = {f.facts[0].unit_name for f in found}
    if len({f.value for f in found}) == 1:
        return answered(*found, remark=_remark("same"))
    if len(years) == len(found) and len(units) == 1:
        return answered(*found, remark=movement(found))
    ranked = sorted(found, key=lambda f: -f.value)
    return answered(*ranked, remark=_remark("more", name=ranked[0].label))


def trend(query: Query, desk: Desk) -> Outcome | None:
    """The figures of several years, and which way they went."""
    found = fig.aligned(series(query, desk))
    return answered(*found, remark=movement(found)) if len(found) > 1 else None


def movement(found: Sequence[Figure]) -> str:
    """In words, whether figures of several years rose, fell, or went up and down."""
    in_time = sorted(found, key=lambda f: f.year or 0)
    steps = [b.value - a.value for a, b in pairwise(in_time)]
    bases = {f.facts[0].basis for f in found}
    if all(s == 0 for s in steps):
        way = "same"
    elif all(s >= 0 for s in steps):
        way = "up"
    elif all(s <= 0 for s in steps):
        way = "down"
    else:
        way = "both"
    return _remark(way) + (_remark("bases") if len(bases) > 1 else "")


def series(query: Query, desk: Desk) -> list[Figure]:
    """The figures that the question sets side by side; their growth where it asks for that."""
    wanted = operands(query, desk)
    if {"growth", "change"} & set(query.operations) and len(wanted) > 1:
        found = [_one_change(q, desk) for q in wanted]
        return [f for f in found if f] if all(found) else []
    return side_by_side(wanted, desk) if len(wanted) > 1 else []


def _one_change(query: Query, desk: Desk) -> Figure | None:
    amount, percent = printed_change(query, desk)
    return percent if "growth" in query.operations else amount


def _remark(key: str, **words: str) -> str:
    return str(load("answers")["remark"][key]).format(**words)


def several(query: Query, desk: Desk) -> Outcome | None:
    """“一共” adds up where several things are named, and says nothing where it is one."""
    found = side_by_side(wanted, desk) if len(wanted := operands(query, desk)) > 1 else []
    if found and fig.alike(found):
        return answered(fig.total(summed(found), found))
    return None if "list" in query.operations else looked_up(query, desk)
