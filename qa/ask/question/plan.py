"""Taking a question apart into the clauses that each ask for something, each as a Query of its
own, and setting it behind the questions before it."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.ask.question.asked import (
    asked_unit,
    asks_for_names,
    counts_in_a_row,
    mentions,
    pattern_of,
    points_said,
    twin_counts,
)
from qa.ask.question.query import CHOOSING, Query, bits, joined, with_slots
from qa.facts.amounts import is_money
from qa.lexicon import load

_MARKS = ",;。?!"
#: So many characters are one word.
ONE_WORD = 2
_CLAUSE_END = re.compile(f"[{_MARKS}]+")


def clauses(query: Query) -> tuple[Query, ...]:
    """The parts of the question that each ask for something, in order.

    A clause that asks nothing is the setting of the next one that does (“…总表里，合计是多少”)
    or, at the end, of the last (“…是多少？问的是大数据中心”). A later question takes what it does
    not name from the one before it.
    """
    ends = _clause_ends(query.text)
    starts = [0, *(end for _, end in ends)]
    spans = list(zip(starts, [*(start for start, _ in ends), len(query.text)], strict=True))
    later = [s for s in spans if s[0] >= query.asked_from]
    following = zip(later, [*later[1:], None], strict=False)
    asking = [s for s, n in following if _asks(query, *s) or _has_parts_asked(query, s, n)] or [
        s for s in later if _ends_in_question(query, *s)
    ]
    asking = asking or [(query.asked_from, len(query.text))]
    parts: list[Query] = []
    begin = 0
    for i, (start, end) in enumerate(asking):
        stop = len(query.text) if i == len(asking) - 1 else end
        part = _restricted(query, begin, stop)
        part = _in_its_own_terms(query, part, start, end)
        own = query.content & bits((start, end))
        part = _asking(part, query.text[start:end], own=len(asking) > 1 and bool(own))
        if own and (begin, stop) != (start, end):
            part = replace(part, focus=own)
        begin = end
        if parts and _only_asks_again(part, parts[-1]):
            continue
        several = len(parts) > 1 or (len(parts) == 1 and parts[0].chooses_several)
        part = replace(part, over_parts=several and not part.each and _names_nothing(part))
        earlier = parts if part.each and not part.content else parts[-1:]
        continued = [_continued(one, part) for one in earlier] or [part]
        parts += [p.filled_from(replace(query, bases=(), codes=(), shift=0)) for p in continued]
    return tuple(parts)


def _has_parts_asked(query: Query, span: tuple[int, int], behind: tuple[int, int] | None) -> bool:
    """Whether a clause names a sum of which the next one asks the parts (…总额，其中货物多少;
    …总额，货物和服务各多少)."""
    totals = tuple(load("questions")["grammar"]["quantities"])
    next_one = query.text[slice(*behind)] if behind else ""
    of_parts = mentions(next_one, "among") or mentions(next_one, "each")
    return of_parts and query.text[slice(*span)].endswith(totals)


def _only_asks_again(part: Query, earlier: Query) -> bool:
    """Whether “…最多？花了多少？” only asks for the figure that a choice comes with anyway, or
    “…增加了吗？增加多少？” for the change that was asked for."""
    if part.content or part.units or part.years or part.ratio not in (None, earlier.ratio):
        return False
    if part.operations == earlier.operations == ("change",):
        return part.direction == earlier.direction and part.bases == earlier.bases
    return set(part.operations) <= {"value", *earlier.operations} and any(
        operation in CHOOSING for operation in earlier.operations
    )


def _names_nothing(part: Query) -> bool:
    """Whether a clause names no thing, unit, year or version of its own (差多少, 合计多少)."""
    return not (part.content or part.units or part.years or part.bases or part.codes)


def _is_base(text: str, start: int) -> bool:
    """Whether a year is what others are compared with: 比2021年增加."""
    return text[:start].endswith(tuple(load("questions")["grammar"]["comparing"]))


def _asking(part: Query, asked: str, *, own: bool) -> Query:
    """``part`` with the kind of answer that its own clause asks for; ``own`` tells whether that
    clause is one of several and names a thing."""
    unit = asked_unit(asked) or part.unit
    counted = unit is not None and not is_money(unit) and not asked_unit(asked)
    if own and counted and mentions(asked, "figure_words"):
        unit = None  # of what another clause counts
    if unit == "分" and not own and (part.ratio or part.bases) and not asked_unit(asked):
        unit = None  # of the points that another clause asks for
    if own and not asked_unit(asked) and "count" in part.operations:
        unit = None  # of money that another clause asks for
    if own and unit == "%" and not asked_unit(asked) and set(CHOOSING) & set(part.operations):
        unit = None  # of the share that another clause asks for
    if unit == "倍" or (unit == "%" and _is_relative(part)):
        unit = None  # of the result, not of what it is computed from
    names = asks_for_names(asked) or part.needs_words
    return replace(part, unit=unit, asks_words=names, each=mentions(asked, "each"))


def _is_relative(part: Query) -> bool:
    """Whether per cent is asked of a computed ratio, not of a figure that is one."""
    return bool(part.ratio or {"share", "growth", "change", "difference"} & set(part.operations))


def _in_its_own_terms(query: Query, part: Query, start: int, end: int) -> Query:
    """``part`` without the years and versions of its setting that the clause that asks replaces."""
    own = {
        w.group
        for w in query.words
        if start <= w.start < end and not (w.group == "year" and _is_base(query.text, w.start))
    }
    replaced = own & {"year", "basis"} | ({"relative_year"} if "year" in own else set())
    words = tuple(w for w in part.words if w.group not in replaced or start <= w.start < end)
    return with_slots(part, words)


def _continued(earlier: Query, later: Query) -> Query:
    """``later`` with the things and the scope that it takes over from ``earlier``."""
    if later.years and all(_is_base(later.text, w.start) for w in later.words_of("year")):
        later = replace(later, years=tuple(sorted({*earlier.years, *later.years})))
    if _only_scores(earlier, later):  # 得了几分, of what stands before
        later = replace(later, content=0, hints=later.hints | later.content)
    if later.ratio or later.bases:  # 得分多少，执行率多少: of the same thing
        earlier = replace(earlier, content=earlier.content & ~_points_in(earlier))
    among = mentions(later.said, "among")
    keeps = among or (not later.content and not later.ratio)
    bases = earlier.bases if keeps else ()
    later = later.filled_from(replace(earlier, bases=bases))
    later = _of_the_chosen(earlier, later)
    if later.content and not _begins_with_share(later) and (among or not _points_back(later)):
        return replace(later, hints=later.hints | earlier.content)
    return replace(
        later,
        content=earlier.content | later.content,
        hints=earlier.hints | later.hints,
        codes=later.codes or earlier.codes,
        words=(*earlier.words, *later.words),
        span=(earlier.span[0], later.span[1]),
    )


def _only_scores(earlier: Query, later: Query) -> bool:
    """Whether a clause only asks for points; behind one that does it may say who gave them
    (满分几分，自评得了几分)."""
    grammar = load("questions")["grammar"]
    scorers = pattern_of("scorers").match(later.named) if earlier.unit == "分" else None
    named = later.named[scorers.end() :] if scorers else later.named
    return later.operations == ("value",) and (named in grammar["points"] or not named)


def _points_in(query: Query) -> int:
    """Where words stand that ask for points, with those who gave them (自评得分)."""
    return bits(*(m.span() for m in points_said().finditer(query.text)))


def _of_the_chosen(earlier: Query, later: Query) -> Query:
    """``later`` asking for the share of what ``earlier`` chose (…最大的是什么，占比多少)."""
    if later.operations != ("share",) or (later.content and not _begins_with_share(later)):
        return later
    chosen = tuple(o for o in earlier.operations if o in ("largest", "smallest"))
    return replace(later, operations=("share", *chosen), top=earlier.top)


def _begins_with_share(query: Query) -> bool:
    """Whether a clause names the whole alone, its part standing before it (占项目支出多少)."""
    marks = tuple(load("questions")["grammar"]["whole_marks"])
    return query.said.lstrip(_MARKS).startswith(marks)


def _asks_for_another_part(earlier: Query, later: Query) -> bool:
    """Whether the later question asks for the share of a part that it names itself, after one for
    another share or for a rate: 甲占多少, 乙占比呢."""
    mark = later.mark("share")
    shares = later.operations == ("share",) and ("share" in earlier.operations or earlier.ratio)
    return bool(shares and mark and later.content & bits((later.span[0], mark.start)))


def _of_the_same_whole(earlier: Query, later: Query) -> Query:
    """``later`` asking for the share of its part, in the whole that ``earlier`` names behind 占 if
    it names none itself: 甲占三公经费多少, 乙占比呢 is 三公经费中乙占比."""
    own, mark = later.mark("share"), earlier.mark("share")
    named = own is not None and later.content >> own.end
    whole = earlier.content & ~bits((0, mark.end)) if mark and not named else 0
    container = load("questions")["grammar"]["containers"][0]
    setting = replace(earlier, content=whole, text=earlier.text.rstrip("?!。,;"))
    return joined(setting, later, joint=container if whole else ",")


def _points_back(query: Query) -> bool:
    return bool(pattern_of("back_references").search(query.text, *query.span))


def follow(earlier: Query, later: Query) -> Query:
    """``later`` as it is meant after the question ``earlier`` of the same conversation.

    A later question that names no thing of its own asks about the earlier one's; one that
    points back (其中, 占) keeps it as its setting; otherwise only the unit, the year and the
    version carry over.
    """
    complete = _is_complete(earlier, later)
    if later.named in earlier.named and not complete:  # 什么车, after 多少车辆
        later = replace(later, content=0, hints=later.hints | later.content)
    if complete:
        words = tuple(w for w in earlier.words if w.group not in ("year", "basis"))
        earlier = replace(with_slots(earlier, words), kind=None)
    if later.ratio and not later.bases:  # 执行率 is of no one version
        words = tuple(w for w in earlier.words if w.group != "basis")
        earlier = replace(with_slots(earlier, words), kind=None)
    later = _of_the_chosen(earlier, later)
    bases = (w.start for w in later.words_of("year") if _is_base(later.text, w.start))
    later = replace(later, bases_at=tuple(bases))
    if _asks_for_another_part(earlier, later):
        return _of_the_same_whole(earlier, later)
    several = mentions(later.text, "adding") or later.beside or _set_against(later)
    several = several or (_goes_on(earlier) and _sets_beside(earlier, later))
    scored = mentions(later.text, "points")  # 得分呢, of what was asked about before
    if complete and not (several or scored or _points_back(later)):
        return later
    keeps = not later.content or mentions(later.text, "continuing") or several or scored
    joint = "、" if mentions(later.text, "several_back") or several else ","
    same = _asks_the_same(earlier, later)
    both = joined(
        earlier, later, content=keeps, hint=_points_back(later) or _names_one_word(later),
        same=same, joint=joint, beside=several,
    )  # fmt: skip
    unit = (later.unit or _points_of(earlier, later)) if later.content else both.unit
    return replace(both, unit=unit, beside=several and _goes_on(earlier))


def _set_against(later: Query) -> bool:
    """Whether a question sets what was asked before against what it names (比电费多多少)."""
    against = later.text.startswith(tuple(load("questions")["grammar"]["against"]))
    reckons = {"difference", "multiple"} & set(later.operations)
    return against and bool(later.content) and bool(reckons)


def _points_of(earlier: Query, later: Query) -> str | None:
    """The unit of points, where a question goes on with another thing from one that asks how many
    the first got (甲项目得了几分, 乙项目呢)."""
    plain = earlier.operations == later.operations == ("value",)
    scored = plain and mentions(earlier.text, "points") and not later.ratio
    return earlier.unit if scored and _goes_on(later) else None


def _goes_on(query: Query) -> bool:
    """Whether a question goes on from the one before it: 那2022年呢."""
    endings = tuple(load("questions")["grammar"]["going_on"])
    return query.text.rstrip("?。!,").endswith(endings)


def _names_one_word(query: Query) -> bool:
    """Whether a question that goes on names a single word, which the one before it may have to
    complete (政府采购货物支出多少，服务呢)."""
    return _goes_on(query) and 0 < query.content.bit_count() <= ONE_WORD


def _sets_beside(earlier: Query, later: Query) -> bool:
    """Whether a question that names nothing sets side by side what was asked before: 哪个多,
    一共多少; how much it rose is asked of the last thing, unless that was only another year of
    the same."""
    named = later.content or later.units or later.years or later.bases or later.shift
    wanted = {"compare", "difference", "multiple", "sum", "sum_of_several"}
    if earlier.years and not earlier.content and not mentions(later.text, "against"):
        wanted |= {"change", "growth"}
    return not named and bool(wanted & set(later.operations))


def _asks_the_same(earlier: Query, later: Query) -> bool:
    """Whether a later question only names another unit or year (那2022年呢), or another thing
    after a question for a rate or a change (执行率多少, B项目呢)."""
    words = (w for w in later.words if w.group != "figure" or "月" not in w.text)  # 2023年10月呢
    groups = {w.group for w in words} - {"filler", "label"}
    if not _goes_on(later) or not groups <= {"unit", "year"} or mentions(later.text, "points"):
        return False
    rated = earlier.ratio is not None or {"change", "growth"} & set(earlier.operations)
    plain = set(earlier.operations) <= {"value", "change", "growth"}
    return bool(rated and plain) if later.content else bool(groups)


def _is_complete(earlier: Query, later: Query) -> bool:
    """Whether a later question stands by itself: it names another unit and a thing of its own, or
    all of its income or spending, and does not go on from the one before (…呢)."""
    others = bool(later.units) and not set(later.units) & set(earlier.units)
    alone = not _goes_on(later) and not mentions(later.text, "continuing")
    own = later.named not in earlier.named or later.named in load("labels")["sides"]
    return others and bool(later.content) and alone and own


def _clause_ends(text: str) -> list[tuple[int, int]]:
    """Where clauses end; a 、 between two questions (是多少、占多少) ends one too."""
    ends = [m.span() for m in _CLAUSE_END.finditer(text)]
    bounds = [0, *(end for _, end in ends), len(text)]
    for match in re.finditer("、", text):
        before = max(b for b in bounds if b <= match.start())
        after = min(b for b in bounds if b > match.start())
        asks = pattern_of("interrogatives").search
        if asks(text[before : match.start()]) and asks(text[match.end() : after]):
            ends.append(match.span())
            bounds.append(match.end())
    ends += [(at, at) for at in counts_in_a_row(text)]
    return sorted(ends)


def _asks(query: Query, start: int, end: int) -> bool:
    """Whether a clause asks for something: by its question word, or by what it wants inferred
    (倒推 2023年的预算)."""
    inferring = pattern_of("backward").search(query.text, start, end)
    twin = next((m for m in twin_counts().finditer(query.text) if m.end() in (start, end)), None)
    return bool(
        pattern_of("interrogatives").search(query.text, start, end)
        or (inferring and inferring.end() < end)
        or twin
    )


def _ends_in_question(query: Query, start: int, end: int) -> bool:
    return query.text[end : end + 1] == "?" and end > start


def _restricted(query: Query, start: int, end: int) -> Query:
    part = query.within(start, end)
    operations = {w.meaning for w in part.words_of("operation")}
    if query.top:
        operations.add("largest")
    return replace(
        part,
        operations=tuple(o for o in query.operations if o in operations) or ("value",),
        kind=query.kind,
    )
