"""Files become lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.model import QaError
from qa.read.source import read_lines, split_lines


def test_split_lines_counts_blank_lines_but_drops_them() -> None:
    lines = split_lines("甲\n\n乙\n丙\n", "x")
    assert [(line.number, line.text, line.gap) for line in lines] == [
        (1, "甲", True),
        (3, "乙", True),
        (4, "丙", False),
    ]


def test_split_lines_strips_what_cannot_be_seen() -> None:
    (line,) = split_lines("\ufeff收\u200b支\u00ad总\x07表", "x")
    assert line.text == "收支总表"


def test_split_lines_keeps_tabs_and_full_width_digits() -> None:
    (line,) = split_lines("\t合计\t１，２３４", "x")
    assert line.text == "\t合计\t１，２３４"


def test_split_lines_counts_pages_at_form_feeds() -> None:
    lines = split_lines("甲\n\f乙", "x")
    assert [line.page for line in lines] == [1, 2]


def test_split_lines_knows_no_page_without_form_feed() -> None:
    assert [line.page for line in split_lines("甲\n乙", "x")] == [None, None]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_split_lines_takes_any_line_end(newline: str) -> None:
    assert [line.number for line in split_lines(f"甲{newline}乙", "x")] == [1, 2]


def test_read_lines_decodes_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("部门预算\n收入总表".encode("gb18030"))
    assert [line.text for line in read_lines(path)] == ["部门预算", "收入总表"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "是空的"),
        (b" \n\t\n", "是空的"),
        ("\u3000\n".encode(), "没有内容"),
        (b"\x00\x01\x02\xff\xfe" * 50, "不是文本"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 4, "不是文本"),
    ],
)
def test_read_lines_refuses_what_is_no_text(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "坏文件.txt"
    path.write_bytes(content)
    with pytest.raises(QaError, match=words) as caught:
        read_lines(path)
    assert "坏文件.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_read_lines_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="无法读取"):
        read_lines(tmp_path / "没有.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_with_half_a_character_is_read_but_for_it(tmp_path: Path, encoding: str) -> None:
    text = "部门预算收入总表支出总表三公经费公开说明"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding) + (b"\xe5" if "utf" in encoding else b"\xb0"))
    (line,) = read_lines(path)
    assert line.text == f"{text}\ufffd"
