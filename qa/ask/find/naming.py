"""What answers call figures: year, item and version, alone or set against one another.

Two figures that are set side by side share most of their names; what they share is said once
(“2021年“三公”经费决算数比预算数少”, not the whole name twice).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from qa.ask.find.below import body_of, is_row_of_a_body, item_of_body
from qa.ask.find.figures import Figure
from qa.ask.find.link import (
    bare_title,
    halves,
    is_named_total,
    is_version,
    own_label,
    subject_of,
    way_of,
)
from qa.ask.question.asked import HEADS
from qa.ask.question.query import Query
from qa.facts.amounts import is_money
from qa.lexicon import alternatives, load
from qa.model import CHANGES, Fact

#: Stars of a form's labels that are to be filled in.
_STARS = "*＊ "
#: A sum of more figures than this does not name them all.
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a figure's name; an empty part is not said."""

    unit: str = ""
    year: str = ""
    item: str = ""
    version: str = ""

    def __str__(self) -> str:
        words = load("answers")["name"]
        version = words["versions"].get(self.version, self.version) if not self.item else ""
        bracket = words["version"].format(version=self.version) if self.version else ""
        return f"{self.unit}{self.year}{self.item}{version or bracket}"

    @property
    def closely(self) -> str:
        """The name with its version behind the item as documents put it: 三公经费决算数."""
        version = load("answers")["name"]["versions"].get(self.version, self.version)
        return f"{self.unit}{self.year}{self.item}{version}"


def name_of(fact: Fact) -> Name:
    """The full name of what a fact prints; that of a body below the unit is under its name."""
    return _name_of(fact, body_of(fact) or fact.unit_name)


def _name_of(fact: Fact, unit: str) -> Name:
    item = item_of_body(fact) if is_row_of_a_body(fact) else item_of(fact)
    counted = fact.unit and not is_money(fact.unit) and fact.basis in ("预算", "决算")
    coded = item.endswith(tuple(load("labels")["code_labels"]))
    silent = fact.basis == "其他" or counted or coded or fact.basis in item or is_version(item)
    return Name(
        unit,
        f"{fact.year}年" if fact.year else "",
        item,
        "" if silent else fact.basis,
    )


def label_of(fact: Fact) -> str:
    """How an answer names a figure: year, item, version; of a change also what it is against
    and which way it went."""
    name = _name_of(fact, body_of(fact))
    bare = f"{name.unit}{name.year}{name.item}"
    if fact.measure in CHANGES:
        ways = load("answers")["ways"][fact.measure]
        return f"{bare}比{fact.against or ways['before']}{ways[str(way_of(fact))]}"
    if fact.measure == "占比":
        return f"{bare}占{fact.against}的比重" if fact.against else f"{bare}占比"
    if fact.measure == "完成率":
        rate = "" if name.item.endswith("率") else "完成率"
        return f"{bare}{rate}"
    return str(name)


def label_under_parent(fact: Fact) -> str:
    """The label of a figure with what it stands under: i深圳云主机 among several 云主机."""
    name = _name_of(fact, "")
    return str(replace(name, item=f"{''.join(fact.row[-2:-1])}{name.item}"))


def item_of(fact: Fact) -> str:
    """What a figure is called: its own label with the project of its sheet before it; in a row of
    totals the total's name, if that is a name of its own (本年支出合计)."""
    own, subject = own_label(fact), subject_of(fact)
    of_something = len(fact.row) > 1 and is_version(fact.row[-1])  # 全年预算数 of a project
    if fact.source == "prose" and fact.row and is_named_total(fact.row[-1]) and not of_something:
        own = fact.row[-1]  # 本年支出 of 总支出
    if own != bare_title(fact.table or "", fact.unit_name):
        if own in load("labels")["of_parent"] and len(fact.row) > 1 and fact.row[-2] != subject:
            own = f"{fact.row[-2]}{own}"
        own = own if subject in own else f"{subject}{own.lstrip(_STARS)}"
        return _unit_in_brackets().sub("", _without_year(own, fact.year)) + _half(fact, own)
    sums = tuple(load("labels")["sums"])
    labels = (*fact.row[-1:], *fact.column[::-1])
    named = next((one for one in labels if is_named_total(one) and one.endswith(sums)), "")
    return named or _side(fact) or _without_year(own, fact.year) or next(iter(labels), "")


@cache
def _unit_in_brackets() -> re.Pattern[str]:
    """A unit of money, of ratios or of points behind a label: 预算数（万元）."""
    units = alternatives((*load("amounts")["money"], *load("amounts")["ratio"], "％", "分"))
    return re.compile(rf"[(（](?:{units})[)）]$")


def item_named(figure: Figure, query: Query) -> str:
    """What a figure is of; the half of the spending that it stands under only if ``query`` names
    one."""
    if figure.fact is None:
        return figure.label
    named = any(half in query.text for half in halves())
    return figure.label if named else own_label(figure.fact)


