"""How the figure of a clause relates to its item: its value, a change, a share, a base.

The words before a figure are enough to tell (“比上年决算数增加”, “占支出总额的”), but for
two patterns that its following words decide: “由 300 万元增加至”, “比 44,021 万元增加”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from qa.facts.amounts import is_money
from qa.facts.labels import any_of, squeeze, words
from qa.lexicon import load

Role = Literal["value", "change", "share", "done", "planned", "compared", "from", "to"]

#: Clauses that are remembered.
_CLAUSES = 1 << 11
_REMARK = re.compile(r"[（(][^（()）]*[）)]")
#: 相比上年的总收入 6,871.82 减少: the figure of a base that names no unit is no part of its name.
_FIGURE_BEHIND = re.compile(r"(?<=[^\d.,，])\d[\d,，]*\.?\d*$")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words before a figure, taken apart.

    ``name`` are the words that may name the item; ``version`` those that say which version
    of it a base is (完成年初预算); ``against`` what a change or a share is set against.
    """

    role: Role
    name: str = ""
    version: str = ""
    against: str | None = None
    direction: int = 0


# Documents relate figures to their items in the same words.
@lru_cache(_CLAUSES)
def read_clause(text: str, after: str, unit: str | None) -> Clause:
    """The clause ``text`` before a figure of ``unit``; ``after`` are the words behind it."""
    lead, behind = squeeze(text), squeeze(after)
    ratio = unit is not None and unit.endswith(("%", "‰", "点"))
    if ratio and (clause := _share(lead)):
        return clause
    if clause := _completion(lead, ratio):
        return clause
    if clause := _move(lead, behind, ratio):
        return clause
    if clause := _change(lead):
        return Clause("value", lead) if _adds_things(clause, behind, unit) else clause
    if (match := _above_pattern().match(lead)) and _names_version(match["against"]):
        direction = 1 if match["above"] else -1
        return Clause("change", match["name"], against=match["against"], direction=direction)
    for key, direction in (("more", 1), ("less", -1)):
        if lead in words("relation", key):
            return Clause("change", direction=direction)
    if not ratio and (match := _added_pattern().match(lead)):
        return Clause("change", match["name"], direction=1 if match["up"] else -1)
    if base := _base(lead, behind, ratio):
        return base
    return Clause("value", lead)


@cache
def _above_pattern() -> re.Pattern[str]:
    """决算数大于预算数: by so much one version of a figure is above or below another."""
    above, below = any_of("relation", "above"), any_of("relation", "below")
    is_ = any_of("relation", "change_is")
    return re.compile(
        rf"^(?P<name>.*?)(?:(?P<above>{above})|{below})(?P<against>[^，]+?)(?:{is_})*$"
    )


def _base(lead: str, behind: str, ratio: bool) -> Clause | None:
    """What a change is set against, told with its own figure: 比上年预算数 9 万元增加.

    So does 较上年决算数为 9 万元. A comparison that ends before the figure leaves the change to it:
    与上年相比 2 万元，增加 3%.
    """
    compared = _comparison(_copula().sub("", lead))
    if compared is None:
        return None
    name, against = compared
    changed = _change_begins().match(behind)
    if lead.endswith(words("relation", "than")) and not ratio:
        if changed is None:
            return None
        return Clause("change", name, against=against, direction=1 if changed["up"] else -1)
    told = not ratio and lead.startswith(words("relation", "compare")) and _names_version(against)
    if changed is None and not told:
        return None
    return Clause("compared", name, version=against, against=against)


def _names_version(against: str) -> bool:
    """Whether what a figure is set against is a figure itself: 上年决算数, 上年决算总收入."""
    return _version_of_base().search(against) is not None


@cache
def _version_of_base() -> re.Pattern[str]:
    sides = any_of("names", "sides")
    return re.compile(rf"(?:预算|决算)(?:{any_of('names', 'version_tails')}|总?(?:{sides}))*$")


