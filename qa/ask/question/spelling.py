"""Slips of the pen: a character that sounds or looks like the right one (予算, 直行率, 退体费).

Only what nobody can have meant is mended: a character that makes no known word with either of
its neighbours, where one that sounds or looks like it makes a piece of a label of the index or of
the field's own words. A word of the general language is never taken for a slip of another:
税费 is not 水费, however alike they sound. What was mended is told with the answer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from qa.ask.question.unit_names import KEPT, unit_names
from qa.ask.question.units import MIN_SHORT_FORM
from qa.ask.words.dictionary import is_name, is_particle, is_verb, is_word
from qa.ask.words.likeness import is_alike, looks_alike, sounds
from qa.lexicon import alternatives, load
from qa.numerals import NUMERALS

#: A mended character has to make a whole term of so many characters, else a piece of one of so
#: many; long ones decide before short ones.
TERM = range(8, 2, -1)
PIECE = range(4, 1, -1)
#: Ways to read the beginning of a pinyin word that are followed up.
READINGS = 8
#: Words only behind a figure.
DATES = "年月日"
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
#: A pinyin word typed in place of characters is at least this long (zichan, sangong).
_PINYIN_RUN = re.compile(r"(?<![a-z])[a-z]{5,}(?![a-z])")
#: Files of the lexicon whose words questions are made of.
_LEXICONS = ("questions", "ratios", "synonyms", "words", "narrative", "labels", "units")


@dataclass(frozen=True, slots=True)
class Slip:
    """What was typed and what it was read as."""

    typed: str
    read: str


class _Terms:
    """Texts that a slip may be a slip of, with the pieces that they consist of."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = frozenset(texts)

    def __bool__(self) -> bool:
        return bool(self._texts)

    @cached_property
    def _runs(self) -> frozenset[str]:
        """Their stretches of Chinese characters."""
        return frozenset(run for text in self._texts for run in _HAN_RUN.findall(text))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Their characters two by two: enough to see that nothing is misspelt."""
        return frozenset(run[i : i + 2] for run in self._runs for i in range(len(run) - 1))

    @cached_property
    def wholes(self) -> frozenset[str]:
        """Those of them that are whole terms."""
        return frozenset(run for run in self._runs if TERM[-1] <= len(run) <= TERM[0])

    @cached_property
    def pieces(self) -> frozenset[str]:
        """What they consist of."""
        return frozenset(_pieces(self._runs))

    def begins(self, piece: str) -> bool:
        """Whether any of them begins with ``piece``."""
        return any(run.startswith(piece) for run in self._runs)

    def between(self, before: str, after: str) -> set[str]:
        """The characters that stand behind ``before`` and before ``after`` in any of them, where
        one of these may be empty."""
        sides = zip(self._neighbours, (before, after), strict=True)
        return set.intersection(*(side.get(one, set()) for side, one in sides if one))

    @cached_property
    def _neighbours(self) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
        """The characters that stand behind each character, and those before it."""
        behind: dict[str, set[str]] = defaultdict(set)
        ahead: dict[str, set[str]] = defaultdict(set)
        for pair in self.pairs:
            behind[pair[0]].add(pair[1])
            ahead[pair[1]].add(pair[0])
        return behind, ahead

    @cached_property
    def by_sound(self) -> Mapping[str, set[str]]:
        """Pieces by the pinyin of all their characters in a row."""
        found: dict[str, set[str]] = defaultdict(set)
        for run in self._runs:
            read = sounds(run)
            for length in PIECE:
                for i in range(len(run) - length + 1):
                    if length > 2 or _is_known(run[i : i + length]):
                        found["".join(read[i : i + length])].add(run[i : i + length])
        return found

    @cached_property
    def latin(self) -> frozenset[str]:
        return frozenset(w for text in self._texts for w in re.findall("[a-z]+", text.lower()))


@cache
def _before_asking() -> re.Pattern[str]:
    """The words before which a verb of one character stands alone."""
    return re.compile(alternatives(load("questions")["grammar"]["figure_asked"]))


@cache
def _of_field() -> _Terms:
    return _Terms(_lexicon_words())


@lru_cache(maxsize=KEPT)
def _of_names(units: tuple[str, ...]) -> _Terms:
    return _Terms(units)


class Speller:
    """Mends questions over documents, from their labels and the full names of the units."""

    def __init__(self, labels: Iterable[str] = (), units: Iterable[str] = ()) -> None:
        own, self._units = _Terms(labels), tuple(units)
        self._terms = (_of_field(), _of_names(self._units), own) if own or self._units else ()

    def mended(self, text: str, sound: Iterable[int] = ()) -> tuple[str, tuple[Slip, ...]]:
        """``text`` (cleaned) without its slips, and what was read for what; the characters at
        the positions ``sound`` are known to be right."""
        slips = []
        for i in sorted(set(range(len(text))) - set(sound)):
            if self._is_odd(text, i) and (right := self._right(text, i)):
                read = text[:i] + right + text[i + 1 :]
                start, end = _shown(read, i)
                slips.append(Slip(text[start:end], read[start:end]))
                text = read
        for run in dict.fromkeys(_PINYIN_RUN.findall(text)):
            if any(run in terms.latin for terms in self._terms):
                continue
            if words := self._from_pinyin(run):
                slips.append(Slip(run, words))
                text = text.replace(run, words)
        return text, tuple(slips)

    def _is_odd(self, text: str, i: int) -> bool:
        """Whether the character is no word and makes no known pair with a neighbour."""
        if text[i] in NUMERALS:
            return False
        if text[i] in _lexicon_words() and (text[i] not in DATES or text[i - 1 : i].isdigit()):
            return False
        pairs = [p for p in _pairs(text, i) if _is_han(p)]
        if not pairs or any(p in terms.pairs for terms in self._terms for p in pairs):
            return False
        # What is asked of is a verb: 出几期, 打多少分.
        return not (_before_asking().match(text, i + 1) and is_verb(text[i]))

    def _right(self, text: str, i: int) -> str | None:
        """The one character that belongs where ``text[i]`` stands, judged by the longest terms
        and pieces that it makes."""
        found = (
            *(self._fits(text, i, length, whole=True) for length in TERM),
            self._of_units(text, i),
            *(self._fits(text, i, length, whole=False) for length in PIECE),
        )
        return next((_likeliest(text[i], fitting) for fitting in found if fitting), None)

    def _fits(self, text: str, i: int, length: int, *, whole: bool) -> set[str]:
        """The characters like ``text[i]`` that make a whole term, or a piece of one, of a stretch
        of ``length``."""
        fitting = set()
        for start in range(max(0, i - length + 1), min(i, len(text) - length) + 1):
            typed, k = text[start : start + length], i - start
            for terms in self._terms:
                known = terms.wholes if whole else terms.pieces
                for character in terms.between(typed[:k][-1:], typed[k + 1 :][:1]):
                    read = typed[:k] + character + typed[k + 1 :]
                    is_like = read in known and is_alike(typed, read, k)
                    if not is_like or (not whole and _cuts_across(typed, read, k, terms)):
                        continue
                    if not _is_meant(text, start, i, read):
                        fitting.add(character)
        return fitting

    def _of_units(self, text: str, i: int) -> set[str]:
        """The characters that make the short form of a unit's name out of a stretch (政数句)."""
        names = unit_names(self._units)
        found = set()
        for start in range(max(0, i - MIN_SHORT_FORM + 1), i + 1):
            typed = text[start : start + MIN_SHORT_FORM]
            if len(typed) < MIN_SHORT_FORM or not _is_han(typed):
                continue
            k = i - start
            for character in names.characters:
                read = typed[:k] + character + typed[k + 1 :]
                if names.are_called(read) and is_alike(typed, read, k):
                    found.add(character)
        return found

    def _from_pinyin(self, run: str) -> str | None:
        """The words whose pinyin makes up ``run``, where only one reading has the fewest words."""
        readings: list[list[tuple[str, ...]]] = [[()], *([] for _ in run)]
        for end in range(1, len(run) + 1):
            for start in range(end):
                for piece in sorted(self._sounding(run[start:end])):
                    readings[end] += [(*before, piece) for before in readings[start][:READINGS]]
            fewest = min(map(len, readings[end]), default=0)
            readings[end] = [r for r in readings[end] if len(r) == fewest]
        texts = {"".join(reading) for reading in readings[-1]}
        return texts.pop() if len(texts) == 1 else None

    def _sounding(self, pinyin: str) -> set[str]:
        return {piece for terms in self._terms for piece in terms.by_sound.get(pinyin, ())}


