"""Changes and the figures that changed: which of them are of one item, and since when."""

from __future__ import annotations

from qa.ask.find.link import Link, own_label, tells_all_of_a_side
from qa.ask.words.text import skeleton
from qa.facts.labels import YEAR
from qa.lexicon import load
from qa.model import Fact


def of_one_item(value: Link, change: Link) -> bool:
    """Whether a figure and a change are of the same item, or of one sentence, or of one document
    that tells the change of both its balanced totals at once (收支较上年减少)."""
    one, other = value.fact, change.fact
    sides = load("labels")["both_sides"]
    rows = {*one.row[-1:]}, {*other.row[-1:]}
    yearly = [row <= {*sides["yearly"]} for row in rows]
    if skeleton(own_label(one)) == skeleton(own_label(other)) and yearly[0] == yearly[1]:
        return True
    if one.doc != other.doc or one.source != other.source:
        return False
    both = rows[0] <= {*sides["totals"]} and rows[1] <= {*sides["called"]}
    said = one.quote == other.quote and yearly[0] == yearly[1]
    return both or (said and _are_of_one_side(own_label(one), own_label(other)))


def _are_of_one_side(one: str, other: str) -> bool:
    """Whether two labels name all income, or all spending, or one of them both."""
    if not (tells_all_of_a_side(one) and tells_all_of_a_side(other)):
        return False
    received, spent = load("labels")["sides"]
    named = [{side for side in (received[0], spent[0]) if side in label} for label in (one, other)]
    return not named[0] or not named[1] or bool(named[0] & named[1])


def is_comparable(fact: Fact) -> bool:
    """Whether the sentence of a change lets the year before be told from it: it does not where it
    says that nothing can be set against that year (2016年未编制部门预算，无法对比)."""
    return not any(word in fact.quote for word in load("labels")["incomparable"])


def against(fact: Fact, base: str) -> bool:
    """Whether a change is measured from ``base``: a year, or a version of the same year's figure
    (年初预算, but not that of the year before)."""
    words = fact.against or ""
    since_last = any(word in words for word in load("facts")["names"]["last_year"])
    if base.isdigit():
        return base in words or (since_last and fact.year == int(base) + 1)
    other = since_last or any(int(year[1]) != fact.year for year in YEAR.finditer(words))
    return base in words and not other
