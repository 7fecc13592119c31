"""A paragraph cut into the pieces that the grammar of clauses works on.

A piece is a figure with the words before it in its clause, a clause without a figure, the
opening or closing of a bracket that holds figures, or the end of a segment (；) or of a
sentence (。). Commas inside quotation marks and inside brackets without figures cut nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from qa.facts.amounts import Amount, find_amounts, is_money
from qa.facts.labels import any_of, squeeze, words
from qa.lexicon import alternatives, load

PieceKind = Literal["figure", "words", "open", "close", "segment", "sentence"]

#: A counted noun (6 个部门) is no longer than this.
_LONGEST_NOUN = 20
_QUOTED = re.compile(r"[“「][^”」]{0,60}[”」]|《[^》]{0,80}》")
_TITLE = re.compile(r"《[^》]{0,80}》|〈[^〉]{0,80}〉|<[^>]{0,80}>")
_SEPARATOR = re.compile(r"[，,；;。！？!?：:、\n]")
#: The full stop of a sentence that a bracket encloses ends no other: （……。）
_ENDS_BRACKET = re.compile(r"。\s*[）)]")
_CLOSING = re.compile(r"\s*[，,；;。、)）]")
#: Signs of a bound belong to indicators and rules, not to sentences.
_BARRED = frozenset("≥≤＞＜><≧≦") | {">=", "<="}
_PUNCTUATION = re.compile(r"[，；。、：]|[,;:](?!\d)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a paragraph.

    ``words`` are those before the figure in its clause, or the whole clause; ``before`` is
    the separator that opens the clause and ``closing`` the one that ends it, ``noun`` what
    is counted where it follows its counter, ``after`` the words behind the figure.
    """

    kind: PieceKind
    words: str = ""
    before: str = ""
    amount: Amount | None = None
    noun: str = ""
    after: str = ""
    closing: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: Literal["figure", "separator", "open", "close"]
    amount: Amount | None = None


def pieces_of(text: str) -> Iterator[Piece]:
    """The pieces of ``text`` (a paragraph, broken lines joined), in order."""
    marks = _marks(text)
    cursor, before, listing = 0, "", False
    used = {}  # where a counted noun behind a bracket begins and ends
    for index, mark in enumerate(marks):
        lead = text[cursor : mark.start]
        if mark.kind == "figure" and mark.amount is not None:
            at = _behind_remark(marks, index)
            behind = text[at : _next_start(marks, at, len(text))]
            noun, length = _counted_noun(behind, mark.amount)
            if length and _runs_into_money(marks, at + length):
                # 1 家单位的机关运行经费为 5 万元: the words name the money.
                noun, length = "", 0
            after = _words_behind(text, marks, index)
            yield Piece("figure", lead, before, mark.amount, noun, after, start=cursor)
            used[at] = at + length
            cursor, before, listing = used.get(mark.end, mark.end), "", True
            continue
        character = text[mark.start]
        if character == "、" and not listing:
            continue
        if lead.strip():
            yield Piece("words", lead, before, closing=character, start=cursor)
        cursor, before, listing = used.get(mark.end, mark.end), character, mark.kind == "close"
        if mark.kind in ("open", "close"):
            yield Piece("open" if mark.kind == "open" else "close", start=mark.start)
        elif character in "；;":
            yield Piece("segment", start=mark.start)
        elif character in "。！？!?\n":
            yield Piece("sentence", start=mark.start)
    if text[cursor:].strip():
        yield Piece("words", text[cursor:], before, start=cursor)


def _following(marks: list[_Mark], at: int) -> _Mark | None:
    """The first mark that begins at ``at`` or behind it."""
    index = bisect_left(marks, at, key=lambda mark: mark.start)
    return marks[index] if index < len(marks) else None


def _next_start(marks: list[_Mark], at: int, end: int) -> int:
    following = _following(marks, at)
    return following.start if following else end


def _words_behind(text: str, marks: list[_Mark], index: int) -> str:
    """The words behind the figure at ``index`` up to the next mark, or beyond a comma that follows
    it at once: 上年为 9 万元，增加 1 万元."""
    end = marks[index].end
    upto = _next_start(marks, end, len(text))
    if text[end:upto].strip() or text[upto : upto + 1] not in ("，", ","):
        return text[end:upto]
    return text[end : _next_start(marks, upto + 1, len(text))]


def _runs_into_money(marks: list[_Mark], at: int) -> bool:
    """Whether the next mark from ``at`` on is a figure that words before it must name."""
    following = _following(marks, at)
    amount = following.amount if following else None
    return amount is not None and (is_money(amount.unit) or amount.unit == "%")