def _likeliest(typed: str, found: set[str]) -> str | None:
    """The only character found, or the only one of them that also looks like what was typed."""
    close = {c for c in found if looks_alike(typed, c)} if len(found) > 1 else found
    return next(iter(close)) if len(close) == 1 else None


def _is_meant(text: str, start: int, i: int, read: str) -> bool:
    """Whether the stretch was meant as typed, though ``read`` sounds like it: its character is
    part of a name (台州), of a word that goes beyond the stretch (市|级政务), or the stretch
    consists of words of the language (税费, 税费|支出)."""
    typed = text[start : start + len(read)]
    if any(is_name(pair) for pair in _pairs(text, i)):
        return True
    beyond = (i == start and text[i - 1 : i + 1], i == start + len(read) - 1 and text[i : i + 2])
    if any(pair and len(pair) == 2 and is_word(pair) for pair in beyond):
        return True
    if len(read) == 2:
        # The other character may belong to a word that only asks: 算力|方面.
        other = text[start - 1 : start + 1] if i > start else text[i + 1 : i + 3]
        asks = len(other) == 2 and other in _lexicon_words()
        return is_word(typed) or asks or not _is_known(read)
    return len(read) == 4 and is_word(typed[:2]) and is_word(typed[2:])


def _cuts_across(typed: str, read: str, k: int, terms: _Terms) -> bool:
    """Whether a piece of a label cuts across words (台项 of 平台|项目): inside a label, or where a
    verb was typed, or the grammar behind one (想, 过), which stands alone."""
    if len(read) == PIECE[-1]:
        return False
    around = (read[start : start + 2] for start in (k - 1, k) if start >= 0)
    if any(len(pair) == 2 and _is_known(pair) for pair in around):
        return False
    return _stands_alone(typed[k]) or not terms.begins(read)


