"""The folder of documents behind the server: files come in, are corrected and go out, and the
index follows."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Literal

from qa.app.rebuild import rebuild
from qa.app.service import Service
from qa.index import Index
from qa.index.identity import identity_file, write_identity
from qa.index.sources import may_be_disclosure
from qa.model import Profile, QaError

#: Larger than any disclosure seen, scans among them.
MOST_BYTES = 64 * 1024 * 1024
#: Where removed files go, for somebody to fetch them back; a folder that no build looks into.
REMOVED = ".removed"
#: The longest name of a file that common file systems take, in bytes, less what stands around
#: it while it is written.
LONGEST_NAME = 200

Stage = Literal["waiting", "reading", "read", "done"]


@dataclass(frozen=True, slots=True)
class Handed:
    """What becomes of a file that was handed in: how far it is, and in the end the document that
    it became and whose it was understood to be, or why it was not taken."""

    name: str
    stage: Stage = "waiting"
    doc: str | None = None
    profile: Profile | None = None
    reason: str | None = None


Told = Callable[[tuple[Handed, ...]], None]


class Library:
    """The corpus folder and the index made from it; one change at a time."""

    def __init__(self, corpus: Path, index: Path, service: Service) -> None:
        self._corpus = corpus
        self._index = index
        self._service = service
        self._changing = Lock()

    def add(self, files: Sequence[Path], told: Told = lambda _: None) -> tuple[Handed, ...]:
        """Takes files in under their own names and tells what became of each; ``told`` is called
        whenever one of them has come further.

        A file that is no disclosure leaves no trace. Raises ``QaError`` where the index cannot
        be built.
        """
        told(tuple(Handed(path.name) for path in files))
        with self._changing:
            begun = [self._begun(path, files) for path in files]
            placed = [
                self._place(path)
                for path, one in zip(files, begun, strict=True)
                if one.stage == "waiting"
            ]
            failed = self._taken_in(placed, _Follow(begun, told).step) if placed else {}
            unread = [path for path in placed if path.name in failed]
            for path in unread:
                path.unlink()
            if unread:
                self._rebuild()
            outcome = tuple(one if one.reason else self._outcome(one, failed) for one in begun)
        told(outcome)
        return outcome

    def correct(self, doc: str, profile: Profile) -> None:
        """Takes a document for that of ``profile`` from now on, whatever it says of itself.

        Raises ``QaError`` for an unknown document and where the index cannot be built; then
        nothing is changed.
        """
        with self._changing:
            corrections = [identity_file(path) for path in self._files(doc)]
            before = {one: one.read_bytes() for one in corrections if one.exists()}
            try:
                for path in self._files(doc):
                    write_identity(path, profile)
                self._rebuild()
            except BaseException:
                for one in corrections:
                    one.unlink(missing_ok=True)
                for one, content in before.items():
                    one.write_bytes(content)
                raise

    def remove(self, doc: str) -> None:
        """Takes a document out; its files are kept in a hidden folder beside the others.

        Raises ``QaError`` for an unknown document and for the last one.
        """
        with self._changing:
            paths = self._files(doc)
            if len(self._service.documents) == 1:
                raise QaError("这是最后一份文件：请先加入别的文件，再移除它。")
            folder = self._corpus / REMOVED
            folder.mkdir(exist_ok=True)
            for path in paths:
                for one in (path, identity_file(path)):
                    if one.exists():
                        os.replace(one, folder / one.name)
            self._rebuild()

    def _files(self, doc: str) -> list[Path]:
        """The files of a document. Raises ``QaError`` where there are none (any more)."""
        sources = self._service.index.manifest.sources
        paths = [self._corpus / one.mark.path for one in sources if one.doc == doc]
        if not paths or not all(path.is_file() for path in paths):
            raise QaError(f"没有文件“{doc}”：可能已被移除，请刷新页面。")
        return paths

    def _begun(self, path: Path, files: Sequence[Path]) -> Handed:
        """A file before it is read; done with where it is not even tried."""
        size = path.stat().st_size
        if size == 0:
            reason = "文件是空的。"
        elif size > MOST_BYTES:
            reason = f"文件超过{MOST_BYTES // 1024**2}MB。"
        elif not may_be_disclosure(path) or len(os.fsencode(path.name)) > LONGEST_NAME:
            reason = "文件名不能用：请改名。"
        elif (self._corpus / path.name).exists():
            reason = "已有同名文件：请先移除旧的，或改名。"
        elif path != next(one for one in files if one.name == path.name):
            reason = "一次加入的文件中有两份同名：请改名。"
        else:
            return Handed(path.name)
        return Handed(path.name, "done", reason=reason)

    def _place(self, path: Path) -> Path:
        """Copies a file into the corpus, where it appears whole or not at all."""
        target = self._corpus / path.name
        beside = self._corpus / f".{path.name}.new"
        shutil.copyfile(path, beside)
        os.replace(beside, target)
        return target

    def _taken_in(self, placed: Sequence[Path], step: Callable[[str], None]) -> dict[str, str]:
        """Which of the files that are now in the corpus failed and why; where there is no index
        to be had with them, none of them stays."""
        try:
            return self._rebuild(step)
        except BaseException:
            for path in placed:
                path.unlink(missing_ok=True)
            raise

    def _rebuild(self, step: Callable[[str], None] = lambda _: None) -> dict[str, str]:
        """Builds the index anew, lets it take over, and tells which files failed and why."""
        failed = rebuild(self._corpus, self._index, step)
        self._service.take_over(Index.open(self._index))
        return failed | self._copies_of(failed)

    def _copies_of(self, failed: Mapping[str, str]) -> dict[str, str]:
        """The files that are copies of ones that failed, with that for a reason."""
        sources = self._service.index.manifest.sources
        return {
            one.mark.path: f"与“{one.copy_of}”内容完全相同，也没有收入。"
            for one in sources
            if one.mark.path in failed and one.copy_of in failed
        }

    def _outcome(self, one: Handed, failed: Mapping[str, str]) -> Handed:
        sources = self._service.index.manifest.sources
        doc = next((source.doc for source in sources if source.mark.path == one.name), None)
        profiles = {info.doc: info.profile for info in self._service.documents}
        profile = profiles.get(doc) if doc else None
        return Handed(one.name, "done", doc, profile, failed.get(one.name))


class _Follow:
    """How far each of the files is while an index is built with them."""

    def __init__(self, files: Sequence[Handed], told: Told) -> None:
        self._files = list(files)
        self._told = told

    def step(self, what: str) -> None:
        """The build begins to read the file ``what``, or has read all."""
        for number, one in enumerate(self._files):
            if one.stage == "waiting" and one.name == what:
                self._files[number] = replace(one, stage="reading")
            elif one.stage == "reading":
                self._files[number] = replace(one, stage="read")
        self._told(tuple(self._files))
