"""Which tables a budget holds, and what they are called, family by family."""

from __future__ import annotations

from dataclasses import replace

from eval.generate import budget_spending as spending
from eval.generate import budget_summary as summary
from eval.generate.books import Books
from eval.generate.sheet import Sheet
from eval.generate.style import Style


def budget_sheets(books: Books, style: Style) -> list[Sheet]:
    """All tables of a budget, numbered in their printed order."""
    found = {
        "south": _south,
        "metro": _metro,
        "east": _east,
        "coast": _coast,
        "harbour": _harbour,
        "north": _north,
    }[style.family](books, style)
    return [replace(sheet, number=style.number.format(n=n)) for n, sheet in enumerate(found, 1)]


def _south(books: Books, style: Style) -> list[Sheet]:
    fiscal = "政府预算拨款" if style.swapped else "财政拨款"
    found = [
        summary.summary(books, style, "收支总表"),
        summary.income_by_source(books, style, "收入总表"),
        spending.spending(books, style, "支出总表"),
        spending.basic_by_source(books, style, "基本支出总表"),
        spending.projects(books, style, "项目支出总表"),
        summary.fiscal_summary(books, style, f"{fiscal}收支总表"),
        spending.spending(books, style, "一般公共预算支出表（按功能分类）", "general"),
    ]
    if not style.swapped:
        found.append(spending.by_kind_of_spending(books, style, "一般公共预算支出表（按经济分类）"))
    return [
        *found,
        spending.official(books, style, "一般公共预算“三公”经费支出表"),
        spending.spending(books, style, "政府性基金预算支出表", "fund"),
    ]


def _metro(books: Books, style: Style) -> list[Sheet]:
    return [
        summary.summary(books, style, "收支总体情况表"),
        summary.income_by_source(books, style, "收入总体情况表"),
        spending.spending(books, style, "本年支出总体情况表"),
        summary.fiscal_summary(books, style, "财政拨款收支总体情况表"),
        spending.spending(books, style, "一般公共预算支出情况表（按功能分类科目）", "general"),
        spending.basic_by_kind(books, style, "一般公共预算基本支出情况表（按经济分类科目）"),
        spending.official(books, style, "财政拨款安排的行政经费及“三公”经费预算表"),
        spending.spending(books, style, "政府性基金预算支出情况表", "fund"),
        spending.projects(books, style, "部门预算项目支出及其他支出预算表"),
    ]


def _east(books: Books, style: Style) -> list[Sheet]:
    return [
        summary.summary(books, style, "收支总表"),
        summary.income_by_source(books, style, "收入总表"),
        spending.spending(books, style, "支出总表"),
        summary.fiscal_summary(books, style, "财政拨款收支总表"),
        spending.spending(books, style, "一般公共预算支出表", "general"),
        spending.basic_by_kind(books, style, "一般公共预算基本支出表"),
        spending.official(books, style, "“三公”经费、会议费、培训费支出预算表"),
        spending.spending(books, style, "政府性基金预算支出表", "fund"),
        spending.procurement(books, style, "政府采购支出表"),
    ]


def _coast(books: Books, style: Style) -> list[Sheet]:
    year = f"{books.year}年度" if style.swapped else ""
    return [
        summary.summary(books, style, f"{year}收支预算总表"),
        summary.income_by_source(books, style, f"{year}收入预算总表"),
        spending.spending(books, style, f"{year}支出预算总表"),
        summary.fiscal_summary(books, style, f"{year}财政拨款收支预算总表"),
        spending.spending(books, style, f"{year}一般公共预算拨款支出预算表", "general"),
        spending.spending(books, style, f"{year}政府性基金预算拨款支出预算表", "fund"),
        spending.basic_by_kind(books, style, f"{year}一般公共预算基本支出经济分类情况表"),
        spending.official(books, style, f"{year}一般公共预算“三公”经费支出预算表"),
        spending.projects(books, style, f"{year}项目支出预算表"),
    ]


def _harbour(books: Books, style: Style) -> list[Sheet]:
    year = f"{books.year}年部门"
    return [
        summary.summary(books, style, f"{year}财务收支预算总表"),
        spending.spending(books, style, f"{year}支出预算总表"),
        summary.fiscal_summary(books, style, f"{year}财政拨款收支预算总表"),
        spending.spending(books, style, f"{year}一般公共预算支出功能分类预算表", "general"),
        spending.spending(books, style, f"{year}政府性基金预算支出功能分类预算表", "fund"),
        spending.basic_by_kind(books, style, f"{year}一般公共预算基本支出部门预算经济分类预算表"),
        spending.official(books, style, f"{year}“三公”经费和机关运行经费预算表"),
    ]


def _north(books: Books, style: Style) -> list[Sheet]:
    return [
        summary.summary(books, style, "收支总表"),
        summary.income_by_source(books, style, "收入总表"),
        spending.spending(books, style, "支出总表"),
        summary.fiscal_summary(books, style, "财政拨款收支总表"),
        spending.spending(books, style, "本年一般公共预算支出表", "general"),
        spending.basic_by_kind(books, style, "本年一般公共预算基本支出表"),
        spending.official(books, style, "本年一般公共预算“三公”经费支出表"),
        spending.projects(books, style, "项目支出表"),
        spending.spending(books, style, "本年政府性基金预算支出表", "fund"),
    ]
