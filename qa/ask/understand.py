"""From a question's words to a Query: what is asked, of whom, for when, in which version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, pairwise
from typing import cast

from qa.ask.asked import asked_unit, asked_units, mentions
from qa.ask.bounds import bound_in, bounds_said, limit_at
from qa.ask.courtesy import bare_question, written
from qa.ask.query import CHOOSING, Operation, Query, Word, bits, with_slots
from qa.ask.spelling import Speller
from qa.ask.text import canonical, clean, simplified
from qa.ask.units import find_units
from qa.lexicon import load
from qa.model import Kind

#: Stands for the name of a unit in the canonical text, so that its characters match no label.
UNIT_MARK = "◆"
_BRACKETS = re.compile(r"[()\[\]{}【】〔〕]")
_YEAR = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)(?![\d.]|万|亿|元|个|台|人(?!员))|(?<![\d.])(\d\d)(?=年)"
)
_YEARS_IN_A_ROW = re.compile(r"(20\d\d)年?(?:到|至|-|~|—)(20\d\d)")
_CODE = re.compile(r"(?<![\d.])\d{3,7}(?![\d.万亿元%台个])")
_TOP_FIRST = re.compile(r"前([一二两三四五六七八九十]|\d{1,2})")
_TOP_MOST = re.compile(
    r"最[高大多少低小贵]的?([一二两三四五六七八九十]|\d{1,2})(?=[个项类款家种笔条])"
)
#: A figure in a question is a premise (增加了164.6%) or part of a label (100万元以上).
_FIGURE = re.compile(r"(?<![\d.a-z])\d+(?:\.\d+)?(?:个百分点|%|[千百]?[万亿]?元|[万亿])?(?![a-z])")
#: How many there are of what is asked for (五个项目, 六张表) is no part of its name.
_COUNTED = re.compile(
    r"(?<!哪)[一两三四五六七八九十]+(?:大(?:类|块|板块|方面|(?=项目|任务|指标))|[个项张类块家种份条])"
)
#: What a question sets aside in brackets is not asked for: (不含上年结转).
_EXCLUDED = re.compile(r"\((?:不含|不包括|不包含|剔除)[^)]*\)")
_SEPARATORS = ",、;:?!。./-"
_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the corpus holds that questions name: units, 科目 codes, labels and what sentences
    count, their bigrams and the limits in them (100万元以上), and who mends what is misspelt."""

    units: tuple[str, ...]
    codes: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    grams: frozenset[str] = frozenset()
    limits: frozenset[str] = frozenset()
    speller: Speller = field(default_factory=Speller)


