"""What users say of answers: right or wrong, with a remark, kept beside the index.

One JSON object a line is appended and brought to the disk before it is acknowledged. A line
that a crash cut short is passed over, and the next one begins on a line of its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import qa
from qa.index.home import Address
from qa.jsonable import as_mapping, to_json
from qa.model import Answer, QaError
from qa.reason import reason_of

#: A file that grew to this size holds hundreds of thousands of remarks, or somebody's mischief.
MOST_BYTES = 256 * 1024 * 1024

Verdict = Literal["right", "wrong"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What ``author`` thinks of an answer.

    ``expected`` is what the right answer would be, in the author's words; ``generation`` names
    the index that answered.
    """

    author: str
    verdict: Verdict
    expected: str
    remark: str
    history: tuple[str, ...]
    answer: Answer
    generation: str


#: A kept opinion: the fields of ``Opinion``, its answer as ``qa ask --json`` writes it, with
#: ``time`` (ISO 8601, UTC) and ``version`` of the program.
Kept = Mapping[str, Any]


def feedback_file(index: Address) -> Path:
    """Where the opinions on the answers of ``index`` are kept: beside its folder, or in the
    working folder where it is a database."""
    name = "feedback.jsonl"
    if "://" in str(index):
        return Path(name)
    return Path(index).with_name(f"{Path(index).name}.{name}")


class Feedback:
    """The opinions in one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writing = Lock()

    def keep(self, opinion: Opinion) -> None:
        """Writes an opinion down; when this returns, it survives a crash.

        Raises ``QaError`` where the file is full or cannot be written.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        record = {"time": now, "version": qa.__version__, **as_mapping(opinion)}
        with self._writing:
            try:
                self._append(to_json(record).encode() + b"\n")
            except OSError as error:
                raise QaError(
                    f"反馈没有记下（{reason_of(error)}）：请检查 {self.path.parent} 是否可写。"
                ) from error

    def kept(self, author: str | None = None) -> tuple[Kept, ...]:
        """The opinions of ``author`` (of everybody for ``None``), oldest first.

        Of several opinions of one author on one answer only the last counts.
        """
        last: dict[tuple[Any, ...], Kept] = {}
        for one in self._records():
            if author in (None, one["author"]):
                asked = (one["answer"]["question"], *one["history"])
                key = (one["author"], one["generation"], asked)
                last.pop(key, None)
                last[key] = one
        return tuple(last.values())

    def _append(self, line: bytes) -> None:
        # Nobody else may read what users wrote.
        file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(file).st_size
            if size + len(line) > MOST_BYTES:
                raise QaError(f"反馈文件 {self.path} 已满：请管理员另存后清空。")
            if size and os.pread(file, 1, size - 1) != b"\n":
                line = b"\n" + line
            if os.write(file, line) != len(line):
                raise OSError(None, "没有写完")
            os.fsync(file)
        finally:
            os.close(file)

    def _records(self) -> Iterator[Kept]:
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return
        for line in lines:
            try:
                record = json.loads(line, parse_float=Decimal)
            except ValueError:
                continue
            yield record
