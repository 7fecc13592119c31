"""What a build has to do: which files are read again and which documents stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qa.index.manifest import FileMark, Manifest, Source, reader_mark
from qa.index.names import document_ids
from qa.index.passages import Sizes
from qa.index.sources import mark_of

_UNOPENED = "打不开，没有收入：请确认它是普通文件并且有读取权限。"


@dataclass(frozen=True, slots=True)
class Old:
    """The generation that the next one is made from.

    Without a ``manifest`` nothing of it can be used again. One that does not ``serve`` was left
    by a build that was stopped.
    """

    folder: Path | None = None
    manifest: Manifest | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    serves: bool = True

    @classmethod
    def of(
        cls, manifest: Manifest, sizes: Sizes, folder: Path | None = None, *, serves: bool = True
    ) -> Old:
        """That of ``manifest``, as far as it was read by the same code; ``folder`` holds it."""
        if manifest.reader != reader_mark() or manifest.sizes != sizes:
            return cls(folder)
        sources = {source.mark.path: source for source in manifest.sources}
        return cls(folder, manifest, sources, serves)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with each file of the corpus; ``removed`` are ids of documents."""

    reread: tuple[tuple[Path, Source], ...]
    kept: tuple[Source, ...]
    failed: tuple[Source, ...]
    removed: tuple[str, ...]

    def is_needed(self, old: Old, encoder: str) -> bool:
        """Whether the index would be another one; ``encoder`` is a fingerprint."""
        if old.manifest is None or not old.serves or self.reread or self.removed:
            return True
        if len(self.kept) + len(self.failed) != len(old.sources):
            return True  # a file that had failed is gone
        return old.manifest.encoder.fingerprint != encoder


def plan(corpus: Path, files: Sequence[Path], old: Old) -> Plan:
    """Sorts ``files`` by what their content and ``old`` say.

    Of files with the same content the first is read; the others are named beside it. What cannot
    be opened has failed, and is looked at again by the next build.
    """
    reread: list[tuple[Path, Source]] = []
    kept: list[Source] = []
    marked = [_marked(path, corpus, old) for path in files]
    failed = [Source(mark, "", _UNOPENED) for _, mark in marked if not mark.hash]
    read, copies = _apart((path, mark) for path, mark in marked if mark.hash)
    ids = document_ids([mark.path for _, mark in read])
    for path, mark in read:
        known, doc = old.sources.get(mark.path), ids[mark.path]
        if known is None or known.copy_of or (known.mark.hash, known.doc) != (mark.hash, doc):
            reread.append((path, Source(mark, doc)))
        elif known.failed:
            failed.append(Source(mark, doc, known.failed))
        else:
            kept.append(Source(mark, doc))
    failed += [_copy(mark, first, ids[first.path]) for mark, first in copies]
    before = {source.doc for source in old.sources.values() if not source.failed}
    return Plan(
        tuple(reread), tuple(kept), tuple(failed), tuple(sorted(before - set(ids.values())))
    )


def _marked(path: Path, corpus: Path, old: Old) -> tuple[Path, FileMark]:
    known = old.sources.get(path.relative_to(corpus).as_posix())
    return path, mark_of(path, corpus, known.mark if known else None)


def _apart(
    marked: Iterable[tuple[Path, FileMark]],
) -> tuple[list[tuple[Path, FileMark]], list[tuple[FileMark, FileMark]]]:
    """The files of different content, and the copies, each with the file that it is one of."""
    first: dict[str, FileMark] = {}
    read: list[tuple[Path, FileMark]] = []
    copies: list[tuple[FileMark, FileMark]] = []
    for path, mark in marked:
        if mark.hash in first:
            copies.append((mark, first[mark.hash]))
        else:
            first[mark.hash] = mark
            read.append((path, mark))
    return read, copies


def _copy(mark: FileMark, first: FileMark, doc: str) -> Source:
    reason = f"与“{first.path}”内容完全相同，已作为同一份文件收入一次。"
    return Source(mark, doc, reason, first.path)
