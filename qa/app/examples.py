"""Questions to begin with: made from the documents at hand, and kept where they are answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from qa.app.service import Service
from qa.index import DocumentInfo
from qa.lexicon import load

#: As many as fit on a narrow screen without scrolling.
MOST_EXAMPLES = 4
#: How many may be tried before the page must be there.
MOST_TRIED = 40
#: About how many units questions are rehearsed: each takes a good part of a second.
MOST_REHEARSED = 4


def examples(service: Service) -> tuple[str, ...]:
    """Up to four questions that the index answers, of as many documents as possible."""
    found: list[str] = []
    used: dict[str, int] = {info.doc: 0 for info in service.documents}
    tried = 0
    for pattern in load("examples")["questions"]:
        # The document that was asked about least comes first, the newest of those.
        order = sorted(service.documents, key=lambda info: (used[info.doc], -info.profile.year))
        for question, doc in _filled(pattern, order, service.documents):
            tried += 1
            if tried > MOST_TRIED or len(found) == MOST_EXAMPLES:
                return tuple(found)
            if service.ask(question).status == "answered":
                found.append(question)
                used[doc] += 1
                break
    return tuple(found)


def rehearsal(service: Service) -> Iterator[str]:
    """Questions of every kind about the first few units, and about none: whoever asks the like
    later need not wait for what is read the first time."""
    named: dict[str, DocumentInfo] = {}
    for info in service.documents:
        named.setdefault(info.profile.unit_name, info)
    for unit, info in [*islice(named.items(), MOST_REHEARSED), ("", service.documents[0])]:
        own = info.profile
        for pattern in load("examples")["questions"]:
            filled = pattern.format(unit=unit, year=own.year, kind=own.kind, before=own.year)
            yield filled.removeprefix("的")


def _filled(
    pattern: str, order: Sequence[DocumentInfo], documents: Sequence[DocumentInfo]
) -> Iterator[tuple[str, str]]:
    """The question of ``pattern`` for each document that it fits, with the document's id."""
    for info in order:
        own = info.profile
        years = (d.profile.year for d in documents if d.profile.unit_name == own.unit_name)
        before = min(years)
        if "{before}" not in pattern or before < own.year:
            yield (
                pattern.format(unit=own.unit_name, year=own.year, kind=own.kind, before=before),
                info.doc,
            )
