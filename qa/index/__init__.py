"""From disclosures to an index that can be asked: passages, words, vectors, facts."""

from __future__ import annotations

from qa.index.build import BuildReport, Failure, build_index
from qa.index.index import Index
from qa.index.sources import is_stale
from qa.index.store import DocParagraph, DocSection, DocumentInfo, TableInfo

__all__ = [
    "BuildReport",
    "DocParagraph",
    "DocSection",
    "DocumentInfo",
    "Failure",
    "Index",
    "TableInfo",
    "build_index",
    "is_stale",
]
