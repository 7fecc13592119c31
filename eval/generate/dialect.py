"""Small habits of a place: what heads, unit lines and page marks are called there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

#: Other words for the heads of budgets' tables; final accounts have one form everywhere.
_HEADS = {
    "科目编码": ["功能科目编码", "科目代码", "支出功能分类科目编码"],
    "科目名称": ["功能科目名称", "支出功能分类科目名称", "名称"],
    "预算数": ["金额", "预算金额", "本年预算数"],
    "合计": ["总计"],
    "项目": ["项  目"],
    "单位名称": ["部门（单位）名称", "预算单位"],
}
_NUMBERS = ["附表{n}", "表{n}", "公开表{n}", "部门公开表{n}", "附件1-{n}", "{n:02d}表"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """``heads`` replaces heads of columns; patterns take the unit of measure ``u``, the
    number of a table ``n`` or of a page ``p`` (and the count of pages is never known).

    ``number`` is empty where the family's own form stays; ``tight`` tells whether figures
    break in cells that are too narrow for them.
    """

    heads: Mapping[str, str] = field(default_factory=dict)
    unit: str = "单位：{u}"
    page: str = "- {p} -"
    number: str = ""
    continued: str = ""
    zero: str | None = None
    tight: bool = False

    def head(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """The head of a column in this dialect."""
        # Below a group 合计 stays: 总计 under 总计 would be two totals.
        return tuple(
            part if depth and part == "合计" else self.heads.get(part, part)
            for depth, part in enumerate(path)
        )


def draw_dialect(rng: Random, kind: str) -> Dialect:
    """Every second document keeps to the plain forms."""
    if rng.random() < 0.5:
        return Dialect()
    heads = {
        word: rng.choice(others)
        for word, others in _HEADS.items()
        if kind == "预算" and rng.random() < 0.4
    }
    return Dialect(
        heads=heads,
        unit=rng.choice(
            ["单位：{u}", "单位:{u}", "金额单位：{u}", "（单位：{u}）", "单位：人民币{u}"]
        ),
        page=rng.choice(["- {p} -", "{p}", "第 {p} 页", "— {p} —"]),
        number=rng.choice(["", *_NUMBERS]),
        continued=rng.choice(["", "", "（续表）", "（续）"]),
        zero=rng.choice([None, None, None, None, "-", "—"]),
        tight=rng.random() < 0.1,
    )
