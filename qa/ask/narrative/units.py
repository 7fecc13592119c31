"""What can be an answer: a sentence, what stands under one marker, a paragraph, a whole list.

A larger unit is known by what stands around it (lead, headings, labels), a smaller one by its
own words as well. So “主要职责是什么” finds the list, and “防汛方面的职责” the one item.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from qa.ask.narrative.facets import (
    Facets,
    bare_name,
    directions,
    marked,
    needed,
    opening,
    terms_explained,
    told,
)
from qa.ask.narrative.pieces import Piece, pieces_of
from qa.ask.narrative.text import MEASURES, inner_items, listed, sentences, unnumbered
from qa.ask.narrative.tree import Node, nodes_of
from qa.ask.words.text import skeleton
from qa.lexicon import load
from qa.model import Fact, Paragraph

Size = Literal["piece", "part", "node", "list"]
Layers = tuple[tuple[float, str], ...]
#: How much of a character's weight counts where only this layer explains it.
OWN, LABEL, LEAD, REST = 1.0, 1.0, 0.85, 0.6
HEADINGS = (0.95, 0.95, 0.9)
#: Much is explained by chance in a sentence longer than this.
LONG, OWN_LONG = 200, 0.9
#: Of a lead or an item above, so much is looked at.
LEAD_LENGTH = 120
#: The facet that every list tells.
LISTING: Facets = frozenset({"composition"})
#: More things than this in a row are a list.
MANY = 2
_COUNT = re.compile(rf"[\d一二两三四五六七八九十]\s*({MEASURES})")


@dataclass(frozen=True, slots=True)
class Traits:
    """What the words of a unit and around it say of it, found once when it is made.

    ``marks`` are the facets under which it stands, ``tells`` those that its own words show.
    ``names`` are what it is about: a question about something else would not name them.
    ``label`` is the item whose amount or change it reports, ``ways`` whether that rose (+1) or
    fell (−1), ``counts`` the measure words of its quantities (4 台), ``rubric`` the label of a
    column that says how points are given. ``hollow`` words only repeat what they are of,
    ``members`` are the things that they list.
    """

    marks: Facets = frozenset()
    tells: Facets = frozenset()
    names: tuple[str, ...] = ()
    label: str = ""
    ways: frozenset[int] = frozenset()
    counts: frozenset[str] = frozenset()
    glossary: bool = False
    prose: bool = True
    rubric: str = ""
    hollow: bool = False
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A possible answer: the stretch ``start`` to ``end`` of its node, or a list of ``nodes``, of
    one document.

    ``layers`` are the texts that explain a question, with how much each counts.
    """

    doc: str
    size: Size
    nodes: tuple[int, ...]
    start: int
    end: int
    layers: Layers
    traits: Traits


@dataclass(frozen=True, slots=True)
class Outline:
    """The nodes of one document with what was found out about them once: their pieces and their
    children."""

    nodes: tuple[Node, ...]
    pieces: tuple[tuple[Piece, ...], ...]
    children: dict[int, tuple[int, ...]]

    def family(self, number: int) -> tuple[int, ...]:
        """The node and everything that stands under it, in reading order."""
        below = (n for child in self.children.get(number, ()) for n in self.family(child))
        return (number, *below)


