"""Long runs of one thing cost time in proportion to their length, and no more."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from qa.checks import audit
from qa.facts import facts_of
from qa.read import read

TITLE = "云岭县水务局2021年部门预算\n第二部分 表\n"
#: Seconds of a processor; each of these took three to thirty times as many.
MOST_SECONDS = 3.0


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("收入预算50.00万元" + " " * 1000 + "。", id="blanks"),
        pytest.param("收入预算" + "1" * 10_000 + "万元", id="digits"),
        pytest.param("(" * 4000 + "收入预算50.00万元，增长5%。", id="brackets"),
        pytest.param("收入1.00万元\n" + "收入\n" * 1500 + "支出2.00万元", id="labels"),
        pytest.param("收入预算50.00万元" + "1.00万元，" * 1500, id="figures"),
        pytest.param("“" * 4000 + "收入50.00万元", id="quotation marks"),
        pytest.param(
            "".join(f"项目{n}支出{n}.00万元，比上年增加{n % 7}.00万元。" for n in range(400)),
            id="changes",
        ),
    ],
)
def test_a_run_of_one_thing_is_read_in_little_time(tmp_path: Path, lines: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(f"{TITLE}{lines}\n收入1.00万元。", encoding="utf-8")
    started = time.process_time()
    disclosure = read(path)
    audit(tuple(facts_of(disclosure)), disclosure)
    assert time.process_time() - started < MOST_SECONDS
