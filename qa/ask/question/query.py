"""The language that questions are translated into: small, typed, and free of Chinese wording.

A question asks for the figures of one *item* (or several), of one unit, year and basis (or
several), and for something to be done with them. Whatever the question leaves out stays
empty here and is filled from the conversation or from what the corpus holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, cast

from qa.ask.question.spelling import Slip
from qa.facts.amounts import convert
from qa.lexicon import load
from qa.model import Basis, Kind

#: So many names of what is asked for are remembered.
KEPT = 512
Operation = Literal[
    "value", "share", "change", "growth", "multiple", "average", "sum", "sum_of_several",
    "difference", "remaining", "less", "order", "largest", "smallest", "compare", "trend",
    "count", "rank", "list", "definition", "reason", "text",
]  # fmt: skip
#: The meaning of the word behind what is left out (除…|外).
LEFT_OUT = "left out"
#: Operations that pick among figures; what they pick comes with its figure.
CHOOSING: tuple[Operation, ...] = ("largest", "smallest", "order", "compare", "list")


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of the question with a meaning of its own: a year, a unit, a version, …"""

    start: int
    end: int
    text: str
    group: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound on figures: above (or below) ``value`` in ``unit``, or ``exactly`` that."""

    value: Decimal
    unit: str
    above: bool
    exactly: bool = False

    def __str__(self) -> str:
        return f"{self.value:,f}{self.unit}"

    def measures(self, unit: str) -> bool:
        """Whether figures of ``unit`` can keep the bound or not. Points have no unit printed."""
        try:
            convert(self.value, unit or "分", self.unit)
        except ValueError:
            return False
        return True

    def admits(self, value: Decimal, unit: str) -> bool:
        """Whether a figure keeps the bound; one of another kind of unit does not."""
        if not self.measures(unit):
            return False
        size = convert(value, unit or "分", self.unit)
        if self.exactly:
            return size == self.value
        return size > self.value if self.above else size < self.value


@dataclass(frozen=True, slots=True)
class Query:
    """One question, understood.

    Where in the text:

    - ``question`` as it was typed, ``text`` in canonical spelling.
    - ``span``: the part of ``text`` that this query is about; what stands before ``asked_from``
      was asked earlier in the conversation.
    - ``content``, ``hints``, ``focus``, ``item``: bit masks over the characters of ``text`` (bit
      i is character i). ``content`` has to be explained by an answer: everything but names of
      units, years, operations and filler. ``hints`` are words of the question language that may
      belong to a label all the same, ``focus`` what of the content stands in the clause that
      asks, where there is a setting before it, ``item`` the name of one of several things in a
      row, without what is said of all of them.
    - ``words``: the stretches with a meaning, from which the fields below are filled;
      ``bases_at`` are the places of years that a figure is only set against (比2020年).

    What is asked for:

    - ``units``, ``years`` (``shift``: so many years on, −1 for 上年), ``kind``, ``bases``,
      ``codes``; ``strangers`` are bodies that the corpus has no disclosure of.
    - ``operations``, ``ratio`` (its name in ``ratios.toml``), ``direction`` (+1 or −1 where it
      speaks of a rise or a fall), ``top`` (前三), ``bound`` (超过1000万元).
    - ``output`` is the unit of money wanted, ``unit`` the unit of measure that the question
      speaks of.
    - ``backward`` asks to infer a year's figure from the next year's and its change; ``nonzero``
      leaves out what is 0, ``zero`` asks for nothing else; ``asks_words`` asks for names or words
      (哪家, 什么), which no figure answers; ``each`` asks for the parts (各几辆); ``over_parts``
      reckons with what the clauses before it ask for (…，…，差多少).
    - ``slips`` are the misspellings that were mended.
    """

    question: str
    text: str
    span: tuple[int, int] = (0, 0)
    asked_from: int = 0
    content: int = 0
    hints: int = 0
    focus: int = 0
    item: int = 0
    words: tuple[Word, ...] = ()
    units: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    shift: int = 0
    kind: Kind | None = None
    bases: tuple[Basis, ...] = ()
    codes: tuple[str, ...] = ()
    operations: tuple[Operation, ...] = ("value",)
    ratio: str | None = None
    direction: int = 0
    top: int | None = None
    output: str | None = None
    unit: str | None = None
    backward: bool = False
    nonzero: bool = False
    zero: bool = False
    asks_words: bool = False
    bound: Bound | None = None
    each: bool = False
    over_parts: bool = False
    beside: bool = False
    bases_at: tuple[int, ...] = ()
    slips: tuple[Slip, ...] = ()

    @property
    def needs_words(self) -> bool:
        """Whether an operation is asked for that only words answer: a reason, a definition."""
        return bool({"definition", "reason", "text"} & set(self.operations))

    @property
    def chooses_several(self) -> bool:
        """Whether some of a list are asked for: those beyond a bound, the first three."""
        chosen = self.bound is not None or (self.top or 0) > 1
        return chosen and bool(set(CHOOSING) & set(self.operations))

    @property
    def part_named(self) -> int:
        """Where the name stands of what is asked for among something else: 差旅费 in 公用支出里
        差旅费; nothing where no word says 里 between two names."""
        marks = load("questions")["grammar"]["containers"]
        for word in self.words_of("filler")[::-1]:
            inside = word.start > self.span[0] and word.text in marks
            if inside and self.content >> word.start - 1 & 1 and self.content >> word.end & 1:
                rest = self.content >> word.end
                run = ((rest + 1) & ~rest).bit_length() - 1  # of ones, up to the first zero
                return ((1 << run) - 1) << word.end if run > 1 else 0
        return 0

    @property
    def years_meant(self) -> tuple[int, ...]:
        """The years whose figures are asked for: ``years``, moved by ``shift``."""
        return tuple(year + self.shift for year in self.years)

    @property
    def said(self) -> str:
        """The stretch of ``text`` that this query is about."""
        return self.text[slice(*self.span)]

    @property
    def naming(self) -> int:
        """Where the name of what is asked for may stand: in what the query is about, without the
        earlier questions; of those only what is still asked for names it."""
        start, end = self.span
        return bits((min(max(start, self.asked_from), end), end))

    @property
    def named(self) -> str:
        """The characters that an answer has to explain, one behind the other."""
        return _marked(self.text, self.content)

    def words_of(self, *groups: str) -> tuple[Word, ...]:
        """The words of ``groups``, in order."""
        return tuple(word for word in self.words if word.group in groups)

    def mark(self, operation: Operation) -> Word | None:
        """The first word that asks for ``operation``."""
        asking = self.words_of("operation")
        return next((word for word in asking if word.meaning == operation), None)

    def within(self, start: int, end: int) -> Query:
        """The part of the query that stands between two positions of its text."""
        words = tuple(w for w in self.words if start <= w.start and w.end <= end)
        here = bits((start, end))
        return with_slots(
            self,
            words,
            span=(start, end),
            content=self.content & here,
            hints=self.hints & here,
            focus=self.focus & here,
        )

    def filled_from(self, other: Query) -> Query:
        """This query with the units, years, versions and codes it lacks taken from ``other``."""
        return replace(
            self,
            units=self.units or other.units,
            years=self.years or other.years,
            shift=self.shift or other.shift,
            bases=self.bases or other.bases,
            codes=self.codes or other.codes,
        )


def joined(
    earlier: Query,
    later: Query,
    *,
    content: bool = True,
    hint: bool = False,
    same: bool = False,
    joint: str = ",",
    beside: bool = False,
) -> Query:
    """``later`` with ``earlier`` set before it as its context, as one Query.

    ``joint`` (one character) stands between them.

    What ``later`` names itself (units, years, versions, codes) replaces what ``earlier``
    names; ``content`` tells whether the things that ``earlier`` asks about are still meant,
    ``hint`` whether they are the setting of what ``later`` asks about, ``same`` whether the same
    is to be done with them (执行率多少, 那2022年呢), ``beside`` whether both are set side by side.
    """
    offset = len(earlier.text) + 1
    kept = tuple(w for w in earlier.words if beside or not _replaced(w, later, same=same))
    kept = tuple(w for w in kept if not beside or w.group not in _DROPPED)
    moved = tuple(replace(w, start=w.start + offset, end=w.end + offset) for w in later.words)
    gone = mask_of(w for w in earlier.words if w.group == "stranger" and w not in kept)
    kept_content = earlier.content & ~gone if content else 0
    set_as_hints = earlier.hints if content else earlier.content if hint else 0
    both = replace(
        later,
        text=f"{earlier.text}{joint}{later.text}",
        span=(0, offset + len(later.text)),
        asked_from=offset + later.asked_from,
        content=kept_content | later.content << offset,
        hints=set_as_hints | later.hints << offset,
        kind=later.kind or earlier.kind,
    )
    asking = earlier if same else later
    return replace(
        with_slots(both, (*kept, *moved)), ratio=asking.ratio, operations=asking.operations,
        top=asking.top, output=asking.output, direction=asking.direction, unit=asking.unit,
    )  # fmt: skip


#: Groups of words of which a later question's own replace those of the one before.
_REPLACED = frozenset({"year", "basis", "code"})
#: … and the bodies that it names, held or not, all that were named before.
_BODIES = frozenset({"unit", "stranger"})
#: Groups that say what to do: they never carry over.
_DROPPED = frozenset({"operation", "ratio", "output", "direction", "relative_year"})


def _replaced(word: Word, later: Query, *, same: bool) -> bool:
    if word.group in _DROPPED and not same:
        # What was chosen (最大的是哪个) is still meant where its share is asked for.
        return word.group != "operation" or word.meaning not in later.operations
    groups = _BODIES if word.group in _BODIES else {word.group} & _REPLACED
    return any(w.group in groups and w.start not in later.bases_at for w in later.words)


def bits(*spans: tuple[int, int]) -> int:
    """The bit mask of the positions in ``spans`` (start, end)."""
    mask = 0
    for start, end in spans:
        mask |= (1 << end) - (1 << start)
    return mask


# An operation asks for the name of one query again and again.
@lru_cache(maxsize=KEPT)
def _marked(text: str, mask: int) -> str:
    """The characters of ``text`` that ``mask`` marks."""
    return "".join(c for i, c in enumerate(text) if mask >> i & 1)


def mask_of(words: Iterable[Word]) -> int:
    """The bit mask of the positions at which ``words`` stand."""
    return bits(*((word.start, word.end) for word in words))


def with_slots(query: Query, words: tuple[Word, ...], **others: Any) -> Query:
    """``query`` with ``words`` and the units, years, versions, codes and so on that they name;
    ``others`` are fields that are to be changed with them."""

    named: dict[str, dict[str, None]] = {}
    for word in words:
        named.setdefault(word.group, {})[word.meaning] = None

    def meanings(group: str) -> tuple[str, ...]:
        return tuple(named.get(group, ()))

    return replace(
        query,
        words=words,
        units=meanings("unit"),
        strangers=meanings("stranger"),
        years=tuple(sorted(map(int, meanings("year")))),
        shift=next(map(int, meanings("relative_year")), 0),
        bases=cast("tuple[Basis, ...]", meanings("basis")),
        codes=meanings("code"),
        ratio=next(iter(meanings("ratio")), None),
        output=next(iter(meanings("output")), None),
        direction=next(({"up": 1, "down": -1}[way] for way in meanings("direction")), 0),
        **others,
    )
