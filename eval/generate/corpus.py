"""A corpus of any size, drawn and written part by part: memory does not grow with it.

The first documents of a larger corpus are those of a smaller one of the same seed, and so are
the questions about them: what a question costs more at another size is due to the size alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from eval.generate.asking import Question
from eval.generate.document import Document
from eval.generate.question_set import draw_questions
from eval.generate.units import Unit, roster
from eval.generate.world import World, world_of

#: The parts that a corpus is drawn in: as large as a world by default.
DOCUMENTS, UNITS = 18, 8
#: The largest corpus.
MOST = 20_000


@dataclass(frozen=True)
class Corpus:
    """The documents of ``seed``, ``papers`` of which (a share) are PDF files."""

    seed: int
    papers: float = 0.0

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units of all parts that there may be."""
        return roster(self.seed, -(-MOST // DOCUMENTS) * UNITS)

    def part(self, number: int) -> World:
        """One part of the corpus; the same whichever parts were drawn before it."""
        own = self.units[number * UNITS : (number + 1) * UNITS]
        key = f"{self.seed}/{number}"
        world = world_of(key, own, DOCUMENTS, Random(f"world {key}"))
        return World(key, own, world.documents, self.units)

    def documents(self, count: int, first: int = 0) -> Iterator[Document]:
        """The documents from number ``first`` (from 0) up to, not including, ``count``.

        Raises ``ValueError`` for more than ``MOST``.
        """
        if count > MOST:
            raise ValueError(f"a corpus has at most {MOST} documents, not {count}")
        for number in range(first // DOCUMENTS, -(-count // DOCUMENTS)):
            at = number * DOCUMENTS
            yield from self.part(number).documents[max(0, first - at) : count - at]

    def write(self, folder: Path, count: int, first: int = 0) -> Iterator[Path]:
        """Writes those documents into ``folder``, each file under its final name when whole."""
        folder.mkdir(parents=True, exist_ok=True)
        for document in self.documents(count, first):
            path = folder / f"{document.doc}{'.pdf' if self._is_paper(document) else '.txt'}"
            beside = folder / f".{path.name}.new"
            beside.write_bytes(document.paper() if path.suffix == ".pdf" else document.plain())
            os.replace(beside, path)
            yield path

    def questions(self, documents: int, count: int) -> Iterator[Question]:
        """``count`` questions, drawn evenly from the whole parts of the first ``documents``.

        Fewer where these hold no more.
        """
        parts = max(1, documents // DOCUMENTS)
        rng = Random(f"parts {self.seed} {documents}")
        chosen = sorted(rng.sample(range(parts), min(parts, -(-count // UNITS))))
        for place, number in enumerate(chosen):
            found = draw_questions(self.part(number), self.seed)
            share = count * (place + 1) // len(chosen) - count * place // len(chosen)
            yield from rng.sample(found, min(share, len(found)))

    def _is_paper(self, document: Document) -> bool:
        """Self-evaluation sheets are printed as text only."""
        if document.forms:
            return False
        return Random(f"{self.seed} paper of {document.doc}").random() < self.papers
