"""What a clause sets against something else: a part and its whole, a sum and a figure, a multiple
and its base, an amount and its heads, each as a Query of its own."""

from __future__ import annotations

from dataclasses import replace

from qa.ask.question.asked import mentions, pattern_of
from qa.ask.question.query import LEFT_OUT, Query, bits
from qa.ask.words.dictionary import begins_long_word


def whole_and_part(query: Query) -> tuple[Query, tuple[Query, ...]] | None:
    """Of “A 占 B 的比重” the query of B and the readings of A; ``None`` where nothing is a part.

    In “B 里，A 占多少” and “A 在 B 中占多少” the whole stands before the mark; B may then be the
    row in which A is a column, or only the setting. “A 是 B 的百分之几” asks the same.
    """
    first, last = query.span
    marks = pattern_of("whole_marks").finditer(query.text, first, last)
    parting = [m for m in marks if not _is_what_is_ranked(query, m.start())]
    # … of a conversation the mark of the question in hand, if it has one.
    asked = (m for m in parting if m.start() >= query.asked_from)
    mark = next(asked, next(iter(parting), None))
    if mark is None:
        return _reversed(multiple_and_base(query))
    if not query.words_of("operation"):
        return None
    # Neither side is of another unit or year than the clause, which may have them from before it.
    scope = replace(query, bases=(), codes=())
    before = query.within(first, mark.start()).filled_from(scope)
    after = query.within(mark.end(), last)
    if not after.content and mentions(after.said, "quantities"):
        return None  # 占预算总额
    if not after.content and not before.bases and mentions(after.said, "of_the_body"):
        return None  # 占部门预算
    points_back = pattern_of("of_its_whole").match(query.text, mark.end(), last)
    if (after.content or after.bases) and not points_back:
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
    mark = query.mark("sum") or query.mark("sum_of_several")
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


def whole_and_taken(query: Query) -> tuple[tuple[Query, ...], Query] | None:
    """Of “A 扣除 B”, “A 除 B 外”, “除 B 外 A” and “B 以外的 A” what A may be, best first, and the
    query of B."""
    mark = query.mark("less")
    if mark is None:
        return None
    first, last = query.span
    before, behind = query.within(first, mark.start), query.within(mark.end, last)
    if pattern_of("other_than").fullmatch(mark.text):
        return (behind.filled_from(query),), before.filled_from(query)
    wholes: tuple[Query, ...] = (before,)
    if end := next((w for w in behind.words_of("filler") if w.meaning == LEFT_OUT), None):
        behind, rest = query.within(mark.end, end.start), query.within(end.end, last)
        wholes = tuple(w for w in (before, rest) if w.content or w.codes) or wholes
    return tuple(whole.filled_from(query) for whole in wholes), behind.filled_from(query)


def multiple_and_base(query: Query) -> tuple[Query, Query] | None:
    """Of “A 是 B 的几倍” the queries of A and B; ``None`` where no B is named."""
    first, last = query.span
    mark = pattern_of("equals").search(query.text, first, last)
    if mark is None:
        return None
    one, base = query.within(first, mark.start()), query.within(mark.end(), last)
    in_time = base.years or base.shift
    if not (base.units or in_time or base.bases or base.content or base.codes):
        return None
    if not base.content:
        base = replace(base, content=one.content, hints=base.hints | one.hints)
    one = one.filled_from(replace(query, shift=0) if base.shift else query)  # 是上年的几倍
    return one, base.filled_from(one)


def of_and_per(query: Query) -> tuple[Query, Query]:
    """Of “A 按 B 平均”, “按 B 算，人均 A”, “A 人均多少，按 B 算” the queries of A and B; both the
    whole query where no B is named."""
    first, last = query.span
    mark = query.mark("average")
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
