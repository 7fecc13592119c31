"""What is done with the figures that a question names: looked up, compared, divided, ranked.

Each operation takes a Query and a Desk (the finder with what it needs) and gives an Outcome,
or ``None`` where the corpus does not hold what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from qa.ask import figures as fig
from qa.ask.families import Family
from qa.ask.figures import Figure
from qa.ask.finder import Finder, Scope, groups, of_class, same_place, stated
from qa.ask.link import Link, own_label
from qa.ask.narrative import Excerpt
from qa.ask.plan import of_and_per, targets, whole_and_part
from qa.ask.query import Query, bits
from qa.ask.text import canonical, skeleton
from qa.facts.amounts import is_money
from qa.lexicon import load
from qa.model import Basis, Fact, Measure, Status

#: Less of the question explained than this, and the fact is about something else.
MIN_COVERAGE = 0.7
#: Less of a fact's own label named than this, and it is about something else …
MIN_OWN = 0.5
#: … unless the question is explained this completely (a short name of a long label).
FULL_COVERAGE, MIN_OWN_IF_FULL = 0.9, 0.25
#: Versions of a budget that a question means when it names them; 预算 alone leaves it open.
SPECIFIC = ("年初预算", "调整预算", "全年预算")
#: What a version costs for each that stands before it in a ratio's definition.
BASIS_RANK = 0.07
#: A label named this completely is meant as a whole, joints and all.
WHOLE_LABEL = 0.85
#: Readings this close to the best are candidates beside it.
CLOSE = 0.08
#: How much another document's figure may fall behind the best and still be meant: documents
#: word the same item differently.
CLOSE_AT_ALL, CLOSE_COVERAGE, CLOSE_OWN = 0.4, 0.16, 0.35
#: What operands gain that stand in one row, one column or one sentence.
TOGETHER = 0.25
#: How many facts an operand may be chosen from.
CHOICES = 12


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures that answer a query (headline first), or the candidates among which it does
    not decide. ``remark`` is an operation's own sentence: which is larger, which way it went.
    ``excerpts`` are the document's own words, where words were asked for."""

    status: Status
    figures: tuple[Figure, ...] = ()
    candidates: tuple[Figure, ...] = ()
    remark: str = ""
    excerpts: tuple[Excerpt, ...] = ()


def answered(*found: Figure | None, remark: str = "") -> Outcome | None:
    """An outcome of the figures that exist; ``None`` if the headline does not."""
    kept = tuple(f for f in found if f is not None)
    return Outcome("answered", kept, remark=remark) if found and found[0] is not None else None


def merged(parts: Sequence[tuple[Query, Outcome | None]]) -> Outcome | None:
    """One outcome of a question's parts: candidates if the first part has any, else all figures,
    those of the parts that ask for a figure before those that ask which."""
    in_order = sorted(parts, key=lambda part: part[0].asks_words)
    there = [outcome for _, outcome in in_order if outcome is not None]
    if not there or there[0].status != "answered":
        return there[0] if there else None
    done = [outcome for outcome in there if outcome.status == "answered"]
    figures = tuple(dict.fromkeys(f for outcome in done for f in outcome.figures))
    excerpts = tuple(dict.fromkeys(e for outcome in done for e in outcome.excerpts))
    remark = "".join(outcome.remark for outcome in done)
    return Outcome("answered", figures, remark=remark, excerpts=excerpts)


