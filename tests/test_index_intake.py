"""What a build tells of each file: how much of it was read, and what the reader remarks."""

from __future__ import annotations

from pathlib import Path

import pytest
from formats_fixtures import Page, make_pdf
from index_fixtures import write_encoder

from qa.cli.show import build_text, intake_text
from qa.facts import facts_of
from qa.index import build_index
from qa.index.intake import Intake, intake_of
from qa.read import read


def _document(folder: Path) -> Path:
    def cover(page: Page) -> None:
        page.text(150, 200, "清源县水利局2025年部门预算", size=18)

    def body(page: Page) -> None:
        page.prose(60, "第一部分 收支说明", "    2025年收入预算50.00万元，比上年增加3.00万元。")
        page.text(60, 120, "收入总表")
        page.text(400, 120, "单位：万元")
        page.table(140, [["项目", "金额"], ["合计", "50.00"], ["财政拨款", "50.00"]], [120, 80])

    return make_pdf(folder / "水利局_2024年部门预算.pdf", cover, body)


def test_intake_counts_pages_tables_cells_and_figures_of_the_text(tmp_path: Path) -> None:
    disclosure = read(_document(tmp_path))
    found = intake_of(disclosure, facts_of(disclosure))
    assert found == Intake(
        doc="水利局_2024年部门预算",
        pages=2,
        scanned=0,
        tables=1,
        placed=2,
        dropped=0,
        figures=2,
        untold=0,
        notices=("文件名中的年度“2024”与正文的“2025”不一致，以正文为准。",),
    )


def test_figure_that_became_no_fact_is_counted(tmp_path: Path) -> None:
    disclosure = read(_document(tmp_path))
    table_only = [fact for fact in facts_of(disclosure) if fact.source == "table"]
    assert intake_of(disclosure, table_only).untold == 2


@pytest.mark.parametrize(
    ("intake", "told"),
    [
        (
            Intake("甲", 33, 0, 12, 1975, 25, 210, 15),
            "33页，12张表，1975格归位（98.8%），正文210个数字，15个没有成为数据。",
        ),
        (
            Intake("甲", 7, 7, 0, 0, 0, 3, 0),
            "7页，其中7页由文字识别读入，没有表格，正文3个数字，0个没有成为数据。",
        ),
        (Intake("甲", 0, 0, 0, 0, 0, 0, 0), "没有表格。"),
    ],
)
def test_intake_is_told_on_one_line(intake: Intake, told: str) -> None:
    assert intake_text(intake) == told


def test_build_tells_of_every_new_file_and_of_none_again(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    _document(corpus)
    encoder = write_encoder(tmp_path / "encoder")

    def build() -> str:
        return build_text(build_index(corpus, tmp_path / "index", encoder=encoder, progress=False))

    assert build().splitlines()[1:] == [
        "  水利局_2024年部门预算：2页，1张表，2格归位（100.0%），正文2个数字，0个没有成为数据。",
        "    说明：文件名中的年度“2024”与正文的“2025”不一致，以正文为准。",
    ]
    assert build().endswith("没有变化。")
