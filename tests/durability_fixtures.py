"""A folder with a disclosure in every format, and commands that can be killed over it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from formats_fixtures import make_pdf
from openpyxl import Workbook

REPOSITORY = Path(__file__).parent.parent
UNIT = "云岭县水务局"
KINDS = ("txt", "html", "docx", "xlsx", "pdf")
YEARS = dict(zip(KINDS, range(2021, 2026), strict=True))

Rows = Sequence[Sequence[str]]


def write_disclosure(folder: Path, kind: str, figure: str = "48.00") -> Path:
    """A small 部门预算 whose table prints ``figure``, as a file of the format ``kind``."""
    year = YEARS[kind]
    path = folder / f"{year}年{UNIT}部门预算.{kind}"
    lines = (
        f"{UNIT}{year}年部门预算", "第一部分 部门概况", "一、主要职责", "负责全县水务工作。",
        "第二部分 收支情况", f"{year}年收入预算50.00万元，用于日常工作。", "表1 收入预算表",
        "单位：万元",
    )  # fmt: skip
    rows = (("项目", "预算数"), ("一般公共预算拨款", figure), ("其他收入", "2.00"))
    _WRITERS[kind](path, lines, rows)
    return path


def _write_txt(path: Path, lines: Sequence[str], rows: Rows) -> None:
    path.write_text("\n".join([*lines, *map("\t".join, rows)]), encoding="utf-8")


def _write_html(path: Path, lines: Sequence[str], rows: Rows) -> None:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    prose = "".join(f"<p>{line}</p>" for line in lines)
    path.write_text(f"<html><body>{prose}<table>{table}</table></body></html>", encoding="utf-8")


def _write_docx(path: Path, lines: Sequence[str], rows: Rows) -> None:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))


def _write_xlsx(path: Path, lines: Sequence[str], rows: Rows) -> None:
    book = Workbook()
    for row in (*([line] for line in lines), *rows):
        book.worksheets[0].append(list(row))
    book.save(path)


def _write_pdf(path: Path, lines: Sequence[str], rows: Rows) -> None:
    make_pdf(path, lambda page: page.table(page.prose(60, *lines) + 10, rows, [160, 100]))


_WRITERS = {
    "txt": _write_txt, "html": _write_html, "docx": _write_docx, "xlsx": _write_xlsx,
    "pdf": _write_pdf,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its status (minus the signal that killed it) and what it said."""

    status: int
    said: str


class Runner:
    """Commands in processes of their own, all from one start of Python."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "said.txt"
        paths = os.pathsep.join(map(str, (REPOSITORY, REPOSITORY / "tests")))
        environment = {**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1"}
        command = [sys.executable, str(REPOSITORY / "tests" / "durability_runner.py")]
        self._process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def close(self) -> None:
        """Ends the one start."""
        self._process.communicate()

    def share(self, *argv: str) -> None:
        """Runs a command where what it loads stays loaded for the others."""
        self._send(argv, shared=True)
        assert self._answer() == 0

    def run(self, *argv: str, kill_after: float | None = None, **befalls: Any) -> Ended:
        """Runs a command; ``kill_after`` so many seconds it is killed."""
        self._send(argv, **befalls)
        process = self._answer()
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        return Ended(self._answer(), self._log.read_text(encoding="utf-8", errors="replace"))

    def _send(self, argv: Sequence[str], **job: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"argv": argv, "log": str(self._log), **job}) + "\n")
        self._process.stdin.flush()

    def _answer(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())