class Desk:
    """Looks facts up for queries; knows years, versions and how operands belong together."""

    def __init__(self, finder: Finder, families: Sequence[Family] = ()) -> None:
        self.finder = finder
        self.families = families

    def links(
        self, query: Query, measures: tuple[Measure, ...] = ("值",), bases: tuple[Basis, ...] = ()
    ) -> list[Link]:
        """The facts that fit ``query`` well enough, best first."""
        if not query.content and not query.codes:
            return self._whole(query, measures, bases)
        strange = bits(*((w.start, w.end) for w in query.words if w.group == "stranger"))
        links = self._found(query, measures, bases)
        fitting = [k for k in links if fits(k) and k.mask & strange == strange]
        return fitting or self._by_another_name(query, measures, bases)

    def _by_another_name(
        self, query: Query, measures: tuple[Measure, ...], bases: tuple[Basis, ...]
    ) -> list[Link]:
        """The facts under the other names that documents give to what ``query`` names."""
        named = "".join(c for i, c in enumerate(query.text) if query.content >> i & 1)
        for name in load("labels")["other_names"].get(skeleton(named), ()):
            other = about(query, name)
            if links := [k for k in self._found(other, measures, bases) if fits(k)]:
                return links
        return []

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
        links = self.finder.find(query, query.content, scope)
        if not query.ratio:
            links = [k for k in links if k.fact.measure != "值" or of_class(k.fact, query)]
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
        links = self.finder.find(query, query.content, Scope(codes=query.codes), limit=1)
        return min(links[0].own, links[0].coverage) if links else 0.0

    def readings(self, query: Query) -> list[Figure]:
        """The figures that ``query`` may mean, one for each unit, year and version, best first."""
        if query.ratio:
            return rates(query, self)
        if query.backward and (found := self.derived(query)):
            return found
        links = self.links(query)
        if not query.years:
            links = [k for k in links if self.finder.is_own(k.fact)]
        best_of = [group[0] for group in groups(links).values()]
        close = [k for k in best_of if as_good(k, best_of[0])]
        return [in_points(figure_of(k), query) for k in close] or self.derived(query)

    def derived(self, query: Query) -> list[Figure]:
        """What no document prints, from a figure and its printed change: the year before (比上年
        增加), or the budget that was executed (比年初预算数减少)."""
        if len(query.years) != 1:
            return []
        year = query.years[0] + query.shift
        later = replace(query, years=(year + 1,), shift=0)
        own = replace(query, years=(year,), shift=0, bases=())
        for base, now in ((f"{year}", later), *((b, own) for b in query.bases)):
            changes = [
                k for k in self.links(now, measures=("增减额",))
                if k.fact.direction and against(k.fact, base)
            ]  # fmt: skip
            pair = beside(changes[0], self.links(now)) if changes else None
            if pair is not None:
                moved = figure_of(changes[0])
                step = replace(moved, value=moved.value * changes[0].fact.direction)
                version = "" if base.isdigit() else base
                label = f"{year}年{own_label(pair.fact)}{version}"
                return [fig.difference(label, figure_of(pair), step, "报告数 − 比基数的增加额")]
        return []

    def together(self, choices: Sequence[Sequence[Link]]) -> list[Link]:
        """One link from each of ``choices``, no fact twice, so that they fit and stand near one
        another; empty where one of them has nothing to choose from."""
        best: tuple[float, list[Link]] = (0.0, [])
        for anchor in (link for links in choices for link in links[:CHOICES]):
            chosen: list[Link] = []
            for links in choices:
                free = [k for k in links[:CHOICES] if all(k.fact is not c.fact for c in chosen)]
                pick = beside(anchor, free)
                if pick is None:
                    return []
                chosen.append(pick)
            worth = sum(k.score + TOGETHER * same_place(anchor.fact, k.fact) for k in chosen)
            if worth > best[0]:
                best = (worth, chosen)
        return best[1]


def beside(anchor: Link, others: Sequence[Link]) -> Link | None:
    """Of ``others`` the one that belongs to ``anchor``: near it and well linked."""
    return max(
        others, key=lambda k: k.score + TOGETHER * same_place(anchor.fact, k.fact), default=None
    )


def fits(link: Link) -> bool:
    """Whether a fact is about what the question asks, not merely about something like it."""
    if link.own >= MIN_OWN:
        return link.coverage >= MIN_COVERAGE
    return link.coverage >= FULL_COVERAGE and link.own >= MIN_OWN_IF_FULL


@cache
def is_version(label: str) -> bool:
    """Whether a label names nothing but a version of the whole: 年初预算数, 调整后预算数."""
    words = [w for words in load("questions")["basis"].values() for w in words]
    words += load("labels")["version_words"]
    pattern = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return not re.sub(pattern, "", skeleton(label))


def as_good(link: Link, best: Link) -> bool:
    """Whether another unit's, year's or version's figure fits the words about as well."""
    return (
        link.score >= best.score - CLOSE_AT_ALL
        and link.coverage >= best.coverage - CLOSE_COVERAGE
        and link.own >= best.own - CLOSE_OWN
    )


