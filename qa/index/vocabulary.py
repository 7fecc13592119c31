"""Which tokens of a training get a vector of their own; the others share those of buckets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qa.index.encoder import BUCKETS

#: A token in the passages of fewer documents is that document's own word and teaches nothing
#: about others.
DOCUMENTS = 2
#: A word that no passage holds must stand in so many questions: it is how people speak.
QUESTIONS = 5


def known_tokens(
    spans: Sequence[Sequence[str]], docs: Sequence[str], questions: Sequence[Sequence[str]]
) -> set[str]:
    """The tokens that are common enough; ``docs`` are the documents of ``spans``.

    A corpus of one document has no other measure: there all of its tokens are.
    """
    holders: dict[str, set[str]] = {}
    for tokens, doc in zip(spans, docs, strict=True):
        for token in tokens:
            holders.setdefault(token, set()).add(doc)
    enough = min(DOCUMENTS, len(set(docs)))
    asked = Counter(token for tokens in questions for token in tokens)
    common = {token for token, found in holders.items() if len(found) >= enough}
    return common | {t for t, n in asked.items() if t not in holders and n >= QUESTIONS}


def numbered(tokens: set[str]) -> dict[str, int]:
    """Numbers for ``tokens``, in their order, then for the buckets."""
    names = [*sorted(tokens), *(f"#{number}" for number in range(BUCKETS))]
    return {name: number for number, name in enumerate(names)}