@cache
def _share_pattern() -> re.Pattern[str]:
    """占支出总额的比例为."""
    nouns, copulas = any_of("relation", "shares"), any_of("relation", "share_is")
    return re.compile(rf"^(?P<name>.*?)占(?P<whole>[^占]*?)的?(?:{nouns})?(?:{copulas})*$")


def _share(lead: str) -> Clause | None:
    match = _share_pattern().match(lead)
    if match is None:
        return None
    whole = match["whole"].strip("：:")
    return Clause("share", match["name"], against=whole or None)


@cache
def _completion_pattern() -> re.Pattern[str]:
    """完成预算 12 万元; 完成年初预算的 95%, 完成预算 95%; 为调整预算的 98%. 实际完成 is the
    figure itself."""
    reaching, plans = any_of("relation", "reaching"), any_of("relation", "plans")
    return re.compile(
        rf"^(?P<name>.*?)(?:(?<!实际)完成|{reaching})"
        rf"(?P<version>[^，为]*?(?:{plans})[^，为的]*?)(?P<of>的)?$"
    )


def _completion(lead: str, ratio: bool) -> Clause | None:
    match = _completion_pattern().match(lead)
    if match is None:
        return None
    reached = "完成" in lead[match.end("name") :][:3]
    plain = reached and match["version"].endswith(words("relation", "bases"))
    if ratio and (match["of"] or plain):
        return Clause("done", match["name"], against=match["version"])
    if not ratio and not match["of"] and reached:
        return Clause("planned", match["name"], version=match["version"])
    return None


@cache
def _moves() -> str:
    return "|".join(any_of("relation", key) for key in ("up", "down", "moved"))


@cache
def _to_pattern() -> re.Pattern[str]:
    return re.compile(rf"^(?P<name>.*?)(?:{_moves()})(?:至|到)(?:了|约)?$")


@cache
def _from_pattern() -> re.Pattern[str]:
    return re.compile(r"^(?P<name>.*?)(?:由|从)(?P<version>[^由从]{0,16}?)的?$")


@cache
def _to_begins() -> re.Pattern[str]:
    return re.compile(rf"^[^，；。]{{0,4}}?(?:{_moves()})(?:至|到|为)")


def _move(lead: str, behind: str, ratio: bool) -> Clause | None:
    """由 A 增加至 B: the two ends of a move."""
    if match := _to_pattern().match(lead):
        return Clause("to", match["name"])
    if _to_begins().match(behind) and (match := _from_pattern().match(lead)):
        return Clause("from", match["name"], version=match["version"])
    return None


@cache
def _direction_pattern() -> re.Pattern[str]:
    up, down = any_of("relation", "up"), any_of("relation", "down")
    return re.compile(
        rf"(?:(?P<up>{up})|(?P<down>{down}))(?:[（(][^）)]*[）)]|[/／](?:{up}|{down}))?"
        rf"(?:{any_of('relation', 'changes')})?(?:{any_of('relation', 'change_is')})*$"
    )


@cache
def _change_begins() -> re.Pattern[str]:
    up, down = (
        "|".join(any_of("relation", key) for key in keys)
        for keys in (("up", "more"), ("down", "less"))
    )
    return re.compile(rf"^的?[，,]?(?:相比)?(?:(?P<up>{up})|(?P<down>{down}))")


@cache
def _copula() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('relation', 'change_is')})+$")


def _change(lead: str) -> Clause | None:
    """增加 50.21 万元; 比上年决算数减少; 财政拨款收入较上年下降."""
    match = _direction_pattern().search(lead)
    if match is None:
        return None
    direction = 1 if match["up"] else -1
    before = lead[: match.start()].rstrip("，,各均")
    if match := _leading_comparison().match(before):
        against = _REMARK.sub("", match["against"])
        return Clause("change", match["name"], against=against, direction=direction)
    if compared := _comparison(before):
        return Clause("change", compared[0], against=compared[1], direction=direction)
    if _is_effort(before):
        return None
    for word in words("relation", "same_time_last_year"):
        if before.endswith(word):
            against = load("facts")["relation"]["same_time"]
            return Clause("change", before.removesuffix(word), against=against, direction=direction)
    return Clause("change", before, direction=direction)


