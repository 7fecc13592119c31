from __future__ import annotations

from pathlib import Path

import pytest

from qa.cli import main
from qa.cli.parser import command_names
from qa.read.text import display_width

COMMANDS = command_names()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "缺少 命令"),
        ("问一下", "没有“问一下”"),
        ("ask", "缺少 问题"),
        ("ask 甲 乙", "不认识 乙"),
        ("ask 甲 --index", "--index 后面缺少内容"),
        ("batch 甲", "缺少 输出.jsonl"),
        ("search", "请给出检索词"),
        ("search 甲 --batch 乙 丙", "请给出检索词"),
        ("search 甲 -k 0", "-k 应是正整数，不能是“0”"),
        ("search 甲 -k 十", "-k 应是正整数，不能是“十”"),
        ("search --batch 甲", "--batch 后面应有2项"),
        ("facts --json --csv", "不能同时使用"),
        ("eval --min-accuracy 高", "--min-accuracy 应是0到100之间的数，不能是“高”"),
        ("eval --min-accuracy 101", "应是0到100之间的数"),
    ],
)
def test_main_says_in_one_line_what_is_wrong_with_the_command(
    line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(line.split()) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert "--help" in printed.err or "请" in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_main_explains_every_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith(f"用法：qa {command}")


def test_main_lists_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = capsys.readouterr().out
    assert all(f"\n  {command} " in listed for command in COMMANDS)


def test_help_sets_its_columns_by_the_width_of_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["train-encoder", "--help"])
    lines = capsys.readouterr().out.splitlines()
    rows = {head: line for line in lines for head in ("语料文件夹", "--seed N") if head in line}
    starts = [display_width(rows["--seed N"].partition("随机")[0])]
    starts.append(display_width(rows["语料文件夹"].partition("可以")[0]))
    assert starts == [19, 19]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["ask", "甲"], "没有 corpus/"),
        (["index"], "没有语料文件夹"),
        (["index", "empty"], "是空的"),
        (["ask", "甲", "--index", "none"], "没有索引"),
        (["facts", "--index", "empty"], "索引"),
        (["batch", "none.jsonl", "out.jsonl"], "读不到 none.jsonl"),
        (["eval", "none.jsonl"], "读不到题集 none.jsonl（没有这个文件或文件夹）"),
    ],
)
def test_main_says_in_one_line_what_it_cannot_read(
    argv: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(argv) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert said in printed.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "不是 UTF-8"),
        (b"{", "第1行不是 JSON"),
        (b'\n{"id": 1}', "第2行缺少 id 或 question"),
        (b'{"question": "?"}', "缺少 id"),
        (b'{"id": 1, "question": 2}', "缺少 id 或 question"),
        (b"[]", "缺少 id"),
        (b'{"id": 1, "question": "?", "history": "?"}', "history 应是文字的数组"),
    ],
)
@pytest.mark.parametrize("command", ["batch", "search --batch"])
def test_batch_says_which_line_it_cannot_use(
    command: str, content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(content)
    assert main([*command.split(), str(source), str(target)]) == 2
    assert said in capsys.readouterr().err
    assert not target.exists()
