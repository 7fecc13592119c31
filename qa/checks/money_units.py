"""One figure printed with two units of money: 1,682.76万元 and, of the same year, 1,682.76元."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from qa.checks.figures import measured
from qa.checks.grid import is_amount
from qa.checks.ledger import Ledger
from qa.checks.trial import Outcome, Trial
from qa.model import Fact

UNITS = "同一金额前后单位一致"
#: A figure of fewer digits may stand for two things by chance.
_TELLING_DIGITS = 5


def money_units(ledger: Ledger) -> Iterator[Outcome]:
    """Every telling amount of a sentence against the same number in the rest of the document."""
    printed: dict[tuple[int | None, Decimal], list[Fact]] = {}
    for fact in ledger.facts:
        if is_amount(fact) and fact.value:
            printed.setdefault((fact.year, fact.value), []).append(fact)
    for (_, value), same in printed.items():
        if all(fact.source == "table" for fact in same) or not _is_telling(value):
            continue
        counts = Counter(fact.unit for fact in same)
        usual = max(same, key=lambda fact: (counts[fact.unit], fact.source == "table"))
        for fact in same:
            if fact.source == "prose" and fact is not usual:
                yield _trial(fact, usual)


def _is_telling(value: Decimal) -> bool:
    return len(value.normalize().as_tuple().digits) >= _TELLING_DIGITS


def _trial(fact: Fact, usual: Fact) -> Trial:
    where = f"《{usual.table}》" if usual.table else f"第{usual.line}行"
    how = f"{where}为{usual.text}{usual.unit}"
    remark = "数字相同而单位不同，可能写错了单位"
    return Trial(UNITS, fact, measured(usual), (usual,), how, reckoned=False, remark=remark)
