"""Shares: what part of a whole an item is, be the whole named (占支出的比重) or left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.ask.compute.lookup import as_good, operands, readings, side_by_side, with_units
from qa.ask.compute.operations import names_all_joined
from qa.ask.compute.outcome import Outcome, answered, remark
from qa.ask.compute.ratios import rates
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk, about, figure_from, figure_of
from qa.ask.find.figures import Figure
from qa.ask.find.finder import NO_MONEY, groups
from qa.ask.find.link import Link, own_label, tells_all_of_a_side
from qa.ask.find.naming import item_named, related, summed
from qa.ask.find.scope import is_of_version
from qa.ask.find.together import CHOICES, TOGETHER, same_place, together
from qa.ask.find.winnow import NAMED_WHOLE
from qa.ask.question.asked import mentions
from qa.ask.question.details import calls_details
from qa.ask.question.pairs import whole_and_part
from qa.ask.question.query import Query
from qa.ask.words.text import skeleton
from qa.facts.amounts import is_money
from qa.lexicon import load
from qa.numerals import NUMERALS

#: Per cent of the whole: what is more than that was taken for the whole wrongly.
_ALL = Decimal(100)
#: All that the question names is explained; sums of floats may fall short by the last digit.
IN_FULL = 0.999
#: So much of a label is most of it.
MOST_OF_IT = 0.6
#: … and so much enough, where the label says all that the question names.
SOME_OF_IT = 0.4
#: By how much a printed share must explain the question better than any amount does.
CLEARER = 0.05


def share(query: Query, desk: Desk) -> Outcome | None:
    """What part of a whole the item is, in per cent."""
    both = whole_and_part(query)
    if both is None and mentions(query.said, "of_the_body"):
        item = replace(query, unit=None)
        return answered(_of_either_side(item, desk)) or of_all(query, desk)
    if both is None:
        return _of_all_units(query, desk) or _of_each_unit(of_all(query, desk), query)
    whole, parts = both
    parts = tuple(part for part in parts if part.content or part.codes or part.bases)
    if printed := _told_as_share_only(whole, parts, desk):
        return printed
    if of_each := _of_each_named(query, whole, parts, desk):
        return of_each
    items = operands(parts[-1], desk) if parts else ()
    if parts and (_adds_up(query, parts[-1], items) or calls_details(parts[-1], items)):
        return _of_sum(whole, items, desk)
    if parts and "sum_of_several" in query.operations:
        of_both = _of_sum(whole, items, desk)
        if of_both or not names_all_joined(parts[-1], desk):
            return of_both
    several = len({item.content for item in items}) > 1
    if query.each or several:
        each = [_share(whole, (item,), desk) for item in items]
        if query.each or (each and all(each)):
            return answered(*each) if each and all(each) else None
    return _of_each_reading(whole, parts, desk) or _of_versions(query, desk)


def _of_each_reading(whole: Query, parts: Sequence[Query], desk: Desk) -> Outcome | None:
    """What part the item is of the whole; for each unit and year that print both where the
    question leaves open which of them is meant."""
    is_open = not all(one.units and one.years for one in (whole, *parts))
    links = _best_reading(parts, desk) if is_open and parts else ()
    best_of = [group[0] for group in groups(links).values()] if links else []
    own = [k for k in best_of if desk.finder.is_own(k.fact) and as_good(k, links[0])]
    scopes = [(k.fact.unit_name, k.fact.year) for k in own]
    found: dict[tuple[str, int | None], Figure] = {}
    for unit, year in dict.fromkeys(scopes) if len({*scopes}) > 1 else ():
        years = (year,) if year else ()
        of_one = [replace(one, units=(unit,), years=years, shift=0) for one in (whole, *parts)]
        if told := _share(of_one[0], of_one[1:], desk):
            found[unit, year] = told
    if len(found) > 1:
        return Outcome("ambiguous", candidates=tuple(found.values()))
    return answered(_share(whole, parts, desk))


def of_told(query: Query, told: Figure, desk: Desk) -> Outcome | None:
    """What part the figure that was just reckoned is of the whole that the last clause of ``query``
    names, and nothing else (…，占项目支出多少)."""
    clause = re.split("[,;。]", query.said.rstrip("?!。,;"))[-1]
    alone = clause.startswith(tuple(load("questions")["grammar"]["whole_marks"]))
    both = whole_and_part(query) if alone and told.operands else None
    wholes = _in_full(_wholes(both[0], desk)) if both else ()
    of = {operand.facts[0].unit_name for operand in told.operands}
    figures = (figure_of(link) for link in wholes if {link.fact.unit_name} == of)
    whole = next((figure for figure in figures if fig.alike((told, figure))), None)
    briefly = replace(told, label=summed(told.operands, brief=True))
    share = share_of(briefly, whole) if whole else None
    return answered(share) if share and share.value <= _ALL else None


def _adds_up(query: Query, part: Query, items: Sequence[Query]) -> bool:
    """Whether the items before a share are one part together (A和B合计占C多少)."""
    grammar = load("questions")["grammar"]
    said = part.said.rstrip(",")
    counted = re.search(rf"[两{NUMERALS}][{''.join(grammar['counters'])}]$", said)  # 三项占…
    together = bool(counted) or said.endswith(tuple(grammar["quantities"]))
    return "sum" in query.operations or (together and len(items) > 1 and not query.each)


def _of_sum(whole: Query, items: Sequence[Query], desk: Desk) -> Outcome | None:
    """What part of ``whole`` several items are together (A和B加起来占C多少)."""
    found = side_by_side((whole, *items), desk) if len(items) > 1 else []
    if not found or not fig.alike(found):
        return None
    return answered(share_of(fig.total(summed(found[1:]), found[1:]), found[0]))


def _of_versions(query: Query, desk: Desk) -> Outcome | None:
    """What was carried out in per cent of the version of the budget that the question names, of
    all spending where it names no other item (决算支出占年初预算的比重)."""
    rate = load("ratios")["执行率"]
    planned = tuple(basis for basis in query.bases if basis in rate["denominator"])
    if not planned or not {*query.bases} & {*rate["numerator"]}:
        return None
    content = 0 if tells_all_of_a_side(query.named) else query.content
    asked = replace(query, ratio="执行率", bases=planned[:1], content=content)
    found = rates(asked, desk)
    return answered(found[0]) if found else None


def _of_all_units(query: Query, desk: Desk) -> Outcome | None:
    """The share of the item of each unit, the largest first, where each is named with a year of
    its own (甲2021年和乙2022年谁的占比高)."""
    wanted = operands(query, desk) if len(query.units) > 1 and len(query.years) > 1 else ()
    told = [of_all(one, desk) for one in wanted]
    found = [outcome.figures[0] for outcome in told if outcome and outcome.figures]
    if len(found) < 2 or len(found) < len(wanted):
        return None
    ranked = fig.ranked(with_units(found))
    return answered(*ranked, remark=remark("more", name=ranked[0].facts[0].unit_name))


def _of_each_unit(found: Outcome | None, query: Query) -> Outcome | None:
    """The readings as one answer where they are of the units that the question sets beside one
    another (甲和乙谁的占比高)."""
    if found is None or found.status != "ambiguous" or len(query.units) < 2:
        return found
    ranked = fig.ranked(with_units([*found.candidates]))
    if sorted(f.facts[0].unit_name for f in ranked) != sorted(query.units):
        return found
    return answered(*ranked, remark=remark("more", name=ranked[0].facts[0].unit_name))


def _of_each_named(
    query: Query, whole: Query, parts: Sequence[Query], desk: Desk
) -> Outcome | None:
    """The share of the part of each unit that the question names, the largest first (A占B的比例，
    甲2021年和乙2022年哪个高)."""
    wanted = operands(query, desk) if parts and len(query.units) > 1 else ()
    scopes = dict.fromkeys((one.units, one.years) for one in wanted)
    if len({units for units, _ in scopes}) < 2:
        return None
    found: list[Figure] = []
    for units, years in scopes:
        of_one = [replace(one, units=units, years=years) for one in (whole, *parts)]
        if (told := _share(of_one[0], of_one[1:], desk)) is None:
            return None
        found.append(told)
    ranked = fig.ranked(with_units(found))
    return answered(*ranked, remark=remark("higher", name=ranked[0].facts[0].unit_name))


def _told_as_share_only(whole: Query, parts: Sequence[Query], desk: Desk) -> Outcome | None:
    """The share that a sentence prints of an item which it gives no amount of: what is like it
    is another thing (货物采购授予中小企业合同金额占…的0.04%). The question may name the whole as a
    part of the item's name (采购货物中给中小企业的金额)."""
    if found := next(filter(None, (_shares_told_only(part, desk) for part in parts)), ()):
        return _decided(found)
    for part in parts[:1] if whole.content else ():
        asked = replace(part, content=whole.content | part.content)
        covered = desk.finder.measure(asked)
        links = [
            link
            for link in _shares_told_only(asked, desk, SOME_OF_IT)
            if covered.coverage(covered.mask((own_label(link.fact),))) >= IN_FULL
        ]
        if links:
            return _decided(links)
    return None


