"""The same questions in other words: reproducible, and nothing but the words changes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest

from eval.reword import main, reword, reword_rows
from eval.rewordings import KINDS, Setting, order, polite, synonym, typo, words

DEV = Path(__file__).parent.parent / "eval" / "dev.jsonl"
ROWS = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]
DOCUMENTS = ("2023年白沙市农业农村局部门决算",)


def setting(seed: int = 1) -> Setting:
    return Setting(Random(seed), DOCUMENTS)


def all_forms(kind: str, text: str) -> set[str]:
    return {KINDS[kind](text, setting(seed)) for seed in range(40)}


def test_the_same_seed_gives_the_same_questions() -> None:
    assert reword_rows(ROWS, 7) == reword_rows(ROWS, 7)
    assert reword_rows(ROWS, 7) != reword_rows(ROWS, 8)


def test_a_question_is_reworded_alike_whatever_stands_around_it() -> None:
    alone = [row for row in ROWS if row["id"] == "A-001"]
    (made,) = reword_rows(alone, 3, ["typo"])
    assert made in reword_rows(ROWS, 3, ["typo"])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_only_the_wording_changes(seed: int) -> None:
    for before, after in zip(ROWS, reword_rows(ROWS, seed), strict=True):
        ours = ("question", "history", "reworded")
        assert {**after, **{key: before.get(key) for key in ours}} == {
            **before,
            **{key: before.get(key) for key in ours},
        }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_codes_and_quoted_names_stay(seed: int) -> None:
    for before, after in zip(ROWS, reword_rows(ROWS, seed), strict=True):
        quoted = re.findall("“[^”]*”", before["question"])
        codes = re.findall(r"(?<!\d)\d{5,}(?!\d)", before["question"])
        assert [name for name in quoted if name not in after["question"]] == []
        assert [code for code in codes if code not in after["question"]] == []


def test_nearly_every_question_is_reworded() -> None:
    changed = [row for row in reword_rows(ROWS, 1) if row["reworded"]]
    assert len(changed) >= 0.98 * len(ROWS)


def test_up_to_three_kinds_come_together() -> None:
    counts = {len(row["reworded"]) for row in reword_rows(ROWS, 1)}
    assert counts == {1, 2, 3}


def test_typo_changes_one_character() -> None:
    text = "白沙市农业农村局2023年政府采购支出是多少？"
    for form in all_forms("typo", text):
        assert len(form) == len(text)
        assert sum(one != other for one, other in zip(form, text, strict=True)) == 1


def test_typo_leaves_figures_units_of_measure_and_quoted_names_alone() -> None:
    text = "“预算管理”30201多少万元"
    assert typo(text, setting()) == text


def test_no_typo_stands_for_its_own_character() -> None:
    table = words()["typo"]
    assert [key for key, others in table.items() if key in others] == []


def test_shorter_drops_the_year_mark_or_the_century_and_the_unit_of_measure() -> None:
    forms = all_forms("shorter", "2023年收到“2022年结转”资金多少万元？")
    assert forms == {"2023收到“2022年结转”资金多少？", "23年收到“2022年结转”资金多少？"}


@pytest.mark.parametrize("text", ["截至2023年底有几台", "2023年30201", "2023年、2022年，各几人"])
def test_shorter_keeps_a_year_that_is_part_of_another_word(text: str) -> None:
    assert all_forms("shorter", text) == {text}


def test_order_moves_unit_and_year() -> None:
    assert all_forms("order", "白沙市农村局2023年的印刷费是多少？") == {
        "2023年白沙市农村局的印刷费是多少",
        "印刷费是多少？白沙市农村局2023年的",
        "印刷费是多少（白沙市农村局，2023年）？",
    }


def test_order_moves_a_clause_that_says_where_to_look() -> None:
    assert all_forms("order", "收入决算表里，利息是多少？") == {"利息是多少（收入决算表）？"}
    assert all_forms("order", "利息是多少？（市农业农村局）") == {"市农业农村局，利息是多少？"}


@pytest.mark.parametrize(
    "text", ["白沙市农村局2023年底有几辆车", "东江市水利局2023年印刷费", "2023年印刷费是多少"]
)
def test_order_leaves_what_it_does_not_understand(text: str) -> None:
    assert order(text, setting()) == text


def test_synonyms_stand_for_whole_terms() -> None:
    assert all_forms("synonym", "三公经费") == {"三公费用", "三公支出"}
    assert synonym("“三公经费”", setting()) == "“三公经费”"


def test_polite_keeps_every_word_of_the_question() -> None:
    for seed in range(20):
        assert "印刷费是多少" in polite("印刷费是多少？", setting(seed))


def test_what_fits_nothing_stays_as_it_is() -> None:
    assert reword("30201", Random(1), DOCUMENTS, ["typo", "order"]) == ("30201", ())


def test_the_command_writes_a_question_set(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    assert main([str(DEV), str(target), "--seed", "5", "--kinds", "polite"]) == 0
    made = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert made == reword_rows(ROWS, 5, ["polite"])
