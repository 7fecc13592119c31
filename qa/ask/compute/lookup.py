"""The figures that a query means: one, one for each reading, or several side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.ask.compute.crossed import added_up
from qa.ask.compute.halves import both_halves
from qa.ask.compute.neighbours import money_beside, people_beside
from qa.ask.compute.outcome import Outcome, answered
from qa.ask.compute.ratios import SPECIFIC, rates
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk, figure_from, is_scored
from qa.ask.find.figures import Figure
from qa.ask.find.finder import groups, is_event, is_of_an_indicator, unit_class
from qa.ask.find.link import Link, own_label, subject_of, way_of
from qa.ask.find.naming import label_under_parent, summed
from qa.ask.find.scope import Scope, kind_of
from qa.ask.find.together import together
from qa.ask.find.winnow import NAMED_WHOLE
from qa.ask.question.asked import compared_with, mentions
from qa.ask.question.details import calls_details, details_of
from qa.ask.question.query import Query
from qa.ask.question.terms import targets
from qa.ask.question.unit_names import body_of
from qa.ask.words.text import skeleton
from qa.facts.amounts import convert, is_money
from qa.lexicon import load
from qa.model import Basis, Fact

#: A label named this completely is meant as a whole, joints and all.
WHOLE_LABEL = 0.85
#: How much another document's figure may fall behind the best and still be meant: documents
#: word the same item differently.
CLOSE_AT_ALL, CLOSE_COVERAGE, CLOSE_OWN = 0.4, 0.16, 0.45
#: … in how much of the question it explains, if it names a count of another body as a whole.
CLOSE_IF_NAMED = 0.2
#: A label of which the question says less than this is not what it names.
NAMED_AT_ALL = 0.3
#: The budget as it was carried out, by either name.
_IN_FORCE: frozenset[Basis] = frozenset(SPECIFIC[1:])
#: What of an indicator was reached, and what was aimed at.
REACHED: tuple[Basis, ...] = ("实际值", "目标值")


def readings(query: Query, desk: Desk) -> list[Figure]:
    """The figures that ``query`` may mean, one for each unit, year and version, best first."""
    if query.ratio:
        return rates(query, desk)
    if query.backward and (found := desk.derived(query)):
        return found
    links = desk.links(query) or _when_the_year_began(query, desk) or _in_force(query, desk)
    if not (query.years and query.units):
        links = desk.in_all_documents(query, links)
    if not query.years:
        named = {basis for basis in query.bases if basis in SPECIFIC}  # an account tells it as well
        own = [k for k in links if desk.finder.is_own(k.fact) or k.fact.basis in named]
        links = own or _counted_before(links)
    if not links or is_event(links[0].fact, query.text):
        links = _last_counted(query, desk) or links
    if links and _is_all_beside_added(links[0].fact, query.said):
        links = [k for k in desk.links(query, measures=("增减额",)) if way_of(k.fact) > 0]
    links = money_beside(links, query, desk) or links or people_beside(query, desk)
    best_of = _of_own_version([group[0] for group in groups(links).values()], query, desk)
    close = [k for k in best_of if as_good(k, best_of[0]) and _alike(k, best_of[0], query.text)]
    if len({(k.fact.unit_name, k.fact.year, k.fact.value, k.fact.unit) for k in close}) == 1:
        close = close[:1]  # a budget and an account that print one figure
    close = [_in_the_unit_asked(k, links, query) for k in close]
    if len(close) == 1 and (several := _of_namesakes(close[0], links, desk)):
        return several
    found = [
        both_halves(k, links, query.text)
        or _as_called(added_up(k, query, desk.in_table_of(k.fact)), query, desk)
        for k in close
    ]
    if not found and not _IN_FORCE & {*query.bases}:  # what was adjusted follows from no change
        return desk.derived(query)
    return [in_points(figure, query) for figure in found]


def _of_namesakes(best: Link, links: Sequence[Link], desk: Desk) -> list[Figure]:
    """The same line of each of several sheets that a document prints under one project's name, by
    the body that carries each out; empty where there is one sheet, or all print the same."""
    subject, one = subject_of(best.fact), best.fact
    if not subject:
        return []
    same: dict[int, Fact] = {}
    for fact in (k.fact for k in links):
        place = (fact.doc, subject_of(fact), fact.row, fact.column, fact.basis)
        if place == (one.doc, subject, one.row, one.column, one.basis):
            same.setdefault(fact.table_id, fact)
    if len({fact.value for fact in same.values()}) < 2:
        return []
    found = [
        (figure_from(same[table]), _carried_out_by(same[table], desk)) for table in sorted(same)
    ]
    return [replace(f, label=f"{f.label}（{body}）" if body else f.label) for f, body in found]


def _carried_out_by(fact: Fact, desk: Desk) -> str:
    """The body that the sheet of ``fact`` names for its project; empty where it names none."""
    words = load("labels")["carried_out_by"]
    named = (f.text for f in desk.in_table_of(fact) if f.row and f.row[-1] in words)
    return next(filter(None, named), "")


def _counted_before(links: Sequence[Link]) -> list[Link]:
    """What is counted of nothing but another year than that of its document, where the question
    names it in full: whoever names no year is told the one that there is."""
    return [k for k in links if k.own >= NAMED_WHOLE and not is_money(k.fact.unit)]


def _in_the_unit_asked(best: Link, links: Sequence[Link], query: Query) -> Link:
    """``best``, or what it rounds where its document prints the same in the unit of money asked
    for: 22,012,713.42元, not 2,201.27万元 made to 22,012,700元."""
    one = best.fact
    if query.output is None or one.value is None or not is_money(one.unit or ""):
        return best
    for fact in (k.fact for k in links if k.fact.unit == query.output != one.unit):
        same = (fact.doc, fact.year) == (one.doc, one.year) and own_label(fact) == own_label(one)
        if same and fact.value is not None and kind_of(fact.basis) == kind_of(one.basis):
            places = Decimal(1).scaleb(int(one.value.as_tuple().exponent))
            if convert(fact.value, query.output, one.unit or "").quantize(places) == one.value:
                return best._replace(fact=fact)
    return best


def _as_called(figure: Figure, query: Query, desk: Desk) -> Figure:
    """The figure by the label above its own that ``query`` names from end to end, where it names
    nothing of its own: a purchase by its project."""
    fact = figure.fact
    if fact is None or fact.source == "prose" or not fact.row:
        return figure
    own, completeness = own_label(fact), desk.finder.measure(query).completeness
    named = [label for label in fact.row[:-1] if completeness(label) >= NAMED_WHOLE]
    if not named or own not in figure.label or completeness(own) >= NAMED_AT_ALL:
        return figure
    return replace(figure, label=figure.label.replace(own, named[-1]))


def _when_the_year_began(query: Query, desk: Desk) -> list[Link]:
    """What documents of the years asked for tell of the last day before: what there is (车辆)."""
    if not query.years or query.shift:
        return []
    before = replace(query, years=tuple(year - 1 for year in query.years))
    return [k for k in desk.links(before) if desk.finder.stands_for(k.fact, query.years)]


def _in_force(query: Query, desk: Desk) -> list[Link]:
    """The budget of the whole year by its other name: 全年预算 is what 调整 made of it."""
    if len(query.bases) != 1 or query.bases[0] not in _IN_FORCE:
        return []
    other = tuple(basis for basis in SPECIFIC if basis in _IN_FORCE - {*query.bases})
    return [k for k in desk.links(replace(query, bases=other)) if k.fact.basis in _IN_FORCE]


def aims_at(query: Query, desk: Desk) -> bool:
    """Whether the question asks for the goal of an indicator that it names in full (机柜数目标)."""
    best = next(iter(desk.links(query)), None) if "目标值" in query.bases else None
    if best is None or best.fact.basis != "目标值":
        return False
    return min(best.coverage, best.own) >= NAMED_WHOLE


def _is_all_beside_added(fact: Fact, text: str) -> bool:
    """Whether a fact counts all that there are, where the question counts what was added (新增)."""
    counted = unit_class(fact.unit or "元") == "count" and not is_of_an_indicator(fact)
    label = "".join((*fact.row, *fact.column))
    events = load("labels")["events"]
    return counted and _asks_for_added(text) and not any(word in label for word in events)


def _asks_for_added(text: str) -> bool:
    """Whether ``text`` counts what was added: not where its last clause asks for all that there are
    (新增了几个，一共有几个)."""
    last = re.split("[,;。]", text.rstrip("?,;。"))[-1]
    return mentions(last if mentions(last, "quantities") else text, "added")


def _last_counted(query: Query, desk: Desk) -> list[Link]:
    """What a document of the year asked for counts as of a day of the year before: the cars and
    devices that there are when a budget is drawn up."""
    if len(query.years) != 1 or query.bases or query.shift:
        return []
    before = replace(query, years=(query.years[0] - 1,))
    return [k for k in desk.links(before) if desk.finder.is_stock_of(k.fact, query.years[0])]


def _of_own_version(best: list[Link], query: Query, desk: Desk) -> list[Link]:
    """Without the budgets that an account tells beside its own figures, where the question names no
    version; where several documents may be meant, those of tables stay among the readings."""
    if query.bases or query.kind:
        return best
    several = len({k.fact.doc for k in best}) > 1
    own = {(k.fact.doc, k.fact.year) for k in best if desk.finder.is_own(k.fact)}
    return [
        k for k in best
        if desk.finder.is_own(k.fact)
        or (several and k.fact.source == "table")
        or (k.fact.doc, k.fact.year) not in own
    ]  # fmt: skip


def as_good(link: Link, best: Link) -> bool:
    """Whether another unit's, year's or version's figure fits the words about as well; what two
    bodies count by a name of their own (退休, 退休人员) does sooner."""
    one, other = link.fact, best.fact
    if min(link.coverage, best.coverage) >= NAMED_WHOLE and _in_points(one) and _in_points(other):
        return True  # a sentence tells in other words what a sheet prints: 自评得分, 总分
    bodies = one.unit_name != other.unit_name and one.unit == other.unit
    named = bodies and min(link.own, best.own) >= NAMED_WHOLE
    return (
        link.score >= best.score - CLOSE_AT_ALL
        and link.coverage >= best.coverage - (CLOSE_IF_NAMED if named else CLOSE_COVERAGE)
        and link.own >= best.own - CLOSE_OWN
    )


def _in_points(fact: Fact) -> bool:
    return fact.unit == "分" or (not fact.unit and is_scored(fact))


def _alike(link: Link, best: Link, text: str) -> bool:
    """Whether both are figures of what there is or both of what happened (拟购置), and both goals
    and results of indicators or neither."""
    one, other = link.fact, best.fact
    happened = is_event(one, text) == is_event(other, text)
    return happened and is_of_an_indicator(one) == is_of_an_indicator(other)


def in_points(figure: Figure, query: Query) -> Figure:
    """A score that its table prints without a unit, in the points that the question asks for."""
    return replace(figure, unit="分") if query.unit == "分" and not figure.unit else figure


def operands(query: Query, desk: Desk) -> tuple[Query, ...]:
    """The single things that a query asks for."""
    if len(query.codes) > 1 and query.each:  # 208和210各多少: what is said of them names neither
        said = query.hints | query.content
        return tuple(replace(query, codes=(c,), content=0, hints=said) for c in query.codes)
    best = desk.finder.find(query, query.content, Scope(codes=query.codes), limit=1)
    label = skeleton(own_label(best[0].fact)) if best and best[0].own >= WHOLE_LABEL else ""
    wanted = targets(
        query,
        desk.fit,
        lambda joint: joint in label,
        desk.finder.holds,
    )
    details = details_of(query, wanted)
    if details:  # what is paid for cars, not how many are bought
        return tuple(replace(o, unit=o.unit or "元") if o in details else o for o in wanted)
    aimed = set(query.bases) == {"目标值"} and "difference" in query.operations
    if len(wanted) == 1 and (aimed or set(query.bases) == {*REACHED}):  # 达到目标值了吗
        return tuple(replace(wanted[0], bases=(basis,)) for basis in REACHED)
    planned = compared_with(query)
    if len(wanted) > 1 or not planned:
        return wanted
    done: tuple[Basis, ...] = tuple(load("ratios")["执行率"]["numerator"])
    named = tuple(
        basis for basis in query.bases if basis not in planned
    )  # 全年预算比年初预算少多少
    return replace(wanted[0], bases=planned), replace(wanted[0], bases=named or done)


def side_by_side(wanted: Sequence[Query], desk: Desk) -> list[Figure]:
    """A figure for each of ``wanted``, chosen so that they can be compared; all or none."""
    choices = [_of_own_version(desk.links(q), q, desk) for q in wanted]
    if not any(q.units for q in wanted):
        choices = _of_one_body(choices)
    if len({q.content for q in wanted}) == 1:
        choices = _of_one_measure(choices)
        if place := _to_share(wanted, choices):
            choices = _shared(choices, place)
            if not all(choices):
                return []
    if all(choices) and not any(q.ratio for q in wanted):
        chosen = zip(together(choices), wanted, strict=False)
        return with_units([added_up(k, q, desk.in_table_of(k.fact)) for k, q in chosen])
    found = [readings(q, desk) for q in wanted]
    return with_units([r[0] for r in found]) if all(found) else []


def figures_named(query: Query, desk: Desk) -> list[Figure]:
    """The figures of the several things that ``query`` names, chosen so that they can be compared;
    empty where it names only one, or one that no document has a figure of."""
    wanted = operands(query, desk)
    return side_by_side(wanted, desk) if len(wanted) > 1 else []


def _of_one_body(choices: list[list[Link]]) -> list[list[Link]]:
    """``choices`` without other bodies than the first that has figures for all of them, if one
    has: where no unit is named, two of them are not set side by side."""
    bodies = [
        dict.fromkeys(body_of(k.fact.unit_name) for k in links if as_good(k, links[0]))
        for links in choices
    ]
    common = next((body for body in bodies[0] if all(body in of for of in bodies)), None)
    if common is None:
        return choices
    return [[k for k in links if body_of(k.fact.unit_name) == common] for links in choices]


def _of_one_measure(choices: list[list[Link]]) -> list[list[Link]]:
    """``choices`` of one thing in several versions or years: where one of them is best told by an
    amount of money, those in money of all of them: 政府采购预算执行率 is no version of it."""
    in_money = [[k for k in links if is_money(k.fact.unit)] for links in choices]
    best = any(
        money and money[0] is links[0] for money, links in zip(in_money, choices, strict=True)
    )
    return in_money if best and all(in_money) else choices


def _to_share(
    wanted: Sequence[Query], choices: Sequence[list[Link]]
) -> Callable[[Fact], Hashable] | None:
    """What the figures of one thing must share: body and year in several versions (决算比预算多还是
    少), the body in several years where nothing is named (2024年预算比2022年预算多多少)."""
    if len({(q.units, q.years, q.shift) for q in wanted}) == 1:
        return lambda fact: (body_of(fact.unit_name), fact.year)
    if all(choices) and not any(q.units or q.named for q in wanted):
        return lambda fact: body_of(fact.unit_name)
    return None


def _shared(choices: list[list[Link]], place: Callable[[Fact], Hashable]) -> list[list[Link]]:
    """``choices`` of one thing in several versions or years that are of one ``place``, the first
    that has a figure in each of them; none where none has: the accounts of one year say nothing of
    the budget of another, nor those of one body of another's."""
    places = [dict.fromkeys(place(k.fact) for k in links) for links in choices]
    common = next((one for one in places[0] if all(one in of for of in places)), None)
    return [[k for k in links if place(k.fact) == common] for links in choices]


