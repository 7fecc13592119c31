"""The words of the question language in a question, as they are meant beside what it names: 合计 of
a label adds nothing up, and 上年 of 比上年增加 moves no year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import cache

from qa.ask.question.asked import asked_unit, asked_units, one_of, place_pattern
from qa.ask.question.query import CHOOSING, LEFT_OUT, Operation, Word
from qa.ask.question.vocabulary import Vocabulary
from qa.ask.words.text import canonical
from qa.ask.words.wordlist import WordList
from qa.lexicon import alternatives, load
from qa.model import OF_INDICATORS

_SEPARATORS = ",、;:?!。./-"
# So many characters may stand between 哪个 and 高: a year and the name of an item.
_FAR_BETWEEN = 20


def meanings(
    text: str, fixed: Sequence[Word], unit: str | None, vocabulary: Vocabulary
) -> tuple[list[Word], list[Word]]:
    """The words of the question language in ``text``, and the labels that stand there in so many
    words. ``fixed`` are the units, years, codes and figures of the question, ``unit`` is the unit
    of measure that it asks for."""
    words = [w for w in _lexicon_words(text) if not overlaps((w.start, w.end), fixed)]
    known = vocabulary.grams
    words = [
        w
        for w in words
        if _holds_more(text, w, words, known) or not _is_part_of_a_word(text, w, known)
    ]
    labels = _labels_in(text, vocabulary.labels)
    if _counts({w.meaning for w in words}):
        labels += _labels_in(text, vocabulary.counted)
    words = [*_apart_from(labels, text, words)]
    if unit == "分" or any(w.meaning in OF_INDICATORS for w in words):
        words = [w for w in words if w.group != "ratio" or _is_asked_alone(text, w)]
    years = [w for w in fixed if w.group == "year"]
    words = [_without_shift(w) if _is_no_shift(text, w, years) else w for w in words]
    words = [w for w in words if not _begins_a_label(text, w, vocabulary.labels)]
    words = [w for w in words if not _ends_an_item(text, w)]
    words = [_adding(w) if _adds(text, w) else w for w in words]
    words = [replace(w, group="filler") if _is_executed(w, words) else w for w in words]
    words += [*_executed(text, words), *_left_out(text), *_lacking(text, words), *_places(text)]
    words += [*_output(text, words), *_set_beside(text, words)]
    words += [*_part_of(text, words), *_compared(text, words), *_moved(text, words)]
    words = [
        replace(w, group="filler", meaning="") if _is_of_a_ratio(text, w, words) else w
        for w in words
    ]
    if unit == "%":  # 多少个百分点 counts nothing
        words = [replace(w, group="filler") if w.meaning == "count" else w for w in words]
    return words, [Word(start, end, text[start:end], "label", "") for start, end in labels]


def overlaps(span: tuple[int, int], words: Iterable[Word]) -> bool:
    """Whether a stretch of the text shares a character with one of ``words``."""
    return any(span[0] < w.end and w.start < span[1] for w in words)


@cache
def _lexicon() -> tuple[WordList, dict[str, tuple[tuple[str, str], ...]]]:
    """All question words, and each word's (group, meaning)s."""
    meanings: dict[str, list[tuple[str, str]]] = {}
    questions = load("questions")
    for group in ("operation", "direction", "basis", "relative_year", "output"):
        for meaning, words in questions[group].items():
            for word in words:
                meanings.setdefault(canonical(word), []).append((group, meaning))
    for name, ratio in load("ratios").items():
        for word in ratio["words"]:
            meanings.setdefault(canonical(word), []).append(("ratio", name))
    for word in questions["grammar"]["grown"]:
        meanings.setdefault(canonical(word), []).append(("operation", "multiple"))
    for word in questions["grammar"]["backward"]:
        meanings.setdefault(canonical(word), []).append(("backward", ""))
    for word in questions["filler"]:
        meanings.setdefault(canonical(word), [("filler", "")])
    return WordList(meanings), {word: tuple(found) for word, found in meanings.items()}


def _lexicon_words(text: str) -> Iterator[Word]:
    words, meanings = _lexicon()
    for at, word in words.find(text):
        for group, meaning in meanings[word]:
            yield Word(at, at + len(word), word, group, meaning)


