"""What rose or fell against the year before: the items of which that is so (哪些项目比上年减少了),
and the one that moved most (哪一项增长最快)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from qa.ask.compute.choosing import MIN_FAMILY, choose
from qa.ask.compute.lookup import operands, side_by_side
from qa.ask.compute.outcome import Outcome, answered, remark
from qa.ask.compute.sets import LONGEST_LIST, figures_of, own
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk, about, figure_from
from qa.ask.find.figures import Figure
from qa.ask.find.link import own_label, tells_all_of_a_side, way_of
from qa.ask.find.naming import related
from qa.ask.find.scope import kind_of
from qa.ask.narrative.facets import compares
from qa.ask.narrative.text import level
from qa.ask.question.asked import compared_with, mentions
from qa.ask.question.query import Query
from qa.ask.words.text import skeleton
from qa.lexicon import alternatives, load
from qa.model import CHANGES, Fact


@dataclass(frozen=True, slots=True)
class Move:
    """How an item moved: ``way`` is +1, −1 or 0, ``amount`` and ``rate`` as far as known."""

    name: str
    way: int
    amount: Figure | None
    rate: Figure | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks of moves: those that went ``way`` (either for 0), of which the first
    ``top`` by their rate or their amount; all of them for ``None``."""

    way: int
    top: int | None
    by_rate: bool
    slowest: bool = False

    @property
    def called(self) -> str:
        """The answers' remark on who is first."""
        if self.slowest:
            return "least_moved"
        return ("rose" if self.way > 0 else "fell") + ("_fastest" if self.by_rate else "_most")


def asked_of(query: Query) -> Asked | None:
    """What ``query`` asks of moves: the verb stands behind the word that asks which (哪些项目…减少
    了) or before 最. A version or a unit that is set against another is another matter."""
    text = query.text[slice(*query.span)]
    if compared_with(query) or mentions(text, "unit_words"):
        return None
    words = load("members")["moved"]
    if found := _most().search(text):
        by_rate = bool(found["rate"]) or found["most"] in words["by_rate"]
        slowest = found["most"] in words["slowest"]
        return Asked(1 if found["up"] else -1, query.top or 1, by_rate, slowest)
    ways = {1 if found["up"] else -1 for found in _which().finditer(text)}
    return Asked(sum(ways), None, by_rate=False) if ways else None


@cache
def _ways() -> str:
    words = load("members")["moved"]
    return f"(?:(?P<up>{alternatives(words['up'])})|(?:{alternatives(words['down'])}))"


@cache
def _most() -> re.Pattern[str]:
    words = load("members")["moved"]
    most = alternatives((*words["most"], *words["slowest"]))
    return re.compile(rf"{_ways()}(?P<rate>{alternatives(words['rates'])})?得?(?P<most>{most})")


@cache
def _which() -> re.Pattern[str]:
    words = load("members")["moved"]
    which, behind = alternatives(words["which"]), alternatives(words["behind"])
    return re.compile(rf"(?:{which})[^,;。?]*?{_ways()}(?:{behind})*(?=[,;。?]|{which}|$)")


def moved(query: Query, asked: Asked, desk: Desk) -> Outcome | None:
    """The items that went the way asked for, each with its change; a word that there are none
    where all changes are known. ``None`` where no document tells of several items."""
    found = _named(query, desk) or _told(query, desk) or _of_family(query, desk)
    moves = [move for move in found if move.amount or move.rate]
    if len(found) < 2 or not moves:
        return None
    unknown = [move.name for move in found if move not in moves]
    left = remark("unmoved", names="、".join(unknown)) if unknown else ""
    kept = [move for move in moves if move.way and move.way * (asked.way or move.way) > 0]
    if not kept and unknown:
        return None
    if not kept:
        said = next(f for move in moves for f in (move.amount, move.rate) if f)
        words = {1: "none_rose", -1: "none_fell", 0: "none_moved"}[asked.way]
        return Outcome("answered", remark=remark(words), grounds=said.facts[:1])
    if asked.top is None:
        kept.sort(key=lambda move: -move.way)  # what rose before what fell, each as printed
        return answered(*(move.amount or move.rate for move in kept), remark=left)
    first = _ranked(kept, asked)[: asked.top]
    told = remark(asked.called, names="、".join(move.name for move in first))
    pairs = ((m.rate, m.amount) if asked.by_rate else (m.amount, m.rate) for m in first)
    figures = [figure for pair in pairs for figure in pair if figure]
    return answered(*figures, remark=told + left) if figures else None


def _ranked(moves: Sequence[Move], asked: Asked) -> list[Move]:
    """Those of ``moves`` that can be compared, the one that moved most first (or least)."""
    sized: list[tuple[Figure, Move]] = []
    for move in moves:
        if size := move.rate if asked.by_rate else move.amount:
            sized.append((size, move))
    aligned = fig.aligned([size for size, _ in sized]) if sized else ()
    both = sorted(zip(aligned, sized, strict=True), key=lambda one: -one[0].value)
    ranked = [move for _, (_, move) in both]
    return ranked[::-1] if asked.slowest else ranked


def _named(query: Query, desk: Desk) -> list[Move]:
    """The moves of the things that the question names itself (A、B、C 哪个增长最快)."""
    last = replace(query, years=query.years[-1:])
    names = dict.fromkeys(one.named for one in operands(last, desk))
    return [_move(name, query, desk) for name in names] if len(names) > 1 else []


