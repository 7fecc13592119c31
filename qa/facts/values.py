"""Figures that say what an item is: its amount, its count, its rate."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from qa.facts.amounts import Amount, is_money
from qa.facts.carry import Carry
from qa.facts.clauses import Clause
from qa.facts.items import Item, Path
from qa.facts.labels import any_of, money_unit, squeeze, words
from qa.facts.names import Name, name_of, trimmed
from qa.facts.pieces import Piece
from qa.facts.relations import Reading, change, done, item_of, other_side, reading_of, year_of

#: A verb before its counter and noun (内设 6 个部门) is no longer than this.
_LONGEST_VERB = 6
#: A rate has a name (完成率) longer than a verb (具备 20%的余量).
_SHORTEST_RATE = 3
_TIMES_NEXT = re.compile(r"^\s*(?:/\s*\w{1,3}\s*)?[×xX]\s*(?:\d|$)")
_TIMES = re.compile(r"^(?:/\w{1,3})?[×xX]$")
#: Codes, figures and bounds within a label: the lines of a table that was not recognised.
_DEBRIS = re.compile(r"\d{4,}(?!年)|\d\.\d\d|[≥≤]")
_PER_PIECE = re.compile(r"^\s*/\s*[一-龥]")


def read_value(clause: Clause, piece: Piece, carry: Carry) -> Reading | None:
    """The figure of a clause that says what an item is; ``None`` where nothing names it."""
    amount = piece.amount
    if amount is None:
        return None
    ratio = amount.unit is not None and amount.unit.endswith(("%", "‰"))
    if ratio and carry.last is not None:
        if clause.name == "的" and carry.segment.version is not None:
            return done(carry.segment.version, amount, carry.last)
        if not clause.name and carry.segment.role == "change":
            again = Clause("change", direction=carry.segment.direction)
            return change(again, amount, carry.spoken_of() or carry.last, carry)
    if clause.name.rstrip("为是") in words("clause", "differing"):
        carry.leave_version()
        return None
    if _is_of_no_item(clause.name):
        return None
    if dependent := _factor(clause, piece, amount, carry):
        return dependent
    receiver = _receiver(clause.name, piece, carry)
    listing = carry.parts is not None and not carry.parts.is_complete()
    name = name_of(receiver, carry.profile, keep_year=listing)
    beside = carry.last.unit if carry.last else None
    unit = money_unit(amount.unit, clause.name + piece.noun, beside)
    amount = amount if unit == amount.unit else replace(amount, unit=unit)
    path = _heads_of_groups(_counted(name.path, piece.noun, carry), carry)
    if piece.noun and not name.path and clause.name.startswith("的") and carry.last is not None:
        # 87 家单位的 6000 台设备
        path = (f"{carry.last.row[-1]}的{piece.noun}",)
    if len(path) == 1 and _stands_beside(path[0], amount.unit, carry):
        return _dependent(path, name, amount, carry)
    if _says_little(path, name, amount.unit):
        return None
    if path:
        return _named(path, name, amount, piece.before, carry)
    if name.version:
        concerned = clause.name.startswith(words("names", "concerns"))
        return _version(name, amount, carry, concerned=concerned)
    return None if ratio else _nameless(piece, amount, carry)


def _is_of_no_item(text: str) -> bool:
    """Whether a clause says what was multiplied, what was not reached, or what is the same."""
    factor = text.endswith(("×", "x", "X")) and not _TIMES.match(text)
    negated = text.rstrip("达到至为").endswith(words("clause", "negated"))
    others = text.rstrip("为是") in words("clause", "others")
    return factor or negated or others or _same_as().search(text) is not None


def _says_little(path: Path, name: Name, unit: str | None) -> bool:
    """Whether a figure's name is a verb or a bare noun like 单位, which could be anything."""
    if not path or is_money(unit):
        return False
    label = path[-1]
    if unit == "分" and _is_rule(label):
        return True
    if unit == "%" and len(label) < _SHORTEST_RATE:
        return True
    if _DEBRIS.search(label):
        return True
    if len(label) == 1 or label in words("names", "held"):
        return True
    return not name.path and label in words("counted", "generic")


def _is_rule(label: str) -> bool:
    """Whether points are given or taken by a rule: 的，得 1 分; 每发现一项扣 0.5 分."""
    given = len(label) <= _LONGEST_VERB and label.endswith(words("counted", "points"))
    return given or label.endswith(words("counted", "deductions"))