def with_units(found: list[Figure]) -> list[Figure]:
    """The figures, named with their units where they are of several, else with the labels that
    they stand under where several are called the same."""
    names = [f.facts[0].unit_name for f in found]
    if len(set(names)) < 2:
        called = Counter(f.label for f in found)
        return [
            replace(f, label=label_under_parent(f.fact)) if f.fact and called[f.label] > 1 else f
            for f in found
        ]
    return [replace(f, label=f"{name}{f.label}") for f, name in zip(found, names, strict=True)]


def _decided(found: Sequence[Figure]) -> Outcome | None:
    """The one reading there is, or all of them as candidates."""
    if len(found) > 1:
        return Outcome("ambiguous", candidates=tuple(found))
    return answered(*found)


def value(query: Query, desk: Desk) -> Outcome | None:
    """The figures themselves, one for each thing that the question sets side by side."""
    if query.asks_words:
        return None
    wanted = operands(query, desk)
    if len(wanted) == 1:
        return _decided(readings(wanted[0], desk))
    found = {(f.label, f.facts): f for f in side_by_side(wanted, desk)}
    if len(found) > 1 and calls_details(query, wanted):
        whole = fig.total(summed([*found.values()]), [*found.values()])
        return answered(whole) if fig.alike([*found.values()]) else None
    return answered(*found.values()) if found else None
