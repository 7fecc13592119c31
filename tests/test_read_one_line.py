"""Texts of which every line break became a space."""

from __future__ import annotations

from qa.model import Line
from qa.read.one_line import apart

_BODY = (
    "一、主要职能 负责全县的林业工作，保护森林资源。 二、部门构成 包括本级和两个站，与上年相同。 "
    "三、收支概况 (一)2031年收入预算90万元，其中：财政拨款90万元。 (二)2031年支出预算90万元，"
    "其中：农林水支出80万元，住房保障支出10万元。 四、政府性基金预算 2031年没有安排。"
)


def _texts(text: str) -> list[str]:
    return [line.text for line in apart([Line(7, text, True, None)])]


def test_a_text_in_one_line_is_broken_at_its_headings() -> None:
    assert _texts(_BODY)[-5:] == [
        "三、收支概况",
        "(一)2031年收入预算90万元，其中：财政拨款90万元。",
        "(二)2031年支出预算90万元，其中：农林水支出80万元，住房保障支出10万元。",
        "四、政府性基金预算",
        "2031年没有安排。",
    ]


def test_the_pieces_of_a_line_keep_its_number_and_its_gap_once() -> None:
    lines = list(apart([Line(7, _BODY, True, None)]))
    assert {line.number for line in lines} == {7}
    assert [line.gap for line in lines].count(True) == 1


def test_a_paragraph_with_two_numbered_reasons_stays_whole() -> None:
    text = (
        "支出增加的原因是： 一、人员增加，工资提高； 二、新增项目。" + "其余支出与上年持平，" * 12
    )
    assert _texts(text) == [text]


def test_spaces_within_a_piece_stay() -> None:
    assert "负责 全县" in "".join(_texts(_BODY.replace("负责全县", "负责 全县")))


def test_the_row_of_a_table_is_never_broken() -> None:
    row = _BODY.replace("。 ", "。\t")
    assert _texts(row) == [row]
