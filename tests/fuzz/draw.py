"""Bytes as a source of choices: every input is some document, and a small change a small one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

LABELS = (
    "项目", "合计", "小计", "其中：基本支出", "基本支出", "项目支出", "收入", "支出",
    "本年收入合计", "一般公共服务支出", "一、财政拨款收入", "（一）人员经费", "“三公”经费",
    "公务接待费", "201", "20101", "2010101", "功能分类科目", "科目编码", "科目名称", "预算数",
    "决算数", "栏次", "1", "2", "备注", "年初预算数", "上年结转", "增减（%）", "单位名称", "类",
    "款", "项", "指标值", "绩效指标",
)  # fmt: skip
FIGURES = (
    "0", "0.00", "1.00", "12.30", "1,234.56", "-5.00", "(12.00)", "（12.00）", "－3.10", "1２.5",
    "98%", "≥98%", "2021", "10,00", "1.2.3", "12", "—", "", " ", "3.14万元", "负2.00", "1 234.00",
    "7.000000",
)  # fmt: skip
TITLES = (
    "第一部分 部门概况", "第二部分 收支情况", "一、收入预算", "（一）收支总体情况", "1.基本情况",
    "表1 收入支出预算总表", "表二 支出预算表", "附件：部门预算表", "公开01表", "单位：万元",
    "金额单位：元", "编制单位：云岭县水务局", "注：本表为空。", "第 3 页", "— 4 —", "# 概况",
    "目录", "收入支出决算总表", "项目支出绩效自评表",
)  # fmt: skip
WORDS = (
    "收入预算", "支出决算", "其中：", "，", "。", "；", "、", "（", "）", "比上年", "增加", "减少",
    "增长", "下降", "主要是", "为", "共", "占", "完成年初预算的", "万元", "元", "%", "人", "辆",
    "个", "2021年", "2020年", "年", "财政拨款", "差旅费", "云岭县水务局", " ", "　", "\t", "：",
    ":", "-", "~", "至", "由", "到", "×", "约", "“", "”", "**", "|", "<br>", "100",
)  # fmt: skip
TAGS = (
    "p", "div", "td", "tr", "table", "th", "span", "b", "a href=x", "li", "ul", "h1", "h2", "br",
    "td colspan=2", "td rowspan=3", "td colspan=99999999", "td rowspan=0", "td colspan=x",
    "script", "style", "head", "form", "center", "article", "p hidden", "sup",
)  # fmt: skip


class Draw:
    """Choices out of ``data``; once it is used up, always the first one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        """How many bytes are not used yet."""
        return len(self._data) - self._at

    def below(self, limit: int) -> int:
        """A number from 0 up to ``limit``, itself not included, of 256 at most."""
        if self.left <= 0:
            return 0
        self._at += 1
        return self._data[self._at - 1] % limit

    def pick(self, things: Sequence[T]) -> T:
        """One of ``things``."""
        return things[self.below(len(things))]

    def figure(self) -> str:
        """A printed figure, or what stands in its place."""
        kind = self.below(4)
        if kind == 0:
            return self.pick(FIGURES)
        whole = self.below(256) * 256 + self.below(256)
        return f"{whole:,}.{self.below(100):02}" if kind == 1 else f"{whole / 100:.2f}"

    def text(self, most: int = 12) -> str:
        """A few words and figures without any sense."""
        return "".join(
            self.figure() if self.below(3) == 0 else self.pick(WORDS)
            for _ in range(1 + self.below(most))
        )

    def characters(self) -> str:
        """What is left, as text."""
        rest = self._data[self._at :]
        self._at = len(self._data)
        return rest.decode("utf-8", errors="ignore")

    def rows(self, most: int = 8) -> list[list[str]]:
        """The cells of a table with a head."""
        width = 2 + self.below(5)
        head = [[self.pick(LABELS) for _ in range(width)] for _ in range(1 + self.below(2))]
        body = [
            [self.pick(LABELS), *(self.figure() for _ in range(width - 1))]
            for _ in range(1 + self.below(most))
        ]
        return [[self._changed(cell) for cell in row] for row in (*head, *body)]

    def _changed(self, cell: str) -> str:
        change = self.below(24)
        if change == 1:
            return ""
        if change == 2:
            return self.text(3).replace("\t", " ")
        return cell

    def document(self, separators: Sequence[str] = ("\t", " ", "  ")) -> str:
        """A disclosure: title, headings, sentences, tables, one after another."""
        lines = ["云岭县水务局2021年部门预算"]
        while self.left > 0 and len(lines) < 200:
            kind = self.below(4)
            if kind == 0:
                separator = self.pick(separators)
                lines += ["", *(separator.join(row) for row in self.rows()), ""]
            elif kind == 1:
                lines.append(self.pick(TITLES))
            elif kind == 2:
                lines.append(self.text(24))
            else:
                lines.append("")
        return "\n".join(lines)