def _is_part_of_a_word(text: str, word: Word, known: frozenset[str]) -> bool:
    """Whether a one-character word is really a syllable of a label's word (基|本|支出)."""
    grammar = load("questions")["grammar"]
    if word.end - word.start > 1:
        return False
    around = {text[word.start - 1 : word.end], text[word.start : word.end + 1]}
    if around & {*grammar["syllables"]}:
        return True
    if word.text in grammar["particles"]:
        return False
    if word.text in grammar["containers"] and text.startswith("哪", word.end):
        return False
    return any(gram in known for gram in around if len(gram) == 2)


def _holds_more(text: str, word: Word, words: Iterable[Word], known: frozenset[str]) -> bool:
    """Whether 中 right behind a word of the question language says among what (五个项目中预算最
    多的): it begins no word of a label (项目|中期目标)."""
    return (
        word.text in load("questions")["grammar"]["containers"]
        and text[word.start : word.end + 1] not in known
        and any(w.end == word.start and len(w.text) > 1 for w in words)
    )


def _is_of_a_ratio(text: str, word: Word, words: Iterable[Word]) -> bool:
    """Whether 比例 or 几成 only says what the ratio before it is: 执行数占全年预算数的比例."""
    ends = {word.start, len(text[: word.start].removesuffix("的"))}
    return word.meaning == "share" and any(
        other.group == "ratio" and other.end in ends for other in words
    )


def _is_asked_alone(text: str, ratio: Word) -> bool:
    """Whether a clause asks for a ratio itself, and not for the points or the goal of the indicator
    that bears its name: 得分多少,|执行率多少."""
    ends = [m.end() for m in _asked_or_ended().finditer(text)]
    start = max((end for end in ends if end <= ratio.start), default=0)
    clause = text[start : min((end for end in ends if end >= ratio.end), default=len(text))]
    aimed = any(
        word in clause for name in OF_INDICATORS for word in load("questions")["basis"][name]
    )
    asks = re.search(one_of("interrogatives"), clause)
    return bool(asks) and asked_unit(clause) != "分" and not aimed


@cache
def _asked_or_ended() -> re.Pattern[str]:
    """Where a clause ends: at a mark, or at a 、 behind what it asks (得分多少分、)."""
    return re.compile(rf"[,;。?!]|(?:{one_of('figure_asked')}).?、")


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
    adds = word.meaning == "sum_of_several" or _adds(text, word)
    return adds and _is_joined(text[: word.start])


def _is_joined(text: str) -> bool:
    """Whether ``text`` ends in things that are joined (人员经费与公用经费)."""
    return bool(re.search(rf"(?:{one_of('before_last')}|、)\w{{2,12}}$", text))


def _adds(text: str, word: Word) -> bool:
    """Whether 合计 asks for the sum of what stands before it (A、B、C合计?), or of what is joined
    there and set against something or part of it (A和B合计|比上年, A和B合计|占支出的比重)."""
    if word.group != "filler" or word.text not in load("labels")["sums"]:
        return False
    goes_on = any(re.match(one_of(n), text[word.end :]) for n in ("against", "whole_marks"))
    return (goes_on and _is_joined(text[: word.start])) or not text[word.end :].strip(_SEPARATORS)


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


