"""Facts that the question's words fit, and that are something else than what it asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from qa.ask.find.apart import is_funding, is_one_of_two, told_apart
from qa.ask.find.link import (
    NAMED_SUBJECT,
    Link,
    halves,
    is_total,
    own_label,
    subject_of,
    tells_all_of_a_side,
    without_year,
)
from qa.ask.question.query import Query, bits
from qa.ask.question.unit_names import any_of
from qa.ask.words.text import grams, skeleton
from qa.facts.amounts import is_money
from qa.facts.labels import ends_with
from qa.lexicon import load
from qa.model import Fact

#: A line of a sheet whose project is not named must be named this much itself.
WHOLE_LINE = 0.8
#: A label that the question names from end to end is named this much.
NAMED_WHOLE = 0.95
#: So many characters of a project's name in a row name it.
SHORT_NAME = 4
#: Names and titles of which is remembered what they are beside a question: those of the one in
#: hand.
KEPT = 2048


def winnowed(links: Sequence[Link], query: Query) -> list[Link]:
    """``links`` without those to another kind of thing, to one of several projects of which none
    is named, to the parts of a whole, and to the empty heads of a count."""
    if not links:
        return []
    sides = sides_named(query.text)
    part = query.part_named
    without = tuple(_negated(query.said))
    points_of_a_rate = _asks_for_points_of_a_rate(query.text)
    same_kind = [
        link
        for link in links
        if not _is_another_kind(link, query)
        and not is_points_unasked(link.fact, query)
        and not (points_of_a_rate and _is_all_points(link.fact))
        and not _is_of_unnamed_project(link, query.text)
        and not is_on_the_other_side(link.fact, sides)
        and not _is_total_of_a_half(link.fact, query.text)
        # … the whole alone, where a part is named that none of its labels knows (公用支出里差旅费)
        and not (without and skeleton(own_label(link.fact)).startswith(without))
        and not (part and link.named & query.content and not link.named & part)
    ]
    same_kind = _of_the_half(same_kind, query)
    same_kind = _without_longer_names(_without_namesakes(same_kind, query), query)
    same_kind = _of_the_unit_itself(_without_other_bodies(same_kind, query.text), query.text)
    same_kind = _without_other_heads(same_kind, query)
    wholes = _without_parts(_without_unnamed(same_kind, query))
    return _without_empty(wholes, query.text)


def is_points_unasked(fact: Fact, query: Query) -> bool:
    """Whether a fact gives the points of an indicator, of which the question says nothing: 系统中断
    时长 is told in hours, not as the 7 points that it counts."""
    if fact.basis != "其他" or not fact.column or query.unit == "分":
        return False
    scored = ends_with(fact.column[-1], "scores")
    return scored and not any(word in query.text for word in _points())


@lru_cache(maxsize=KEPT)
def _negated(text: str) -> frozenset[str]:
    """How the names begin of what ``text`` asks about without it: 面向 in 没有面向中小企业的."""
    return frozenset(re.findall(load("labels")["negated"], text))


def _is_all_points(fact: Fact) -> bool:
    """Whether a fact is all that a sheet gives points for, or that there are points to be had."""
    return bool(fact.row) and skeleton(fact.row[-1]) in map(skeleton, load("labels")["score_rows"])


@lru_cache(maxsize=KEPT)
def _asks_for_points_of_a_rate(text: str) -> bool:
    """Whether ``text`` asks how many points the rate of a sheet got: 执行率得分."""
    rates = (word for ratio in load("ratios").values() for word in ratio["words"])
    points = load("questions")["grammar"]["points"]
    return any(f"{rate}{word}" in text for rate in rates for word in points)


@lru_cache(maxsize=1)
def _points() -> tuple[str, ...]:
    """The words that ask for points."""
    members, grammar = load("members")["points"], load("questions")["grammar"]
    return (*grammar["points"], *members["to_be_had"], *grammar["taken_off"])


def _is_another_kind(link: Link, query: Query) -> bool:
    """Whether question and label name two kinds of one thing (一般设备购置, 专用设备购置): they
    end alike, and what stands before that in the question is in none of the fact's labels; or the
    label alone makes it another thing."""
    label, text = skeleton(own_label(link.fact)), query.text
    is_other, before = told_apart(label, text)
    if is_other or is_one_of_two(label, query.named):
        return True
    if link.fact.source == "prose" and is_funding(label, text):
        return True
    return bool(query.content & before & ~link.named)


def _of_the_half(links: Sequence[Link], query: Query) -> list[Link]:
    """Of the documents that print an item in the column of the one half of the spending that the
    question names (一般公共服务支出里属于项目支出的) nothing but what is of that half."""
    named = [half for half in halves() if half in query.named]
    if len(named) != 1 or query.named == named[0]:
        return list(links)

    def is_inside(link: Link) -> bool:
        return any(named[0] in label for label in link.fact.column)

    whole = [k for k in links if k.own >= NAMED_WHOLE and is_inside(k)]
    explained = {k.fact.doc: k.coverage for k in whole[::-1]}
    return [k for k in links if k.coverage >= explained.get(k.fact.doc, 0.0) or is_inside(k)]


def _is_total_of_a_half(fact: Fact, text: str) -> bool:
    """Whether a fact is what a fund or all of them pay in a table of the 基本支出 or the 项目支出
    alone, of which the question says nothing."""
    words = load("labels")
    kinds = words["kinds_of_tables"]
    own_halves = _halves_of(fact.table or "")
    if not own_halves or not fact.row or not is_total(fact.row[-1], fact.unit_name):
        return False
    if any(half.removesuffix(side) in text for half in own_halves for side in words["sides"]):
        return False
    label = own_label(fact)
    paid_by = "".join((label, *fact.column[-1:]))
    funds = (*kinds["main_funds"], *kinds["funds"])
    return tells_all_of_a_side(label) or any(fund in paid_by for fund in funds)


@lru_cache(maxsize=KEPT)
def _halves_of(table: str) -> tuple[str, ...]:
    """The halves of the spending that the title of ``table`` names."""
    title = table.partition(" ")[0]
    return tuple(half for half in halves() if half in title)


def sides_named(text: str) -> list[tuple[str, str]]:
    """The sides of a statement that ``text`` names, each with the other one, which it does not."""
    opposites = load("labels")["kinds_of_tables"]["opposites"]
    return [(side, other) for side, other in opposites if side in text and other not in text]


def is_on_the_other_side(fact: Fact, sides: Sequence[tuple[str, str]]) -> bool:
    """Whether a fact is one of income and the question one of spending, or the other way;
    ``sides`` are those that the question names, each with the one that it does not."""
    place = "".join((*fact.row[-1:], *fact.column)) if sides else ""
    return any(other in place and side not in place for side, other in sides)


def _is_of_unnamed_project(link: Link, text: str) -> bool:
    """Whether a line of a project's sheet is named in part only, and the project not at all: the
    cost of one project is not the spending of the body."""
    if link.fact.source == "prose" or link.own >= WHOLE_LINE:
        return False
    subject = subject_of(link.fact)
    return bool(subject) and not _is_named_in_short(subject, text)


@lru_cache(maxsize=KEPT)
def _is_named_in_short(subject: str, text: str) -> bool:
    """Whether some characters in a row of a project's name stand in ``text``."""
    name = skeleton(without_year(subject))
    runs = (name[i : i + SHORT_NAME] for i in range(max(len(name) - SHORT_NAME, 0) + 1))
    return any(run in text for run in runs)


