"""That there is none of what is asked for, where a disclosure says so in words.

“2025年度无政府性基金预算财政拨款收入和支出” answers how much of it was spent, without a figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from qa.ask.find.scope import kinds_named
from qa.ask.in_words import Words
from qa.ask.narrative.narrator import Excerpt
from qa.ask.question.query import Query
from qa.ask.question.years import years_in
from qa.ask.words.text import canonical, skeleton
from qa.lexicon import alternatives, load
from qa.model import Profile

#: Shorter names than this (支出) say too little of what there is none of.
MIN_NAME = 4
#: Longer words than this say more than that there is none.
LONGEST = 120


def denials(query: Query, words: Words, profiles: Mapping[str, Profile]) -> list[Excerpt]:
    """The words of the documents that say that there is none of what ``query`` asks the figure of,
    in its year and in a document of the kind that it names."""
    name = _thing(query)
    if len(name) < MIN_NAME or not _asks_how_much(query):
        return []
    none = alternatives(load("answers")["no_data"]["none"])
    pattern = re.compile(f"(?:{none}){re.escape(name)}")
    years, kinds = {*query.years_meant}, kinds_named(query)
    return [
        one
        for one in words.narrator.narrate(query)
        if len(one.text) <= LONGEST
        and pattern.search(skeleton(canonical(one.text)))
        and (not years or years_in(canonical(one.text)) <= years)
        and kinds in (set(), {profiles[one.doc].kind})
    ]


def _asks_how_much(query: Query) -> bool:
    """Whether a question asks of one unit how much there is of one thing."""
    plain = query.operations == ("value",) and not query.asks_words and not query.codes
    return plain and len(query.units) == 1 and not (query.strangers or query.ratio or query.bound)


def _thing(query: Query) -> str:
    """What the question names, without the side of the account that it asks about."""
    name = skeleton(query.named)
    ends = load("labels")["total_words"]
    while end := next((end for end in (*load("labels")["sides"], *ends) if name.endswith(end)), ""):
        name = name.removesuffix(end)
    return name
