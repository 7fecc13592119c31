"""Figures that relate their item to something else: changes, shares, bases, completions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from qa.facts.amounts import Amount, is_money
from qa.facts.carry import Carry
from qa.facts.clauses import Clause, unchanged
from qa.facts.items import Item, Path
from qa.facts.labels import YEAR, basis_in, money_unit, words
from qa.facts.names import Name, name_of, strip_numbering, trimmed
from qa.facts.pieces import Piece
from qa.model import BUDGETED, Basis, Measure


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure of a sentence, with what its clause and the clauses before say of it."""

    amount: Amount
    row: Path
    year: int
    basis: Basis
    unit: str | None
    measure: Measure = "值"
    against: str | None = None
    direction: int = 0
    code: str | None = None


def reading_of(amount: Amount, item: Item, measure: Measure = "值") -> Reading:
    """A figure of ``item`` in the item's year and version."""
    return Reading(amount, item.row, item.year, item.basis, item.unit, measure)


def of_item(amount: Amount, item: Item, measure: Measure) -> Reading:
    """A ratio of ``item`` itself, whichever version of it was named last."""
    return replace(reading_of(amount, item, measure), row=item.path or item.row, unit=amount.unit)


def item_of(path: Path, name: Name, amount: Amount, carry: Carry) -> Item:
    """The item ``path`` under the open list or topic, in the year and version of its clause."""
    whole = carry.whole
    row = carry.under(path)
    inherited: Basis = whole.basis if whole else carry.basis
    slip = whole is not None and carry.profile.kind == name.basis == "决算"
    if slip and {inherited, carry.basis} <= {*BUDGETED}:
        # 一、年初预算。“三公”经费预算9万元，其中：接待费支出决算9万元: a slip of whoever took the
        # sentence over from the accounts below it.
        name = replace(name, basis=None)
    return Item(
        row=row,
        path=row,
        year=year_of(name, carry),
        # Points are given for what was done; they are no version of the budget.
        basis="其他" if amount.unit == "分" else name.basis or inherited,
        unit=amount.unit,
        value=amount.value,
    )


def year_of(name: Name, carry: Carry) -> int:
    """The year of a figure: its clause's, its list's, its sentence's, the document's."""
    whole = carry.whole
    listed = whole.year if whole else None
    return name.year or listed or carry.sentence.year or carry.as_of or carry.profile.year


def read_relation(clause: Clause, piece: Piece, carry: Carry) -> Reading | None:
    """The figure of a clause that relates its item to something; ``None`` without an item."""
    amount = piece.amount
    if amount is None:
        return None
    if clause.role in ("from", "to"):
        return _move(clause, amount, carry)
    item = _item(clause, amount, carry)
    if item is None:
        return None
    if clause.role == "change":
        return change(clause, amount, item, carry)
    if clause.role == "share":
        whole = carry.path[-1] if carry.parts and carry.path else None
        return replace(of_item(amount, item, "占比"), against=clause.against or whole)
    if clause.role == "done":
        return done(clause.against, amount, item)
    if clause.role == "planned":
        carry.segment.version = clause.version
        basis: Basis = basis_in(clause.version) or "预算"
        base = replace(item, row=item.path or item.row, unit=_money(amount, item), basis=basis)
        return reading_of(amount, base)
    return _compared(clause, amount, item, carry)


def _item(clause: Clause, amount: Amount, carry: Carry) -> Item | None:
    """The item that the clause names, or the one that it speaks of without a name: 接待费 4 万元，
    接待 74 批，比上年增加 2 万元 speaks of the money before what was counted."""
    item = _meant(clause, amount, carry)
    counted = item is not None and item.unit not in (None, "%") and not is_money(item.unit)
    return carry.sentence.money or item if counted and is_money(amount.unit) else item


def _meant(clause: Clause, amount: Amount, carry: Carry) -> Item | None:
    name = name_of(clause.name, carry.profile, keep_year=carry.parts is not None)
    path = name.path or (carry.segment.moved if clause.role == "change" else ())
    if path and "".join(path) in words("names", "both") and (whole := _both_sides(carry)):
        return whole
    if path:
        if clause.role == "change":
            if told := _named_in_short(path, amount, carry):
                return told
            carry.take_change_apart()
        carry.close_for(amount.value, amount.unit, joined=False)
        carry.keep_year(name.year)
        return item_of(path, name, amount, carry)
    if clause.role == "change" and name.version and carry.sentence.fresh:
        # 2026年预算比2025年预算增加: at the head of a sentence it is the whole that changed.
        if name.year:
            return item_of((name.version,), name, amount, carry)
        if name.version in words("names", "own_versions") and carry.topic[-1:] != (name.version,):
            return item_of((name.version,), name, amount, carry)
    if clause.role == "change":
        spoken_of = carry.spoken_of()
        if other := other_side(clause.name, carry.outer or spoken_of, carry):
            return other
        if clause.against and (told := _of_the_side_compared(clause.against, carry)):
            return told
        if spoken_of is None and clause.against:
            return _compared_with(clause.against, amount, carry)
        return _both_sides(carry) or spoken_of if spoken_of is carry.last else spoken_of
    return carry.last


def _named_in_short(path: Path, amount: Amount, carry: Carry) -> Item | None:
    """The item told right before of which a change leaves out whether it came in or was spent:
    财政拨款支出 9 万元。与上年相比，财政拨款增加 2 万元."""
    spoken_of = carry.spoken_of()
    of_money = is_money(amount.unit) or (amount.unit or "").endswith(("%", "‰"))
    if spoken_of is None or len(path) > 1 or not (of_money and is_money(spoken_of.unit)):
        return None
    last = spoken_of.row[-1]
    return spoken_of if last in (f"{path[0]}{side}" for side in words("names", "sides")) else None


