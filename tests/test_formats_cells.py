"""Cells of drawn tables in the layouts of real disclosures, made anew."""

from __future__ import annotations

from pathlib import Path

from formats_fixtures import Page, cells_of, make_pdf, tables_in, texts


def test_owner_cut_by_the_tables_upper_rule_leaves_the_title_its_table(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.text(200, 60, "收入预算总表", 14)
        page.text(60, 80, "部门：中国共产党清源县委员会办")
        page.text(400, 82, "单位：万元")
        page.text(60, 91, "公室")
        page.table(98, [["项目", "金额"], ["收入总计", "50.00"]], [200, 100])

    (found,) = tables_in(make_pdf(tmp_path / "x.pdf", draw))
    assert (found.title, found.unit) == ("收入预算总表", "万元")
    assert cells_of(found) == {("收入总计", "金额"): "50.00"}


def test_period_below_a_title_at_the_margin_is_no_part_of_it(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.prose(60, "整体支出绩效目标表", "2025年度", "单位：万元")
        page.table(100, [["项目", "金额"], ["收入总计", "50.00"]], [200, 100])

    (found,) = tables_in(make_pdf(tmp_path / "x.pdf", draw))
    assert (found.title, found.unit) == ("整体支出绩效目标表", "万元")


def test_one_head_over_groups_and_items_keeps_each_item_in_its_group(tmp_path: Path) -> None:
    rows = [
        ["项目名称", "", "金额"],
        ["收入总计", "", "60.00"],
        ["一般公共预算资金", "小计", "50.00"],
        ["", "专项收入", "50.00"],
        ["其他资金", "小计", "10.00"],
        ["", "事业收入", ""],
        ["", "其他收入", "10.00"],
    ]
    spans = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 6)]

    def draw(page: Page) -> None:
        page.text(200, 60, "收入预算总表")
        page.table(80, rows, [110, 120, 80], spans=spans)

    (found,) = tables_in(make_pdf(tmp_path / "x.pdf", draw))
    assert cells_of(found) == {
        ("收入总计", "金额"): "60.00",
        ("一般公共预算资金/小计", "金额"): "50.00",
        ("一般公共预算资金/专项收入", "金额"): "50.00",
        ("其他资金/小计", "金额"): "10.00",
        ("其他资金/事业收入", "金额"): None,
        ("其他资金/其他收入", "金额"): "10.00",
    }


def test_way_of_buying_describes_a_purchase_and_does_not_name_it(tmp_path: Path) -> None:
    rows = [
        ["采购品目大类", "专项名称", "采购物品名称", "采购组织形式", "总计"],
        ["合计", "", "", "", "6.00"],
        ["货物", "", "", "", "6.00"],
        ["", "办公设备购置费", "复印机", "集中采购", "2.00"],
        ["", "", "复印纸", "分散采购", "4.00"],
    ]

    def draw(page: Page) -> None:
        page.text(200, 60, "政府采购预算表")
        page.table(80, rows, [90, 100, 100, 80, 60])

    (found,) = tables_in(make_pdf(tmp_path / "x.pdf", draw))
    assert cells_of(found) == {
        ("合计", "采购组织形式"): None,
        ("合计", "总计"): "6.00",
        ("货物", "采购组织形式"): None,
        ("货物", "总计"): "6.00",
        ("货物/办公设备购置费/复印机", "采购组织形式"): "集中采购",
        ("货物/办公设备购置费/复印机", "总计"): "2.00",
        ("货物/办公设备购置费/复印纸", "采购组织形式"): "分散采购",
        ("货物/办公设备购置费/复印纸", "总计"): "4.00",
    }


def test_page_that_goes_on_in_a_cut_cell_with_fewer_columns_is_the_same_table(
    tmp_path: Path,
) -> None:
    head = [["活动", "", "绩效指标", "性质"], ["", "其中", "", ""]]

    def cut(page: Page, top: float, bottom: float, open_below: bool) -> None:
        canvas, y = page.canvas, page.height
        canvas.line(60, y - top, 60, y - bottom)
        canvas.line(
            60, y - (top if open_below else bottom), 120, y - (top if open_below else bottom)
        )

    def first(page: Page) -> None:
        page.text(200, 40, "整体目标表")
        lower = page.table(60, head, [40, 20, 150, 60], spans=[(0, 0, 1, 0)])
        page.text(62, lower + 4, "防汛")
        edge = page.table(lower, [["应急演练", "定性"]], [150, 60], x=120)
        cut(page, lower, edge, True)

    def second(page: Page) -> None:
        edge = page.table(60, [["物资储备", "定性"]], [150, 60], x=120)
        cut(page, 60, edge, False)

    lines = texts(make_pdf(tmp_path / "x.pdf", first, second))
    assert lines[-3:] == ["\t其中\t\t", "防汛\t\t应急演练\t定性", "\t\t物资储备\t定性"]
