"""An index in a folder: SQLite for what was read, files for the words and the vectors."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa.checks import Audit
from qa.index import bm25
from qa.index import manifest as m
from qa.index.encoder import Encoder
from qa.index.generations import new_generation, switch, writing_to
from qa.index.home import Opened
from qa.index.passages import Sizes
from qa.index.plan import Old
from qa.index.segment import Segmenter
from qa.index.spans import spans_of
from qa.index.store import Contextual, Store
from qa.index.vectors import Vectors
from qa.index.words import save_words, word_list
from qa.model import Disclosure, Fact, QaError

if TYPE_CHECKING:
    from qa.retrieve.search import Searcher

#: Passages whose spans are encoded at a time.
ENCODED_AT_A_TIME = 500


class Folder:
    """The folder of an index."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def manifest(self) -> m.Manifest:
        """See ``Home``."""
        return m.read_manifest(self.path)[1]

    def serving(self) -> str:
        """See ``Home``."""
        return m.serving(self.path)

    def open(self) -> Opened:
        """See ``Home``: the hash of every file is compared with the manifest's."""
        folder, manifest = m.read_manifest(self.path)
        m.verify(folder, manifest.files)
        store = Store.open(folder / m.DATABASE)

        def search(make_encoder: Callable[[], Encoder]) -> Searcher:
            from qa.retrieve.search import FileSearcher

            return FileSearcher(folder, store.passage_places(), make_encoder)

        return Opened(folder.name, manifest, store, search)

    def writing(self) -> AbstractContextManager[None]:
        """See ``Home``."""
        return writing_to(self.path)

    def old(self, sizes: Sizes) -> Old:
        """See ``Home``: nothing where a file was changed or other code read it."""
        try:
            folder, manifest = m.read_manifest(self.path)
            m.verify(folder, manifest.files)
        except QaError:
            return Old()
        return Old.of(manifest, sizes, folder)

    def draft(self, old: Old, kept: Collection[str], encoder: Encoder, sizes: Sizes) -> FolderDraft:
        """See ``Home``."""
        return FolderDraft(self.path, old, kept, encoder, sizes)


class FolderDraft:
    """A new generation, made beside the one that serves."""

    def __init__(
        self, path: Path, old: Old, kept: Collection[str], encoder: Encoder, sizes: Sizes
    ) -> None:
        self._path = path
        self._folder = new_generation(path)
        self._old = old
        self._kept = kept
        self._encoder = encoder
        self._sizes = sizes
        self._store = self._copied()

    def _copied(self) -> Store:
        """The database with the documents that did not change."""
        path = self._folder / m.DATABASE
        if self._old.folder is None or self._old.manifest is None:
            return Store.create(path)
        shutil.copyfile(self._old.folder / m.DATABASE, path)
        store = Store.create(path)
        store.remove([info.doc for info in store.documents() if info.doc not in self._kept])
        return store

    def add(
        self,
        disclosure: Disclosure,
        digest: str,
        found: Sequence[Fact],
        pieces: Sequence[Contextual],
        audit: Audit | None = None,
    ) -> None:
        """See ``Draft``."""
        self._store.add(disclosure, digest, found, pieces, audit)

    def write_words(self) -> None:
        """See ``Draft``: the weights of all passages, in the order of their ids."""
        words = word_list(self._texts(), self._store.labels())
        save_words(self._folder / m.WORDS, words)
        segmenter = Segmenter(words)
        bm25.write(self._folder, map(segmenter.tokens, self._texts()))

    def _texts(self) -> Iterator[str]:
        return (piece.indexed for _, piece in self._store.all_passages())

    def write_vectors(self) -> None:
        """See ``Draft``: in the order of the passages' ids; what is known is not made again."""
        dimension = self._encoder.dimension
        Vectors.fit(self._vectors(), dimension, folder=self._folder).save(self._folder)

    def _vectors(self) -> Iterator[NDArray[np.float32]]:
        """The vectors of every passage's spans, some hundreds of passages at a time."""
        known = self._known_vectors()
        remaining = self._store.all_passages()
        while some := list(islice(remaining, ENCODED_AT_A_TIME)):
            spans = {n: spans_of(piece.passage) for n, piece in some if n not in known}
            texts = [span.embedded for group in spans.values() for span in group]
            ends = np.cumsum([len(group) for group in spans.values()])
            made = dict(zip(spans, np.split(self._encoder.encode(texts), ends), strict=False))
            yield from (made[n] if n in made else known[n]() for n, _ in some)

    def _known_vectors(self) -> dict[int, Callable[[], NDArray[np.float32]]]:
        """What fetches the vectors of an unchanged passage, by its id, if the encoder is the
        same."""
        folder, manifest = self._old.folder, self._old.manifest
        if folder is None or manifest is None:
            return {}
        if manifest.encoder.fingerprint != self._encoder.fingerprint:
            return {}
        store = Store.open(folder / m.DATABASE)
        places = store.passage_places()
        store.close()
        of = Vectors.load(folder).of
        return {n: partial(of, row) for row, (n, doc) in enumerate(places) if doc in self._kept}

    def serve(self, sources: Sequence[m.Source]) -> None:
        """See ``Draft``."""
        self._store.close()
        files = m.file_marks(self._folder)
        described = m.Manifest.of(self._encoder, self._sizes, sources, files)
        switch(self._path, self._folder, described)

    def drop(self) -> None:
        """See ``Draft``."""
        self._store.close()
        shutil.rmtree(self._folder)