def _shares_told_only(part: Query, desk: Desk, enough: float = MOST_OF_IT) -> Sequence[Link]:
    """The printed shares that explain ``part`` better than any amount does, best first."""
    shares = desk.links(replace(part, unit="%"), measures=("占比",))
    if not shares:
        return ()
    amounts = desk.links(part)
    known = amounts[0].coverage if amounts else 0.0
    if shares[0].coverage <= known + CLEARER:
        return ()
    # … also where 的 parts its name, or its end is left out, as long as it is all that is asked
    enough = enough if shares[0].coverage >= IN_FULL else NAMED_WHOLE
    return shares if shares[0].own >= enough else ()


def _decided(links: Sequence[Link]) -> Outcome:
    """The printed share that is meant; of several units or years as many candidates."""
    best_of = [group[0] for group in groups(links).values()]
    close = [figure_of(link) for link in best_of if as_good(link, links[0])]
    if len(close) > 1:
        return Outcome("ambiguous", candidates=tuple(close))
    return Outcome("answered", (figure_of(links[0]),))


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
    side = _side(_in_so_many_words(whole))
    for part in parts if side else ():
        links = desk.links(replace(part, unit="%"), measures=("占比",))
        told = [k for k in links if _side(k.fact.against or "").endswith(side)]
        if told:
            return figure_of(told[0])
    return None


