"""The names of all reporting units of an index, ready to be looked for in questions.

Which of ten thousand names a stretch of a question may abbreviate is decided by whole numbers
with one bit for each name: those that hold a character, those that end with it. Only the few
names that hold all characters of the stretch are then compared one by one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from qa.ask.words.text import clean
from qa.lexicon import alternatives, load

_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_BRACKETS = re.compile(r"[（()）]")
#: Corpora asked in turn in one process (whole ones and parts of them) keep their names ready.
KEPT = 16


@cache
def any_of(key: str) -> str:
    """The words of the lexicon's list ``key`` as alternatives of a pattern, longest first."""
    return alternatives(load("units")[key])


@cache
def _place() -> re.Pattern[str]:
    # 渠县, 费县: of the ranks only 县 stands behind a name of one character.
    return re.compile(rf"([\u4e00-\u9fff](?=县)|[\u4e00-\u9fff]{{2,4}}?)({any_of('ranks')})")


@lru_cache(maxsize=65536)
def places(name: str) -> tuple[str, ...]:
    """The places in a unit's name, without their rank: 深圳市福田区数据管理中心 → 深圳, 福田."""
    found = []
    position = 0
    while match := _place().match(name, position):
        found.append(match[1])
        position = match.end()
    return tuple(found)


@lru_cache(maxsize=65536)
def rank_of(name: str) -> str:
    """The rank of the narrowest place in a unit's name: 区 of 深圳市福田区数据管理中心."""
    rank, position = "", 0
    while match := _place().match(name, position):
        rank, position = match[2], match.end()
    return rank


def is_short_form(short: str, full: str) -> bool:
    """Whether ``short`` is made of characters of ``full`` in their order, the last one kept."""
    if not short or short[-1] != full[-1]:
        return False
    characters = iter(full)
    return all(c in characters for c in short)


@lru_cache(maxsize=65536)
def body_of(name: str) -> str:
    """What the names of one body have in common: 中国共产党某省委员会办公厅 is 某省委办公厅."""
    for formal, usual in load("units")["formal"].items():
        name = name.replace(formal, usual)
    return name


class UnitNames:
    """The units of an index by their cleaned names."""

    def __init__(self, names: Sequence[str]) -> None:
        self.full: Mapping[str, str] = _forms(names)
        self.longest = max(map(len, self.full), default=0)
        self._names = tuple(self.full)
        self._of_body: dict[str, list[str]] = defaultdict(list)
        for unit in dict.fromkeys(names):
            self._of_body[body_of(unit)].append(unit)
        self._holding: dict[str, int] = defaultdict(int)
        self._ending: dict[str, int] = defaultdict(int)
        for number, name in enumerate(self._names):
            bit = 1 << number
            self._ending[name[-1]] |= bit
            for character in set(name):
                self._holding[character] |= bit
        units: dict[str, set[str]] = defaultdict(set)
        for name in self._names:
            for place in places(name):
                units[place].add(self.full[name])
        #: The places in the names, in the order of these, each with the units that have it.
        self.units_at: Mapping[str, frozenset[str]] = {p: frozenset(u) for p, u in units.items()}
        self._place_sizes = sorted({len(place) for place in units})
        self._order = {place: number for number, place in enumerate(units)}

    def abbreviated(self, text: str, end: int, *, fuzzy: bool) -> Iterator[tuple[int, list[str]]]:
        """For each beginning of a stretch of ``text`` up to ``end``, the leftmost first, the
        names that may be abbreviated by it: those that hold its characters, where ``fuzzy`` all
        but one between its first and its last."""
        found: list[tuple[int, int]] = []
        all_held = some_held = self._ending.get(text[end - 1], 0)
        for start in range(end - 2, max(0, end - self.longest) - 1, -1):
            holding = self._holding.get(text[start], 0)
            fitting = some_held & holding if fuzzy else all_held & holding
            if fitting:
                found.append((start, fitting))
            some_held = (some_held & holding) | all_held
            all_held &= holding
            if not (some_held if fuzzy else all_held):
                break
        for start, fitting in reversed(found):
            yield start, self._numbered(fitting)

    def units_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """The units that go by ``names``, and those that are the same bodies under other names."""
        bodies = dict.fromkeys(body_of(self.full[name]) for name in names)
        return tuple(unit for body in bodies for unit in self._of_body[body])

    @property
    def characters(self) -> Collection[str]:
        """Every character that stands in a name."""
        return self._holding.keys()

    def are_called(self, short: str) -> bool:
        """Whether ``short`` is a short form of any of the names."""
        held = self._ending.get(short[-1], 0)
        for character in short[:-1]:
            held &= self._holding.get(character, 0)
        return any(is_short_form(short, name) for name in self._numbered(held))

    def _numbered(self, bits: int) -> list[str]:
        names = []
        while bits:
            names.append(self._names[(bits & -bits).bit_length() - 1])
            bits &= bits - 1
        return names

    def places_in(self, text: str) -> list[str]:
        """The places of the units' names that stand in ``text``, in the order of the names."""
        found = {
            text[start : start + size]
            for size in self._place_sizes
            for start in range(len(text) - size + 1)
        }
        return sorted(found & self.units_at.keys(), key=self._order.__getitem__)


@lru_cache(maxsize=KEPT)
def _ready(names: tuple[str, ...]) -> UnitNames:
    return UnitNames(names)


def unit_names(names: Iterable[str]) -> UnitNames:
    """``names`` ready to be looked for; those that were asked for last are kept so."""
    return _ready(tuple(names))


def _forms(names: Sequence[str]) -> dict[str, str]:
    """The units by their cleaned names, by their names without a bracket at the end (（本级）)
    or with its words alone, and by the usual abbreviation of their ending (商务委, 万里街道) or of
    all of it (一中, 青石县政协), where no other is called so."""
    found = {clean(name): name for name in names}
    for name in names:
        found.setdefault(clean(_BRACKET.sub("", name)), name)
        found.setdefault(clean(_BRACKETS.sub("", name)), name)
    abbreviated = load("units")["abbreviated"]
    for form, name in tuple(found.items()):
        for ending in filter(form.endswith, abbreviated):
            for short in abbreviated[ending]:
                found.setdefault(form.removesuffix(ending) + short, name)
    for form, name in tuple(found.items()):
        for formal, usual in load("units")["turned"].items():
            found.setdefault(re.sub(formal, usual, form), name)
    return found
