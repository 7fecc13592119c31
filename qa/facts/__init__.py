"""Tables and sentences become Facts: figures that know their label, unit, year and version.

``tables`` goes through the cells. ``prose`` goes through the sentences: ``pieces`` cuts a
paragraph, ``walk`` follows it from figure to figure with what ``carry`` remembers of the clauses
before. ``clauses`` tells how a figure relates to its item, ``names`` what the item is called, and
``announced`` what a clause without a figure says of those behind it; ``values`` and ``relations``
make the readings, of the ``items`` they belong to. ``amounts`` and ``labels`` serve both.
"""

from __future__ import annotations

from qa.model import Disclosure, Fact

__all__ = ["facts_of"]


def facts_of(disclosure: Disclosure) -> tuple[Fact, ...]:
    """All facts of a disclosure: those of its tables, then those of its sentences.

    The order is that of the document and the same on every run.
    """
    from qa.facts.prose import facts_of_prose  # many modules, which no question needs
    from qa.facts.tables import facts_of_tables

    return (*facts_of_tables(disclosure), *facts_of_prose(disclosure))
