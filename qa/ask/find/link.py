"""What the labels around a fact say of it: what it is about, of what it is a total or a version."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from qa.ask.words.text import skeleton
from qa.lexicon import alternatives, load
from qa.model import CHANGES, Fact

_EMPTY_BRACKETS = re.compile(r"[(（]\s*[)）]")
_SORTED_BY = re.compile(r"[（(]按[^（）()]+[）)]$")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_WITH_YEAR = re.compile(r"^(?:19|20)\d\d年?")

#: A project counts as named by this much of its name.
NAMED_SUBJECT = 0.5
#: A total of more characters than this is a name of its own: 本年支出合计, but not 合计.
MIN_NAMED_TOTAL = 3
#: What a word of the question adds that is filler elsewhere but a label here.
HINT = 0.15


class Link(NamedTuple):
    """A fact with how well the question fits it: the share of the question's content that its
    labels explain, how much of its own label the question names, which characters all its labels
    and titles explain, and which its labels alone (``named``).

    A tuple: one question makes several hundred of them, and a frozen dataclass takes three times
    as long to make.
    """

    fact: Fact
    score: float
    coverage: float
    own: float
    mask: int = 0
    named: int = 0

    def worth(self, more: float) -> Link:
        """The link with ``more`` added to its score."""
        return Link(self.fact, self.score + more, self.coverage, self.own, self.mask, self.named)


@cache
def _totals() -> frozenset[str]:
    return frozenset(map(skeleton, load("labels")["totals"]))


@lru_cache(maxsize=65536)
def is_total(label: str, unit_name: str = "") -> bool:
    """Whether a label says “all of it”, or a year, rather than naming an item."""
    bare = _money_behind().sub("", _WITH_YEAR.sub("", skeleton(label)))
    return not bare or bare in _totals() or bare == skeleton(unit_name)


@cache
def _money_behind() -> re.Pattern[str]:
    """A unit of money right behind a word: 金额万元."""
    return re.compile(rf"(?<=[\u4e00-\u9fff])(?:{alternatives(load('amounts')['money'])})$")


@lru_cache(maxsize=65536)
def is_version(label: str) -> bool:
    """Whether a label names nothing but a version of the whole: 年初预算数, 调整后预算数."""
    return not _versions().sub("", skeleton(label))


@lru_cache(maxsize=65536)
def is_sorting(label: str) -> bool:
    """Whether a label above a column says by what the rows are sorted: 支出用途, 项目名称."""
    return any(re.search(pattern, label) for pattern in load("labels")["sortings"])


@lru_cache(maxsize=65536)
def tells_all_of_a_side(label: str) -> bool:
    """Whether a label names nothing but all income or all spending: 部门预算收入, 收入支出总计."""
    # One character may be left of how a document calls itself (本部门).
    return len(_all_of_a_side().sub("", skeleton(label))) < 2


def tells_all_people(fact: Fact) -> bool:
    """Whether a fact is of all people, not of some of them (退休人员) or of money for them."""
    counted = fact.unit in load("labels")["counted"]["things"][0]
    return counted and bool(_all_people().search(skeleton(own_label(fact))))


@cache
def _all_people() -> re.Pattern[str]:
    return re.compile(load("labels")["all_people"])


def is_named_total(label: str) -> bool:
    """Whether a label says “all of it” in a name of its own: 本年支出合计, but not 合计."""
    return skeleton(label) in _totals() and len(skeleton(label)) > MIN_NAMED_TOTAL


def subject_of(fact: Fact) -> str:
    """The project of the sheet that a fact stands in; empty in other tables and in prose."""
    return (fact.table or "").partition(" ")[2]


def classification(fact: Fact) -> str:
    """The classification that a fact's 科目 code belongs to (功能分类, 经济分类)."""
    return str(load("labels")["classification"].get((fact.code or " ")[0], ""))


