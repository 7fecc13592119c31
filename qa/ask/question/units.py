"""Which reporting unit a question means, by any short form of its name.

A place that only one unit has in its name (福田) stands for that unit as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from qa.ask.question.short_forms import exact, fits, is_distinctive
from qa.ask.question.strangers import strangers_in
from qa.ask.question.unit_names import KEPT, UnitNames, any_of, places, unit_names
from qa.ask.words.text import clean
from qa.lexicon import load

#: A short form needs this many characters: 中心 alone names nothing.
MIN_SHORT_FORM = 3
#: From this length on one wrong character in a short form is taken for a typing error.
MIN_FUZZY_FORM = 5


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A stretch of the question that names units: ``names`` is empty for one not in the corpus."""

    start: int
    end: int
    text: str
    names: tuple[str, ...]


def find_units(question: str, names: Iterable[str]) -> tuple[UnitMention, ...]:
    """Every mention of a reporting unit in ``question`` (cleaned text), left to right.

    ``names`` are the full names of the corpus' units. Of several readings of one stretch the
    longest wins; a stretch that looks like an organisation but fits no unit is reported with
    empty ``names``.
    """
    return _mentions(question, unit_names(names))


# The units of a question are asked for to find its documents, to mend it and to read it.
@lru_cache(maxsize=KEPT)
def _mentions(question: str, known: UnitNames) -> tuple[UnitMention, ...]:
    mentions: list[UnitMention] = []
    strangers: list[_Span] = [
        (*span, ()) for span in strangers_in(question, known.places_in(question))
    ]
    for start, end, found in (
        *_whole(_short_forms(question, known, fuzzy=False), strangers, question),
        *_whole(_short_forms(question, known, fuzzy=True), strangers, question),
        *strangers,
        *_by_place(question, known),
    ):
        if all(end <= m.start or m.end <= start for m in mentions):
            mentions.append(UnitMention(start, end, question[start:end], found))
    if not mentions:
        spans = _whole_areas(question, known)
        mentions = [UnitMention(*span, question[slice(*span)], ()) for span in spans]
    return tuple(sorted(mentions, key=lambda m: m.start))


_Span = tuple[int, int, tuple[str, ...]]


def _short_forms(question: str, known: UnitNames, *, fuzzy: bool) -> list[_Span]:
    """Stretches that abbreviate unit names, the longest first."""
    minimum = MIN_FUZZY_FORM if fuzzy else MIN_SHORT_FORM
    spans = []
    for end in range(len(question), 0, -1):
        if question[end - 1 : end + 1] in load("units")["torn"]:
            continue
        for start, names in known.abbreviated(question, end, fuzzy=fuzzy):
            short = question[start:end]
            if len(short) < minimum:
                break
            if not is_distinctive(short) or _continues_a_name(question, start):
                continue
            if short.count("(") != short.count(")"):
                continue  # the end of a remark (市级) is no end of a name (本级)
            matches = [name for name in names if fits(short, name, fuzzy)]
            if matches:
                spans.append((start, end, known.units_of(exact(short, matches) or matches)))
                break
    return sorted(spans, key=lambda span: span[0] - span[1])


def _continues_a_name(question: str, start: int) -> bool:
    """Whether ``start`` is in the middle of another body's name (南山区|数据管理中心)."""
    until, ranks = _inside_names()
    head = until.sub("", question[:start])
    return bool(head and ranks.search(head + question[start]))


@cache
def _inside_names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a name does not go on behind, and the ranks inside one."""
    before = rf"^.*(?:{any_of('before')}|[^\u4e00-\u9fff])"
    return re.compile(before), re.compile(any_of("ranks"))


def _whole(spans: Iterable[_Span], strangers: Iterable[_Span], question: str) -> Iterator[_Span]:
    """The ``spans`` without the ends of strangers' names that a joining word cuts in two: 旅游局
    of 丽水市文化和旅游局. Where its place is that of the unit, it is no stranger's."""
    for start, end, names in spans:
        heads = [question[first:start] for first, last, _ in strangers if last == end]
        cut = next(filter(_cut().fullmatch, heads), "")
        whole = cut + question[start:end]
        if not cut or any(place in whole for name in names for place in places(name)):
            yield start, end, names


@cache
def _cut() -> re.Pattern[str]:
    """The head of a name up to a joining word in it: 丽水市文化和."""
    return re.compile(rf".{{1,8}}(?:{any_of('ranks')})[^\d的]{{2,8}}(?:{any_of('linking')})")


def _by_place(question: str, known: UnitNames) -> list[_Span]:
    """Places that stand for the one unit that has them in its name, or that is the place itself:
    清源区 is the district before any body in it."""
    several = len(set(known.full.values())) > 1
    return [
        (*match.span(), names)
        for place in known.places_in(question)
        if several
        for match in re.finditer(rf"{place}(?:{any_of('ranks')})?", question)
        if len(names := _standing_for(match[0], known.units_at[place])) == 1
    ]


def _whole_areas(question: str, known: UnitNames) -> list[tuple[int, int]]:
    """Places with their rank whose own income or spending is asked for (2022年深圳市财政拨款收入)
    where several units have them in their names: what one of these discloses is not theirs."""
    return [
        match.span(1)
        for place in known.places_in(question)
        for match in re.finditer(rf"({place}(?:{any_of('ranks')})){_of_an_area()}", question)
        if len(known.units_at[place]) > 1
        and len(_standing_for(match[1], known.units_at[place])) != 1
    ]


@cache
def _of_an_area() -> str:
    """What follows a place whose own budget or accounts are asked for, a year before it or not."""
    return rf"(?=的?(?:(?:19|20)?\d\d年度?的?)?[\"“]?(?:{any_of('of_an_area')}))"


def _standing_for(place: str, units: Iterable[str]) -> tuple[str, ...]:
    """The units that ``place`` may stand for: all of ``units`` that have it in their names, or
    those that end with it, where it has its rank."""
    found = tuple(units)
    if len(found) > 1 and place.endswith(tuple(load("units")["ranks"])):
        return tuple(name for name in found if clean(name).endswith(place))
    return found