def _adds_things(clause: Clause, behind: str, unit: str | None) -> bool:
    """Whether what rises is counted behind its counter: 新增 2 条航线 is of no item before it."""
    counted = unit is not None and not is_money(unit) and not unit.endswith(("%", "‰", "点"))
    return counted and not clause.name and clause.against is None and behind[:1].isalpha()


def _is_effort(name: str) -> bool:
    """Whether what seems to rise or fall is an effort by name: 支持商圈品质提升 8 万元.

    支持中小企业发展支出增加 3 万元 is a change of what is spent.
    """
    efforts, wholes = words("relation", "efforts"), words("parts", "wholes")
    return name.startswith(efforts) and not name.endswith(wholes)


@cache
def _unchanged_pattern() -> re.Pattern[str]:
    with_, compare = any_of("relation", "with"), any_of("relation", "compare")
    than, same = any_of("relation", "than"), any_of("relation", "unchanged")
    return re.compile(
        rf"^(?P<name>.*?)(?:{with_}|{compare})(?P<against>[^，]+?)(?:{than})?[，,]?"
        rf"(?:{any_of('relation', 'kept')})?(?P<same>{same})$"
    )


def unchanged(text: str) -> tuple[Clause, str] | None:
    """A clause without a figure that says that one has not changed (公务接待费与上年持平), with the
    word that says it."""
    match = _unchanged_pattern().match(squeeze(text))
    if match is None or not any(a in match["against"] for a in words("relation", "anchors")):
        return None
    against = _REMARK.sub("", match["against"]).strip("，,：:的")
    return Clause("change", match["name"], against=against), match["same"]


@cache
def _added_pattern() -> re.Pattern[str]:
    """基本支出增加人员工资 3,397 万元: what was added or taken away is named behind the verb."""
    up, down = any_of("relation", "adding"), any_of("relation", "taking")
    return re.compile(rf"^[^，]*?(?:(?P<up>{up})|(?P<down>{down}))了?(?P<name>[^额幅率至到值].+)$")


@cache
def _leading_comparison() -> re.Pattern[str]:
    """与上年相比财政拨款支出增加: the comparison stands before the item."""
    with_, set_against = any_of("relation", "with"), any_of("relation", "against")
    return re.compile(rf"^(?:{with_})(?P<against>[^，]+?)(?:{set_against})[，,]?(?P<name>.+)$")


@cache
def _comparison_pattern() -> re.Pattern[str]:
    with_, than = any_of("relation", "with"), any_of("relation", "than")
    compare, last = any_of("relation", "compare"), any_of("names", "last_year")
    return re.compile(
        rf"^(?P<name>.*?)(?:(?:{with_})(?:(?P<with>[^，]+?)(?:{than})|(?P<bare>{last}))|(?:{compare})(?P<than>[^比较]+?)(?:相比)?)$"
    )


def _comparison(lead: str) -> tuple[str, str] | None:
    """(name before the comparison, what is compared with), if ``lead`` ends in one."""
    match = _comparison_pattern().match(lead.rstrip("，,"))
    if match is None:
        return None
    against = match["with"] or match["bare"] or match["than"]
    against = _FIGURE_BEHIND.sub("", _REMARK.sub("", against)).strip("，,：:的")
    if not any(anchor in against for anchor in words("relation", "anchors")):
        return None
    return match["name"], against


def comparison_in(clause: str) -> tuple[str, str] | None:
    """(name, what is compared with) of a clause without a figure: 与上年相比."""
    return _comparison(squeeze(clause))


def moved_item(clause: str) -> str | None:
    """The item that a clause without a figure says has changed: 项目支出增加 → 项目支出."""
    lead = squeeze(clause)
    match = _direction_pattern().search(lead)
    if match is None or _comparison(lead[: match.start()]):
        return None
    return lead[: match.start()] or None
