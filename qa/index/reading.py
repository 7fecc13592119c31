"""Reading one file: everything that a build takes from it, in any process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.checks import audit
from qa.facts import facts_of
from qa.index.encoder import Encoder, package_segmenter
from qa.index.held import Contextual
from qa.index.identity import read_identity
from qa.index.intake import Intake, intake_of
from qa.index.manifest import EncoderMark, Source
from qa.index.models import load_encoder
from qa.index.passages import Sizes, context_of, passages_of
from qa.index.rows import Stored, document_row, part_rows
from qa.index.spans import spans_of
from qa.model import Disclosure, Fact, QaError
from qa.read import read

#: Reads a file; whose it is may be told as a second argument.
Read = Callable[..., Disclosure]
FactsOf = Callable[[Disclosure], Sequence[Fact]]


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What an index holds of a document, as it is stored: it depends on the document alone.

    ``document`` and ``parts`` are rows of tables (``qa.index.rows``). ``cut`` holds the tokens
    of each passage and how often they stand in it, ``spans`` how many spans it has. Their
    ``vectors`` have the shape (spans, dimension), or are made of their ``texts`` later.
    """

    document: Mapping[str, Any]
    parts: Mapping[str, Sequence[Stored]]
    cut: tuple[Mapping[str, int], ...]
    spans: tuple[int, ...]
    vectors: NDArray[np.float32] | None
    texts: tuple[str, ...]
    intake: Intake

    def encoded(self, encoder: Encoder) -> NDArray[np.float32]:
        """The vectors, by ``encoder`` where they are still to be made."""
        return encoder.encode(self.texts) if self.vectors is None else self.vectors


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files; a function of them, so that another process can be handed it.

    ``encoder`` is the static encoder that makes the vectors; without one they are left to be
    made: a model of torch has threads of its own.
    """

    sizes: Sizes
    encoder: EncoderMark | None = None
    read: Read = read
    facts_of: FactsOf = facts_of

    def __call__(self, file: tuple[Path, Source]) -> tuple[Source, Content | None]:
        """The source and its content, or the source with what is wrong with it."""
        path, source = file
        try:
            told = read_identity(path)
            disclosure = replace(self.read(path, told) if told else self.read(path), doc=source.doc)
            return source, self._content(disclosure, source.mark.hash)
        except QaError as error:
            return replace(source, failed=str(error)), None
        except Exception as error:  # one broken file must not cost the others
            reason = f"读取时出错（{type(error).__name__}: {error}）。请反馈这个文件。"
            return replace(source, failed=reason), None

    def _content(self, disclosure: Disclosure, digest: str) -> Content:
        found = tuple(self.facts_of(disclosure))
        pieces = tuple(
            Contextual(passage, context_of(disclosure.profile, passage))
            for passage in passages_of(disclosure, self.sizes)
        )
        segmenter = package_segmenter()
        spans = [spans_of(piece.passage) for piece in pieces]
        texts = tuple(span.embedded for group in spans for span in group)
        return Content(
            document=document_row(disclosure, digest, found, pieces),
            parts=part_rows(disclosure, found, pieces, audit(found, disclosure)),
            cut=tuple(Counter(segmenter.tokens(piece.indexed)) for piece in pieces),
            spans=tuple(map(len, spans)),
            vectors=_loaded(self.encoder).encode(texts) if self.encoder else None,
            texts=() if self.encoder else texts,
            intake=intake_of(disclosure, found),
        )


@cache
def _loaded(mark: EncoderMark) -> Encoder:
    return load_encoder(mark.name)
