"""Which documents a query means: by the units, years and kinds that it names.

Choosing the document first is worth more than anything that comes after: budgets of
different units and years print the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from qa.ask.question.units import find_units
from qa.ask.question.years import years_in
from qa.ask.words.kinds import kind_in
from qa.ask.words.text import clean
from qa.model import Kind, Profile

# What is left of a document's standing when it differs from what the query names. The year
# after prints the figures of the year before, and 预算 and 决算 print each other's: they may
# hold the answer, another unit hardly ever does.
OTHER_UNIT = 0.2
NEXT_YEAR = 0.7
OTHER_YEAR = 0.45
OTHER_KIND = 0.75


class Document(Protocol):
    """What is known of a document: its id and whose it is."""

    @property
    def doc(self) -> str: ...
    @property
    def profile(self) -> Profile: ...


@dataclass(frozen=True, slots=True)
class Meant:
    """What a query says of documents; empty where it says nothing.

    ``topic`` is the query without the names of units, in the spelling of ``clean``.
    """

    units: frozenset[str]
    years: frozenset[int]
    kind: Kind | None
    topic: str


def meant(query: str, units: Iterable[str]) -> Meant:
    """What ``query`` says of documents in a corpus of these ``units``."""
    text = clean(query)
    mentions = [mention for mention in find_units(text, units) if mention.names]
    topic = text
    for mention in sorted(mentions, key=lambda m: -m.start):
        topic = topic[: mention.start] + " " + topic[mention.end :]
    return Meant(
        units=frozenset(name for mention in mentions for name in mention.names),
        years=frozenset(years_in(topic)),
        kind=kind_in(topic),
        topic=topic.strip(),
    )


def resolve(query: str, documents: Iterable[Document]) -> Mapping[str, float]:
    """How well each document fits what ``query`` names, by id: from above 0 up to 1."""
    documents = tuple(documents)
    said = meant(query, dict.fromkeys(document.profile.unit_name for document in documents))
    return weigh(said, documents)


def weigh(said: Meant, documents: Iterable[Document]) -> Mapping[str, float]:
    """How well each document fits what was said, by id: from above 0 up to 1."""
    fits: dict[tuple[bool, int, Kind], float] = {}
    found = {}
    for document in documents:
        profile = document.profile
        is_other = bool(said.units) and profile.unit_name not in said.units
        key = (is_other, profile.year, profile.kind)
        if key not in fits:  # ten thousand documents are of a few years
            fits[key] = _fit(said, *key)
        found[document.doc] = fits[key]
    return found


def _fit(said: Meant, is_of_other_unit: bool, year: int, kind: Kind) -> float:
    fit = OTHER_UNIT if is_of_other_unit else 1.0
    if said.years and year not in said.years:
        fit *= NEXT_YEAR if year - 1 in said.years else OTHER_YEAR
    if said.kind and kind != said.kind:
        fit *= OTHER_KIND
    return fit
