"""What sentences say of two figures in words: 决算数小于预算数, 增加的主要原因.

Such words stand behind the figures that they speak of, often with no subject of their own. Only
where everything that they may speak of says the opposite are they told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from qa.checks.figures import measured
from qa.checks.ledger import Ledger
from qa.checks.naming import Names, keys_of, name_in_prose, version_group
from qa.checks.trial import Outcome, Remark
from qa.checks.words import bare, items, listed, relations
from qa.facts.amounts import is_money
from qa.facts.labels import year_in
from qa.model import BUDGETED, CARRIED_OUT, CHANGES, Fact, Paragraph
from qa.read.text import tight

#: What stands before the subject of a clause, and behind it, that is no part of its name.
_SUBJECT = re.compile(r"^(?:(?:19|20)\d{2}年度?)?(?:本年度?)?|支出$|的$")
#: What parts a clause from the one before it.
_CLAUSES = "，,。；;：:"
_HUNDRED = Decimal(100)
#: What is called level with the budget may be off by so many percent of it.
_LEVEL = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Told:
    """Words that compare, where they stand, and the sign of what they say."""

    rule: str
    of: str
    words: str
    clause: str
    subject: str
    sign: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Figure:
    """A printed figure that says which of two things is larger; ``apart`` is in percent."""

    fact: Fact
    sign: int
    apart: Decimal
    against: Fact | None = None


def comparisons(ledger: Ledger, names: Names) -> Iterator[Outcome]:
    """Every comparison in words against the figures before it in its paragraph."""
    for paragraph in ledger.disclosure.paragraphs if ledger.disclosure else ():
        told = [one for relation in relations("comparison") for one in _told(relation, paragraph)]
        if told:
            near = _in_paragraph(paragraph, ledger)
            for number, one in enumerate(told):
                begin = max((t.end for t in told[:number] if t.rule == one.rule), default=0)
                yield from _try(one, begin, near, paragraph, names)


def _told(relation: Mapping[str, Any], paragraph: Paragraph) -> Iterator[_Told]:
    text, end = paragraph.text, 0
    for match in re.finditer(relation["pattern"], text):
        way = match.groupdict()
        sign = next(n for name, n in (("more", 1), ("less", -1), ("same", 0)) if way.get(name))
        start = max(end, *(text.rfind(mark, end, match.start()) + 1 for mark in _CLAUSES))
        subject = _SUBJECT.sub("", tight(text[start : match.start()]))
        end = match.end()
        yield _Told(
            relation["rule"], relation["of"], match[0], tight(text[start:end]), subject, sign,
            start, end,
        )  # fmt: skip


def _in_paragraph(paragraph: Paragraph, ledger: Ledger) -> list[Fact]:
    text = tight(paragraph.text)
    return [
        fact
        for fact in ledger.prose
        if fact.section == paragraph.section and tight(fact.quote) in text
    ]


def _try(
    one: _Told, begin: int, near: Sequence[Fact], paragraph: Paragraph, names: Names
) -> Iterator[Outcome]:
    before = paragraph.text[begin : one.start]
    if one.subject and one.of != "level":
        wanted = set(keys_of(one.subject))
        about = [fact for fact in near if wanted & set(keys_of(name_in_prose(fact)))]
    else:
        about = [fact for fact in near if fact.text and fact.text in before]
        if one.of == "change":  # A reason is that of its own sentence's change.
            about = [fact for fact in about if _is_with(fact, one)] or about
    if one.of == "level":
        figures = list(_of_level([fact for fact in about if _is_with(fact, one)], one.words, names))
    else:
        figures = list(_of_plan(about) if one.of == "plan" else _of_change(about))
    if not figures or not all(_is_contrary(figure, one.sign) for figure in figures):
        return
    nearest = max(figures, key=lambda figure: figure.fact.line).fact
    found = replace(nearest, line=paragraph.line_at(one.start))
    shown = f"{nearest.text}{nearest.unit}"
    message = f"写作“{one.words}”，而“{bare(name_in_prose(nearest))}”的{nearest.measure}为{shown}"
    others = [figure.against for figure in figures if figure.against is not None]
    message += f"，所比的数为{others[-1].text}{others[-1].unit}" if others else ""
    yield Remark(one.rule, found, f"{message}。", terms=(nearest, *others), value=nearest.value)


def _is_with(fact: Fact, one: _Told) -> bool:
    """Whether a figure stands in the sentence of the words, and that is no list of parts."""
    sentence = tight(fact.quote)
    return one.clause in sentence and not sentence.startswith("其中")


def _is_contrary(figure: _Figure, sign: int) -> bool:
    return figure.apart > _LEVEL if sign == 0 else figure.sign == -sign


def _of_plan(about: Sequence[Fact]) -> Iterator[_Figure]:
    """Rates of completion, and what was spent beside what was planned."""
    for fact in about:
        if fact.measure == "完成率" and fact.unit == "%" and fact.value:
            apart = fact.value - _HUNDRED
            yield _Figure(fact, _sign(apart), abs(apart))
        elif fact.measure == "值" and is_money(fact.unit) and version_group(fact) == "决算":
            for other in about:
                same = (other.row, other.quote, other.year) == (fact.row, fact.quote, fact.year)
                planned = same and other.measure == "值" and is_money(other.unit)
                if planned and other.basis in listed("prose", "planned") and other.value:
                    apart = measured(fact).value / measured(other).value * _HUNDRED - _HUNDRED
                    yield _Figure(fact, _sign(apart), abs(apart))


def _of_change(about: Sequence[Fact]) -> Iterator[_Figure]:
    """Changes and their rates."""
    for fact in about:
        if fact.measure in CHANGES and fact.value and fact.direction:
            yield _Figure(fact, fact.direction * _sign(fact.value), _HUNDRED)


def _of_level(about: Sequence[Fact], words: str, names: Names) -> Iterator[_Figure]:
    """The last amount before the words, and what its sentence or a table prints beside it."""
    amounts = [fact for fact in about if fact.measure == "值" and is_money(fact.unit)]
    now = amounts[-1] if amounts else None
    if now is None or now.year is None or now.value is None:
        return
    year = year_in(words) or now.year - any(word in words for word in listed("prose", "last_year"))
    bases = CARRIED_OUT if "执行" in words or "决算" in words else BUDGETED
    others = [one for one in amounts if one.row == now.row and one.basis in bases]
    if "执行" not in words and items(name_in_prose(now)) & set(listed("prose", "unique")):
        keys = keys_of(name_in_prose(now))
        wanted = [replace(now, year=year, basis=basis) for basis in bases]
        others += [cell for like in wanted for cell in names.find(keys, like)]
    for other in others:
        if other.year == year and (other.year, other.basis) != (now.year, now.basis):
            apart = measured(now) - measured(other)
            base = abs(measured(other).value)
            share = abs(apart.value) / base * _HUNDRED if base else _HUNDRED * bool(apart.value)
            yield _Figure(now, _sign(apart.value), share, other)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)
