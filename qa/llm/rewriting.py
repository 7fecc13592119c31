"""A question that was not understood, put into the product's own terms by a model.

The model only finds other words for those that the corpus does not know. Which unit, year,
version, item and figures are meant stays what the product itself read in the question, and the
answer is looked up as if a person had asked so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from qa.ask.question.query import Query
from qa.ask.words.text import canonical
from qa.facts.amounts import split_unit
from qa.lexicon import alternatives, load
from qa.llm.figures import figure_spans, plain
from qa.model import Fact, Profile

#: A question of the product's own kind is a line; what is longer holds something else.
LONGEST_QUESTION = 120
#: Documents and terms that are told to the model: enough to choose from, little to read.
MOST_DOCUMENTS, MOST_TERMS = 40, 180
#: Longer labels are sentences, not terms.
LONGEST_TERM = 16
#: A single character is a particle or a slip, no word.
SHORTEST_WORD = 2
#: Versions of a figure that only final accounts hold.
_OF_FINAL_ACCOUNTS = frozenset({"决算", "执行"})


def may_be_odd(query: Query, grams: Collection[str], profiles: Iterable[Profile]) -> bool:
    """Whether ``query``, which found nothing, may only be worded oddly.

    It is where it holds a word that stands in no label of the corpus (``grams`` are the bigrams
    of the labels). Where it names a body, a year or a version of which there is no document, or
    only words that the corpus knows, the corpus is silent, and no other wording changes that.
    Where nothing in it was understood, it may be about anything, and a model must not make it
    about money.
    """
    if query.strangers or not _names_something(query):
        return False
    if not _stretches(query, grams, known=False):
        return False
    final = query.kind == "决算" or bool(_OF_FINAL_ACCOUNTS & set(query.bases))
    return any(
        (not query.units or profile.unit_name in query.units)
        and (not query.years or profile.year - query.shift in query.years)
        and (profile.kind == "决算" or not final)
        for profile in profiles
    )


def _names_something(query: Query) -> bool:
    named = query.units or query.years or query.bases or query.codes or query.ratio or query.unit
    return bool(named) or query.operations != ("value",)


def _stretches(query: Query, grams: Collection[str], *, known: bool) -> list[str]:
    """The stretches of what ``query`` asks about that the labels know, or do not know."""
    start, text = query.asked_from, query.text
    covered = {
        at + side
        for at in range(start, len(text) - 1)
        if text[at : at + 2] in grams
        for side in (0, 1)
    }
    chosen = (
        char if query.content >> at & 1 and (at in covered) == known else " "
        for at, char in enumerate(text[start:], start)
    )
    return [word for word in "".join(chosen).split() if len(word) >= SHORTEST_WORD]


def is_faithful(rewritten: str, own: Query, asked: Query, grams: Collection[str]) -> bool:
    """Whether ``rewritten``, understood as ``own``, asks what ``asked`` was understood to ask.

    Units, years, codes, bounds, words that the labels know and every other thing that was
    understood stay; a version or an operation may be added where none was named; figures are
    those of the question.
    """
    if len(rewritten) > LONGEST_QUESTION or "\n" in rewritten:
        return False
    same = ("units", "years", "shift", "strangers", "codes", "bound", "top", "direction")
    if any(getattr(own, name) != getattr(asked, name) for name in same):
        return False
    kept = ("kind", "bases", "ratio", "output")
    if any(getattr(asked, name) not in (None, (), getattr(own, name)) for name in kept):
        return False
    if asked.unit and own.unit and split_unit(own.unit)[1] != split_unit(asked.unit)[1]:
        return False
    if asked.operations not in (("value",), own.operations):
        return False
    spelt = canonical(rewritten)
    if any(word not in spelt for word in _stretches(asked, grams, known=True)):
        return False
    years = {str(year) for year in asked.years}
    return _figures(rewritten) <= _figures(asked.question) | years


def _figures(text: str) -> set[str]:
    """The figures that ``text`` states: digits in runs, Chinese numerals one by one.

    The 万 of 多少万元 is none.
    """
    spelt = re.sub(alternatives(load("amounts")["money"]), "元", plain(text))
    named = {spelt[start:end] for start, end in figure_spans(spelt)}
    return {one for one in named if not one.isdecimal()} | set(re.findall(r"\d+(?:\.\d+)?", spelt))


def material(
    question: str, history: Sequence[str], titles: Iterable[str], terms: Sequence[str]
) -> Mapping[str, Any]:
    """What the model is told."""
    return {
        "question": question,
        "history": list(history),
        "documents": list(titles)[:MOST_DOCUMENTS],
        "terms": list(terms),
    }


def terms_of(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The field's standard terms, then the row labels that most documents of the corpus print."""
    standard = [*load("synonyms")["standard"], *load("ratios")]
    printed = {(fact.doc, fact.row[-1]) for fact in facts if fact.table_id >= 0 and fact.row}
    count = Counter(label for _, label in sorted(printed) if 2 < len(label) <= LONGEST_TERM)
    labels = (label for label, _ in count.most_common(MOST_TERMS))
    return tuple(dict.fromkeys([*standard, *labels]))[:MOST_TERMS]
