"""From disclosures to an index that can be asked: passages, words, vectors, facts.

Building: ``plan`` tells which files are new, ``reading`` reads each one (``passages``, ``spans``,
``rows``), in several processes if wanted (``workers``), and ``build`` writes a new generation,
which serves once it is whole (``generations``, ``manifest``). Asking: ``Index`` over the tables
of ``store``, the words of ``bm25`` and the vectors of ``vectors``. A ``home`` keeps all of it:
a ``folder``, or a ``postgres`` database. ``train`` makes an ``encoder``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from qa.index.index import Index
from qa.index.store import DocParagraph, DocSection, DocumentInfo, TableInfo

if TYPE_CHECKING:
    from qa.index.build import BuildReport, Failure, build_index
    from qa.index.sources import is_stale

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
#: What only those need who build: an index that is asked is there already.
_OF_BUILDING = {
    "BuildReport": "build",
    "Failure": "build",
    "build_index": "build",
    "is_stale": "sources",
}


def __getattr__(name: str) -> Any:
    """Members that are imported when first asked for (PEP 562)."""
    if name not in _OF_BUILDING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_OF_BUILDING[name]}"), name)
