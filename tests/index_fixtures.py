"""Made-up disclosures and a reader for them, so that the index is tested without the reader.

A file of the made-up format holds ``unit|year|kind`` in its first line and one
``label figure`` a line after it.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from qa.index.encoder import BUCKETS, CARD, TOKENS, WEIGHTS, WORDS, measured
from qa.model import (
    Cell,
    Column,
    Disclosure,
    Fact,
    Paragraph,
    Profile,
    QaError,
    Row,
    Section,
    Table,
)

SECTION = ("第二部分 收支情况",)


def write(folder: Path, unit: str, year: int, kind: str, items: dict[str, str]) -> Path:
    """Writes a made-up disclosure; its file name is made of unit, year and kind."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{year}年{unit}{kind}.txt"
    lines = [f"{unit}|{year}|{kind}", *(f"{label} {figure}" for label, figure in items.items())]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def read(path: Path) -> Disclosure:
    """The made-up file ``path`` as a disclosure with one table and one paragraph an item."""
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    if head.count("|") != 2:
        raise QaError(f"文件“{path.name}”不是预决算文件：请换一份。")
    unit, year, kind = head.split("|")
    items = [line.split(" ") for line in lines]
    rows = tuple(
        Row((label,), (Cell(0, figure, number),), number, f"{label} {figure}")
        for number, (label, figure) in enumerate(items, start=100)
    )
    table = Table(
        "收支总表", (Column(("金额",), "万元"),), rows, SECTION, 99, 99 + len(rows),
        number="1", unit="万元", header="项目 金额", notes=("注：无。",),
    )  # fmt: skip
    prose = tuple(
        Paragraph(SECTION, f"{unit}{label}{figure}万元，主要用于日常工作。", number, ((0, number),))
        for number, (label, figure) in enumerate(items, start=2)
    )
    profile = Profile(unit, int(year), "决算" if kind == "决算" else "预算", title=path.stem)
    return Disclosure(path.stem, profile, (Section(SECTION, 1),), prose, (table,), ("一条说明",))


def facts_of(disclosure: Disclosure) -> tuple[Fact, ...]:
    """One fact for each cell of the made-up table."""
    profile = disclosure.profile
    return tuple(
        Fact(
            disclosure.doc, profile.unit_name, profile.year, profile.kind, "table", row.labels,
            ("金额",), Decimal((cell.text or "0").replace(",", "")), cell.text, "万元",
            table.section, cell.line, row.quote, table.name, table.number,
            table_id=0, row_id=number, column_id=0,
        )
        for table in disclosure.tables
        for number, row in enumerate(table.rows)
        for cell in row.cells
    )  # fmt: skip


def write_encoder(folder: Path, seed: int = 0, dimension: int = 16) -> str:
    """Writes a tiny static encoder with random vectors; its name for ``--encoder``."""
    folder.mkdir(parents=True, exist_ok=True)
    tokens = [*"收入支出合计基本项目差旅费三公经费人员", *(f"#{n}" for n in range(BUCKETS))]
    names = list(dict.fromkeys(tokens))
    vectors = np.random.default_rng(seed).normal(size=(len(names), dimension)).astype(np.float16)
    save_file({"embedding.weight": vectors}, folder / WEIGHTS)
    vocabulary = {name: number for number, name in enumerate(names)}
    (folder / TOKENS).write_text(json.dumps({"model": {"vocab": vocabulary}}), encoding="utf-8")
    (folder / WORDS).write_text("差旅费 10\n", encoding="utf-8")
    (folder / CARD).write_text(json.dumps({"fingerprint": measured(folder)}), encoding="utf-8")
    return str(folder.resolve())
