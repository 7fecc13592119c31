"""A corpus of made-up disclosures: units over the years, some disclosed, some not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from eval.generate.books import Books
from eval.generate.document import Document, draw_document
from eval.generate.draw import accounts_of, draw_budget, next_budget
from eval.generate.style import Flavour
from eval.generate.units import Unit, draw_units

FIRST_YEAR, LAST_YEAR = 2016, 2026
#: Years of books drawn for each unit.
YEARS = 4


@dataclass(frozen=True, slots=True)
class World:
    """Everything drawn from one key, such as a seed.

    ``strangers`` are the units of a larger corpus that the world is a part of.
    """

    key: str
    units: tuple[Unit, ...]
    documents: tuple[Document, ...]
    strangers: tuple[Unit, ...] = ()

    def cells(self) -> Iterator[dict[str, Any]]:
        """The cells of all tables, in the format of ``eval/cells-dev.jsonl``."""
        for document in self.documents:
            yield from document.cells()

    def write(self, folder: Path) -> None:
        """Writes each document's text as ``<id>.txt`` into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        for document in self.documents:
            (folder / f"{document.doc}.txt").write_text(document.text, encoding="utf-8")


def draw_world(seed: int, documents: int = 18, units: int = 8) -> World:
    """A corpus of that many documents of that many units, in both flavours.

    The units' years overlap, so that some questions fit several documents.
    """
    rng = Random(f"world {seed}")
    return world_of(str(seed), draw_units(rng, units), documents, rng)


def world_of(key: str, units: tuple[Unit, ...], documents: int, rng: Random) -> World:
    """A world of these units; ``key`` decides about the documents, ``rng`` which there are."""
    start = rng.randint(FIRST_YEAR, LAST_YEAR - YEARS)
    shelves = [_timeline(Random(f"{key} {unit.name}"), unit, start) for unit in units]
    chosen: list[Books] = []
    while len(chosen) < documents and any(shelves):
        for shelf in shelves:
            if shelf and len(chosen) < documents and (not chosen or rng.random() < 0.7):
                chosen.append(shelf.pop(rng.randrange(len(shelf))))
    flavours: tuple[Flavour, Flavour] = ("tabs", "pdf")
    return World(
        key,
        units,
        tuple(
            draw_document(f"{key} {index}", one, flavours[index % 2])
            for index, one in enumerate(chosen)
        ),
    )


def _timeline(rng: Random, unit: Unit, year: int) -> list[Books]:
    """A unit's budgets and accounts of a few years, from which the disclosed ones are taken."""
    budgets = [draw_budget(rng, unit, year + rng.randint(0, 1))]
    for _ in range(YEARS - 1):
        budgets.append(next_budget(rng, budgets[-1]))
    accounts = [accounts_of(rng, one) for one in budgets]
    # A budget counts the cars of the year before's end, as the accounts of that year do.
    for index, following in enumerate(budgets[1:]):
        counted = replace(
            accounts[index].assets,
            cars=following.assets.cars,
            equipment=following.assets.equipment,
        )
        accounts[index] = replace(accounts[index], assets=counted)
    accounts = [
        replace(one, before=earlier)
        for one, earlier in zip(accounts[1:], accounts[:-1], strict=True)
    ]
    return [*budgets[1:], *accounts]
