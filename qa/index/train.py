"""Trains the package's own static encoder: ``python -m qa.index.train CORPUS FOLDER``.

Needs sentence-transformers and torch; what comes out needs neither. With the same corpus,
settings and versions the result is the same, bit for bit, on one machine.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa.index.encoder import BUCKETS, CARD, TOKENS, WEIGHTS, WORDS, bucket, encoder_tokens, measured
from qa.index.passages import passages_of
from qa.index.questions import Pair, QuestionMaker, Target
from qa.index.segment import Segmenter
from qa.index.sources import corpus_files
from qa.index.spans import spans_of
from qa.index.words import save_words, word_list
from qa.model import Disclosure, QaError

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Settings:
    """How the encoder is trained. Measured by ``eval/ablation.py``.

    ``rate`` falls to 0 over the training; ``scale`` sharpens cosines for the loss;
    ``figures`` and ``texts`` say how many questions are made for a row and for a clause.
    """

    dimension: int = 256
    epochs: int = 6
    batch: int = 256
    rate: float = 0.02
    scale: float = 12.0
    seed: int = 20211
    figures: int = 3
    texts: int = 1


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to train on: disclosures and the spans of their passages."""

    disclosures: tuple[Disclosure, ...]
    targets: tuple[Target, ...]

    @classmethod
    def of(cls, disclosures: Iterable[Disclosure]) -> Material:
        """The material that ``disclosures`` make."""
        known = tuple(disclosures)
        targets = (
            Target(span, passage)
            for disclosure in known
            for passage in passages_of(disclosure)
            for span in spans_of(passage)
        )
        return cls(known, tuple(targets))

    @property
    def labels(self) -> set[str]:
        """The names that the disclosures use for units, tables, rows and columns."""
        found = {disclosure.profile.unit_name for disclosure in self.disclosures}
        for table in (table for d in self.disclosures for table in d.tables):
            found |= {table.name, *(label for row in table.rows for label in row.labels)}
            found |= {part for column in table.columns for part in column.path}
        return found


def read_all(corpus: Path) -> list[Disclosure]:
    """Every disclosure under ``corpus`` that can be read.

    Raises ``QaError`` where none can.
    """
    from qa.read import read

    found: list[Disclosure] = []
    for path in corpus_files(corpus):
        try:
            found.append(read(path))
        except QaError as error:
            print(error, file=sys.stderr)
    if not found:
        raise QaError(f"“{corpus}”里没有能读的预决算文件，不能训练编码器。")
    return found


def train(found: Material, folder: Path, settings: Settings) -> None:
    """Trains an encoder on ``found`` and writes it into ``folder``."""
    texts = [target.span.embedded for target in found.targets]
    words = word_list(texts, found.labels)
    segmenter = Segmenter(words)
    maker = QuestionMaker(segmenter, settings.seed)
    pairs = [
        pair
        for disclosure in found.disclosures
        for pair in maker.figures(disclosure, found.targets, settings.figures)
    ]
    pairs += maker.texts(found.targets, settings.texts)
    spans = [encoder_tokens(segmenter, text) for text in texts]
    questions = [encoder_tokens(segmenter, pair.question) for pair in pairs]
    vocabulary = _vocabulary([*spans, *questions])
    print(f"{len(pairs)} 个问题，{len(spans)} 个片段，{len(vocabulary)} 个词", file=sys.stderr)
    cut, asked = (
        [" ".join(_known(tokens, vocabulary)) for tokens in lists] for lists in (spans, questions)
    )
    matrix = _fit(cut, asked, found, pairs, vocabulary, settings)
    _save(folder, matrix, vocabulary, words)


def _vocabulary(texts: Sequence[Sequence[str]]) -> dict[str, int]:
    """Numbers for the tokens of ``texts``, then for the buckets."""
    tokens = sorted({token for text in texts for token in text})
    names = [*tokens, *(f"#{number}" for number in range(BUCKETS))]
    return {name: number for number, name in enumerate(names)}


def _known(tokens: Sequence[str], vocabulary: dict[str, int]) -> list[str]:
    return [token if token in vocabulary else bucket(token) for token in tokens]


