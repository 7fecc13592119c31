"""Questions across documents: no data, ambiguity, follow-ups, two years, two units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from eval.generate.asking import Asker, Question, money, percent, values
from eval.generate.document import Document
from eval.generate.items import Item
from eval.generate.units import draw_units
from eval.generate.words import bodies

#: Items that every document prints, so that what fits a question is known.
COMMON = ("basic", "project", "personnel", "official", "procurement")


def no_data(asker: Asker, document: Document) -> Iterator[Question]:
    """A unit, a year, a basis or an item that the corpus does not hold; other talk."""
    expect = {"status": "no_data"}
    books, rng = document.books, asker.rng
    stranger = _stranger(asker)
    pattern = asker.pick("no_data", "unit")
    when = asker.when(books.year)
    yield Question("no_data", pattern.format(who=stranger, when=when), expect)
    known = {one.books.year for one in asker.documents() if one.books.unit == books.unit}
    far = min(known) - 4 if rng.random() < 0.5 else max(known) + 3
    pattern = asker.pick("no_data", "year")
    item = rng.choice(["基本支出", "项目支出", "公务接待费"])
    yield Question(
        "no_data",
        pattern.format(who=asker.who(document), when=f"{far}年", basis=books.kind, item=item),
        expect,
    )
    other = "决算" if books.kind == "预算" else "预算"
    kinds = {
        one.books.kind
        for one in asker.documents()
        if one.books.unit == books.unit and one.books.year in (books.year, books.year + 1)
    }
    if other not in kinds and books.kind == "预算":
        pattern = asker.pick("no_data", "basis")
        yield Question(
            "no_data",
            pattern.format(who=asker.who(document), when=when, basis=other, item=item),
            expect,
        )
    key = rng.choice(["item", "off"])
    yield Question("no_data", asker.fill(asker.pick("no_data", key), document), expect)


def _stranger(asker: Asker) -> str:
    """A unit of a kind of body that no unit of the world is."""
    taken = {unit.body.name for unit in asker.world.units}
    free = [unit for unit in draw_units(asker.rng, len(bodies())) if unit.body.name not in taken]
    return asker.rng.choice(free).name if free else "某某县气象局"


def ambiguous(asker: Asker) -> Iterator[Question]:
    """No unit or no year where several documents would fit."""
    by_year: defaultdict[tuple[int, str], list[Document]] = defaultdict(list)
    by_unit: defaultdict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in asker.documents():
        by_year[document.books.year, document.books.kind].append(document)
        by_unit[document.books.unit.name, document.books.kind].append(document)
    for (year, kind), found in by_year.items():
        if len({one.books.unit.name for one in found}) > 1:
            pattern = asker.pick("ambiguous", "unit")
            yield from _open(asker, found, pattern, who="", when=f"{year}年", basis=kind)
    for (_, kind), found in by_unit.items():
        if len(found) > 1:
            pattern = asker.pick("ambiguous", "year")
            yield from _open(asker, found, pattern, who=asker.who(found[0]), when="", basis=kind)


def _open(asker: Asker, found: list[Document], pattern: str, **words: str) -> Iterator[Question]:
    key = asker.rng.choice(COMMON)
    items = [item for one in found if (item := asker.of(one, key))]
    name = items[0].names[0]
    if "采购" in name:
        name = "政府采购总额"
    expect = {**values(*items), "status": "ambiguous"}
    yield Question("ambiguous", pattern.format(item=name, **words), expect)


def follow_ups(asker: Asker) -> Iterator[Question]:
    """The year, the unit or the item changes; the rest comes from the question before."""
    for document in asker.documents():
        first = asker.of(document, asker.rng.choice(COMMON))
        if first is None:
            continue
        asked = asker.fill(asker.pick("lookup", "formal"), document, item=first.names[0])
        yield from _other_year(asker, document, first, asked)
        yield from _other_item(asker, document, asked)
        if first.key in ("basic", "project", "personnel"):
            yield from _share(asker, document, first, asked)


def _other_year(asker: Asker, document: Document, first: Item, asked: str) -> Iterator[Question]:
    books = document.books
    for other in asker.documents(books.kind):
        if other.books.unit != books.unit or other.books.year == books.year:
            continue
        item = asker.of(other, first.key)
        if item is not None:
            pattern = asker.pick("follow", "year")
            text = pattern.format(when=asker.when(other.books.year, casual=False))
            yield Question("lookup", text, values(item), history=(asked,))
            return


def _other_item(asker: Asker, document: Document, asked: str) -> Iterator[Question]:
    item = asker.rng.choice(asker.some(document, 6))
    text = asker.pick("follow", "item").format(item=asker.name(item))
    yield Question("lookup", text, values(item), history=(asked,))


def _share(asker: Asker, document: Document, first: Item, asked: str) -> Iterator[Question]:
    whole = asker.of(document, "spending")
    if whole is None or not whole.value:
        return
    rate = percent(first, whole)
    yield Question("compute", asker.pick("follow", "share"), {"values": [rate]}, history=(asked,))


def across(asker: Asker) -> Iterator[Question]:
    """The same item of one unit in two years, or of two units in one year."""
    listed = list(asker.documents())
    for index, one in enumerate(listed):
        for other in listed[index + 1 :]:
            if one.books.kind != other.books.kind:
                continue
            key = asker.rng.choice(("basic", "project", "personnel"))
            pair = (asker.of(one, key), asker.of(other, key))
            if pair[0] is None or pair[1] is None or pair[0].value == pair[1].value:
                continue
            if one.books.unit == other.books.unit:
                yield _two_years(asker, one, other, pair[0], pair[1])
            elif one.books.year == other.books.year:
                yield _two_units(asker, one, other, pair[0], pair[1])


def _two_years(asker: Asker, one: Document, other: Document, first: Item, second: Item) -> Question:
    gap = money(abs(first.value - second.value), first, second)
    if one.books.year > other.books.year:
        one, other = other, one
    pattern = asker.rng.choice(
        ["{who}的{item}，{second}年{basis}比{first}年{basis}变动了多少万元？"]
    )
    text = pattern.format(
        who=asker.who(one),
        item=first.names[0],
        basis=one.books.kind,
        first=one.books.year,
        second=other.books.year,
    )
    return Question("compare", text, {"values": [gap]})


def _two_units(asker: Asker, one: Document, other: Document, first: Item, second: Item) -> Question:
    gap = money(abs(first.value - second.value), first, second)
    larger = one if first.value > second.value else other
    text = asker.pick("compare", "units").format(
        when=f"{one.books.year}年",
        basis=one.books.kind,
        item=first.names[0],
        a=one.books.unit.name,
        b=other.books.unit.name,
    )
    contains = [[larger.books.unit.name, *larger.books.unit.spoken]]
    return Question("compare", text, {"values": [gap], "contains": contains})
