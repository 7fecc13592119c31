"""Several documents of one body, year and kind: a revised budget beside the first one, the 单位预算
of a bureau beside the 部门预算 of all that it leads.

Where they print one figure they witness each other. Where they differ, only the question can say
which is meant; else all of them are told, for whichever came first would be a guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qa.ask.compute.outcome import Outcome
from qa.ask.find.desk import figure_from
from qa.ask.find.figures import Figure
from qa.ask.find.finder import unit_class
from qa.ask.find.link import bare_title
from qa.ask.tell.sentences import show
from qa.ask.words.text import clean, skeleton
from qa.checks.figures import printed
from qa.index import DocumentInfo
from qa.lexicon import load
from qa.model import Fact

#: More figures than this that another document prints otherwise are not told one by one.
MOST_TOLD = 3
#: A name of fewer characters does not tell a document from what else stands in brackets.
SHORTEST_NAME = 4

_Group = tuple[DocumentInfo, ...]


class Copies:
    """Knows which documents are of the same body, year and kind."""

    def __init__(self, documents: Iterable[DocumentInfo]) -> None:
        groups: dict[tuple[str, int, str], list[DocumentInfo]] = defaultdict(list)
        for info in documents:
            own = info.profile
            groups[own.unit_name, own.year, own.kind].append(info)
        several = (tuple(group) for group in groups.values() if len(group) > 1)
        self._beside = {info.doc: group for group in several for info in group}
        #: What a reader calls each of them.
        self._names = {
            info.doc: _name_in(group, info)
            for group in _each(self._beside.values())
            for info in group
        }
        names = {*self._beside, *self._names.values()}
        self._longest_first = sorted(names, key=len, reverse=True)

    def meant(self, docs: frozenset[str], said: Sequence[str]) -> frozenset[str]:
        """``docs`` without those beside one that is named, by its file or as the budget of a 部门
        or a 单位, in what was ``said`` (the question first, then the ones before it)."""
        for group in _each(self._beside[doc] for doc in docs if doc in self._beside):
            if named := self._named(group, said):
                docs -= {info.doc for info in group} - named
        return docs

    def _named(self, group: Sequence[DocumentInfo], said: Sequence[str]) -> set[str]:
        """Which documents of ``group`` the latest of the questions names that names any."""
        for text in said:
            by_name = {name: i.doc for i in group for name in (i.doc, self._names[i.doc])}
            names = {name: doc for name, doc in by_name.items() if _gives(text, name)}
            if names:
                return {names[max(names, key=len)]}
            spoken = clean(text)
            as_kind = {i.doc for i in group if f"{i.profile.scope}{i.profile.kind}" in spoken}
            if as_kind:
                return as_kind
        return set()

    def bare(self, question: str) -> str:
        """``question`` without the name of one of the documents that it gives in brackets."""
        for name in self._longest_first:
            if _gives(question, name):
                question = _in_brackets(name).sub("", question) or question
        return question

    def settled(self, outcome: Outcome | None, facts: Sequence[Fact]) -> Outcome | None:
        """``outcome``, or as candidates the figure of each document, of which ``facts`` hold those,
        where it is a single one that another document prints otherwise."""
        figure = _looked_up(outcome)
        if figure is None or figure.fact is None:
            return outcome
        others = [*self._otherwise(figure.fact, facts)]
        if not others:
            return outcome
        found = [figure, *map(figure_from, others)]
        named = (f"{one.label}（{self._names[one.facts[0].doc]}）" for one in found)
        told = (replace(one, label=label) for one, label in zip(found, named, strict=True))
        return Outcome("ambiguous", candidates=tuple(told))

    def warnings(self, outcome: Outcome | None, facts: Sequence[Fact]) -> tuple[str, ...]:
        """A line for each figure that an answer rests on and another document prints otherwise."""
        if not self._beside or outcome is None or outcome.status != "answered":
            return ()
        words = load("answers")["sentence"]["otherwise"]
        told: dict[str, None] = {}
        for fact in dict.fromkeys(f for figure in outcome.figures for f in figure.facts):
            for other in self._otherwise(fact, facts):
                one, different = figure_from(fact), figure_from(other)
                line = str(words).format(
                    other=self._names[other.doc], label=different.label, figure=show(different),
                    doc=self._names[fact.doc], own=show(one),
                )  # fmt: skip
                told[line] = None
        return tuple(told)[:MOST_TOLD]

    def _otherwise(self, fact: Fact, facts: Sequence[Fact]) -> Iterator[Fact]:
        """The facts by which documents beside that of ``fact`` print its item otherwise, one of
        each document that prints it nowhere as ``fact`` does."""
        beside = {info.doc for info in self._beside.get(fact.doc, ())} - {fact.doc}
        if not beside or fact.value is None:
            return
        item = _item(fact)
        by_doc: dict[str, list[Fact]] = defaultdict(list)
        for other in facts:
            if other.doc in beside and other.value is not None and _item(other) == item:
                by_doc[other.doc].append(other)
        for same in by_doc.values():
            if not any(_agree(fact, other) for other in same):
                yield same[0]


def _each(groups: Iterable[_Group]) -> Iterable[_Group]:
    """The ``groups``, each once."""
    return {id(group): group for group in groups}.values()


def _gives(text: str, name: str) -> bool:
    """Whether ``text`` gives the name of a document in brackets. A short one is no name there: 预算
    in brackets is the version of a figure."""
    return name in text and len(name) >= SHORTEST_NAME and bool(_in_brackets(name).search(text))


def _in_brackets(name: str) -> re.Pattern[str]:
    return re.compile(rf"[（(《“\"]{re.escape(name)}[）)》”\"]")


def _name_in(group: Sequence[DocumentInfo], info: DocumentInfo) -> str:
    """The title of a document; its file's name where another of ``group`` has the same title."""
    title = info.profile.title
    same = [other for other in group if other.profile.title == title]
    return title if title and len(same) == 1 else info.doc


def _looked_up(outcome: Outcome | None) -> Figure | None:
    """The figure of an outcome that is nothing but one."""
    if outcome is None or outcome.status != "answered" or len(outcome.figures) != 1:
        return None
    return None if outcome.remark or outcome.excerpts or outcome.rows else outcome.figures[0]


def _item(fact: Fact) -> tuple[object, ...]:
    """What a fact is of, in words that two documents share."""
    return (
        fact.source, fact.unit_name, fact.year, fact.basis, fact.measure, fact.code,
        unit_class(fact.unit or ""), skeleton(bare_title(fact.table or "", fact.unit_name)),
        tuple(map(skeleton, fact.row)), tuple(map(skeleton, fact.column)),
    )  # fmt: skip


def _agree(one: Fact, other: Fact) -> bool:
    """Whether two figures are one but for their rounding."""
    if one.value is None or other.value is None:
        return False
    left, right = printed(one.value, one.unit), printed(other.value, other.unit)
    return abs(left.value - right.value) <= left.slack + right.slack
