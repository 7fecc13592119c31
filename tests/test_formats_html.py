"""Web pages: the article without the page around it, tables with merged cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from formats_fixtures import cells_of

from qa.model import QaError
from qa.read import read
from qa.read.formats import read_source
from qa.read.tabs import find_tab_tables

ARTICLE = """
<h2>二、收入预算情况说明</h2>
<p>2025年预算收入合计<b>50</b>万元，
其中：财政拨款50万元。</p>
<p>收支总表</p><p>单位：万元</p>
<table>
<tr><td rowspan="2">项目</td><td colspan="2">本年收入</td></tr>
<tr><td>合计</td><td>财政拨款</td></tr>
<tr><td>基本支出</td><td>30.00</td><td></td></tr>
<tr><td>合计</td><td>50.00</td><td>50.00</td></tr>
</table>
"""
PAGE = f"""<!DOCTYPE html><html><head><title>清源县水利局2025年部门预算_清源县人民政府</title>
<script>var x = "1<td>";</script></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li>
<li><a href="/b">办事服务</a></li></ul></div>
<div id="main"><div class="content">{ARTICLE}</div>
<!-- 2019年部门决算 --><p>扫一扫</p></div>
<footer>主办单位：清源县人民政府</footer></body></html>"""


def _page(folder: Path, text: str = PAGE, encoding: str = "utf-8", name: str = "x.html") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_heading_above_the_article_is_its_title_where_the_page_names_its_author(
    tmp_path: Path,
) -> None:
    heads = "<h1>清源县人民政府</h1><h2>清源县水利局2025年部门预算公开</h2>"
    page = PAGE.replace("清源县水利局2025年部门预算_清源县人民政府", "清源县水利局")
    page = page.replace('<div id="main">', heads + '<div id="main">')
    lines = [line.text for line in read_source(_page(tmp_path, page)).lines]
    assert lines[:3] == ["清源县水利局", "清源县水利局2025年部门预算公开", "二、收入预算情况说明"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", ["x.html", "x.pdf"], ids=["html", "named like a pdf"])
def test_article_is_read_and_nothing_around_it(tmp_path: Path, encoding: str, name: str) -> None:
    lines = [line.text for line in read_source(_page(tmp_path, PAGE, encoding, name)).lines]
    assert lines == [
        "清源县水利局2025年部门预算",
        "二、收入预算情况说明",
        "2025年预算收入合计50万元， 其中：财政拨款50万元。",
        "收支总表",
        "单位：万元",
        "项目\t本年收入\t",
        "\t合计\t财政拨款",
        "基本支出\t30.00\t",
        "合计\t50.00\t50.00",
    ]


def test_merged_cells_stand_over_their_columns(tmp_path: Path) -> None:
    (table,) = find_tab_tables(read_source(_page(tmp_path)).lines)
    assert (table.title, table.unit) == ("收支总表", "万元")
    assert cells_of(table) == {
        ("基本支出", "本年收入/合计"): "30.00",
        ("基本支出", "本年收入/财政拨款"): None,
        ("合计", "本年收入/合计"): "50.00",
        ("合计", "本年收入/财政拨款"): "50.00",
    }


def test_page_is_a_disclosure_of_the_unit_in_its_title(tmp_path: Path) -> None:
    profile = read(_page(tmp_path)).profile
    assert (profile.unit_name, profile.year, profile.kind) == ("清源县水利局", 2025, "预算")


def test_page_that_only_leads_to_a_download_is_no_disclosure(tmp_path: Path) -> None:
    page = PAGE.replace(ARTICLE, "<p>清源县水利局2025年部门预算情况说明见附件。</p>")
    with pytest.raises(QaError, match="没有一个金额，像是通知或下载页"):
        read(_page(tmp_path, page))


def test_cell_that_claims_a_million_columns_is_cut(tmp_path: Path) -> None:
    page = PAGE.replace('colspan="2"', 'colspan="9999999"').replace('rowspan="2"', 'rowspan="-1"')
    lines = [line.text for line in read_source(_page(tmp_path, page)).lines]
    assert lines[5:] == [
        "项目\t本年收入\t",
        "合计\t财政拨款\t",
        "基本支出\t30.00\t",
        "合计\t50.00\t50.00",
    ]


def test_figures_of_neighbouring_cells_of_a_layout_are_no_one_figure(tmp_path: Path) -> None:
    inner = "<table><tr><td>注</td></tr></table>"
    layout = f"<table><tr><td>收入49.62</td><td>40.80<form>1</form>6.06{inner}</td></tr></table>"
    lines = read_source(_page(tmp_path, f"<html><body>{layout}</body></html>")).lines
    assert [line.text for line in lines] == ["收入49.62", "40.80 6.06", "注"]


def test_table_whose_cells_print_their_own_unit_is_read(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{label}</td><td>{one}</td><td>{other}</td></tr>"
        for label, one, other in (
            ("项目", "2024年", "2025年"),
            ("公务接待费", "3.00万元", "2.00万元"),
            ("合计", "8.00万元", "6.00万元"),
        )
    )
    page = PAGE.replace(ARTICLE, f"<p>“三公”经费预算表</p><table>{rows}</table>")
    (table,) = find_tab_tables(read_source(_page(tmp_path, page)).lines)
    assert [column.path for column in table.columns] == [("2024年",), ("2025年",)]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["3.00万元", "2.00万元"],
        ["8.00万元", "6.00万元"],
    ]
