"""Files of the command line: the index to use, questions in, JSON Lines out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from qa.cli.show import flat
from qa.jsonable import to_json
from qa.model import QaError
from qa.reason import reason_of
from qa.textfile import lines_of

if TYPE_CHECKING:
    from qa.index import BuildReport, Index

DEFAULT_CORPUS = Path("corpus")
DEFAULT_INDEX = Path("indexes/default")


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a batch: a question with those before it, oldest first."""

    id: Any
    question: str
    history: tuple[str, ...] = ()


def open_index(path: Path | str | None) -> Index:
    """The index at ``path`` (a folder, or the URL of a database), or the default one, which is
    built first where it is missing or older than the corpus.

    Raises ``QaError`` where there is neither a usable index nor a corpus.
    """
    from qa.index import Index, is_stale

    if path is not None:
        return Index.open(path)
    has_corpus = DEFAULT_CORPUS.is_dir()
    if not has_corpus and not DEFAULT_INDEX.is_dir():
        raise QaError(
            f"当前文件夹里没有 {DEFAULT_CORPUS}/ 也没有 {DEFAULT_INDEX}/："
            "请在项目文件夹里运行，或用 --index 指明索引文件夹。"
        )
    if has_corpus and is_stale(DEFAULT_INDEX, DEFAULT_CORPUS):
        from qa.index import build_index
        from qa.index.workers import processors

        say(f"正在读入 {DEFAULT_CORPUS}/ 并建立索引……")
        report_failures(build_index(DEFAULT_CORPUS, DEFAULT_INDEX, processes=processors()))
    return Index.open(DEFAULT_INDEX)


def chosen_docs(index: Index, doc: str | None) -> list[str]:
    """The ids of the documents of ``index``, or ``doc`` alone where it is given.

    Raises ``QaError`` where the index does not hold that.
    """
    docs = [info.doc for info in index.documents]
    if doc is None:
        return docs
    if doc not in docs:
        raise QaError(f"索引中没有文件“{doc}”，现有：{'、'.join(docs)}。")
    return [doc]


def report_failures(report: BuildReport) -> None:
    """Says which files could not be read, one line each."""
    for failure in report.failed:
        say(flat(f"没有收入 {failure.path}：{failure.reason}"))


def say(message: str) -> None:
    """Tells the user something that is not the result."""
    print(message, file=sys.stderr, flush=True)


def read_asked(path: Path) -> tuple[Asked, ...]:
    """The questions of a JSON Lines file.

    Raises ``QaError`` for a file that is missing, no text, or not of that form.
    """
    lines = lines_of(path)
    return tuple(
        _asked(line, f"{path} 第{number}行") for number, line in enumerate(lines, 1) if line.strip()
    )


def _asked(line: str, place: str) -> Asked:
    try:
        raw = json.loads(line)
    except ValueError as error:
        raise QaError(f"{place}不是 JSON：每行应是一个对象，含 id 和 question。") from error
    if not isinstance(raw, dict) or "id" not in raw or not isinstance(raw.get("question"), str):
        raise QaError(f"{place}缺少 id 或 question（文字）：请补上。")
    history = raw.get("history") or []
    if not isinstance(history, list) or not all(isinstance(one, str) for one in history):
        raise QaError(f"{place}的 history 应是文字的数组：之前问过的问题，从早到晚。")
    return Asked(raw["id"], raw["question"], tuple(history))


@contextmanager
def writing_lines(path: Path) -> Iterator[Callable[[Any], None]]:
    """A function that writes one JSON line to ``path`` and hands it over at once, so that an
    interrupted batch keeps what it has.

    Raises ``QaError`` where the file cannot be written.
    """
    with _opened(path) as file:

        def write(record: Any) -> None:
            try:
                file.write(to_json(record) + "\n")
                file.flush()
            except OSError as error:
                raise _unwritable(path, error) from error

        yield write


def _opened(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise _unwritable(path, error) from error


def write_text(path: Path, text: str) -> None:
    """Writes a report. Raises ``QaError`` where the file cannot be written."""
    try:
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> QaError:
    return QaError(f"写不了 {path}（{reason_of(error)}）：请检查文件夹是否存在、是否可写。")
