"""What a document itself says against a figure: the contradictions that an answer must tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Protocol

from qa.checks import Conflicts, check, conflicts
from qa.model import Fact


class HoldsFacts(Protocol):
    """Whoever gives the facts of documents: an opened index."""

    def facts(self, docs: Collection[str] | None = None) -> tuple[Fact, ...]: ...


class Doubts:
    """The 勾稽 checks of the documents that answers rest on, each reckoned once, when needed."""

    def __init__(self, index: HoldsFacts) -> None:
        self._of = cache(lambda doc: conflicts(check(index.facts([doc]))))

    def about(self, facts: Iterable[Fact]) -> tuple[str, ...]:
        """One line for every contradiction that touches ``facts``, in the order of the facts."""
        by_doc: dict[str, list[Fact]] = {}
        for fact in facts:
            by_doc.setdefault(fact.doc, []).append(fact)
        found = (one for doc, own in by_doc.items() for one in self._in(doc).touching(own))
        return tuple(dict.fromkeys(one.message for one in found))

    def _in(self, doc: str) -> Conflicts:
        return self._of(doc)
