"""An index that was built: its documents, facts, tables and passages, and a search."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from qa.checks import Audit
from qa.index.closing import Closing
from qa.index.finding import Wanted
from qa.index.held import DocParagraph, DocSection, DocumentInfo, TableInfo
from qa.index.home import Address, Opened, home_of
from qa.index.manifest import EncoderMark
from qa.model import Basis, Check, Fact, Passage, QaError

if TYPE_CHECKING:
    from qa.index.encoder import Encoder
    from qa.retrieve.rerank import Reranker
    from qa.retrieve.search import Leg, Searcher

#: How many passages of a search a reranker looks at.
LOOKED_AT = 30
#: The facts of so many documents, those read last, are kept in memory.
MOST_DOCUMENTS = 64


class Index(Closing):
    """One generation of an index, opened for reading.

    Opening checks the hash of every file and loads none: facts are read document by
    document, what a search needs with the first search.
    """

    def __init__(self, path: Address, opened: Opened) -> None:
        self.path = path
        self._name = opened.name
        self.manifest = opened.manifest
        self._store = opened.store
        self._search = opened.search
        self._facts_of = lru_cache(maxsize=MOST_DOCUMENTS)(opened.store.facts)

    @classmethod
    def open(cls, path: Address, encoder: str | None = None) -> Index:
        """The index at ``path``: a folder, or the URL of a database.

        ``encoder``, where given, must be the one that built it. Raises ``QaError`` where
        there is no index, where it is of another format or encoder, and where one of its
        files was changed or damaged.
        """
        opened = home_of(path).open()
        if encoder is not None:
            _same_encoder(opened.manifest.encoder, _named(encoder))
        return cls(path, opened)

    def close(self) -> None:
        """Lets go of the files."""
        self._store.close()

    def is_superseded(self) -> bool:
        """Whether a newer generation serves where this one was opened.

        Raises ``QaError`` where that cannot be told now.
        """
        return home_of(self.path).serving() != self._name

    @cached_property
    def generation(self) -> str:
        """Tells this generation from every other, which may answer otherwise: a hash of all
        that it was made of and of all that was made."""
        return hashlib.sha256(self.manifest.to_json().encode()).hexdigest()[:16]

    @cached_property
    def documents(self) -> tuple[DocumentInfo, ...]:
        """Every document, by unit, year and id."""
        return self._store.documents()

    def facts(self, docs: Collection[str] | None = None) -> tuple[Fact, ...]:
        """The facts of ``docs`` (of all for ``None``), each document's in printed order."""
        return tuple(fact for doc in self._chosen(docs) for fact in self._facts_of(doc))

    def find_facts(self, wanted: Wanted) -> tuple[int, ...]:
        """The numbers of the facts that fit, in the order of ``facts``, which are not read."""
        return self._store.find_facts(wanted)

    def numbered_facts(self, numbers: Sequence[int]) -> tuple[Fact, ...]:
        """The facts of these ``numbers``, in their order."""
        return self._store.numbered_facts(numbers)

    @cached_property
    def used_years(self) -> tuple[int, ...]:
        """The years that figures are of, the latest first."""
        return tuple(sorted(self._store.used("year") - {None}, reverse=True))

    @cached_property
    def used_bases(self) -> frozenset[Basis]:
        """What figures are: budgets, final accounts and so on."""
        return self._store.used("basis")

    def facts_of_items(self, items: Collection[str], years: Collection[int]) -> tuple[Fact, ...]:
        """The figures of ``items`` in ``years`` (in any for none), of all documents; a fact's
        item is ``item_of`` it."""
        return self._store.facts_of_items(items, years)

    def documents_with(self, items: Collection[str], years: Collection[int]) -> tuple[str, ...]:
        """The ids of the documents that print a figure of one of ``items`` for ``years``."""
        return self._store.documents_with(items, years)

    def audits(self, docs: Collection[str] | None = None) -> tuple[Audit, ...]:
        """What became of the 勾稽 checks of ``docs`` (of all for ``None``), one a document."""
        return tuple(self._store.audit(doc) for doc in self._chosen(docs))

    def checks(self, docs: Collection[str] | None = None) -> tuple[Check, ...]:
        """What does not add up in ``docs`` (in all for ``None``), by document."""
        return self._store.checks(docs)

    def errors(self) -> Mapping[str, int]:
        """How many contradictions each document has that has any."""
        return self._store.errors()

    def tables(self, docs: Collection[str] | None = None) -> tuple[TableInfo, ...]:
        """The tables of ``docs`` (of all for ``None``), without their cells."""
        return self._store.tables(docs)

    def paragraphs(self, docs: Collection[str] | None = None) -> tuple[DocParagraph, ...]:
        """The paragraphs of ``docs`` (of all for ``None``)."""
        return self._store.paragraphs(docs)

    def sections(self, docs: Collection[str] | None = None) -> tuple[DocSection, ...]:
        """The outline of ``docs`` (of all for ``None``)."""
        return self._store.sections(docs)

    def passages(self, docs: Collection[str] | None = None) -> tuple[Passage, ...]:
        """The passages of ``docs`` (of all for ``None``), in printed order."""
        return tuple(one.passage for one in self._store.passages(docs=docs).values())

    def search(
        self,
        query: str,
        k: int = 10,
        docs: Collection[str] | None = None,
        legs: Sequence[Leg] = ("bm25", "dense"),
        resolve: bool = True,
        reranker: Reranker | None = None,
    ) -> tuple[Passage, ...]:
        """The ``k`` passages that answer ``query`` best, best first, ``score`` set.

        ``docs`` restricts the search; ``resolve`` lets units, years and kinds that the query
        names decide between documents. A ``reranker`` orders anew what the search finds, and
        its scores are given.
        """
        from qa.retrieve.search import search
        from qa.retrieve.told import worth_of

        worth = worth_of(query) if resolve and reranker is None else None
        depth = k if reranker is None and worth is None else max(k, LOOKED_AT)
        hits = search(
            self.searcher, query, self.documents, k=depth, docs=docs, legs=legs, resolve=resolve
        )
        ids = {row: self.searcher.place(row)[0] for row, _ in hits}
        known = self._store.passages(list(ids.values()))
        found = [(known[ids[row]], score) for row, score in hits]
        if reranker is not None and found:
            scores = reranker.scores(query, [piece.indexed for piece, _ in found])
            pairs = zip((piece for piece, _ in found), scores, strict=True)
            found = sorted(pairs, key=lambda pair: -pair[1])[:k]
        elif worth is not None:
            weighed = ((piece, score * worth(piece.passage)) for piece, score in found)
            found = sorted(weighed, key=lambda pair: -pair[1])[:k]
        return tuple(_scored(piece.passage, min(1.0, score)) for piece, score in found)

    @cached_property
    def searcher(self) -> Searcher:
        """The word index, the vectors and the encoder, each loaded on first use."""
        return self._search(self._encoder)

    def _encoder(self) -> Encoder:
        encoder = _named(self.manifest.encoder.name)
        _same_encoder(self.manifest.encoder, encoder)
        return encoder

    def _chosen(self, docs: Collection[str] | None) -> list[str]:
        return [info.doc for info in self.documents if docs is None or info.doc in docs]


def _named(name: str) -> Encoder:
    from qa.index.models import load_encoder

    return load_encoder(name)


def _same_encoder(mark: EncoderMark, encoder: Encoder) -> None:
    if encoder.fingerprint != mark.fingerprint:
        raise QaError(
            f"索引是用编码器 {mark.name} 建立的，与现在的 {encoder.name} 不是同一个："
            "请换回原来的编码器，或重新建立索引。"
        )


def _scored(passage: Passage, score: float) -> Passage:
    from dataclasses import replace

    return replace(passage, score=score)
