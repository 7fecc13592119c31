"""Whether words print the number that a question asks for, where no figure was read out of them."""

from __future__ import annotations

import re
from functools import cache

from qa.ask.narrative.text import MEASURES
from qa.ask.question.query import Query
from qa.ask.words.text import skeleton
from qa.facts.amounts import is_money

#: A number stands so close to what it counts: before it with its measure word, or behind it.
BEFORE, BEHIND = 5, 6
_COUNTED = re.compile(rf"(?:多少|几)({MEASURES}?)([\u4e00-\u9fff]{{2,8}}?)?(?=[,;?。、和与及]|$)")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def prints_counted(query: Query, text: str) -> bool:
    """Whether ``text`` prints a number, one that the question does not, beside everything that
    ``query`` asks the number of (多少注册用户, 概算多少). Amounts of money are never looked for so:
    which version of an amount a sentence tells, its words alone do not say."""
    if query.unit is not None and is_money(query.unit):
        return False
    words = skeleton(text)
    for figure in _FIGURE.findall(query.text):
        words = re.sub(rf"(?<!\d){re.escape(figure)}(?!\d)", "#", words)
    several = "," in query.said or "、" in query.said
    asked = [
        (m[1], m[2] or (_named_before(query, m.start()) if several else ""))
        for m in _COUNTED.finditer(query.said)
    ]
    if not several and not all(noun for _, noun in asked):
        return False
    return bool(asked) and all(_beside(measure, noun).search(words) for measure, noun in asked)


def _named_before(query: Query, place: int) -> str:
    """The last thing that the question names before ``place``; empty where that is not near."""
    start = query.span[0]
    said = "".join(
        c if query.content >> (start + i) & 1 else " " for i, c in enumerate(query.said[:place])
    )
    last = said.rsplit(",", 1)[-1].split()
    return last[-1] if last and len(last[-1]) > 1 else ""


@cache
def _beside(measure: str, noun: str) -> re.Pattern[str]:
    if not noun:
        return re.compile(rf"\d[多余万亿]*{measure}" if measure else r"(?!)")
    far = r"[^,;。\d]"
    name = re.escape(noun)
    return re.compile(rf"\d{far}{{0,{BEFORE}}}{name}|{name}{far}{{0,{BEHIND}}}\d")
