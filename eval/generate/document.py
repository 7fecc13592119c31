"""Puts a document together: parts in their order, printed in one flavour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from eval.generate import prose_account as account
from eval.generate import prose_budget as budget
from eval.generate.account_tables import account_sheets
from eval.generate.blocks import Block, Contents, Heading, PageBreak
from eval.generate.books import Books
from eval.generate.budget_tables import budget_sheets
from eval.generate.dialect import draw_dialect
from eval.generate.evaluation import evaluations
from eval.generate.form import Form
from eval.generate.pdftext import as_pdf_text
from eval.generate.sheet import Sheet, cells_of
from eval.generate.story import EXPLAINED, Story, draw_story, explained
from eval.generate.style import Flavour, Style, draw_style
from eval.generate.tables import ordinal
from eval.generate.tabs import as_tabs
from eval.generate.telling import Teller, draw_teller
from eval.generate.words import words


@dataclass(frozen=True, slots=True)
class Document:
    """A made-up disclosure: its text, and all that went into it."""

    doc: str
    title: str
    books: Books
    story: Story
    style: Style
    sheets: tuple[Sheet, ...]
    forms: tuple[Form, ...]
    blocks: tuple[Block, ...]
    text: str

    def cells(self) -> Iterator[dict[str, Any]]:
        """The cells of all tables and forms, in the format of ``eval/cells-dev.jsonl``."""
        for sheet in self.sheets:
            yield from cells_of(self.doc, sheet)
        for form in self.forms:
            yield from form.cells(self.doc)

    def plain(self) -> bytes:
        """The document as a text file."""
        return self.text.encode()

    def paper(self) -> bytes:
        """The document as a PDF file."""
        from eval.generate.paper import as_paper  # reportlab is asked for where it is needed

        return as_paper(self.blocks, self.style, Random(f"print of {self.doc}"))


def draw_document(key: str, books: Books, flavour: Flavour) -> Document:
    """A document that discloses ``books``; ``key`` decides everything else about it.

    Looks, story and wording are drawn apart, so that a change to one leaves the others.
    """
    dialect = draw_dialect(Random(f"{key} dialect"), books.kind)
    style = draw_style(Random(f"{key} style"), flavour, books.kind, dialect)
    story = draw_story(f"{key} story", books, _bases(books))
    rng = Random(f"{key} words")
    teller = draw_teller(rng, style, books.kind, books.year)
    title = _title(rng, books)
    sheets = budget_sheets(books, style) if books.kind == "预算" else account_sheets(books, style)
    form_rng = Random(f"{key} forms")
    with_forms = books.kind == "决算" and form_rng.random() < 0.5
    forms = evaluations(books, story, form_rng) if with_forms else []
    parts = _parts(rng, books, story, teller, sheets, forms)
    blocks = _front(rng, style, title, [heading for heading, _ in parts])
    for heading, body in parts:
        blocks += [PageBreak(), Heading(heading), *body]
    printed = Random(f"{key} print")
    text = (as_tabs if flavour == "tabs" else as_pdf_text)(blocks, style, printed)
    doc = title
    if printed.random() < 0.25:
        doc = f"{printed.randrange(10**12, 10**13)}-{printed.randrange(10**6, 10**7)}"
    return Document(
        doc, title, books, story, style, tuple(sheets), tuple(forms), tuple(blocks), text
    )


def _bases(books: Books) -> dict[str, int]:
    """What the text compares each explained item with."""
    found = {key: explained(books.before, key) for key in EXPLAINED} if books.before else {}
    if books.kind == "决算" and books.plan:
        found["fiscal"] = books.plan.general
    return found


def _title(rng: Random, books: Books) -> str:
    scope = rng.choice(["部门", "部门", "单位"])
    return rng.choice(
        [
            f"{books.year}年{books.unit.name}{scope}{books.kind}",
            f"{books.unit.name}{books.year}年度{scope}{books.kind}",
            f"{books.year}年度{books.unit.name}{scope}{books.kind}",
        ]
    )


def _front(rng: Random, style: Style, title: str, headings: list[str]) -> list[Block]:
    """Cover and contents; a text taken from a PDF may begin without either."""
    if style.flavour == "pdf" and rng.random() < 0.3:
        return []
    blocks: list[Block] = [Heading(title)]
    if rng.random() < 0.6:
        blocks.append(Contents(tuple(headings)))
    return blocks


def _parts(
    rng: Random, books: Books, story: Story, teller: Teller, sheets: list[Sheet], forms: list[Form]
) -> list[tuple[str, list[Block]]]:
    """Heading and body of each part, in the order of the family."""
    name = books.unit.name
    offices = budget.section("二、机构设置", budget.staffing(books, story, teller, rng))
    about: list[Block] = [Heading("一、主要职责", 2), *budget.duties(story, rng), *offices]
    terms = budget.terms(story, words()["terms"], rng)
    tables: list[Block] = list(sheets)
    said = (
        _account_text(rng, books, story, teller)
        if books.kind == "决算"
        else _budget_text(rng, books, story, teller)
    )
    year = f"{books.year}年"
    mark = rng.choice(["：", " "])
    if books.kind == "预算" and teller.style.family == "south":
        names = ["部门概况", "部门预算情况说明", "名词解释", "部门预算表"]
        bodies = [about, said, terms, tables]
    else:
        names = [
            f"{name}概况",
            f"{year}部门{books.kind}表",
            f"{year}部门{books.kind}情况说明",
            "名词解释",
        ]
        bodies = [about, tables, [*said, *forms], terms]
    if teller.style.flavour == "pdf":
        # A text without a cover must name unit, year and kind in its headings.
        names = [
            one
            if name in one or one == "名词解释"
            else f"{name}{year}{one}"
            if year not in one
            else f"{name}{one}"
            for one in names
        ]
    return [
        (f"第{ordinal(n)}部分{mark}{one}", body)
        for n, (one, body) in enumerate(zip(names, bodies, strict=True), 1)
    ]


def _numbered(sections: list[tuple[str, list[str]]]) -> list[Block]:
    blocks: list[Block] = []
    for number, (title, texts) in enumerate(sections, 1):
        blocks += budget.section(f"{ordinal(number)}、{title}", texts)
    return blocks


def _budget_text(rng: Random, books: Books, story: Story, teller: Teller) -> list[Block]:
    topics: list[tuple[str, budget.Topic]] = [
        ("收支总体情况", budget.overview),
        ("支出结构情况", budget.structure),
        ("项目支出情况", budget.projects),
        ("“三公”经费预算情况", budget.official),
        ("机关运行经费安排情况", budget.operating),
        ("政府采购预算情况", budget.procurement),
        ("国有资产占用情况", budget.assets),
        ("预算绩效管理情况", budget.performance),
    ]
    return _numbered([(title, topic(books, story, teller, rng)) for title, topic in topics])


def _account_text(rng: Random, books: Books, story: Story, teller: Teller) -> list[Block]:
    topics: list[tuple[str, budget.Topic]] = [
        ("收入支出决算总体情况说明", account.totals),
        ("收入决算情况说明", account.income),
        ("支出决算情况说明", account.spending),
        ("财政拨款支出决算情况说明", account.fiscal),
        ("“三公”经费支出决算情况说明", account.official),
        ("机关运行经费支出情况", account.operating),
        ("政府采购支出情况", account.procurement),
        ("国有资产占用情况", account.assets),
        ("预算绩效情况说明", account.performance),
    ]
    return _numbered(
        [
            (f"{books.year}年度{title}" if number < 5 else title, topic(books, story, teller, rng))
            for number, (title, topic) in enumerate(topics)
        ]
    )
