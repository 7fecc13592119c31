"""What a document itself says against a figure: the contradictions that an answer must tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Protocol

from qa.ask.narrative.narrator import Excerpt
from qa.checks import Audit, Conflicts, conflicts
from qa.model import Fact


class HoldsAudits(Protocol):
    """Whoever gives the 勾稽 checks of documents: an opened index."""

    def audits(self, docs: Collection[str] | None = None) -> tuple[Audit, ...]: ...


class Doubts:
    """The 勾稽 checks of the documents that answers rest on, each looked up once, when needed."""

    def __init__(self, index: HoldsAudits) -> None:
        self._of = cache(lambda doc: conflicts(c for a in index.audits([doc]) for c in a.checks))

    def about(self, facts: Iterable[Fact], excerpts: Iterable[Excerpt] = ()) -> tuple[str, ...]:
        """One line for every contradiction that touches ``facts``, in the order of the facts, or
        that ``excerpts`` quote.

        It names its document where the answer rests on several.
        """
        by_doc: dict[str, list[Fact]] = {}
        for fact in facts:
            by_doc.setdefault(fact.doc, []).append(fact)
        found = [one for doc, own in by_doc.items() for one in self._in(doc).touching(own)]
        quoted = [(excerpt.doc, excerpt.text) for excerpt in excerpts]
        found += [one for doc, text in quoted for one in self._in(doc).quoted(doc, text)]
        several = len({*by_doc, *(doc for doc, _ in quoted)}) > 1
        told = (f"{one.doc}：{one.message}" if several else one.message for one in found)
        return tuple(dict.fromkeys(told))

    def _in(self, doc: str) -> Conflicts:
        return self._of(doc)
