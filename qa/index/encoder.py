"""Text becomes vectors: the project's own static model, or any sentence-transformers model."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import qa
from qa.index.segment import REMEMBERED, Segmenter, is_han, runs_in
from qa.index.words import load_words
from qa.model import QaError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The name under which an index remembers the encoder of the package.
DEFAULT = "qa-static"
#: Where that lies.
PACKAGE = Path(qa.__file__).parent / "encoder"
#: The files of a static model, in its folder.
WEIGHTS, TOKENS, WORDS = "model.safetensors", "tokenizer.json", "words.txt"
#: Says the hash of those files, so that a damaged one is noticed and a new one is known
#: without reading megabytes.
CARD = "encoder.json"
#: Tokens outside the vocabulary share this many vectors, by a checksum: two texts that share
#: an unknown word still come closer, which a single vector for all unknown ones would undo.
BUCKETS = 2048


class Encoder(Protocol):
    """What turns texts into vectors of length 1, so that a dot product is a cosine."""

    @property
    def name(self) -> str:
        """By what the encoder is found again."""
        ...

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes with the weights."""
        ...

    def encode(self, texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        """Vectors of shape (len(texts), dimension), float32, each of length 1 (or 0).

        ``query`` tells questions from passages, for models that treat them differently.
        """
        ...


def encoder_tokens(segmenter: Segmenter, text: str) -> list[str]:
    """The different tokens of ``text`` for a static model: words, their characters, pairs.

    Characters let words that share one come closer (公车, 公务用车) and carry a word with a
    slip of the pen in it. A word that ``segmenter`` does not know falls apart into them; the
    pairs of these stand for it. Amounts say nothing about what a passage is about and are
    left to word matching; years and codes stay.
    """
    return list(dict.fromkeys(t for run in runs_in(text) for t in _of_run(segmenter, run)))


def _of_run(segmenter: Segmenter, run: str) -> tuple[str, ...]:
    if is_han(run):
        return segmenter.pieces(run)
    return () if "." in run or "%" in run else (run,)


def bucket(token: str) -> str:
    """The name of the shared vector of a token outside the vocabulary."""
    return f"#{zlib.crc32(token.encode()) % BUCKETS}"


def measured(folder: Path) -> str:
    """The hash of the files of the static model in ``folder``."""
    contents = ((folder / file).read_bytes() for file in (WEIGHTS, TOKENS, WORDS))
    return hashlib.sha256(b"".join(contents)).hexdigest()


def fingerprint_of(folder: Path) -> str:
    """The hash that the static model in ``folder`` says it has."""
    return str(json.loads((folder / CARD).read_text(encoding="utf-8"))["fingerprint"])


@cache
def package_segmenter() -> Segmenter:
    """Cuts passages and queries for word matching, with the words that come with the package.

    The same words for every corpus: how a document is cut depends on nothing but itself, and
    never changes with another one. A word that is not among them is matched by its pairs of
    characters.
    """
    return Segmenter(load_words(PACKAGE / WORDS))


class StaticEncoder:
    """A matrix and a vocabulary: the vector of a text is the mean of its tokens' vectors.

    Needs numpy only. The folder is that of a sentence-transformers ``StaticEmbedding`` with
    the words that text is cut into before it gets there.
    """

    def __init__(
        self,
        name: str,
        matrix: NDArray[np.float32],
        tokens: dict[str, int],
        segmenter: Segmenter,
        fingerprint: str,
    ) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._matrix = matrix
        self._tokens = tokens
        self._segmenter = segmenter
        self._known = lru_cache(REMEMBERED)(self._places)

    @classmethod
    def load(cls, folder: Path, name: str = DEFAULT) -> StaticEncoder:
        """Reads the model in ``folder``.

        Raises ``QaError`` where a file is missing or damaged.
        """
        import numpy as np  # a build that has nothing to do goes without
        from safetensors.numpy import load as parse

        try:
            expected = fingerprint_of(folder)
            found = measured(folder)
            (matrix,) = parse((folder / WEIGHTS).read_bytes()).values()
            tokens: dict[str, int] = json.loads((folder / TOKENS).read_bytes())["model"]["vocab"]
        except Exception as error:  # safetensors raises classes of its own
            raise QaError(f"编码器读不出来：{folder}（{error}）。请重新安装或重新训练。") from error
        if found != expected or len(tokens) != len(matrix):
            raise QaError(f"编码器的文件被改动过：{folder}。请重新安装或重新训练。")
        own = folder == PACKAGE
        segmenter = package_segmenter() if own else Segmenter(load_words(folder / WORDS))
        return cls(name, matrix.astype(np.float32), tokens, segmenter, expected)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._matrix.shape[1])

    def encode(self, texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        """See ``Encoder``. A text without a token has the vector 0."""
        import numpy as np

        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            own: dict[str, int] = {}
            for run in runs_in(text):
                own |= self._known(run)
            if own:
                places = np.fromiter(own.values(), np.intp, len(own))
                np.add.reduce(self._matrix.take(places, axis=0), axis=0, out=vectors[row])
                vectors[row] /= len(own)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths > 0, lengths, 1)
        return vectors

    def _places(self, run: str) -> dict[str, int]:
        """The tokens of a run and the rows of the matrix that stand for them."""
        tokens = self._tokens
        return {
            token: tokens[token if token in tokens else bucket(token)]
            for token in _of_run(self._segmenter, run)
        }

    def cut(self, text: str) -> list[str]:
        """The names of the vectors that ``text`` is the mean of.

        Joined by blanks, they are what a sentence-transformers model of the folder reads.
        """
        tokens = encoder_tokens(self._segmenter, text)
        return [token if token in self._tokens else bucket(token) for token in tokens]
