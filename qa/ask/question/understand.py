"""From a question's words to a Query: what is asked, of whom, for when, in which version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import cast

from qa.ask.question.asked import asked_unit, asked_units, mentions, pattern_of
from qa.ask.question.attributes import attributes_apart
from qa.ask.question.bounds import bound_in, bounds_said, limit_at
from qa.ask.question.meanings import meanings, overlaps
from qa.ask.question.query import Operation, Query, Word, bits, mask_of, with_slots
from qa.ask.question.units import find_units
from qa.ask.question.vocabulary import Vocabulary
from qa.ask.question.years import year_words
from qa.ask.words.courtesy import apart, bare_question, written
from qa.ask.words.kinds import kind_in
from qa.ask.words.text import canonical, clean, simplified
from qa.lexicon import alternatives, load
from qa.model import Kind
from qa.numerals import NUMERALS, number_of

#: Stands for the name of a unit in the canonical text, so that its characters match no label.
UNIT_MARK = "◆"
_BRACKETS = re.compile(r"[()\[\]{}【】〔〕]")
_CODE = re.compile(r"(?<![\d.])\d{3,7}(?![\d.万亿元%台个])")
#: 前三, but 前一年 is a year.
_TOP_FIRST = re.compile(rf"前([两{NUMERALS}]|\d{{1,2}})(?!年)")
#: A figure in a question is a premise (增加了164.6%), a date (10月底) or part of a label
#: (100万元以上).
_FIGURE = re.compile(
    r"(?<![\d.a-z])\d+(?:\.\d+)?"
    r"(?:个百分点|%|[千百]?[万亿]?元|[万亿]|月(?:\d{1,2}日)?[底末初]?)?(?![a-z])"
)
#: What a question adds in brackets at its end, behind the words that ask.
_BEHIND = re.compile(r"(.+)\(([^()]{2,})\)([?!。]*)$")
#: The last words of a question are among so many characters.
CLOSING = 8


def understand(question: str, vocabulary: Vocabulary) -> Query:
    """The Query of one question, taken alone (without the conversation before it)."""
    typed = _excluded().sub(
        "", clean(re.sub(r"(?<=\S)\s+(?=\S)", ",", simplified(question).strip()))
    )
    typed = _setting_first(typed)
    typed = attributes_apart(typed)
    typed = apart(written(bare_question(typed, vocabulary.grams)), vocabulary.grams)
    right = [range(m.start, m.end) for m in find_units(typed, vocabulary.units) if m.names]
    typed, slips = vocabulary.speller.mended(typed, chain.from_iterable(right))
    text, units = _mark_units(typed, vocabulary.units)
    fixed = _fixed(text, units, vocabulary)
    unit = asked_unit(text)
    words, labels = meanings(text, fixed, unit, vocabulary)
    everything = tuple(sorted((*fixed, *words, *labels), key=lambda w: w.start))
    shown = ("stranger", "label")
    hidden = mask_of(w for w in everything if w.group not in shown)
    hidden |= bits(*((at, at + len(unit)) for unit, at in asked_units(text)))
    top = _TOP_FIRST.search(text) or _top_most().search(text)
    query = Query(
        question=question,
        text=text,
        span=(0, len(text)),
        content=_letters(text) & ~hidden,
        hints=mask_of(words),
        kind=_kind(text, words),
        operations=_operations(text, words, ranks=top is not None),
        top=number_of(top[top.lastindex or 1]) if top else None,
        unit=unit,
        backward=_is_backward(everything),
        nonzero=mentions(text, "nonzero") and not mentions(text, "zero"),
        zero=mentions(text, "zero"),
        bound=bound_in(text, vocabulary.limits),
        slips=slips,
    )
    return with_slots(query, everything)


def _fixed(text: str, units: Sequence[Word], vocabulary: Vocabulary) -> list[Word]:
    """The words of a question that are part of no label: units, years, codes, figures."""
    years = [*year_words(text)]
    codes = [
        Word(*m.span(), m[0], "code", m[0])
        for m in _CODE.finditer(text)
        if m[0] in vocabulary.codes and not overlaps(m.span(), years)
    ]
    fixed = [*units, *years, *codes]
    bounds = [*bounds_said(text, vocabulary.limits)]
    fixed += [Word(*m.span(), m[0], "figure", m[0]) for m in bounds]
    fixed += [
        Word(*m.span(), m[0], "figure", m[0])
        for m in (*_FIGURE.finditer(text), *_counted().finditer(text), *_TOP_FIRST.finditer(text))
        if not overlaps(m.span(), fixed) and limit_at(text, m) not in vocabulary.limits
    ]
    return fixed


@cache
def _top_most() -> re.Pattern[str]:
    """How many are asked for of those that come first: 最大的三项, 三项最大的."""
    grammar = load("questions")["grammar"]
    ways, counters = "".join(grammar["superlatives"]), "".join(grammar["counters"])
    number = rf"([两{NUMERALS}]|\d{{1,2}})"
    return re.compile(
        rf"最[{ways}]的?{number}(?=[{counters}])|(?<!哪){number}[{counters}]最[{ways}]"
    )


@cache
def _counted() -> re.Pattern[str]:
    """How many there are of what is asked for (五个项目, 六张表, 三大类), no part of its name."""
    grammar = load("questions")["grammar"]
    counters, parts = "".join(grammar["counters"]), alternatives(grammar["large_parts"])
    things = alternatives(grammar["large_things"])
    one = "(?<!这)(?<!那)(?<!该)一"  # 这一项 is the one that was named
    number = rf"(?<!哪)(?:{one}|(?!一)[两{NUMERALS}])[两{NUMERALS}]*"
    return re.compile(rf"{number}(?:大(?:{parts}|(?={things}))|[{counters}])")


@cache
def _excluded() -> re.Pattern[str]:
    """What a question sets aside in brackets is not asked for: (不含上年结转)."""
    return re.compile(rf"\((?:{alternatives(load('questions')['grammar']['excluding'])})[^)]*\)")


def _setting_first(typed: str) -> str:
    """The question with what it adds in brackets at its end (是多少(2021年自评表)?) before it: a
    setting, and no part of the last thing it asks for."""
    match = _BEHIND.match(typed)
    if match is None or not pattern_of("interrogatives").search(match[1][-CLOSING:]):
        return typed
    return f"{match[2]},{match[1]}{match[3]}"


def _mark_units(typed: str, names: Iterable[str]) -> tuple[str, list[Word]]:
    """The canonical text with each unit's name replaced by a mark, and where the marks stand."""
    text, words, position = "", [], 0
    for mention in find_units(typed, names):
        text += _BRACKETS.sub("", canonical(typed[position : mention.start]))
        position = mention.end
        if mention.names:
            words += [
                Word(len(text), len(text) + 1, mention.text, "unit", name) for name in mention.names
            ]
            text += UNIT_MARK
        else:
            start = len(text)
            text += canonical(mention.text)
            words.append(Word(start, len(text), mention.text, "stranger", mention.text))
    return text + _BRACKETS.sub("", canonical(typed[position:])), words


