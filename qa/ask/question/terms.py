"""The things that one clause sets side by side (two units, three years, four items), each as a
Query of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from qa.ask.question.asked import mentions, pattern_of, points_said
from qa.ask.question.query import Query, bits, mask_of
from qa.ask.question.unit_names import body_of
from qa.ask.words.text import without_tail
from qa.lexicon import load

#: A label explained this well by its own stretch of the question is an item of its own.
MIN_ITEM = 0.5
#: … or this much in an enumeration, whose marks leave little doubt.
MIN_ENUMERATED = 0.25
#: What stands between a joint in the title of a table and what is asked of the table.
_REST_OF_A_TITLE = re.compile(r"[^,、;。?]{2,16}?表(?:中|里|内|上|的)")
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
        if (
            not inside
            and not spans_joint(around)
            and not _is_in_a_title(text[start:], first - start)
        ):
            cuts.append((first, last))
    starts = [start, *(e for _, e in cuts)]
    ends = [*(s for s, _ in cuts), end]
    return [(s, e) for s, e in zip(starts, ends, strict=True) if e > s]


def _is_in_a_title(text: str, at: int) -> bool:
    """Whether the joint at ``at`` joins words of a title (项目支出及其他支出预算表中的…)."""
    behind = _REST_OF_A_TITLE.match(text, at)
    return behind is not None and "表" not in text[:at]


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
    for joints, parts in _cut(query, spans_joint, in_some_label):
        parts = [p for p in parts if p.units or p.years or p.bases or p.content or p.codes]
        scopes = _varying(query, parts) or (query,)
        rate = mask_of(query.words_of("ratio"))
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
        tries = [(one, enough) for one in (items, _with_shared_head(items))]
        if "sum_of_several" in query.operations:  # 一共 is said of one thing as well
            tries.append((items, MIN_ENUMERATED))
        for one, least in tries:
            if len(names) > 1 and all(fits(p) >= least for p in one):
                return tuple(_item(item, scope) for scope in scopes for item in one)
    if query.each and len(scopes) == 1 and (both := _run_together(query, fits)):
        return both
    return scopes


def _cut(
    query: Query, spans_joint: Callable[[str], bool], in_some_label: Callable[[str], bool]
) -> Iterator[tuple[str, Sequence[Query]]]:
    """The ways to cut ``query`` apart, the closest joints first: their kind and the parts."""
    plain = [query.within(*s) for s in segments(query, spans_joint, "enumerating")]
    if len(plain) > 1:
        split = _with_last_split(plain, in_some_label)
        yield "enumerating", split
        if len(split) > len(plain):
            yield "enumerating", plain
    elif _may_be_row(query):
        spaced = [query.within(*s) for s in segments(query, spans_joint, "in_a_row")]
        if not _is_setting(spaced):
            yield "in_a_row", spaced
    yield "joints", [query.within(*s) for s in segments(query, spans_joint)]


def _may_be_row(query: Query) -> bool:
    """Whether commas may set things in a row (工会经费，福利费，各多少): several are asked for."""
    joins = {"sum", "sum_of_several", "compare"} & {*query.operations}
    return query.each or (bool(joins) and "list" not in query.operations)


def _is_setting(parts: Sequence[Query]) -> bool:
    """Whether one of ``parts`` is the setting of the others (…表里，…)."""
    settings = tuple(load("questions")["grammar"]["containers"])
    return any(part.said.endswith(settings) for part in parts)


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
    """The items, each with what is said of all behind the last (…和丙县一共拨了多少资金;
    …和交换机哪个单价高)."""
    if len(items) < 2:
        return items
    last = items[-1]
    ends = [w.start for w in last.words if w.meaning in ("sum", "sum_of_several")]
    ends += [m.start() for m in pattern_of("each").finditer(last.text, *last.span)]
    ends += [m.start() for m in pattern_of("which").finditer(last.text, *last.span)]
    if not any(mentions(p.said, "points") for p in items[:-1]):  # 甲项目和乙项目的自评得分
        ends += [m.start() for m in points_said().finditer(last.text, *last.span)]
    shared = last.content & bits((min(ends, default=last.span[1]), last.span[1]))
    if not shared or not last.content & ~shared:
        return items
    return [replace(p, item=p.content & ~shared, content=p.content | shared) for p in items]


def _different(names: list[str]) -> set[str]:
    """What ``names`` name, one thing once."""
    return set(map(without_tail, names))


def _item(part: Query, scope: Query) -> Query:
    """``scope`` asking for what ``part`` names; the part's own version goes before."""
    return replace(
        scope, span=part.span, words=part.words, content=part.content, hints=part.hints,
        item=part.item, codes=part.codes, bases=part.bases or scope.bases,
    )  # fmt: skip


def _varying(query: Query, parts: Sequence[Query]) -> tuple[Query, ...]:
    """The query once for each unit, year or version that its parts set side by side."""
    units = [replace(p, units=names) for p in parts for names in _named_units(p)]
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


def _named_units(part: Query) -> tuple[tuple[str, ...], ...]:
    """The units that ``part`` names one after another, each under all names that its body has; a
    short form of several is one mention."""
    mentions: dict[int, list[str]] = {}
    for word in part.words_of("unit"):
        mentions.setdefault(word.start, []).append(word.meaning)
    named = tuple(dict.fromkeys(map(tuple, mentions.values())))
    of_one = all(len(set(map(body_of, names))) == 1 for names in named)
    return named if of_one and len(named) == len(mentions) else ()


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
