"""Rankings become one: reciprocal rank fusion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: How slowly a place in a ranking loses worth. The method's first description has 60, for
#: thousands of documents; among a few hundred passages the first places count for more
#: (``eval/ablation.py``).
SLOWNESS = 20


def fuse(
    rankings: Sequence[Sequence[int]],
    weights: Sequence[float] | None = None,
    slowness: int = SLOWNESS,
) -> dict[int, float]:
    """The fused score of everything that ``rankings`` (best first) hold.

    A thing at place r (from 1) of a ranking with weight w gets w / (slowness + r); these
    are added up. Scores of different scales need no common measure this way.
    """
    shares = weights if weights is not None else [1.0] * len(rankings)
    fused: dict[int, float] = {}
    for ranking, weight in zip(rankings, shares, strict=True):
        for place, thing in enumerate(ranking, start=1):
            fused[thing] = fused.get(thing, 0.0) + weight / (slowness + place)
    return fused


def best(scores: Mapping[int, float], k: int) -> list[tuple[int, float]]:
    """The ``k`` highest of ``scores``, best first; equals in the order of their keys."""
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:k]