def _behind_remark(marks: list[_Mark], index: int) -> int:
    """Where the words behind a figure begin: 37 家（新增 1 家）全功能单位 has them behind."""
    end = marks[index].end
    following = marks[index + 1] if index + 1 < len(marks) else None
    if following is None or following.kind != "open" or following.start != end:
        return end
    behind = (marks[at] for at in range(index, len(marks)))
    return next((mark.end for mark in behind if mark.kind == "close"), end)


def _marks(text: str) -> list[_Mark]:
    figures = [amount for amount in find_amounts(text) if _is_figure(amount, text)]
    if not _PUNCTUATION.search(text):
        # A line without a comma is no sentence: of its numbers only money is sure to be one.
        figures = [amount for amount in figures if is_money(amount.unit)]
    closed = _positions(match.span() for match in _TITLE.finditer(text))
    figures = [amount for amount in figures if amount.start not in closed]
    holding, silent = _brackets_of(text, [amount.start for amount in figures])
    silent += [match.span() for match in _QUOTED.finditer(text)]
    silent += [(amount.start, amount.end) for amount in figures]
    kept = _positions(silent)
    marks = [_Mark(a.start, a.end, "figure", a) for a in figures]
    for start, end in holding:
        marks += [_Mark(start, start + 1, "open"), _Mark(end, end + 1, "close")]
    for match in _SEPARATOR.finditer(text):
        at = match.start()
        inside = _is_inside_number(text, at) or _ENDS_BRACKET.match(text, at)
        if at not in kept and not inside:
            marks.append(_Mark(at, match.end(), "separator"))
    return sorted(marks, key=lambda mark: mark.start)


_Span = tuple[int, int]


def _positions(spans: Iterable[_Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _brackets_of(text: str, figures: list[int]) -> tuple[list[_Span], list[_Span]]:
    """The brackets of ``text`` with figures between them, and those without.

    ``figures`` are the offsets of the figures, ascending.
    """
    holding: list[_Span] = []
    silent: list[_Span] = []
    for start, end in _brackets(text):
        holds = bisect_right(figures, start) < bisect_left(figures, end)
        (holding if holds else silent).append((start, end))
    return holding, silent


def _is_inside_number(text: str, at: int) -> bool:
    """Whether the comma or colon at ``at`` stands between digits (6,432.85)."""
    return text[at] in ",:：" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _brackets(text: str) -> list[tuple[int, int]]:
    """Pairs of matching brackets, as (opening, closing) offsets."""
    pairs, stack = [], []
    for at, character in enumerate(text):
        if character in "（(":
            stack.append(at)
        elif character in "）)" and stack:
            pairs.append((stack.pop(), at))
        elif character == "\n" or (character == "。" and not _ENDS_BRACKET.match(text, at)):
            stack.clear()
    return pairs


def _is_figure(amount: Amount, text: str) -> bool:
    """Whether the amount says something by itself: a threshold or a bare number does not.

    A bare number counts where it closes a clause whose label asks for one (用户数 2785).
    """
    if _threshold().match(text, amount.end) or amount.bound.strip() in _BARRED:
        return False
    if amount.unit is not None:
        return True
    label = squeeze(text[max(0, amount.start - 12) : amount.start])
    if any(word in label for word in words("counted", "no_labels")):
        return False
    return bool(_bare_label().search(label) and _CLOSING.match(text, amount.end))


@cache
def _bare_label() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of('counted', 'labels')})(?:{any_of('counted', 'label_is')})*$")


@cache
def _threshold() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternatives(load('amounts')['bound']['threshold'])})")


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(rf"{any_of('counted', 'stops')}|[共计约近达](?=\s*$)")


def _counted_noun(behind: str, amount: Amount) -> tuple[str, int]:
    """What is counted, where it follows its counter, and how many characters it takes."""
    if amount.unit is None or is_money(amount.unit) or amount.unit.endswith(("%", "‰", "点")):
        return "", 0
    lead = len(behind) - len(behind.lstrip())
    joined = behind[lead:].removeprefix("的")
    lead += len(behind[lead:]) - len(joined)
    stop = _stops().search(joined)
    noun = (joined[: stop.start()] if stop else joined).rstrip("的约近")
    if not noun.strip() or len(squeeze(noun)) > _LONGEST_NOUN or not _is_word(noun):
        return "", 0
    return squeeze(noun), lead + len(noun)


def _is_word(noun: str) -> bool:
    first = noun.lstrip()[0]
    return first.isalpha() or first in "“《"
