"""Several answers to one question: rows of a sheet, parts of one thing, members of a family."""

from __future__ import annotations

from qa.ask.compute import lookup, sets
from qa.ask.compute.enumerated import lead_in, several_of
from qa.ask.compute.lookup import operands
from qa.ask.compute.moved import asked_of, moved
from qa.ask.compute.named_lists import named_list
from qa.ask.compute.outcome import Outcome, answered
from qa.ask.compute.points import of_points
from qa.ask.compute.rows import by_points, rows
from qa.ask.compute.versions import most_changed, related_rows, relation_of, sets_against
from qa.ask.find.conditions import puts_condition
from qa.ask.find.desk import Desk
from qa.ask.find.finder import of_class
from qa.ask.find.link import own_label
from qa.ask.find.winnow import NAMED_WHOLE
from qa.ask.question.asked import mentions
from qa.ask.question.query import Query
from qa.ask.words.text import skeleton
from qa.facts.amounts import is_money


def listing(query: Query, desk: Desk) -> Outcome | None:
    """The items that rose or fell, or the rows of a sheet of goals and results, else the members
    of a family of figures."""
    if asked := asked_of(query):
        return moved(query, asked, desk)
    if found := rows(query, desk) or named_list(query, desk):
        return found
    if relation := relation_of(query):
        return related_rows(query, relation, desk)
    if puts_condition(query):
        return None  # that no sheet bears out
    # What was added or dropped is a choice among the members that only words make.
    return None if lead_in(query) else sets.listing(query, desk)


def value(query: Query, desk: Desk) -> Outcome | None:
    """The figures asked for; the parts where “各几辆” asks for each of one thing's parts."""
    if found := of_points(query, desk):
        return found
    if query.each and not query.units and mentions(query.text, "unit_words"):
        return answered(*sets.by_unit(query, desk))
    if query.each and len(operands(query, desk)) == 1 and not _is_in_a_name(query, desk):
        whole = parts(query, desk) or sets.listing(query, desk)
        if whole:
            return whole
    return lookup.value(query, desk)


def _is_in_a_name(query: Query, desk: Desk) -> bool:
    """Whether the word that asks for each thing only stands in a full name (各类工作经费)."""
    best = next(iter(desk.links(query)), None)
    name = skeleton(own_label(best.fact)) if best and best.own >= NAMED_WHOLE else ""
    return bool(name) and name in query.text and not mentions(query.text.replace(name, ""), "each")


def count(query: Query, desk: Desk) -> Outcome | None:
    """How many there are of what the question names: no amount of money."""
    found = value(query, desk)
    figures = (*found.figures, *found.candidates) if found else ()
    return None if figures and all(is_money(one.unit) for one in figures) else found


def extreme(query: Query, desk: Desk) -> Outcome | None:
    """The row that lost most points, the one whose versions differ most, else the largest or
    smallest of a family."""
    if sets_against(query):
        return most_changed(query, desk)
    return by_points(query, desk) or sets.extreme(query, desk)


def parts(query: Query, desk: Desk) -> Outcome | None:
    """The parts that a document prints of the one thing that the question names."""
    links = desk.links(query)
    if not links:
        return None
    whole = links[0].fact
    found = [
        member
        for family in desk.families
        for member in family.members
        if (member.doc, member.section, member.row[:-1]) == (whole.doc, whole.section, whole.row)
        and (member.year, member.basis, member.measure) == (whole.year, whole.basis, "值")
        and of_class(member, query)
    ]
    return several_of(found)
