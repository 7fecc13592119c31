"""What a citation opens: the table with its cell marked, or the sentence in its paragraph."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.app.sources import MOST_ROWS, Grid, GridCell, Head, Passage, Sources, heads
from qa.ask import Assistant
from qa.index import Index

RATE = "2021年三公经费执行率是多少"


@pytest.fixture(scope="module")
def sources(index: Index) -> Sources:
    return Sources(index)


def marked(grid: Grid) -> list[tuple[str, str | None]]:
    return [(row.label, cell.text) for row in grid.rows for cell in row.cells if cell.marked]


def test_the_cell_of_a_citation_is_marked(sources: Sources, assistant: Assistant) -> None:
    place = sources.place(assistant.ask(RATE).citations[0])
    assert isinstance(place, Grid)
    assert place.unit == "万元"
    assert marked(place) == [("", "6.28")]


def test_row_and_column_of_the_marked_cell_are_lit(sources: Sources, assistant: Assistant) -> None:
    question = "大数据中心2021年支出决算表里项目支出合计是多少"
    place = sources.place(assistant.ask(question).citations[0])
    assert isinstance(place, Grid)
    ((label, text),) = marked(place)
    assert (label, text) == ("合计", "33,258.99")
    (row,) = [row for row in place.rows if row.lit]
    assert all(cell.lit for cell in row.cells)
    (column,) = [number for number, cell in enumerate(row.cells) if cell.marked]
    assert all(row.cells[column].lit for row in place.rows)
    assert sum(cell.lit for row in place.rows for cell in row.cells) == len(place.rows) + (
        len(row.cells) - 1
    )


def test_a_long_table_is_shown_around_the_marked_row(
    sources: Sources, assistant: Assistant
) -> None:
    question = "大数据中心2021年公用经费中的办公费是多少"
    place = sources.place(assistant.ask(question).citations[0])
    assert isinstance(place, Grid)
    assert len(place.rows) == MOST_ROWS and place.above + place.below > 0
    assert [label for label, _ in marked(place)] == ["办公费"]


def test_a_whole_table_has_every_row(sources: Sources, index: Index) -> None:
    doc = "2021年深圳市大数据资源管理中心部门决算"
    for table in sources.tables(doc):
        grid = sources.table(doc, table.table_id)
        assert grid is not None
        assert (len(grid.rows), grid.above, grid.below) == (table.rows, 0, 0)
        assert all(len(row.cells) == len(table.columns) for row in grid.rows)


def test_a_table_that_is_not_there_is_none(sources: Sources) -> None:
    assert sources.table("2021年深圳市大数据资源管理中心部门决算", 9999) is None


def test_a_sentence_is_quoted_in_its_paragraph(sources: Sources, assistant: Assistant) -> None:
    (cited,) = [c for c in assistant.ask(RATE).citations if c.table is None]
    place = sources.place(replace(cited, quote="支出决算为 6.28 万元"))
    assert isinstance(place, Passage)
    assert place.before.startswith("深圳市大数据资源管理中心 2021 年度")
    assert place.after.startswith("，完成预算 12 万元")


def test_a_quote_that_is_found_nowhere_stands_for_itself(
    sources: Sources, assistant: Assistant
) -> None:
    cited = replace(assistant.ask(RATE).citations[0], table=None, quote="别处的话")
    assert sources.place(cited) == Passage("", "别处的话", "")


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([("甲",), ("乙",)], [[Head("甲", 1, 1), Head("乙", 1, 1)]]),
        (
            [("总计",), ("其中", "甲"), ("其中", "乙")],
            [[Head("总计", 1, 2), Head("其中", 2, 1)], [Head("甲", 1, 1), Head("乙", 1, 1)]],
        ),
        (
            [("预算", "甲"), ("决算", "甲")],
            [[Head("预算", 1, 1), Head("决算", 1, 1)], [Head("甲", 1, 1), Head("甲", 1, 1)]],
        ),
        ([(), ("甲",)], [[Head("", 1, 1), Head("甲", 1, 1)]]),
        ([()], []),
    ],
)
def test_a_group_spans_its_columns_and_a_leaf_the_lines_below(
    paths: list[tuple[str, ...]], expected: list[list[Head]]
) -> None:
    assert [list(line) for line in heads(paths)] == expected


def test_every_line_of_a_head_covers_every_column(sources: Sources, index: Index) -> None:
    for info in index.documents:
        for table in sources.tables(info.doc):
            lines = heads([column.path for column in table.columns])
            covered = sum(head.columns * head.lines for line in lines for head in line)
            assert covered == len(lines) * len(table.columns), table.name


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        (GridCell(None), ""),
        (GridCell("1.00", lit=True), "lit"),
        (GridCell("及时", is_words=True, lit=True, marked=True), "words marked"),
    ],
)
def test_a_cell_is_shown_by_what_it_is(cell: GridCell, kind: str) -> None:
    assert cell.kind == kind


def test_words_in_a_cell_are_told_from_figures_and_dashes(sources: Sources, index: Index) -> None:
    cells = {
        cell
        for info in index.documents
        for table in sources.tables(info.doc)
        if (shown := sources.table(info.doc, table.table_id))
        for row in shown.rows
        for cell in row.cells
    }
    words = {cell.text for cell in cells if cell.is_words}
    figures = {cell.text for cell in cells if not cell.is_words}
    assert words and all(any(map(str.isalpha, text or "")) for text in words)
    assert {None, "0.00", "6.28"} <= figures
