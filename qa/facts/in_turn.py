"""Figures that one clause names together and tells in turn: 购置数及保有量分别为 1 辆和 13 辆."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from qa.facts.labels import YEAR, any_of, squeeze, words
from qa.facts.names import strip_numbering
from qa.facts.pieces import Piece

_DIGIT = re.compile(r"\d")
_LISTED = re.compile("、")
#: What stands between figures told in turn.
_BETWEEN = ("", "、", "，", ",")


def named_in_turn(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """``pieces``, each figure of such a clause with its own name before it.

    Where there are not as many names as figures, only the first figure is kept, as it is; none
    where they relate to items told before (分别增长 2%、3%), of which nothing tells which is which.
    """
    at, told, before = 0, list[str](), list[str]()
    while at < len(pieces):
        run = _run(pieces, at) or pieces[at : at + 1]
        # A sentence that tells nothing before them speaks of all that the one before told.
        items = told or (before if len(before) == len(run) else [])
        for piece in _apart(run, items) or _left(run):
            if piece.kind == "figure" and not _is_ratio(piece):
                told.append(piece.words)
            elif piece.kind == "sentence":
                told, before = [], told
            yield piece
        at += len(run)


def _left(run: Sequence[Piece]) -> Sequence[Piece]:
    """What is kept of figures that have no names of their own: all, where they are not told in
    turn; else what the first of them says."""
    if len(run) < 2:
        return run
    if _relation(run[0]):
        return ()
    # Figures without words of their own say nothing that the first of them does not.
    return run[:1] if _told_in_turn().search(squeeze(run[0].words)) else run


def _apart(run: Sequence[Piece], told: Sequence[str]) -> tuple[Piece, ...]:
    """The figures of ``run`` with their names; () where they are not told in turn. ``told`` are
    the words of the figures before them in the sentence."""
    if len(run) < 2:
        return ()
    if names := _names(run[0], len(run)):
        leads = tuple(f"{name}为" for name in names)
    elif (relation := _relation(run[0])) and len(told) >= len(run):
        named = [squeeze(one) for one in told[-len(run) :]]
        if not all(map(_is_named, named)):
            return ()
        relations = (relation, *(_turned(relation, _own(piece)) for piece in run[1:]))
        leads = tuple(map(str.__add__, named, relations))
    else:
        return ()
    return tuple(
        replace(piece, words=lead, before=(piece.before or "、") if turn else "，")
        for turn, (piece, lead) in enumerate(zip(run, leads, strict=True))
    )


def _is_named(words_before: str) -> bool:
    """Whether the words before a figure begin with a name, be it one with a year."""
    name = YEAR.sub("", strip_numbering(words_before))
    return name[:1].isalpha() and not _DIGIT.search(name)


def _is_ratio(piece: Piece) -> bool:
    unit = piece.amount.unit if piece.amount else None
    return unit is not None and unit.endswith(("%", "‰", "点"))


def _turned(relation: str, own: str) -> str:
    """``relation`` with the way that a later figure says itself: 比上年增长 and 下降."""
    return _way().sub(own, relation) if own else relation


def _relation(piece: Piece) -> str:
    """How the figures told in turn relate to the items told before: 分别占, 比上年分别增长."""
    match = _related().match(squeeze(piece.words))
    return match["before"] + match["behind"] if match else ""


def _run(pieces: Sequence[Piece], at: int) -> Sequence[Piece]:
    """The figures that follow one another from ``at`` on with no words of their own, but for which
    way they moved."""
    end = at
    while end < len(pieces) and pieces[end].kind == "figure":
        if end > at and not _follows(pieces[end], pieces[at]):
            break
        end += 1
    return pieces[at:end]


def _follows(piece: Piece, first: Piece) -> bool:
    if piece.before not in _BETWEEN or _is_ratio(piece) != _is_ratio(first):
        return False
    own = _own(piece)
    return not own or _way().fullmatch(own) is not None


def _own(piece: Piece) -> str:
    own = squeeze(piece.words)
    return "" if own in words("clause", "and") else own


def _names(piece: Piece, count: int) -> tuple[str, ...]:
    """The ``count`` names before the word that says that figures follow in turn."""
    match = _in_turn().match(squeeze(piece.words))
    if match is None:
        return ()
    for split in (_LISTED, _joined()):
        names = split.split(match["names"])
        if len(names) == count and all(names):
            return _whole(names)
    return ()


def _whole(names: Sequence[str]) -> tuple[str, ...]:
    """The names with what they share: 公务用车购置数、保有量 and 2020年、2021年“三公”经费."""
    first, last = names[0], names[-1]
    if all(YEAR.match(name) for name in names) and YEAR.fullmatch(first):
        rest = YEAR.sub("", last, count=1)
        return tuple(YEAR.match(name)[0] + rest for name in names)  # type: ignore[index]
    tails = words("in_turn", "tails")
    tail = next((tail for tail in tails if first.endswith(tail)), "")
    head = YEAR.sub("", first.removesuffix(tail)) if tail else ""
    return (first, *(head + name if name in tails else name for name in names[1:]))


@cache
def _in_turn() -> re.Pattern[str]:
    told, verbs = any_of("in_turn", "told"), any_of("in_turn", "verbs")
    return re.compile(rf"^(?P<names>.+?)(?:{told})(?:{verbs})?$")


@cache
def _way() -> re.Pattern[str]:
    return re.compile(f"{any_of('relation', 'up')}|{any_of('relation', 'down')}")


@cache
def _related() -> re.Pattern[str]:
    told, compare = any_of("in_turn", "told"), any_of("relation", "compare")
    with_ = any_of("relation", "with")
    return re.compile(rf"^(?P<before>(?:(?:{compare}|{with_}).+?)?)(?:{told})(?P<behind>.+)$")


@cache
def _told_in_turn() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of('in_turn', 'told')})[^，,]{{0,4}}$")


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(f"、|{any_of('clause', 'and')}")
