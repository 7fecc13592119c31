"""Which bodies a disclosure covers: the unit itself and those below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qa.ask.outcome import Outcome
from qa.ask.query import Query
from qa.ask.text import canonical
from qa.ask.unit_names import alternatives
from qa.lexicon import load
from qa.model import Fact, Profile


def asks_for_bodies(query: Query) -> bool:
    """Whether the question asks which bodies there are (下属单位有哪些, 包括哪些单位), or whether
    there are any (有没有下属单位)."""
    words = load("units")
    which = (verb + bodies for verb in words["covering"] for bodies in words["which"])
    asked = query.text[query.asked_from :]
    listed = "list" in query.operations or any(said in asked for said in words["whether"])
    return listed and any(canonical(said) in asked for said in (*words["covered"], *which))


def covered(
    query: Query, facts: Mapping[str, Sequence[Fact]], profiles: Mapping[str, Profile]
) -> Outcome | None:
    """The bodies in the table that a document has for them (部门决算单位构成), in printed order;
    those of the latest document meant."""
    meant = [
        doc
        for doc, profile in profiles.items()
        if profile.unit_name in query.units
        and (not query.years or profile.year in query.years)
        and query.kind in (None, profile.kind)
    ]
    for doc in sorted(meant, key=lambda doc: profiles[doc].year, reverse=True):
        rows = [f for f in facts.get(doc, ()) if _is_of_bodies(f.table or "") and f.row]
        names = dict.fromkeys(f.row[-1] for f in rows if f.table_id == rows[0].table_id)
        if names:
            profile = profiles[doc]
            remark = str(load("answers")["list"]["bodies"]).format(
                unit=profile.unit_name,
                year=profile.year,
                kind=profile.kind,
                names="、".join(names),
            )
            return Outcome("answered", remark=remark, grounds=(rows[0],))
    return None


def tells_of_bodies(text: str) -> bool:
    """Whether a text names more bodies than one, or says that there are none below its own."""
    if any(words in text for words in load("units")["none_below"]):
        return True
    return len(re.findall(alternatives("bodies"), text)) > 1 + text.count("各")


def _is_of_bodies(title: str) -> bool:
    return title.endswith(tuple(load("units")["tables_of_bodies"]))
