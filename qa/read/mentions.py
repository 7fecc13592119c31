"""Where a text names a year with 预算 or 决算, and perhaps the unit whose they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.model import Kind, Scope
from qa.numerals import YEAR_DIGITS, in_digits, with_year_word
from qa.read.patterns import matches, pattern
from qa.read.text import squeeze
from qa.read.unitname import unit_name

# Weight of a mention: a title says more than a sentence.
TITLE_WEIGHT = 20
PART_WEIGHT = 10
LONGEST_TITLE = 60
# Nought is also typed as a letter, Latin, Greek or Cyrillic, narrow or broad, and as a circle.
_NOUGHT = "0OoОоΟοＯｏ◯"
_CHINESE_YEAR = re.compile(rf"二[〇○零{_NOUGHT}][{YEAR_DIGITS}{_NOUGHT}]{{2}}(?=\s*年)")
_NOUGHTS = str.maketrans(dict.fromkeys(_NOUGHT, "0"))
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a year with 预算 or 决算, and perhaps the unit."""

    year: int
    kind: Kind
    scope: Scope | None
    unit: str
    weight: int


def mentions(text: str, weight: int) -> Iterator[Mention]:
    """Every “year … 预算/决算” of the text, with the unit that stands before or between.

    A budget that is only told to have been carried out (2022年预算执行情况和2023年预算) weighs 1,
    whatever ``weight``; one that another is only set against (比2020年部门预算增加) is left out.
    """
    if "算" not in text or "年" not in (whole := western_years(squeeze(text))):
        return
    yield from _stated(whole)
    text = pattern("profile", "title", "items").sub("", whole)
    if (reported := pattern("profile", "title", "reporter").search(text)) and (
        name := unit_name(reported.group(1))
    ):
        own = _own_weight(text[reported.end() :], weight)
        yield Mention(int(reported.group(2)), _kind(reported.group(3)), None, name, own)
    for found in pattern("profile", "title", "pattern").finditer(text):
        name = unit_name(found.group(2))
        if pattern("profile", "title", "set_against").search(text, 0, found.start()):
            continue
        if found.group(3) or weight > 1 or name:
            yield _mention(found, 1, name, _own_weight(text[found.end() :], weight))
    if weight == 1 and len(text) > LONGEST_TITLE:
        return
    for found in pattern("profile", "title", "named_first").finditer(text):
        name = unit_name(found.group(1))
        if name:
            yield _mention(found, 2, name, _own_weight(text[found.end() :], weight))
    behind = pattern("profile", "title", "unit_last").search(text)
    if behind and (name := unit_name(behind.group(5))):
        yield _mention(behind, 1, name, weight)
    last = pattern("profile", "title", "year_last").search(text)
    name = unit_name(last.group(1)) if last else ""
    if last and name:
        kind: Kind = "决算" if last.group(3) == "决算" else "预算"
        scope: Scope = "单位" if last.group(2) == "单位" else "部门"
        yield Mention(int(last.group(4)), kind, scope, name, weight)


def dated(text: str) -> Iterator[tuple[int, Kind]]:
    """Every year that the text names with 预算 or 决算, whoever's they are."""
    if "年" in text and "算" in text:
        for found in pattern("profile", "title", "pattern").finditer(western_years(squeeze(text))):
            yield int(found.group(1)), _kind(found.group(4))


def _own_weight(behind: str, weight: int) -> int:
    """``weight``, or the least where the words behind 预算 tell of its execution."""
    return 1 if matches("profile", "title", "carried_out", behind) else weight


def _stated(text: str) -> Iterator[Mention]:
    """What running text says in the fixed words of statements, wherever it stands."""
    if "情况" in text:
        for found in pattern("profile", "title", "stated").finditer(text):
            if name := unit_name(found.group(1)):
                yield Mention(int(found.group(2)), _kind(found.group(3)), None, name, 1)
    for found in pattern("profile", "title", "totalled").finditer(text):
        yield Mention(int(found.group(1)), _kind(found.group(2)), None, "", 1)
    for found in pattern("profile", "title", "year_between").finditer(text):
        if name := unit_name(found.group(1)):
            yield Mention(int(found.group(3)), _kind(found.group(2)), None, name, 1)
    for found in pattern("profile", "title", "against_plan").finditer(text):
        yield Mention(int(found.group(1)), "决算", None, "", 1)


def _mention(found: re.Match[str], year: int, name: str, weight: int) -> Mention:
    scope: Scope | None = None
    if found.group(3):
        scope = "单位" if found.group(3) == "单位" else "部门"
    behind = found.string[found.end() :]
    used = matches("profile", "title", "used", behind)
    kind = "决算" if used else _kind(found.group(4))
    return Mention(int(found.group(year)), kind, scope, name, weight)


def _kind(word: str) -> Kind:
    return "决算" if word == "决算" else "预算"


def western_years(text: str) -> str:
    """``text`` with 二〇二一年 written 2021年, 2021部门预算 with its 年 and full-width digits
    folded."""
    text = with_year_word(text.translate(_FULL_WIDTH))
    return _CHINESE_YEAR.sub(lambda year: in_digits(year[0].translate(_NOUGHTS)), text)


def chosen(found: Sequence[Mention]) -> tuple[int, Kind] | None:
    """Year and kind of the weightiest mentions; those with 部门 or 单位 count first.

    Where only sentences tell, those that tell of the accounts of a year are of no budget for it.
    """
    counts: Counter[tuple[int, Kind]] = Counter()
    for mention in found:
        if mention.scope or mention.weight > 1:
            counts[mention.year, mention.kind] += mention.weight
    if not counts:
        counts.update((mention.year, mention.kind) for mention in found)
        year, _ = max(counts, key=lambda key: counts[key], default=(0, ""))
        if (year, "决算") in counts:
            return year, "决算"
    return max(counts, key=lambda key: counts[key]) if counts else None


def scope_of(found: Sequence[Mention], kind: Kind) -> Scope | None:
    """What the title says, else what most of the other mentions say; ``None`` for silence."""
    counts: Counter[Scope] = Counter()
    for mention in found:
        if mention.scope and mention.kind == kind:
            if mention.weight == TITLE_WEIGHT:
                return mention.scope
            counts[mention.scope] += mention.weight
    if not counts:
        return None
    return "单位" if counts["单位"] > counts["部门"] else "部门"
