"""What a build has to do: which files are read again and which documents stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qa.index.manifest import Manifest, Source, read_manifest, reader_mark, verify
from qa.index.passages import Sizes
from qa.index.sources import mark_of
from qa.model import QaError


@dataclass(frozen=True, slots=True)
class Old:
    """The generation that serves while the next one is built.

    Without a ``manifest`` nothing of it can be used again.
    """

    folder: Path | None = None
    manifest: Manifest | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)

    @classmethod
    def of(cls, index: Path, sizes: Sizes) -> Old:
        """That of ``index``, if it is whole and was read by the same code."""
        try:
            folder, manifest = read_manifest(index)
            verify(folder, manifest.files)
        except QaError:
            return cls()
        if manifest.reader != reader_mark() or manifest.sizes != sizes:
            return cls(folder)
        return cls(folder, manifest, {source.mark.path: source for source in manifest.sources})


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with each file of the corpus; ``removed`` are ids of documents."""

    reread: tuple[tuple[Path, Source], ...]
    kept: tuple[Source, ...]
    failed: tuple[Source, ...]
    removed: tuple[str, ...]

    def is_needed(self, old: Old, encoder: str) -> bool:
        """Whether the index would be another one; ``encoder`` is a fingerprint."""
        if old.manifest is None or self.reread or self.removed:
            return True
        if len(self.kept) + len(self.failed) != len(old.sources):
            return True  # a file that had failed is gone
        return old.manifest.encoder.fingerprint != encoder


def plan(corpus: Path, files: Sequence[Path], old: Old) -> Plan:
    """Sorts ``files`` by what their content and ``old`` say.

    Of two files of one name the first is taken: a document's id is its file's name.
    """
    reread: list[tuple[Path, Source]] = []
    kept: list[Source] = []
    failed: list[Source] = []
    taken: dict[str, str] = {}
    for path in files:
        known = old.sources.get(path.relative_to(corpus).as_posix())
        mark = mark_of(path, corpus, known.mark if known else None)
        if path.stem in taken:
            # Without an id: should the other file go, this one is read after all.
            failed.append(Source(mark, "", f"与“{taken[path.stem]}”同名，没有收入：请改文件名。"))
            continue
        taken[path.stem] = mark.path
        source = Source(mark, path.stem, known.failed if known else None)
        if known is None or known.mark.hash != mark.hash or known.doc != path.stem:
            reread.append((path, Source(mark, path.stem)))
        elif known.failed:
            failed.append(source)
        else:
            kept.append(source)
    before = {source.doc for source in old.sources.values() if not source.failed}
    return Plan(tuple(reread), tuple(kept), tuple(failed), tuple(sorted(before - set(taken))))
