"""A performance sheet is a stack of zones, each known by the words of its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from qa import lexicon
from qa.model import Column, Row
from qa.read.flow.text import Piece, key
from qa.read.flow.words import Label, core_of

#: A label in a narrow column may break into many pieces.
MOST_PIECES = 10
LONGEST_LABEL = 26


class ZoneKind(Enum):
    """What a zone tells: labels with their values, or a small table of one subject."""

    FORM = "form"
    MONEY = "money"
    TASKS = "tasks"
    GOALS = "goals"
    INDICATORS = "indicators"
    SCORES = "scores"


#: The heads of the zones: the words of their labels and those of which one is needed, by their
#: names in the lexicon, and how many labels they have at least.
_HEADS = (
    (ZoneKind.TASKS, "task", "task_marks", 3),
    (ZoneKind.MONEY, "money", "", 3),
    (ZoneKind.GOALS, "goal", "", 2),
    (ZoneKind.INDICATORS, "indicator", "", 2),
    (ZoneKind.SCORES, "score", "score_marks", 3),
)


@dataclass(frozen=True, slots=True)
class Zone:
    """Part of a sheet: the labels of its head, the pieces below, a caption beside it."""

    kind: ZoneKind
    heads: tuple[Label, ...]
    pieces: tuple[Piece, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What a zone holds; columns are numbered from 0 within the part."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    dropped: int = 0


@cache
def sheet_words(section: str, name: str) -> frozenset[str]:
    """A list of words of the lexicon, normalised."""
    return frozenset(map(key, lexicon.load("flow")[section][name]))


@cache
def _openings(words: frozenset[str]) -> frozenset[str]:
    """The characters that ``words`` may be printed with first, marks and years among them."""
    return frozenset({word[0] for word in words} | set("*其0123456789"))


def word_at(pieces: Sequence[Piece], start: int, words: frozenset[str]) -> tuple[int, Label] | None:
    """The longest of ``words`` that whole pieces from ``start`` spell, and where it ends.

    Marks (*) before it and a unit of measure behind it belong to it.
    """
    printed, found = "", None
    if key(pieces[start].text)[0] not in _openings(words):
        return None
    for end in range(start, min(start + MOST_PIECES, len(pieces))):
        printed += pieces[end].text
        if len(printed) > LONGEST_LABEL:
            break
        core, unit = core_of(printed, words)
        if core in words:
            row = pieces[start].line.number
            found = (end + 1, Label(printed.rstrip("：:"), core, True, row, unit))
    return found


def words_from(
    pieces: Sequence[Piece], start: int, words: frozenset[str]
) -> tuple[int, tuple[Label, ...]]:
    """As many of ``words`` as follow each other from ``start``, and where they end."""
    labels: list[Label] = []
    at = start
    while at < len(pieces) and (found := word_at(pieces, at, words)):
        at, label = found
        labels.append(label)
    return at, tuple(labels)


def head_at(pieces: Sequence[Piece], start: int) -> tuple[ZoneKind, int, tuple[Label, ...]] | None:
    """The head of a zone that begins at ``start``: its kind, end and labels."""
    found: list[tuple[int, ZoneKind, tuple[Label, ...]]] = []
    for kind, name, marks, least in _HEADS:
        end, labels = words_from(pieces, start, sheet_words("sheet", name))
        marked = not marks or sheet_words("sheet", marks) & {label.core for label in labels}
        if len(labels) >= least and marked:
            found.append((end, kind, labels))
    if not found:
        return None
    end, kind, labels = max(found, key=lambda head: head[0])
    return kind, end, labels


def zones_of(pieces: Sequence[Piece]) -> list[Zone]:
    """The zones of a sheet from top to bottom; captions beside them are left out.

    A head that a page prints again does not begin another zone.
    """
    captions = sheet_words("sheet", "captions")
    zones = [Zone(ZoneKind.FORM, (), ())]
    bodies: list[list[Piece]] = [[]]
    at, fresh, beside = 0, True, ""
    while at < len(pieces):
        zone = zones[-1]
        starts = fresh or pieces[at].first
        head = head_at(pieces, at) if starts else None
        caption = word_at(pieces, at, captions) if starts and not head else None
        if head:
            kind, at, labels = head
            if [label.text for label in labels] != [label.text for label in zone.heads]:
                zones.append(Zone(kind, labels, (), beside))
                bodies.append([])
            beside = ""
        elif caption and _introduces(pieces, caption[0], zone.kind):
            at, beside = caption[0], caption[1].text
        else:
            texts = zone.kind in (ZoneKind.TASKS, ZoneKind.GOALS, ZoneKind.MONEY)
            if texts and starts and word_at(pieces, at, sheet_words("form", "texts")):
                zones.append(Zone(ZoneKind.FORM, (), ()))
                bodies.append([])
            bodies[-1].append(pieces[at])
            at, beside = at + 1, ""
        fresh = bool(head or caption)
    filled = zip(zones, bodies, strict=True)
    return [replace(zone, pieces=tuple(body)) for zone, body in filled if body]


def _introduces(pieces: Sequence[Piece], after: int, kind: ZoneKind) -> bool:
    """Whether a caption stands before a head, or beside the rows of tasks."""
    if after >= len(pieces):
        return True
    return kind is ZoneKind.TASKS or head_at(pieces, after) is not None
