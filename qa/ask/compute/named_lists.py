"""Lists of names: the tables that a document prints, the projects whose sheets say the same.

“决算公开了哪几张表”, “哪些项目是新增项目”, “哪些项目由某中心实施”.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from qa.ask.compute.outcome import Listed, Outcome
from qa.ask.compute.sets import LONGEST_LIST
from qa.ask.find.desk import Desk
from qa.ask.find.link import subject_of
from qa.ask.question.asked import one_of
from qa.ask.question.query import Query
from qa.ask.question.unit_names import any_of
from qa.ask.words.text import skeleton
from qa.lexicon import load
from qa.model import Fact

#: So much of the question a cell, its label and what the projects are called must explain.
MIN_SAID = 0.75
#: A cell of fewer characters than this, or of more, names nothing that projects share.
SHORTEST, LONGEST = 3, 24


def named_list(query: Query, desk: Desk) -> Outcome | None:
    """The tables of the one document meant, or the projects whose sheets say what the question
    names, where it asks which there are."""
    return _tables(query, desk) or _projects(query, desk)


@cache
def _which_tables() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{one_of('which_of_several')}|{one_of('which_tables')})(?:{one_of('tables_counted')})?"
        rf"(?:{one_of('tables')})(?![一-龥])"
    )


def _tables(query: Query, desk: Desk) -> Outcome | None:
    if not _which_tables().search(query.text):
        return None
    meant = [f for f in desk.facts if f.table_id >= 0 and f.table and _is_meant(f, query, desk)]
    if len({fact.doc for fact in meant}) != 1:
        return None
    first: dict[str, Fact] = {}
    for fact in sorted(meant, key=lambda fact: fact.line):
        first.setdefault((fact.table or "").partition(" ")[0], fact)
    return _listed("tables", first)


def _is_meant(fact: Fact, query: Query, desk: Desk) -> bool:
    """Whether a fact stands in a document of the unit, the year and the kind that are named."""
    profile = desk.finder.profile(fact.doc)
    return (
        (not query.units or profile.unit_name in query.units)
        and (not query.years or profile.year in query.years)
        and query.kind in (None, profile.kind)
    )


def _projects(query: Query, desk: Desk) -> Outcome | None:
    kind = load("labels")["subject_kind"]
    if kind not in query.text or "list" not in query.operations:
        return None
    measure = desk.finder.measure(query)
    found: dict[tuple[str, str, str], dict[str, Fact]] = defaultdict(dict)
    for fact in desk.facts:
        text = _words_of(fact)
        if text == skeleton(subject_of(fact)):
            continue  # of a project its own name is nothing that others may share
        if not text or not _is_named(text, query.text) or not _is_meant(fact, query, desk):
            continue
        said = measure.coverage(measure.mask((text, fact.row[-1], kind)))
        if subject_of(fact) and (said >= MIN_SAID or not query.content):
            found[fact.doc, fact.row[-1], text][subject_of(fact)] = fact
    if len(found) != 1:
        return None
    (doc, _, _), projects = found.popitem()
    others = {subject_of(fact) for fact in desk.facts if fact.doc == doc} - {"", *projects}
    return _listed("projects", projects) if others else None


def _words_of(fact: Fact) -> str:
    """What a cell of a form says in few words; empty for a figure and for a long text."""
    if fact.column or fact.value is not None or not fact.row or not fact.text:
        return ""
    text = skeleton(fact.text) if len(fact.text) <= 2 * LONGEST else ""
    return text if SHORTEST <= len(text) <= LONGEST else ""


def _is_named(text: str, question: str) -> bool:
    """Whether the question says what a cell does, a body perhaps without its place."""
    place = re.match(rf".{{2,4}}?(?:{any_of('ranks')})", text)
    short = text[place.end() :] if place else text
    return text in question or (len(short) > SHORTEST and short in question)


def _listed(what: str, facts: dict[str, Fact]) -> Outcome | None:
    if not 0 < len(facts) <= LONGEST_LIST:
        return None
    sample = next(iter(facts.values()))
    lead = str(load("answers")["list"][what])
    remark = lead.format(
        unit=sample.unit_name,
        year=sample.year,
        label=sample.row[-1],
        text=sample.text,
    )
    rows = tuple(Listed(name, (("", fact),)) for name, fact in facts.items())
    return Outcome("answered", remark=remark, rows=rows)
