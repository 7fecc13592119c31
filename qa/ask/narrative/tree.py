"""Prose and word cells as a tree: what stands under which lead, item and heading.

A paragraph is a node; its parent is the lead (“…的主要职责是：”) or the item that it belongs to.
A cell of words is a node under its table's labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from qa.ask.narrative.facets import LONGEST_SUBJECT, announced, explains_term, marked
from qa.ask.narrative.text import level, sentences, unnumbered
from qa.ask.words.text import skeleton
from qa.model import Fact, Paragraph

#: A cell with fewer characters is a figure in words (及时, ≥98%) or says that there is nothing
#: to say (未偏离); a remark on reasons or problems may be shorter.
SHORTEST_CELL, SHORTEST_REMARK = 10, 5
#: A paragraph with fewer characters is a scrap, unless it is numbered or leads to others.
SHORTEST_PROSE = 12
#: An item this short without a colon is a heading of what follows it.
SHORT_ITEM = 45
LONGEST_LABEL = 30
_HEADING = re.compile(r"^[^，,；;。：:！？\d]{4,30}$")
_COLON = ("：", ":")
#: Rows of a table of names are counted below everything else.
COUNTED = 99
_COUNTED_NAME = re.compile(r"\d{1,2}\s+[^\d\s]{6,}")
_SUBJECT = re.compile(rf"^\s*([^，,；;。]{{2,{LONGEST_SUBJECT}}}?)[：:](?=.)")
_HEAD = re.compile(rf"^\s*([^，,；;。：:]{{2,{LONGEST_LABEL}}})。(?=.)")


@dataclass(frozen=True, slots=True)
class Node:
    """A paragraph or a cell, and where it stands.

    ``parent`` is the index of its lead or item; ``subject`` what it says before a colon that it
    is about (or the project of a sheet), ``head`` a short first sentence that does so;
    ``offset`` is where in its paragraph it begins.
    """

    doc: str
    section: tuple[str, ...]
    text: str
    line: int
    parent: int = -1
    depth: int | None = None
    subject: str = ""
    head: str = ""
    labels: tuple[str, ...] = ()
    glossary: bool = False
    paragraph: Paragraph | None = None
    fact: Fact | None = None
    offset: int = 0

    def line_at(self, position: int) -> int:
        """The source line of the character at ``position`` of the text."""
        if self.paragraph is None:
            return self.line
        return self.paragraph.line_at(self.offset + position)


def nodes_of(
    paragraphs: Iterable[tuple[str, Paragraph]], facts: Iterable[Fact]
) -> tuple[Node, ...]:
    """The nodes of prose, in reading order, followed by those of cells of words."""
    nodes: list[Node] = []
    open_items: list[int] = []
    place: tuple[str, tuple[str, ...]] | None = None
    for doc, paragraph in paragraphs:
        if not is_prose(paragraph.text):
            continue
        if (doc, paragraph.section) != place:
            place, open_items = (doc, paragraph.section), []
        for start, end in _reviews(paragraph.text):
            node = _prose_node(doc, paragraph, start, end, nodes, open_items)
            open_items.append(len(nodes))
            nodes.append(node)
    nodes.extend(_cell_node(fact) for fact in facts if is_narrative(fact))
    return tuple(nodes)


def _reviews(text: str) -> list[tuple[int, int]]:
    """The stretches of a paragraph that are each about a subject of their own.

    Where line breaks were lost, reviews of several projects run on in one paragraph.
    """
    starts = [start for start, end in sentences(text) if announced(text[start:end])]
    cuts = [0, *(start for start in starts if start), len(text)]
    return list(pairwise(cuts))


def _prose_node(
    doc: str, paragraph: Paragraph, start: int, end: int, nodes: list[Node], open_items: list[int]
) -> Node:
    """The node of a stretch of ``paragraph``; closes those of ``open_items`` that it does not
    belong to."""
    text = paragraph.text[start:end]
    depth = COUNTED if _counts_name(text) else level(text)
    after_items = False
    while open_items and not _holds(nodes[open_items[-1]], text, depth, after_items):
        closed = nodes[open_items.pop()]
        after_items = depth is None and (closed.depth is not None or not _leads(closed.text))
    section = paragraph.section
    while section and depth is not None and depth <= (level(section[-1]) or 0):
        # A number of a higher order closes the headings that were counted below it.
        section = section[:-1]
    return Node(
        doc,
        section,
        text,
        paragraph.line_at(start),
        parent=open_items[-1] if open_items else -1,
        depth=depth,
        subject=_subject(text),
        head=_head(text),
        glossary=explains_term(paragraph.section, unnumbered(text)),
        paragraph=paragraph,
        offset=start,
    )


def _holds(item: Node, text: str, depth: int | None, after_items: bool) -> bool:
    """Whether ``text``, numbered at ``depth`` (``None``: not numbered), belongs to ``item``.

    What is not numbered and stands ``after_items`` of a lead no longer belongs to the lead.
    """
    if item.depth is None and _HEADING.match(item.text):
        return not _HEADING.match(text)
    if item.depth is None:
        return _leads(item.text) and not after_items
    if depth is not None:
        return item.depth < depth
    return item.text.rstrip().endswith(_COLON) or len(item.text) <= SHORT_ITEM


def _leads(text: str) -> bool:
    """Whether a paragraph without number leads to what follows: a colon, or a heading's form."""
    return text.rstrip().endswith(_COLON) or bool(_HEADING.match(text))


def _subject(text: str) -> str:
    bare = unnumbered(text)
    found = _SUBJECT.match(bare)
    return found[1] if found else announced(bare)


def _head(text: str) -> str:
    """The short first sentence of an item that says what it is about (“公务接待费。…”)."""
    found = _HEAD.match(unnumbered(text))
    return found[1] if found else ""


def is_prose(text: str) -> bool:
    """Whether a paragraph says something: the scraps that an unread table leaves do not."""
    words = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return (
        words >= SHORTEST_PROSE
        or (words > 1 and level(text) is not None)
        or (words > 1 and text.rstrip().endswith(_COLON))
        or _counts_name(text)
    )


def _counts_name(text: str) -> bool:
    """Whether a paragraph is a row of a table of names: its number and a name."""
    return _COUNTED_NAME.fullmatch(text.strip()) is not None


def is_narrative(fact: Fact) -> bool:
    """Whether a fact is a cell of words that tell something."""
    if fact.value is not None or not fact.text or fact.source != "table":
        return False
    if _only_names_its_sheet(fact):
        return False
    words = sum("\u4e00" <= c <= "\u9fff" for c in fact.text)
    told_of = any(marked(label) & {"reason", "problem"} for label in fact.column)
    return words >= (SHORTEST_REMARK if told_of else SHORTEST_CELL)


def _only_names_its_sheet(fact: Fact) -> bool:
    """Whether a cell prints but the project of its sheet (项目名称), and not as an aim."""
    subject = (fact.table or "").partition(" ")[2]
    aims = any("goal" in marked(label) for label in (*fact.row, *fact.column))
    return bool(subject) and skeleton(fact.text or "") == skeleton(subject) and not aims


def _cell_node(fact: Fact) -> Node:
    title, _, subject = (fact.table or "").partition(" ")
    return Node(
        fact.doc,
        fact.section,
        fact.text or "",
        fact.line,
        subject=subject,
        labels=tuple(dict.fromkeys(x for x in (title, *fact.row, *fact.column) if x)),
        fact=fact,
    )
