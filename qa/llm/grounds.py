"""Does a model's text stand on the passages that it cites, figure by figure and word by word?

Each sentence of the text must be made of the clauses of one sentence of the passages:

1. Its clauses stand there, in that order and word for word; a joining word (其中, 同时) may be
   put before one. So no subject, name or list loses a part.
2. If one of them holds a figure, in whatever script or in words, then nothing before it is left
   out or put in. So no figure can be changed, made up, or put beside another label, unit, year
   or direction.
3. A clause that is left out before another one holds no word that turns a statement round (不,
   未, 减, 计划).

And its marks ([1]) are those of the answer without a model, so that no source is lost. The rules
are stricter than a reader would be, for what fails them costs nothing: the answer in the
document's own words takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from qa.lexicon import alternatives, load
from qa.llm.figures import last_figure, plain

#: A better wording is shorter; one that is much longer repeats itself.
MOST_LONGER = 1.5

MARK = re.compile(r"[\[［]([0-9０-９]{1,3})[\]］]")
_SENTENCE_END = re.compile(r"[。！？!?;；\n]+")
#: Not 、: a list that loses an item is another list.
_CLAUSE_END = re.compile(r"[,:]")
#: A space or a mark inside a figure, which no document prints.
_TORN = re.compile(
    r"\d\s+[.,．，]\s*\d|\d[.,．，]\s+\d|\d\s*[\[［][0-9０-９]{1,3}[\]］]\s*[.,．，]?\d"
)

#: The clauses of a sentence in ``plain`` spelling.
Clauses = tuple[str, ...]


def sentences(text: str) -> list[Clauses]:
    """The sentences of ``text``, each as its clauses; a line break ends one, too."""
    cut = (_CLAUSE_END.split(plain(part)) for part in _SENTENCE_END.split(text))
    found = (tuple(filter(None, (clause.strip(" .") for clause in parts))) for parts in cut)
    return [clauses for clauses in found if clauses]


def marks(text: str) -> frozenset[int]:
    """The numbers of the citations that ``text`` marks."""
    return frozenset(map(int, MARK.findall(text)))


def is_grounded(text: str, marked: str, ground: Sequence[Clauses]) -> bool:
    """Whether ``text`` may stand for ``marked``, the answer in the passages' own words.

    ``ground`` are the ``sentences`` of the passages.
    """
    if marks(text) != marks(marked) or len(text) > MOST_LONGER * len(marked):
        return False
    if _TORN.search(text):
        return False
    said = sentences(MARK.sub("", text))
    return bool(said) and all(any(_is_drawn(one, other) for other in ground) for one in said)


def _is_drawn(said: Clauses, source: Clauses) -> bool:
    """Whether the sentence ``said`` is made of clauses of the sentence ``source``."""
    head = max((number for number, one in enumerate(said, 1) if last_figure(one)), default=0)
    if said[:head] != source[:head]:
        return False
    place = head
    for clause in said[head:]:
        wordings = (clause, _joining().sub("", clause, count=1))
        found = next((n for n in range(place, len(source)) if source[n] in wordings), None)
        if found is None or any(map(_turning().search, source[place:found])):
            return False
        place = found + 1
    return True


@cache
def _turning() -> re.Pattern[str]:
    return re.compile(alternatives(load("llm")["words"]["turning"]))


@cache
def _joining() -> re.Pattern[str]:
    return re.compile(f"^(?:{alternatives(load('llm')['words']['joining'])})")
