"""Building an index: read what changed, write a new generation, switch over to it at once.

The generation that serves is never touched. A build that is killed leaves a folder
``building`` behind, which the next one sweeps away.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import qa
from qa.index import manifest as m
from qa.index.bm25 import Bm25
from qa.index.encoder import Encoder
from qa.index.models import load_encoder
from qa.index.passages import context_of, passages_of
from qa.index.progress import Progress
from qa.index.segment import Segmenter
from qa.index.sources import corpus_files, mark_of
from qa.index.store import Contextual, Store
from qa.index.vectors import Vectors
from qa.index.words import save_words, word_list
from qa.model import Disclosure, Fact, QaError

_BUILDING = "building"
_GENERATION = "generation-"
_LOCK = ".lock"
#: What may lie in the folder of an index; anything else is somebody's own and not ours to mix.
_OWN = (m.CURRENT, f"{m.CURRENT}.new", _BUILDING, _LOCK)

Read = Callable[[Path], Disclosure]
FactsOf = Callable[[Disclosure], Sequence[Fact]]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why, in a line of Chinese."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: documents by id, files that failed, totals of the new index."""

    index: Path
    read: tuple[str, ...]
    reused: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[Failure, ...]
    documents: int
    facts: int
    passages: int
    seconds: float

    @property
    def changed(self) -> bool:
        """Whether the index is another one than before."""
        return bool(self.read or self.removed)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done with each file of the corpus."""

    reread: tuple[tuple[Path, m.Source], ...]
    kept: tuple[m.Source, ...]
    failed: tuple[m.Source, ...]
    removed: tuple[str, ...]


@dataclass(slots=True)
class _Old:
    """The generation that serves while the next one is built; empty where there is none."""

    folder: Path | None = None
    manifest: m.Manifest | None = None
    sources: dict[str, m.Source] = field(default_factory=dict)


def build_index(
    corpus: Path,
    index: Path,
    *,
    encoder: str | None = None,
    progress: bool = True,
    read: Read | None = None,
    facts_of: FactsOf | None = None,
) -> BuildReport:
    """Builds ``index`` from every disclosure under ``corpus``; only what changed is read again.

    ``encoder`` names the encoder (default: the package's own). ``progress`` shows a bar on
    standard error where that is a terminal. ``read`` and ``facts_of`` replace the reader.
    A file that cannot be read is reported and left out. Raises ``QaError`` where the corpus
    is missing or empty, where no file of it can be read, and where ``index`` cannot be
    written to or is a folder of other things.
    """
    started = time.monotonic()
    corpus, index = Path(corpus), Path(index)
    files = corpus_files(corpus)
    chosen = load_encoder(encoder)
    if read is None or facts_of is None:
        read, facts_of = _readers()
    with _written_to(index), _locked(index):
        build = _Build(corpus, index, chosen, read, facts_of, progress)
        return build.run(files, started)


def _readers() -> tuple[Read, FactsOf]:
    from qa.facts import facts_of
    from qa.read import read

    return read, facts_of


@contextmanager
def _written_to(index: Path) -> Iterator[None]:
    """Makes the folder; turns what the file system refuses into one line of advice."""
    try:
        index.mkdir(parents=True, exist_ok=True)
        strangers = [
            path.name
            for path in index.iterdir()
            if path.name not in _OWN and not path.name.startswith(_GENERATION)
        ]
        if strangers:
            raise QaError(
                f"“{index}”里有别的文件（{strangers[0]}），不能用作索引文件夹：请换一个空文件夹。"
            )
        yield
    except OSError as error:
        raise QaError(
            f"索引文件夹“{index}”写不进去（{error.strerror or error}）：请检查权限和磁盘空间。"
        ) from error


@contextmanager
def _locked(index: Path) -> Iterator[None]:
    """Lets one build at a time write to ``index``; a second one waits for the first.

    The lock goes with its process, however that ends. Where the system has no such locks,
    builds are not kept apart.
    """
    with (index / _LOCK).open("w") as file:
        try:
            import fcntl
        except ImportError:
            yield
            return
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class _Build:
    """One run of ``build_index``, with everything that it needs at hand."""

    def __init__(
        self,
        corpus: Path,
        index: Path,
        encoder: Encoder,
        read: Read,
        facts_of: FactsOf,
        progress: bool,
    ) -> None:
        self.corpus = corpus
        self.index = index
        self.encoder = encoder
        self.read = read
        self.facts_of = facts_of
        self.shown = progress
        self.progress = Progress(False)

    def run(self, files: Sequence[Path], started: float) -> BuildReport:
        """Does all of it, and says what was done."""
        old = self._old()
        plan = _plan(self.corpus, files, old)
        if not self._needed(plan, old):
            return self._report(plan, plan.kept + plan.failed, (), started)
        folder = self.index / _BUILDING
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        # One step a file, one for the words, one for the vectors.
        self.progress = Progress(self.shown, len(plan.reread) + 2)
        with self.progress:
            store = self._copied(old, plan, folder)
            fresh = [self._add(store, path, source) for path, source in plan.reread]
            sources = (*plan.kept, *plan.failed, *fresh)
            if all(source.failed for source in sources):
                shutil.rmtree(folder)
                raise QaError(f"“{self.corpus}”里没有能读的预决算文件：{sources[0].failed}")
            self._write_search(store, old, plan, folder)
            store.close()
            self._switch(folder, sources)
        return self._report(plan, sources, fresh, started)

    def _old(self) -> _Old:
        """The serving generation, if it is whole and was read by the same code."""
        try:
            folder, manifest = m.read_manifest(self.index)
            m.verify(folder, manifest.files)
        except QaError:
            return _Old()
        if manifest.reader != m.reader_mark():
            return _Old(folder)
        return _Old(folder, manifest, {s.mark.path: s for s in manifest.sources})

    def _needed(self, plan: _Plan, old: _Old) -> bool:
        if old.manifest is None or plan.reread or plan.removed:
            return True
        if len(plan.kept) + len(plan.failed) != len(old.sources):
            return True  # a file that had failed is gone
        return old.manifest.encoder.fingerprint != self.encoder.fingerprint

    def _copied(self, old: _Old, plan: _Plan, folder: Path) -> Store:
        """The database of the new generation with the documents that did not change."""
        path = folder / m.DATABASE
        if old.folder is None or old.manifest is None:
            return Store.create(path)
        shutil.copyfile(old.folder / m.DATABASE, path)
        store = Store.create(path)
        kept = {source.doc for source in plan.kept}
        store.remove([info.doc for info in store.documents() if info.doc not in kept])
        return store

    def _add(self, store: Store, path: Path, source: m.Source) -> m.Source:
        """Reads one file into ``store``; what is wrong with it is kept with its name."""
        self.progress.step(source.doc)
        try:
            disclosure = self.read(path)
            found = tuple(self.facts_of(disclosure))
        except QaError as error:
            return m.Source(source.mark, source.doc, str(error))
        except Exception as error:  # one broken file must not cost the others
            reason = f"读取时出错（{type(error).__name__}: {error}）。请反馈这个文件。"
            return m.Source(source.mark, source.doc, reason)
        pieces = [
            Contextual(passage, context_of(disclosure.profile, passage))
            for passage in passages_of(disclosure)
        ]
        store.add(disclosure, source.mark.hash, found, pieces)
        return source

    def _write_search(self, store: Store, old: _Old, plan: _Plan, folder: Path) -> None:
        """Words, BM25 and vectors over all passages, in the order of their ids."""
        pieces = store.passages()
        texts = [piece.indexed for piece in pieces.values()]
        self.progress.step("分词与索引")
        words = word_list(texts, store.labels())
        save_words(folder / m.WORDS, words)
        segmenter = Segmenter(words)
        Bm25.fit([segmenter.tokens(text) for text in texts]).save(folder)
        self.progress.step("计算向量")
        known = self._known_vectors(old, plan)
        new = [number for number in pieces if number not in known]
        made = self.encoder.encode([pieces[number].indexed for number in new])
        known |= dict(zip(new, made, strict=True))
        vectors = np.array([known[number] for number in pieces], dtype=np.float32)
        Vectors.fit(vectors.reshape(len(pieces), self.encoder.dimension)).save(folder)

    def _known_vectors(self, old: _Old, plan: _Plan) -> dict[int, NDArray[np.float32]]:
        """The vectors of unchanged documents, by passage id, if the encoder is the same."""
        if old.folder is None or old.manifest is None:
            return {}
        if old.manifest.encoder.fingerprint != self.encoder.fingerprint:
            return {}
        kept = {source.doc for source in plan.kept}
        store = Store.open(old.folder / m.DATABASE)
        places = store.passage_places()
        store.close()
        vectors = Vectors.load(old.folder).all
        return {number: vectors[row] for row, (number, doc) in enumerate(places) if doc in kept}

    def _switch(self, folder: Path, sources: Sequence[m.Source]) -> None:
        """Describes and verifies the new generation, then makes it the serving one."""
        described = m.Manifest(
            format=m.FORMAT,
            version=qa.__version__,
            reader=m.reader_mark(),
            encoder=m.EncoderMark(
                self.encoder.name, self.encoder.dimension, self.encoder.fingerprint
            ),
            sources=tuple(sorted(sources, key=lambda source: source.mark.path)),
            files=m.file_marks(folder),
        )
        (folder / m.MANIFEST).write_text(described.to_json(), encoding="utf-8", newline="\n")
        for path in folder.iterdir():
            _to_disk(path)
        m.verify(folder, described.files)
        generations = _generations(self.index)
        name = f"{_GENERATION}{max(generations, default=0) + 1:06d}"
        serving = _serving(self.index)
        folder.rename(self.index / name)
        note = self.index / f"{m.CURRENT}.new"
        note.write_text(m.current_text(name, self.index / name), encoding="utf-8", newline="\n")
        _to_disk(note)
        os.replace(note, self.index / m.CURRENT)
        # The generation that served until now stays: somebody may be reading it.
        for path in generations.values():
            if path.name != serving:
                shutil.rmtree(path, ignore_errors=True)

    def _report(
        self, plan: _Plan, sources: Sequence[m.Source], fresh: Sequence[m.Source], started: float
    ) -> BuildReport:
        folder, _ = m.read_manifest(self.index)
        store = Store.open(folder / m.DATABASE)
        documents = store.documents()
        store.close()
        return BuildReport(
            index=self.index,
            read=tuple(source.doc for source in fresh if not source.failed),
            reused=tuple(source.doc for source in plan.kept),
            removed=plan.removed,
            failed=tuple(Failure(s.mark.path, s.failed) for s in sources if s.failed),
            documents=len(documents),
            facts=sum(info.facts for info in documents),
            passages=sum(info.passages for info in documents),
            seconds=time.monotonic() - started,
        )


def _plan(corpus: Path, files: Sequence[Path], old: _Old) -> _Plan:
    reread: list[tuple[Path, m.Source]] = []
    kept: list[m.Source] = []
    failed: list[m.Source] = []
    taken: dict[str, str] = {}
    for path in files:
        known = old.sources.get(path.relative_to(corpus).as_posix())
        mark = mark_of(path, corpus, known.mark if known else None)
        source = m.Source(mark, path.stem)
        if path.stem in taken:
            reason = f"与“{taken[path.stem]}”同名，没有收入：请改一个文件名。"
            failed.append(m.Source(mark, path.stem, reason))
            continue
        taken[path.stem] = mark.path
        if known is None or known.mark.hash != mark.hash or known.doc != path.stem:
            reread.append((path, source))
        elif known.failed:
            failed.append(m.Source(mark, path.stem, known.failed))
        else:
            kept.append(source)
    before = {source.doc for source in old.sources.values() if not source.failed}
    return _Plan(tuple(reread), tuple(kept), tuple(failed), tuple(sorted(before - set(taken))))


def _generations(index: Path) -> dict[int, Path]:
    found = {}
    for path in index.glob(f"{_GENERATION}*"):
        number = path.name.removeprefix(_GENERATION)
        if number.isdigit():
            found[int(number)] = path
    return found


def _serving(index: Path) -> str | None:
    try:
        return (index / m.CURRENT).read_text(encoding="utf-8").split()[0]
    except (OSError, IndexError):
        return None


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
