"""Years in sentences: a figure of this year told as another's, a year set against a later one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from qa.checks.figures import measured
from qa.checks.ledger import Ledger
from qa.checks.naming import Names, keys_of, name_in_prose
from qa.checks.trial import Outcome, Remark, Trial
from qa.checks.wording import quoted_label
from qa.checks.words import listed
from qa.facts.amounts import is_money
from qa.facts.labels import basis_in, year_in
from qa.model import CHANGES, Fact
from qa.read.text import tight

RULE = "正文年份与文件一致"
#: A figure of fewer digits may be that of two years.
_TELLING_DIGITS = 4


def sentence_years(ledger: Ledger, names: Names) -> Iterator[Outcome]:
    """Every amount that a sentence gives to another year, and every comparison with one."""
    changed = [fact for fact in ledger.prose if fact.measure in CHANGES]
    usual = any(_base(fact) == _last(ledger) for fact in (*changed, *ledger.level))
    for fact in ledger.prose:
        if fact.measure == "值" and is_money(fact.unit) and fact.year != ledger.year:
            yield from _of_another_year(fact, ledger, names)
    for fact in (*changed, *ledger.level):
        if fact.table is None and fact.year is not None and (base := _base(fact)) is not None:
            yield from _compared(fact, base, usual, ledger)


def _last(ledger: Ledger) -> int | None:
    return ledger.year - 1 if ledger.year is not None else None


def _base(fact: Fact) -> int | None:
    """The year that a change is set against, where it is printed."""
    return year_in(fact.against or "")


def _of_another_year(fact: Fact, ledger: Ledger, names: Names) -> Iterator[Outcome]:
    """An amount of another year that a table prints, under the same name, as one of this year."""
    if fact.table is not None or fact.value is None or not _is_telling(fact):
        return
    if f"{fact.year}年" not in tight(fact.quote) or any(w in fact.quote for w in _level()):
        return
    like = replace(fact, year=ledger.year)
    keys = keys_of(name_in_prose(fact))
    if names.find(keys, fact) or any(_is_same(one, like) for one in ledger.prose):
        return
    cells = names.find_subject(like) or names.find(keys, like)
    same = [cell for cell in cells if Trial(RULE, fact, measured(cell), (), "").verdict != "off"]
    if same:
        message = (
            f"{quoted_label(fact)}{_shown(fact)}写作{fact.year}年的数，"
            f"而《{same[0].table}》中它是{ledger.year}年的。"
        )
        yield Remark(RULE, fact, message, terms=tuple(same), value=fact.value)


def _is_telling(fact: Fact) -> bool:
    digits = (fact.value or Decimal(0)).normalize().as_tuple().digits
    return len(digits) >= _TELLING_DIGITS


def _is_same(one: Fact, like: Fact) -> bool:
    """Whether a sentence prints the very figure for this year too: then it has not changed."""
    alike = (one.year, one.measure, one.unit) == (like.year, like.measure, like.unit)
    return alike and one.value == like.value and one.row[-1:] == like.row[-1:]


def _level() -> tuple[str, ...]:
    return listed("prose", "level")


def _compared(fact: Fact, base: int, usual: bool, ledger: Ledger) -> Iterator[Outcome]:
    """A year that is set against a later one or against itself, or further back than others."""
    assert fact.year is not None
    shown = _shown(fact) if fact.measure == "值" or fact.direction else (fact.text or "")
    if base >= fact.year and _names_its_year(fact):
        said = basis_in(fact.against or "")
        # What is planned for a year is not set against what is spent in it.
        planned = fact.basis in listed("prose", "planned") and said in listed("prose", "actual")
        ahead = planned and ledger.kind == "预算" and fact.year == ledger.year
        if base > fact.year or said in (None, fact.basis) or ahead:
            message = (
                f"{quoted_label(fact)}是{fact.year}年的数，却与“{fact.against}”相比（{shown}）。"
            )
            yield Remark(RULE, fact, message)
    elif base < fact.year - 1 and fact.year == ledger.year and usual:
        message = (
            f"{quoted_label(fact)}与“{fact.against}”相比（{shown}），"
            f"而文件的其余数与{_last(ledger)}年相比。"
        )
        yield Remark(RULE, fact, message, severity="notice")


def _names_its_year(fact: Fact) -> bool:
    """Whether the sentence prints the figure's own year beside the one that it is set against."""
    rest = tight(fact.quote).replace(tight(fact.against or ""), "")
    return f"{fact.year}年" in rest


def _shown(fact: Fact) -> str:
    return f"{fact.text}{fact.unit}"
