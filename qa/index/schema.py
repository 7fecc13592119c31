"""The relational tables of an index: documents and everything that was read in them.

Figures are kept as text, exactly as many digits as were printed: a float column would round
them. Paths and other short tuples are JSON arrays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qa.index.stored import KINDS, Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name and what stands in it; ``blank`` where nothing may."""

    name: str
    kind: Kind
    blank: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name and its columns in their order."""

    name: str
    columns: tuple[Column, ...]

    @property
    def kept(self) -> tuple[Column, ...]:
        """All but the id, which the place gives that keeps a row."""
        return tuple(column for column in self.columns if column.name != "id")

    def of(self, names: Iterable[str]) -> tuple[Column, ...]:
        """The columns that have these ``names``, in that order."""
        known = {column.name: column for column in self.columns}
        return tuple(known[name] for name in names)


def _table(name: str, columns: str) -> Table:
    """A table of columns as in ``year:integer?``: text where no kind follows the name, and with
    a question mark where nothing may stand in it."""
    found = []
    for told in columns.split():
        column, _, kind = told.rstrip("?").partition(":")
        found.append(Column(column, KINDS[kind or "text"], told.endswith("?")))
    return Table(name, tuple(found))


def _part(name: str, columns: str) -> Table:
    """A table of parts of documents; ``id`` keeps their order."""
    return _table(name, f"id:integer doc {columns}")


documents = _table(
    "documents",
    "doc hash unit_name year:integer kind scope title notices:tuple pages:integer scanned:tuple "
    "sections:integer paragraphs:integer tables:integer facts:integer passages:integer",
)
sections = _part("sections", "path:tuple line:integer page:integer?")
paragraphs = _part("paragraphs", "section:tuple text line:integer starts:tuple page:integer?")
tables = _part(
    "tables",
    "table_id:integer name title subject? number? unit? header columns:tuple rows:integer "
    "section:tuple line:integer end_line:integer notes:tuple dropped:integer page:integer?",
)
facts = _part(
    "facts",
    "unit_name year:integer? basis source row:tuple column:tuple value:figure? text? unit? "
    "section:tuple line:integer quote table? table_no? code? page:integer? measure against? "
    "direction:integer table_id:integer row_id:integer column_id:integer item",
)
passages = _part("passages", "section:tuple kind text context line:integer page:integer?")
checks = _part(
    "checks",
    "rule severity message expected:figure? found:figure? difference:figure? citations:tuple "
    "doubtful:integer",
)
coverage = _part("coverage", "rule even:integer rounded:integer off:integer hurdles:tuple")

#: What belongs to a document, each under its document's id.
PARTS = (sections, paragraphs, tables, facts, passages, checks, coverage)
