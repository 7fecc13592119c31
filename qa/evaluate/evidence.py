"""Do passages and citations hold the evidence that a question set names?"""

from __future__ import annotations

from collections.abc import Sequence

from qa.evaluate.normal import printed
from qa.evaluate.questions import Evidence, Question
from qa.evaluate.support import citation_words
from qa.model import Answer, Passage

#: How many passages are looked at, as users of a search page through its results.
CUTOFFS = (1, 5, 10)


def _holds(doc: str, words: str, evidence: Evidence) -> bool:
    """Whether a piece of ``doc`` with these words holds every string of the evidence."""
    text = printed(words)
    return doc == evidence.doc and all(printed(must) in text for must in evidence.must)


def evidence_ranks(question: Question, passages: Sequence[Passage]) -> tuple[int | None, ...]:
    """For each piece of evidence the rank (from 1) of the first passage that holds it."""
    return tuple(
        next(
            (
                rank
                for rank, passage in enumerate(passages, 1)
                if _holds(passage.doc, passage.text, evidence)
            ),
            None,
        )
        for evidence in question.evidence
    )


def recall(ranks: Sequence[int | None], k: int) -> float:
    """The share of the evidence that stands among the first ``k`` passages."""
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks)


def is_cited(question: Question, answer: Answer) -> bool:
    """Whether for each piece of evidence one citation holds it: in its quote, or in the
    table, row and column that it names."""
    cited = [(one.doc, "\n".join(citation_words(one))) for one in answer.citations]
    return all(
        any(_holds(doc, words, evidence) for doc, words in cited) for evidence in question.evidence
    )
