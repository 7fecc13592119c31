"""What the title of a table and the heads of its columns say of the figures in them: of which
funds, which side and which part of the spending they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from qa.ask.find.link import own_label
from qa.ask.words.text import skeleton
from qa.lexicon import load
from qa.model import Fact

#: What a table of one fund costs that the question does not name, or one of the other side.
ONE_FUND, OTHER_SIDE = 0.2, 0.3
#: What a table of the main funds costs beside one of all funds.
MAIN_FUND = 0.06
#: What a table of income costs where neither is named: 科目 are items of spending.
SPENDING_FIRST = 0.05
#: So much is remembered of tables beside a question: a question meets them for each of its parts.
KEPT = 16384


class Titled(NamedTuple):
    """A figure's table beside a question: whether the table is made for the figure's item (that of
    “三公” for 公务接待费), whether it tells of the main funds or of one part of the spending only,
    which the question does not name; ``cost`` is what speaks against it, of one fund or of income
    where spending is asked for."""

    made_for_item: bool
    of_main_funds: bool
    of_one_part: bool
    cost: float


def titled(fact: Fact, text: str) -> Titled:
    """What the title and the heads above ``fact`` say beside the question ``text``; of a sentence,
    what the figure is a part of there (一般公共预算财政拨款基本支出 of the 人员经费 in it)."""
    title = fact.table or "".join(fact.row[:-1])
    return _titled(title, fact.column, own_label(fact), text)


@lru_cache(maxsize=KEPT)
def _titled(title: str, column: tuple[str, ...], label: str, text: str) -> Titled:
    said = _said(title, column, label)
    main_funds = load("labels")["kinds_of_tables"]["main_funds"]
    of_main_funds = said.of_main_funds and not any(fund in text for fund in main_funds)
    cost = ONE_FUND * any(fund not in text for fund in said.funds)
    cost += MAIN_FUND * of_main_funds
    for asked, other in said.sides:
        if other not in text:
            cost += OTHER_SIDE if asked in text else SPENDING_FIRST * (other == "收入")
    of_one_part = any(part not in text for part in said.parts)
    return Titled(said.made_for_item, of_main_funds, of_one_part, cost)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a title and the heads below it say, whatever is asked: ``sides`` are those that it is
    of, each behind the other one."""

    made_for_item: bool
    of_main_funds: bool
    funds: tuple[str, ...]
    parts: tuple[str, ...]
    sides: tuple[tuple[str, str], ...]


@lru_cache(maxsize=65536)
def _said(title: str, column: tuple[str, ...], label: str) -> _Said:
    kinds = load("labels")["kinds_of_tables"]
    place, item = title + "".join(column), skeleton(label)
    made_for = [tuple(items) for word, items in kinds["made_for"].items() if word in title]
    made_for_item = any(map(item.startswith, made_for))
    return _Said(
        made_for_item,
        not made_for_item and any(fund in place for fund in kinds["main_funds"]),
        tuple(fund for fund in kinds["funds"] if fund in place),
        tuple(part for part in kinds["parts"] if part in title),
        tuple((a, b) for a, b in kinds["opposites"] if b in title and a not in title),
    )
