"""Questions for one figure, and for what follows from two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from eval.generate.asking import Asker, Question, evidence, money, percent, values
from eval.generate.document import Document
from eval.generate.items import Item, grain_of, official_shown, shown


def lookups(asker: Asker, document: Document) -> Iterator[Question]:
    """Figures that the document prints, asked for formally, casually, in other units."""
    for item in asker.some(document, 5):
        yield _lookup(asker, document, item, "formal")
    for item in asker.some(document, 2):
        yield _lookup(asker, document, item, "casual")
    counted = [one for one in asker.some(document, 99, money=False) if not one.money]
    for item in counted[:1]:
        books = document.books
        dated = item.key in ("car_count", "equipment")
        pattern = asker.pick("lookup", "dated" if dated else "count")
        end = books.year if books.kind == "决算" else books.year - 1
        question = asker.fill(pattern, document, item=asker.name(item), unit=item.unit, end=end)
        yield Question("lookup", question, values(item))
    yield from _other_units(asker, document)


def _lookup(asker: Asker, document: Document, item: Item, manner: str) -> Question:
    pattern = asker.pick("lookup", manner)
    casual = manner == "casual"
    question = asker.fill(pattern, document, casual, item=asker.name(item))
    return Question("lookup", question, values(item), evidence=evidence(document, [item]))


def _other_units(asker: Asker, document: Document) -> Iterator[Question]:
    """In 元, or in 亿元 where the amount is large enough."""
    item = asker.of(document, asker.rng.choice(["basic", "project", "total"]))
    if item is None or not item.value:
        return
    large = item.value > 20000
    question = asker.fill(
        asker.pick("lookup", "hundred_million" if large else "yuan"),
        document,
        item=asker.name(item),
    )
    unit, factor = ("亿元", Decimal("0.0001")) if large else ("元", Decimal(10000))
    tol = 0.006 if large else 60
    expected = {"value": float(item.value * factor), "unit": unit, "tol": tol}
    yield Question("lookup", question, {"values": [expected]})


def computations(asker: Asker, document: Document) -> Iterator[Question]:
    """Rates, shares, sums, differences, averages, the year before."""
    first, second = asker.of(document, "basic"), asker.of(document, "project")
    whole = asker.of(document, "spending")
    if first and second and whole and whole.value:
        part = asker.rng.choice([first, second])
        question = asker.fill(
            asker.pick("compute", "share"), document, a=part.names[0], b=whole.names[0]
        )
        yield Question("compute", question, {"values": [percent(part, whole)]})
    yield from _pair(asker, document)
    yield from _per_head(asker, document)
    yield from _rates(asker, document)
    yield from _year_before(asker, document)


def _pair(asker: Asker, document: Document) -> Iterator[Question]:
    found = [asker.of(document, key) for key in ("personnel", "running")]
    pair = [item for item in found if item is not None]
    projects = [
        item
        for key, item in asker.items[document.doc].items()
        if key.startswith("project ") and not key[8:].isdigit()
    ]
    chosen = asker.rng.choice([pair, asker.rng.sample(projects, 2)])
    if len(chosen) < 2:
        return
    one, other = chosen
    if one.value < other.value:
        one, other = other, one
    total = money(one.value + other.value, one, other)
    gap = money(one.value - other.value, one, other)
    key, expected = asker.rng.choice([("sum", total), ("difference", gap)])
    question = asker.fill(
        asker.pick("compute", key), document, a=asker.name(one), b=asker.name(other)
    )
    yield Question("compute", question, {"values": [expected]})


def _per_head(asker: Asker, document: Document) -> Iterator[Question]:
    people, pay = asker.of(document, "staff"), asker.of(document, "personnel")
    if people is None or pay is None or asker.rng.random() < 0.5:
        return
    question = asker.fill(asker.pick("compute", "per_head"), document)
    each = round(pay.value / people.value, 4)
    expected = {"value": float(each), "unit": "万元", "tol": 0.006}
    yield Question("compute", question, {"values": [expected]})


def _rates(asker: Asker, document: Document) -> Iterator[Question]:
    """What was spent of a budget: “三公”, and a project of the accounts' text."""
    books = document.books
    if books.plan is None:
        return
    for key, name in (("total", "“三公”经费"), ("reception", "公务接待费")):
        parts = (getattr(books.official, key), getattr(books.plan.official, key))
        spent, plan = (
            Item(key, (name,), official_shown(document, part), grain=grain_of(document))
            for part in parts
        )
        if plan.value:
            question = asker.fill(asker.pick("compute", "rate"), document, item=name)
            yield Question("compute", question, {"values": [percent(spent, plan)]})
    yield from _project_rate(asker, document)


def _project_rate(asker: Asker, document: Document) -> Iterator[Question]:
    project = asker.rng.choice(document.books.projects[:3])
    full, done = (
        Item(project.name, (project.name,), shown(document, part), grain=grain_of(document))
        for part in (project.full_year, project.amount)
    )
    if full.value <= done.value:
        return
    question = asker.fill(asker.pick("compute", "project_rate"), document, item=project.name)
    yield Question("compute", question, {"values": [percent(done, full)]})
    question = asker.fill(asker.pick("compute", "left"), document, item=project.name)
    left = money(full.value - done.value, full, done)
    yield Question("compute", question, {"values": [left]})


def _year_before(asker: Asker, document: Document) -> Iterator[Question]:
    """Worked back from the change that the text states."""
    books = document.books
    keys = ("total", "project") if books.kind == "决算" else ("total",)
    if books.before is None:
        return
    key = asker.rng.choice(keys)
    now, item = getattr(books, key), asker.of(document, key)
    then = getattr(books.before, key)
    if item is None or not then or now == then:
        return
    before = replace(item, value=shown(document, then))
    which = asker.rng.choice(["back", "growth"])
    name = "收入总计" if key == "total" else item.names[0]
    question = asker.fill(asker.pick("compute", which), document, item=name, before=books.year - 1)
    change = replace(item, value=shown(document, now - then))
    back = money(before.value, item, before)
    expected = {**back, "tol": 2 * back["tol"]} if which == "back" else percent(change, before)
    yield Question("compute", question, {"values": [expected]})
