"""What follows a table in text whose lines stand close together: notes, headings, prose."""

from __future__ import annotations

from pathlib import Path

from qa.model import Disclosure
from qa.read import read

TABLE = """青山县柳河街道办事处2024年度部门决算
第二部分 2024年度部门决算表
国有资本经营预算财政拨款支出决算表
单位：万元
项目 本年支出
科目编码 科目名称 合计 基本支出 项目支出
223 国有资本经营预算支出 12.50 2.50 10.00
合计 12.50 2.50 10.00
"""
PROSE = """第三部分 2024年度部门决算情况说明
一、收入支出决算总体情况说明
2024年度收入支出总计320.50万元。
二、机关运行经费支出情况
机关运行经费支出41.20万元。
"""


def _read(folder: Path, text: str) -> Disclosure:
    path = folder / "青山县柳河街道办事处2024年度部门决算.txt"
    path.write_text(text, encoding="utf-8")
    return read(path)


def _prose(found: Disclosure) -> str:
    return "\n".join(paragraph.text for paragraph in found.paragraphs)


def test_prose_below_the_note_of_the_last_table_is_read(tmp_path: Path) -> None:
    note = "注：本表反映部门本年度国有资本经营预算支出情况。\n"
    found = _read(tmp_path, TABLE + note + PROSE)
    assert found.tables[-1].notes == (note.strip(),)
    assert "机关运行经费支出41.20万元。" in _prose(found)


def test_heading_of_prose_ends_a_table_without_a_note(tmp_path: Path) -> None:
    prose = PROSE.replace("第三部分 2024年度部门决算情况说明", "其他相关情况说明")
    found = _read(tmp_path, TABLE + prose)
    assert ("其他相关情况说明", "二、机关运行经费支出情况") in [
        section.path[-2:] for section in found.sections
    ]


def test_counted_notes_and_a_broken_note_stay_with_their_table(tmp_path: Path) -> None:
    notes = (
        "注：1.本表反映部门本年度国有资本经营预算支出情况，金额转换为万元时\n"
        "因四舍五入可能存在尾差。\n"
        "2.本部门本年度没有国有资本经营预算收入\n"
    )
    found = _read(tmp_path, TABLE + notes + PROSE)
    assert len(found.tables[-1].notes) == 3
    assert "总计320.50万元" in _prose(found)