def figure_of(link: Link) -> Figure:
    """The figure that a fact prints, also where a cell of words states it (≥15G)."""
    return replace(figure_from(link.fact), score=link.score, coverage=link.coverage)


def in_points(figure: Figure, query: Query) -> Figure:
    """A score that its table prints without a unit, in the points that the question asks for."""
    return replace(figure, unit="分") if query.unit == "分" and not figure.unit else figure


def figure_from(fact: Fact) -> Figure:
    """The figure of a fact that was chosen by its place, not by the question's words."""
    amount = stated(fact)
    if amount is not None:
        return Figure(label_of(fact), amount.value, amount.unit or "", fact, printed=fact.text or "")
    if fact.value is None:
        raise ValueError(f"no figure in {fact.row} / {fact.column}")
    return Figure(label_of(fact), fact.value, fact.unit or "", fact)


def label_of(fact: Fact) -> str:
    """How an answer names a figure: year, item, version."""
    year = f"{fact.year}年" if fact.year else ""
    version = fact.basis if fact.basis not in own_label(fact) and fact.basis != "其他" else ""
    return f"{year}{own_label(fact)}{version and f'（{version}）'}"


def against(fact: Fact, base: str) -> bool:
    """Whether a change is measured from ``base``: a year, or a version of the figure."""
    words = fact.against or ""
    previous = base.isdigit() and fact.year == int(base) + 1 and "上年" in words
    return base in words or previous


# --- the operations ---------------------------------------------------------------------


def value(query: Query, desk: Desk) -> Outcome | None:
    """The figures themselves, one for each thing that the question sets side by side."""
    if query.asks_words:
        return None
    wanted = operands(query, desk)
    if len(wanted) == 1:
        return _decided(desk.readings(wanted[0]))
    found = side_by_side(wanted, desk)
    return answered(*found) if found else None


def about(query: Query, words: str) -> Query:
    """``query`` asking for ``words`` instead of what it asks for."""
    text = canonical(words)
    return replace(
        query, text=text, span=(0, len(text)), content=bits((0, len(text))), hints=0, words=()
    )


def operands(query: Query, desk: Desk) -> tuple[Query, ...]:
    """The single things that a query asks for."""
    best = desk.finder.find(query, query.content, Scope(codes=query.codes), limit=1)
    label = skeleton(own_label(best[0].fact)) if best and best[0].own >= WHOLE_LABEL else ""
    return targets(query, desk.fit, lambda joint: joint in label)


def side_by_side(wanted: Sequence[Query], desk: Desk) -> list[Figure]:
    """A figure for each of ``wanted``, chosen so that they can be compared; all or none."""
    choices = [desk.links(q) for q in wanted]
    if all(choices) and not any(q.ratio for q in wanted):
        return with_units([figure_of(k) for k in desk.together(choices)])
    readings = [desk.readings(q) for q in wanted]
    return with_units([r[0] for r in readings]) if all(readings) else []


def with_units(found: list[Figure]) -> list[Figure]:
    """The figures, named with their units where they are of several."""
    names = [f.facts[0].unit_name for f in found]
    if len(set(names)) < 2:
        return found
    return [replace(f, label=f"{name}{f.label}") for f, name in zip(found, names, strict=True)]


def _by_rank(link: Link, bases: Sequence[str]) -> Link:
    """``link`` with what its version gains by standing early among the ``bases`` wanted."""
    rank = bases.index(link.fact.basis) if link.fact.basis in bases else len(bases)
    return replace(link, score=link.score - BASIS_RANK * rank)


def rates(query: Query, desk: Desk) -> list[Figure]:
    """A ratio of the lexicon (执行率 = 决算 ÷ 预算) of the item for each unit, year and version
    that has it: computed where both figures are there, else as printed."""
    name = query.ratio or ""
    definition = load("ratios")[name]
    found = [
        computed
        for done, planned in _rate_pairs(query, definition, desk)
        if (computed := fig.ratio(_rate_label(done, name), done, planned, definition["formula"]))
    ]
    if not found:
        printed = desk.links(replace(query, bases=()), measures=("完成率", "值"))
        found = [figure_of(k) for k in printed if k.fact.unit == "%"][:1]
    top = max((f.score for f in found), default=0.0)
    return [f for f in found if f.score >= top - CLOSE]


