"""Which reporting unit a question means, by any short form of its name.

A short form keeps the order of the full name's characters and ends with its last one:
大数据中心, 政数局 and 福田数据中心 are all found by that one rule, and so is any
abbreviation of a unit that nobody has heard of yet. A place that only one unit has in its
name (福田) stands for that unit as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from qa.ask.text import clean
from qa.lexicon import load

#: A short form needs this many characters: 中心 alone names nothing.
MIN_SHORT_FORM = 3
#: What follows a name: a year, a mark, the end, or a word that no name goes on with.
_NAME_ENDS = r"(?=$|\d|[^\w]|的|在|和|与|跟|同|比|去年|今年|前年|上年|部门[预决]算)"
_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
#: From this length on one wrong character in a short form is taken for a typing error.
MIN_FUZZY_FORM = 5


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A stretch of the question that names units: ``names`` is empty for one not in the corpus."""

    start: int
    end: int
    text: str
    names: tuple[str, ...]


def is_short_form(short: str, full: str) -> bool:
    """Whether ``short`` is made of characters of ``full`` in their order, the last one kept."""
    if not short or short[-1] != full[-1]:
        return False
    characters = iter(full)
    return all(c in characters for c in short)


@cache
def _words(key: str) -> str:
    """The words of the lexicon's list ``key`` as alternatives of a pattern, longest first."""
    return "|".join(sorted(load("units")[key], key=len, reverse=True))


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"([\u4e00-\u9fff]{{2,4}}?)({_words('ranks')})")


def places(name: str) -> tuple[str, ...]:
    """The places in a unit's name, without their rank: 深圳市福田区数据管理中心 → 深圳, 福田."""
    found = []
    position = 0
    while match := _place().match(name, position):
        found.append(match[1])
        position = match.end()
    return tuple(found)


def find_units(question: str, names: Iterable[str]) -> tuple[UnitMention, ...]:
    """Every mention of a reporting unit in ``question`` (cleaned text), left to right.

    ``names`` are the full names of the corpus' units. Of several readings of one stretch the
    longest wins; a stretch that looks like an organisation but fits no unit is reported with
    empty ``names``.
    """
    full = _forms(tuple(names))
    mentions: list[UnitMention] = []
    for start, end, found in (
        *_short_forms(question, full, fuzzy=False),
        *_short_forms(question, full, fuzzy=True),
        *_strangers(question, {place for name in full for place in places(name)}),
        *_by_place(question, full),
    ):
        if all(end <= m.start or m.end <= start for m in mentions):
            mentions.append(UnitMention(start, end, question[start:end], found))
    return tuple(sorted(mentions, key=lambda m: m.start))


def _forms(names: Sequence[str]) -> dict[str, str]:
    """The units by their cleaned names, and by their names without a bracket at the end
    (（本级）, （汇总）) where no other unit is called so."""
    found = {clean(name): name for name in names}
    for name in names:
        found.setdefault(clean(_BRACKET.sub("", name)), name)
    return found


_Span = tuple[int, int, tuple[str, ...]]


def _short_forms(question: str, full: dict[str, str], *, fuzzy: bool) -> list[_Span]:
    """Stretches that abbreviate unit names, the longest first."""
    endings = {name[-1] for name in full}
    longest = max(map(len, full), default=0)
    minimum = MIN_FUZZY_FORM if fuzzy else MIN_SHORT_FORM
    spans = []
    for end in range(len(question), 0, -1):
        if question[end - 1] not in endings:
            continue
        for start in range(max(0, end - longest), end - minimum + 1):
            short = question[start:end]
            if not _is_distinctive(short) or _continues_a_name(question, start):
                continue
            matches = [name for name in full if _fits(short, name, fuzzy)]
            if matches:
                exact = [name for name in matches if name == short]
                named = dict.fromkeys(full[m] for m in exact or matches)
                spans.append((start, end, tuple(named)))
                break
    return sorted(spans, key=lambda span: span[0] - span[1])


def _fits(short: str, name: str, fuzzy: bool) -> bool:
    """Whether ``short`` abbreviates ``name``, with a wrong character in it where ``fuzzy``.

    What is left without the wrong character must tell ``name`` from its neighbours: without 财
    a 深圳市财政局 would pass for every body of that city with 政 in its name.
    """
    if not fuzzy:
        return is_short_form(short, name)
    of_places = str.maketrans("", "", "".join(places(name)))
    right = (short[:i] + short[i + 1 :] for i in range(1, len(short) - 1))
    return any(is_short_form(r, name) and _is_distinctive(r.translate(of_places)) for r in right)


@cache
def _is_distinctive(short: str) -> bool:
    """Whether two characters or more are left without ranks, endings and words many share; the
    second character of a place's name is no rank (秦州, 费县)."""
    rest = re.sub(rf"{_words('generic')}|{_words('bodies')}", "", short)
    return len(re.sub(rf"(?:^|(?<=..))(?:{_words('ranks')})", "", rest)) > 1


def _continues_a_name(question: str, start: int) -> bool:
    """Whether ``start`` is in the middle of another body's name (南山区|数据管理中心)."""
    head = re.sub(rf"^.*(?:{_words('before')}|[^\u4e00-\u9fff])", "", question[:start])
    return bool(head and re.search(_words("ranks"), head + question[start]))


def _strangers(question: str, held: Iterable[str]) -> list[_Span]:
    """Stretches with a place and an organisation's ending, which no unit of the corpus fits;
    ``held`` are the places of the corpus, which need no rank.

    A department may leave its place out (市财政局, 财政局) where a name can begin and end.
    """
    known = "|".join(sorted(map(re.escape, held), key=len, reverse=True)) or "(?!)"
    ranked = rf"[\u4e00-\u9fff]{{2,4}}?(?:{_words('ranks')})"
    place = rf"(?:{ranked}|(?:{known})(?:{_words('ranks')})?)"
    pattern = rf"{place}[\u4e00-\u9fff]{{0,14}}?(?:{_words('bodies')})"
    council = rf"{place}(?:{_words('councils')}){_NAME_ENDS}"
    department = rf"(?:{_words('ranks')})[\u4e00-\u9fff]{{1,8}}?(?:{_words('departments')})"
    bare = rf"[^\W\d_的]{{2,8}}?(?:{_words('departments')}){_NAME_ENDS}"
    spans = [m.span() for p in (pattern, council) for m in re.finditer(p, question)]
    # From the right: the name in 请问财政局 begins where it can begin last.
    beginnings = [i for i in range(len(question), -1, -1) if _begins_a_name(question[:i])]
    for p in map(re.compile, (department, bare)):
        found = (match for i in beginnings if (match := p.match(question, i)))
        spans += [match.span() for match in found if _is_distinctive(match[0])]
    return [(*span, ()) for span in spans]


def _begins_a_name(before: str) -> bool:
    """Whether a name can begin behind ``before``: nothing, a mark, or a word such as 请问."""
    return bool(re.search(rf"(?:^|{_words('before')}|[^\u4e00-\u9fff])$", before))


def _by_place(question: str, full: dict[str, str]) -> list[_Span]:
    """Places that stand for the one unit that has them in its name."""
    by_place: dict[str, set[str]] = {}
    for name in full:
        for place in places(name):
            by_place.setdefault(place, set()).add(full[name])
    return [
        (*match.span(), tuple(found))
        for place, found in by_place.items()
        if len(found) == 1 < len(set(full.values()))
        for match in re.finditer(rf"{re.escape(place)}(?:{_words('ranks')})?", question)
    ]