def _ends_an_item(text: str, word: Word) -> bool:
    """Whether 下年 is the end of an item's own name: 结转下年."""
    carrying = tuple(load("questions")["grammar"]["carrying"])
    return (
        word.group == "relative_year"
        and word.meaning == "1"
        and text[: word.start].endswith(carrying)
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


def _places(text: str) -> Iterator[Word]:
    """排第二 and the like: they pick by size as 最大 does."""
    for match in place_pattern().finditer(text):
        yield Word(*match.span(), match[0], "operation", "largest")


def _is_executed(word: Word, words: Iterable[Word]) -> bool:
    """Whether 预算 is only what was executed (预算|执行了多少): the accounts are asked for."""
    return (word.group, word.meaning) == ("basis", "预算") and any(
        other.group == "basis" and other.start == word.end and other.text.startswith("执行")
        for other in words
    )


def _left_out(text: str) -> Iterator[Word]:
    """What “除 A 外还有多少” takes off before A, and the word behind it with 其余 behind that; “A
    以外的 B” takes off as well, though nothing says of what."""
    pattern = rf"({one_of('leaving_out')})[^,;。?]{{2,}}?({one_of('left_out')})"
    alone = rf"({one_of('leaving_out_alone')})[^,;。?]{{2,}}(,)"
    rest = rf"的?,?({one_of('the_rest')})"
    found = [*re.finditer(pattern, text)] or [*re.finditer(alone, text)]
    for match in found:
        yield Word(*match.span(1), match[1], "operation", "less")
        yield Word(*match.span(2), match[2], "filler", LEFT_OUT)
        if others := re.compile(rest).match(text, match.end()):
            yield Word(*others.span(1), others[1], "filler", "")
    pattern = rf"(?:{_taken_off()})[^,;。?]{{2,}}?({one_of('taken_off_then')})"
    for match in re.finditer(pattern, text):
        yield Word(*match.span(1), match[1], "filler", "")
    for match in re.finditer(one_of("other_than"), text):
        if not found:
            yield Word(*match.span(), match[0], "operation", "less")


def _lacking(text: str, words: Iterable[Word]) -> Iterator[Word]:
    """What “A 中 B 没拿到的部分” and “A 里没有面向 B 的部分” take off A: the word behind A; that
    of the lack is none of B's name."""
    if any(word.group == "operation" for word in words):
        return
    containers, lacks = one_of("containers"), one_of("lacking")
    parts = one_of("lacking_parts")
    pattern = (
        rf"((?:{containers}),?)([^,;。?]{{0,12}}?)((?<!有)(?:{lacks}))[^,;。?]+?的那?({parts})"
    )
    for match in re.finditer(pattern, text):
        end = match.end(1) if match[2] else match.end(3)
        yield Word(match.start(1), end, text[match.start(1) : end], "operation", "less")
        yield Word(*match.span(3), match[3], "filler", "")
        yield Word(*match.span(4), match[4], "filler", "")


@cache
def _taken_off() -> str:
    return alternatives(load("questions")["operation"]["less"])


def _output(text: str, words: Iterable[Word]) -> Iterator[Word]:
    """The unit of money that is asked for behind 多少, where that is part of another word (多花多少
    |元)."""
    if any(word.group == "output" for word in words):
        return
    wanted = [(unit, at) for unit, at in asked_units(text) if unit in load("questions")["output"]]
    for unit, at in wanted[:1]:
        yield Word(at, at + len(unit), unit, "output", unit)


def _part_of(text: str, words: Iterable[Word]) -> Iterator[Word]:
    """The 占比 that “A 是 B 的百分之几” asks for, unless the question names what it wants done."""
    if any(word.group in ("operation", "ratio") for word in words):
        return
    if match := re.search(f"(?:{one_of('equals')})[^,;。?]+的(百分之)", text):
        yield Word(*match.span(1), match[1], "operation", "share")


def _set_beside(text: str, words: Iterable[Word]) -> Iterator[Word]:
    """The comparison that “A和B哪个执行率高” asks for, with a word between."""
    if any(word.group == "operation" and word.meaning in CHOOSING for word in words):
        return
    pattern = rf"(?:{one_of('which')})[^,;。?]{{2,{_FAR_BETWEEN}}}?({one_of('more')})[?。!]*$"
    if match := re.search(pattern, text):
        yield Word(*match.span(1), match[1], "operation", "compare")


def _compared(text: str, words: Iterable[Word]) -> Iterator[Word]:
    """The change that “比上年呢” and “和2022年比怎么样” ask for."""
    if any(word.group in ("operation", "ratio") for word in words):
        return
    against, comparing, ending = map(one_of, ("against", "comparing", "how"))
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
    against = one_of("against")
    said = "|".join(w for names in questions["relative_year"].values() for w in names)
    ways = "|".join(w for names in questions["direction"].values() for w in names)
    pattern = rf"(?:{against})(?:{said}|(?:19|20)?\d\d年度?)(?:{ways})了?((?:百分之)?几)"
    if match := re.search(pattern, text):
        asked: Operation = "growth" if match[1].startswith("百分之") else "change"
        yield Word(*match.span(1), match[1], "operation", asked)