def _rate_label(done: Figure, name: str) -> str:
    year = f"{done.fact.year}年" if done.fact and done.fact.year else ""
    item = own_label(done.fact) if done.fact else ""
    return f"{year}{item}{name}"


def _rate_pairs(query: Query, definition: dict[str, list[str]], desk: Desk) -> list[tuple[Figure, Figure]]:
    """Numerator and denominator for each unit, year and version that has both."""
    planned = tuple(b for b in query.bases if b in SPECIFIC) or tuple(
        definition.get("denominator", ())
    )
    if "items" in definition:
        one, other = (about(query, item) for item in definition["items"])
        numerators, denominators = desk.links(one), desk.links(other)
    else:
        numerators = desk.links(query, bases=tuple(definition["numerator"]))  # type: ignore[arg-type]
        denominators = desk.links(query, bases=planned)  # type: ignore[arg-type]
    pairs = []
    numerators = [k for k in numerators if k.fact.unit != "%"]
    for group in groups(numerators).values():
        same = [
            d for d in denominators if d.fact.doc == group[0].fact.doc and d.fact.unit != "%"
        ]
        same = [_by_rank(d, planned) for d in same]
        pair = desk.together([group, same])
        near = len(pair) == 2 and same_place(pair[0].fact, pair[1].fact) > 0
        if near or (len(pair) == 2 and not query.content):
            pairs.append((figure_of(pair[0]), figure_of(pair[1])))
    return pairs


def _decided(found: Sequence[Figure]) -> Outcome | None:
    """The one reading that fits, or all that fit about as well."""
    top = max((f.score for f in found), default=0.0)
    close = [f for f in found if f.score >= top - CLOSE]
    if len(close) > 1:
        return Outcome("ambiguous", candidates=tuple(close))
    return answered(*close[:1]) if close else None


def share(query: Query, desk: Desk) -> Outcome | None:
    """What part of a whole the item is, in per cent."""
    both = whole_and_part(query)
    if both is None:
        return None
    whole, parts = both
    of_part = next((links for part in parts if (links := desk.links(part))), [])
    pair = desk.together([of_part, desk.links(whole)])
    if len(pair) != 2 or pair[0].fact == pair[1].fact:
        return None
    one, other = map(figure_of, pair)
    label = f"{one.label}占{other.label}的比重"
    return answered(fig.ratio(label, one, other, "部分 ÷ 整体 × 100%"))


def difference(query: Query, desk: Desk) -> Outcome | None:
    """By how much two figures differ, the larger one named."""
    pair = side_by_side(operands(query, desk), desk)
    if len(pair) != 2:
        return None
    one, other = fig.aligned(pair)
    high, low = (one, other) if one.value >= other.value else (other, one)
    label = f"{high.label}比{low.label}多"
    return answered(fig.difference(label, high, low, "大数 − 小数"), remark=_remark("more", name=high.label))


def remaining(query: Query, desk: Desk) -> Outcome | None:
    """What of the budget was not spent: the denominator of 执行率 less its numerator."""
    definition = load("ratios")["执行率"]
    for done, planned in _rate_pairs(replace(query, bases=()), definition, desk):
        label = f"{_rate_label(done, '')}未执行数"
        return answered(fig.difference(label, planned, done, "预算数 − 执行数"))
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
    if len(found) < 2:
        return None
    taken = fig.total("扣除项合计", found[1:])
    return answered(fig.difference(f"{found[0].label}扣除后余额", found[0], taken, "总数 − 扣除项"))


def average(query: Query, desk: Desk) -> Outcome | None:
    """Money for each head: the item's amount over the heads named with it, or counted beside it."""
    item, per = of_and_per(query)
    money = [k for k in desk.links(replace(item, unit="元")) if is_money(k.fact.unit)]
    scope = Scope(units=query.units, years=query.years)
    heads = [
        k for k in desk.finder.find(replace(per, unit="人"), per.content, scope)
        if (k.fact.unit or "").startswith("人") and k.fact.value
    ]  # fmt: skip
    pair = desk.together([money, heads]) if money and heads else []
    near = len(pair) == 2 and (same_place(pair[0].fact, pair[1].fact) or pair[1].own >= MIN_OWN)
    if not near:
        return None
    return answered(fig.average(f"{label_of(pair[0].fact)}人均", *map(figure_of, pair)))


