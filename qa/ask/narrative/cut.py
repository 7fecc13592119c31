"""Cutting a unit to what is quoted: whole sentences and items, as printed.

A list keeps its lead and its numbering. What is left out between two stretches of one
paragraph is marked with …….
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.ask.narrative.facets import compares
from qa.ask.narrative.text import first_clause, listed, sentences, unnumbered
from qa.ask.narrative.tree import Node
from qa.ask.narrative.units import Outline, Unit

#: An answer is no dump of its section; a full list may be twice as long.
USUAL_LENGTH, LIST_LENGTH = 900, 1800
#: An item or a paragraph up to this length is quoted whole, whichever sentence answers.
WHOLE_ITEM, WHOLE_PARAGRAPH = 320, 170
GAP = "……"


@dataclass(frozen=True, slots=True)
class Cut:
    """The words to show, the place they are from, and the single things that they list."""

    text: str
    quote: str
    line: int
    node: int
    items: tuple[str, ...]


def cut(outline: Outline, units: Sequence[Unit], *, widely: bool = False) -> Cut:
    """The words of ``units``: the answering one first, others that complete it after it.

    ``widely`` quotes a paragraph of usual length whole; a reason is cut out more closely, since
    its neighbours are the reasons of other items.
    """
    first = _with_what_it_leads_to(outline, units[0])
    node = outline.nodes[first.nodes[0]]
    if first.size == "list":
        text = list_text(outline, first)
        return Cut(text, _quote(text), node.line, first.nodes[0], _list_items(outline, first))
    parts = []
    for number, group in sorted(_by_node(units)):
        spans = [_span(outline, unit, widely) for unit in group]
        parts.append(_stretches(outline.nodes[number], spans))
    text = "\n".join(parts)
    whole = "\n".join(outline.nodes[number].text for number, _ in sorted(_by_node(units)))
    start, end = _span(outline, first, widely)
    own = node.text[start:end]
    return Cut(text, _quote(whole, text), node.line_at(start), first.nodes[0], listed(own))


def _with_what_it_leads_to(outline: Outline, unit: Unit) -> Unit:
    """A paragraph that only leads to its items (具体包括：) with those items."""
    number = unit.nodes[0]
    items = outline.children.get(number, ())
    leads = outline.nodes[number].text[unit.start : unit.end].rstrip().endswith(("：", ":"))
    return replace(unit, size="list", nodes=(number, *items)) if leads and items else unit


def _by_node(units: Sequence[Unit]) -> list[tuple[int, list[Unit]]]:
    groups: dict[int, list[Unit]] = {}
    for unit in units:
        groups.setdefault(unit.nodes[0], []).append(unit)
    return list(groups.items())


def _span(outline: Outline, unit: Unit, widely: bool) -> tuple[int, int]:
    """The stretch of its node that a unit shows: a short item or paragraph is not cut."""
    node = outline.nodes[unit.nodes[0]]
    if node.glossary and unit.start:
        return unit.start, unit.end  # of several terms under one the one that is asked for
    limit = WHOLE_ITEM if widely else WHOLE_PARAGRAPH
    divided = any(piece.part for piece in outline.pieces[unit.nodes[0]][1:])
    if unit.size == "piece" and len(node.text) <= limit and not divided:
        return 0, len(node.text)
    return unit.start, unit.end


def _stretches(node: Node, spans: list[tuple[int, int]]) -> str:
    """The stretches in printed order, under the head of the paragraph that names its subject, or
    the item that one of them compares without naming it (较上年减少…), or the term above it."""
    if node.subject and not node.fact:
        head = node.text.find(node.subject) + len(node.subject) + 1
        spans = [(0, head), *spans]
    elif node.glossary or any(compares(node.text[start:stop]) for start, stop in spans):
        spans = [(0, len(first_clause(node.text))), *spans]
    text, end = "", 0
    for start, stop in sorted(spans):
        if stop <= end:
            continue
        if text and start > end and node.text[end:start].strip():
            text += GAP
        text += node.text[max(start, end) : stop]
        end = stop
    return shortened(text.strip(), USUAL_LENGTH)


def list_text(outline: Outline, unit: Unit) -> str:
    """A lead and its items, one a line; of an over-long list the first sentence of each item."""
    texts = [outline.nodes[number].text.strip() for number in unit.nodes]
    if sum(map(len, texts)) > LIST_LENGTH:
        texts = [first_sentence(text) for text in texts]
    return shortened("\n".join(texts), LIST_LENGTH)


def first_sentence(text: str) -> str:
    """The first sentence of ``text``, marked where more follow."""
    spans = sentences(text)
    return text[: spans[0][1]] + (GAP if len(spans) > 1 else "") if spans else text


def shortened(text: str, limit: int) -> str:
    """``text`` up to the last whole sentence within ``limit`` characters."""
    if len(text) <= limit:
        return text
    ends = [end for _, end in sentences(text) if end <= limit - len(GAP)]
    return text[: ends[-1] if ends else limit - len(GAP)].rstrip() + GAP


def _quote(*candidates: str) -> str:
    """The first of ``candidates`` that is short enough to be quoted, else the last, shortened."""
    short = (text for text in candidates if len(text) <= LIST_LENGTH)
    return next(short, shortened(candidates[-1], LIST_LENGTH))


def _list_items(outline: Outline, unit: Unit) -> tuple[str, ...]:
    """The items of a list without their numbering; a list of one paragraph is taken apart."""
    numbers = unit.nodes
    tops = {outline.nodes[n].parent for n in numbers} - set(numbers)
    heads = [n for n in numbers if outline.nodes[n].parent in tops]
    below = heads if len(heads) > 1 else outline.children.get(heads[0], ())
    return tuple(unnumbered(outline.nodes[n].text) for n in below)
