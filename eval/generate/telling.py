"""Sentences that state figures, in the words of different places."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from eval.generate.style import Style


@dataclass(frozen=True, slots=True)
class Teller:
    """Says amounts and changes the way one document does.

    ``base`` is what the year before is called (上年, 上年决算数, 2023年预算数 …), ``verb``
    how a comparison begins, ``places`` the decimals of percentages.
    """

    style: Style
    base: str
    verb: str
    places: int
    cause: str

    def money(self, yuan: int) -> str:
        """An amount with its unit."""
        return f"{self.style.prose.always(yuan) if yuan else self.style.prose.text(0)}万元"

    def rate(self, part: int, whole: int) -> str:
        """A percentage, ``0`` of nothing."""
        if not whole:
            return f"{Decimal(0):.{self.places}f}%"
        share = Decimal(part) / Decimal(whole) * 100
        exact = share.quantize(Decimal(1).scaleb(-self.places), "ROUND_HALF_UP")
        return f"{exact}%"

    def change(self, now: int, before: int | None, reason: str = "", base: str = "") -> str:
        """How an amount relates to another year; empty where that is unknown."""
        if before is None:
            return ""
        base = base or self.base
        if now == before:
            return f"，与{base}持平"
        up = now > before
        word = "增长" if up else "下降"
        rate = f"，{word}{self.rate(abs(now - before), before)}" if before else ""
        moved = f"{'增加' if up else '减少'}{self.money(abs(now - before))}"
        why = f"，{self.cause}{reason}" if reason else ""
        return f"，{self.verb}{base}{moved}{rate}{why}"


def draw_teller(rng: Random, style: Style, kind: str, year: int) -> Teller:
    """A teller for a document of this kind."""
    bases = ["上年", f"{year - 1}年", f"{year - 1}年预算数", f"{year - 1}年年初预算"]
    if kind == "决算":
        bases = ["上年决算数", f"{year - 1}年度决算数", f"{year - 1}年度"]
    return Teller(
        style=style,
        base=rng.choice(bases),
        verb=rng.choice(["比", "较"]),
        places=rng.choice([1, 2]),
        cause=rng.choice(["主要原因是", "主要原因：", "主要是"]),
    )