def _operations(text: str, words: list[Word], *, ranks: bool) -> tuple[Operation, ...]:
    found = {w.meaning for w in words if w.group == "operation"}
    if "definition" in found and _explains_a_change(text, words):
        found = found - {"definition"} | {"reason"}
    if ranks and not found & {"smallest", "order"}:
        found.add("largest")
    order = load("questions")["operation"]
    return tuple(cast(Operation, name) for name in order if name in found) or ("value",)


def _explains_a_change(text: str, words: list[Word]) -> bool:
    """Whether a change is to be explained, or what came short (多出一个亿，怎么解释),
    not what a term means."""
    asks = load("questions")["grammar"]["explaining"]
    said = {w.text for w in words if w.meaning == "definition"}
    moved = any(w.group == "direction" for w in words) or any(
        w.meaning in ("difference", "change", "growth") for w in words
    )
    return (moved or mentions(text, "falling_short")) and said <= set(asks)


def _kind(text: str, words: list[Word]) -> Kind | None:
    """The kind of document that the question names, where it names only one; a ratio (预算执行率),
    a fund (一般公共预算) and bodies (预算单位) name none."""
    for word in words:
        if word.group == "ratio":
            text = text[: word.start] + " " * (word.end - word.start) + text[word.end :]
    return kind_in(pattern_of("no_kinds").sub("", text))


def _is_backward(words: tuple[Word, ...]) -> bool:
    """Whether the question says 倒推, or gives a change as its premise (增加25,880万元)."""
    given = any(
        one.group == "direction" and other.group == "figure" and 0 <= other.start - one.end <= 1
        for one, other in pairwise(words)
    )
    return given or any(w.group == "backward" for w in words)


def _letters(text: str) -> int:
    return sum(1 << i for i, c in enumerate(text) if c.isalnum() or c in "%≥≤")
