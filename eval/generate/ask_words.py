"""Questions answered with lists, with comparisons, and with the document's own words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from eval.generate.asking import Asker, Question, money, values
from eval.generate.document import Document
from eval.generate.items import Item, grain_of, shown
from eval.generate.story import explained
from eval.generate.tables import nodes
from eval.generate.words import economic_name, words


def comparisons(asker: Asker, document: Document) -> Iterator[Question]:
    """Which of two is larger, which project is the largest, the three largest 类."""
    amounts = [item for item in asker.some(document, 12) if item.key.startswith("economic")]
    if len(amounts) > 1 and amounts[0].value != amounts[1].value:
        one, other = sorted(amounts[:2], key=lambda item: item.value, reverse=True)
        question = asker.fill(
            asker.pick("compare", "two"),
            document,
            a=other.names[0],
            b=one.names[0].removeprefix("基本支出中的"),
        )
        gap = money(one.value - other.value, one, other)
        expect = {"values": [gap], "contains": [one.names[0].removeprefix("基本支出中的")]}
        yield Question("compare", question, expect)
    if document.books.kind == "预算":
        yield _largest(asker, document)
    yield _classes(asker, document)


def _largest(asker: Asker, document: Document) -> Question:
    projects = _projects(asker, document)
    top = max(projects, key=lambda item: item.value)
    question = asker.fill(asker.pick("compare", "largest"), document)
    return Question("compare", question, {**values(top), "contains": [top.names[0]]})


def _classes(asker: Asker, document: Document) -> Question:
    ranked = sorted(nodes(document.books, levels=(3,)), key=lambda node: -node.amount)[:3]
    question = asker.fill(asker.pick("compare", "classes"), document)
    items = [
        Item(node.code, (node.name,), shown(document, node.amount), grain=grain_of(document))
        for node in ranked
    ]
    expect = {**values(*items), "contains": [node.name.removesuffix("支出") for node in ranked]}
    return Question("compare", question, expect)


def _projects(asker: Asker, document: Document) -> list[Item]:
    names = {project.name for project in document.books.projects}
    return [item for item in asker.items[document.doc].values() if item.names[0] in names]


def lists(asker: Asker, document: Document) -> Iterator[Question]:
    """Offices, projects, 类, projects over a limit, pay by 款."""
    books = document.books
    yield Question(
        "list",
        asker.fill(asker.pick("list", "offices"), document),
        {"items": list(books.unit.offices)},
    )
    if books.unit.branches:
        question = asker.fill(asker.pick("list", "branches"), document)
        yield Question("list", question, {"items": list(books.unit.branches)})
    top = [node.name for node in nodes(books, levels=(3,))]
    yield Question("list", asker.fill(asker.pick("list", "classes"), document), {"items": top})
    people = [economic_name(code) for code in books.economic if code.startswith("303")]
    if len(people) > 1:
        question = asker.fill(asker.pick("list", "pay"), document)
        yield Question("list", question, {"items": people})
    if books.kind == "预算":
        projects = _projects(asker, document)
        question = asker.fill(asker.pick("list", "projects"), document)
        yield Question("list", question, {"items": [item.names[0] for item in projects]})
        yield from _over(asker, document, projects)


def _over(asker: Asker, document: Document, projects: list[Item]) -> Iterator[Question]:
    limit = sorted(item.value for item in projects)[len(projects) // 2].quantize(Decimal(100))
    over = [item.names[0] for item in projects if item.value > limit]
    under = [item.names[0] for item in projects if item.value <= limit]
    if not over or not under or any(a in b or b in a for a in over for b in under):
        return
    question = asker.fill(asker.pick("list", "over"), document, limit=limit)
    yield Question("list", question, {"items": over, "excludes": under})


def texts(asker: Asker, document: Document) -> Iterator[Question]:
    """Duties, reasons, terms, what a project is for, its problems."""
    story, books, rng = document.story, document.books, asker.rng
    index = rng.randrange(len(story.duties) - 1)
    field = books.unit.body.fields[index]
    yield Question(
        "text",
        asker.fill(asker.pick("text", "duty"), document, field=field),
        {"contains": [story.duties[index].rstrip("。")]},
    )
    term = rng.choice(story.terms)
    meaning = words()["terms"][term].removeprefix("指").removeprefix("反映")
    yield Question(
        "text",
        asker.fill(asker.pick("text", "term"), document, term=term),
        {"contains": [meaning]},
    )
    yield from _reasons(asker, document)
    project = rng.choice(books.projects[:3])
    if books.kind == "预算" and document.style.family:
        use = story.uses[project.name]
        question = asker.fill(asker.pick("text", "use"), document, item=project.name)
        yield Question(
            "text", question, {"contains": [use.removeprefix("主要").removeprefix("用于")]}
        )
    else:
        question = asker.fill(asker.pick("text", "problem"), document, item=project.name)
        told = [story.problems[project.name], story.remedies[project.name]]
        yield Question("text", question, {"contains": told})
    if not books.unit.admin:
        question = asker.fill(asker.pick("text", "operating"), document)
        yield Question("text", question, {"contains": [["事业单位", "统计范围"]]})


def _reasons(asker: Asker, document: Document) -> Iterator[Question]:
    """Why an item rose or fell against the year before."""
    books = document.books
    if books.before is None:
        return
    named = {"total": "收入", "reception": "公务接待费", "operating": "机关运行经费"}
    if books.kind == "决算":
        named = {"basic": "基本支出", "project": "项目支出", "official": "“三公”经费支出"}
    keys = [key for key in named if _moved(document, key)]
    if not keys:
        return
    key = asker.rng.choice(keys)
    item = named[key]
    rose = explained(books, key) > explained(books.before, key)
    question = asker.fill(
        asker.pick("text", "reason"), document, item=item, moved="增加" if rose else "减少"
    )
    yield Question("text", question, {"contains": [document.story.reasons[key]]})


def _moved(document: Document, key: str) -> bool:
    before = document.books.before
    return before is not None and explained(document.books, key) != explained(before, key)