def understand(question: str, vocabulary: Vocabulary) -> Query:
    """The Query of one question, taken alone (without the conversation before it)."""
    typed = _EXCLUDED.sub("", clean(re.sub(r"(?<=\S)\s+(?=\S)", ",", simplified(question).strip())))
    typed = written(bare_question(typed, vocabulary.grams))
    right = [range(m.start, m.end) for m in find_units(typed, vocabulary.units) if m.names]
    typed, slips = vocabulary.speller.mended(typed, chain.from_iterable(right))
    text, units = _mark_units(typed, vocabulary.units)
    years = list(_years(text))
    codes = [
        Word(*m.span(), m[0], "code", m[0])
        for m in _CODE.finditer(text)
        if m[0] in vocabulary.codes and not _overlaps(m.span(), years)
    ]
    fixed = [*units, *years, *codes]
    bounds = [*bounds_said(text, vocabulary.limits)]
    fixed += [Word(*m.span(), m[0], "figure", m[0]) for m in bounds]
    fixed += [
        Word(*m.span(), m[0], "figure", m[0])
        for m in (*_FIGURE.finditer(text), *_COUNTED.finditer(text), *_TOP_FIRST.finditer(text))
        if not _overlaps(m.span(), fixed) and limit_at(text, m) not in vocabulary.limits
    ]
    words = [w for w in _lexicon_words(text) if not _overlaps((w.start, w.end), fixed)]
    words = [w for w in words if not _is_part_of_a_word(text, w, vocabulary.grams)]
    labels = _labels_in(text, vocabulary.labels)
    if _counts({w.meaning for w in words}):
        labels += _labels_in(text, vocabulary.counted)
    words = [*_apart_from(labels, text, words)]
    unit = asked_unit(text)
    if unit == "分" or any(w.meaning in ("目标值", "实际值") for w in words):
        words = [w for w in words if w.group != "ratio"]  # an indicator's name, not a sum to do
    words = [_without_shift(w) if _is_no_shift(text, w, years) else w for w in words]
    words = [w for w in words if not _begins_a_label(text, w, vocabulary.labels)]
    words = [_adding(w) if _adds(text, w) else w for w in words]
    words += [*_executed(text, words)]
    words += [*_part_of(text, words), *_compared(text, words), *_moved(text, words)]
    if unit == "%":  # 多少个百分点 counts nothing
        words = [replace(w, group="filler") if w.meaning == "count" else w for w in words]
    named = [Word(start, end, text[start:end], "label", "") for start, end in labels]
    everything = tuple(sorted((*fixed, *words, *named), key=lambda w: w.start))
    shown = ("stranger", "label")
    hidden = bits(*((w.start, w.end) for w in everything if w.group not in shown))
    hidden |= bits(*((at, at + len(unit)) for unit, at in asked_units(text)))
    top = _TOP_FIRST.search(text) or _TOP_MOST.search(text)
    query = Query(
        question=question,
        text=text,
        span=(0, len(text)),
        content=_letters(text) & ~hidden,
        hints=bits(*((w.start, w.end) for w in words)),
        kind=_kind(text),
        operations=_operations(words, ranks=top is not None),
        top=_number(top[1]) if top else None,
        unit=unit,
        backward=_is_backward(everything),
        nonzero=mentions(text, "nonzero"),
        bound=bound_in(text, vocabulary.limits),
        slips=slips,
    )
    return with_slots(query, everything)


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


def years_in(text: str) -> set[int]:
    """The years that ``text`` (cleaned) names."""
    return {int(word.meaning) for word in _years(text)}


def _years(text: str) -> Iterator[Word]:
    for match in _YEAR.finditer(text):
        after = re.match("年度?", text[match.end() :])
        end = match.end() + (after.end() if after else 0)
        yield Word(match.start(), end, match[0], "year", match[1] or f"20{match[2]}")
    for row in _YEARS_IN_A_ROW.finditer(text):
        for year in range(int(row[1]) + 1, int(row[2])):
            yield Word(*row.span(), row[0], "year", str(year))


@cache
def _lexicon() -> tuple[re.Pattern[str], dict[str, tuple[tuple[str, str], ...]]]:
    """A pattern of all question words, longest first, and each word's (group, meaning)s."""
    meanings: dict[str, list[tuple[str, str]]] = {}
    questions = load("questions")
    for group in ("operation", "direction", "basis", "relative_year", "output"):
        for meaning, words in questions[group].items():
            for word in words:
                meanings.setdefault(canonical(word), []).append((group, meaning))
    for name, ratio in load("ratios").items():
        for word in ratio["words"]:
            meanings.setdefault(canonical(word), []).append(("ratio", name))
    for word in questions["grammar"]["backward"]:
        meanings.setdefault(canonical(word), []).append(("backward", ""))
    for word in questions["filler"]:
        meanings.setdefault(canonical(word), [("filler", "")])
    pattern = "|".join(re.escape(w) for w in sorted(meanings, key=len, reverse=True))
    return re.compile(pattern), {word: tuple(found) for word, found in meanings.items()}


def _lexicon_words(text: str) -> Iterator[Word]:
    pattern, meanings = _lexicon()
    for match in pattern.finditer(text):
        for group, meaning in meanings[match[0]]:
            yield Word(*match.span(), match[0], group, meaning)