def _without_unnamed(links: Sequence[Link], query: Query) -> list[Link]:
    """Without the sheets of projects that print the same line for several projects, where the
    question names none of them: no project answers for the others. In a conversation the project
    that was named last is meant."""
    subjects: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for link in links:
        if subject := subject_of(link.fact):
            subjects[_line(link.fact)].add(subject)
    shared = {line for line, found in subjects.items() if len(found) > 1}
    named = {s for found in subjects.values() for s in found if _is_named(s, query.text)}
    if query.asked_from and named and not any(_is_named(s, query.named) for s in named):
        named = {max(named, key=lambda subject: _last_named(subject, query.text))}
    return [
        link
        for link in links
        if _line(link.fact) not in shared or subject_of(link.fact) in ("", *named)
    ]


def _last_named(subject: str, text: str) -> int:
    """Where the last words of a project's name stand in ``text``."""
    return max(text.rfind(piece) for piece in grams(subject))


def _without_namesakes(links: Sequence[Link], query: Query) -> list[Link]:
    """Without the longer names that end like one which a document prints for several projects of
    which the question names none: 消防设备维保 is not the 设备维保 that is asked for."""
    name = skeleton(query.named)
    shared = {k.fact.doc for k in links if not k.own and skeleton(own_label(k.fact)) == name}
    return [
        link
        for link in links
        if link.fact.doc not in shared
        or (label := skeleton(own_label(link.fact))) == name
        or not label.endswith(name)
    ]


def _without_longer_names(links: Sequence[Link], query: Query) -> list[Link]:
    """Without the rows that begin with the name of their table (政府采购法律咨询, 政府采购预算表)
    where that name alone is asked for and the table has a total."""
    name = skeleton(query.named)
    totals = {
        _table(link.fact)
        for link in links
        if link.fact.row and name and name in (link.fact.table or "").partition(" ")[0]
        if is_total(link.fact.row[-1], link.fact.unit_name)
    }
    return [
        link
        for link in links
        if _table(link.fact) not in totals
        or (label := skeleton(own_label(link.fact))) == name
        or not label.startswith(name)
    ]


def _without_other_bodies(links: Sequence[Link], text: str) -> list[Link]:
    """Without what sentences tell of a body below the unit (区公路养护中心内设4个科室) that the
    question does not name, where they tell it of the unit itself."""
    below = [_is_of_a_body_below(link.fact, text) for link in links]
    if not any(below):
        return list(links)
    said = [(link.fact.doc, link.fact.quote, link.fact.unit) for link in links]
    own = {one for one, is_below in zip(said, below, strict=True) if not is_below}
    return [
        link
        for link, one, is_below in zip(links, said, below, strict=True)
        if not is_below or one not in own
    ]


