"""An index in a folder: SQLite for what was read, files for the words and the vectors."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from qa.index import manifest as m
from qa.index.drafting import DraftStore
from qa.index.encoder import Encoder
from qa.index.generations import new_generation, pause, switch, writing_to
from qa.index.home import Opened
from qa.index.passages import Sizes
from qa.index.plan import Old
from qa.index.spans import spans_of
from qa.index.store import Store
from qa.model import QaError

if TYPE_CHECKING:
    from qa.index.reading import Content
    from qa.retrieve.search import Searcher

#: Passages whose vectors are made anew at a time.
AT_A_TIME = 500


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
        paused = self._noted(m.PAUSED, sizes)
        return self._noted(m.CURRENT, sizes) if paused.manifest is None else paused

    def _noted(self, note: str, sizes: Sizes) -> Old:
        try:
            folder, manifest = m.read_manifest(self.path, note)
            m.verify(folder, manifest.files)
        except QaError:
            return Old()
        return Old.of(manifest, sizes, folder, serves=note == m.CURRENT)

    def draft(self, old: Old, kept: Collection[str], encoder: Encoder, sizes: Sizes) -> FolderDraft:
        """See ``Home``."""
        return FolderDraft(self.path, old, kept, encoder, sizes)


class FolderDraft:
    """A new generation, made beside the one that serves."""

    def __init__(
        self, path: Path, old: Old, kept: Collection[str], encoder: Encoder, sizes: Sizes
    ) -> None:
        from qa.index.postings import (
            Postings,
        )  # numpy, which a build with nothing to do goes without
        from qa.index.vectors import Spool

        self._path = path
        self._folder = new_generation(path)
        self._old = old
        self._kept = kept
        self._encoder = encoder
        self._sizes = sizes
        self._store = self._copied()
        self._words = Postings(self._folder)
        self._vectors = Spool(encoder.dimension, self._folder)
        if old.folder is not None and old.manifest is not None:
            self._keep(old.folder, old.manifest)

    def _copied(self) -> DraftStore:
        """The database with the documents that did not change."""
        path = self._folder / m.DATABASE
        if self._old.folder is None or self._old.manifest is None:
            return DraftStore(path)
        shutil.copyfile(self._old.folder / m.DATABASE, path)
        store = DraftStore(path)
        store.remove([info.doc for info in store.documents() if info.doc not in self._kept])
        return store

    def _keep(self, folder: Path, manifest: m.Manifest) -> None:
        """Takes over the words and, if the encoder is the same, the vectors of the documents
        that did not change: no passage is cut or encoded again."""
        import numpy as np

        from qa.index.vectors import Vectors

        store = Store.open(folder / m.DATABASE)
        kept = np.array([doc in self._kept for _, doc in store.passage_places()], dtype=bool)
        store.close()
        self._words.keep(folder, kept)
        if manifest.encoder.fingerprint == self._encoder.fingerprint:
            self._vectors.keep(Vectors.load(folder).kept(np.flatnonzero(kept)))
            return
        remaining = self._store.all_passages()
        while some := list(islice(remaining, AT_A_TIME)):
            spans = [spans_of(piece.passage) for _, piece in some]
            texts = [span.embedded for group in spans for span in group]
            self._vectors.add(self._encoder.encode(texts), [*map(len, spans)])

    def add(self, content: Content) -> None:
        """See ``Draft``."""
        self._store.add(content)
        self._words.add(content.cut)
        self._vectors.add(content.encoded(self._encoder), content.spans)

    def write_words(self) -> None:
        """See ``Draft``."""
        with self._words as words:
            words.write()

    def write_vectors(self) -> None:
        """See ``Draft``."""
        with self._vectors as vectors:
            vectors.index().save(self._folder)

    def serve(self, sources: Sequence[m.Source]) -> None:
        """See ``Draft``."""
        switch(self._path, self._folder, self._finished(sources))

    def pause(self, sources: Sequence[m.Source]) -> None:
        """See ``Draft``."""
        pause(self._path, self._folder, self._finished(sources))

    def _finished(self, sources: Sequence[m.Source]) -> m.Manifest:
        self._store.finish()
        totals = m.Totals.of(self._store.documents())
        self._store.close()
        files = m.file_marks(self._folder)
        return m.Manifest.of(self._encoder, self._sizes, totals, sources, files)

    def drop(self) -> None:
        """See ``Draft``."""
        self._store.close()
        self._words.close()
        self._vectors.close()
        shutil.rmtree(self._folder)
