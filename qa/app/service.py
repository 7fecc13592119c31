"""What the server answers with: one open index, asked by many at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from time import perf_counter

from qa.app.sources import Sources
from qa.ask import Assistant
from qa.ask.flow import Trace
from qa.ask.steps import Stage
from qa.ask.timing import milliseconds, stage_seconds
from qa.ask.words.text import clean
from qa.index import DocumentInfo, Index
from qa.index.finding import Wanted
from qa.model import Answer, Basis, Check, Fact, Passage, QaError
from qa.retrieve.choose import choose

#: How many earlier questions can bear on a new one; a longer conversation is not read whole.
MOST_HISTORY = 20
#: How many answers are computed at a time; the others wait in the order of their coming. An
#: answer is a few hundredths of a second of pure Python, of which one thread runs at a time:
#: more of them would only take turns, and all be as late as the last.
AT_A_TIME = 2
#: Facts that were found, by what was sought: whoever turns the pages seeks the same again.
KEPT_SEARCHES = 16
#: A slip of the pen and one in pinyin bring in all that most questions do without.
_SLIPS = "预祘zhichu"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents are meant; ``None`` leaves the matter open (see ``choose``)."""

    unit: str | None = None
    year: int | None = None
    kind: str | None = None
    doc: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with what led to it, and how many seconds it and each of its stages took."""

    answer: Answer
    trace: Trace | None
    seconds: float
    stages: Mapping[Stage, float]


@dataclass(frozen=True, slots=True)
class FoundFacts:
    """Facts that fit, by their numbers in one index: they are read when they are wanted."""

    index: Index
    numbers: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.numbers)

    def read(self, start: int = 0, count: int | None = None) -> tuple[Fact, ...]:
        """``count`` of the facts (all for ``None``) from number ``start`` of them on."""
        end = None if count is None else start + count
        return self.index.numbered_facts(self.numbers[start:end])


@dataclass(frozen=True, slots=True)
class Loaded:
    """An open index with what answers from it; ``number`` tells it from those before it."""

    index: Index
    assistant: Assistant
    sources: Sources
    number: int


class Service:
    """Questions, searches, facts and checks over one index.

    It keeps no conversation. Safe for many threads: an index is only read, what is loaded
    late is loaded before the first question, and a newer index takes over in one step, while
    whoever has begun with the older one ends with it.
    """

    def __init__(self, index: Index) -> None:
        self.loaded = _loaded(index, 0)
        # Its queue keeps the order of their coming, which a semaphore would not.
        self._turns = ThreadPoolExecutor(AT_A_TIME, "answer")
        self._found = lru_cache(KEPT_SEARCHES)(self._find)
        self.listeners: list[Callable[[Answered], None]] = []

    def take_over(self, index: Index) -> None:
        """Answers from ``index`` from now on."""
        loaded = _loaded(index, self.loaded.number + 1)
        loaded.assistant.ask(_SLIPS)
        self.loaded = loaded
        self._found.cache_clear()

    def warm_up(self) -> None:
        """Loads what the first question with a slip in it would have to wait for."""
        self.loaded.assistant.ask(_SLIPS)

    def rehearse(self, question: str) -> None:
        """Answers ``question`` in its turn, for nobody: nobody is told."""
        self._turns.submit(self._answer, question, ()).result()

    @property
    def index(self) -> Index:
        """The index that answers."""
        return self.loaded.index

    @property
    def sources(self) -> Sources:
        """The places of citations in the index that answers."""
        return self.loaded.sources

    @property
    def documents(self) -> tuple[DocumentInfo, ...]:
        """Every document, by unit, year and id."""
        return self.index.documents

    def ask(self, question: str, history: Sequence[str] = (), *, timed: bool = False) -> Answer:
        """The answer to ``question``; ``history`` holds the earlier ones, oldest first.

        ``timed`` sets its ``timings``. Whoever listens is told of the answer.
        """
        answer, trace, spent = self._turns.submit(self._answer, question, history).result()
        stages = stage_seconds(trace, spent)
        for listener in self.listeners:
            listener(Answered(answer, trace, spent, stages))
        return replace(answer, timings=milliseconds(stages)) if timed else answer

    def _answer(self, question: str, history: Sequence[str]) -> tuple[Answer, Trace | None, float]:
        started = perf_counter()
        answer, trace = self.loaded.assistant.trace(question, history[-MOST_HISTORY:])
        return answer, trace, perf_counter() - started

    def search(self, query: str, k: int, where: Filter) -> tuple[Passage, ...]:
        """The ``k`` best passages of the chosen documents.

        Raises ``QaError`` for an empty query, and for filters as ``choose`` does.
        """
        if not query.strip():
            raise QaError("检索词是空的：请写上要找的内容。")
        return self.index.search(query, k, self._chosen(where))

    def find_facts(
        self,
        where: Filter,
        table: str | None = None,
        item: str | None = None,
        year: int | None = None,
        basis: Basis | None = None,
    ) -> FoundFacts:
        """The facts of the chosen documents in printed order, not yet read.

        ``table`` is part of a table's name, ``item`` part of a row's label (blanks do not
        count); ``year`` and ``basis`` are those of the figure. Raises ``QaError`` for filters
        as ``choose`` does.
        """
        return self._found(self.loaded, where, table, item, year, basis)

    def _find(
        self,
        loaded: Loaded,
        where: Filter,
        table: str | None,
        item: str | None,
        year: int | None,
        basis: Basis | None,
    ) -> FoundFacts:
        index = loaded.index
        wanted = Wanted(
            None if where == Filter() else _chosen(index, where),
            year,
            basis,
            None if table is None else lambda name: _within(table, (name,)),
            None if item is None else lambda row: _within(item, row),
        )
        return FoundFacts(index, index.find_facts(wanted))

    def audit(self, where: Filter) -> tuple[Check, ...]:
        """What does not add up in the chosen documents, contradictions first.

        Raises ``QaError`` for filters as ``choose`` does.
        """
        docs = None if where == Filter() else self._chosen(where)
        return tuple(sorted(self.index.checks(docs), key=lambda check: check.severity != "error"))

    def _chosen(self, where: Filter) -> frozenset[str]:
        return _chosen(self.index, where)


def _chosen(index: Index, where: Filter) -> frozenset[str]:
    return choose(index.documents, unit=where.unit, year=where.year, kind=where.kind, doc=where.doc)


def _loaded(index: Index, number: int) -> Loaded:
    index.search("预算", 1)
    return Loaded(index, Assistant(index), Sources(index), number)


def _within(wanted: str | None, labels: Sequence[str]) -> bool:
    return wanted is None or any(clean(wanted) in clean(label) for label in labels)