def _of_family(query: Query, desk: Desk) -> list[Move]:
    """The moves of what a document sets side by side under the name that the question gives."""
    chosen = choose(replace(query, years=query.years[-1:]), desk)
    members = figures_of(chosen[0]) if chosen else []
    if not 1 < len(members) <= LONGEST_LIST:
        return []
    moves = [(member, _move(own(member), query, desk)) for member in members]
    return [move for member, move in moves if member.value or move.amount or move.rate]


def _move(name: str, query: Query, desk: Desk) -> Move:
    """How the item called ``name`` moved: as a sentence prints it, else between the figures of
    the two years."""
    said = [f for f in _changes(query, desk) if skeleton(own_label(f)) == skeleton(name)]
    if said and not _over_years(query):
        same = [fact for fact in said if fact.quote == said[0].quote]
        return _as_told(name, same)
    return _computed(name, replace(about(query, name), shift=0), desk)


def _over_years(query: Query) -> bool:
    """Whether the question sets a year against one that is not the year before it."""
    return len(query.years) > 1 and query.years[-1] - query.years[0] != 1


def _computed(name: str, item: Query, desk: Desk) -> Move:
    """The move between the figures of the first and the last year asked about."""
    last = item.years[-1] if item.years else None
    if last is None:
        return Move(name, 0, None, None)
    first = item.years[0] if len(item.years) > 1 else last - 1
    pair = side_by_side([replace(item, years=(year,)) for year in (first, last)], desk)
    facts = [figure.facts[0] for figure in pair]
    if len(pair) != 2 or any(skeleton(own_label(fact)) != skeleton(name) for fact in facts):
        return Move(name, 0, None, None)
    if kind_of(facts[0].basis) != kind_of(facts[1].basis):
        return Move(name, 0, None, None)  # a budget is no more than the accounts before it
    old, new = fig.aligned(pair)
    if old.value == new.value:
        return Move(name, 0, fig.difference(related("change", new, old), new, old, "rise"), None)
    if new.value > old.value:
        amount = fig.difference(related("rise", new, old), new, old, "rise")
        return Move(name, 1, amount, fig.growth(related("growth", new, old), new, old))
    amount = fig.difference(related("fall", new, old), old, new, "fall")
    return Move(name, -1, amount, fig.decline(related("decline", new, old), new, old))


def _told(query: Query, desk: Desk) -> list[Move]:
    """The moves that sentences tell one behind the other, behind that of the whole that the
    question names (政府投资项目预算增加…。主要包括：甲项目减少…；乙项目增加…)."""
    if not query.content:
        return []
    if query.named in load("labels")["sides"]:
        return _told_of_side(query, desk)
    measure = desk.finder.measure(query)
    said = _changes(query, desk)
    best: list[Fact] = []
    for number, head in enumerate(said):
        if measure.coverage(measure.mask((own_label(head),))) < MIN_FAMILY:
            continue
        parts: list[Fact] = []
        for fact in said[number + 1 :]:
            elsewhere = (fact.doc, fact.section) != (head.doc, head.section)
            if elsewhere or _begins_another(fact, head):
                break
            if measure.coverage(measure.mask((own_label(fact),))) < MIN_FAMILY:
                parts.append(fact)
        best = max(best, parts, key=len)
    names = dict.fromkeys(own_label(fact) for fact in best)
    return [_as_told(name, best) for name in names]


def _told_of_side(query: Query, desk: Desk) -> list[Move]:
    """The moves of the items of spending, or of income, where one part of a document tells
    several (…支出甲万元，增长…；…支出乙万元，下降…)."""
    parts: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in _changes(query, desk):
        label = own_label(fact)
        if label.endswith(query.named) and not tells_all_of_a_side(label):
            parts[fact.doc, fact.section].append(fact)
    best = max(parts.values(), key=len, default=[])
    return [_as_told(name, best) for name in dict.fromkeys(map(own_label, best))]


def _changes(query: Query, desk: Desk) -> list[Fact]:
    """The changes against the year before that sentences of the documents meant tell, in order."""
    year = query.years[-1:] or None
    said = [
        fact
        for fact in desk.facts
        if fact.source == "prose"
        and fact.measure in CHANGES
        and (year is None or fact.year == year[0])
        and (not query.units or fact.unit_name in query.units)
    ]
    return sorted(said, key=lambda fact: (fact.doc, fact.line))


def _begins_another(fact: Fact, head: Fact) -> bool:
    """Whether the sentence of ``fact`` begins another item than that of ``head``."""
    quote = fact.quote.strip()
    return quote != head.quote.strip() and (level(quote) is not None or compares(quote))


def _as_told(name: str, said: Sequence[Fact]) -> Move:
    """How the item called ``name`` moved by the changes ``said``, where several things may be."""
    own_changes = [fact for fact in said if skeleton(own_label(fact)) == skeleton(name)]
    amount = next((f for f in own_changes if f.measure == "增减额"), None)
    rate = next((f for f in own_changes if f.measure == "增减率"), None)
    way = next((way_of(f) for f in own_changes if f.value), 0)
    return Move(
        name,
        way,
        figure_from(amount) if amount else None,
        figure_from(rate) if rate else None,
    )
