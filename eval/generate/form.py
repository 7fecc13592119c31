"""Forms: tables whose rows are not all alike, with labels beside their values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eval.generate.sheet import content_of


@dataclass(frozen=True, slots=True)
class Known:
    """A cell of a form under its labels; ``column`` is empty where the value is beside them."""

    row: str
    column: str
    text: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet about one subject; ``rows`` are as printed, ``widths`` those of the columns."""

    title: str
    subject: str
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    known: tuple[Known, ...]

    def cells(self, doc: str) -> Iterator[dict[str, Any]]:
        """The cells in the format of ``eval/cells-dev.jsonl``."""
        for cell in self.known:
            value, text = content_of(cell.text)
            yield {
                "doc": doc,
                "table": f"{self.title} {self.subject}",
                "row": cell.row,
                "code": None,
                "column": cell.column,
                "value": value,
                "unit": cell.unit,
                "text": text,
            }
