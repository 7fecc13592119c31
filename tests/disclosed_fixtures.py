"""Made-up disclosures of a made-up county, read for facts as real ones are, and asked about."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qa.ask import Assistant
from qa.checks import Audit
from qa.facts import facts_of
from qa.index import DocParagraph, DocumentInfo
from qa.model import Cell, Column, Disclosure, Fact, Kind, Paragraph, Passage, Profile, Row, Table

UNIT = "云溪县水务局"

Rows = Sequence[tuple[tuple[str, ...], Sequence[str | None]]]


def table(title: str, columns: Sequence[tuple[str, ...]], rows: Rows, unit: str = "万元") -> Table:
    """A table of ``rows`` (labels, cell texts) under ``columns``."""
    made = tuple(
        Row(labels, tuple(Cell(i, text, line) for i, text in enumerate(texts)), line, f"行{line}")
        for line, (labels, texts) in enumerate(rows, 100)
    )
    heads = tuple(Column(path) for path in columns)
    return Table(title, heads, made, ("报表",), 99, 100 + len(made), unit=unit)


def disclosure(
    year: int,
    kind: Kind,
    *texts: str,
    tables: Sequence[Table] = (),
    unit: str = UNIT,
    section: tuple[str, ...] = ("情况说明",),
) -> Disclosure:
    """A disclosure of ``texts``, one paragraph each, and ``tables``."""
    doc = f"{unit}{year}年部门{kind}"
    profile = Profile(unit, year, kind, title=doc)
    paragraphs = tuple(Paragraph(section, t, n, ((0, n),)) for n, t in enumerate(texts, 1))
    return Disclosure(doc, profile, (), paragraphs, tuple(tables))


class _Held:
    """What the assistant asks an index for, without one."""

    def __init__(self, *held: Disclosure) -> None:
        self._facts = {d.doc: facts_of(d) for d in held}
        self.documents = tuple(_info(d, len(self._facts[d.doc])) for d in held)
        self._held = held

    def facts(self, docs: Collection[str] | None = None) -> tuple[Fact, ...]:
        kept = (facts for doc, facts in self._facts.items() if docs is None or doc in docs)
        return tuple(fact for facts in kept for fact in facts)

    def paragraphs(self, docs: Collection[str] | None = None) -> tuple[DocParagraph, ...]:
        kept = (d for d in self._held if docs is None or d.doc in docs)
        return tuple(DocParagraph(d.doc, p) for d in kept for p in d.paragraphs)

    def audits(self, docs: Collection[str] | None = None) -> tuple[Audit, ...]:
        return ()

    def facts_of_items(self, items: Collection[str], years: Collection[int]) -> tuple[Fact, ...]:
        return self.facts()

    def documents_with(self, items: Collection[str], years: Collection[int]) -> tuple[str, ...]:
        return tuple(self._facts)

    def search(self, *_: object, **__: object) -> tuple[Passage, ...]:
        return ()


def _info(held: Disclosure, facts: int) -> DocumentInfo:
    parts = (len(held.sections), len(held.paragraphs), len(held.tables))
    return DocumentInfo(held.doc, held.profile, "", (), *parts, facts, 0)


def assistant(*held: Disclosure) -> Assistant:
    """An assistant that knows these disclosures and nothing else."""
    return Assistant(_Held(*held))
