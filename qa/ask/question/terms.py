"""The terms of one clause: the things that it sets side by side (two units, three years, four
items), a part and its whole, a multiple and its base, each as a Query of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.ask.question.asked import mentions, pattern_of
from qa.ask.question.query import Query, bits
from qa.ask.words.dictionary import begins_long_word
from qa.lexicon import alternatives, load

#: A label explained this well by its own stretch of the question is an item of its own.
MIN_ITEM = 0.5
#: … or this much in an enumeration, whose marks leave little doubt.
MIN_ENUMERATED = 0.25
#: … and where nothing joins them, in names of so many characters at least.
NAMED_EACH, SHORTEST = 0.9, 3


def segments(
    query: Query, spans_joint: Callable[[str], bool], joints: str = "joints"
) -> list[tuple[int, int]]:
    """The stretches of the query between joints (和, 与, 、, 比 …), or between the marks of an
    enumeration alone (、 and the word before its last item).

    A joint inside a word of the question (比重) or of the label that is meant (结转和结余)
    joins nothing; ``spans_joint`` tells whether characters stand together in that label.
    """
    start, end = query.span
    text = query.text
    cuts = []
    for match in pattern_of(joints).finditer(text, start, end):
        first, last = match.span()
        inside = any(w.start <= first and last <= w.end and len(w.text) > last - first
                     for w in query.words)  # fmt: skip
        around = text[max(first - 1, 0) : last + 1] if match[0].isalnum() else (
            text[max(first - 1, 0) : first] + text[last : last + 1]
        )  # fmt: skip
        if not inside and not spans_joint(around):
            cuts.append((first, last))
    starts = [start, *(e for _, e in cuts)]
    ends = [*(s for s, _ in cuts), end]
    return [(s, e) for s, e in zip(starts, ends, strict=True) if e > s]


def targets(
    query: Query,
    fits: Callable[[Query], float],
    spans_joint: Callable[[str], bool],
    in_some_label: Callable[[str], bool] = lambda joint: False,
) -> tuple[Query, ...]:
    """The single things that ``query`` asks for, each with what all of them share.

    ``fits`` tells how well the corpus has a label for a query's own content, ``in_some_label``
    whether characters around a joint stand together in any label.
    """
    scopes: tuple[Query, ...] = ()
    plain = [query.within(*s) for s in segments(query, spans_joint, "enumerating")]
    spaced = [query.within(*s) for s in segments(query, spans_joint, "in_a_row")]
    in_a_row = len(plain) == 1 and _is_row(query, spaced)
    for joints, parts in (
        *([("in_a_row", spaced)] if in_a_row else []),
        ("enumerating", _with_last_split(plain, in_some_label)),
        ("enumerating", plain),
        ("joints", [query.within(*s) for s in segments(query, spans_joint)]),
    ):
        parts = [p for p in parts if p.units or p.years or p.bases or p.content or p.codes]
        scopes = _varying(query, parts) or (query,)
        rate = bits(*((w.start, w.end) for w in query.words if w.group == "ratio"))
        shared = rate | query.hints & ~bits(query.span)
        items = [replace(p, hints=p.hints | shared) for p in parts if p.content or p.codes]
        items = _without_setting(items)
        items = _with_shared_end(items)
        if _years_touch(parts):  # 项目得分2021年和2022年哪年高: one thing of both years
            return scopes
        if len(items) == len(scopes) > 1 and all(p.units or p.years for p in items):
            return tuple(_item(p, s) for p, s in zip(items, scopes, strict=True))
        joins = bool({"sum", "compare", "difference"} & {*query.operations})
        added = joins and pattern_of("before_last").search(query.text, *query.span)
        told = joints == "enumerating" or query.each or bool(added)
        enough = MIN_ENUMERATED if told else MIN_ITEM
        names = _different([p.named for p in items])
        for one in (items, _with_shared_head(items)):
            if len(names) > 1 and all(fits(p) >= enough for p in one):
                return tuple(_item(item, scope) for scope in scopes for item in one)
    if query.each and len(scopes) == 1 and (both := _run_together(query, fits)):
        return both
    return scopes


def _is_row(query: Query, parts: Sequence[Query]) -> bool:
    """Whether commas set ``parts`` in a row (工会经费，福利费，各多少): several are asked for, and
    none is the setting of the others (…表里，…)."""
    joins = {"sum", "sum_of_several", "compare"} & {*query.operations}
    settings = tuple(load("questions")["grammar"]["containers"])
    return bool(query.each or (joins and "list" not in query.operations)) and not any(
        part.said.endswith(settings) for part in parts
    )


def _years_touch(parts: Sequence[Query]) -> bool:
    """Whether only a joint stands between the years of two parts, so that what stands around
    both is said of each."""
    return len(parts) == 2 and all(
        any(w.group == "year" and (w.start, w.end)[at] == part.span[at] for w in part.words)
        for part, at in zip(parts, (1, 0), strict=True)
    )


def _run_together(query: Query, fits: Callable[[Query], float]) -> tuple[Query, ...]:
    """Two things that are named one right behind the other (人员支出公用支出各多少)."""
    at = [i for i in range(len(query.text)) if query.content >> i & 1]
    if len(at) < 2 * SHORTEST or at[-1] - at[0] >= len(at):
        return ()
    cuts = range(at[0] + SHORTEST, at[-1] + 2 - SHORTEST)
    pairs = [(query.within(at[0], cut), query.within(cut, at[-1] + 1)) for cut in cuts]
    worth, best = max(((min(map(fits, pair)), n) for n, pair in enumerate(pairs)), default=(0, 0))
    return tuple(p.filled_from(query) for p in pairs[best]) if worth >= NAMED_EACH else ()


def _with_last_split(
    parts: Sequence[Query], in_some_label: Callable[[str], bool]
) -> Sequence[Query]:
    """The parts of an enumeration, its last two apart (A、B和C)."""
    if len(parts) < 2:
        return parts
    *first, last = parts
    spans = segments(last, in_some_label, "before_last")
    return [*first, *(last.within(*s) for s in spans)] if len(spans) == 2 else parts


def _with_shared_head(items: list[Query]) -> list[Query]:
    """The items, what the first names a hint for the others: 政府采购货物、工程和服务."""
    head = items[0].content if items else 0
    return [*items[:1], *(replace(p, hints=p.hints | head) for p in items[1:])]


def _without_setting(items: list[Query]) -> list[Query]:
    """The items, the setting before the first (政府采购支出中，货物…; 财政给甲县…) a hint for each
    of them."""
    if len(items) < 2:
        return items
    first = items[0]
    ends = [m.end() for m in pattern_of("before_items").finditer(first.text, *first.span)]
    setting = first.content & bits((first.span[0], max(ends, default=first.span[0])))
    if not setting or not first.content & ~setting:
        return items
    return [replace(p, content=p.content & ~setting, hints=p.hints | setting) for p in items]


def _with_shared_end(items: list[Query]) -> list[Query]:
    """The items, each with what is said of all behind the last (…和丙县一共拨了多少资金)."""
    if len(items) < 2:
        return items
    last = items[-1]
    ends = [w.start for w in last.words if w.meaning in ("sum", "sum_of_several")]
    ends += [m.start() for m in pattern_of("each").finditer(last.text, *last.span)]
    shared = last.content & bits((min(ends, default=last.span[1]), last.span[1]))
    if not shared or not last.content & ~shared:
        return items
    return [replace(p, item=p.content & ~shared, content=p.content | shared) for p in items]


def _different(names: list[str]) -> set[str]:
    """What ``names`` name, one thing once: 政府投资 and 政府投资项目 are the same."""
    tails = alternatives(load("questions")["grammar"]["tails"])
    return {re.sub(f"(?:{tails})$", "", name) or name for name in names}


def _item(part: Query, scope: Query) -> Query:
    """``scope`` asking for what ``part`` names; the part's own version goes before."""
    return replace(
        scope, span=part.span, words=part.words, content=part.content, hints=part.hints,
        item=part.item, codes=part.codes, bases=part.bases or scope.bases,
    )  # fmt: skip


