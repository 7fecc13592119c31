"""Which reporting unit a question means, by any short form of its name.

A short form keeps the order of the full name's characters and ends with its last one:
大数据中心, 政数局 and 福田数据中心 are all found by that one rule, and so is any
abbreviation of a unit that nobody has heard of yet. A place that only one unit has in its
name (福田) stands for that unit as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from qa.ask.question.unit_names import (
    KEPT,
    UnitNames,
    any_of,
    body_of,
    is_short_form,
    places,
    unit_names,
)
from qa.ask.words.likeness import is_alike
from qa.ask.words.text import clean
from qa.lexicon import alternatives, load

#: A short form needs this many characters: 中心 alone names nothing.
MIN_SHORT_FORM = 3
#: What follows a name: a year, a mark, the end, or a word that no name goes on with.
_NAME_ENDS = r"(?=$|\d|[^\w]|的|在|和|与|跟|同|比|去年|今年|前年|上年|部门[预决]算)"
#: What belongs to the year before it, not to a name behind it.
_OF_A_YEAR = re.compile(r"(?<=\d)年[度底]?")
#: A short form names more than places by so many characters.
MIN_OWN_PART = 2
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
    strangers = _strangers(question, known.places_in(question))
    for start, end, found in (
        *_whole(_short_forms(question, known, fuzzy=False), strangers, question),
        *_whole(_short_forms(question, known, fuzzy=True), strangers, question),
        *strangers,
        *_by_place(question, known),
    ):
        if all(end <= m.start or m.end <= start for m in mentions):
            mentions.append(UnitMention(start, end, question[start:end], found))
    return tuple(sorted(mentions, key=lambda m: m.start))


_Span = tuple[int, int, tuple[str, ...]]


def _short_forms(question: str, known: UnitNames, *, fuzzy: bool) -> list[_Span]:
    """Stretches that abbreviate unit names, the longest first."""
    minimum = MIN_FUZZY_FORM if fuzzy else MIN_SHORT_FORM
    spans = []
    for end in range(len(question), 0, -1):
        for start, names in known.abbreviated(question, end, fuzzy=fuzzy):
            short = question[start:end]
            if len(short) < minimum:
                break
            if not _is_distinctive(short) or _continues_a_name(question, start):
                continue
            if short.count("(") != short.count(")"):
                continue  # the end of a remark (市级) is no end of a name (本级)
            matches = [name for name in names if _fits(short, name, fuzzy)]
            if matches:
                spans.append((start, end, known.units_of(_exact(short, matches) or matches)))
                break
    return sorted(spans, key=lambda span: span[0] - span[1])


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
    joints = "|".join(load("units")["linking"])
    return re.compile(rf".{{1,8}}(?:{any_of('ranks')})[^\d的]{{2,8}}(?:{joints})")


def _exact(short: str, matches: Sequence[str]) -> list[str]:
    """The names that ``short`` gives in full, but for the ranks of places (上海财政局) or for the
    formal words of a name."""
    return [name for name in matches if name == short] or [
        name for name in matches if _without_ranks(name) == _without_ranks(short)
    ]


@lru_cache(maxsize=65536)
def _without_ranks(name: str) -> str:
    return re.sub(rf"(?<=..)(?:{any_of('ranks')})", "", body_of(name))


def _fits(short: str, name: str, fuzzy: bool) -> bool:
    """Whether ``short`` abbreviates ``name``, with a slip of the pen in it where ``fuzzy``.

    What is left without the wrong character must tell ``name`` from its neighbours: without 财
    a 深圳市财政局 would pass for every body of that city with 政 in its name.
    """
    if short == name:
        return not fuzzy
    if not _keeps_places(short, name):
        return False
    is_right = is_short_form(short, name)
    if is_right or not fuzzy:
        return is_right and not fuzzy
    of_places = str.maketrans("", "", "".join(places(name)))
    return any(
        is_short_form(right := short[:i] + short[i + 1 :], name)
        and _is_distinctive(right.translate(of_places))
        and _is_slip(short, i, name)
        for i in range(1, len(short) - 1)
    )


def _is_slip(short: str, i: int, name: str) -> bool:
    """Whether the character at ``i`` got into a short form of ``name`` by mistake: one that sounds
    or looks like the right one, one typed twice, or an 和 too many.

    Any other character makes another body's name: among thousands of units a court is one
    character from a hospital, and a city from another.
    """
    if short[i] in (short[i - 1], short[i + 1], *load("units")["linking"]):
        return True
    mended = (short[:i] + right + short[i + 1 :] for right in dict.fromkeys(name))
    return any(is_short_form(read, name) and is_alike(short, read, i) for read in mended)


@lru_cache(maxsize=65536)
def _keeps_places(short: str, name: str) -> bool:
    """Whether ``short`` leaves the places of ``name`` whole. It does not begin in the middle of one
    (海市会 is no form of 上海市…会), it does not drop the narrower of two (上海市商务委 is not the
    上海市普陀区商务委), it names no other place (宁县 is not 宁陵县), and more than places.
    """
    held = places(name)
    if not _is_of_these_places(short, name):
        return False
    if any(place in short for place in held) and held[-1] not in short:
        return False
    torn = any(short.startswith(place[1:]) for place in held if place not in short)
    if torn and re.match(rf".{{1,3}}?(?:{any_of('ranks')})", short):
        return False
    own = re.sub(alternatives(held) or "(?!)", "", short)
    return len(re.sub(any_of("ranks"), "", own)) >= MIN_OWN_PART


def _is_of_these_places(short: str, name: str) -> bool:
    """Whether the places that ``short`` begins with, each with its rank, stand in ``name``: whole,
    or as one shortens a long one (甘孜州 for 甘孜藏族自治州, 高新区)."""
    position = 0
    while match := _ranked_place().match(short, position):
        place, rank = match[1], match[2]
        for whole in places(name) if place + rank not in name else ():
            place = place.removeprefix(whole)
        if place and place + rank not in name:
            long = (m[0] for m in _long_places().finditer(name))
            if not any(is_short_form(place + rank, one) for one in long):
                return False
        position = match.end()
    return True


@cache
def _ranked_place() -> re.Pattern[str]:
    """A place of up to four characters before the word of its rank."""
    return re.compile(rf"(.{{1,4}}?)([{_ranks()}])")


@cache
def _long_places() -> re.Pattern[str]:
    """Places of so many characters that nobody says them all."""
    return re.compile(rf"[^{_ranks()}]{{5,}}[{_ranks()}]")


@cache
def _ranks() -> str:
    """The ranks of one character."""
    return "".join(rank for rank in load("units")["ranks"] if len(rank) == 1)


@lru_cache(maxsize=65536)
def _is_distinctive(short: str) -> bool:
    """Whether two characters or more are left without ranks, endings and words many share; the
    second character of a place's name is no rank (秦州, 费县). The office of a council
    (省委办公厅) is told by its rank."""
    shared, ranks = _shared_words()
    if _of_a_council().fullmatch(short):
        return True
    return len(ranks.sub("", shared.sub("", short))) > 1


@cache
def _shared_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words that many bodies share, and ranks that are no part of a place's name."""
    words = f"{any_of('generic')}|{any_of('bodies')}"
    return re.compile(words), re.compile(rf"(?:^|(?<=..))(?:{any_of('ranks')})")


