"""Trains a static encoder like the package's own: ``qa train-encoder``.

Needs sentence-transformers and torch; what comes out needs neither. With the same corpora,
settings and versions the result is the same, bit for bit, on one machine.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa.index.encoder import CARD, TOKENS, WEIGHTS, WORDS, bucket, encoder_tokens, measured
from qa.index.passages import passages_of
from qa.index.questions import Pair, QuestionMaker, Target
from qa.index.segment import Segmenter
from qa.index.sources import corpus_files
from qa.index.spans import spans_of
from qa.index.vocabulary import known_tokens, numbered
from qa.index.words import save_words, word_list
from qa.model import Disclosure, QaError

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Settings:
    """How an encoder is trained. Measured by ``eval/ablation.py``.

    ``rate`` falls to 0 over the training; ``scale`` sharpens cosines for the loss;
    ``figures`` and ``texts`` say how many questions are made for a row and for a clause,
    ``most`` how many of a document's are used in all. In each batch a token is ``forgotten``
    with this probability: its bucket stands for it, so that buckets learn to stand for words
    that were never seen.
    """

    dimension: int = 256
    epochs: int = 4
    batch: int = 256
    rate: float = 0.02
    scale: float = 12.0
    seed: int = 20211
    figures: int = 3
    texts: int = 1
    most: int = 500
    forgotten: float = 0.1


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


def read_all(corpora: Iterable[Path]) -> list[Disclosure]:
    """Every disclosure under ``corpora`` that can be read; what is wrong with others is told
    on standard error.

    Raises ``QaError`` where a folder is missing or empty, and where nothing can be read.
    """
    from qa.read import read

    found: list[Disclosure] = []
    for path in (path for corpus in corpora for path in corpus_files(corpus)):
        try:
            found.append(read(path))
        except QaError as error:
            print(error, file=sys.stderr)
    if not found:
        raise QaError("这些文件夹里没有能读的预决算文件，不能训练编码器：请换一个语料文件夹。")
    return found


@dataclass(frozen=True, slots=True)
class Trained:
    """How much went into an encoder."""

    documents: int
    questions: int
    spans: int
    tokens: int


def train(found: Material, folder: Path, settings: Settings) -> Trained:
    """Trains an encoder on ``found`` and writes it into ``folder``."""
    texts = [target.span.embedded for target in found.targets]
    words = word_list(texts, found.labels)
    segmenter = Segmenter(words)
    pairs = _pairs(found, QuestionMaker(segmenter, settings.seed), settings)
    spans = [encoder_tokens(segmenter, text) for text in texts]
    questions = [encoder_tokens(segmenter, pair.question) for pair in pairs]
    docs = [target.passage.doc for target in found.targets]
    vocabulary = numbered(known_tokens(spans, docs, questions))
    matrix = _fit(_Texts(spans, questions, docs, pairs), vocabulary, settings)
    _save(folder, matrix, vocabulary, words)
    return Trained(len(found.disclosures), len(pairs), len(spans), len(vocabulary))


def _pairs(found: Material, maker: QuestionMaker, settings: Settings) -> list[Pair]:
    """Questions about every document, at most ``settings.most`` of one."""
    made = [
        pair
        for disclosure in found.disclosures
        for pair in maker.figures(disclosure, found.targets, settings.figures)
    ]
    made += maker.texts(found.targets, settings.texts)
    random = Random(settings.seed)
    of_doc: dict[str, list[Pair]] = {}
    for pair in made:
        of_doc.setdefault(found.targets[pair.target].passage.doc, []).append(pair)
    chosen = (random.sample(pairs, min(len(pairs), settings.most)) for pairs in of_doc.values())
    return [pair for pairs in chosen for pair in pairs]


@dataclass(frozen=True, slots=True)
class _Texts:
    """The tokens of every span and question, the document of every span, and which question
    is about which span."""

    spans: Sequence[Sequence[str]]
    questions: Sequence[Sequence[str]]
    docs: Sequence[str]
    pairs: Sequence[Pair]


def _fit(texts: _Texts, vocabulary: dict[str, int], settings: Settings) -> NDArray[np.float32]:
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
    batches = list(_batches(texts.pairs, texts.docs, settings))
    optimizer = torch.optim.Adam(model.parameters(), lr=settings.rate)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, len(batches))
    random = Random(settings.seed)
    for batch in batches:
        names = _names(vocabulary, settings.forgotten, random)
        columns = [
            module.preprocess([_named(texts.questions[number], names) for number in batch]),
            module.preprocess(
                [_named(texts.spans[texts.pairs[number].target], names) for number in batch]
            ),
        ]
        optimizer.zero_grad()
        loss(columns, torch.empty(0)).backward()
        optimizer.step()
        schedule.step()
    weights: NDArray[np.float32] = module.embedding.weight.detach().numpy()
    return weights


def _names(vocabulary: dict[str, int], forgotten: float, random: Random) -> dict[str, str]:
    """Under which name each token goes for one batch."""
    return {name: bucket(name) if random.random() < forgotten else name for name in vocabulary}


def _named(tokens: Sequence[str], names: dict[str, str]) -> str:
    return " ".join(names.get(token) or bucket(token) for token in tokens)


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
