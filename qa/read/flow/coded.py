"""Labels of rows with codes that run over several lines, made whole by the names of the codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from qa.read.flow.draft import Draft
from qa.read.flow.text import Piece, key
from qa.read.hierarchy import standard_codes

#: Rows before and behind a row among which the rest of its label is looked for.
REACH = 6


@cache
def _names() -> dict[str, frozenset[str]]:
    """The names that a code usually has."""
    found: dict[str, set[str]] = {}
    for name, codes in standard_codes().items():
        for code in codes:
            found.setdefault(code, set()).add(key(name))
    return {code: frozenset(names) for code, names in found.items()}


def with_whole_labels(drafts: Sequence[Draft]) -> list[Draft]:
    """The rows with what neighbouring lines print of their labels.

    Words without code and figures are the beginning or the end of a label where they make it
    the usual name of its code; what makes none stays as it is.
    """
    rests = [draft for draft in drafts if _is_rest(draft)]
    if not rests:
        return list(drafts)
    taken: set[int] = set()
    for at, draft in enumerate(drafts):
        names = _names().get(draft.code or "", frozenset())
        if not names or _text(draft.texts) in names:
            continue
        above = [d for d in drafts[max(0, at - REACH) : at] if _is_rest(d) and id(d) not in taken]
        below = [d for d in drafts[at + 1 : at + REACH] if _is_rest(d) and id(d) not in taken]
        for before, behind in _pairs(above, below):
            texts = [*_texts(before), *draft.texts, *_texts(behind)]
            if _text(texts) in names:
                draft.texts = texts
                taken |= {id(rest) for rest in (*before, *behind)}
                break
    return [draft for draft in drafts if id(draft) not in taken]


def _is_rest(draft: Draft) -> bool:
    return bool(draft.texts) and not (draft.code or draft.figures or draft.words or draft.mark)


def _pairs(
    above: Sequence[Draft], below: Sequence[Draft]
) -> Iterable[tuple[tuple[Draft, ...], tuple[Draft, ...]]]:
    """Every choice of at most one of the rests above and one of those below."""
    for before in (*((draft,) for draft in reversed(above)), ()):
        for behind in (*((draft,) for draft in below), ()):
            if before or behind:
                yield before, behind


def _texts(drafts: Iterable[Draft]) -> list[Piece]:
    return [text for draft in drafts for text in draft.texts]


def _text(pieces: Iterable[Piece]) -> str:
    return key("".join(piece.text for piece in pieces))
