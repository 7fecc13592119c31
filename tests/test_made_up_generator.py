"""The generator itself: its figures add up, its cells are printed, its questions are many."""

from __future__ import annotations

import re
from functools import cache

import pytest

from eval.generate.question_set import HAND_WRITTEN, HAND_WRITTEN_SEED, draw_questions
from eval.generate.sheet import Column, Money, clean_label, head_cells
from eval.generate.style import BUDGET_FAMILIES
from eval.generate.tables import nodes
from eval.generate.world import World, draw_world
from qa.evaluate.questions import load_questions

SEEDS = (1, 2, 3)


@cache
def world(seed: int) -> World:
    return draw_world(seed)


def test_draw_world_is_the_same_for_the_same_seed() -> None:
    texts = [document.text for document in world(1).documents]
    assert texts == [document.text for document in draw_world(1).documents]


def test_draw_world_covers_both_flavours_both_kinds_and_many_layouts() -> None:
    documents = [document for seed in SEEDS for document in world(seed).documents]
    budgets = [document for document in documents if document.books.kind == "预算"]
    assert {document.style.flavour for document in documents} == {"tabs", "pdf"}
    assert {document.books.kind for document in documents} == {"预算", "决算"}
    assert {document.style.family for document in budgets} == set(BUDGET_FAMILIES)


@pytest.mark.parametrize("seed", SEEDS)
def test_books_balance(seed: int) -> None:
    for document in world(seed).documents:
        books = document.books
        assert books.income + books.carried_in == books.spending + books.carried_out
        assert books.basic + books.project == books.spending
        assert sum(project.amount for project in books.projects) == books.project


@pytest.mark.parametrize("seed", SEEDS)
def test_nodes_of_each_level_sum_to_the_whole(seed: int) -> None:
    for document in world(seed).documents:
        for level in (3, 5, 7):
            found = nodes(document.books, levels=(level,))
            assert sum(node.amount for node in found) == document.books.spending


@pytest.mark.parametrize("seed", SEEDS)
def test_every_known_figure_is_printed_in_its_document(seed: int) -> None:
    for document in world(seed).documents:
        text = re.sub(r"\s", "", document.text)
        numbers = re.findall(r"\d[\d,]*(?:\.\d+)?", document.text)
        figures = {float(number.replace(",", "")) for number in numbers}
        known = [cell for cell in document.cells() if cell["value"] is not None]
        assert len(known) > 40
        assert {cell["value"] for cell in known} <= figures
        # A label that wraps in PDF text may have figures between its lines.
        if document.style.flavour == "tabs":
            assert all(cell["row"] in text for cell in known)


def test_a_column_name_is_unique_within_its_table() -> None:
    for document in world(1).documents:
        for sheet in document.sheets:
            cells = [cell for cell in document.cells() if cell["table"] == sheet.name]
            keys = [(cell["row"], cell["code"], cell["column"]) for cell in cells]
            assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("seed", SEEDS)
def test_draw_questions_gives_at_least_300_of_every_kind(seed: int) -> None:
    questions = draw_questions(world(seed), seed)
    assert len(questions) >= 300
    kinds = {question.kind for question in questions}
    assert kinds == {"lookup", "compute", "compare", "list", "text", "no_data", "ambiguous"}
    assert sum(bool(question.history) for question in questions) >= 10


def test_hand_written_questions_ask_for_figures_that_their_world_prints() -> None:
    text = "".join(document.text for document in draw_world(HAND_WRITTEN_SEED).documents)
    numbers = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    amounts = [float(number.replace(",", "")) for number in numbers]
    figures = {round(amount / unit, 2) for amount in amounts for unit in (1, 10000)}
    questions = load_questions(HAND_WRITTEN)
    assert len(questions) >= 60
    for question in questions:
        if question.kind in ("lookup", "ambiguous"):
            wanted = [one.figure for one in question.expect.values]
            money = {float(figure.value) for figure in wanted if figure.unit == "万元"}
            assert money <= figures, question.id
        if question.kind == "text":
            squeezed = re.sub(r"\s", "", text)
            assert all(one[0] in squeezed for one in question.expect.contains), question.id


def test_money_text_rounds_half_up_and_keeps_blank_apart_from_nought() -> None:
    assert Money().text(12_345_650) == "1,234.57"
    assert Money(zero="").text(0) == ""
    assert Money("元", 2, False).text(5) == "5.00"
    assert Money(places=6, commas=False).text(1) == "0.000100"


def test_head_cells_merges_groups_and_lets_leaves_reach_down() -> None:
    columns = [Column(("合计",)), Column(("支出", "基本")), Column(("支出", "项目"))]
    cells = {(c.text, c.row, c.column, c.columns, c.rows) for c in head_cells(columns)}
    assert cells == {
        ("合计", 0, 0, 1, 2),
        ("支出", 0, 1, 2, 1),
        ("基本", 1, 1, 1, 1),
        ("项目", 1, 2, 1, 1),
    }


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("一、一般公共服务支出", "一般公共服务支出"),
        ("（二）公务接待费", "公务接待费"),
        ("1.事业收入", "事业收入"),
        ("[201]一般公共服务支出", "一般公共服务支出"),
        ("2023 年", "2023年"),
    ],
)
def test_clean_label_takes_numbering_and_codes_away(printed: str, label: str) -> None:
    assert clean_label(printed) == label
