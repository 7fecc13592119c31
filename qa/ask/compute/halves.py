"""Items printed twice and nowhere whole: 办公费 in its table of 基本支出 and in that of
项目支出. What is asked for, where neither is named, is their sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.ask.find import figures as fig
from qa.ask.find.desk import figure_of
from qa.ask.find.figures import Figure
from qa.ask.find.link import Link, own_label
from qa.ask.find.naming import label_of, name_of
from qa.ask.words.text import skeleton
from qa.lexicon import load
from qa.model import Fact


def both_halves(link: Link, links: Sequence[Link], text: str) -> Figure | None:
    """The sum of ``link`` and its other half among ``links``; ``None`` where ``link`` is no half,
    ``text`` names one of the two, or a table prints the whole."""
    alike = [other for other in links if _is_same_item(other.fact, link.fact)]
    for halves in load("labels")["kinds_of_tables"]["halves"]:
        if any(half in text for half in halves):
            continue
        found = [_first_of(half, alike) for half in halves]
        both = [figure for figure in found if figure is not None]
        is_half = any(half in (link.fact.table or "") for half in halves)
        if is_half and len(both) == len(halves) and not _is_whole(alike, halves):
            return fig.total(label_of(link.fact), both)
    return None


def _first_of(half: str, links: Sequence[Link]) -> Figure | None:
    """The best of ``links`` in a table of ``half``, called so."""
    best = next((link for link in links if half in (link.fact.table or "")), None)
    if best is None:
        return None
    name = name_of(best.fact)
    label = str(replace(name, unit="", item=f"{half}{name.item}"))
    return replace(figure_of(best), label=label)


def _is_whole(links: Sequence[Link], halves: Sequence[str]) -> bool:
    """Whether any of ``links`` stands in a table of neither half."""
    places = [f"{link.fact.table}{''.join(link.fact.column)}" for link in links]
    return any(all(half not in place for half in halves) for place in places)


def _is_same_item(one: Fact, other: Fact) -> bool:
    """Whether two facts of tables are the same item's in one document, year and version."""
    return (
        one.source == other.source == "table"
        and (one.doc, one.year, one.basis, one.measure)
        == (other.doc, other.year, other.basis, other.measure)
        and skeleton(own_label(one)) == skeleton(own_label(other))
        and one.code == other.code
    )
