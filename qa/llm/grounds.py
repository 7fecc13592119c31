"""Does a model's text stand on the passages that it cites, figure by figure and word by word?

The rules are stricter than a reader would be, for what fails them costs nothing: the answer in
the document's own words takes its place.

1. A sentence that holds a figure, in whatever script or in words, repeats a sentence of the
   passages from its beginning to the end of the clause with its last figure. So no figure can
   be changed, made up, or put beside another label, unit, year or direction.
2. A clause with a word that can turn a statement round (不, 未, 增, 降, 最) is a clause of the
   passages.
3. Of every other clause most characters stand in stretches of the passages, none of which is
   negated there.
4. Letters of other scripts (words, addresses, commands) are those of the passages.
5. The marks ([1]) are those of the answer without a model, so that no source is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

from qa.facts.amounts import alternatives
from qa.lexicon import load
from qa.llm.figures import last_figure, plain

#: The share of a clause's characters that stand in the passages: the rest joins them (的是, 因为).
MIN_GROUNDED = 0.7
#: Fewer characters in a row than this are found in any text.
STRETCH = 3
#: A better wording is shorter; one that is much longer adds something.
MOST_LONGER = 1.5

MARK = re.compile(r"[\[［]([0-9０-９]{1,3})[\]］]")
_SENTENCE_END = re.compile(r"[。！？!?;；\n]+")
_CLAUSE_END = re.compile(r"[,，、:：]")
_FOREIGN = re.compile(r"[^\W\d_㐀-䶿一-鿿〇々]+")
#: A space or a mark inside a figure, which no document prints.
_TORN = re.compile(r"\d\s+[.,．，]\s*\d|\d[.,．，]\s+\d|\d\s*[\[［]\d{1,3}[\]］]\s*[.,．，]?\d")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a text may rest on: the passages' sentences and clauses in ``plain`` spelling."""

    sentences: tuple[str, ...]
    clauses: frozenset[str]
    text: str

    @classmethod
    def of(cls, passages: Sequence[str]) -> Self:
        """The ground that ``passages`` give."""
        sentences = tuple(one for passage in passages for one in _sentences(passage))
        clauses = frozenset(c for one in sentences for c in _clauses(one))
        return cls(sentences, clauses, "\n".join(sentences))


def is_grounded(text: str, marked: str, ground: Ground) -> bool:
    """Whether ``text`` may stand for ``marked``, the answer in the passages' own words."""
    if marks(text) != marks(marked) or len(text) > MOST_LONGER * len(marked):
        return False
    if _TORN.search(text):
        return False
    sentences = list(_sentences(MARK.sub("", text)))
    return bool(sentences) and all(_stands(sentence, ground) for sentence in sentences)


def marks(text: str) -> frozenset[int]:
    """The numbers of the citations that ``text`` marks."""
    return frozenset(map(int, MARK.findall(text)))


def _stands(sentence: str, ground: Ground) -> bool:
    if any(word.lower() not in ground.text.lower() for word in _FOREIGN.findall(sentence)):
        return False
    end = last_figure(sentence)
    if end:
        clause = _CLAUSE_END.search(sentence, end)
        end = clause.start() if clause else len(sentence)
        if not any(_begins(one, sentence[:end]) for one in ground.sentences):
            return False
    return all(_clause_stands(clause, ground) for clause in _clauses(sentence[end:]))


def _begins(whole: str, head: str) -> bool:
    """Whether ``head`` is the beginning of ``whole`` up to the end of one of its clauses."""
    rest = whole[len(head) :]
    return whole.startswith(head) and (not rest or _CLAUSE_END.match(rest) is not None)


def _clause_stands(clause: str, ground: Ground) -> bool:
    if clause in ground.clauses:
        return True
    if _turning().search(clause):
        return False
    stretches = list(_stretches(clause, ground.text))
    grounded = sum(map(len, stretches)) >= MIN_GROUNDED * len(clause)
    return grounded and not any(_is_negated(one, ground.text) for one in stretches)


def _stretches(clause: str, text: str) -> Iterator[str]:
    """The longest stretches of ``clause`` that stand in ``text``, from left to right."""
    start, least = 0, min(STRETCH, len(clause))
    while start + least <= len(clause):
        end = start + least
        if clause[start:end] not in text:
            start += 1
            continue
        while end < len(clause) and clause[start : end + 1] in text:
            end += 1
        yield clause[start:end]
        start = end


def _is_negated(stretch: str, text: str) -> bool:
    """Whether every place that has ``stretch`` has a negation right before it."""
    negations = tuple(load("llm")["turning"]["negations"])
    places = [match.start() for match in re.finditer(re.escape(stretch), text)]
    return all(text.endswith(negations, 0, place) for place in places)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of ``text`` in ``plain`` spelling; a line break ends one, too."""
    parts = (plain(part) for part in _SENTENCE_END.split(text))
    return (part.strip(" ,.") for part in parts if part.strip(" ,."))


def _clauses(sentence: str) -> Iterator[str]:
    return (part for part in _CLAUSE_END.split(sentence) if part)


@cache
def _turning() -> re.Pattern[str]:
    return re.compile(alternatives(load("llm")["turning"]["words"]))
