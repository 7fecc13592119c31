"""Filters that a caller sets: the documents of a unit, a year, a kind, or one by its id.

Unlike the words of a query, which only weigh documents, a filter leaves the others out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from qa.ask.question.units import find_units
from qa.ask.words.text import clean
from qa.model import Kind, QaError
from qa.retrieve.resolve import Document

#: A message names this many of what there is; a country has a hundred thousand units.
MOST_NAMED = 10


def choose(
    documents: Iterable[Document],
    *,
    unit: str | None = None,
    year: int | None = None,
    kind: str | None = None,
    doc: str | None = None,
) -> frozenset[str]:
    """The ids of those ``documents`` that fit every filter; ``None`` filters nothing.

    ``unit`` is any short form of a unit's name, ``year`` and ``kind`` are the document's own,
    ``doc`` is its id. The result is empty where nothing fits them together. Raises ``QaError``
    for a unit or an id that no document has, and for a kind other than 预算 and 决算.
    """
    documents = tuple(documents)
    units = None if unit is None else units_called(unit, {d.profile.unit_name for d in documents})
    if kind is not None and kind not in get_args(Kind):
        raise QaError(f"没有文件种类“{kind}”：可用的是 {'、'.join(get_args(Kind))}。")
    ids = [document.doc for document in documents]
    if doc is not None and doc not in ids:
        raise QaError(f"索引中没有文件“{doc}”，现有：{_some(ids)}。")
    return frozenset(
        document.doc
        for document in documents
        if (units is None or document.profile.unit_name in units)
        and year in (None, document.profile.year)
        and kind in (None, document.profile.kind)
        and doc in (None, document.doc)
    )


def units_called(name: str, units: Iterable[str]) -> frozenset[str]:
    """Those of ``units`` that ``name`` may stand for: the one of that name, or its short form.

    A short form that fits several units stands for each. Raises ``QaError`` where it fits none.
    """
    units = sorted(units)
    mentions = find_units(clean(name), units)
    called = frozenset(unit for mention in mentions for unit in mention.names)
    if not called or not all(mention.names for mention in mentions):
        raise QaError(f"索引中没有单位“{name}”，现有：{_some(units)}。")
    return called


def _some(names: Sequence[str]) -> str:
    more = f"等{len(names)}个" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more
