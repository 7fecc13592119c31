"""The pieces of a node: sentences, or the numbered items inside it, each with its facet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from qa.ask.narrative.facets import Facets, compares, continues, marked, opened
from qa.ask.narrative.text import inner_items, sentences, unnumbered
from qa.ask.narrative.tree import LONGEST_LABEL, Node
from qa.lexicon import alternatives, load

#: Numbered items inside a text are kept whole up to this length.
LONGEST_PIECE = 420
#: What is said of an item is kept together with how it compares up to this length.
LONGEST_ITEM = 170
#: So many characters before “一是” are looked at for the word that announces reasons.
REASON_HEAD = 12
_FIRST = re.compile(r"一是|(?<![\d.])1[.、．](?!\d)|[（(]1[）)]")
_NEXT = re.compile(r"[二三四五六七八九十]是|[2-9][.、．](?!\d)|[（(][2-9][）)]")
_DIGIT = re.compile(r"\d")
_AMOUNT = re.compile(r"\d\s*(?:[万亿]?元|%|％)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a node's text that can be quoted alone.

    ``facets`` are those under which it stands, ``part`` numbers the stretches of its node that
    stand under one facet; ``label`` names the item that a sentence with amounts is about.
    """

    node: int
    start: int
    end: int
    facets: Facets = frozenset()
    part: int = 0
    label: str = ""


def pieces_of(number: int, node: Node) -> Iterator[Piece]:
    """The pieces of ``node``, the ``number``-th of all, in reading order."""
    part = 0
    facets: Facets = frozenset()
    whole = ""
    for start, end in _stretches(node.text):
        sentence = unnumbered(node.text[start:end])
        begun = opened(sentence)
        if begun:
            part, facets = part + 1, begun
        # What stands under a marker is about the subject of the whole paragraph.
        own = "" if begun else _label(sentence)
        whole = whole or own
        label = whole if compares(sentence) else own or node.head
        yield Piece(number, start, end, facets, part, label)


def _stretches(text: str) -> list[tuple[int, int]]:
    """Sentences, with those joined that carry on the one before, and numbered items whole."""
    inner = {start for start, _ in inner_items(text)}
    joined: list[tuple[int, int]] = []
    in_item = False
    for start, end in sentences(text):
        lead = len(text[start:end]) - len(text[start:end].lstrip())
        begins_item = start in inner or start + lead in inner
        sentence = text[start:end]
        in_item = (in_item or begins_item) and not opened(unnumbered(sentence))
        carried = continues(sentence) or (in_item and not begins_item)
        # What compares a whole item with last year does not belong to its last detail.
        carried = carried or (compares(sentence) and len(joined) == 1 and start <= LONGEST_ITEM)
        carried = carried or (bool(joined) and _goes_on(text[slice(*joined[-1])], sentence))
        if joined and carried and end - joined[-1][0] <= LONGEST_PIECE:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _goes_on(before: str, sentence: str) -> bool:
    """Whether a sentence is the next of several reasons (“主要原因：一是…；二是…”)."""
    if not _NEXT.match(sentence.lstrip()):
        return False
    starts = (first.start() for first in _FIRST.finditer(before))
    return any("reason" in marked(before[max(0, at - REASON_HEAD) : at]) for at in starts)


def _label(sentence: str) -> str:
    """The item that a sentence with amounts is about: its words before the first of them."""
    if not _AMOUNT.search(sentence):
        return ""
    head, _, rest = sentence.partition("。")
    if rest and not _DIGIT.search(head):
        # 2.收入情况。2021年度收入合计…: a heading in one line with its sentence.
        sentence = rest
    named = _before_label().sub("", sentence.strip())
    return _label_end().split(named, maxsplit=1)[0].strip()[:LONGEST_LABEL]


@cache
def _before_label() -> re.Pattern[str]:
    """What opens a list, a heading in one line with its sentence, who speaks of itself, and the
    year: 其中：本院2024年, 收入情况 2024年."""
    leads = alternatives(load("narrative")["label"]["leads"])
    tails = alternatives(load("facts")["names"]["heading_tails"])
    ourselves = alternatives(load("facts")["names"]["publisher"])
    year = r"(?:19|20)\d{2}\s*年度?"
    return re.compile(
        rf"^(?:.{{0,6}}(?:{leads})[：:，,]?)?(?:[^，。：,:]{{0,60}}(?:{tails})\s*(?={year}))?"
        rf"(?:{ourselves})?(?:{year})?"
    )


@cache
def _label_end() -> re.Pattern[str]:
    return re.compile(rf"[，,：:；;。（(\d]|{alternatives(load('narrative')['label']['ends'])}")
