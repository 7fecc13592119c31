"""What an answer tells of sources that are scanned pages: their words were recognised."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from qa.index.held import DocumentInfo
from qa.lexicon import load
from qa.model import Citation


class Recognised:
    """The scanned pages of all documents, by document and page with their confidence."""

    def __init__(self, documents: Iterable[DocumentInfo]) -> None:
        self._pages = {info.doc: dict(info.scanned) for info in documents if info.scanned}

    def warnings(self, citations: Iterable[Citation]) -> tuple[str, ...]:
        """One line for each scanned page that is cited, in the order of the citations."""
        told: list[str] = []
        for citation in citations:
            confidence = self._pages.get(citation.doc, {}).get(citation.page or 0)
            if confidence is not None:
                percent = (Decimal(str(confidence)) * 100).normalize()
                words = load("answers")["recognised"]["sentence"]
                told.append(words.format(page=citation.page, percent=f"{percent:f}"))
        return tuple(dict.fromkeys(told))