def _fit(
    spans: Sequence[str],
    questions: Sequence[str],
    found: Material,
    pairs: Sequence[Pair],
    vocabulary: dict[str, int],
    settings: Settings,
) -> NDArray[np.float32]:
    """The trained vectors, shape (tokens, dimension)."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    torch.manual_seed(settings.seed)
    torch.use_deterministic_algorithms(True)
    module = StaticEmbedding(_tokenizer(vocabulary), embedding_dim=settings.dimension)
    model = SentenceTransformer(modules=[module], device="cpu")
    loss = MultipleNegativesRankingLoss(model, scale=settings.scale)
    docs = [target.passage.doc for target in found.targets]
    batches = list(_batches(pairs, docs, settings))
    optimizer = torch.optim.Adam(model.parameters(), lr=settings.rate)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, len(batches))
    for batch in batches:
        columns = [
            module.preprocess([questions[number] for number in batch]),
            module.preprocess([spans[pairs[number].target] for number in batch]),
        ]
        optimizer.zero_grad()
        loss(columns, torch.empty(0)).backward()
        optimizer.step()
        schedule.step()
    weights: NDArray[np.float32] = module.embedding.weight.detach().numpy()
    return weights


def _batches(pairs: Sequence[Pair], docs: Sequence[str], settings: Settings) -> Iterator[list[int]]:
    """Batches of questions about one document, each about another span of it.

    The spans of one document are each other's negatives: which document is meant is
    settled before the encoder is asked.
    """
    random = Random(settings.seed)
    of_doc: dict[str, list[int]] = {}
    for number, pair in enumerate(pairs):
        of_doc.setdefault(docs[pair.target], []).append(number)
    batches: list[list[int]] = []
    for _ in range(settings.epochs):
        for numbers in of_doc.values():
            random.shuffle(numbers)
            batches += _distinct(numbers, pairs, settings.batch)
    random.shuffle(batches)
    yield from batches


def _distinct(numbers: Sequence[int], pairs: Sequence[Pair], size: int) -> list[list[int]]:
    """``numbers`` in batches of up to ``size``, no target twice in one."""
    waiting: list[tuple[list[int], set[int]]] = []
    done: list[list[int]] = []
    for number in numbers:
        target = pairs[number].target
        place = next((b for b in waiting if target not in b[1]), None)
        if place is None:
            place = ([], set())
            waiting.append(place)
        place[0].append(number)
        place[1].add(target)
        if len(place[0]) == size:
            done.append(place[0])
            waiting.remove(place)
    return [*done, *(batch for batch, _ in waiting if len(batch) > 1)]


def _tokenizer(vocabulary: dict[str, int]) -> Tokenizer:
    """Splits on white space: the text was cut into tokens before."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="#0"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    return tokenizer


def _save(
    folder: Path, matrix: NDArray[np.float32], vocabulary: dict[str, int], words: dict[str, int]
) -> None:
    """Writes the folder of a sentence-transformers model, the words beside it."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    save_file({"embedding.weight": matrix.astype(np.float16)}, folder / WEIGHTS)
    _tokenizer(vocabulary).save(str(folder / TOKENS), pretty=False)
    modules = [{"idx": 0, "name": "0", "path": "", "type": _MODULE}]
    (folder / "modules.json").write_text(json.dumps(modules, indent=2) + "\n", encoding="utf-8")
    save_words(folder / WORDS, words)
    card = {"fingerprint": measured(folder), "dimension": matrix.shape[1], "tokens": len(matrix)}
    (folder / CARD).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


_MODULE = "sentence_transformers.sentence_transformer.modules.StaticEmbedding"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="训练自带的静态编码器")
    parser.add_argument("corpus", type=Path, nargs="?", default=Path("corpus"))
    parser.add_argument("folder", type=Path, nargs="?", default=Path("qa/encoder"))
    arguments = parser.parse_args()
    try:
        train(Material.of(read_all(arguments.corpus)), arguments.folder, Settings())
    except QaError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
