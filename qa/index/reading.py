"""Reading one file: everything that a build takes from it, in any process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.checks import Audit, audit
from qa.facts import facts_of
from qa.index.encoder import Encoder, StaticEncoder
from qa.index.identity import read_identity
from qa.index.manifest import Source
from qa.index.models import load_encoder
from qa.index.passages import Sizes, context_of, passages_of
from qa.index.store import Contextual
from qa.index.workers import Workers
from qa.model import Disclosure, Fact, QaError
from qa.read import read

#: Reads a file; whose it is may be told as a second argument.
Read = Callable[..., Disclosure]
FactsOf = Callable[[Disclosure], Sequence[Fact]]

#: Texts that a process encodes at a time.
ENCODED_AT_A_TIME = 1_000


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a document: its facts, its passages, what became of its checks."""

    disclosure: Disclosure
    facts: tuple[Fact, ...]
    pieces: tuple[Contextual, ...]
    audit: Audit


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files; a function of them, so that another process can be handed it."""

    sizes: Sizes
    read: Read = read
    facts_of: FactsOf = facts_of

    def __call__(self, file: tuple[Path, Source]) -> tuple[Source, Content | None]:
        """The source and its content, or the source with what is wrong with it."""
        path, source = file
        try:
            told = read_identity(path)
            disclosure = replace(self.read(path, told) if told else self.read(path), doc=source.doc)
            found = tuple(self.facts_of(disclosure))
            audited = audit(found, disclosure)
            pieces = tuple(
                Contextual(passage, context_of(disclosure.profile, passage))
                for passage in passages_of(disclosure, self.sizes)
            )
        except QaError as error:
            return replace(source, failed=str(error)), None
        except Exception as error:  # one broken file must not cost the others
            reason = f"读取时出错（{type(error).__name__}: {error}）。请反馈这个文件。"
            return replace(source, failed=reason), None
        return source, Content(disclosure, found, pieces, audited)


class SharedEncoder:
    """An encoder whose passages are encoded by all processes; the vectors are the same."""

    def __init__(self, encoder: StaticEncoder, workers: Workers) -> None:
        self.name = encoder.name
        self.dimension = encoder.dimension
        self.fingerprint = encoder.fingerprint
        self._encoder = encoder
        self._workers = workers

    def encode(self, texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        """See ``Encoder``."""
        if query or len(texts) <= ENCODED_AT_A_TIME:
            return self._encoder.encode(texts, query=query)
        starts = range(0, len(texts), ENCODED_AT_A_TIME)
        parts = (texts[start : start + ENCODED_AT_A_TIME] for start in starts)
        return np.concatenate([*self._workers.map(partial(_encoded, self.name), parts)])


def shared(encoder: Encoder, workers: Workers) -> Encoder:
    """``encoder``, with the work parted where it can be: a model of torch has threads itself."""
    if workers.count > 1 and isinstance(encoder, StaticEncoder):
        return SharedEncoder(encoder, workers)
    return encoder


def _encoded(name: str, texts: Sequence[str]) -> NDArray[np.float32]:
    return _loaded(name).encode(texts)


_loaded = cache(load_encoder)
