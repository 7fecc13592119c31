"""What several legs think of the candidates becomes one opinion: by scores, or by ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: The k of reciprocal rank fusion: how slowly a place in a ranking loses worth. Its authors take
#: 60, for thousands of documents; among a few hundred passages the first places count for more.
RRF_K = 20


def by_score(legs: Sequence[Mapping[int, float]], weights: Sequence[float]) -> dict[int, float]:
    """The weighted sum of the legs' scores, each as a share of its leg's best.

    Scores of different scales get a common one this way, and how far the best stands above
    the others is kept, which ranks forget (``eval/ablation.md`` compares the two). Scores
    must be above 0.
    """
    fused: dict[int, float] = {}
    for leg, weight in zip(legs, weights, strict=True):
        top = max(leg.values(), default=1.0)
        for thing, score in leg.items():
            fused[thing] = fused.get(thing, 0.0) + weight * score / top
    return fused


def by_rank(legs: Sequence[Mapping[int, float]], weights: Sequence[float]) -> dict[int, float]:
    """Reciprocal rank fusion: a thing at place r (from 1) of a leg with weight w gets
    w / (``RRF_K`` + r); these are added up. (Cormack, Clarke and Büttcher, SIGIR 2009.)
    """
    fused: dict[int, float] = {}
    for leg, weight in zip(legs, weights, strict=True):
        ranking = best(leg, len(leg))
        for place, (thing, _) in enumerate(ranking, start=1):
            fused[thing] = fused.get(thing, 0.0) + weight / (RRF_K + place)
    return fused


def best(scores: Mapping[int, float], k: int) -> list[tuple[int, float]]:
    """The ``k`` highest of ``scores``, best first; equals in the order of their keys."""
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:k]