@lru_cache(maxsize=65536)
def without_fund(label: str) -> str:
    """A label without the fund that pays for the item (财政拨款安排的“三公”经费)."""
    return re.sub(load("labels")["paid_by"], "", label) or label


@lru_cache(maxsize=65536)
def without_holder(label: str) -> str:
    """A label without those who have what it counts (所属各单位共有车辆)."""
    return re.sub(load("labels")["held_by"], "", label)


@lru_cache(maxsize=65536)
def without_sum(label: str, least: int) -> str:
    """A label without 合计 behind it, where ``least`` characters are left (人员经费合计)."""
    bare = label.removesuffix(load("labels")["sum_behind"])
    return bare if len(bare) >= least else label


def way_of(fact: Fact) -> int:
    """Which way a change went: as its sentence says, else by the sign that a table prints before
    it (增减 −3.6 is a decrease, and so is 减少额 3.6); 0 for what is no change."""
    if fact.direction or fact.measure not in CHANGES or not fact.value:
        return fact.direction
    own = "".join((*fact.column[-1:], *fact.row[-1:]))
    fallen = any(word in own for word in load("labels")["fallen"])
    return 1 if (fact.value > 0) is not fallen else -1


def own_label(fact: Fact) -> str:
    """The label that says what a fact is about: its row, else its column, its sheet, its table."""
    return _own_label(fact.row, fact.column, fact.table or "", fact.unit_name)


def without_year(subject: str) -> str:
    """A project's name without the year in it, which says nothing of the project."""
    return _YEAR.sub("", subject) or subject


def gives_all_of_a_sheet(fact: Fact) -> bool:
    """Whether a line of a project's own sheet gives all its money (资金总额): the project's name
    asks for it."""
    named = bool(fact.row) and fact.row[-1] in load("labels")["totals_of_sheets"]
    return named and not fact.column and bool(subject_of(fact))


@lru_cache(maxsize=65536)
def _own_label(row: tuple[str, ...], column: tuple[str, ...], table: str, unit_name: str) -> str:
    if not column and len(row) > 1 and is_version(row[-1]):
        return without_fund(row[-2])  # 公务接待费, 预算安排 of a sentence
    heads = (label for label in column[::-1] if not is_version(label) and not is_sorting(label))
    sheet = () if column or " " not in table else tuple(load("labels")["totals_of_sheets"])
    for label in (*row[-1:], *heads, *row[-2::-1]):
        if not is_total(label, unit_name) and label not in sheet:
            return without_fund(label)
    if not table and row:
        # A sentence that tells what all income is calls it 收入.
        return row[-1] if row[-1] in load("labels")["whole_of"] else ""
    return table.partition(" ")[2] or bare_title(table, unit_name)


@lru_cache(maxsize=65536)
def bare_title(title: str, unit_name: str = "") -> str:
    """What a table's title is about, without the body whose it is (某局2025年…), and without the
    words that every title has (决算表, 财政拨款)."""
    if unit_name and title.startswith(unit_name):
        title = _WITH_YEAR.sub("", title[len(unit_name) :]) or title
    return _EMPTY_BRACKETS.sub("", _title_words().sub("", _SORTED_BY.sub("", title))) or title


@cache
def halves() -> tuple[str, ...]:
    """What the halves of the spending are called: 基本支出, 项目支出."""
    return tuple(chain(*load("labels")["kinds_of_tables"]["halves"]))


@cache
def _versions() -> re.Pattern[str]:
    return re.compile(
        alternatives(chain(*load("questions")["basis"].values(), load("labels")["version_words"]))
    )


@cache
def _all_of_a_side() -> re.Pattern[str]:
    words = load("labels")
    initials = (side[0] for side in words["sides"])  # 收、支总计
    return re.compile(alternatives((*words["sides"], *initials, *words["total_words"])))


@cache
def _title_words() -> re.Pattern[str]:
    return re.compile(alternatives(load("labels")["title_words"]))