def _half(fact: Fact, own: str) -> str:
    """What a figure is called that stands in the column of one half of the spending or of what is
    less than the item's whole, beside that: 事业运行的基本支出, 信息化项目的上年结转."""
    half = next((label for label in fact.column if label in halves() and label not in own), "")
    if not half and fact.source == "table":
        less = load("labels")["kinds_of_tables"]["less"]
        named = (one for one in reversed(fact.column) if any(word in one for word in less))
        half = next((_among(_without_year(one, fact.year)) for one in named if own not in one), "")
        half = "" if half in own else half
    return str(load("answers")["name"]["half"]).format(half=half) if half else ""


def _among(label: str) -> str:
    """The label of a part without the word that opens the parts (其中：面向中小企业)."""
    opening = alternatives(load("questions")["grammar"]["among"])
    return re.sub(f"^(?:{opening})[:：]?", "", label)


def _without_year(label: str, year: int | None) -> str:
    """The label without the figure's own year, which every answer says anyway."""
    return re.sub(f"^{year}年度?", "", label).lstrip(_STARS) or label


def _side(fact: Fact) -> str:
    """The total of one half of a table of both sides: 收入总计, 支出总计."""
    sides = {side for pair in load("labels")["kinds_of_tables"]["opposites"] for side in pair}
    side = next((label for label in fact.column if label in sides), "")
    return f"{side}{fact.row[-1]}" if side and fact.row else ""


def related(key: str, one: Figure, other: Figure) -> str:
    """The label of what is reckoned from two figures (``key``: share, less, more, …), with what
    they share said once."""
    names = _names((one, other))
    if names is None:
        first, second = one.label, other.label
    else:
        first, second = _first(names), _rest(names[0], names[1])
    return str(load("answers")["relation"][key]).format(one=first, other=second)


def reckoned(key: str, label: str = "") -> str:
    """The label of what is reckoned from the figure called ``label`` and others that stay unnamed
    (``key``: each, remainder, unspent, …)."""
    return str(load("answers")["relation"][key]).format(one=label)


def reckoned_each(label: str, counted: str) -> str:
    """The label of what the figure called ``label`` comes to for each head, or for each of the
    things counted by the measure word ``counted``."""
    each = load("answers")["relation"]["of_each"]
    return (
        reckoned("each", label) if counted == HEADS else str(each).format(one=label, unit=counted)
    )


def _first(names: Sequence[Name]) -> str:
    """The full name of the first figure, its unit where the other is of another one."""
    one, other = names
    unit = one.unit if one.unit != other.unit else ""
    if one.version and one.version == other.version:
        # The version that both have is said with the year: 2021年决算基本支出.
        return f"{unit}{one.year}{one.version}{one.item}"
    return replace(one, unit=unit).closely


def _rest(known: Name, name: Name) -> str:
    """What ``name`` says beyond a name that was said before it; all of it if that is nothing."""
    rest = Name(
        name.unit if name.unit != known.unit else "",
        name.year if name.year != known.year else "",
        name.item if name.item != known.item else "",
        name.version if name.version != known.version else "",
    )
    return rest.closely or name.closely


def told_apart(figures: Sequence[Figure]) -> tuple[str, tuple[str, ...]] | None:
    """What looked-up figures share of their names, and what tells each from the others; ``None``
    where their names do not tell them apart or one is no plain value."""
    names = _names(figures)
    if names is None or len(names) < 2:
        return None
    first = names[0]
    same = {part: all(getattr(n, part) == getattr(first, part) for n in names) for part in _PARTS}
    shared = Name(**{part: getattr(first, part) if same[part] else "" for part in _PARTS})
    own = tuple(
        Name(**{part: "" if same[part] else getattr(n, part) for part in _PARTS}).closely
        for n in names
    )
    if len(set(own)) < len(own) or not all(own):
        return None
    return shared.closely, own


_PARTS = ("unit", "year", "item", "version")


def _names(figures: Sequence[Figure]) -> list[Name] | None:
    """The names of looked-up plain values; ``None`` if one of the figures is none."""
    facts = [figure.fact for figure in figures]
    if any(fact is None or fact.measure != "值" for fact in facts):
        return None
    return [name_of(fact) for fact in facts if fact is not None]


def summed(figures: Sequence[Figure], *, brief: bool = False) -> str:
    """The label of a sum: of what, while that can be said in a few names; where ``brief``, not
    what they share, and of more than two the first alone."""
    words = load("answers")["relation"]
    apart = told_apart(figures) if len(figures) <= MOST_NAMED else None
    if apart is None:
        return str(words["sum"]).format(names="")
    shared, own = apart
    if brief and len(own) > 2:
        return str(words["sum_of_first"]).format(first=own[0], count=len(own))
    return str(words["sum"]).format(names=f"{'' if brief else shared}{'、'.join(own)}")