@cache
def _of_a_council() -> re.Pattern[str]:
    return re.compile("".join(f"(?:{any_of(k)})" for k in ("ranks", "councils", "bodies")))


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


def _strangers(question: str, held: Iterable[str]) -> list[_Span]:
    """Stretches with a place and an organisation's ending, which no unit of the corpus fits;
    ``held`` are the places of the corpus, which need no rank.

    A department may leave its place out (市财政局, 财政局) where a name can begin and end.
    """
    places = sorted(held, key=len, reverse=True)
    spans = [span for form in _bodies() for span in _in_a_place(question, places, form)]
    spans += _bare_place(question, places)
    # From the right: the name in 请问财政局 begins where it can begin last.
    beginnings = [i for i in range(len(question), -1, -1) if _begins_a_name(question[:i])]
    for p in _departments():
        found = (match for i in beginnings if (match := p.match(question, i)))
        spans += [match.span() for match in found if _is_distinctive(match[0])]
    return [(*span, ()) for span in spans]


def _bare_place(question: str, held: Sequence[str]) -> Iterator[tuple[int, int]]:
    """A place that the question begins with, its year right behind it, and no other of the corpus'
    places ``held`` in its name: 清源县2023年 …. What is asked is asked of that place."""
    found = _dated_place().match(question)
    if not found or found[0].endswith(tuple(load("units")["no_places"])):
        return
    if not any(place in found[0] for place in held):
        yield found.span()


@cache
def _dated_place() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff]{{2,8}}?(?:{any_of('ranks')})(?=(?:20)?\d\d年)")


def _in_a_place(
    question: str, held: Sequence[str], form: tuple[re.Pattern[str], re.Pattern[str]]
) -> Iterator[tuple[int, int]]:
    """The stretches of the ``form`` of a body behind a place with its rank, or behind one of the
    places ``held``; from the left, none in another.

    No pattern is made of the places: there are thousands of them.
    """
    ranked, behind = form
    of_years = {at for m in _OF_A_YEAR.finditer(question) for at in range(*m.span())}
    start = 0
    while start < len(question):
        tails = (
            behind.match(question, start + len(place))
            for place in held
            if question.startswith(place, start)
        )
        if start in of_years:
            start += 1
        elif match := ranked.match(question, start) or next(filter(None, tails), None):
            yield start, match.end()
            start = match.end()
        else:
            start += 1


@cache
def _bodies() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The two forms of a body's name, each with its place before it and without."""
    ranks = any_of("ranks")
    endings = (
        rf"[\u4e00-\u9fff]{{0,14}}?(?:{any_of('bodies')})",
        rf"(?:{any_of('councils')}){_NAME_ENDS}",
    )
    place = rf"[\u4e00-\u9fff]{{2,4}}?(?:{ranks})"
    return tuple(
        (re.compile(place + ending), re.compile(rf"(?:{ranks})?{ending}")) for ending in endings
    )


@cache
def _departments() -> tuple[re.Pattern[str], ...]:
    """Patterns of departments behind a rank alone, or standing by themselves."""
    ending = f"(?:{any_of('departments')})"
    return (
        re.compile(rf"(?:{any_of('ranks')})[\u4e00-\u9fff]{{1,8}}?{ending}"),
        re.compile(rf"[^\W\d_的]{{2,8}}?{ending}{_NAME_ENDS}"),
    )


def _begins_a_name(before: str) -> bool:
    """Whether a name can begin behind ``before``: nothing, a mark, or a word such as 请问."""
    if not before or not "\u4e00" <= before[-1] <= "\u9fff":
        return True
    return before.endswith(tuple(load("units")["before"]))


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


def _standing_for(place: str, units: Iterable[str]) -> tuple[str, ...]:
    """The units that ``place`` may stand for: all of ``units`` that have it in their names, or
    those that end with it, where it has its rank."""
    found = tuple(units)
    if len(found) > 1 and place.endswith(tuple(load("units")["ranks"])):
        return tuple(name for name in found if clean(name).endswith(place))
    return found
