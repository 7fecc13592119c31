"""From disclosures to an index that can be asked: passages, words, vectors, facts.

Building: ``plan`` tells which files are new, ``reading`` reads each one (``passages``, ``spans``,
``rows``), in several processes if wanted (``workers``), and ``build`` writes a new generation
(``drafting``), which serves once it is whole (``generations``, ``manifest``). Asking: ``Index``
over the tables of ``store``, the words of ``bm25`` and the vectors of ``vectors``. A ``home``
keeps all of it: a ``folder``, or a ``postgres`` database. ``train`` makes an ``encoder``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.index.build import BuildReport, Failure, build_index
    from qa.index.held import DocParagraph, DocSection, DocumentInfo, TableInfo
    from qa.index.index import Index
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
#: The module of each member: who asks an index needs none of what builds one, and a build that
#: finds nothing changed opens none.
_MODULES = {
    "BuildReport": "build",
    "DocParagraph": "held",
    "DocSection": "held",
    "DocumentInfo": "held",
    "Failure": "build",
    "Index": "index",
    "TableInfo": "held",
    "build_index": "build",
    "is_stale": "sources",
}


def __getattr__(name: str) -> Any:
    """Members that are imported when first asked for (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
