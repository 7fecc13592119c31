"""How long reading takes: little for a document, and no more a line for a long one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from time import process_time

import pytest

from eval.generate.world import draw_world
from qa.facts import facts_of
from qa.read import read
from tests.flow_fixtures import CORPUS, Printer

#: Seconds on one core for all of the corpus.
MOST = 2.0
TIMES = 50
#: How often what is short is read.
REPEATED = 10
#: What is `TIMES` as long takes `TIMES` as much time; a tool that looks at everything again
#: for every line would take more than a thousand times as much.
ALLOWANCE = 3.0

HEAD = "2021年青禾市档案馆部门决算\n\n第一部分 概况\n\n青禾市档案馆2021年度总支出 10.00 万元。\n\n"


def seconds(paths: Sequence[Path]) -> float:
    """Processor time of reading all of ``paths`` and taking the facts."""
    start = process_time()
    for path in paths:
        facts_of(read(path))
    return process_time() - start


def test_reading_the_corpus_takes_two_seconds_at_most() -> None:
    paths = sorted(CORPUS.glob("*.txt"))
    assert len(paths) == 5
    assert any(seconds(paths) <= MOST for _ in range(3))


def grows_evenly(folder: Path, short: str, long: str) -> bool:
    """Whether ``long``, which is `TIMES` as long as ``short``, takes as much time a line."""
    paths = [folder / "short.txt", folder / "long.txt"]
    for path, text in zip(paths, (short, long), strict=True):
        path.write_text(text, encoding="utf-8")
    seconds(paths[:1])  # what is loaded once
    # A clock of the processor may tick every four milliseconds, as long as one reading takes.
    few = seconds(paths[:1] * REPEATED) / REPEATED
    return seconds(paths[1:]) <= ALLOWANCE * TIMES * few


@pytest.mark.parametrize("flavour", ["tabs", "pdf"])
def test_many_tables_take_no_more_time_each(tmp_path: Path, flavour: str) -> None:
    documents = [one for one in draw_world(3, 6, 4).documents if one.style.flavour == flavour]
    text = min((document.text for document in documents), key=len).strip("\n") + "\n\n"
    assert grows_evenly(tmp_path, text, text * TIMES)


def _coded(rows: int) -> str:
    """A PDF text's table of spending by code, blanks without a trace."""
    rng, made = Random(1), Printer()
    made.lines("支出决算表", "单位：万元", "项目")
    made.line("功能分类科目编码 科目名称 本年支出合计 基本支出 项目支出 经营支出")
    items: dict[str, list[int]] = {}
    for at in range(rows):
        code = f"{201 + at // 100}{at // 10 % 10:02}{at % 10:02}"
        items[code] = [rng.choice([0, rng.randint(1, 10**6)]) for _ in range(2)] + [1]
    codes = {code[:length] for code in items for length in (0, 3, 5, 7)}
    for code in sorted(codes):
        below = [amounts for item, amounts in items.items() if item.startswith(code)]
        amounts = [sum(column) for column in zip(*below, strict=True)]
        texts = [f"{cents / 100:,.2f}" if cents else None for cents in (sum(amounts), *amounts)]
        made.row(f"事务{code}" if code else "合计", texts, 14, code)
    return made.text


def _listed(rows: int) -> str:
    """A PDF text's table of projects, which have no codes."""
    made = Printer()
    made.lines("项目支出表", "单位：万元", "项目名称 合计 一般公共预算 政府性基金预算")
    for at in range(rows):
        made.row(f"第{at}项维护", [f"{at + 5}.00", f"{at + 5}.00", None], 14)
    return made.text


def _indicators(rows: int) -> str:
    made = Printer()
    made.lines("部门整体支出绩效目标申报表", "2022 年度", "部门（单位）名称 青禾市档案馆")
    made.lines("年度绩效指标", "一级指标 二级指标 三级指标 目标值", "产出指标 数量指标")
    for at in range(rows):
        made.cells(["网络安全维护", "次数" + "完成率" * (at % 2)], ["≥4次"])
    return made.text


def _tabs(rows: int) -> str:
    head = "支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
    return head + "".join(f"{2010000 + at}\t事务{at}\t3.00\t1.00\t2.00\n" for at in range(rows))


def _sentences(rows: int) -> str:
    return "".join(
        f"第{at}项目支出{at}.50万元（含税），比上年增加{at}.20万元。" for at in range(rows)
    )


def _headings(rows: int) -> str:
    return "".join(f"（{at}）第{at}项\n\n支出{at}.50万元，增加1.20万元。\n\n" for at in range(rows))


@pytest.mark.parametrize("made", [_coded, _listed, _indicators, _tabs, _sentences, _headings])
def test_one_long_part_takes_no_more_time_a_line(
    tmp_path: Path, made: Callable[[int], str]
) -> None:
    few = 20
    assert grows_evenly(tmp_path, HEAD + made(few), HEAD + made(few * TIMES))
