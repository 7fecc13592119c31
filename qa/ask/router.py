"""Which documents a question can concern: those of the units that it names, or the whole index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from qa.ask.text import clean, simplified
from qa.ask.units import find_units
from qa.model import Profile


class Router:
    """Chooses among the documents of an index by what a conversation names."""

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        self._all = frozenset(profiles)
        of_units: dict[str, list[str]] = defaultdict(list)
        for doc, profile in profiles.items():
            of_units[profile.unit_name].append(doc)
        self._of_units = of_units
        self._names = tuple(of_units)

    def docs(self, question: str, history: Sequence[str] = ()) -> frozenset[str]:
        """The documents that ``question`` can concern; ``history`` holds the questions before.

        A unit that the last question leaves out is that of the question before it.
        """
        for text in (question, *reversed(history)):
            if named := self._named(text):
                return self.docs_of(named)
        return self._all

    def docs_of(self, units: Iterable[str]) -> frozenset[str]:
        """The documents of ``units``."""
        return frozenset(doc for unit in units for doc in self._of_units[unit])

    def _named(self, text: str) -> set[str]:
        mentions = find_units(clean(simplified(text)), self._names)
        return {name for mention in mentions for name in mention.names}
