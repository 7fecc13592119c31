"""What kind of answer a stretch of a question asks for: its unit of measure, names or figures,
and what it sets a figure against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import cast

from qa.ask.question.query import Query
from qa.ask.words.text import canonical
from qa.facts.amounts import is_unit
from qa.lexicon import alternatives, load
from qa.model import Basis
from qa.numerals import NUMERALS, number_of

#: The measure word of heads.
HEADS = "人"
_ASKED_UNIT = re.compile(r"(?<!哪)(?:多少|几)(?:个)?([\u4e00-\u9fffa-z%]{1,4})")


@cache
def one_of(name: str) -> str:
    """One alternation of the words of the lexicon's list ``name``, longest first."""
    return alternatives(load("questions")["grammar"][name])


@cache
def pattern_of(name: str) -> re.Pattern[str]:
    """A pattern of the words of the lexicon's list ``name``, longest first."""
    return re.compile(one_of(name))


@cache
def points_said() -> re.Pattern[str]:
    """Words that ask for points, with those who gave them (自评得分)."""
    return re.compile(rf"(?:{one_of('scorers')})?(?:{one_of('points')})")


def mentions(text: str, words: str) -> bool:
    """Whether ``text`` holds one of the words of the lexicon's list ``words``."""
    return any(word in text for word in _canonical(words))


@cache
def _canonical(words: str) -> tuple[str, ...]:
    return tuple(map(canonical, load("questions")["grammar"][words]))


def asks_whether(text: str) -> bool:
    """Whether ``text`` asks if something is so: 是否超过, 超过了吗, 超过了没有."""
    last = tuple(load("questions")["grammar"]["whether_at_last"])
    return mentions(text, "whether") or text.rstrip("?!。,;").endswith(last)


def asked_unit(text: str) -> str | None:
    """The unit of measure that ``text`` asks for: 万元 in 多少万元, 辆 in 几辆, % in 百分之几,
    次 in 接待批次."""
    if "百分之" in text or "百分点" in text:
        return "%"
    if named := next((unit for unit, _ in asked_units(text)), None):
        return named
    words = (("元", "money"), ("分", "points"))
    return next((unit for unit, said in words if mentions(text, said)), None) or _counted(text)


def _counted(text: str) -> str | None:
    """The unit of what a clause counts that ends in a noun for it: 次 in 接待批次是多少."""
    units: dict[str, str] = load("questions")["grammar"]["counting"]
    joint = f"(?:{one_of('joints')})?"
    asked = "(?:分别|各)?(?:是|为|有)?(?:多少|几)?"
    match = re.search(rf"({'|'.join(units)})(?:{asked}|{joint})(?=[?,;。]|$)", text)
    return units[match[1]] or None if match else None


@cache
def place_pattern() -> re.Pattern[str]:
    """The place from the largest down that a question asks who takes: 排第二, 第三大."""
    words = load("questions")["grammar"]
    taken, sizes = alternatives(words["taking"]), "".join(words["sizes"])
    return re.compile(
        rf"(?:{taken})第([{NUMERALS}]|\d)(?:[位名]|大|高|多)?|第([{NUMERALS}]|\d)[{sizes}]的?"
    )


def place_asked(query: Query) -> int | None:
    """The place that the question asks who takes, counted from 1; ``None`` where it asks none."""
    found = place_pattern().search(query.said)
    return number_of(found[1] or found[2]) if found else None


def asked_units(text: str) -> Iterator[tuple[str, int]]:
    """The units of measure after 多少 or 几 in ``text``, each with the offset where it stands;
    the beginning of a longer word (多少项目) is none."""
    words = tuple(load("questions")["grammar"]["no_units"])
    scales = tuple(load("questions")["grammar"]["scales"])
    for match in _ASKED_UNIT.finditer(text):
        if match[1] in load("labels")["people"]:  # 多少人员, not 多少人员经费
            yield HEADS, match.end()
        elif not match[1].startswith(words):
            for length in range(len(match[1]), 0, -1):
                unit = _as_written(match[1][:length])
                if unit and not _goes_on(match[1], length):
                    yield unit, match.start(1)
                    break
            else:
                if match[0][-len(match[1]) - 1] == "个" and not match[1].startswith(scales):
                    yield "个", match.start(1) - 1


def _as_written(unit: str) -> str:
    """``unit`` as documents write it: GB, where a question in canonical spelling has gb; empty
    where it is no unit of measure."""
    return next((u for u in (unit, unit.upper(), unit.capitalize()) if is_unit(u)), "")


def _goes_on(text: str, length: int) -> bool:
    """Whether the counter that ``text`` begins with begins a longer word: 处 in 处室."""
    barred: dict[str, str] = load("amounts")["not_before"]
    return text[length : length + 1] in tuple(barred.get(text[:length], ""))


def per_what(text: str) -> str:
    """What an average is taken over, by its measure word: 辆 in 每辆车平均, else 人; 平均每个 is
    the mean of the items themselves."""
    counting: dict[str, str] = load("questions")["grammar"]["counting"]
    if (noun := re.search(rf"每一?个?({'|'.join(counting)})", text)) and counting[noun[1]]:
        return counting[noun[1]]
    found = (match[1] for match in re.finditer(r"每一?([\u4e00-\u9fff])", text))
    items = load("questions")["grammar"]["items"]
    unit = next((unit for unit in found if is_unit(unit) and unit not in items), HEADS)
    people = load("labels")["counted"]["things"][0]
    return HEADS if unit in people else unit


def counts_in_a_row(text: str) -> Iterator[int]:
    """Where the second of two counts begins that are asked for in one breath: 多少批次多少人次,
    or two things by one measure (离休几人退休几人)."""
    for match in re.finditer(r"(?:多少|几)个?([\u4e00-\u9fff]{1,3})(?=多少|几)", text):
        if is_unit(match[1]):
            yield match.end()
    for match in re.finditer(
        r"((?:多少|几)[^,;。?、]{1,2})(?=[^,;。?、]{2,}\1(?:[,;。?]|$))", text
    ):
        if next(asked_units(match[0]), None):
            yield match.end()
    for match in twin_counts().finditer(text):
        yield match.end()


@cache
def twin_counts() -> re.Pattern[str]:
    """The first of two counts of one thing, with what joins them: 批次和 before 人次."""
    grammar = load("questions")["grammar"]
    nouns, joints = alternatives(grammar["counting"]), alternatives(grammar["joints"])
    return re.compile(rf"(?:{nouns})(?:{joints})(?=(?:接待)?(?:{nouns}))")


def asks_for_names(text: str) -> bool:
    """Whether ``text`` asks for names or words (哪家, 什么) and for no figure."""
    if mentions(text.replace("哪几", "哪"), "figure_words"):
        return False
    endings = tuple(map(canonical, load("narrative")["nominal"]["endings"]))
    nominal = text.rstrip("?!。,;呢").endswith(endings) and not mentions(text, "whether")
    return mentions(text, "name_words") or nominal


def compared_with(query: Query) -> tuple[Basis, ...]:
    """The versions that the question sets the figure against: 预算 in 比预算少花多少."""
    against = tuple(load("questions")["grammar"]["against"])
    return tuple(
        cast(Basis, w.meaning)
        for w in query.words_of("basis")
        if query.text[: w.start].endswith(against)
    )