def _is_part_of_a_word(text: str, word: Word, known: frozenset[str]) -> bool:
    """Whether a one-character word is really a syllable of a label's word (基|本|支出)."""
    grammar = load("questions")["grammar"]
    if word.end - word.start > 1 or word.text in grammar["particles"]:
        return False
    if word.text in grammar["containers"] and text.startswith("哪", word.end):
        return False
    around = (text[word.start - 1 : word.end], text[word.start : word.end + 1])
    return any(gram in known for gram in around if len(gram) == 2)


def _counts(meanings: Set[str]) -> bool:
    """Whether a question with words of these ``meanings`` asks how many there are, and does not
    choose among them (五个项目里哪个最多)."""
    return "count" in meanings and not meanings & {*CHOOSING}


def _labels_in(text: str, labels: Iterable[str]) -> list[tuple[int, int]]:
    """Where labels of four characters and more stand in the question in so many words."""
    at = [i for i, character in enumerate(text) if character not in _SEPARATORS]
    bare = "".join(text[i] for i in at)
    return [
        (at[start], at[start + len(label) - 1] + 1)
        for label in labels
        if len(label) > 3 and (start := bare.find(label)) >= 0
    ]


def _apart_from(
    labels: Sequence[tuple[int, int]], text: str, words: Iterable[Word]
) -> Iterator[Word]:
    """``words`` without those, or the parts of those, that are pieces of a label."""
    for word in words:
        if _adds_up(text, word):
            yield word
        elif not _is_part_of_a_label(word, labels):
            yield _behind_a_label(word, labels)


def _is_part_of_a_label(word: Word, labels: Iterable[tuple[int, int]]) -> bool:
    """Whether a word is only a piece of a longer label (上年 of 上年结转); ratios never are."""
    return word.group != "ratio" and any(
        start <= word.start and word.end <= end and end - start > word.end - word.start
        for start, end in labels
    )


def _behind_a_label(word: Word, labels: Iterable[tuple[int, int]]) -> Word:
    """What is left of a word of which a label of the question takes the beginning, as no more than
    filler: 多少 of 结余多少 behind 上年结转结余."""
    for start, end in labels:
        if start < word.start < end < word.end and word.group == "operation":
            rest = word.text[end - word.start :]
            return Word(end, word.end, rest, "filler", "")
    return word


def _adds_up(text: str, word: Word) -> bool:
    """Whether 合计 adds up what is joined right before it (人员经费与公用经费合计多少), though it
    is also the end of a label."""
    if word.meaning != "sum_of_several":
        return False
    joints = "|".join(map(re.escape, load("questions")["grammar"]["before_last"]))
    return bool(re.search(rf"(?:{joints}|、)\w{{2,12}}$", text[: word.start]))


def _adds(text: str, word: Word) -> bool:
    """Whether 合计 asks for the sum of what stands before it (A、B、C合计?)."""
    is_last = not text[word.end :].strip(_SEPARATORS)
    return word.group == "filler" and is_last and word.text in load("labels")["sums"]


def _adding(word: Word) -> Word:
    return replace(word, group="operation", meaning="sum_of_several")


def _begins_a_label(text: str, word: Word, labels: Iterable[str]) -> bool:
    """Whether 上年 is the beginning of a label's own name that goes on in the text: 上年结|转."""
    longer = text[word.start : word.end + 1]
    return (
        word.group == "relative_year"
        and longer[-1:].isalnum()
        and any(label.startswith(longer) for label in labels)
    )


def _is_no_shift(text: str, word: Word, years: Iterable[Word]) -> bool:
    """Whether 上年 does not move the year asked for: it is what a figure is compared with
    (比上年增加), or only introduces the year named right after it (上一年度2021年)."""
    compared = text[: word.start].endswith(tuple(load("questions")["grammar"]["comparing"]))
    return word.group == "relative_year" and (
        compared or any(year.start == word.end for year in years)
    )


