"""Which row stands under which: paths of row labels from codes, numbering and names.

A parent is named only where it is certain; otherwise the label stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from qa import lexicon
from qa.read.labels import Rank, clean_label, numbering
from qa.read.patterns import matches
from qa.read.text import display_width, tight

Path = tuple[str, ...]
CodeBook = Mapping[str, frozenset[str]]

_CLASS_LENGTH = 3
_PART = re.compile(r"其中\s*[:：]?\s*")
#: Half characters by which a row must start farther right to stand under another.
STEP = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A row label as printed, with its code, under the labels of ``groups``; ``indent`` tells
    how far it starts from the left, in half characters."""

    label: str
    code: str | None = None
    groups: Path = ()
    indent: int = 0


@cache
def standard_codes() -> CodeBook:
    """The codes of every name in the lexicon."""
    book: dict[str, set[str]] = {}
    for section in lexicon.load("subjects").values():
        for code, names in section.items():
            for name in names:
                book.setdefault(tight(name), set()).add(code)
    return {name: frozenset(codes) for name, codes in book.items()}


def code_book(items: Iterable[tuple[str, str]]) -> CodeBook:
    """The lexicon's codes joined by the (code, label) pairs that a document prints."""
    book = dict(standard_codes())
    for code, label in items:
        name = tight(label)
        book[name] = book.get(name, frozenset()) | {code}
    return book


def label_paths(items: Sequence[Item], book: CodeBook) -> tuple[Path, ...]:
    """The path of every row of one half, in printed order."""
    walk = _Walk(book)
    return tuple(walk.step(item) for item in items)


@dataclass(frozen=True, slots=True)
class _Indented:
    """A row above: how far it is indented, its numbering and its path."""

    indent: int
    rank: Rank | None
    path: Path

    def holds(self, indent: int, rank: Rank | None) -> bool:
        """Whether a row with this indent and numbering stands under it."""
        beside = rank is not None and self.rank is not None and rank <= self.rank
        return indent >= self.indent + STEP and not beside


@dataclass(slots=True)
class _Walk:
    """What the rows above say about the next one."""

    book: CodeBook
    groups: Path = ()
    coded: dict[str, str] = field(default_factory=dict)
    stack: list[tuple[int, str]] = field(default_factory=list)
    class_code: str = ""
    last: Path = ()
    outline: list[_Indented] = field(default_factory=list)

    def step(self, item: Item) -> Path:
        if item.groups != self.groups:
            self.groups, self.coded, self.class_code, self.stack = item.groups, {}, "", []
            self.outline = []
        label = clean_label(item.label)
        path = self._coded(item.code, label) if item.code else self._plain(item.label, label)
        path = self._indented(item, label, path)
        if not label.startswith("其中"):
            self.last = path
        if len(path) > 1 and item.groups[-1:] == path[:1]:
            path = path[1:]
        return (*item.groups, *path)

    def _indented(self, item: Item, label: str, path: Path) -> Path:
        """The path of a row without a code that is printed farther right than one above it.

        Totals and what is carried over are often set to the middle: they stand under nothing.
        """
        if item.code or matches("reading", "body", "sum", label):
            self.outline = []
            return path
        part = _PART.match(item.label)
        number = numbering(item.label[part.end() :] if part else item.label)
        rank = number.rank if number and number.rest else None
        while self.outline and not self.outline[-1].holds(item.indent, rank):
            self.outline.pop()
        if self.outline and not matches("reading", "body", "root", label):
            path = (*self.outline[-1].path, label)
        # What is set below the words behind 其中： is the next part beside them.
        start = item.indent + (display_width(part[0]) if part else 0)
        self.outline.append(_Indented(start, rank, path))
        return path

    def _coded(self, code: str, label: str) -> Path:
        path = (*self._parents(code), label)
        self.coded[code] = label
        return path

    def _parents(self, code: str) -> Path:
        return tuple(self.coded[code[:n]] for n in range(1, len(code)) if code[:n] in self.coded)

    def _plain(self, printed: str, label: str) -> Path:
        if matches("reading", "body", "total", label):
            return self._reset(label)
        if label.startswith("其中") and self.last:
            return (*self.last, label)
        codes = self.book.get(tight(label), frozenset())
        number = numbering(printed)
        if number and number.rest:
            return self._numbered(number.rank, label, codes)
        classes = [code for code in codes if len(code) == _CLASS_LENGTH]
        within = [code for code in codes if self.class_code and self._under(code)]
        if len(within) == 1 and within[0] not in self.coded:
            return self._coded(within[0], label)
        if classes:
            return self._class(label, classes)
        return self._fund_of_carryover(label) or self._reset(label, self._still_inside(label))

    def _numbered(self, rank: Rank, label: str, codes: frozenset[str]) -> Path:
        # A row without number may head 1. 2. 3., but never 一、二、三、.
        lowest = 1 if rank <= Rank.CHINESE else 0
        self.stack = [entry for entry in self.stack if lowest <= entry[0] < rank]
        parents = tuple(name for _, name in self.stack)
        self.stack.append((rank, label))
        classes = [code for code in codes if len(code) == _CLASS_LENGTH]
        if rank is Rank.CHINESE:
            self.coded, self.class_code = {}, ""
            if len(classes) == 1:
                self.class_code, self.coded = classes[0], {classes[0]: label}
        return (*parents, label)

    def _class(self, label: str, classes: Sequence[str]) -> Path:
        self.class_code = classes[0] if len(classes) == 1 else ""
        self.coded = {self.class_code: label} if self.class_code else {}
        self.stack = [(0, label)]
        return (label,)

    def _under(self, code: str) -> bool:
        return code != self.class_code and code.startswith(self.class_code)

    def _fund_of_carryover(self, label: str) -> Path | None:
        """A fund's row below a carry-over is its part, not the fund's income of the year."""
        if not self.last or not matches("reading", "body", "funds", label):
            return None
        head = self.last[0]
        carried = matches("reading", "body", "carryover", head)
        return (head, label) if carried and head != label else None

    def _still_inside(self, label: str) -> bool:
        """Whether an unknown name may stand among the items of the current class."""
        return bool(self.class_code) and not matches("reading", "body", "root", label)

    def _reset(self, label: str, keep: bool = False) -> Path:
        self.stack = [(0, label)]
        if not keep:
            self.class_code, self.coded = "", {}
        return (label,)
