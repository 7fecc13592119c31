"""A place named in passing stands for the body there like the one asked about before: after a
question of one city's finance bureau, “云溪县的呢” asks of the finance bureau of 云溪县."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qa.ask.question.unit_names import any_of, places, unit_names
from qa.ask.question.units import find_units
from qa.ask.words.text import clean

# A remark behind a name says which accounts are meant, not which body: （本级）, （汇总）.
_REMARK = re.compile(r"[（(][^（）()]*[）)]$")
# What may stand behind a place that is named for the body in it.
_BEHIND = r"(?=[的呢和与跟比?？,，]|\d|$)"


def in_full(conversation: Sequence[str], names: tuple[str, ...]) -> list[str]:
    """The questions of a conversation, oldest first, each place in them that stands for a body
    like the one asked about before written as that body's name."""
    told: list[str] = []
    for question in conversation:
        told.append(_in_full(question, told, names) if told else question)
    return told


def _in_full(question: str, history: Sequence[str], names: tuple[str, ...]) -> str:
    """``question`` with the one place that it names written as the unit of that place that is
    called like the unit of the question before; as it is where it names a body itself."""
    text = clean(question)
    here = unit_names(names).places_in(text)
    if len(here) != 1 or find_units(text, names):
        return question
    before = _unit_before(history, names)
    kind = kind_of(before) if before else ""
    of_place = unit_names(names).units_at[here[0]]
    alike = [name for name in of_place if kind and kind_of(name) == kind and name != before]
    if len(alike) != 1:
        return question
    return re.sub(rf"{here[0]}(?:{any_of('ranks')})?{_BEHIND}", alike[0], text, count=1)


def _unit_before(history: Sequence[str], names: tuple[str, ...]) -> str:
    """The unit that the latest of the earlier questions names alone; empty where there is none."""
    for earlier in reversed(history):
        named = {m.names for m in find_units(clean(earlier), names) if m.names}
        if named:
            one = named.pop()
            return one[0] if not named and len(one) == 1 else ""
    return ""


@lru_cache(maxsize=65536)
def kind_of(name: str) -> str:
    """A unit's name without its places and its remark: 财政局 of 某市财政局（汇总）."""
    bare = _REMARK.sub("", name)
    for place in places(bare):
        bare = re.sub(rf"{place}(?:{any_of('ranks')})?", "", bare, count=1)
    return bare
