"""Tables of HTML whose spans or blank cells were lost, dashes for blanks, apostrophes."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.model import Disclosure
from qa.read import read

TOP = "<h1>清源县水利局2033年度部门决算</h1><p>收入支出决算总表</p><p>单位：万元</p>"
END = "<p>清源县水利局2033年度收入总计1,500.00万元。</p>"
#: Of the two heads over 收入 and 支出 each spans two columns in truth.
LOST = [
    ["收入", "支出"],
    ["项目", "决算数", "项目", "决算数"],
    ["一、财政拨款收入", "1,400.00", "一、农林水支出", "1,200.00"],
    ["二、事业收入", "100.00", "二、住房保障支出", "300.00"],
    ["本年收入合计", "1,500.00", "本年支出合计", "1,500.00"],
]


def _html(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def _read(folder: Path, name: str, text: str) -> Disclosure:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(path)


def _figures(found: Disclosure) -> dict[tuple[str, str], str]:
    return {
        (row.labels[-1] if row.labels else "", "/".join(table.columns[cell.column].path)): cell.text
        for table in found.tables
        for row in table.rows
        for cell in row.cells
        if cell.text
    }


@pytest.mark.parametrize("name", ["页面.html", "页面.md"])
def test_heads_whose_spans_were_lost_stand_over_the_halves_that_they_name(
    tmp_path: Path, name: str
) -> None:
    page = TOP + _html(LOST) + END
    if name.endswith("md"):
        page = page.replace("<h1>", "# ").replace("<p>", "\n\n").replace("</p>", "\n\n")
        page = page.replace("</h1>", "\n\n")
    told = _figures(_read(tmp_path, name, page))
    assert told["财政拨款收入", "收入/决算数"] == "1,400.00"
    assert told["住房保障支出", "支出/决算数"] == "300.00"
    assert ("财政拨款收入", "支出/决算数") not in told


def test_figures_of_a_web_page_that_lost_blank_cells_are_told_where_sums_prove_it(
    tmp_path: Path,
) -> None:
    rows = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["合计", "1,500.00", "900.00", "600.00"],
        ["213", "农林水支出", "1,200.00", "700.00", "500.00"],
        ["2130301", "行政运行", "700.00", "700.00"],
        ["2130305", "水利工程建设", "500.00", "500.00"],
        ["221", "住房保障支出", "300.00", "200.00", "100.00"],
        ["2210201", "住房公积金", "200.00", "200.00"],
        ["2210203", "购房补贴", "100.00", "100.00"],
    ]
    told = _figures(
        _read(tmp_path, "页面.html", TOP.replace("收入支出", "支出") + _html(rows) + END)
    )
    assert told["合计", "本年支出合计"] == "1,500.00"
    assert told["水利工程建设", "项目支出"] == "500.00"
    assert ("水利工程建设", "基本支出") not in told
    assert told["购房补贴", "项目支出"] == "100.00"


@pytest.mark.parametrize("dash", ["-", "—", "/"])
def test_dashes_that_fill_the_shorter_half_name_no_rows(tmp_path: Path, dash: str) -> None:
    lines = ["# 清源县水利局2033年度部门决算", "", "收入支出决算总表", "", "单位：万元", ""]
    lines += ["| 收入 | | 支出 | |", "|---|---|---|---|"]
    rows = [LOST[1], LOST[2], *([dash, dash, f"支出{n}", f"{n}.00"] for n in range(1, 6))]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    told = _figures(_read(tmp_path, "页面.md", "\n".join(lines)))
    assert told["财政拨款收入", "收入/决算数"] == "1,400.00"
    assert told["支出5", "支出/决算数"] == "5.00"
    assert not any(label in ("", dash) for label, _ in told if told[label, _] != dash)


@pytest.mark.parametrize("mark", ["'", "’"])
def test_apostrophes_part_thousands(tmp_path: Path, mark: str) -> None:
    page = TOP + _html([["项目", "决算数"], ["会议费", f"1{mark}234{mark}567.80"]]) + END
    assert _figures(_read(tmp_path, "页面.html", page)) == {("会议费", "决算数"): "1,234,567.80"}


def test_the_numbers_of_columns_are_no_figures_where_dashes_stand_beside_them(
    tmp_path: Path,
) -> None:
    page = TOP + _html([LOST[1], ["栏次", "1", "-", "2"], *LOST[2:]]) + END
    told = _figures(_read(tmp_path, "页面.html", page))
    assert "1" not in told.values()
    assert "2" not in told.values()


def test_numbers_of_columns_are_no_figures_where_each_cell_has_a_line_of_its_own(
    tmp_path: Path,
) -> None:
    cells = ["项目", "本年支出合计", "基本支出", "项目支出", "栏次", "1", "2", "3"]
    cells += ["会议费", "300.00", "200.00", "100.00", "培训费", "30.00", "20.00", "10.00"]
    text = "清源县水利局2033年度部门决算\n\n支出决算表\n单位：万元\n" + "\n".join(cells)
    told = _figures(_read(tmp_path, "页面.txt", text + "\n\n2033年度支出330.00万元。\n"))
    assert not {"1", "2", "3"} & set(told.values())