@lru_cache(maxsize=KEPT)
def _stands_alone(character: str) -> bool:
    """Whether a character may be a verb, or the grammar behind one."""
    return is_verb(character) or is_particle(character)


def _shown(text: str, i: int) -> tuple[int, int]:
    """The stretch around a mended character that shows what was read: a word, if it makes one."""
    for start in (i - 1, i):
        if start >= 0 and _is_known(text[start : start + 2]):
            return start, start + 2
    return (i - 1, i + 1) if i and _is_han(text[i - 1]) else (i, i + 1)


def _is_known(word: str) -> bool:
    """Whether it is a word of the language or of the field."""
    return is_word(word) or word in _lexicon_words()


def _is_han(text: str) -> bool:
    return bool(_HAN_RUN.fullmatch(text))


def _pairs(text: str, i: int) -> list[str]:
    """The two pairs of characters that ``text[i]`` is part of; one at an end of the text."""
    return [text[j : j + 2] for j in (i - 1, i) if 0 <= j <= len(text) - 2]


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for run in _HAN_RUN.findall(text):
            for length in PIECE:
                yield from (run[i : i + length] for i in range(len(run) - length + 1))


@cache
def _lexicon_words() -> frozenset[str]:
    return frozenset(w for name in _LEXICONS for w in _strings(load(name)))


def _strings(node: Any) -> Iterator[str]:
    """All keys and strings of a TOML table."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from _strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value)
