"""Conditions between two versions of one row: 全年预算高于年初预算, 决算数超过预算数.

The two figures are those that a document prints of one item side by side: in two columns of a row
or in one sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from qa.ask.compute.choosing import is_subject
from qa.ask.compute.leaves import leaves
from qa.ask.compute.outcome import Listed, Outcome, answered
from qa.ask.compute.sets import LONGEST_LIST, own
from qa.ask.find import figures as fig
from qa.ask.find.desk import Desk, figure_from
from qa.ask.find.families import CODED
from qa.ask.find.link import is_total, is_version, own_label, subject_of
from qa.ask.find.naming import related
from qa.ask.find.scope import COMPATIBLE, Scope
from qa.ask.question.asked import compared_with
from qa.ask.question.query import Query, Word
from qa.ask.words.text import skeleton
from qa.facts.amounts import is_money
from qa.lexicon import alternatives, load
from qa.model import Basis, Fact

#: The figures of one item in two versions.
_Pair = tuple[Fact, Fact]


@dataclass(frozen=True, slots=True)
class Relation:
    """What the rows asked for must keep: a figure of one of the versions ``one`` above (or below)
    that of one of ``other``, or not (``negated``); ``told`` says it in the question's words."""

    one: tuple[Basis, ...]
    other: tuple[Basis, ...]
    above: bool
    negated: bool
    told: str

    def holds(self, pair: _Pair) -> bool:
        """Whether a row's two figures keep it."""
        first, second = fig.aligned([figure_from(fact) for fact in pair])
        kept = first.value > second.value if self.above else first.value < second.value
        return kept is not self.negated


def relation_of(query: Query) -> Relation | None:
    """The relation between two versions that ``query`` puts on what it lists, if any; a version
    alone (超过预算的科目) is set against what was carried out."""
    words = query.words_of("basis")
    grammar = load("questions")["grammar"]
    more, less = (alternatives(grammar[name]) for name in ("above", "below"))
    negations = tuple(load("members")["remarks"]["negations"])
    causing = tuple(grammar["causing"])  # what came of it is no condition (…，使支出超过预算)
    for before, word in zip([None, *words], words, strict=False):
        start = before.end if before else query.span[0]
        if said := re.search(rf"(?:(?P<below>{less})|{more})$", query.text[start : word.start]):
            leading = query.text[start : start + said.start()]
            if leading.rpartition(",")[2].startswith(causing):
                continue
            negated = next((n for n in negations if leading.endswith(n)), "")
            begin = before.start if before else start + said.start() - len(negated)
            told = query.text[begin : word.end]
            one, above = _versions(before), said["below"] is None
            return Relation(one, _versions(word), above, bool(negated), told)
    return None


def _versions(word: Word | None) -> tuple[Basis, ...]:
    """The versions that a word stands for; what was carried out where there is none."""
    if word is None:
        return tuple(load("ratios")["执行率"]["numerator"])
    return COMPATIBLE[cast(Basis, word.meaning)]


def related_rows(query: Query, relation: Relation, desk: Desk) -> Outcome | None:
    """The items whose two figures keep ``relation``; a word that there are none where a document
    prints both figures and none does; ``None`` where none prints both."""
    best = _group(query, relation, desk)
    if not best:
        return None
    sample = best[0][0]
    kept = [pair for pair in best if relation.holds(pair)]
    if len(kept) > LONGEST_LIST:
        return None
    words = load("answers")["list"]
    remark = str(words["lead" if kept else "none"]).format(
        unit=sample.unit_name,
        year=sample.year,
        title=(sample.table or "").partition(" ")[0] or sample.section[-1],
        subject="",
        told=f"{relation.told}的",
        what="、".join(sorted(_kinds(query))) or words["items"],
    )
    rows = tuple(_listed(pair) for pair in kept)
    figures = tuple(figure_from(one) for one, _ in kept)
    return Outcome("answered", figures, remark=remark, rows=rows, grounds=() if kept else best[0])


def sets_against(query: Query) -> bool:
    """Whether the question chooses the item of which one version exceeds another most."""
    return bool("largest" in query.operations and compared_with(query) and query.direction)


