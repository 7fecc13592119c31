"""Does a model's text stand on the passages that it cites, figure by figure and word by word?

Each sentence of the text must be drawn from one sentence of the passages:

1. Its words stand there in the same order; nothing but joining words (的, 其中) is put between.
   Clauses may be left out whole; of the others the beginning is kept, for it names the subject.
2. If it holds a figure, in whatever script or in words, then everything from its beginning to
   the end of the clause with its last figure stands there as printed, from the beginning. So no
   figure can be changed, made up, or put beside another label, unit, year or direction.
3. What it leaves out, up to the end of the last clause that it uses, holds no word that turns a
   statement round (不, 未, 增, 计划).

And its marks ([1]) are those of the answer without a model, so that no source is lost. The rules
are stricter than a reader would be, for what fails them costs nothing: the answer in the
document's own words takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from qa.facts.amounts import alternatives
from qa.lexicon import load
from qa.llm.figures import last_figure, plain

#: A single character is found in any sentence.
SHORTEST_STRETCH = 2
#: A better wording is shorter; one that is much longer adds something.
MOST_LONGER = 1.5

MARK = re.compile(r"[\[［]([0-9０-９]{1,3})[\]］]")
_SENTENCE_END = re.compile(r"[。！？!?;；\n]+")
_CLAUSE_END = re.compile(r"[,、:]")
#: A space or a mark inside a figure, which no document prints.
_TORN = re.compile(
    r"\d\s+[.,．，]\s*\d|\d[.,．，]\s+\d|\d\s*[\[［][0-9０-９]{1,3}[\]］]\s*[.,．，]?\d"
)


def sentences(text: str) -> list[str]:
    """The sentences of ``text`` in ``plain`` spelling; a line break ends one, too."""
    parts = (plain(part).strip(" ,.") for part in _SENTENCE_END.split(text))
    return [part for part in parts if part]


def marks(text: str) -> frozenset[int]:
    """The numbers of the citations that ``text`` marks."""
    return frozenset(map(int, MARK.findall(text)))


def is_grounded(text: str, marked: str, ground: Sequence[str]) -> bool:
    """Whether ``text`` may stand for ``marked``, the answer in the passages' own words.

    ``ground`` are the ``sentences`` of the passages.
    """
    if marks(text) != marks(marked) or len(text) > MOST_LONGER * len(marked):
        return False
    if _TORN.search(text):
        return False
    said = sentences(MARK.sub("", text))
    return bool(said) and all(any(_is_drawn(one, other) for other in ground) for one in said)


def _is_drawn(sentence: str, source: str) -> bool:
    """Whether ``sentence`` is drawn from ``source``, another ``plain`` sentence."""
    if sentence == source:
        return True
    end = last_figure(sentence)
    head = sentence[: _clause_end(sentence, end)] if end else ""
    if head and not (source.startswith(head) and _clause_end(source, len(head)) == len(head)):
        return False
    stretches = _stretches(sentence, source, len(head))
    if stretches is None:
        return False
    last = max((end for _, end in stretches), default=len(head))
    starts = [*(start for start, _ in stretches), _clause_end(source, last)]
    ends = [len(head), *(end for _, end in stretches)]
    left_out = (source[end:start] for end, start in zip(ends, starts, strict=True))
    return not any(map(_turning().search, left_out))


def _clause_end(sentence: str, at: int) -> int:
    """Where the clause ends that the position ``at`` is in."""
    found = _CLAUSE_END.search(sentence, at)
    return found.start() if found else len(sentence)


def _stretches(said: str, source: str, head: int) -> list[tuple[int, int]] | None:
    """The stretches of ``source``, in order, of which ``said`` is made behind their common first
    ``head`` characters; ``None`` where it is made of anything else."""
    found: list[tuple[int, int]] = []
    at = place = behind = head
    while at < len(said):
        parted = not found or _CLAUSE_END.search(said, behind, at) is not None
        stretch = _longest(said, at, source, place, parted=parted)
        if stretch:
            found.append(stretch)
            at, place = at + stretch[1] - stretch[0], stretch[1]
            behind = at
        elif joining := _joining().match(said, at):
            at = joining.end()
        else:
            return None
    return found


def _longest(
    said: str, at: int, source: str, place: int, *, parted: bool
) -> tuple[int, int] | None:
    """Where ``source`` has, from ``place`` on, most of what ``said`` says from ``at`` on.

    ``parted`` tells whether ``said`` begins a clause there.
    """
    best: tuple[int, int] | None = None
    seed = said[at : at + SHORTEST_STRETCH]
    start = source.find(seed, place) if len(seed) == SHORTEST_STRETCH else -1
    while start >= 0:
        pairs = zip(said[at:], source[start:], strict=False)
        length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        if _may_go_on(source, place, start, parted=parted) and (
            best is None or length > best[1] - best[0]
        ):
            best = (start, start + length)
        start = source.find(seed, start + 1)
    return best


def _may_go_on(source: str, place: int, start: int, *, parted: bool) -> bool:
    """Whether what stands between ``place`` and ``start`` may be left out: clauses, or words
    inside a clause, but not the beginning of one."""
    if start == place:
        return True
    if _CLAUSE_END.search(source, place, start):
        return parted and _begins_clause(source, start)
    return not _begins_clause(source, place)


def _begins_clause(source: str, at: int) -> bool:
    return at == 0 or _CLAUSE_END.match(source, at - 1) is not None


@cache
def _turning() -> re.Pattern[str]:
    return re.compile(alternatives(load("llm")["words"]["turning"]))


@cache
def _joining() -> re.Pattern[str]:
    return re.compile(alternatives([*load("llm")["words"]["joining"], *",、: "]))