def _in_so_many_words(query: Query) -> str:
    """What ``query`` names as it stands there: with the words of the question language that are
    part of the name (项目 of 一般公共预算项目支出)."""
    named = [i for i in range(*query.span) if query.content >> i & 1]
    return query.text[named[0] : named[-1] + 1] if named else ""


def _side(label: str) -> str:
    """A label without the words that call it a sum: 收入合计 and 收入总额 → 收入."""
    bare = skeleton(label)
    sums = (*load("labels")["sums"], *load("questions")["grammar"]["quantities"])
    return bare.removesuffix(next((word for word in sums if bare.endswith(word)), ""))


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
    return [k for k in links if whole.bases or k.fact.basis not in NO_MONEY]


def _exceeds(one: Figure, other: Figure) -> bool:
    """Whether a figure is larger than another of the same year and version."""
    versions = {(f.fact.year, f.fact.basis) for f in (one, other) if f.fact}
    first, second = fig.aligned((one, other))
    return len(versions) == 1 and first.value > second.value > 0


def _explained(links: Sequence[Link]) -> tuple[float, float, float]:
    """How well the best of ``links`` fits: by the words first, about as good ones by the rest."""
    best = links[0]
    return round(best.coverage, 1), round(best.own, 1), best.score


def part_and_whole(
    parts: Sequence[Link], wholes: Sequence[Link], asked: Sequence[Query]
) -> list[Link]:
    """The part and the whole that fit and stand together best, two or none. Both are money or
    both are counts (5 台 are no part of 101.66 万元), and of one body and one version unless
    ``asked`` names several: what was bought is no part of what was to be bought."""
    bodies = {unit for query in asked for unit in query.units}
    versions = {basis for query in asked for basis in query.bases}
    pairs = [
        [part, whole]
        for part in parts[:CHOICES]
        for whole in wholes[:CHOICES]
        if part.fact is not whole.fact
        and fig.alike((figure_of(part), figure_of(whole)))
        and (len(bodies) > 1 or part.fact.unit_name == whole.fact.unit_name)
        and (len(versions) > 1 or is_of_version(part.fact, whole.fact))
    ]
    return max(pairs, key=_worth, default=[])


def _worth(pair: Sequence[Link]) -> float:
    """How well two links fit, and how closely their facts stand together."""
    part, whole = pair
    return part.score + whole.score + TOGETHER * same_place(part.fact, whole.fact)


def of_all(query: Query, desk: Desk) -> Outcome | None:
    """The share of the item as a sentence prints it, else of the total of its table (one for each
    reading), else of all income or spending."""
    if not query.content and not query.codes:
        return None
    if printed := desk.links(replace(query, unit="%"), measures=("占比",)):
        return _decided(printed)
    item = replace(query, unit=None)
    shares = [share for one in readings(item, desk) if (share := _wherever(one, item, desk))]
    if len(shares) > 1:
        return Outcome("ambiguous", candidates=tuple(shares))
    return answered(*shares) or answered(_of_either_side(item, desk))


def share_of_all(one: Figure, desk: Desk) -> Figure | None:
    """What part of the total of its table a figure is; ``None`` where the table has none."""
    whole = desk.whole_of(one.fact) if one.fact else None
    return share_of(one, figure_from(whole)) if whole else None


def _wherever(one: Figure, item: Query, desk: Desk) -> Figure | None:
    """What part of a total ``one`` is in the first of the tables that print it with one."""
    doc = one.facts[0].doc
    printed = [k for k in desk.links(item) if (k.fact.doc, k.fact.value) == (doc, one.value)]
    shares = (share_of_all(figure, desk) for figure in (one, *map(figure_of, printed)))
    return next(filter(None, shares), None)


def _of_either_side(item: Query, desk: Desk) -> Figure | None:
    """What part of all income the item is if it is one of income, else of all spending."""
    words = load("labels")["whole_of"]
    whole = next((words[side] for side in words if side in item.text), load("labels")["default"])
    pair = together([desk.links(item), desk.links_by_all_names(about(item, whole))])
    if len(pair) != 2 or pair[0].fact.value == pair[1].fact.value:
        return None
    share = share_of(figure_of(pair[0]), figure_of(pair[1]))
    return share if share is not None and share.value <= _ALL else None


def share_of(one: Figure, other: Figure) -> Figure | None:
    """What part ``one`` is of ``other``, in per cent; ``None`` where that is zero."""
    return fig.ratio(related("share", one, other), one, other, fig.formula("share"))