def outline_of(nodes: tuple[Node, ...]) -> Outline:
    """``nodes`` with their pieces and children."""
    children: dict[int, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        if node.parent >= 0:
            children[node.parent].append(number)
    return Outline(
        nodes,
        tuple(tuple(pieces_of(number, node)) for number, node in enumerate(nodes)),
        {number: tuple(below) for number, below in children.items()},
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What one document tells in words: its outline, and every possible answer, small and large:
    those of ``prose``, those of ``cells`` and whole ``sections``."""

    outline: Outline
    prose: tuple[Unit, ...]
    cells: tuple[Unit, ...]
    sections: tuple[Unit, ...]


def told_in(paragraphs: Iterable[Paragraph], facts: Iterable[Fact], doc: str) -> Told:
    """What the document ``doc`` of these paragraphs and facts tells."""
    outline = outline_of(nodes_of(((doc, paragraph) for paragraph in paragraphs), facts))
    prose: list[Unit] = []
    cells: list[Unit] = []
    for number, node in enumerate(outline.nodes):
        (prose if node.fact is None else cells).extend(_units(outline, number, node))
    return Told(outline, tuple(prose), tuple(cells), tuple(_sections(outline)))


def told_of(paragraphs: Iterable[tuple[str, Paragraph]], facts: Iterable[Fact]) -> dict[str, Told]:
    """What each document of these paragraphs and facts tells, in the order of the paragraphs."""
    own: dict[str, tuple[list[Paragraph], list[Fact]]] = defaultdict(lambda: ([], []))
    for doc, paragraph in paragraphs:
        own[doc][0].append(paragraph)
    for fact in facts:
        own[fact.doc][1].append(fact)
    return {doc: told_in(*found, doc) for doc, found in own.items()}


def _units(outline: Outline, number: int, node: Node) -> Iterator[Unit]:
    """The possible answers that begin with a node."""
    around = _around(outline.nodes, node)
    yield from _pieces(outline, number, around)
    yield from _parts(outline, number, around)
    if len(outline.pieces[number]) > 1 and number not in outline.children:
        yield _whole(outline, number, around)
    if number in outline.children:
        yield _list(outline, (number,), around)


def _pieces(outline: Outline, number: int, around: Layers) -> Iterator[Unit]:
    node, pieces = outline.nodes[number], outline.pieces[number]
    first = node.text[pieces[0].start : pieces[0].end] if pieces else ""
    whole = ((LEAD, first), (REST, node.text)) if len(pieces) > 1 else ()
    items = [start for start, _ in inner_items(node.text)[:1]]
    listing = {piece.part for piece in pieces if [piece.start] <= items < [piece.end]}
    for piece in pieces:
        text = node.text[piece.start : piece.end]
        own = OWN if len(text) <= LONG else OWN_LONG
        # What other items of a list say explains nothing of this one.
        of_list = piece.part in listing and items <= [piece.start]
        rest = ((LEAD, node.text[: items[0]]),) if of_list else whole
        # The piece's own words come first: how much they explain alone matters as well.
        layers = ((own, text), *_layers(((OWN, piece.label),), around, rest))
        above = _marks(outline.nodes, node)
        # What a cell opens with does not undo what its column's head says that it tells.
        marks = piece.facets | above if node.fact else piece.facets or above
        traits = _traits(node, text, marks, piece.label)
        if node.glossary and (terms := terms_explained(unnumbered(text))):
            traits = replace(traits, names=terms)
        if piece.facets:
            # Under a marker of its own, a stray word tells no reason and no problem.
            traits = replace(traits, tells=traits.tells - needed(traits.tells))
        yield Unit(node.doc, "piece", (number,), piece.start, piece.end, layers, traits)


def _parts(outline: Outline, number: int, around: Layers) -> Iterator[Unit]:
    """The stretches of a paragraph that stand under one marker (“发现的问题…：”)."""
    node = outline.nodes[number]
    for part, group in groupby(outline.pieces[number], key=lambda piece: piece.part):
        pieces = tuple(group)
        if part and 1 < len(pieces) < len(outline.pieces[number]):
            start, end = pieces[0].start, pieces[-1].end
            text = node.text[start:end]
            layers = _layers(((OWN, opening(text)),), around)
            traits = _traits(node, text, pieces[0].facets)
            traits = replace(traits, tells=traits.tells | LISTING)
            yield Unit(node.doc, "part", (number,), start, end, layers, traits)


def _whole(outline: Outline, number: int, around: Layers) -> Unit:
    node, pieces = outline.nodes[number], outline.pieces[number]
    shared = frozenset.intersection(*(piece.facets for piece in pieces))
    marks = _marks(outline.nodes, node) or shared
    label = next((piece.label for piece in pieces if piece.label), "")
    traits = _traits(node, node.text, marks, label)
    return Unit(node.doc, "node", (number,), 0, len(node.text), _layers(around), traits)


def _list(outline: Outline, heads: Sequence[int], around: Layers) -> Unit:
    """What stands under a lead or an item (one head), or in a section (several)."""
    members = tuple(n for head in heads for n in outline.family(head))
    node = outline.nodes[heads[0]]
    lead = _lead(node) if len(heads) == 1 else ""
    above = _marks(outline.nodes, node) if lead else _headed(node)
    traits = Traits(marked(lead) or above, LISTING, ways=directions(lead))
    return Unit(
        node.doc, "list", members, 0, len(node.text), _layers(((OWN, lead),), around), traits
    )


def _traits(node: Node, text: str, marks: Facets, label: str = "") -> Traits:
    rubrics = load("narrative")["filler"]["rubrics"]
    members = listed(text)
    return Traits(
        marks,
        told(text) | (LISTING if len(members) > MANY else frozenset()),
        _names(node),
        label,
        directions(text),
        frozenset(_COUNT.findall(text)),
        node.glossary,
        node.fact is None,
        next((label for label in node.labels[1:] if label.strip("*") in rubrics), ""),
        bool(node.labels) and _says_nothing(text, _names(node)),
        members,
    )


def _says_nothing(text: str, names: Iterable[str]) -> bool:
    """Whether a cell only repeats what it is of: “主要用于甲项目经费” of 甲."""
    rest = skeleton(text)
    for name in names:
        rest = rest.replace(skeleton(name), "")
    for word in load("narrative")["filler"]["hollow"]:
        rest = rest.replace(word, "")
    return not rest


def _sections(outline: Outline) -> Iterator[Unit]:
    """The sections of prose that hold more than one paragraph or list."""
    prose = [n for n, node in enumerate(outline.nodes) if node.fact is None and node.parent < 0]
    for _, group in groupby(prose, key=lambda n: _place(outline.nodes[n])):
        heads = tuple(group)
        node = outline.nodes[heads[0]]
        if len(heads) > 1 and not node.glossary and node.section:
            yield _list(outline, heads, _headings(node))


def _place(node: Node) -> tuple[str, tuple[str, ...]]:
    return node.doc, node.section


def _around(nodes: Sequence[Node], node: Node) -> Layers:
    """What a unit of ``node`` stands under: subject and labels, leads and items, headings."""
    labels = [(LABEL, text) for text in (node.subject, node.head, *node.labels)]
    leads = []
    parent = node.parent
    while parent >= 0:
        leads.append((LEAD, _lead(nodes[parent])))
        parent = nodes[parent].parent
    return (*labels, *leads, *_headings(node))


def _lead(node: Node) -> str:
    """The sentence of a lead or an item under which others stand: its last."""
    return node.text[slice(*sentences(node.text)[-1])][-LEAD_LENGTH:]


def _headings(node: Node) -> Layers:
    weights = (*HEADINGS, *(HEADINGS[-1] for _ in node.section))
    return tuple(zip(weights, reversed(node.section), strict=False))


def _layers(*groups: Layers) -> Layers:
    """The texts of all groups, the weightiest first, none twice."""
    best: dict[str, float] = {}
    for weight, text in (layer for group in groups for layer in group):
        if text:
            best[text] = max(weight, best.get(text, 0.0))
    return tuple(sorted(((w, t) for t, w in best.items()), key=lambda layer: -layer[0]))


def _marks(nodes: Sequence[Node], node: Node) -> Facets:
    """The facets of what ``node`` stands under; the nearest that has any decides."""
    if node.glossary:
        return frozenset({"definition"})
    if node.fact is None and (facets := marked(node.subject)):
        return facets
    # A table's title says what all of its cells are for, a label what this one tells.
    for label in reversed(node.labels[1:]):
        if facets := marked(label):
            return facets
    parent = node.parent
    while parent >= 0:
        if facets := marked(_lead(nodes[parent])):
            return facets
        parent = nodes[parent].parent
    return _headed(node)


def _headed(node: Node) -> Facets:
    """The facets of the nearest heading that has any."""
    found = (marked(heading) for heading in reversed(node.section))
    return next((facets for facets in found if facets), frozenset())


def _names(node: Node) -> tuple[str, ...]:
    """What a unit is about, as a question about it would name it."""
    row = node.fact.row[-1:] if node.fact and node.fact.column else ()
    return tuple(dict.fromkeys(name for name in (bare_name(node.subject), *row) if name))