def _without_shift(word: Word) -> Word:
    return replace(word, group="filler", meaning="")


def _executed(text: str, words: Iterable[Word]) -> Iterator[Word]:
    """The 执行率 that “完成年初预算的多少” asks for, as a word of its own beside the version."""
    done = "|".join(load("questions")["grammar"]["executed"])
    for word in words:
        before = re.search(f"(?:{done})$", text[: word.start])
        is_budget = word.meaning in load("ratios")["执行率"]["denominator"]
        if word.group == "basis" and is_budget and before and text.startswith("的", word.end):
            yield Word(before.start(), word.end, text[before.start() : word.end], "ratio", "执行率")


def _part_of(text: str, words: Iterable[Word]) -> Iterator[Word]:
    """The 占比 that “A 是 B 的百分之几” asks for, unless the question names what it wants done."""
    if any(word.group in ("operation", "ratio") for word in words):
        return
    equals = "|".join(map(re.escape, load("questions")["grammar"]["equals"]))
    if match := re.search(f"(?:{equals})[^,;。?]+的(百分之)", text):
        yield Word(*match.span(1), match[1], "operation", "share")


def _compared(text: str, words: Iterable[Word]) -> Iterator[Word]:
    """The change that “比上年呢” and “和2022年比怎么样” ask for."""
    if any(word.group in ("operation", "ratio") for word in words):
        return
    grammar = load("questions")["grammar"]
    against, comparing, ending = (
        "|".join(map(re.escape, grammar[name])) for name in ("against", "comparing", "how")
    )
    said = "|".join(w for words in load("questions")["relative_year"].values() for w in words)
    year = rf"(?:{said}|(?:19|20)?\d\d年度?)"
    pattern = rf"(?:(?:{against}){year}|(?:{comparing}){year}相?比)({ending})[?。!]*$"
    if match := re.search(pattern, text):
        yield Word(*match.span(1), match[1], "operation", "change")


def _moved(text: str, words: Iterable[Word]) -> Iterator[Word]:
    """The change that “较上年上升百分之几” and “比2022年多几辆” ask for."""
    if any(word.group in ("operation", "ratio") for word in words):
        return
    questions = load("questions")
    against = "|".join(map(re.escape, questions["grammar"]["against"]))
    said = "|".join(w for names in questions["relative_year"].values() for w in names)
    ways = "|".join(w for names in questions["direction"].values() for w in names)
    pattern = rf"(?:{against})(?:{said}|(?:19|20)?\d\d年度?)(?:{ways})了?((?:百分之)?几)"
    if match := re.search(pattern, text):
        asked: Operation = "growth" if match[1].startswith("百分之") else "change"
        yield Word(*match.span(1), match[1], "operation", asked)


def _operations(words: list[Word], *, ranks: bool) -> tuple[Operation, ...]:
    found = {w.meaning for w in words if w.group == "operation"}
    if ranks and not found & {"smallest", "order"}:
        found.add("largest")
    order = load("questions")["operation"]
    return tuple(cast(Operation, name) for name in order if name in found) or ("value",)


def _kind(text: str) -> Kind | None:
    """The kind of document that the question names, where it names only one."""
    kinds = [kind for kind in ("预算", "决算") if kind in text]
    return cast(Kind, kinds[0]) if len(kinds) == 1 else None


def _is_backward(words: tuple[Word, ...]) -> bool:
    """Whether the question says 倒推, or gives a change as its premise (增加25,880万元)."""
    given = any(
        one.group == "direction" and other.group == "figure" and 0 <= other.start - one.end <= 1
        for one, other in pairwise(words)
    )
    return given or any(w.group == "backward" for w in words)


def _letters(text: str) -> int:
    return sum(1 << i for i, c in enumerate(text) if c.isalnum() or c in "%≥≤")


def _overlaps(span: tuple[int, int], words: Iterable[Word]) -> bool:
    return any(span[0] < w.end and w.start < span[1] for w in words)


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else _NUMERALS[numeral]
