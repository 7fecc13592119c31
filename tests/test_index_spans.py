"""A passage is embedded sentence by sentence, row by row."""

from __future__ import annotations

from qa.index.spans import Span, spans_of
from qa.model import Passage


def test_prose_is_embedded_by_sentence_under_its_heading() -> None:
    passage = Passage(
        "doc", ("第一部分 概况", "一、职责"), "prose", "管水。负责防汛；\n发证书。", 1
    )
    assert spans_of(passage) == (
        Span("一、职责", "负责防汛；"),
        Span("一、职责", "发证书。"),
    )


def test_a_table_is_embedded_by_line_under_its_title() -> None:
    passage = Passage("doc", (), "table", "表1 收支总表\n项目 金额\n差旅费 1.00", 1)
    assert [span.embedded for span in spans_of(passage)] == [
        "表1 收支总表 项目 金额",
        "表1 收支总表 差旅费 1.00",
    ]


def test_every_passage_has_a_span() -> None:
    assert spans_of(Passage("doc", (), "prose", "无。", 1)) == (Span("", "无。"),)
    assert spans_of(Passage("doc", (), "table", "表1", 1)) == (Span("表1", ""),)
