"""Which bodies a disclosure covers: the unit itself and those below it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from qa.ask.compute.outcome import Outcome
from qa.ask.find.below import rows_of_bodies
from qa.ask.find.link import is_total
from qa.ask.question.query import Query
from qa.ask.question.unit_names import any_of
from qa.ask.words.text import canonical
from qa.lexicon import load
from qa.model import Fact, Profile


def asks_for_bodies(query: Query) -> bool:
    """Whether the question asks which bodies there are (下属单位有哪些, 包括哪些单位), or whether
    there are any (有没有下属单位, 有下属单位吗)."""
    words = load("units")
    which = (verb + bodies for verb in words["covering"] for bodies in words["which"])
    asked = query.text[query.asked_from :]
    listed = "list" in query.operations or any(said in asked for said in words["whether"])
    has, so = words["whether_so"]
    if so in asked and any(f"{has}{canonical(said)}" in asked for said in words["covered"]):
        return True
    return listed and any(canonical(said) in asked for said in (*words["covered"], *which))


def covered(
    query: Query, facts: Mapping[str, Sequence[Fact]], profiles: Mapping[str, Profile]
) -> Outcome | None:
    """The bodies in the table that a document has for them (部门决算单位构成), in printed order;
    those of the latest document meant."""
    for doc in _meant(query, profiles):
        rows = [f for f in facts.get(doc, ()) if _is_of_bodies(f.table or "") and f.row]
        if rows:
            return _told(profiles[doc], [f for f in rows if f.table_id == rows[0].table_id])
    return None


def in_rows(
    query: Query, facts: Mapping[str, Sequence[Fact]], profiles: Mapping[str, Profile]
) -> Outcome | None:
    """The bodies that the rows of a table of figures are named after (收入预算总表 by unit)."""
    for doc in _meant(query, profiles):
        tables: dict[int, list[Fact]] = defaultdict(list)
        for fact in facts.get(doc, ()):
            if fact.table_id >= 0 and fact.row and not is_total(fact.row[-1]):
                tables[fact.table_id].append(fact)
        for rows in tables.values():
            names = {fact.row[-1] for fact in rows}
            if len(names) > 1 and len(rows_of_bodies(rows)) == len(rows):
                return _told(profiles[doc], rows)
    return None


def _meant(query: Query, profiles: Mapping[str, Profile]) -> list[str]:
    """The documents of the units, years and kind that the question names, the latest first."""
    meant = [
        doc
        for doc, profile in profiles.items()
        if profile.unit_name in query.units
        and (not query.years or profile.year in query.years)
        and query.kind in (None, profile.kind)
    ]
    return sorted(meant, key=lambda doc: profiles[doc].year, reverse=True)


def _told(profile: Profile, rows: Sequence[Fact]) -> Outcome:
    names = dict.fromkeys(fact.row[-1] for fact in rows)
    remark = str(load("answers")["list"]["bodies"]).format(
        unit=profile.unit_name, year=profile.year, kind=profile.kind, names="、".join(names)
    )
    return Outcome("answered", remark=remark, grounds=(rows[0],))


def tells_of_bodies(text: str) -> bool:
    """Whether a text names more bodies than one, or says that there are none below its own."""
    if any(words in text for words in load("units")["none_below"]):
        return True
    return len(re.findall(any_of("bodies"), text)) > 1 + text.count("各")


def _is_of_bodies(title: str) -> bool:
    return title.endswith(tuple(load("units")["tables_of_bodies"]))
