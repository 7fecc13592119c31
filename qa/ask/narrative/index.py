"""How much of a question each stretch of text explains.

Texts (pieces, leads, headings, labels) are compared with the question by character bigrams,
weighted by how rare they are. Figures are compared whole: 38.2% is not explained by 8.2%.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from qa.ask.question.query import Query, bits
from qa.ask.words.text import skeleton

_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")
_DIGIT = re.compile(r"[\d.%]")


@lru_cache(maxsize=65536)
def tokens(text: str) -> frozenset[str]:
    """Bigrams of ``text``'s characters and its figures, each figure whole."""
    bare = skeleton(text)
    pairs = (bare[i : i + 2] for i in range(len(bare) - 1))
    return frozenset((*(p for p in pairs if not _DIGIT.search(p)), *_FIGURE.findall(bare)))


class TextIndex:
    """Texts by number, ready to be compared with questions."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._numbers: dict[str, int] = {}
        self._postings: dict[str, list[int]] = defaultdict(list)
        frequency: Counter[str] = Counter()
        self._texts = [*dict.fromkeys(texts)]
        for number, text in enumerate(self._texts):
            self._numbers[text] = number
            for token in tokens(text):
                self._postings[token].append(number)
                frequency[token] += 1
        self._frequency = frequency
        self._after: dict[str, set[str]] = defaultdict(set)
        self._before: dict[str, set[str]] = defaultdict(set)
        for pair in filter(_is_pair, frequency):
            self._after[pair[0]].add(pair[1])
            self._before[pair[1]].add(pair[0])
        self._rarest = math.log(1 + len(self._numbers))
        self._weights = {
            token: math.log(1 + len(self._numbers) / (1 + count))
            for token, count in frequency.items()
        }

    def number(self, text: str) -> int:
        """The number of an indexed text."""
        return self._numbers[text]

    def weight(self, token: str) -> float:
        """How much a token tells; one that no text holds tells as much as the rarest."""
        return self._weights.get(token, self._rarest)

    def knows(self, token: str) -> bool:
        """Whether any text holds the token."""
        return token in self._weights

    def prints(self, letter: str) -> bool:
        """Whether any text holds the letter in a known token."""
        return any(letter in token for token in self._weights)

    def holding(self, name: str) -> frozenset[int]:
        """The numbers of the texts that hold ``name`` in one stretch."""
        pairs = (name[i : i + 2] for i in range(len(name) - 1))
        lists = [self._postings.get(pair, ()) for pair in pairs if not _DIGIT.search(pair)]
        fewest = min(lists, key=len) if lists else range(len(self._texts))
        return frozenset(n for n in fewest if name in skeleton(self._texts[n]))

    def between(self, before: str, after: str) -> str | None:
        """The character that most often stands between two others; ``None`` if none does."""
        common = self._after.get(before, set()) & self._before.get(after, set())

        def often(character: str) -> tuple[int, str]:
            pairs = (before + character, character + after)
            return min(self._frequency[pair] for pair in pairs), character

        return max(common, key=often, default=None)

    def masks(self, query: Query) -> dict[int, int]:
        """For each text that shares a token with the query, the characters it explains."""
        found: dict[int, int] = defaultdict(int)
        for token, span in spans(query.text):
            mask = bits(span)
            for number in self._postings.get(token, ()):
                found[number] |= mask
        return found


def _is_pair(token: str) -> bool:
    return len(token) == 2 and not _DIGIT.search(token)


def spans(text: str) -> list[tuple[str, tuple[int, int]]]:
    """The tokens of a question (canonical text) with the stretch of it that each stands on."""
    found = [(m[0], m.span()) for m in _FIGURE.finditer(text)]
    pairs = ((text[i : i + 2], (i, i + 2)) for i in range(len(text) - 1))
    return found + [(p, s) for p, s in pairs if p.isalnum() and not _DIGIT.search(p)]
