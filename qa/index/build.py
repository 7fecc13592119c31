"""Building an index: read what changed, write a new generation, switch over to it at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa.index.encoder import Encoder, StaticEncoder
from qa.index.home import Address, Draft, Home, home_of, shown
from qa.index.manifest import EncoderMark, Source
from qa.index.models import fingerprint_of_encoder, load_encoder
from qa.index.passages import DEFAULT_SIZES, Sizes
from qa.index.plan import Old, Plan, plan
from qa.index.progress import Progress
from qa.index.sources import corpus_files
from qa.index.stopping import Stop, stopping
from qa.index.workers import Workers, refuse_while_beginning
from qa.model import QaError

if TYPE_CHECKING:
    from qa.index.intake import Intake
    from qa.index.reading import FactsOf, Read, Reader

#: Fewer files are read sooner than other processes begin.
SHARED_FROM = 8


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why, in a line of Chinese."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: documents by id, files that failed, totals of the new index.

    ``index`` is its place as it may be printed, without a password; ``changed`` tells whether
    the index is another one than before; ``intakes`` say how much of each new file was read.
    """

    index: str
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
    intakes: tuple[Intake, ...] = ()


def build_index(
    corpus: Path,
    index: Address,
    *,
    encoder: str | None = None,
    progress: bool | Callable[[str], None] = True,
    sizes: Sizes = DEFAULT_SIZES,
    read: Read | None = None,
    facts_of: FactsOf | None = None,
    processes: int = 1,
) -> BuildReport:
    """Builds ``index`` from every disclosure under ``corpus``; only what changed is read again.

    ``index`` is a folder or the URL of a database. ``encoder`` names the encoder (default: that
    of the index as it is, or the package's own). ``progress`` shows a bar on standard error
    where that is a terminal; a function is told each step instead: the file that is read next,
    by its path in ``corpus``, and what comes after all of them. ``sizes`` are those of passages;
    ``read`` and ``facts_of`` replace the reader. ``processes`` share the work of many files; a
    program that asks for several calls this under ``if __name__ == "__main__"``, as
    ``multiprocessing`` asks. A file that cannot be read is reported and left out.

    Ctrl-C (or SIGTERM, in the main thread) stops the reading: what was read is kept for the next
    build, which goes on from there, and ``KeyboardInterrupt`` is raised; a second one stops it
    at once. Until a build is done, the index answers as before.

    Raises ``QaError`` where the corpus is missing or empty, where no file of it can be read,
    and where ``index`` cannot be written to or is a folder of other things.
    """
    refuse_while_beginning()
    started = time.monotonic()
    corpus = Path(corpus)
    home = home_of(index)
    files = corpus_files(corpus)
    name = encoder or _remembered(home)
    with home.writing():
        old = home.old(sizes)
        todo = plan(corpus, files, old)
        if not todo.is_needed(old, fingerprint_of_encoder(name)) and old.manifest is not None:
            done = _Done(todo, (*todo.kept, *todo.failed), (), old.manifest.encoder.name)
            return _report(index, home, done, started)
        enough = len(todo.reread) >= SHARED_FROM
        # The other processes load the program while this one loads what it needs itself.
        with Workers(processes if enough else 1) as workers:
            made_by = load_encoder(name)
            reader = _reader(made_by, sizes, read, facts_of)
            build = _Build(corpus, home, made_by, reader, progress, workers)
            done = build.run(old, todo)
        return _report(index, home, done, started)


def _remembered(home: Home) -> str | None:
    """The encoder that made the index, if there is one: a change of the corpus changes no more."""
    try:
        return home.manifest().encoder.name
    except QaError:
        return None


def _reader(encoder: Encoder, sizes: Sizes, read: Read | None, facts_of: FactsOf | None) -> Reader:
    from qa.index.reading import Reader

    mark = EncoderMark.of(encoder) if isinstance(encoder, StaticEncoder) else None
    if read is None or facts_of is None:
        return Reader(sizes, mark)
    return Reader(sizes, mark, read, facts_of)


@dataclass(frozen=True, slots=True)
class _Done:
    """What a build did: its plan, all sources of the index, those that were read, its encoder."""

    todo: Plan
    sources: tuple[Source, ...]
    fresh: tuple[Source, ...]
    encoder: str
    changed: bool = False
    intakes: tuple[Intake, ...] = ()


class _Build:
    """One run of ``build_index``, with everything that it needs at hand."""

    def __init__(
        self,
        corpus: Path,
        home: Home,
        encoder: Encoder,
        reader: Reader,
        progress: bool | Callable[[str], None],
        workers: Workers,
    ) -> None:
        self.corpus = corpus
        self.home = home
        self.encoder = encoder
        self.reader = reader
        self.shown = progress
        self.workers = workers
        self.progress = Progress(False)
        self.intakes: list[Intake] = []

    def run(self, old: Old, todo: Plan) -> _Done:
        """Does what is to be done."""
        kept = {source.doc for source in todo.kept}
        # One step a file, one for the words, one for the vectors.
        self.progress = Progress(self.shown, len(todo.reread) + 2)
        with self.progress, stopping() as stop:
            draft = self.home.draft(old, kept, self.encoder, self.reader.sizes)
            fresh = [*self._added(draft, todo, stop)]
            sources = (*todo.kept, *todo.failed, *fresh)
            stopped = len(fresh) < len(todo.reread)
            if all(source.failed for source in (fresh if stopped else sources)):
                draft.drop()
                raise _stopped(0) if stopped else _unread(self.corpus, sources)
            self.progress.step("写词语索引")
            draft.write_words()
            self.progress.step("写向量索引")
            draft.write_vectors()
            if stopped:
                draft.pause(sources)
                raise _stopped(sum(not source.failed for source in fresh))
            draft.serve(sources)
        return _Done(todo, sources, tuple(fresh), self.encoder.name, True, tuple(self.intakes))

    def _added(self, draft: Draft, todo: Plan, stop: Stop) -> Iterator[Source]:
        """Reads what is to be read into ``draft``, until somebody asks to ``stop``; the sources
        with what is wrong with them."""
        found = self.workers.map(self.reader, self._announced(todo))
        for source, content in stop.until(found):
            if content is not None:
                self.intakes.append(content.intake)
                draft.add(content)
            yield source
        if stop.is_asked:
            self.progress.step("已中断，正在保存读好的文件；再按一次 Ctrl-C 放弃")

    def _announced(self, todo: Plan) -> Iterator[tuple[Path, Source]]:
        for path, source in todo.reread:
            self.progress.step(source.mark.path)
            yield path, source


def _unread(corpus: Path, sources: Sequence[Source]) -> QaError:
    return QaError(f"“{corpus}”里没有能读的预决算文件：{sources[0].failed}")


def _stopped(read: int) -> KeyboardInterrupt:
    if not read:
        return KeyboardInterrupt()
    return KeyboardInterrupt(f"已中断：读好的 {read} 份已保存，再次运行 qa index 会接着做。")


def _report(index: Address, home: Home, done: _Done, started: float) -> BuildReport:
    totals = home.manifest().totals
    return BuildReport(
        index=shown(index),
        read=tuple(source.doc for source in done.fresh if not source.failed),
        reused=tuple(source.doc for source in done.todo.kept),
        removed=done.todo.removed,
        failed=tuple(Failure(s.mark.path, s.failed) for s in done.sources if s.failed),
        documents=totals.documents,
        facts=totals.facts,
        passages=totals.passages,
        seconds=time.monotonic() - started,
        encoder=done.encoder,
        changed=done.changed,
        intakes=done.intakes,
    )