def _counted(path: Path, noun: str, carry: Carry) -> Path:
    """The name of what is counted: 内设 6 个部门 → 内设部门."""
    if noun and not path and carry.sentence.setting:
        return (carry.sentence.setting + noun,)
    if not noun or (path and noun in words("names", "dependent")):
        return path
    if path and len(path[-1]) <= _LONGEST_VERB and not path[-1].endswith(words("clause", "and")):
        return (*path[:-1], path[-1] + noun)
    # 与甲、乙和 10 个区: what is counted is one of a list, not part of what comes before.
    listed = bool(path) and ("、" in path[-1] or path[-1].endswith(words("clause", "and")))
    return (noun,) if listed else (*path, noun)


def _heads_of_groups(path: Path, carry: Carry) -> Path:
    """The full name of heads that are counted right behind their groups: 接待人次 behind
    国（境）外公务接待批次 → 国（境）外公务接待人次."""
    if len(path) != 1 or path[0] not in words("names", "heads"):
        return path
    if carry.last is None or carry.segment.opening:
        return path
    groups = carry.last.row[-1]
    tail = next((tail for tail in words("names", "groups") if groups.endswith(tail)), groups)
    kind = groups.removesuffix(tail)
    overlap = next((n for n in range(len(path[0]), 0, -1) if kind.endswith(path[0][:n])), 0)
    return (kind + path[0][overlap:],) if kind else path


@cache
def _same_as() -> re.Pattern[str]:
    """与上年预算一致 0 万元: what a comparison did not find is no figure of an item."""
    with_, same = any_of("relation", "with"), any_of("relation", "same")
    return re.compile(rf"(?:{with_})[^，]+?(?:{same})$")


@cache
def _giving() -> re.Pattern[str]:
    giving, altogether = any_of("parts", "giving"), any_of("parts", "altogether")
    return re.compile(rf"^.*?为(?P<who>.{{2,30}}?)(?:{altogether})?(?:{giving})了?(?:约|近)?$")


def _receiver(lead: str, piece: Piece, carry: Carry) -> str:
    """为某系统分配 306 台云主机、4 台裸金属: all of it stands under whom it is given to."""
    match = _giving().match(lead) if piece.noun else None
    if match is None:
        counted = piece.amount is not None and not is_money(piece.amount.unit)
        return _had(lead, carry) if counted else lead
    carry.open_list(carry.topic + name_of(match["who"], carry.profile).path, joined=True)
    return ""


def _had(lead: str, carry: Carry) -> str:
    """The thing that a body like the publisher has: 某镇中心卫生院现有职工 → 职工."""
    match = _having().match(lead)
    own = carry.profile.unit_name[-2:]
    return match["what"] if match and match["who"].endswith(own) else lead


@cache
def _having() -> re.Pattern[str]:
    return re.compile(rf"^(?P<who>[^，,、]{{2,}}?)(?:{any_of('names', 'having')})(?P<what>.+)$")


def _factor(clause: Clause, piece: Piece, amount: Amount, carry: Carry) -> Reading | None:
    """6000元×4台=2.4万元: unit price and number of the item."""
    if _TIMES.match(clause.name) and carry.last is not None:
        return _beside(carry.last, "数量", amount)
    if not (_TIMES_NEXT.match(piece.after) or _PER_PIECE.match(piece.after)):
        return None
    name = name_of(clause.name, carry.profile)
    if name.path:
        item = item_of(name.path, name, amount, carry)
        return _beside(item, "单价", amount)
    return _beside(carry.last, "单价", amount) if carry.last else None


def _beside(item: Item, label: str, amount: Amount) -> Reading:
    return replace(reading_of(amount, item), row=(*item.row, label), unit=amount.unit)


def _stands_beside(label: str, unit: str | None, carry: Carry) -> bool:
    """Whether a label means nothing without the item before it, or says how much of it is used."""
    if label in words("names", "dependent"):
        return unit != "分"
    if carry.segment.opening or carry.last is None:
        return False
    if label in words("names", "held"):
        return not any(is_money(one) or one in ("%", "分") for one in (unit, carry.last.unit))
    posts = carry.last.row[-1].endswith(words("names", "posts"))
    return posts and label in words("names", "filled")


def _dependent(path: Path, name: Name, amount: Amount, carry: Carry) -> Reading:
    """总金额, 单价, 得分: a label that means nothing without the item before it."""
    if carry.last is None or (carry.topic and not carry.sentence.items):
        item = item_of(path, name, amount, carry)
        carry.keep(item)
        return reading_of(amount, item)
    return _beside(carry.last, path[0], amount)


def _named(path: Path, name: Name, amount: Amount, before: str, carry: Carry) -> Reading:
    """A figure with a name; ``before`` is the separator that opens its clause."""
    alike = carry.last is not None and is_money(amount.unit) == is_money(carry.last.unit)
    joined = before == "、" or (not before and carry.sentence.items > 0 and alike)
    carry.close_for(amount.value, amount.unit, joined=joined)
    carry.keep_year(name.year)
    item = item_of(path, name, amount, carry)
    carry.keep(item, joined=joined)
    carry.segment.against = None
    reading = reading_of(amount, item)
    return replace(reading, code=name.code) if name.code else reading


