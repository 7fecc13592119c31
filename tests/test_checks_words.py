"""What labels and titles mean for the checks: items, versions, kinds of tables."""

from __future__ import annotations

import pytest

from qa.checks.words import bare, head, is_total, items, kinds_of, project_name, relations


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("收支总表", {"收支总表"}),
        ("收入支出决算总表", {"收支总表"}),
        ("2024年部门财务收支预算总表", {"收支总表"}),
        ("财政拨款收支总体情况表", {"财政收支总表"}),
        ("政府预算拨款收支总表", {"财政收支总表"}),
        ("收入决算表", {"收入表"}),
        ("本年支出总体情况表", {"支出表"}),
        ("支出决算表", {"支出表"}),
        ("一般公共预算财政拨款支出决算表", {"一般公共支出表"}),
        ("一般公共预算支出表（按经济分类）", set()),
        ("一般公共预算财政拨款基本支出决算明细表", {"一般公共基本表"}),
        ("基本支出总表", {"基本支出表"}),
        ("部门预算项目支出及其他支出预算表", {"项目支出表"}),
        ("财政拨款“三公”经费支出决算表", {"三公表"}),
        ("政府性基金预算财政拨款收入支出决算表", {"基金支出表"}),
        ("政府采购项目支出表", {"采购表"}),
        ("项目支出绩效自评表", {"自评表"}),
        ("上级专项转移支付支出表", set()),
    ],
)
def test_kinds_of_title(title: str, kinds: set[str]) -> None:
    assert kinds_of(title) == kinds


@pytest.mark.parametrize(
    ("label", "item"),
    [
        ("因公出国（境）费", "出国"),
        ("因公出国(境)费用", "出国"),
        ("公务用车购置和运行维护费", "公车"),
        ("公务用车运行及维护支出", "公车运行"),
        ("财政拨款安排“三公”经费", "三公"),
        ("其中：基本支出", "基本支出"),
        ("2024年政府采购项目", "采购"),
        ("使用非财政拨款结余(含专用结余)", "使用结余"),
        ("上年结余、结转", "上年结转"),
    ],
)
def test_items_of_label(label: str, item: str) -> None:
    assert items(label) == {item}


def test_items_of_an_unknown_label_are_none() -> None:
    assert items("深圳市政务云项目（二期）") == frozenset()


def test_total_is_a_total_by_itself_only() -> None:
    assert is_total("总计")
    assert not is_total("本年支出合计")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (("预算数", "公务接待费"), ("公务接待费",)),
        (("公务接待费", "预算数"), ("公务接待费",)),
        (("支出", "2024年预算数"), ("支出",)),
        (("年初预算数",), ()),
        (("一般公共预算支出", "其中：", "基本支出"), ("一般公共预算支出", "基本支出")),
    ],
)
def test_head_leaves_versions_out(path: tuple[str, ...], found: tuple[str, ...]) -> None:
    assert head(path) == found


def test_bare_label_has_no_brackets_quotes_or_spaces() -> None:
    assert bare("“三公” 经费（万元）") == "三公经费"


@pytest.mark.parametrize("name", ["政务数据管理", "政务数据管理项目", "政务数据管理 工作"])
def test_project_name_is_the_same_in_all_places(name: str) -> None:
    assert project_name(name) == "政务数据管理"


@pytest.mark.parametrize("sort", ["sum", "row_sum", "prose_sum"])
def test_every_relation_names_items_that_the_lexicon_knows(sort: str) -> None:
    from qa.lexicon import load

    known = set(load("checks")["items"])
    for relation in relations(sort):
        named = [
            *relation.get("total", ()), *relation.get("whole", ()), *relation["parts"],
            *relation.get("minus", ()), *relation.get("needs", ()), *relation.get("anchors", ()),
        ]  # fmt: skip
        assert set(named) <= known, relation["rule"]


@pytest.mark.parametrize("sort", ["link", "twin"])
def test_every_link_names_kinds_of_tables_that_the_lexicon_knows(sort: str) -> None:
    known = {kind["name"] for kind in relations("kind")}
    for relation in relations(sort):
        right = relation["right"]
        places = [relation["left"], *(right if isinstance(right, list) else [right])]
        assert {place["kind"] for place in places} <= known
