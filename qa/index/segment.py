"""Text becomes tokens: jieba words and character bigrams, numbers and codes whole.

The tokenizer is private and made from a given word list, so that no global state of jieba,
no temporary cache file and no half-second load of its dictionary is involved in a query.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from qa.visible import visible

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
#: A blank that a PDF or a typesetter put beside a Chinese character means nothing.
_BLANK = re.compile(rf"(?<=[{_HAN}]) +| +(?=[{_HAN}])")
#: How many runs a segmenter remembers: labels come back in every row and every document.
REMEMBERED = 50_000
#: … and of how many lines the runs, more than those of a long document's passage.
REMEMBERED_LINES = 5_000
_IN_RUN = re.compile(f"[{_HAN}]")
_RUN = re.compile(rf"[{_HAN}]+|\d+(?:\.\d+)?%?|[a-z]+")


def normalise(text: str) -> str:
    """``text`` in NFKC and lower case, without invisible characters and thousands commas."""
    text = unicodedata.normalize("NFKC", visible(text)).lower()
    # Most lines have neither commas nor blanks: not to look for a pattern is the faster half.
    text = _THOUSANDS.sub("", text) if "," in text else text
    return _BLANK.sub("", text) if " " in text else text


def runs(text: str) -> list[str]:
    """The runs of Chinese characters, the numbers and the Latin words of normalised ``text``."""
    return _RUN.findall(text)


def runs_in(text: str) -> Iterator[str]:
    """The runs of ``text`` as it is printed."""
    return chain.from_iterable(map(_runs_of_line, text.split("\n")))


# The lines of a passage are read for the words and for the vectors.
@lru_cache(REMEMBERED_LINES)
def _runs_of_line(line: str) -> tuple[str, ...]:
    """The runs of the parts between blanks: the labels of a table come back in every line."""
    found: list[str] = []
    is_open = False
    for part in map(_part, line.split(" ")):
        if part is None:
            continue
        if is_open and part.begins_in_run:
            # The blank between two Chinese characters means nothing: their runs are one.
            found[-1] += part.runs[0]
            found += part.runs[1:]
        else:
            found += part.runs
        is_open = part.ends_in_run
    return tuple(found)


class _Part(NamedTuple):
    """The runs of a part of a line; whether it begins and ends within one of Chinese characters."""

    runs: tuple[str, ...]
    begins_in_run: bool
    ends_in_run: bool


@lru_cache(REMEMBERED)
def _part(text: str) -> _Part | None:
    """``None`` for one that is blank."""
    text = normalise(text)
    if not text.strip(" "):
        return None
    ends = (bool(_IN_RUN.match(text, at)) for at in (0, len(text) - 1))
    return _Part(tuple(runs(text)), *ends)


def is_han(run: str) -> bool:
    """Whether a run of ``runs`` is one of Chinese characters."""
    return not run[0].isascii()


def bigrams(run: str) -> list[str]:
    """The pairs of neighbouring characters of ``run``; none for a single character."""
    return [run[i : i + 2] for i in range(len(run) - 1)]


class Segmenter:
    """Cuts text with the words it was given, and with nothing else.

    ``words`` maps a word to its frequency, as in jieba's own dictionary. Two segmenters
    with the same words give the same tokens.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        import jieba  # read when something is cut: a figure is looked up without

        self._jieba = jieba.Tokenizer()
        self._jieba.FREQ = _with_prefixes(words)
        self._jieba.total = max(1, sum(words.values()))
        self._jieba.initialized = True  # or it would load its big dictionary after all
        self.words = lru_cache(REMEMBERED)(self._words)
        self.cut = lru_cache(REMEMBERED)(self._cut)
        self._finer = lru_cache(REMEMBERED)(self._word_behind_those_in_it)
        self.pieces = lru_cache(REMEMBERED)(self._pieces)
        self.tokens_of = lru_cache(REMEMBERED)(self._tokens_of)

    def _words(self, run: str) -> tuple[str, ...]:
        """The words of a run of Chinese characters, long ones followed by the words inside.

        ``一般公共预算支出`` yields 一般, 公共, 预算, … and the whole if it is in the list.
        """
        return tuple(chain.from_iterable(map(self._finer, self.cut(run))))

    def _word_behind_those_in_it(self, word: str) -> tuple[str, ...]:
        # As jieba's cut_for_search has it, which would cut the run once more.
        sizes = (size for size in (2, 3) if size < len(word))
        parts = (word[i : i + size] for size in sizes for i in range(len(word) - size + 1))
        return (*filter(self._jieba.FREQ.get, parts), word)

    def _cut(self, run: str) -> tuple[str, ...]:
        """A run of Chinese characters cut into words, each character in one of them."""
        return tuple(self._jieba.cut(run, HMM=False))

    def _pieces(self, run: str) -> tuple[str, ...]:
        """The words of a run, its characters, and the pairs of those that stand alone in a cut.

        Each once.
        """
        pairs = (one + two for one, two in pairwise(self.cut(run)))
        return tuple(dict.fromkeys((*self.words(run), *run, *(p for p in pairs if len(p) == 2))))

    def tokens(self, text: str) -> list[str]:
        """The tokens of ``text`` for word matching: words, bigrams, numbers, Latin words."""
        return [token for run in runs_in(text) for token in self.tokens_of(run)]

    def _tokens_of(self, run: str) -> tuple[str, ...]:
        """The tokens of one run."""
        if not is_han(run):
            return (run,)
        # Every word of two characters is among the pairs.
        return (*(word for word in self.words(run) if len(word) != 2), *bigrams(run))


def _with_prefixes(words: Mapping[str, int]) -> dict[str, int]:
    """jieba walks from prefix to prefix: each must be known, with frequency 0 if no word."""
    frequencies = dict(words)
    for word in words:
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    return frequencies