def _version(name: Name, amount: Amount, carry: Carry, *, concerned: bool) -> Reading:
    """A figure that is only another version of an item named before, or in a heading.

    ``concerned`` ones are of what was counted right before, money or not.
    """
    if name.year:
        carry.sentence.year = name.year
    # A、B、C make up the whole; the next version is the whole's.
    carry.close_complete()
    if carry.segment.subject:
        item = item_of(carry.segment.subject, name, amount, carry)
        carry.segment.subject = ()
    elif carry.last is not None and _leans_on(carry.last, name.version, carry, concerned):
        item = _in_version(carry.last, name, amount, carry)
    elif carry.topic:
        labels = () if carry.classified else (name.version,)
        item = replace(item_of(labels, name, amount, carry), path=carry.topic)
    elif carry.head is not None and name.version not in words("names", "own_versions"):
        item = _in_version(carry.head, name, amount, carry)
    else:
        path = (*carry.section, name.version)
        item = replace(item_of(path, name, amount, carry), path=carry.section)
    carry.keep(item)
    return reading_of(amount, item)


def _leans_on(last: Item, version: str, carry: Carry, concerned: bool) -> bool:
    """Whether a figure that names only a version is of the last item."""
    concerned = concerned and not carry.segment.opening
    if not carry.sentence.items or not (is_money(last.unit) or concerned):
        return False
    # 支出预算 is no version of 收入预算.
    own, said = _sides(last.row[-1]), _sides(version)
    return not own or not said or not own.isdisjoint(said)


def _sides(label: str) -> set[str]:
    return {side for side in words("names", "sides") if side in label}


def _in_version(item: Item, name: Name, amount: Amount, carry: Carry) -> Item:
    basis = name.basis or carry.basis
    year = name.year or carry.sentence.year or item.year
    row = item.row
    if item.path != item.row:
        # The item was itself only a version: 全年预算数 … 执行数.
        row = (*item.path, name.version)
    return replace(item, row=row, year=year, basis=basis, unit=amount.unit, value=amount.value)


def _totalled(amount: Amount, carry: Carry) -> Reading | None:
    """甲 3 万元，乙 2 万元，合计 5 万元: the whole that a list has taken apart, said again."""
    for parts in carry.sentence.lists:
        whole = parts.whole
        if whole is not None and (whole.value, whole.unit) == (amount.value, amount.unit):
            return reading_of(amount, whole)
    return None


def _nameless(piece: Piece, amount: Amount, carry: Carry) -> Reading | None:
    """A figure without any name: of the item right before it, or of the heading."""
    lead, unit, last = squeeze(piece.words), amount.unit, carry.last
    if not lead and carry.sentence.fresh and carry.begun:
        return None  # 维修费。12 万元: a sentence of which the name is lost.
    if lead in words("parts", "totals") and (whole := _totalled(amount, carry)):
        return whole
    if other := other_side(lead, carry.outer or last, carry):
        item = replace(other, unit=unit, value=amount.value)
        carry.keep(item)
        return reading_of(amount, item)
    changed = carry.changed if carry.segment.role == "change" else None
    if lead in words("relation", "came_to") and changed is not None:
        item = replace(changed, unit=unit, value=amount.value)
        carry.keep(item)
        return reading_of(amount, item)
    if last is not None:
        # 碎纸机 2 台共 0.16 万元; but 核定 2 人，共 30.87 万元 is the total of all before.
        money = is_money(unit) and (is_money(last.unit) or piece.before in ("", "、", "＝", "="))
        if money or (lead and last.unit == unit):
            return replace(reading_of(amount, last), unit=unit)
    if not is_money(unit):
        # 公务接待 2 批次、26 人次 count one thing in two ways.
        beside = last is not None and not lead and piece.before in ("、", "，", ",", "")
        counted = beside and last is not None and not is_money(last.unit) and last.unit != "%"
        return replace(reading_of(amount, last), unit=unit) if last and counted and unit else None
    path = carry.topic or carry.section
    name = Name(path)
    # 本单位支出为 5 万元, before anything else was told, is all that is spent.
    said = trimmed(lead, carry.profile) if last is None and not path else ""
    row = (*path, said if said in words("names", "alone") else "合计")
    basis = carry.basis
    item = Item(row, path, year_of(name, carry), basis, unit, amount.value)
    carry.keep(item)
    return reading_of(amount, item)
