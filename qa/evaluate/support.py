"""Which figures of an answer's text does nothing in the answer support?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from qa.evaluate.numbers import narrow, numbers_in
from qa.model import Answer, Citation
from qa.numerals import YEAR_DIGITS, in_digits

_MARK = re.compile(r"\[(\d{1,3})\]")
#: The answer's own numbering: 1. or （2） or 3、 at the start of a line or after a stop.
_NUMBERING = re.compile(r"(?m)(?:^|(?<=[;:。\n]))\s*(?:\(\d{1,2}\)|\d{1,2}(?:[.、)](?!\d)))")
_ORDINAL = re.compile(r"第\s*\d{1,2}(?![\d.,])")
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d{2})(?![\d.,])")
_SHORT_YEAR = re.compile(r"(?<![\d.,])(\d{2})\s*年")
_CHINESE_YEAR = re.compile(rf"[一二][〇零○九][{YEAR_DIGITS}]{{2}}(?=年)")


def unsupported_figures(answer: Answer, history: Sequence[str] = ()) -> list[str]:
    """The numbers of ``answer.text``, as printed, that nothing in the answer supports.

    A number is supported if its value (thousands commas, trailing zeros and sign apart)
    stands in the values, the calculation, a citation, a candidate or a warning: as a
    figure of its own or printed in their words. Not counted as figures are

    - marks of citations that exist (``[1]``); a mark that cites nothing is unsupported;
    - the answer's own numbering (``1.``, ``（2）`` at the start of a line or item) and
      ordinals (``第1``);
    - years that stand in the question or in ``history``, in any spelling.
    """
    text = narrow(answer.text)
    cited = len(answer.citations)
    loose_marks = [mark[0] for mark in _MARK.finditer(text) if not 1 <= int(mark[1]) <= cited]
    for pattern in (_MARK, _NUMBERING, _ORDINAL):
        text = pattern.sub(lambda match: "\n" if "\n" in match[0] else " ", text)
    supported = set(_supporting_numbers(answer)) | _years([answer.question, *history])
    figures = [
        text[number.start : number.end]
        for number in numbers_in(text)
        if abs(number.value) not in supported
    ]
    return loose_marks + figures


def _supporting_numbers(answer: Answer) -> Iterator[Decimal]:
    """The size of every figure that the answer's fields hold, its text apart."""
    operands = answer.calculation.operands if answer.calculation else ()
    yield from (abs(value.value) for value in (*answer.values, *operands))
    yield from (abs(one.value) for one in answer.candidates if one.value is not None)
    for words in _supporting_words(answer):
        yield from (abs(number.value) for number in numbers_in(words))


def _supporting_words(answer: Answer) -> Iterator[str]:
    """Every text of the answer's fields in which a figure may be printed."""
    yield from (value.label for value in answer.values)
    if answer.calculation:
        yield answer.calculation.formula
        yield from (operand.label for operand in answer.calculation.operands)
    for citation in answer.citations:
        yield from citation_words(citation)
    for candidate in answer.candidates:
        yield from (candidate.label, candidate.doc, candidate.text)
    yield from answer.warnings


def citation_words(citation: Citation) -> Iterator[str]:
    """The words of a citation: where it stands and what it quotes."""
    yield citation.doc
    yield citation.title
    yield from citation.section
    if citation.table:
        yield citation.table
    yield from citation.row
    yield from citation.column
    yield citation.quote


def _years(texts: Iterable[str]) -> set[Decimal]:
    """The years that texts name: 2021, 21年 and 二〇二一年 are the same."""
    years: set[Decimal] = set()
    for text in map(narrow, texts):
        years.update(Decimal(match[1]) for match in _YEAR.finditer(text))
        years.update(Decimal("20" + match[1]) for match in _SHORT_YEAR.finditer(text))
        years.update(Decimal(in_digits(match[0])) for match in _CHINESE_YEAR.finditer(text))
    return years
