"""Changes that sentences tell in words alone: 公务接待费 5 万元，与上年持平 is a change of nothing.

They print no figure, so that they are no facts of a document's own; questions for a change find
them beside those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from qa.facts.labels import words
from qa.facts.prose import subject_of
from qa.facts.walk import walk
from qa.model import Fact, Profile


def unchanged_in(facts: Iterable[Fact], profiles: Mapping[str, Profile]) -> Iterator[Fact]:
    """A change of 0 for each item of which a sentence among ``facts`` says that it has not changed,
    its ``text`` the word that says so; ``profiles`` are those of the documents."""
    said = words("relation", "unchanged")
    sentences = {
        (fact.doc, fact.section, fact.quote): fact
        for fact in facts
        if fact.source == "prose" and fact.table is None
    }
    for (doc, section, quote), sample in sentences.items():
        if not any(word in quote for word in said):
            continue
        heading = subject_of(section[-1], profiles[doc]) if section else ()
        for reading in walk(quote, profiles[doc], heading, worded=True):
            if any(map(str.isdigit, reading.amount.digits)):
                continue
            yield replace(
                sample,
                row=reading.row,
                year=reading.year,
                basis=reading.basis,
                value=reading.amount.value,
                text=reading.amount.digits,
                unit=reading.unit,
                measure=reading.measure,
                against=reading.against,
                direction=reading.direction,
                code=reading.code,
            )
