"""A question set over a made-up corpus: every kind of question, drawn by seed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from eval.generate.ask_compound import compounds, oddities, over_units, over_years
from eval.generate.ask_context import across, ambiguous, follow_ups, no_data
from eval.generate.ask_figures import computations, lookups
from eval.generate.ask_words import comparisons, lists, texts
from eval.generate.asking import Asker, Question
from eval.generate.world import World

#: Questions written by hand, all over the world of this seed in its default size.
HAND_WRITTEN = Path(__file__).with_name("hand-written.jsonl")
HAND_WRITTEN_SEED = 2031
#: At most this many questions of the kinds that grow with pairs of documents.
PAIRS = 24


def draw_questions(world: World, seed: int) -> list[Question]:
    """Questions over the world's documents, none asked twice."""
    asker = Asker(world, Random(f"questions {world.key} {seed}"))
    found: dict[tuple[str, tuple[str, ...]], Question] = {}
    for question in _all(asker):
        found.setdefault((question.question, question.history), question)
    plain = list(found.values())
    return [*plain, *oddities(asker, plain)]


def _all(asker: Asker) -> Iterator[Question]:
    for document in asker.documents():
        yield from lookups(asker, document)
        yield from computations(asker, document)
        yield from comparisons(asker, document)
        yield from lists(asker, document)
        yield from texts(asker, document)
        yield from compounds(asker, document)
    for document in asker.documents()[::2]:
        yield from no_data(asker, document)
    over_documents = [ambiguous, follow_ups, across, over_years]
    if not asker.world.strangers:  # or the greatest of all units may be one of theirs
        over_documents.append(over_units)
    for several in over_documents:
        questions = list(several(asker))
        yield from asker.rng.sample(questions, min(PAIRS, len(questions)))
