"""The statements that look figures up, each made once: what is looked for is given as it is run.

To put a statement together takes several times as long as to run it.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from qa.index import schema
from qa.model import Fact

_FACTS = schema.facts.c
#: The columns that a fact is made of.
FACT = tuple(_FACTS[field.name] for field in fields(Fact))


@cache
def facts_of_document() -> Select[Any]:
    """The facts of the document ``doc``, in printed order."""
    return select(*FACT).where(_FACTS.doc == bindparam("doc")).order_by(_FACTS.id)


@cache
def facts_of_items(*, dated: bool) -> Select[Any]:
    """The figures of ``items``, where ``dated`` in ``years``, by document in printed order."""
    return _of_items(select(*FACT), dated).order_by(_FACTS.doc, _FACTS.id)


@cache
def documents_of_items(*, dated: bool) -> Select[Any]:
    """The documents that print such figures, in order."""
    return _of_items(select(_FACTS.doc), dated).distinct().order_by(_FACTS.doc)


def _of_items(query: Select[Any], dated: bool) -> Select[Any]:
    query = query.where(_FACTS.item.in_(bindparam("items", expanding=True)))
    query = query.where(_FACTS.value.is_not(None))
    return query.where(_FACTS.year.in_(bindparam("years", expanding=True))) if dated else query
