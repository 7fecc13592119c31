"""Building an index: read what changed, write a new generation, switch over to it at once."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import qa
from qa.checks import audit
from qa.index import manifest as m
from qa.index.bm25 import Bm25
from qa.index.encoder import Encoder
from qa.index.generations import new_generation, switch, writing_to
from qa.index.models import load_encoder
from qa.index.passages import DEFAULT_SIZES, Sizes, context_of, passages_of
from qa.index.plan import Old, Plan, plan
from qa.index.progress import Progress
from qa.index.segment import Segmenter
from qa.index.sources import corpus_files
from qa.index.spans import spans_of
from qa.index.store import Contextual, Store
from qa.index.vectors import Vectors
from qa.index.words import save_words, word_list
from qa.model import Disclosure, Fact, QaError

Read = Callable[[Path], Disclosure]
FactsOf = Callable[[Disclosure], Sequence[Fact]]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why, in a line of Chinese."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: documents by id, files that failed, totals of the new index.

    ``changed`` tells whether the index is another one than before.
    """

    index: Path
    read: tuple[str, ...]
    reused: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[Failure, ...]
    documents: int
    facts: int
    passages: int
    seconds: float
    encoder: str
    changed: bool


def build_index(
    corpus: Path,
    index: Path,
    *,
    encoder: str | None = None,
    progress: bool = True,
    sizes: Sizes = DEFAULT_SIZES,
    read: Read | None = None,
    facts_of: FactsOf | None = None,
) -> BuildReport:
    """Builds ``index`` from every disclosure under ``corpus``; only what changed is read again.

    ``encoder`` names the encoder (default: that of the index as it is, or the package's own).
    ``progress`` shows a bar on
    standard error where that is a terminal. ``sizes`` are those of passages; ``read`` and
    ``facts_of`` replace the reader. A file that cannot be read is reported and left out.
    Raises ``QaError`` where the corpus is missing or empty, where no file of it can be read,
    and where ``index`` cannot be written to or is a folder of other things.
    """
    started = time.monotonic()
    corpus, index = Path(corpus), Path(index)
    files = corpus_files(corpus)
    chosen = load_encoder(encoder or _remembered(index))
    if read is None or facts_of is None:
        read, facts_of = _readers()
    with writing_to(index):
        build = _Build(corpus, index, chosen, sizes, read, facts_of, progress)
        return build.run(files, started)


def _remembered(index: Path) -> str | None:
    """The encoder that made ``index``, if there is one: a change of the corpus changes no more."""
    try:
        _, manifest = m.read_manifest(index)
    except QaError:
        return None
    return manifest.encoder.name


def _readers() -> tuple[Read, FactsOf]:
    from qa.facts import facts_of
    from qa.read import read

    return read, facts_of


