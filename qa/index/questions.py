"""Questions made from what disclosures print, to train the encoder on.

Every question comes with the passage that answers it. Wording varies the way people's does:
synonyms of the field, clipped names, left-out words. Nothing here looks at a question set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from qa.index.segment import Segmenter, is_han, normalise, runs
from qa.index.store import Contextual
from qa.lexicon import load
from qa.model import Disclosure, Row, Table

#: How often a wording is varied in each way.
SYNONYM, CLIP, DROP = 0.5, 0.15, 0.25
#: How often a label is given with the label above it, and a question without its year.
PARENT, UNDATED = 0.3, 0.5
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
        self, disclosure: Disclosure, pieces: Sequence[Contextual], each: int
    ) -> Iterator[Pair]:
        """``each`` questions for every row of the tables of ``disclosure``."""
        places = _Places(disclosure.doc, pieces)
        for table in disclosure.tables:
            for row in table.rows:
                passage = places.find(table, row)
                if passage is None or not row.labels:
                    continue
                for _ in range(each):
                    yield Pair(self._figure(disclosure.profile.year, table, row), passage)

    def texts(self, pieces: Sequence[Contextual], each: int) -> Iterator[Pair]:
        """``each`` questions for every clause of prose, by a few of its words."""
        for number, piece in enumerate(pieces):
            for clause in _CLAUSE.findall(piece.passage.text):
                if piece.passage.kind == "prose" or len(clause) > 12:
                    for _ in range(each):
                        yield Pair(self._text(piece, clause), number)

    def _figure(self, year: int, table: Table, row: Row) -> str:
        random = self._random
        path = table.columns[random.choice(row.cells).column].path if row.cells else ()
        moulds = [
            mould
            for mould in load("training")["figure"]["moulds"]
            if ("{code}" not in mould or row.code) and ("{column}" not in mould or path)
        ]
        label = row.labels[-1]
        if len(row.labels) > 1 and random.random() < PARENT:
            label = row.labels[-2] + label
        column = path[-1] if path else ""
        if len(path) > 1 and random.random() < PARENT:
            column = "".join(path)
        question = random.choice(moulds).format(
            row=self._varied(label),
            column=self._varied(column),
            code=row.code or "",
            table=self._varied(table.name),
        )
        return question if random.random() < UNDATED else f"{year}年{question}"

    def _text(self, piece: Contextual, clause: str) -> str:
        words = [word for run in runs(normalise(clause)) for word in self._cut(run)]
        count = self._random.randint(2, MOST_WORDS)
        start = self._random.randint(0, max(0, len(words) - count))
        chosen = [w for w in words[start : start + count] if self._random.random() > DROP]
        heading = piece.passage.section[-1] if piece.passage.section else ""
        mould = self._random.choice(load("training")["text"]["moulds"])
        return str(mould.format(words=self._varied("".join(chosen)), heading=self._varied(heading)))

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
    """Finds the passage that prints a row of a table of one document."""

    def __init__(self, doc: str, pieces: Sequence[Contextual]) -> None:
        self._texts = [
            (number, _squeezed(piece.passage.text))
            for number, piece in enumerate(pieces)
            if piece.passage.doc == doc and piece.passage.kind == "table"
        ]

    def find(self, table: Table, row: Row) -> int | None:
        """The number of the first passage that holds the row under its table's name."""
        quote, name = _squeezed(row.quote), _squeezed(table.name)
        return next((n for n, text in self._texts if quote in text and name in text), None)


@cache
def _synonyms() -> tuple[tuple[str, ...], ...]:
    groups = load("synonyms")["standard"].items()
    return tuple(
        tuple(sorted({normalise(word) for word in (standard, *others)}, key=lambda w: (-len(w), w)))
        for standard, others in groups
    )


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
