"""How an answer came about, as a person reads it in a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from qa.ask.explained import Clause, Explanation, Objection, Reading, Target, Trial, Weighed
from qa.ask.find.figures import Figure
from qa.ask.narrative.narrator import Excerpt
from qa.cli.show import PATH, flat, safe, spaced
from qa.jsonable import as_mapping, to_json
from qa.model import Fact

#: Columns of a terminal that a line may take; a Chinese character takes two.
WIDTH = 78
#: How many figures of one operation are shown.
SHOWN_FIGURES = 10
_GROUPS: Mapping[str, str] = {
    "unit": "单位", "stranger": "未收录单位", "year": "年度", "relative_year": "相对年度",
    "basis": "口径", "operation": "运算", "ratio": "比率", "code": "编码", "direction": "方向",
    "output": "换算", "figure": "数字", "backward": "倒推", "label": "完整名称", "filler": "虚词",
}  # fmt: skip
OPERATIONS: Mapping[str, str] = {
    "value": "取数", "share": "占比", "change": "增减额", "growth": "增减率", "multiple": "倍数",
    "average": "平均", "sum": "求和", "sum_of_several": "合计", "difference": "相差",
    "rank": "名次",
    "remaining": "未执行数", "less": "扣除", "order": "排序", "largest": "最大",
    "smallest": "最小", "compare": "比较", "trend": "走势", "count": "计数", "list": "列举",
    "definition": "解释名词", "reason": "原因", "text": "原文",
}  # fmt: skip
_DIRECTIONS: Mapping[str, str] = {"up": "升", "down": "降"}
ROLES: Mapping[str, str] = {
    "value": "要找的数", "numerator": "分子", "denominator": "分母", "part": "部分",
    "whole": "整体", "change": "文件印出的增减",
}  # fmt: skip
FAULTS: Mapping[str, str] = {
    "coverage": "只解释了问题的{found}，至少要{needed}",
    "own": "自身名称只问到{found}，至少要{needed}",
    "measured_in": "计量单位不是所问的", "stranger": "没有提到所问的单位", "unit": "是别的单位的",
    "year": "是别的年度的", "basis": "是别的口径的",
}  # fmt: skip
_WAYS: Mapping[str, str] = {
    "other_name": "按同义名称找到", "code": "按编码找到", "default": "未指明项目，按整体找到",
}  # fmt: skip
STAGES: Mapping[str, str] = {
    "load": "载入索引", "understand": "理解", "operate": "查找与运算", "narrate": "找原文",
    "compose": "写出答案",
}  # fmt: skip
_LEGEND = (
    "解释：要解释的字有多少在这个数的各级名称、表名或原句里。",
    "自名：这个数自己的名称有多少在问题里。",
    "得分：解释加半个自名，再加减年度、口径、表格、计量单位等偏好。",
)
_STATUSES: Mapping[str, str] = {
    "answered": "已回答", "no_data": "没有数据", "ambiguous": "有多种理解",
}  # fmt: skip


def explanation_json(explanation: Explanation) -> str:
    """The Answer as one line of JSON, with the field ``explanation`` beside its own."""
    told = as_mapping(explanation)
    answer = as_mapping(told.pop("answer"))
    return to_json({**answer, "explanation": told})


def explanation_text(explanation: Explanation) -> str:
    """What was understood, then each part of the question with its candidates and trials."""
    lines = [f"【答案】{_STATUSES[explanation.answer.status]}：{safe(explanation.answer.text)}"]
    lines += [f"【上文】{flat(earlier)}" for earlier in explanation.history]
    lines += ["", f"【理解】{flat(explanation.question)}"]
    if explanation.reading is None:
        lines.append("  没有作为问题读入：是空的、太长，或是一条指令。")
    else:
        lines += _reading_lines(explanation.reading)
    for number, clause in enumerate(explanation.clauses, 1):
        lines += ["", f"【第{number}问】{flat(clause.reading.text)}", *_clause_lines(clause)]
    if any(clause.targets for clause in explanation.clauses):
        lines += ["", *_LEGEND]
    lines += ["", "【用时】"]
    lines += [
        f"  {_named(STAGES, one.stage)} {one.milliseconds:.1f} 毫秒" for one in explanation.timings
    ]
    return "\n".join(lines)


def _named(names: Mapping[str, str], key: str) -> str:
    return names.get(key, key)


def _reading_lines(reading: Reading) -> Iterator[str]:
    yield f"  规范写法：{flat(reading.text)}"
    for group in dict.fromkeys(word.group for word in reading.words):
        words = dict.fromkeys((w.text, w.meaning) for w in reading.words if w.group == group)
        told = "、".join(_word(group, text, meaning) for text, meaning in words)
        yield f"  {_named(_GROUPS, group)}：{safe(told)}"
    yield f"  要解释的字：{_listed(reading.content)}"


def _word(group: str, text: str, meaning: str) -> str:
    """A word with its meaning where that is not the word itself."""
    names = {"operation": OPERATIONS, "direction": _DIRECTIONS}.get(group, {})
    meaning = _named(names, meaning)
    return text if meaning in ("", text) else f"{text}→{meaning}"


def _listed(texts: Iterable[str]) -> str:
    return safe("、".join(texts)) or "（无）"


def _clause_lines(clause: Clause) -> Iterator[str]:
    operations = "、".join(_named(OPERATIONS, one) for one in clause.reading.operations)
    told = "" if clause.in_words and clause.reading.operations == ("value",) else operations
    yield f"  问的是：{'文字' if clause.in_words else '数字'}{told and f'；运算：{told}'}"
    for target in clause.targets:
        yield from _target_lines(target)
    for family in clause.families:
        place = PATH.join((family.doc, family.table or "", family.head))
        yield _cut(f"  一组数（{family.members}个）：{flat(place)}")
    for trial in clause.trials:
        yield from _trial_lines(trial)
    for number, excerpt in enumerate(clause.excerpts, 1):
        yield from _excerpt_lines(number, excerpt)
    if not (any(trial.status for trial in clause.trials) or clause.excerpts):
        yield "  没有得到结果。"


def _target_lines(target: Target) -> Iterator[str]:
    reading = target.reading
    scope = (*reading.units, *(f"{year}年" for year in reading.years), *reading.bases)
    yield f"  {_named(ROLES, target.role)}：{_listed((*scope, *reading.codes, *reading.content))}"
    if not target.candidates:
        yield "    没有候选"
    for one in target.candidates:
        yield from _candidate_lines(one)


def _candidate_lines(one: Weighed) -> Iterator[str]:
    verdict = "选用" if one.used else "可用" if one.fits else "不符"
    measured = f"得分{one.score:.2f} 解释{one.coverage:.0%} 自名{one.own:.0%}"
    yield _cut(f"    {verdict} {_content(one.fact)}｜{measured}")
    yield from (_cut(f"         {line}") for line in _place(one.fact))
    notes = [_WAYS[one.way]] if one.way in _WAYS else []
    if one.near > 0:
        notes.append("与另一操作数同行、同列或同句" if one.near == 1 else "与另一操作数在同一处")
    notes += [f"没解释“{text}”" for text in one.unexplained]
    notes += map(_objection, one.objections)
    if notes:
        yield f"         {safe('；'.join(notes))}"


def _objection(objection: Objection) -> str:
    found, needed = (f"{share or 0:.0%}" for share in (objection.found, objection.needed))
    return _named(FAULTS, objection.fault).format(found=found, needed=needed)


def _content(fact: Fact) -> str:
    figure = f"{fact.value:,f}{spaced(fact.unit or '')}" if fact.value is not None else fact.text
    year = f"{fact.year}年" if fact.year else ""
    return flat(f"{figure or '（空白）'}（{year}{fact.basis}）")


def _place(fact: Fact) -> tuple[str, str]:
    """Where a fact stands: its document, then its table, row and column."""
    where = fact.table or PATH.join(fact.section[-1:])
    inside = "｜".join(
        part for part in (where, PATH.join(fact.row), PATH.join(fact.column)) if part
    )
    return flat(f"{fact.doc} 第{fact.line}行"), flat(inside)


def _trial_lines(trial: Trial) -> Iterator[str]:
    name = _named(OPERATIONS, trial.operation)
    if trial.status is None:
        yield f"  运算“{name}”：做不了，缺少需要的数"
        return
    yield f"  运算“{name}”：{_STATUSES[trial.status]}"
    figures = (*trial.figures, *trial.candidates)
    for figure in figures[:SHOWN_FIGURES]:
        yield _cut(f"    {_figure(figure)}")
        if figure.fact:
            yield from (_cut(f"      {line}") for line in _place(figure.fact))
        if figure.operands:
            yield f"      {flat(figure.formula)}"
        yield from (_cut(f"      {_figure(operand)}") for operand in figure.operands)
    if len(figures) > SHOWN_FIGURES:
        yield f"    ……共{len(figures)}个"


def _figure(figure: Figure) -> str:
    return flat(f"{figure.label}：{figure.printed or f'{figure.value:,f}{spaced(figure.unit)}'}")


def _excerpt_lines(number: int, excerpt: Excerpt) -> Iterator[str]:
    yield f"  原文{number}｜得分{excerpt.score:.2f} 解释{excerpt.coverage:.0%}"
    yield _cut(f"    {flat(excerpt.doc)} 第{excerpt.line}行")
    yield _cut(f"    {flat(PATH.join((*excerpt.section[-1:], *excerpt.row)))}")
    yield _cut(f"    {flat(excerpt.text)}")


def _cut(line: str) -> str:
    """``line`` shortened to the width of a terminal."""
    room = WIDTH
    for position, char in enumerate(line):
        room -= 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if room < 0:
            return line[: position - 1] + "…"
    return line
