"""The name by which a clause calls the publisher of its document, before the name of a figure."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.facts.labels import any_of, squeeze, words
from qa.lexicon import alternatives, load
from qa.model import Profile

#: A short form of the publisher that is part of its full name (市大数据资源管理中心).
_SHORTEST_PUBLISHER = 4
#: 某市信访局（本级）
_REMARK_BEHIND = re.compile(r"[（(][^（()）]*[）)]$")


def without_publisher(label: str, profile: Profile) -> str:
    """``label`` without the publisher's name, a short form or a pronoun before it."""
    match = _publisher(profile.unit_name).match(label)
    return label[match.end() :] if match else label


@lru_cache(maxsize=256)
def _publisher(unit_name: str) -> re.Pattern[str]:
    """How a document calls its publisher: by name, by the end of its name, by a pronoun.

    The last two characters are only clear before what they cannot belong to (中心“三公”). The
    places that it is in may stand before its name, and its end may be said shorter (市人大).
    """
    name = squeeze(unit_name)
    bare = _REMARK_BEHIND.sub("", name)
    called = (bare, *_abbreviated(bare))
    ends = [one[start:] for one in called for start in _beginnings(one)]
    forms = alternatives((name, *ends, *words("names", "publisher")))
    places = f"(?:[\u4e00-\u9fff]{{1,8}}?(?:{alternatives(load('units')['ranks'])})){{0,3}}"
    remarks = any_of("names", "publisher_remarks")
    remark = f"(?:[（(](?:{remarks})[）)](?:系统)?|本级(?=[0-9]))?"
    own = f"{places}{re.escape(bare)}|{forms}"
    return re.compile(f"^(?:(?:{own}){remark}|{re.escape(bare[-2:])}(?=“))")


def _abbreviated(name: str) -> list[str]:
    """``name`` with its end as it is said for short: 某市人大常委会 → 某市人大."""
    shorter: dict[str, list[str]] = load("units")["abbreviated"]
    ends = filter(name.endswith, shorter)
    return [name.removesuffix(end) + short for end in ends for short in shorter[end]]


def _beginnings(name: str) -> list[int]:
    """Where the ends of ``name`` begin that are clear by themselves: those long enough, and those
    that begin with the rank of its place (市人大, 县政协)."""
    ranks = tuple(rank for rank in load("units")["ranks"] if len(rank) == 1)
    last = len(name) - _SHORTEST_PUBLISHER
    by_rank = last + 1 if last >= 0 and name.startswith(ranks, last + 1) else None
    return [*range(max(1, last + 1)), *([by_rank] if by_rank else [])]
