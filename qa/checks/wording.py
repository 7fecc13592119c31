"""The one place that says in Chinese what a check found: what is printed, what it should be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from qa.checks.figures import in_unit
from qa.checks.trial import Remark, Trial
from qa.model import Check, Citation, Fact

#: A sum of more figures than these is not quoted in full.
_MOST_CITED = 24
#: Decimals of a rate that is reckoned, where the printed one has fewer.
_DECIMALS_OF_RATE = 2


def check_of(trial: Trial, places: Sequence[Fact], title: str) -> Check:
    """The Check of a trial that came out uneven; ``places`` print the same wrong figure."""
    unit = trial.unit or trial.found.unit or ""
    found = _plain(in_unit(trial.actual.value, unit), trial, unit)
    expected = _plain(in_unit(trial.expected.value, unit), trial, unit)
    facts = list(dict.fromkeys((*places, *trial.terms)))[:_MOST_CITED]
    sure = trial.terms[len(trial.terms) - trial.certain :]
    doubted = [fact for fact in facts if fact not in sure]
    return Check(
        doc=trial.found.doc,
        rule=trial.rule,
        severity=trial.severity,
        message=_message(trial, places, found, expected, unit),
        expected=expected,
        found=found,
        difference=found - expected,
        citations=citations([*doubted, *(fact for fact in facts if fact in sure)], title),
        doubtful=len(citations(doubted, title)),
    )


def check_of_remark(remark: Remark, places: Sequence[Fact], title: str) -> Check:
    """The Check of something that is wrong by itself."""
    found = citations([*places, *remark.terms], title)
    return Check(
        doc=remark.found.doc,
        rule=remark.rule,
        severity=remark.severity,
        message=f"{_lines(places)}：{remark.message}",
        expected=None,
        found=remark.value,
        difference=None,
        citations=found,
        doubtful=len(found),
    )


def _plain(value: Decimal, trial: Trial, unit: str) -> Decimal:
    """``value`` with the decimals that it needs: those printed, no endless fractions."""
    terms = () if unit == "%" else trial.terms
    decimals = max((_decimals(f) for f in (trial.found, *terms) if f.unit == unit), default=0)
    if unit == "%":
        return value.quantize(Decimal(1).scaleb(-max(decimals, _DECIMALS_OF_RATE)), ROUND_HALF_UP)
    needed = value.normalize().as_tuple().exponent
    least = needed if isinstance(needed, int) else 0
    return value.quantize(Decimal(1).scaleb(min(-decimals, least)))


def _decimals(fact: Fact) -> int:
    exponent = fact.value.as_tuple().exponent if fact.value is not None else 0
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _message(
    trial: Trial, places: Sequence[Fact], found: Decimal, expected: Decimal, unit: str
) -> str:
    apart = abs(found - expected)
    own = trial.found.text if trial.figure is None else f"{found:,f}"
    points = "个百分点" if unit == "%" else unit
    more = f"{trial.remark}。" if trial.remark else ""
    label = (trial.label or label_of(trial.found)).replace("“", "‘").replace("”", "’")
    measure = "" if trial.found.measure == "值" or trial.label else f"的{trial.found.measure}"
    # A sum is not printed anywhere: its terms are.
    said = f"为{own}{unit}（{trial.made_of}）" if trial.made_of else f"写作{own}{unit}"
    how = trial.how or "各项均为0"
    against = f"按 {how} 应为{expected:,f}{unit}" if trial.reckoned else f"而{how}"
    return f"{_where(places)}“{label}”{measure}{said}，{against}，相差{apart:,f}{points}。{more}"


def _where(places: Sequence[Fact]) -> str:
    table = places[0].table
    return f"《{table}》{_lines(places)}" if table else _lines(places)


def _lines(places: Iterable[Fact]) -> str:
    numbers = sorted({fact.line for fact in places})
    return "第" + "、".join(str(number) for number in numbers) + "行"


def label_of(fact: Fact) -> str:
    """What a figure is called, as its row and column print it."""
    parts = [label.strip("*") for label in (*fact.row[-1:], *fact.column[-2:])]
    return " ".join(dict.fromkeys(part for part in parts if part)) or "合计"


def quoted_label(fact: Fact) -> str:
    """What a figure is called, in quotation marks; those within are single ones."""
    return f"“{label_of(fact).replace('“', '‘').replace('”', '’')}”"


def citations(facts: Sequence[Fact], title: str) -> tuple[Citation, ...]:
    """Where the figures stand, each place once."""
    found: dict[tuple[int, tuple[str, ...], tuple[str, ...], str], Citation] = {}
    for fact in facts:
        key = (fact.line, fact.row, fact.column, fact.quote)
        quote = f"{fact.table} {fact.quote}" if fact.table else fact.quote
        found.setdefault(
            key,
            Citation(
                fact.doc, title, fact.section, quote, fact.line, fact.table, fact.row, fact.column,
                fact.page,
            ),
        )  # fmt: skip
    return tuple(found.values())
