"""Setting the items of two lists side by side: which were reworded, added or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from qa.ask.words.text import skeleton

#: Items less alike than this are two different items, not two wordings of one.
ALIKE = 0.6


def differences(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The items that differ, as pairs (item of ``one``, item of ``other``), in ``one``'s order.

    An item that only one list has is paired with an empty string; items that differ in
    punctuation alone are the same.
    """
    left = {skeleton(item): item for item in one}
    right = {skeleton(item): item for item in other}
    gone = [text for text in left if text not in right]
    new = [text for text in right if text not in left]
    pairs: list[tuple[str, str]] = []
    for text in gone:
        match = max(new, key=lambda candidate: _likeness(text, candidate), default="")
        if match and _likeness(text, match) >= ALIKE:
            new.remove(match)
            pairs.append((left[text], right[match]))
        else:
            pairs.append((left[text], ""))
    return (*pairs, *(("", right[text]) for text in new))


def alike(one: str, other: str) -> bool:
    """Whether two texts are two wordings of one thing."""
    return _likeness(skeleton(one), skeleton(other)) >= ALIKE


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
