"""The walk through a paragraph: every figure with the item that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qa.facts.announced import announce
from qa.facts.carry import Carry
from qa.facts.clauses import read_clause, unchanged
from qa.facts.in_turn import named_in_turn
from qa.facts.labels import any_of, squeeze
from qa.facts.names import name_of
from qa.facts.pieces import Piece, pieces_of
from qa.facts.relations import Reading, read_relation, unchanged_reading
from qa.facts.values import read_value
from qa.lexicon import load
from qa.model import CHANGES, Basis, Profile


def walk(
    text: str,
    profile: Profile,
    section: tuple[str, ...] = (),
    *,
    basis: Basis | None = None,
    worded: bool = False,
) -> Iterator[Reading]:
    """The figures of a paragraph, in order; ``section`` is the heading above it, ``basis`` the
    version of a figure that names none (the profile's kind unless told).

    Figures that no clause gives a name are left out, unless they are money. Changes of nothing that
    words alone tell (与上年持平) are given where ``worded``.
    """
    pieces = tuple(named_in_turn(tuple(pieces_of(text))))
    figures = sum(piece.kind == "figure" or (worded and _is_unchanged(piece)) for piece in pieces)
    carry = Carry(profile, section, basis or profile.kind)
    for piece in pieces:
        if not figures:
            return
        if piece.kind == "figure":
            figures -= 1
            reading = _figure(piece, carry)
            carry.end_clause()
            if reading is not None:
                yield reading
        elif piece.kind == "words":
            if worded and _is_unchanged(piece):
                figures -= 1
                if reading := unchanged_reading(piece, carry):
                    yield reading
            announce(piece, carry)
            carry.end_clause()
        elif piece.kind == "open":
            carry.open_list(bracket=True)
        elif piece.kind == "close":
            carry.close_bracket()
        elif piece.kind == "segment":
            carry.start_segment()
        else:
            carry.start_sentence()


def _figure(piece: Piece, carry: Carry) -> Reading | None:
    if piece.amount is None:
        return None
    carry.start_point(piece.words)
    clause = read_clause(_after_list_word(piece, carry), piece.after, piece.amount.unit)
    if clause.role == "value":
        reading = read_value(clause, piece, carry)
    else:
        reading = read_relation(clause, piece, carry)
    changed = reading is not None and reading.measure in CHANGES
    carry.segment.role = "change" if changed else clause.role
    return reading


def _is_unchanged(piece: Piece) -> bool:
    return piece.kind == "words" and unchanged(piece.words) is not None


def _after_list_word(piece: Piece, carry: Carry) -> str:
    """The words of the clause behind the word that opens a list in it; the list is opened."""
    lead = squeeze(piece.words)
    match = _list_word().match(lead)
    if match is None or (match["purpose"] and carry.segment.opening):
        return lead
    named = name_of(match["before"], carry.profile).path
    if match["before"] and not named:
        # 本中心包括…共 1 家: the publisher is no item that could have parts.
        return lead
    carry.open_list(carry.topic + named if named else None)
    return match["rest"]


@cache
def _list_word() -> re.Pattern[str]:
    among, purpose = any_of("parts", "among"), any_of("parts", "purpose")
    holding = load("facts")["parts"]["holding"]
    return re.compile(
        rf"^(?P<before>.*?)(?:(?:{any_of('parts', 'mostly')})?(?:{among})|{holding}"
        rf"|(?P<purpose>{purpose}))[：:，,]?(?P<rest>.*)$"
    )