class _Build:
    """One run of ``build_index``, with everything that it needs at hand."""

    def __init__(
        self,
        corpus: Path,
        index: Path,
        encoder: Encoder,
        sizes: Sizes,
        read: Read,
        facts_of: FactsOf,
        progress: bool,
    ) -> None:
        self.corpus = corpus
        self.index = index
        self.encoder = encoder
        self.sizes = sizes
        self.read = read
        self.facts_of = facts_of
        self.shown = progress
        self.progress = Progress(False)

    def run(self, files: Sequence[Path], started: float) -> BuildReport:
        """Does all of it, and says what was done."""
        old = Old.of(self.index, self.sizes)
        todo = plan(self.corpus, files, old)
        if not todo.is_needed(old, self.encoder.fingerprint):
            return self._report(todo, todo.kept + todo.failed, (), started, changed=False)
        folder = new_generation(self.index)
        # One step a file, one for the words, one for the vectors.
        self.progress = Progress(self.shown, len(todo.reread) + 2)
        with self.progress:
            store = self._copied(old, todo, folder)
            fresh = [self._add(store, path, source) for path, source in todo.reread]
            sources = (*todo.kept, *todo.failed, *fresh)
            if all(source.failed for source in sources):
                shutil.rmtree(folder)
                raise QaError(f"“{self.corpus}”里没有能读的预决算文件：{sources[0].failed}")
            self._write_search(store, old, todo, folder)
            store.close()
            switch(self.index, folder, self._described(folder, sources))
        return self._report(todo, sources, fresh, started, changed=True)

    def _copied(self, old: Old, todo: Plan, folder: Path) -> Store:
        """The database of the new generation with the documents that did not change."""
        path = folder / m.DATABASE
        if old.folder is None or old.manifest is None:
            return Store.create(path)
        shutil.copyfile(old.folder / m.DATABASE, path)
        store = Store.create(path)
        kept = {source.doc for source in todo.kept}
        store.remove([info.doc for info in store.documents() if info.doc not in kept])
        return store

    def _add(self, store: Store, path: Path, source: m.Source) -> m.Source:
        """Reads one file into ``store``; what is wrong with it is kept with its name."""
        self.progress.step(source.doc)
        try:
            disclosure = replace(self.read(path), doc=source.doc)
            found = tuple(self.facts_of(disclosure))
            audited = audit(found, disclosure)
        except QaError as error:
            return m.Source(source.mark, source.doc, str(error))
        except Exception as error:  # one broken file must not cost the others
            reason = f"读取时出错（{type(error).__name__}: {error}）。请反馈这个文件。"
            return m.Source(source.mark, source.doc, reason)
        pieces = [
            Contextual(passage, context_of(disclosure.profile, passage))
            for passage in passages_of(disclosure, self.sizes)
        ]
        store.add(disclosure, source.mark.hash, found, pieces, audited)
        return source

    def _write_search(self, store: Store, old: Old, todo: Plan, folder: Path) -> None:
        """Words, BM25 and vectors over all passages, in the order of their ids."""
        pieces = store.passages()
        texts = [piece.indexed for piece in pieces.values()]
        self.progress.step("分词与索引")
        words = word_list(texts, store.labels())
        save_words(folder / m.WORDS, words)
        segmenter = Segmenter(words)
        Bm25.fit([segmenter.tokens(text) for text in texts]).save(folder)
        self.progress.step("计算向量")
        known = self._known_vectors(old, todo)
        new = {n: spans_of(piece.passage) for n, piece in pieces.items() if n not in known}
        made = self.encoder.encode([span.embedded for spans in new.values() for span in spans])
        start = 0
        for number, spans in new.items():
            known[number] = made[start : start + len(spans)]
            start += len(spans)
        vectors = [known[number] for number in pieces]
        Vectors.fit(vectors, self.encoder.dimension).save(folder)

    def _known_vectors(self, old: Old, todo: Plan) -> dict[int, NDArray[np.float32]]:
        """The vectors of unchanged passages by their ids, if the encoder is the same."""
        if old.folder is None or old.manifest is None:
            return {}
        if old.manifest.encoder.fingerprint != self.encoder.fingerprint:
            return {}
        kept = {source.doc for source in todo.kept}
        store = Store.open(old.folder / m.DATABASE)
        places = store.passage_places()
        store.close()
        vectors = Vectors.load(old.folder)
        return {number: vectors.of(row) for row, (number, doc) in enumerate(places) if doc in kept}

    def _described(self, folder: Path, sources: Sequence[m.Source]) -> m.Manifest:
        encoder = self.encoder
        return m.Manifest(
            format=m.FORMAT,
            version=qa.__version__,
            reader=m.reader_mark(),
            sizes=self.sizes,
            encoder=m.EncoderMark(encoder.name, encoder.dimension, encoder.fingerprint),
            sources=tuple(sorted(sources, key=lambda source: source.mark.path)),
            files=m.file_marks(folder),
        )

    def _report(
        self,
        todo: Plan,
        sources: Sequence[m.Source],
        fresh: Sequence[m.Source],
        started: float,
        *,
        changed: bool,
    ) -> BuildReport:
        folder, _ = m.read_manifest(self.index)
        store = Store.open(folder / m.DATABASE)
        documents = store.documents()
        store.close()
        return BuildReport(
            index=self.index,
            read=tuple(source.doc for source in fresh if not source.failed),
            reused=tuple(source.doc for source in todo.kept),
            removed=todo.removed,
            failed=tuple(Failure(s.mark.path, s.failed) for s in sources if s.failed),
            documents=len(documents),
            facts=sum(info.facts for info in documents),
            passages=sum(info.passages for info in documents),
            seconds=time.monotonic() - started,
            encoder=self.encoder.name,
            changed=changed,
        )
