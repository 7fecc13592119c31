"""Building an index: read what changed, write a new generation, switch over to it at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.checks import audit
from qa.index.encoder import Encoder
from qa.index.home import Address, Draft, Home, home_of
from qa.index.identity import read_identity
from qa.index.manifest import Source
from qa.index.models import load_encoder
from qa.index.passages import DEFAULT_SIZES, Sizes, context_of, passages_of
from qa.index.plan import Plan, plan
from qa.index.progress import Progress
from qa.index.sources import corpus_files
from qa.index.store import Contextual
from qa.model import Disclosure, Fact, QaError

#: Reads a file; whose it is may be told as a second argument.
Read = Callable[..., Disclosure]
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

    index: Address
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
    index: Address,
    *,
    encoder: str | None = None,
    progress: bool | Callable[[str], None] = True,
    sizes: Sizes = DEFAULT_SIZES,
    read: Read | None = None,
    facts_of: FactsOf | None = None,
) -> BuildReport:
    """Builds ``index`` from every disclosure under ``corpus``; only what changed is read again.

    ``index`` is a folder or the URL of a database. ``encoder`` names the encoder (default: that
    of the index as it is, or the package's own). ``progress`` shows a bar on standard error
    where that is a terminal; a function is told each step instead: the file that is read next,
    by its path in ``corpus``, and what comes after all of them. ``sizes`` are those of passages;
    ``read`` and ``facts_of`` replace the reader. A file that cannot be read is reported and
    left out.

    Raises ``QaError`` where the corpus is missing or empty, where no file of it can be read,
    and where ``index`` cannot be written to or is a folder of other things.
    """
    started = time.monotonic()
    corpus = Path(corpus)
    home = home_of(index)
    files = corpus_files(corpus)
    chosen = load_encoder(encoder or _remembered(home))
    if read is None or facts_of is None:
        read, facts_of = _readers()
    with home.writing():
        build = _Build(corpus, index, home, chosen, sizes, read, facts_of, progress)
        return build.run(files, started)


def _remembered(home: Home) -> str | None:
    """The encoder that made the index, if there is one: a change of the corpus changes no more."""
    try:
        return home.manifest().encoder.name
    except QaError:
        return None


def _readers() -> tuple[Read, FactsOf]:
    from qa.facts import facts_of
    from qa.read import read

    return read, facts_of


class _Build:
    """One run of ``build_index``, with everything that it needs at hand."""

    def __init__(
        self,
        corpus: Path,
        index: Address,
        home: Home,
        encoder: Encoder,
        sizes: Sizes,
        read: Read,
        facts_of: FactsOf,
        progress: bool | Callable[[str], None],
    ) -> None:
        self.corpus = corpus
        self.index = index
        self.home = home
        self.encoder = encoder
        self.sizes = sizes
        self.read = read
        self.facts_of = facts_of
        self.shown = progress
        self.progress = Progress(False)

    def run(self, files: Sequence[Path], started: float) -> BuildReport:
        """Does all of it, and says what was done."""
        old = self.home.old(self.sizes)
        todo = plan(self.corpus, files, old)
        if not todo.is_needed(old, self.encoder.fingerprint):
            return self._report(todo, todo.kept + todo.failed, (), started, changed=False)
        kept = {source.doc for source in todo.kept}
        draft = self.home.draft(old, kept, self.encoder, self.sizes)
        # One step a file, one for the words, one for the vectors.
        self.progress = Progress(self.shown, len(todo.reread) + 2)
        with self.progress:
            fresh = [self._add(draft, path, source) for path, source in todo.reread]
            sources = (*todo.kept, *todo.failed, *fresh)
            if all(source.failed for source in sources):
                draft.drop()
                raise QaError(f"“{self.corpus}”里没有能读的预决算文件：{sources[0].failed}")
            self.progress.step("分词与索引")
            draft.write_words()
            self.progress.step("计算向量")
            draft.write_vectors()
            draft.serve(sources)
        return self._report(todo, sources, fresh, started, changed=True)

    def _add(self, draft: Draft, path: Path, source: Source) -> Source:
        """Reads one file into ``draft``; what is wrong with it is kept with its name."""
        self.progress.step(source.mark.path)
        try:
            told = read_identity(path)
            disclosure = replace(self.read(path, told) if told else self.read(path), doc=source.doc)
            found = tuple(self.facts_of(disclosure))
            audited = audit(found, disclosure)
        except QaError as error:
            return Source(source.mark, source.doc, str(error))
        except Exception as error:  # one broken file must not cost the others
            reason = f"读取时出错（{type(error).__name__}: {error}）。请反馈这个文件。"
            return Source(source.mark, source.doc, reason)
        pieces = [
            Contextual(passage, context_of(disclosure.profile, passage))
            for passage in passages_of(disclosure, self.sizes)
        ]
        draft.add(disclosure, source.mark.hash, found, pieces, audited)
        return source

    def _report(
        self,
        todo: Plan,
        sources: Sequence[Source],
        fresh: Sequence[Source],
        started: float,
        *,
        changed: bool,
    ) -> BuildReport:
        opened = self.home.open()
        documents = opened.store.documents()
        opened.store.close()
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
