"""Whether a figure is the only one of its name in a large index, of which only examples were asked:
no unit's figure is given as the only one where another unit prints the like.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from qa.ask.flow import Trace
from qa.ask.shelf import Shelf, Shelves
from qa.index.rows import item_of
from qa.model import Profile

#: The documents of so many more units are asked where one unit seemed to be the only one.
OTHERS = 3


class KnowsItems(Protocol):
    """Whoever knows which documents print figures of an item: an opened index."""

    def documents_with(self, items: Collection[str], years: Collection[int]) -> tuple[str, ...]: ...


class Survey:
    """Looks beyond examples, over all units."""

    def __init__(
        self, index: KnowsItems, profiles: Mapping[str, Profile], shelves: Shelves
    ) -> None:
        self._index = index
        self._profiles = profiles
        self._shelves = shelves

    def beyond(self, trace: Trace, docs: frozenset[str]) -> Shelf | None:
        """What to ask instead of the examples ``docs``; ``None`` where they will do."""
        others = self._others(trace)
        return self._shelves.of(docs | others) if others - docs else None

    def _others(self, trace: Trace) -> frozenset[str]:
        """Documents of a few other units that print a figure by the name of the one found."""
        outcome = trace.outcome
        if outcome is None or outcome.status != "answered":
            return frozenset()
        facts = [fact for figure in outcome.figures for fact in figure.facts]
        own = {fact.unit_name for fact in facts}
        if len(own) != 1:
            return frozenset()
        years = {fact.year for fact in facts if fact.year}
        found = self._index.documents_with({*map(item_of, facts)}, years)
        by_unit: dict[str, list[str]] = {}
        for doc in found:
            profile = self._profiles[doc]
            if profile.unit_name not in own and profile.year in years:
                by_unit.setdefault(profile.unit_name, []).append(doc)
        return frozenset(doc for docs in [*by_unit.values()][:OTHERS] for doc in docs)
