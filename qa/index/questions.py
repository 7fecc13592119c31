"""Questions made from what disclosures print, to train the encoder on.

Every question comes with the passage that answers it. Wording varies the way people's does:
synonyms of the field, clipped names, left-out words. Nothing here looks at a question set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from qa.index.segment import Segmenter, is_han, normalise, runs
from qa.index.store import Contextual
from qa.lexicon import load
from qa.model import Fact

#: How often a wording is varied in each way.
SYNONYM, CLIP, DROP = 0.5, 0.15, 0.25
#: Words of a passage that a question about its prose takes up, at most.
MOST_WORDS = 8
_CLAUSE = re.compile(r"[^，。；：、！？\n,;:()（）“”]{4,40}")


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and the number of the passage that answers it."""

    question: str
    passage: int


class QuestionMaker:
    """Makes questions about the passages of a corpus; the same seed, the same questions."""

    def __init__(self, segmenter: Segmenter, seed: int) -> None:
        self._segmenter = segmenter
        self._random = Random(seed)

    def figures(
        self, pieces: Sequence[Contextual], facts: Iterable[Fact], each: int
    ) -> Iterator[Pair]:
        """``each`` questions for every row of a table and every figure of a sentence."""
        places = _Places(pieces)
        seen: set[tuple[str, int, int, str]] = set()
        for fact in facts:
            key = (fact.doc, fact.line, fact.column_id // 3, fact.row[-1] if fact.row else "")
            passage = places.find(fact)
            if passage is None or key in seen or not fact.row:
                continue
            seen.add(key)
            for _ in range(each):
                yield Pair(self._figure(fact), passage)

    def texts(self, pieces: Sequence[Contextual], each: int) -> Iterator[Pair]:
        """``each`` questions for every clause of prose, by a few of its words."""
        for number, piece in enumerate(pieces):
            for clause in _CLAUSE.findall(piece.passage.text):
                if piece.passage.kind == "prose" or len(clause) > 12:
                    for _ in range(each):
                        yield Pair(self._text(piece, clause), number)

    def _figure(self, fact: Fact) -> str:
        random = self._random
        moulds = [
            mould
            for mould in load("training")["figure"]["moulds"]
            if ("{code}" not in mould or fact.code)
            and ("{column}" not in mould or fact.column)
            and ("{table}" not in mould or fact.table)
        ]
        row = fact.row[-1]
        if len(fact.row) > 1 and random.random() < 0.3:
            row = fact.row[-2] + row
        column = fact.column[-1] if fact.column else ""
        if len(fact.column) > 1 and random.random() < 0.3:
            column = "".join(fact.column)
        question = random.choice(moulds).format(
            row=self._varied(row),
            column=self._varied(column),
            code=fact.code or "",
            table=self._varied(fact.table or ""),
        )
        return self._dated(question, fact.year)

    def _text(self, piece: Contextual, clause: str) -> str:
        words = [word for run in runs(normalise(clause)) for word in self._cut(run)]
        count = self._random.randint(2, MOST_WORDS)
        start = self._random.randint(0, max(0, len(words) - count))
        chosen = [w for w in words[start : start + count] if self._random.random() > DROP]
        heading = piece.passage.section[-1] if piece.passage.section else ""
        mould = self._random.choice(load("training")["text"]["moulds"])
        return str(mould.format(words=self._varied("".join(chosen)), heading=self._varied(heading)))

    def _dated(self, question: str, year: int | None) -> str:
        if year is None or self._random.random() < 0.5:
            return question
        return f"{year}年{question}"

    def _varied(self, words: str) -> str:
        """``words`` as somebody else might put it."""
        words = normalise(words)
        if self._random.random() < SYNONYM:
            words = self._other_words(words)
        if len(words) > 4 and self._random.random() < CLIP:
            words = "".join(self._clipped(run) for run in runs(words))
        return words

    def _other_words(self, words: str) -> str:
        for group in _synonyms():
            for known in group:
                if known in words:
                    return words.replace(known, self._random.choice(group))
        return words

    def _clipped(self, run: str) -> str:
        """社会保障和就业支出 → 社保就业支出: of some words only the first character stays."""
        if not is_han(run):
            return run
        return "".join(w[0] if self._random.random() < 0.3 else w for w in self._cut(run))

    def _cut(self, run: str) -> list[str]:
        """The words of a run one after another, without the words inside of words."""
        return self._segmenter.cut(run) if is_han(run) else [run]


class _Places:
    """Finds the passage that prints a fact."""

    def __init__(self, pieces: Sequence[Contextual]) -> None:
        self._by_doc: dict[str, list[tuple[int, str]]] = {}
        for number, piece in enumerate(pieces):
            text = _squeezed(piece.passage.text)
            self._by_doc.setdefault(piece.passage.doc, []).append((number, text))

    def find(self, fact: Fact) -> int | None:
        """The number of the first passage that holds the fact's table and quote."""
        quote, table = _squeezed(fact.quote), _squeezed(fact.table or "")
        for number, text in self._by_doc.get(fact.doc, ()):
            if quote in text and table in text:
                return number
        return None


@cache
def _synonyms() -> tuple[tuple[str, ...], ...]:
    groups = load("synonyms")["standard"].items()
    return tuple(
        tuple(sorted({normalise(word) for word in (standard, *others)}, key=lambda w: (-len(w), w)))
        for standard, others in groups
    )


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