def _of_the_side_compared(against: str, carry: Carry) -> Item | None:
    """The item that a change is of whose comparison names what came in, where what was spent was
    told last: 收入 9 万元，支出 8 万元，比上年收入增加 2 万元."""
    one, last = carry.before, carry.last
    said = [side for side in words("names", "sides") if side in against]
    if one is None or last is None or len(said) != 1 or said[0] in last.row[-1]:
        return None
    return one if said[0] in one.row[-1] else None


def _compared_with(against: str, amount: Amount, carry: Carry) -> Item | None:
    """What a change is of that only its comparison names: 相比上年的总收入减少 2 万元."""
    name = name_of(against, carry.profile)
    return item_of(name.path, Name(name.path), amount, carry) if name.path else None


def other_side(text: str, spoken_of: Item | None, carry: Carry) -> Item | None:
    """What a clause speaks of that says only 支出 behind one that spoke of what came in: 财政拨款
    收入增加 9 万元，支出增加 2 万元."""
    received, spent = words("names", "sides")
    if spoken_of is None or trimmed(text, carry.profile) != spent:
        return None
    last = spoken_of.row[-1]
    if received not in last or spent in last:
        return None
    row = tuple(label.replace(received, spent) for label in spoken_of.row)
    return replace(spoken_of, row=row, path=row)


def _both_sides(carry: Carry) -> Item | None:
    """What a change tells of where both totals of a balanced statement were told right before:
    收入总计 9 万元，支出总计 9 万元，减少 2 万元."""
    one, other = carry.before, carry.last
    received, spent, both = words("names", "balanced")
    if one is None or other is None or (one.value, one.unit) != (other.value, other.unit):
        return None
    if (one.row[-1:], other.row[-1:]) != ((received,), (spent,)):
        return None
    row = (*other.row[:-1], both)
    return replace(other, row=row, path=row)


def change(clause: Clause, amount: Amount, item: Item, carry: Carry) -> Reading:
    """An increase or decrease of ``item``; its base is kept for the rate that may follow."""
    if clause.against:
        carry.compare(clause.against)
    match = YEAR.search(carry.segment.against or "")
    if match and int(match[1]) == item.year:
        # 2026年为 7 万元，2025年为 9 万元，比2025年减少 2 万元: it is 2026 that changed.
        item = replace(item, year=carry.profile.year)
    if item.path and item.path == item.row[:-1]:
        # 2026年预算安排 7 万元，减少 2 万元: what changed is what the heading names.
        item = replace(item, row=item.path)
    ratio = amount.unit is not None and amount.unit.endswith(("%", "‰"))
    measure: Measure = "增减率" if ratio else "增减额"
    carry.keep_change(item, clause.direction)
    unit = amount.unit if ratio else _money(amount, item)
    return replace(
        reading_of(amount, item, measure),
        unit=unit,
        against=carry.segment.against or (carry.sentence.against if carry.parts else None),
        direction=clause.direction,
    )


def unchanged_reading(piece: Piece, carry: Carry) -> Reading | None:
    """The change of nothing that a clause without a figure tells (与上年预算数持平), in its words;
    ``None`` where it tells none, or of no item whose unit of measure is known."""
    found = unchanged(strip_numbering(piece.words.strip()))
    beside = carry.last or carry.changed
    if found is None or beside is None or beside.unit in (None, "%"):
        return None
    clause, said = found
    end = piece.start + len(piece.words)
    nothing = Amount(Decimal(0), said, beside.unit, end - len(said), end)
    item = _item(clause, nothing, carry)
    return change(clause, nothing, item, carry) if item else None


def done(version: str | None, amount: Amount, item: Item) -> Reading:
    """How much of a base (预算) the item has reached."""
    return replace(of_item(amount, item, "完成率"), against=version)


def _compared(clause: Clause, amount: Amount, item: Item, carry: Carry) -> Reading:
    """比 2025 年年初预算数 44,021.20 万元增加: the same item in another year or version."""
    against = clause.against or ""
    carry.compare(against)
    year = item.year
    if match := YEAR.search(against):
        year = int(match[1])
    elif any(word in against for word in words("names", "last_year")):
        year -= 1
    base = replace(item, year=year, basis=basis_in(against) or item.basis)
    return replace(reading_of(amount, base), unit=_money(amount, item))


def _move(clause: Clause, amount: Amount, carry: Carry) -> Reading | None:
    """由 300 万元增加至 30,000 万元: the first is the year before, the second this year."""
    name = name_of(clause.name, carry.profile, keep_year=carry.parts is not None)
    path = name.path or carry.segment.subject
    amount = replace(amount, unit=_money(amount, carry.last))
    changed = carry.changed if carry.segment.role == "change" else None
    if path:
        item = item_of(path, name, amount, carry)
    elif moved := changed or carry.last:
        basis = name.basis or moved.basis
        item = replace(moved, basis=basis, unit=amount.unit, value=amount.value)
    else:
        return None
    carry.segment.subject = ()
    carry.keep(item)
    if clause.role == "to":
        return reading_of(amount, item)
    before = _before_move(clause, item, carry)
    year = f"{before.year}年" if before.year != item.year else ""
    carry.segment.against = year + before.basis
    return reading_of(amount, before)


def _before_move(clause: Clause, item: Item, carry: Carry) -> Item:
    """The item as it was before it moved: an earlier version, or an earlier year."""
    version = basis_in(clause.version)
    if match := YEAR.search(clause.version):
        return replace(item, year=int(match[1]), basis=version or item.basis)
    if version is not None:
        return replace(item, basis=version)
    return replace(item, year=carry.compared_year or item.year - 1)


def _money(amount: Amount, beside: Item | None) -> str | None:
    return money_unit(amount.unit, "", beside.unit if beside else None)