def multiple(query: Query, desk: Desk) -> Outcome | None:
    """How many times one figure is another."""
    pair = side_by_side(operands(query, desk), desk)
    if len(pair) != 2:
        return None
    return answered(fig.multiple(f"{pair[0].label}是{pair[1].label}的倍数", *pair))


def change(query: Query, desk: Desk) -> Outcome | None:
    """How much an item rose or fell: as printed, else between two years, units or versions."""
    if "compare" in query.operations and (found := compare(query, desk)):
        return found
    wants_rate = "growth" in query.operations
    wants_amount = "change" in query.operations or not wants_rate
    wanted = operands(query, desk)
    between = len(wanted) > 1 and len({q.years for q in wanted}) == 1
    amount, percent = (None, None) if between else printed_change(query, desk)
    if (wants_amount and amount is None) or (wants_rate and percent is None):
        computed_amount, computed_percent = computed_change(query, desk)
        amount, percent = amount or computed_amount, percent or computed_percent
    if wants_amount and wants_rate:
        return answered(amount, percent)
    return answered(amount if wants_amount else percent)


def printed_change(query: Query, desk: Desk) -> tuple[Figure | None, Figure | None]:
    """The amount and the rate of a change as a sentence prints them, each ``None`` if none does."""
    years = query.years[-1:]
    if len(query.years) > 1 and query.years[-1] - query.years[-2] != 1:
        return None, None
    this = replace(query, years=years, shift=0, bases=(), words=())
    amounts = _changes(query, desk.links(this, measures=("增减额",)))
    rates = _changes(query, desk.links(this, measures=("增减率",)))
    if amounts and rates:
        amount, percent = desk.together([amounts, rates])
        return figure_of(amount), figure_of(percent)
    return (
        figure_of(amounts[0]) if amounts else None,
        figure_of(rates[0]) if rates else None,
    )


def _changes(query: Query, links: list[Link]) -> list[Link]:
    """The changes against the base that the question names: a version, else the year before."""
    if not links:
        return []
    named = [b for b in query.bases if b in SPECIFIC]
    wanted = [k for k in links if any(b in (k.fact.against or "") for b in named)] or links
    return [k for k in wanted if k.score >= wanted[0].score - CLOSE]


def computed_change(query: Query, desk: Desk) -> tuple[Figure | None, Figure | None]:
    """The amount and the rate of the change between the two figures that the question names."""
    wanted = operands(query, desk)
    if len(wanted) == 1 and len(query.years) == 1:
        wanted = (replace(wanted[0], years=(query.years[0] - 1,), shift=0), wanted[0])
    pair = side_by_side(wanted, desk) if len(wanted) == 2 else []
    if len(pair) != 2:
        return None, None
    old, new = sorted(pair, key=lambda f: (f.fact.year or 0) if f.fact else 0)
    return (
        fig.difference(f"{new.label}比{old.label}增加额", new, old, "本期数 − 基期数"),
        fig.growth(f"{new.label}比{old.label}增长率", new, old),
    )


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
    years = {f.facts[0].year for f in found}
    if len({f.value for f in found}) == 1:
        return answered(*found, remark=_remark("same"))
    if len(years) == len(found):
        return answered(*found, remark=movement(found))
    ranked = sorted(found, key=lambda f: -f.value)
    return answered(*ranked, remark=_remark("more", name=ranked[0].label))


def trend(query: Query, desk: Desk) -> Outcome | None:
    """The figures of several years, and which way they went."""
    found = fig.aligned(series(query, desk))
    return answered(*found, remark=movement(found)) if len(found) > 1 else None


def movement(found: Sequence[Figure]) -> str:
    """In words, whether figures of several years rose, fell, or went up and down."""
    in_time = sorted(found, key=lambda f: f.facts[0].year or 0)
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
    if found:
        return answered(fig.total("合计", found))
    return None if "list" in query.operations else value(query, desk)
