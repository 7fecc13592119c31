"""The frame of questions: how a unit, a year and a basis are named, and what is expected."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from eval.generate.document import Document
from eval.generate.items import (
    MONEY,
    Item,
    economic_items,
    function_items,
    grain_of,
    official_items,
    project_items,
    prose_items,
    total_items,
)
from eval.generate.world import World


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what a right answer holds, in the format of ``eval/dev.jsonl``."""

    kind: str
    question: str
    expect: Mapping[str, Any]
    history: tuple[str, ...] = ()
    evidence: tuple[Mapping[str, Any], ...] = ()
    note: str = ""

    def row(self, number: int) -> dict[str, Any]:
        """The question as a line of a question set."""
        found: dict[str, Any] = {
            "id": f"M-{number:03d}",
            "kind": self.kind,
            "question": self.question,
        }
        if self.history:
            found["history"] = list(self.history)
        found["expect"] = {"status": "answered", **self.expect}
        found["evidence"] = [dict(one) for one in self.evidence]
        if self.note:
            found["note"] = self.note
        return found


@cache
def wordings() -> dict[str, dict[str, list[str]]]:
    """The whole of ``questions.toml``."""
    with Path(__file__).with_name("questions.toml").open("rb") as file:
        return tomllib.load(file)


class Asker:
    """Draws wordings for the documents of one world.

    ``rng`` decides everything; the same world and seed give the same questions.
    """

    def __init__(self, world: World, rng: Random) -> None:
        self.world = world
        self.rng = rng
        self.items = {document.doc: _items(document) for document in world.documents}
        units = {unit.name: unit for unit in (*world.units, *world.strangers)}
        self._spoken = Counter(n for unit in units.values() for n in (unit.name, *unit.spoken))

    def pick(self, topic: str, key: str) -> str:
        """One wording of a kind of question."""
        return self.rng.choice(wordings()[topic][key])

    def who(self, document: Document, casual: bool = False) -> str:
        """The unit's name, or one of its short forms that no other unit shares."""
        unit = document.books.unit
        short = [name for name in unit.spoken if self._spoken[name] == 1]
        if short and (casual or self.rng.random() < 0.4):
            return self.rng.choice(short)
        return unit.name

    def when(self, year: int, casual: bool = False) -> str:
        """The year in words, with four digits or two."""
        pattern = self.pick("years", "casual" if casual else "formal")
        return pattern.format(y=year, s=f"{year % 100:02d}")

    def lead(self, document: Document, casual: bool = False) -> str:
        """Unit, year and basis, as the beginning of a question."""
        kind = "budget" if document.books.kind == "预算" else "account"
        pattern = self.pick("lead", f"{kind}_casual" if casual else "formal")
        return self.fill(pattern, document, casual)

    def fill(self, pattern: str, document: Document, casual: bool = False, **more: Any) -> str:
        """A wording with the unit, year and basis of the document filled in."""
        lead = self.lead(document, casual) if "{lead}" in pattern else ""
        return pattern.format(
            who=self.who(document, casual),
            when=self.when(document.books.year, casual),
            basis=document.books.kind,
            lead=lead,
            **more,
        )

    def name(self, item: Item) -> str:
        """One of the names of an item."""
        return self.rng.choice(item.names)

    def of(self, document: Document, key: str) -> Item | None:
        """An item of the document by its key."""
        return self.items[document.doc].get(key)

    def some(self, document: Document, count: int, money: bool = True) -> list[Item]:
        """Some items of the document, each key once; of money alone, or any."""
        found = [item for item in self.items[document.doc].values() if item.money or not money]
        return self.rng.sample(found, min(count, len(found)))

    def documents(self, kind: str = "") -> Sequence[Document]:
        """All documents, or the budgets or accounts among them."""
        return [one for one in self.world.documents if kind in ("", one.books.kind)]


def _items(document: Document) -> dict[str, Item]:
    found = [
        *total_items(document),
        *official_items(document),
        *prose_items(document),
        *project_items(document),
        *function_items(document),
        *economic_items(document),
    ]
    grain = grain_of(document)
    return {item.key: replace(item, grain=grain) for item in found}


def values(*items: Item) -> dict[str, Any]:
    """Expected values, the headline first."""
    return {"values": [item.expected() for item in items]}


def money(amount: Decimal, *operands: Item) -> dict[str, Any]:
    """An expected amount computed from the operands, which may each be rounded."""
    grain = max(item.grain for item in operands)
    return {"value": float(amount), "unit": MONEY, "tol": float(grain) * 1.1}


def percent(part: Item, whole: Item) -> dict[str, Any]:
    """An expected percentage; texts print one decimal or two, small wholes are rough."""
    rough = 110 * float(max(part.grain, whole.grain) / whole.value)
    value = float(round(part.value / whole.value * 100, 4))
    return {"value": value, "unit": "%", "tol": max(0.06, round(rough, 2))}


def evidence(document: Document, items: Iterable[Item]) -> tuple[Mapping[str, Any], ...]:
    """Passages that support the items, where a table row does."""
    return tuple(
        {"doc": document.doc, "must": list(item.printed)} for item in items if item.printed
    )
