"""What is left of a whole: less what is named after 扣除, or between 除 and 外."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import product

from qa.ask.compute.lookup import operands, side_by_side
from qa.ask.compute.outcome import Outcome, answered
from qa.ask.compute.sets import LONGEST_LIST, figures_of
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk, about
from qa.ask.find.families import Family
from qa.ask.find.figures import Figure
from qa.ask.find.link import own_label
from qa.ask.find.naming import reckoned, summed
from qa.ask.question.asked import mentions
from qa.ask.question.pairs import whole_and_taken
from qa.ask.question.query import Query
from qa.facts.amounts import is_money


def less(query: Query, desk: Desk) -> Outcome | None:
    """A figure less others; the other members of their family where the question calls what is
    left by no name (除 A 外，其余项目合计)."""
    sides = whole_and_taken(query)
    if sides is None:
        return None
    wholes, rest = sides
    if not any(w.content or w.codes for w in wholes) and mentions(query.said, "the_rest"):
        return _others(side_by_side(operands(rest, desk), desk), desk)
    items = cache(partial(operands, desk=desk))
    for whole in wholes:
        alone = about(whole, whole.named) if whole.named else whole
        # What is taken off may be named without what it is of (授予中小企业的合同，扣除小微企业).
        of_it = replace(rest, hints=rest.hints | whole.content)
        tries = dict.fromkeys(product((whole, alone), (rest, of_it)))
        tried = (side_by_side((one, *items(taken)), desk) for one, taken in tries)
        if found := next(filter(None, tried), []):
            return _taken_off(found)
    return None


def _taken_off(found: Sequence[Figure]) -> Outcome | None:
    """The first of the figures less the others; ``None`` where those are no less than it: then they
    are no parts of it, or nothing is left."""
    if len(found) < 2 or not fig.alike(found):
        return None
    taken = fig.total(reckoned("deducted"), found[1:])
    if taken.value >= fig.in_unit(found[0], taken.unit).value:
        return None
    label = reckoned("remainder", found[0].label)
    return answered(fig.difference(label, found[0], taken, "remainder"))


def _others(taken: Sequence[Figure], desk: Desk) -> Outcome | None:
    """The sum of what one document sets side by side with all of ``taken``, and of none of them."""
    facts = [fact for figure in taken for fact in figure.facts]
    names = {own_label(fact) for fact in facts}
    if not facts or not all(is_money(fact.unit or "") for fact in facts):
        return None
    around = [family for family in desk.families if _holds(family, facts)]
    for family in sorted(around, key=lambda family: len(family.members)):
        others = [f for f in figures_of(family) if own_label(f.facts[0]) not in names]
        if 1 < len(others) <= LONGEST_LIST and fig.alike(others):
            return answered(fig.total(summed(others), others))
    return None


def _holds(family: Family, facts: Sequence[object]) -> bool:
    """Whether all of ``facts`` are members of a family of items, not of columns."""
    return not family.sideways and all(fact in family.members for fact in facts)
