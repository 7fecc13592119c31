"""What a family is made up of: its members without the sums among them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from qa.ask.find.families import Family
from qa.ask.find.link import is_total, own_label
from qa.ask.words.text import skeleton
from qa.facts.amounts import convert, is_money
from qa.lexicon import load
from qa.model import Fact

#: By so much in its own unit rounding may move each part of a whole.
_ROUNDING = Decimal("0.01")


def leaves(members: Sequence[Fact]) -> list[Fact]:
    """The members that are not themselves the sum of others among them."""
    parents = {m.row[:-1] for m in members} | {m.row[-2:-1] for m in members}
    codes = {m.code for m in members if m.code}

    def is_parent(fact: Fact) -> bool:
        below = fact.code and any(c != fact.code and c.startswith(fact.code) for c in codes)
        return bool(below) or fact.row in parents or fact.row[-1:] in parents

    kept = [m for m in members if not is_parent(m) and not is_sum(m)] or list(members)
    whole = sum((m.value or 0 for m in kept), Decimal(0))
    # A member that all the others add up to is their total under another name.
    return [m for m in kept if len(kept) < 3 or (m.value or 0) * 2 != whole or not whole]


def parts_of(family: Family) -> list[Fact]:
    """The leaves of a family without the whole that its head names (项目支出 at the beginning of
    the list of projects)."""
    found = leaves(family.members)
    head = skeleton(family.head)
    parts = [m for m in found if skeleton(own_label(m)) not in head]
    return parts if len(parts) > 1 else found


def making_up(whole: Fact, members: Sequence[Fact]) -> Sequence[Fact]:
    """Those of ``members`` that together are ``whole``: all, or all but one that a table prints
    beside them for what some of each is (政府采购); () where they do not add up to it."""
    values = [_in_unit_of(whole, member) for member in members]
    known = [value for value in values if value is not None]
    if whole.value is None or len(known) < len(members):
        return ()
    slack = _ROUNDING * len(known)
    over = sum(known, -whole.value)
    if abs(over) <= slack:
        return members
    besides = [at for at, value in enumerate(known) if abs(over - value) <= slack]
    return [m for at, m in enumerate(members) if at != besides[0]] if len(besides) == 1 else ()


def _in_unit_of(whole: Fact, part: Fact) -> Decimal | None:
    if part.value is None or not (whole.unit and part.unit):
        return None
    if not (is_money(whole.unit) and is_money(part.unit)):
        return part.value if whole.unit == part.unit else None
    return convert(part.value, part.unit, whole.unit)


def is_sum(fact: Fact) -> bool:
    """Whether a row is a total of others by its name."""
    label = fact.row[-1] if fact.row else ""
    return is_total(label, fact.unit_name) or label.endswith(tuple(load("labels")["sums"]))
