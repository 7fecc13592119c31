"""Contradictions by the figures that they touch: what an answer that rests on them must tell."""

from __future__ import annotations

from checks_fixtures import ACCOUNT_2021, BUDGET_2021, audited, printed

from qa.checks import Conflicts, conflicts
from qa.model import Fact

SAN_GONG = 829


def facts_at(doc: str, line: int, *columns: tuple[str, ...]) -> list[Fact]:
    _, facts = printed(doc)
    return [f for f in facts if f.line == line and (not columns or f.column in columns)]


def of(doc: str) -> Conflicts:
    return conflicts(audited(doc).checks)


def test_places_of_all_cited_figures_are_known() -> None:
    found = of(ACCOUNT_2021)
    assert {line for _, line in found} >= {829, 996, 1258, 1646, 1721, 2059}
    assert [check.rule for check in found[ACCOUNT_2021, 1721]] == ["数字写法有误"]
    assert (ACCOUNT_2021, 176) not in found
    assert len(found) == len(list(found))


def test_answer_on_a_doubtful_figure_is_touched() -> None:
    rate = [f for f in facts_at(ACCOUNT_2021, 1646) if f.text == "52.37"]
    assert [check.rule for check in of(ACCOUNT_2021).touching(rate)] == ["同一比率前后一致"]


def test_answer_that_divides_the_same_figures_is_touched() -> None:
    operands = facts_at(ACCOUNT_2021, SAN_GONG, ("预算数", "合计"), ("决算数", "合计"))
    (check,) = of(ACCOUNT_2021).touching(operands)
    assert "52.37%" in check.message
    assert "52.3%" in check.message


def test_answer_on_one_confirmed_operand_is_not_touched() -> None:
    (spent,) = facts_at(ACCOUNT_2021, SAN_GONG, ("决算数", "合计"))
    assert of(ACCOUNT_2021).touching([spent]) == ()


def test_answer_on_another_cell_of_the_row_is_not_touched() -> None:
    cells = facts_at(ACCOUNT_2021, SAN_GONG, ("预算数", "公务接待费"), ("决算数", "公务接待费"))
    assert of(ACCOUNT_2021).touching(cells) == ()


def test_operand_that_nothing_confirms_is_doubtful_itself() -> None:
    spent = [f for f in facts_at(ACCOUNT_2021, 1258) if f.text == "9190.36"]
    (check,) = of(ACCOUNT_2021).touching(spent)
    assert "99.8%" in check.message


def test_amount_of_a_project_is_touched_by_its_payments() -> None:
    amount = facts_at(BUDGET_2021, 1025)
    (check,) = of(BUDGET_2021).touching(amount)
    assert check.rule == "分期支付与项目金额一致"


def test_amount_of_a_project_in_a_sentence_is_touched_by_its_sheet() -> None:
    (said,) = [f for f in facts_at(BUDGET_2021, 100) if f.text == "42.70"]
    (check,) = of(BUDGET_2021).touching([said])
    assert (check.rule, str(check.found)) == ("测算明细与项目金额一致", "42.67")


def test_amount_of_another_project_is_not_touched() -> None:
    _, facts = printed(BUDGET_2021)
    listed = [f for f in facts if f.row[-1:] == ("购置费",) and f.text == "101.66"]
    assert of(BUDGET_2021).touching(listed) == ()


def test_document_without_contradictions_touches_nothing() -> None:
    assert conflicts(()).touching(facts_at(ACCOUNT_2021, SAN_GONG)) == ()
