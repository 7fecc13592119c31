"""Whether a fact is about what a question asks, or merely about something like it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qa.ask.find.link import Link, bare_title, own_label, tells_all_of_a_side
from qa.ask.find.merely import is_merely_like
from qa.ask.question.query import Query
from qa.ask.question.unit_names import any_of, places
from qa.ask.words.text import skeleton
from qa.lexicon import load
from qa.model import Fact

#: Less of the question explained than this, and the fact is about something else.
MIN_COVERAGE = 0.7
#: Less of a fact's own label named than this, and it is about something else …
MIN_OWN = 0.5
#: Less of it named than this, and it may be another thing of a like name.
MOSTLY_OWN = 0.6
#: … unless the question is explained this completely (a short name of a long label).
FULL_COVERAGE, MIN_OWN_IF_FULL = 0.9, 0.25


def fitting(links: Sequence[Link], query: Query) -> list[Link]:
    """Those of ``links`` that are about what ``query`` asks."""
    return [
        k for k in links
        if fits(k) and (k.own >= MOSTLY_OWN or not _is_merely_like(k.fact, query))
    ]  # fmt: skip


def fits(link: Link) -> bool:
    """Whether a fact is about what the question asks, not merely about something like it."""
    if link.own >= MIN_OWN:
        return link.coverage >= MIN_COVERAGE
    return link.coverage >= FULL_COVERAGE and link.own >= MIN_OWN_IF_FULL


def _is_merely_like(fact: Fact, query: Query) -> bool:
    """Whether the label that says what a fact is about sounds like another thing; the title of a
    table that does so names more than the thing (2031年县级部门…支出表)."""
    label = own_label(fact)
    return label != bare_title(fact.table or "", fact.unit_name) and is_merely_like(label, query)


def names_all(fact: Fact, bodies: Sequence[str]) -> bool:
    """Whether the fact's own words name each of the ``bodies`` that have no document here; the name
    of its unit names no place alone (深圳市)."""
    if not bodies:
        return True
    unit = skeleton(fact.unit_name)
    said = (*fact.row, *fact.column, fact.table or "", fact.quote or "")
    words = [skeleton(w).replace(unit, "") for w in said]
    return all(
        any(skeleton(body) in w for w in words) or any(body == unranked(row) for row in fact.row)
        for body in bodies
    )


@lru_cache(maxsize=65536)
def unranked(name: str) -> str:
    """A body's name without the ranks of its places: 广元数字中心 for 广元市数字中心."""
    for place in places(name):
        name = re.sub(f"{place}(?:{any_of('ranks')})", place, name, count=1)
    return name


def explains(link: Link, item: int) -> bool:
    """Whether a fact's labels explain half of the characters ``item`` of the question."""
    return (link.mask & item).bit_count() * 2 >= item.bit_count()


def is_one_of_many(fact: Fact) -> bool:
    """Whether a sentence gives the total of one fund or one kind: 财政拨款收入总计 is not all."""
    return fact.source == "prose" and not tells_all_of_a_side(own_label(fact))


def lacks_total(query: Query, links: Sequence[Link]) -> bool:
    """Whether the total of a fund is asked for (财政拨款收入总计) and no label says total: what was
    granted within the year is less than what all came to."""
    total: str = load("labels")["carried"]
    return query.named.endswith(total) and not any(total in own_label(k.fact) for k in links)
