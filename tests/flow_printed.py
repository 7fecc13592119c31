"""A made-up table while it is printed as PDF text, with the truth about each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from tests.flow_fixtures import Printer, wrapped

#: (code or None, last label, column path): what is printed there, ``None`` where blank.
Truth = dict[tuple[str | None, str, str], str | None]
Amounts = list[int]


@dataclass(frozen=True, slots=True)
class Style:
    """How one document prints: its noughts, label widths and decimals."""

    nought: str | None
    room: int
    commas: bool

    @classmethod
    def drawn(cls, rng: Random) -> Style:
        return cls(
            rng.choice([None, None, "0.00"]), rng.choice([8, 10, 14, 24]), rng.random() < 0.8
        )

    def text(self, cents: int) -> str | None:
        if not cents:
            return self.nought
        return f"{cents / 100:,.2f}" if self.commas else f"{cents / 100:.2f}"


@dataclass(slots=True)
class Printed:
    """A table as text, with what every cell of it holds."""

    rng: Random
    style: Style
    printer: Printer = field(default_factory=Printer)
    truth: Truth = field(default_factory=dict)

    def pages(self, tear: bool = False) -> None:
        """The head is printed: what follows may run over pages, with or without it."""
        if self.rng.random() < 0.4:
            return
        head = [line.strip() for line in self.printer.text.split("\n") if line.strip()]
        self.printer.tear = tear
        self.printer.top = () if tear or self.rng.random() < 0.3 else tuple(head)
        self.printer.height = len(self.printer.top) + self.rng.randint(10, 20)

    def row(
        self, label: str, code: str | None, columns: Sequence[str], amounts: Sequence[int]
    ) -> None:
        texts = [self.style.text(amount) for amount in amounts]
        for column, text in zip(columns, texts, strict=True):
            self.truth[code, label, column] = text
        self.printer.row(label, texts, self.style.room, code or "")

    def cells(self, texts: Sequence[str]) -> None:
        """A row of cells: words wrap, codes and figures do not."""
        self.printer.cells(
            *([text] if text[-1:].isdigit() else wrapped(text, self.style.room) for text in texts)
        )

    def head(self, *texts: str) -> None:
        """Words of a head, some on one line and some wrapped."""
        for text in texts:
            if len(text) > 5 and self.rng.random() < 0.4:
                cut = self.rng.randint(3, len(text) - 2)
                self.printer.lines(text[:cut], text[cut:])
            else:
                self.printer.line(text)


def money(rng: Random) -> int:
    return rng.randint(1, 10 ** rng.randint(3, 7))


def amounts_of(rng: Random, columns: int, blank: float) -> Amounts:
    """Amounts of the columns that sum up to the total; some are blank, never all."""
    amounts = [0 if rng.random() < blank else money(rng) for _ in range(columns)]
    if not any(amounts):
        amounts[rng.randrange(columns)] = money(rng)
    return amounts


def summed(rows: Sequence[Amounts]) -> Amounts:
    return [sum(column) for column in zip(*rows, strict=True)]
