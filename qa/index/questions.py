"""Questions made from what disclosures print, to train the encoder on.

Every question comes with the span that answers it. Wording varies the way people's does:
synonyms of the field, clipped names, left-out words. Nothing here looks at a question set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from qa.index.segment import Segmenter, is_han, normalise, runs
from qa.index.spans import Span
from qa.lexicon import load
from qa.model import Disclosure, Passage, Row, Table

#: How often a wording is varied in each way.
SYNONYM, CLIP, DROP = 0.5, 0.15, 0.25
#: How often a label is given with the label above it, and a question without its year.
PARENT, UNDATED = 0.3, 0.5
#: Words of a passage that a question about its prose takes up, at most.
MOST_WORDS = 8
#: A question about prose holds at least this many characters of it.
SHORTEST = 4
#: How often the beginning of the sentence, and as often its heading, is named as well.
TOPIC = 0.3
#: A clause in a table is prose from this length on, below it a label.
LONG_CELL = 12
_CLAUSE = re.compile(r"[^，。；：、！？\n,;:()（）“”]{4,40}")


@dataclass(frozen=True, slots=True)
class Target:
    """A span that questions are made about, with the passage that it belongs to."""

    span: Span
    passage: Passage


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and the number of the target that answers it."""

    question: str
    target: int


class QuestionMaker:
    """Makes questions about the spans of a corpus; the same seed, the same questions."""

    def __init__(self, segmenter: Segmenter, seed: int) -> None:
        self._segmenter = segmenter
        self._random = Random(seed)

    def figures(
        self, disclosure: Disclosure, targets: Sequence[Target], each: int
    ) -> Iterator[Pair]:
        """``each`` questions for every row of the tables of ``disclosure``."""
        places = _Places(disclosure.doc, targets)
        for table in disclosure.tables:
            for row in table.rows:
                number = places.find(table, row)
                if number is None or not row.labels:
                    continue
                for _ in range(each):
                    yield Pair(self._figure(disclosure.profile.year, table, row), number)

    def texts(self, targets: Sequence[Target], each: int) -> Iterator[Pair]:
        """``each`` questions for every clause of prose, by a few of its words.

        A sentence is asked for what it is about (a reason, a duty, a list) by its own words.
        """
        for number, target in enumerate(targets):
            for clause in _CLAUSE.findall(target.span.text):
                if target.passage.kind == "table" and len(clause) < LONG_CELL:
                    continue
                for _ in range(each):
                    words = self._words_of(target.span, clause)
                    if len(words) >= SHORTEST:
                        yield Pair(self._text(words, target.span.text), number)

    def _figure(self, year: int, table: Table, row: Row) -> str:
        random = self._random
        path = table.columns[random.choice(row.cells).column].path if row.cells else ()
        moulds = [
            mould
            for mould in load("training")["figure"]
            if ("{code}" not in mould or row.code) and ("{column}" not in mould or path)
        ]
        label = row.labels[-1]
        if len(row.labels) > 1 and random.random() < PARENT:
            label = row.labels[-2] + label
        column = path[-1] if path else ""
        if len(path) > 1 and random.random() < PARENT:
            column = "".join(path)
        question: str = random.choice(moulds).format(
            row=self._varied(label),
            column=self._varied(column),
            code=row.code or "",
            table=self._varied(table.name),
        )
        return self._framed(question if random.random() < UNDATED else f"{year}年{question}")

    def _words_of(self, span: Span, clause: str) -> str:
        """Some words of ``clause``, often after some that say what it is about."""
        chosen = self._some(clause, MOST_WORDS)
        choice = self._random.random()
        if choice < TOPIC:
            chosen = self._some(_CLAUSE.findall(span.text)[0], MOST_WORDS // 2) + chosen
        elif choice < 2 * TOPIC:
            chosen = self._some(span.topic, MOST_WORDS // 2) + chosen
        return "".join(dict.fromkeys(chosen))

    def _some(self, text: str, most: int) -> list[str]:
        """Up to ``most`` neighbouring words of ``text``, a few of them left out; no figures."""
        words = [
            word for run in runs(normalise(text)) if not run[0].isdigit() for word in self._cut(run)
        ]
        count = self._random.randint(2, most)
        start = self._random.randint(0, max(0, len(words) - count))
        return [word for word in words[start : start + count] if self._random.random() > DROP]

    def _text(self, words: str, sentence: str) -> str:
        mould = self._random.choice(_moulds(sentence))
        return self._framed(mould.format(words=self._varied(words)))

    def _framed(self, question: str) -> str:
        moulds = load("training")
        before: str = self._random.choice(moulds["before"])
        after: str = self._random.choice(moulds["after"])
        return before + question + after

    def _varied(self, words: str) -> str:
        """``words`` as somebody else might put it."""
        words = normalise(words)
        if self._random.random() < SYNONYM:
            words = self._other_words(words)
        if len(words) > 4 and self._random.random() < CLIP:
            words = "".join(self._clipped(run) for run in runs(words))
        return words

    def _other_words(self, words: str) -> str:
        """``words`` with one term that has synonyms in another's place."""
        known = [(group, term) for group in _synonyms() for term in group if term in words]
        if not known:
            return words
        group, term = self._random.choice(known)
        return words.replace(term, self._random.choice(group))

    def _clipped(self, run: str) -> str:
        """社会保障和就业支出 → 社保就业支出: of some words only the first character stays."""
        if not is_han(run):
            return run
        return "".join(w[0] if self._random.random() < 0.3 else w for w in self._cut(run))

    def _cut(self, run: str) -> list[str]:
        """The words of a run one after another, without the words inside of words."""
        return list(self._segmenter.cut(run)) if is_han(run) else [run]


class _Places:
    """Finds the span that prints a row of a table of one document."""

    def __init__(self, doc: str, targets: Sequence[Target]) -> None:
        self._texts = [
            (number, _squeezed(target.span.embedded))
            for number, target in enumerate(targets)
            if target.passage.doc == doc and target.passage.kind == "table"
        ]

    def find(self, table: Table, row: Row) -> int | None:
        """The number of the first span that holds the row under its table's name."""
        quote, name = _squeezed(row.quote), _squeezed(table.name)
        return next((n for n, text in self._texts if quote in text and name in text), None)


def _moulds(sentence: str) -> list[str]:
    """The questions that ``sentence`` may answer, by the cues in it."""
    groups = load("training")["text"]
    fitting: list[str] = next(
        group["moulds"]
        for group in groups
        if not group["cues"] or any(cue in sentence for cue in group["cues"])
    )
    always: list[str] = groups[-1]["moulds"]
    return fitting + always


@cache
def _synonyms() -> tuple[tuple[str, ...], ...]:
    groups = [*load("synonyms")["standard"].items(), *load("training")["everyday"].items()]
    return tuple(
        tuple(sorted({normalise(word) for word in (standard, *others)}, key=lambda w: (-len(w), w)))
        for standard, others in groups
    )


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
