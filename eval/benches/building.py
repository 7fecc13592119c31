"""What an index costs: time by document and page, memory, room on disk, a change."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

import pdfplumber

from eval.benches.measured import CORPUS, SEED, Measured, Setting, folder_size, run
from eval.generate.corpus import Corpus
from qa.index.workers import processors

_FIRST_ANSWER = """
import sys
from pathlib import Path
from qa.ask import Assistant
from qa.index import Index, build_index
build_index(Path(sys.argv[1]), Path(sys.argv[2]), progress=False)
print(Assistant(Index.open(Path(sys.argv[2]))).ask(sys.argv[3]).text)
"""


def building(setting: Setting) -> Iterator[Measured]:
    """The five disclosures, text that is drawn, PDF files that are drawn."""
    corpus, index = setting.work / "changing", str(setting.work / "built")
    shutil.rmtree(corpus, ignore_errors=True)
    shutil.rmtree(index, ignore_errors=True)
    shutil.copytree(CORPUS, corpus)
    spent, memory, _ = _indexed(corpus, index)
    yield Measured("build", "five disclosures from nothing", spent, "s", 20.0)
    yield Measured("build", "peak memory of it", memory, "MB", 2048.0)
    size = folder_size(Path(index)) / 5 / 1e6
    yield Measured("build", "index of a disclosure", size, "MB")
    idle = median(_indexed(corpus, index)[0] for _ in range(5))
    yield Measured("build", "nothing changed", idle, "s", 0.5)
    first = min(corpus.glob("*.txt"), key=lambda path: path.stat().st_size)
    first.write_text(first.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    answered, _, _ = run("-c", _FIRST_ANSWER, str(corpus), index, "2021年三公经费执行率是多少")
    yield Measured("build", "a change of one document to the first answer", answered, "s")
    yield from _texts(setting, 2000 if setting.full else 100)
    yield from _papers(setting, 40 if setting.full else 10)


def _indexed(corpus: Path, index: str, *more: str) -> tuple[float, float, str]:
    return run("-m", "qa", "index", str(corpus), "--index", index, *more)


def _texts(setting: Setting, count: int) -> Iterator[Measured]:
    corpus, index = setting.work / "texts", setting.work / "texts-index"
    for folder in (corpus, index):
        shutil.rmtree(folder, ignore_errors=True)
    for _ in Corpus(SEED + 1).write(corpus, count):
        pass
    spent, memory, _ = _indexed(corpus, str(index))
    note = f"{count} drawn text documents, {processors()} processes"
    yield Measured("build", "text documents", count / spent, "documents/s", 10.0, True, note)
    yield Measured("build", "peak memory of the first process", memory, "MB", 2048.0, note=note)
    size = folder_size(index) / count / 1e6
    yield Measured("build", "index of a document", size, "MB", 1.0, note=note)


def _papers(setting: Setting, count: int) -> Iterator[Measured]:
    corpus, index = setting.work / "papers", setting.work / "papers-index"
    for folder in (corpus, index):
        shutil.rmtree(folder, ignore_errors=True)
    written = Corpus(SEED + 2, papers=1.0).write(corpus, 10 * count)
    papers = list(islice((path for path in written if path.suffix == ".pdf"), count))
    for path in set(corpus.iterdir()) - set(papers):
        path.unlink()
    pages = 0
    for path in papers:
        with pdfplumber.open(path) as opened:
            pages += len(opened.pages)
    spent, _, _ = _indexed(corpus, str(index))
    note = f"{count} drawn PDF files, {pages} pages"
    yield Measured("build", "a PDF file", spent / count, "s", note=note)
    yield Measured("build", "a page of a PDF file", 1000 * spent / pages, "ms", note=note)
