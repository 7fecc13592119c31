"""The names of all relations, so that a report can tell which of them met no figures."""

from __future__ import annotations

from functools import cache

from qa.checks import (
    change_sums,
    changes,
    code_sums,
    counts,
    details,
    money_units,
    named_lists,
    outline_sums,
    prose_sums,
    rates,
    scores,
    sentence_years,
    sentences,
    shares,
)
from qa.checks.words import relations
from qa.lexicon import load

#: Sorts of relations that the lexicon words: several of each, and one of each.
_WORDED = ("sum", "row_sum", "link", "twin", "prose_sum")
_SINGLE = ("lists", "projects", "halves")


@cache
def rules() -> tuple[str, ...]:
    """Every relation that figures are tried against, by name, each once."""
    worded = [relation["rule"] for sort in _WORDED for relation in relations(sort)]
    single = [load("checks")[sort]["rule"] for sort in _SINGLE]
    coded = (
        code_sums.LEVELS, code_sums.TOTAL, changes.AMOUNT, changes.RATE, changes.AGAIN,
        change_sums.RULE, details.CALCULATION, details.PAYMENTS, details.PRICE, prose_sums.EXCESS,
        counts.COUNTED, named_lists.RULE, rates.DONE, rates.TWICE, scores.SCORES, scores.WEIGHTS,
        scores.RATE, scores.COST, scores.EXECUTION, sentence_years.RULE, sentences.TABLE,
        sentences.SENTENCES, money_units.UNITS, shares.SHARE, shares.HUNDRED, shares.WHOLE,
        outline_sums.RULE, prose_sums.CLOSED,
    )  # fmt: skip
    return tuple(dict.fromkeys((*worded, *single, *coded)))
