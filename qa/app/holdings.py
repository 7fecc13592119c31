"""The folder of documents behind the server: files come in and go out, the index follows.

A change is read and indexed in a process of its own while the old index goes on answering;
only then the new one takes over.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from qa.app.service import Service
from qa.index import Index
from qa.model import Profile, QaError

#: Larger than any disclosure seen, scans among them.
MOST_BYTES = 64 * 1024 * 1024
#: A build that takes longer has hung.
MOST_SECONDS = 3600
#: Where removed files go, for somebody to fetch them back; a folder that no build looks into.
REMOVED = ".removed"


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of a file that was handed in: whose it was understood to be, or why it was
    not taken."""

    name: str
    profile: Profile | None = None
    reason: str | None = None


class Library:
    """The corpus folder and the index made from it; one change at a time."""

    def __init__(self, corpus: Path, index: Path, service: Service) -> None:
        self._corpus = corpus
        self._index = index
        self._service = service
        self._changing = Lock()

    def add(self, files: Sequence[Path]) -> tuple[Handed, ...]:
        """Takes files in under their own names and tells what became of each.

        A file that is no disclosure leaves no trace. Raises ``QaError`` where the index cannot
        be built.
        """
        with self._changing:
            reasons = {path: self._reason_against(path) for path in files}
            placed = {p: self._place(p) for p, reason in reasons.items() if reason is None}
            failed = self._taken_in(list(placed.values())) if placed else {}
            unread = {p: failed[q.name] for p, q in placed.items() if q.name in failed}
            for path in unread:
                placed[path].unlink()
            if unread:
                self._rebuild()
            reasons |= unread
            known = {info.doc: info.profile for info in self._service.documents}
            return tuple(
                Handed(path.name, None if reason else known.get(path.stem), reason)
                for path, reason in reasons.items()
            )

    def remove(self, doc: str) -> None:
        """Takes a document out; its files are kept in a hidden folder beside the others.

        Raises ``QaError`` for an unknown document and for the last one.
        """
        with self._changing:
            sources = self._service.index.manifest.sources
            paths = [self._corpus / one.mark.path for one in sources if one.doc == doc]
            if not paths or not all(path.is_file() for path in paths):
                raise QaError(f"没有文件“{doc}”：可能已被移除，请刷新页面。")
            if len(self._service.documents) == 1:
                raise QaError("这是最后一份文件：请先加入别的文件，再移除它。")
            folder = self._corpus / REMOVED
            folder.mkdir(exist_ok=True)
            for path in paths:
                os.replace(path, folder / path.name)
            self._rebuild()

    def _reason_against(self, path: Path) -> str | None:
        """Why a file is not even tried."""
        size = path.stat().st_size
        if size == 0:
            return "文件是空的。"
        if size > MOST_BYTES:
            return f"文件超过{MOST_BYTES // 1024**2}MB。"
        if path.name.startswith((".", "~")):
            return "文件名不能用：请改名。"
        docs = {info.doc for info in self._service.documents}
        if path.stem in docs or (self._corpus / path.name).exists():
            return "已有同名文件：请先移除旧的，或改名。"
        return None

    def _place(self, path: Path) -> Path:
        """Copies a file into the corpus, where it appears whole or not at all."""
        target = self._corpus / path.name
        beside = self._corpus / f".{path.name}.new"
        shutil.copyfile(path, beside)
        os.replace(beside, target)
        return target

    def _taken_in(self, placed: Sequence[Path]) -> dict[str, str]:
        """Which of the files that are now in the corpus failed and why; where there is no index
        to be had with them, none of them stays."""
        try:
            return self._rebuild()
        except BaseException:
            for path in placed:
                path.unlink(missing_ok=True)
            raise

    def _rebuild(self) -> dict[str, str]:
        """Builds the index anew, lets it take over, and tells which files failed and why."""
        command = [sys.executable, "-m", "qa.app.rebuild", str(self._corpus), str(self._index)]
        try:
            done = subprocess.run(
                command, capture_output=True, encoding="utf-8", timeout=MOST_SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise QaError("建立索引超时：请检查新加入的文件。") from error
        if done.returncode:
            raise QaError(
                done.stderr.strip() or "建立索引时出错：请在命令行运行 qa index 查看原因。"
            )
        self._service.take_over(Index.open(self._index))
        failed = (line.split("\t", 1) for line in done.stdout.splitlines())
        return {Path(name).name: reason for name, reason in failed}
