"""Questions that put several steps together, or that are written oddly."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from eval.generate.asking import Asker, Question, money, percent, values
from eval.generate.document import Document
from eval.generate.items import Item, shown
from eval.generate.story import explained

#: Items whose change a text explains: of a budget, of accounts.
_TOLD = {
    "预算": {"total": "预算收入", "reception": "公务接待费", "operating": "机关运行经费"},
    "决算": {"basic": "基本支出", "project": "项目支出", "official": "“三公”经费支出"},
}
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CHINESE_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


@cache
def _odd() -> dict[str, Any]:
    with Path(__file__).with_name("odd.toml").open("rb") as file:
        return tomllib.load(file)


def compounds(asker: Asker, document: Document) -> Iterator[Question]:
    """Change with its reason, shares of the largest, parts, averages."""
    yield from _change_and_reason(asker, document)
    yield from _parts(asker, document)
    if document.books.kind == "预算":
        yield from _of_projects(asker, document)


def _change_and_reason(asker: Asker, document: Document) -> Iterator[Question]:
    books = document.books
    if books.before is None:
        return
    for key, name in _TOLD[books.kind].items():
        now, before = explained(books, key), explained(books.before, key)
        item = asker.of(document, key)
        if item is None or now == before or not before:
            continue
        question = asker.fill(
            asker.pick("compound", "change"),
            document,
            item=name,
            moved="增加" if now > before else "减少",
        )
        change = money(shown(document, abs(now - before)), item)
        expect = {"values": [change], "contains": [document.story.reasons[key]]}
        yield Question("compute", question, expect)
        return


def _parts(asker: Asker, document: Document) -> Iterator[Question]:
    found = [asker.of(document, key) for key in ("abroad", "cars", "reception")]
    items = [item for item in found if item is not None and item.value]
    if len(items) > 1:
        question = asker.fill(asker.pick("compound", "parts"), document)
        # The order is free, so the figures are looked for in the text, 3.10 or 3.1.
        figures = [[f"{item.value}万", f"{item.value.normalize():f}万"] for item in items]
        yield Question("list", question, {"contains": figures})


def _of_projects(asker: Asker, document: Document) -> Iterator[Question]:
    """The largest project's share, the two largest together, the average."""
    names = {project.name for project in document.books.projects}
    listed = [item for item in asker.items[document.doc].values() if item.names[0] in names]
    whole = asker.of(document, "project")
    if whole is None or len(listed) < 3:
        return
    first, second = sorted(listed, key=lambda item: -item.value)[:2]
    average = replace(whole, value=round(whole.value / len(names), 4))
    options: dict[str, dict[str, Any]] = {
        "largest_share": percent(first, whole),
        "beyond": money(first.value + second.value, first, second),
        "average": money(average.value, whole),
    }
    key = asker.rng.choice(list(options))
    question = asker.fill(asker.pick("compound", key), document)
    yield Question("compute", question, {"values": [options[key]]})


def over_years(asker: Asker) -> Iterator[Question]:
    """One item of a unit over all its years of one kind."""
    shelves: defaultdict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in asker.documents():
        shelves[document.books.unit.name, document.books.kind].append(document)
    for (_, kind), found in shelves.items():
        if len(found) < 2:
            continue
        found.sort(key=lambda document: document.books.year)
        key = asker.rng.choice(("basic", "project", "official"))
        items = [item for one in found if (item := asker.of(one, key))]
        question = asker.pick("compound", "trend").format(
            who=asker.who(found[0]),
            item=items[0].names[0],
            basis=kind,
            years="、".join(str(one.books.year) for one in found),
        )
        yield Question("compare", question, values(*items))


def over_units(asker: Asker) -> Iterator[Question]:
    """The unit with the most of an item among all that disclose the year."""
    shelves: defaultdict[tuple[int, str], list[Document]] = defaultdict(list)
    for document in asker.documents():
        shelves[document.books.year, document.books.kind].append(document)
    for (year, kind), found in shelves.items():
        ranked: list[tuple[Decimal, Document, Item]] = [
            (item.value, one, item) for one in found if (item := asker.of(one, "project"))
        ]
        ranked.sort(key=lambda entry: -entry[0])
        if len(ranked) < 2 or ranked[0][0] == ranked[1][0]:
            continue
        _, top, item = ranked[0]
        question = asker.pick("compound", "rank").format(
            when=f"{year}年", basis=kind, item=item.names[0]
        )
        unit = top.books.unit
        expect = {**values(item), "contains": [[unit.name, *unit.spoken]]}
        yield Question("compare", question, expect)


def oddities(asker: Asker, questions: list[Question]) -> Iterator[Question]:
    """The same questions with a typo, politely, in other digits or characters."""
    plain = [one for one in questions if one.kind == "lookup" and not one.history]
    for index, question in enumerate(asker.rng.sample(plain, min(24, len(plain)))):
        text = question.question
        written = (_mistyped, _traditional, _full_width, _chinese_year)[index % 4](asker, text)
        if index % 3 == 0:
            written = asker.pick("odd", "polite").format(question=written)
        if written != text:
            yield replace(question, question=written, note="written oddly")


def _mistyped(asker: Asker, text: str) -> str:
    typos = {right: wrong for right, wrong in _odd()["typos"].items() if right in text}
    if not typos:
        return text
    right = asker.rng.choice(list(typos))
    return text.replace(right, typos[right], 1)


def _traditional(asker: Asker, text: str) -> str:
    pairs = _odd()["traditional"]["pairs"]
    return text.translate({ord(pair[0]): pair[1] for pair in pairs})


def _full_width(asker: Asker, text: str) -> str:
    return text.translate(_FULL_WIDTH)


def _chinese_year(asker: Asker, text: str) -> str:
    """A year of four digits before 年 in Chinese digits."""
    at = text.find("年")
    year = text[at - 4 : at] if at >= 4 else ""
    return text.replace(year, year.translate(_CHINESE_DIGITS), 1) if year.isdigit() else text
