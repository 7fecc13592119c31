"""Labels that sound like what a question names and are of another thing."""

from __future__ import annotations

import re

from qa.ask.question.query import Query
from qa.ask.words.text import skeleton

_REMARK = re.compile(r"[（(][^（）()]*[）)]$")
#: Two names begin or end alike that have so many characters there in common.
SHORTEST_WORD = 2


def is_merely_like(label: str, query: Query) -> bool:
    """Whether ``label``, of which ``query`` names a part only, is of another thing: neither ends
    with words of the other (基本工资, 基本支出), or what stands between differs (一般公共服务支出,
    一般公共预算支出)."""
    label, named = skeleton(_REMARK.sub("", label)), skeleton(query.named)
    text = query.text + named
    if label[-1:] not in text and named[-SHORTEST_WORD:] not in label:
        return True
    begin, end = _in_common(label, named), _in_common(label[::-1], named[::-1])
    if min(begin, end) < SHORTEST_WORD or begin + end >= min(len(label), len(named)):
        return False
    return label[begin:-end] not in text and named[begin:-end] not in label


def _in_common(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
