"""What an index tells of its documents: sizes, tables, paragraphs, sections, passages."""

from __future__ import annotations

from dataclasses import dataclass

from qa.model import Column, Paragraph, Passage, Profile, Section


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document of the index: whose it is and how much was read in it.

    ``hash`` is that of the file's content; ``notices`` are the reader's remarks; ``pages`` and
    ``scanned`` are as in ``Disclosure``.
    """

    doc: str
    profile: Profile
    hash: str
    notices: tuple[str, ...]
    sections: int
    paragraphs: int
    tables: int
    facts: int
    passages: int
    pages: int = 0
    scanned: tuple[tuple[int, float], ...] = ()

    @property
    def title(self) -> str:
        """The document's own title."""
        return self.profile.title


@dataclass(frozen=True, slots=True)
class TableInfo:
    """A table of a document without its cells; ``rows`` is the number of its rows."""

    doc: str
    table_id: int
    name: str
    title: str
    subject: str | None
    number: str | None
    unit: str | None
    header: str
    columns: tuple[Column, ...]
    rows: int
    section: tuple[str, ...]
    line: int
    end_line: int
    notes: tuple[str, ...]
    dropped: int
    page: int | None


@dataclass(frozen=True, slots=True)
class DocParagraph:
    """A paragraph with the document that it stands in."""

    doc: str
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class DocSection:
    """A section with the document that it belongs to."""

    doc: str
    section: Section


@dataclass(frozen=True, slots=True)
class Contextual:
    """A passage and the words that it is found by beside its own."""

    passage: Passage
    context: str

    @property
    def indexed(self) -> str:
        """What is searched: the context line, then the text."""
        return f"{self.context}\n{self.passage.text}"
