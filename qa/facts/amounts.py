"""Printed numbers and their units of measure: how they are read, found and converted.

Everything here is exact: a number is a ``Decimal`` from the characters on the page, and a
conversion is a multiplication by a power of ten. What counts as a unit is data
(``lexicon/amounts.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from qa.lexicon import alternatives, load
from qa.read.text import REMEMBERED

#: Full-width forms, folded one character for one so that offsets stay those of the print.
_FOLD = str.maketrans("０１２３４５６７８９．，％（）＋／：　\xa0", "0123456789.,%()+/:  ")
#: From this many digits on a number with misplaced commas is taken for one number; with
#: fewer, 1,2,3 is more likely an enumeration.
_MIN_DIGITS_OF_MALFORMED = 5
#: A number with more is no figure; a ``Decimal`` computes with 28.
_MOST_DIGITS = 20
#: A number with more before a unit of Latin letters (T, GB) is a code that ends in a letter.
_MOST_BEFORE_LETTERS = 8
#: Texts of which the amounts are kept: facts, checks and reports ask for those of a document.
_TEXTS = 1 << 10


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed; ``malformed`` where its thousands commas stand in wrong places."""

    value: Decimal
    malformed: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, found at ``text[start:end]`` of a longer text.

    ``digits`` is the number as printed, sign and commas included, ``unit`` its unit of
    measure without spaces (万元, %, 亿条; ``None`` for a bare number), ``bound`` the word
    before it that makes it a bound or a rough figure (≥, 约).
    """

    value: Decimal
    digits: str
    unit: str | None
    start: int
    end: int
    bound: str = ""
    malformed: bool = False


@cache
def _money() -> dict[str, Decimal]:
    return {unit: Decimal(worth) for unit, worth in load("amounts")["money"].items()}


@cache
def _scale() -> dict[str, Decimal]:
    return {word: Decimal(factor) for word, factor in load("amounts")["scale"].items()}


@cache
def _number() -> re.Pattern[str]:
    minus = alternatives(load("amounts")["sign"]["minus"])
    return re.compile(
        rf"(?P<sign>{minus})?\s*+(?P<digits>\d+(?:,(?:\d+| \d{{3}}(?!\d)))*(?:\.\d+)?|\.\d+)"
    )


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(rf"\(\s*(?P<inner>{_number().pattern})\s*\)")


@lru_cache(REMEMBERED)
def parse_number(text: str, *, brackets_negative: bool = False) -> Number | None:
    """The number that ``text`` is, or ``None`` where it is anything else.

    Full-width digits, thousands commas and every sign of minus are understood;
    ``brackets_negative`` reads (12.00) as −12.00, as columns of figures print it.
    """
    folded = text.translate(_FOLD).strip()
    negative = False
    if brackets_negative and (bracketed := _bracketed().fullmatch(folded)):
        folded, negative = bracketed["inner"], True
    match = _number().fullmatch(folded)
    if match is None:
        return None
    number = _read(match["digits"])
    if number is None:
        return None
    if bool(match["sign"]) != negative:
        return Number(-number.value, number.malformed)
    return number


def _read(digits: str) -> Number | None:
    """The unsigned number of ``digits``; ``None`` for an enumeration such as 1,2,3 and for what
    is longer than any figure."""
    if sum(character.isdigit() for character in digits) > _MOST_DIGITS:
        return None
    digits = digits.replace(" ", "")
    whole, _, fraction = digits.partition(".")
    groups = whole.split(",")
    well_formed = len(groups) == 1 or (
        1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    )
    if (
        not well_formed
        and not fraction
        and len(digits) < _MIN_DIGITS_OF_MALFORMED + len(groups) - 1
    ):
        return None
    return Number(Decimal(digits.replace(",", "")), malformed=not well_formed)


@cache
def _units() -> tuple[str, ...]:
    """Every unit of measure but durations: money, ratios, counters."""
    lexicon = load("amounts")
    kinds = lexicon["units"]
    counters = (*kinds["counters"], *kinds["currencies"], *kinds["points"])
    return (*lexicon["money"], *lexicon["ratio"], *counters)


@cache
def _unit_pattern() -> str:
    """Unit of measure, not followed by what makes it part of another word."""
    barred: dict[str, str] = load("amounts")["not_before"]
    patterns = []
    for unit in sorted(set(_units()), key=len, reverse=True):
        after = f"(?![{barred[unit]}])" if barred.get(unit) else ""
        word = re.escape(unit.translate(_FOLD))
        latin = "(?![A-Za-z])" if unit[-1].isascii() and unit[-1].isalpha() else ""
        patterns.append(word + after + latin)
    return "|".join(patterns)


@cache
def _amount() -> re.Pattern[str]:
    lexicon = load("amounts")
    kinds = lexicon["units"]
    bound = alternatives(word.translate(_FOLD) for word in lexicon["bound"]["words"])
    rough = alternatives(lexicon["bound"]["rough"])
    skipped = alternatives((*kinds["durations"], *kinds["names"]))
    return re.compile(
        # What was taken is never given back (\s*+): a run of blanks is looked at once.
        rf"(?P<bound>{bound})?\s*+(?<![\dA-Za-z〔\[*+第])(?<!\d[,.:]){_no_rule()}"
        rf"{_number().pattern}"
        rf"(?:\s*(?P<scale>{alternatives(_scale())})(?!元))?"
        rf"(?:\s*(?:{rough}))?"
        rf"(?:\s*(?P<unit>{_unit_pattern()})|(?P<skip>\s*(?:{skipped})|[+*〕\]]))?"
    )


def _no_rule() -> str:
    """What begins no number: that of the articles of a rule (省政府30条要求)."""
    articles = load("amounts")["units"]["articles"]
    behind = "".join(f"(?<!{re.escape(maker)})" for maker in articles["makers"])
    return rf"(?:{behind}|(?!\d+\s*(?:{alternatives(articles['counters'])})))"


@cache
def _range() -> re.Pattern[str]:
    """Two numbers that are the ends of a range, or parts of a date or a code."""
    return re.compile(r"(?<!\d)\d[\d.]*+\s*+%?\s*+[-~～—–至/]\s*+\d[\d.]*+")


@lru_cache(_TEXTS)
def find_amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of ``text``, left to right.

    Years, dates, durations, ordinals, article numbers, codes and the ends of ranges are
    none. A bare number is found too (``unit`` is ``None``): whether it says something is
    for the sentence to tell.
    """
    return tuple(_amounts(text))