def _varying(query: Query, parts: Sequence[Query]) -> tuple[Query, ...]:
    """The query once for each unit, year or version that its parts set side by side."""
    units = [replace(p, units=(unit,)) for p in parts for unit in _named_units(p)]
    years = [p for p in parts if p.years]
    bases = [p for p in parts if p.bases]
    if len(units) > 1:
        return tuple(_scoped(query, p, parts) for p in units)
    if sum(len(p.years) for p in years) > 1:
        return tuple(
            _scoped(query, replace(p, years=(year,)), parts) for p in years for year in p.years
        )
    if len(bases) > 1:
        return tuple(_scoped(query, p, parts) for p in bases)
    return ()


def _named_units(part: Query) -> tuple[str, ...]:
    """The units that ``part`` names one after another; a short form of several is one mention."""
    mentions = {w.start for w in part.words if w.group == "unit"}
    return part.units if len(mentions) == len(part.units) else ()


def _scoped(query: Query, part: Query, parts: Sequence[Query]) -> Query:
    """The whole query narrowed to the unit, year and version of ``part``, the rest as shared."""
    for other in parts:
        part = part.filled_from(replace(other, shift=0, bases=(), codes=()))
    lent = (p.bases for p in reversed(parts) if p.bases and not _is_set_against(p, part))
    bases = part.bases or next(lent, ())
    return replace(
        query, units=part.units or query.units, years=part.years or query.years, bases=bases
    )


def _is_set_against(other: Query, part: Query) -> bool:
    """Whether ``other`` is what ``part`` is compared with, by a version of its own: 2021年决算 in
    “2024年购房补贴比2021年决算少多少”."""
    against = tuple(load("questions")["grammar"]["against"])
    behind = part.span[1] <= other.span[0]
    return behind and bool(other.years) and other.text[: other.span[0]].endswith(against)


