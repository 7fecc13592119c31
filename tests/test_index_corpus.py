"""Passages of the five disclosures stand alone, whole and short enough to quote."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from qa.index import Index
from qa.index.passages import DEFAULT_SIZES
from qa.model import Passage

MEDIAN = 600


@pytest.fixture(scope="module")
def texts(index: Index) -> dict[str, list[str]]:
    """The texts of every document's passages, without white space."""
    found: dict[str, list[str]] = {}
    for passage in index.passages():
        found.setdefault(passage.doc, []).append(squeezed(passage.text))
    return found


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_half_of_the_passages_have_at_most_600_characters(index: Index) -> None:
    assert median(len(passage.text) for passage in index.passages()) <= MEDIAN


def test_no_paragraph_or_list_item_is_cut(index: Index, texts: dict[str, list[str]]) -> None:
    paragraphs = [(one.doc, one.paragraph.text) for one in index.paragraphs()]
    cut = [
        text
        for doc, text in paragraphs
        if len(text) <= DEFAULT_SIZES.longest
        and not any(squeezed(text) in passage for passage in texts[doc])
    ]
    assert len(paragraphs) > 300
    assert cut == []


def test_no_row_of_a_table_is_cut(index: Index, texts: dict[str, list[str]]) -> None:
    rows = {(fact.doc, fact.quote) for fact in index.facts() if fact.source == "table"}
    cut = [
        quote
        for doc, quote in rows
        if not any(squeezed(quote) in passage for passage in texts[doc])
    ]
    assert len(rows) > 500
    assert cut == []


def test_every_passage_of_a_table_says_whose_rows_it_holds(index: Index) -> None:
    titles: dict[str, set[str]] = {}
    for table in index.tables():
        titles.setdefault(table.doc, set()).add(squeezed(table.name))

    def is_headed(passage: Passage) -> bool:
        head = squeezed(passage.text.split("\n")[0])
        return any(name in head for name in titles[passage.doc])

    assert [p for p in index.passages() if p.kind == "table" and not is_headed(p)] == []


def test_a_build_with_nothing_to_do_loads_no_numpy(corpus: Path, index_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from qa.index import build_index;"
        f"report = build_index(Path({str(corpus)!r}), Path({str(index_path)!r}), progress=False);"
        "print(report.changed, 'numpy' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]