def _of_the_unit_itself(links: Sequence[Link], text: str) -> list[Link]:
    """Without what sentences tell of one project (甲项目涉及公共预算支出 5 万元) that the question
    does not name, where the document tells it of the unit itself."""
    kind = load("labels")["subject_kind"]
    of_projects = [
        link
        for link in links
        if link.fact.source == "prose"
        and link.fact.row[-2:-1]
        and link.fact.row[-2].endswith(kind)
        and not _is_named(link.fact.row[-2], text)
    ]
    if not of_projects:
        return list(links)
    own = {_item(link.fact) for link in links if len(link.fact.row) == 1}
    strange = {id(link) for link in of_projects if _item(link.fact) in own}
    return [link for link in links if id(link) not in strange]


def _item(fact: Fact) -> tuple[object, ...]:
    return fact.doc, skeleton(own_label(fact)), fact.year, fact.measure


def _without_other_heads(links: Sequence[Link], query: Query) -> list[Link]:
    """Without what a sentence counts under other heads than the one of it that the question names
    from end to end: 免疫规划系统 got 299 hosts, 核酸采样系统 23. Amounts of money under a head are
    its parts and count no one thing."""
    heads = [skeleton(k.fact.row[-2]) if _is_under_a_head(k.fact) else "" for k in links]
    if not any(heads):
        return list(links)
    named: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for link, head in zip(links, heads, strict=True):
        if len(head) >= SHORT_NAME and _is_asked_about(head, query):
            named[_counted(link.fact)].add(head)
    return [
        link
        for link, head in zip(links, heads, strict=True)
        if not head or not (meant := named.get(_counted(link.fact))) or head in meant
    ]


def _is_asked_about(name: str, query: Query) -> bool:
    """Whether ``query`` itself holds a name, and not only another part of its question."""
    at = query.text.find(name)
    return at >= 0 and bool(bits((at, at + len(name))) & (query.content | query.hints))


def _is_under_a_head(fact: Fact) -> bool:
    return fact.source == "prose" and len(fact.row) > 1 and not is_money(fact.unit)


def _counted(fact: Fact) -> tuple[object, ...]:
    return fact.doc, fact.quote, fact.unit


def _is_of_a_body_below(fact: Fact, text: str) -> bool:
    """Whether a figure of a sentence stands under another body than the document's unit, which
    ``text`` does not name."""
    if fact.source != "prose" or len(fact.row) < 2:
        return False
    match = _body().match(fact.row[-2])
    if match is None or match[1] in fact.unit_name:
        return False
    return not _is_named(match[1], text)


@cache
def _body() -> re.Pattern[str]:
    """The name of a body, perhaps with what it has (区公路养护中心内设)."""
    return re.compile(rf"(.+?(?:{any_of('bodies')}))(?:.设)?$")


def _without_parts(links: Sequence[Link]) -> list[Link]:
    """Without the amounts of parts that explain no more of the question than their whole does:
    政府采购 means all of it, not the services among it. A part that is named from end to end where
    its whole is not stays: 公务用车运行费 below 公务用车购置及运行费."""
    wholes = {_place(link.fact, link.fact.row): link for link in links}

    def adds(part: Link) -> bool:
        whole = wholes.get(_place(part.fact, part.fact.row[:-1]))
        if whole is None or part.own >= NAMED_WHOLE > whole.own:
            return True
        return part.coverage > whole.coverage

    return [k for k in links if len(k.fact.row) < 2 or not is_money(k.fact.unit) or adds(k)]


def _without_empty(links: Sequence[Link], text: str) -> list[Link]:
    """Without the zeros of a sentence that counts one thing under several heads of which the
    question names none, where one head has all: 实有在编人数 of no 行政编制 and of 事业编制."""
    counts: dict[tuple[object, ...], list[Link]] = defaultdict(list)
    for link in links:
        if link.fact.source == "prose" and len(link.fact.row) > 1:
            counts[link.fact.doc, link.fact.quote, link.fact.row[-1]].append(link)
    empty = [
        link
        for several in counts.values()
        if sum(bool(link.fact.value) for link in several) == 1
        for link in several
        if not link.fact.value and not _is_named(link.fact.row[-2], text)
    ]
    return [link for link in links if link not in empty]


def _table(fact: Fact) -> tuple[str, int]:
    return fact.doc, fact.table_id


def _line(fact: Fact) -> tuple[object, ...]:
    return fact.doc, fact.row, fact.column, fact.basis


def _place(fact: Fact, row: tuple[str, ...]) -> tuple[object, ...]:
    return fact.doc, fact.table_id, fact.quote if fact.table_id < 0 else "", row, fact.column


def _is_named(subject: str, text: str) -> bool:
    """Whether the question names a project, by half of the words of its name or more."""
    pieces = grams(without_year(subject))
    return sum(piece in text for piece in pieces) >= NAMED_SUBJECT * len(pieces)