def whole_and_part(query: Query) -> tuple[Query, tuple[Query, ...]] | None:
    """Of “A 占 B 的比重” the query of B and the readings of A; ``None`` where nothing is a part.

    In “B 里，A 占多少” and “A 在 B 中占多少” the whole stands before the mark; B may then be the
    row in which A is a column, or only the setting. “A 是 B 的百分之几” asks the same.
    """
    first, last = query.span
    marks = pattern_of("whole_marks").finditer(query.text, first, last)
    mark = next((m for m in marks if not _is_what_is_ranked(query, m.start())), None)
    if mark is None:
        return _reversed(multiple_and_base(query))
    if not any(w.group == "operation" for w in query.words):
        return None
    before, after = query.within(first, mark.start()), query.within(mark.end(), last)
    if not after.content and mentions(after.said, "quantities"):
        return None  # 占预算总额
    if after.content or after.bases:
        setting = _setting_ends(query.text, first, mark.start())
        shared = before.content & bits((first, max(setting, first))) or before.content
        after = after if after.content else replace(after, content=shared)
        return after.filled_from(before), (before,)
    inside = query.text.rfind("在", first, mark.start())
    if inside >= 0:
        whole, part = query.within(inside + 1, mark.start()), query.within(first, inside)
        return whole.filled_from(before), (part.filled_from(before),)
    containers = [
        m
        for m in pattern_of("containers").finditer(query.text, first, mark.start())
        if not begins_long_word(query.text[m.start() :])
    ]
    if not containers or not query.content & bits((first, containers[-1].start())):
        return None
    container = containers[-1]
    whole = query.within(first, container.start()).filled_from(before)
    before = replace(before, content=before.content & ~bits(container.span()))
    alone = replace(before, content=before.content & ~whole.content)
    return whole, (before, replace(alone, hints=alone.hints | whole.content))


def _setting_ends(text: str, first: int, mark: int) -> int:
    """Where what a share is of ends before the part itself: at a comma, or at a part of the year
    (某项目|第四季度支付占全年预算)."""
    comma = text.rfind(",", first, mark) + 1
    part = pattern_of("parts_of_year").search(text, max(comma, first), mark)
    if comma > first or part is None:
        return comma
    return part.start() - text[: part.start()].endswith("第")


def _is_what_is_ranked(query: Query, start: int) -> bool:
    """Whether the share at ``start`` is only what things are ranked by (占比最大的)."""
    chosen = {w.start for w in query.words if w.meaning in ("largest", "smallest")}
    return any(w.start == start and w.end in chosen for w in query.words if w.meaning == "share")


def _reversed(both: tuple[Query, Query] | None) -> tuple[Query, tuple[Query, ...]] | None:
    return both and (both[1], (both[0],))


def sum_and_other(query: Query) -> tuple[Query, Query] | None:
    """Of “A、B 加起来比 C 少多少” and “C 比 A、B 之和多多少” the queries of what is added up and of
    C; ``None`` where no sum is set against anything."""
    first, last = query.span
    mark = next((w for w in query.words if w.meaning == "sum"), None)
    if mark is None:
        return None
    behind = pattern_of("comparing").search(query.text, mark.end, last)
    ahead = pattern_of("against").search(query.text, first, mark.start)
    if behind:
        sides = query.within(first, behind.start()), query.within(behind.end(), last)
    elif ahead:
        sides = query.within(ahead.end(), last), query.within(first, ahead.start())
    else:
        return None
    summed, other = sides
    return (summed.filled_from(query), other.filled_from(query)) if summed.content else None


def multiple_and_base(query: Query) -> tuple[Query, Query] | None:
    """Of “A 是 B 的几倍” the queries of A and B; ``None`` where no B is named."""
    first, last = query.span
    mark = pattern_of("equals").search(query.text, first, last)
    if mark is None:
        return None
    one, base = query.within(first, mark.start()), query.within(mark.end(), last)
    if not (base.units or base.years or base.bases or base.content or base.codes):
        return None
    if not base.content:
        base = replace(base, content=one.content, hints=base.hints | one.hints)
    return one.filled_from(query), base.filled_from(one)


def of_and_per(query: Query) -> tuple[Query, Query]:
    """Of “A 按 B 平均”, “按 B 算，人均 A”, “A 人均多少，按 B 算” the queries of A and B; both the
    whole query where no B is named."""
    first, last = query.span
    mark = next((w for w in query.words if w.meaning == "average"), None)
    by = query.text.rfind("按", first, mark.start) if mark else -1
    behind = query.text.find("按", mark.end, last) if mark else -1
    if behind >= 0 and query.content & bits((first, behind)) and query.content >> behind:
        item, per = query.within(first, behind), query.within(behind, last)
        return item.filled_from(query), per.filled_from(query)
    if mark is None or by < 0 or not query.content & bits((by, mark.start)):
        return query, query
    before, per = query.within(first, by), query.within(by, mark.start)
    item = before if before.content else query.within(mark.end, last)
    return item.filled_from(query), per.filled_from(query)