def _amounts(text: str) -> Iterator[Amount]:
    folded = text.translate(_FOLD)
    ranges = [match.span() for match in _range().finditer(folded)]
    for match in _amount().finditer(folded):
        start, end = match.start("digits"), match.end()
        number = _read(match["digits"])
        if number is None or match["skip"] or _inside(start, ranges) or _is_code(match):
            continue
        # A slash or hyphen after letters or digits is no minus.
        signed = match["sign"] is not None and not _touches_word(folded, match.start("sign"))
        begin = match.start("sign") if signed else start
        unit = _printed_unit(text, match)
        yield Amount(
            value=-number.value if signed else number.value,
            digits=text[begin : match.end("digits")],
            unit=unit,
            start=begin,
            end=end,
            bound=match["bound"] or "",
            malformed=number.malformed,
        )


def _printed_unit(text: str, match: re.Match[str]) -> str | None:
    """Scale and unit as printed, without spaces; ％ becomes %."""
    parts = (text[slice(*match.span(name))] for name in ("scale", "unit") if match[name])
    return "".join("".join(parts).split()).replace("％", "%") or None


def _is_code(match: re.Match[str]) -> bool:
    """Whether a number with a unit of letters is a code (索引号, 统一社会信用代码)."""
    unit = match["unit"] or ""
    lettered = unit.isascii() and unit.isalpha()
    return lettered and sum(c.isdigit() for c in match["digits"]) > _MOST_BEFORE_LETTERS


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _touches_word(text: str, position: int) -> bool:
    """Whether a letter or digit stands right before ``position``."""
    before = text[position - 1 : position]
    return before.isascii() and before.isalnum()


def parse_amount(text: str) -> Amount | None:
    """The amount that the whole of ``text`` is, bound and unit included, else ``None``."""
    stripped = text.strip()
    for amount in find_amounts(stripped):
        lead = stripped[: amount.start].strip()
        if amount.end == len(stripped) and lead.translate(_FOLD) == amount.bound:
            return amount
        break
    return None


@lru_cache(REMEMBERED)
def split_unit(unit: str) -> tuple[Decimal, str]:
    """``unit`` as (factor, base): 万元 → (10000, 元), 亿条 → (100000000, 条), ‰ → (0.1, %)."""
    folded = unit.translate(_FOLD)
    money = _money()
    if folded in money:
        return money[folded], "元"
    if folded in load("amounts")["ratio"]:
        return Decimal(load("amounts")["ratio"][folded]), "%"
    for word in sorted(_scale(), key=len, reverse=True):
        if folded.startswith(word) and folded != word:
            return _scale()[word], folded.removeprefix(word)
    return Decimal(1), folded


def is_money(unit: str | None) -> bool:
    """Whether ``unit`` is one of 元, 千元, 万元, 亿元 …"""
    return unit is not None and unit in _money()


@cache
def _folded_units() -> frozenset[str]:
    return frozenset(unit.translate(_FOLD) for unit in _units())


def is_unit(word: str) -> bool:
    """Whether ``word`` is a unit of measure by itself (万元, %, 台)."""
    folded = word.translate(_FOLD)
    return split_unit(folded)[1] in _folded_units()


def convert(value: Decimal, from_unit: str, to_unit: str) -> Decimal:
    """``value`` of ``from_unit`` in ``to_unit``, exactly.

    Money converts among 元, 千元, 万元, 亿元; counts among scales of one counter (万条, 条);
    ‰ and % into each other. Raises ``ValueError`` for units of different things.
    """
    from_factor, from_base = split_unit(from_unit)
    to_factor, to_base = split_unit(to_unit)
    if from_base != to_base:
        raise ValueError(f"cannot convert {from_unit} into {to_unit}")
    return value * from_factor / to_factor