def most_changed(query: Query, desk: Desk) -> Outcome | None:
    """The item whose two versions differ most (全年预算比年初预算增加最多的项目), with what they
    differ by; ``None`` where no document prints both of several items."""
    other = compared_with(query)
    one = tuple(basis for basis in query.bases if basis not in other)
    first = tuple(v for basis in one for v in COMPATIBLE[basis]) or _versions(None)
    second = tuple(v for basis in other for v in COMPATIBLE[basis])
    relation = Relation(first, second, query.direction > 0, negated=False, told="")
    pairs = [p for p in _group(query, relation, desk) if relation.holds(p)]
    between = [fig.aligned([figure_from(fact) for fact in pair]) for pair in pairs]
    ranked = sorted(between, key=lambda both: -abs(both[0].value - both[1].value))
    if not ranked:
        return None
    high, low = fig.ranked(ranked[0])
    key = "more" if relation.above else "less"
    moved = fig.difference(related(key, *ranked[0]), high, low, "difference")
    names = own(ranked[0][0])
    remark = str(load("answers")["remark"]["largest"]).format(names=names)
    return answered(moved, remark=remark)


def _group(query: Query, relation: Relation, desk: Desk) -> list[_Pair]:
    """The items of the table or section that the question is likeliest to mean, each in the two
    versions that ``relation`` is of; sums of others left out."""
    groups: dict[Hashable, list[_Pair]] = defaultdict(list)
    for pair in _pairs(query, relation, desk):
        groups[_place(pair[0])].append(pair)
    kinds = _kinds(query)
    fitting = [pairs for pairs in groups.values() if len(pairs) > 1 and _is_of_kind(pairs, kinds)]
    best = max(fitting, key=lambda pairs: _worth(pairs, query, desk), default=[])
    deepest = max((len(one.row) for one, _ in best), default=0)
    lowest = [one for one, _ in best if one.source == "table" or len(one.row) == deepest]
    of_leaves = leaves(lowest)
    return [pair for pair in best if pair[0] in of_leaves]


def _kinds(query: Query) -> set[str]:
    """What the question calls the items: 科目, 项目."""
    return {kind for kind in (CODED, load("labels")["subject_kind"]) if kind in query.text}


def _worth(pairs: Sequence[_Pair], query: Query, desk: Desk) -> tuple[float, int]:
    """What speaks for a group of rows: the whole of the funds before a part, then their number."""
    scope = Scope(query.units, query.years)
    return desk.finder.preference(pairs[0][0], scope, query.text), len(pairs)


def _listed(pair: _Pair) -> Listed:
    return Listed(own(figure_from(pair[0])), tuple((fact.basis, fact) for fact in pair))


def _pairs(query: Query, relation: Relation, desk: Desk) -> Iterator[_Pair]:
    """The figures of both versions that are printed of one item side by side."""
    scope = Scope(query.units, query.years)
    rows: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in desk.facts:
        amount = fact.value is not None and fact.measure == "值" and is_money(fact.unit)
        if amount and scope.admits(fact):
            rows[_row(fact)].append(fact)
    for facts in rows.values():
        one = next((f for f in facts if f.basis in relation.one), None)
        other = next((f for f in facts if f.basis in relation.other and f is not one), None)
        if one and other and one.basis != other.basis:
            yield one, other


def _row(fact: Fact) -> Hashable:
    """What the figures of one item share that stand side by side: their row and the group of their
    columns, or their sentence."""
    if fact.source == "prose":
        row = fact.row[:-1] if len(fact.row) > 1 and is_version(fact.row[-1]) else fact.row
        return fact.doc, fact.quote, fact.year, row
    group = tuple(label for label in fact.column if not is_version(label))
    return fact.doc, fact.table_id, fact.row_id, fact.year, group


def _place(fact: Fact) -> Hashable:
    """What the rows share that are asked for: their table (that of all projects' sheets is one),
    or their section."""
    if fact.source == "prose":
        return fact.doc, fact.section
    title, _, subject = (fact.table or "").partition(" ")
    column = tuple(label for label in fact.column if not is_version(label))
    return fact.doc, title if subject else fact.table_id, column, fact.row if subject else ()


def _is_of_kind(pairs: Sequence[_Pair], kinds: Collection[str]) -> bool:
    """Whether the rows are what the question calls them: 科目, or 项目."""
    of_subjects = 2 * sum(is_subject(one) for one, _ in pairs) >= len(pairs)
    if load("labels")["subject_kind"] in kinds:
        place = "".join((pairs[0][0].table or "", *pairs[0][0].section[-1:]))
        named = load("labels")["subject_kind"] in place
        return named and not of_subjects and all(_is_whole(one) for one, _ in pairs)
    of_made_for = load("labels")["kinds_of_tables"]["made_for"].values()
    apart = tuple(item for items in of_made_for for item in items)
    of_subjects &= not any(skeleton(own_label(one)).startswith(apart) for one, _ in pairs)
    return of_subjects or not kinds


def _is_whole(fact: Fact) -> bool:
    """Whether a figure is all that a project costs, no line of its sheet."""
    return not subject_of(fact) or is_total(fact.row[-1], fact.unit_name)
