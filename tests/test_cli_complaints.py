"""What the command line complains of: in Chinese, with the command that helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.cli.files import read_asked, write_text
from qa.cli.parser import build_parser
from qa.model import QaError


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("audit --docs x", "不认识 --docs x（是不是 --doc）。用 qa audit --help 查看写法。"),
        ("ask 三公 --jsn", "不认识 --jsn（是不是 --json）。用 qa ask --help 查看写法。"),
        ("ask 三公 是多少", "不认识 是多少。用 qa ask --help 查看写法。"),
        ("batch", "缺少 输入.jsonl、输出.jsonl。用 qa batch --help 查看写法。"),
        ("show", "没有“show”，可用的有 index、ask、batch、search、facts、"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_the_command_that_helps(command: str, said: str) -> None:
    with pytest.raises(QaError) as caught:
        build_parser().parse_args(command.split())
    assert str(caught.value).startswith(f"命令写法不对：{said}")


def test_why_a_file_cannot_be_read_or_written_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="（没有这个文件或文件夹）"):
        read_asked(tmp_path / "missing.jsonl")
    with pytest.raises(QaError, match="（这是一个文件夹）"):
        write_text(tmp_path, "")
