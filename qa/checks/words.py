"""What labels and titles mean for the checks: items, versions, kinds of tables.

Two tables write 公务用车购置及运行费 and 公务用车购置和运行维护费; a relation speaks of the item.
The vocabulary is data (``lexicon/checks.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from qa.lexicon import load
from qa.read.text import tight

Path = tuple[str, ...]
TOTAL = "合计"
#: What is left of a label without its ending names something from so many characters on.
_SHORTEST_STEM = 4

_QUOTES = re.compile(r"[“”\"'‘’「」《》]")
_BRACKETS = re.compile(r"\([^()]*\)")
_AMONG = re.compile(r"^其中[:,]?")
_YEAR = re.compile(r"^(?:19|20)\d{2}年(?:度)?")


@cache
def listed(group: str, key: str) -> tuple[str, ...]:
    """The list ``key`` of ``group`` in the lexicon of checks."""
    return tuple(load("checks")[group][key])


def relations(name: str) -> list[dict[str, Any]]:
    """The relations of one sort (``sum``, ``row_sum``, ``link`` …) as the lexicon words them."""
    found: list[dict[str, Any]] = load("checks")[name]
    return found


@lru_cache(maxsize=8192)
def normal(label: str) -> str:
    """``label`` for comparison: widths folded, without white space, quotation marks, 其中."""
    return _AMONG.sub("", _QUOTES.sub("", tight(label)).strip("*·"))


@lru_cache(maxsize=8192)
def bare(label: str) -> str:
    """``label`` for comparison, without what stands in brackets: 因公出国（境）费 → 因公出国费."""
    return _AMONG.sub("", _BRACKETS.sub("", normal(label)).strip("*·"))


@lru_cache(maxsize=8192)
def items(label: str) -> frozenset[str]:
    """What ``label`` may mean; empty for a label that no relation knows."""
    name = _YEAR.sub("", bare(label))
    return _named(name) or _named(_unbegun(name))


def _named(name: str) -> frozenset[str]:
    return _book().get(name) or _loose_book().get(_stem(name), frozenset())


def _unbegun(name: str) -> str:
    """``name`` without what only says whose or of when it is: 当年本部门政府采购 → 政府采购."""
    for beginning in listed("labels", "beginnings"):
        if name.startswith(beginning) and len(name) >= len(beginning) + _SHORTEST_STEM:
            return _unbegun(name.removeprefix(beginning))
    return name


@cache
def _book() -> dict[str, frozenset[str]]:
    book: dict[str, set[str]] = {}
    for item, labels in load("checks")["items"].items():
        for label in labels:
            book.setdefault(label, set()).add(item)
    return {label: frozenset(found) for label, found in book.items()}


@cache
def _loose_book() -> dict[str, frozenset[str]]:
    """The labels without such endings as one table adds and another leaves out.

    Only where what is left is still a name, and one of one thing.
    """
    book: dict[str, set[str]] = {}
    for label, found in _book().items():
        if len(_stem(label)) >= _SHORTEST_STEM:
            book.setdefault(_stem(label), set()).update(found)
    return {label: frozenset(found) for label, found in book.items() if len(found) == 1}


def _stem(label: str) -> str:
    for tail in listed("labels", "endings"):
        if label.endswith(tail) and len(label) > len(tail):
            return _stem(label.removesuffix(tail))
    return label


def is_total(label: str) -> bool:
    """Whether ``label`` says nothing but 合计."""
    return TOTAL in items(label)


@lru_cache(maxsize=8192)
def head(path: Path) -> Path:
    """The labels of a column or row that name an item: versions and years are left out.

    What a version is of stays: 预算数 / 公务接待费 and 公务接待费 / 预算数 are both 公务接待费.
    """
    labels = (_YEAR.sub("", bare(label)) for label in path)
    return tuple(label for label in labels if label and not _is_version(label))


def _is_version(label: str) -> bool:
    # 支出预算 is a version in the lexicon of facts, but an item of its own here.
    return label in listed("labels", "versions") or (label in _in_prose() and not items(label))


@cache
def _in_prose() -> frozenset[str]:
    return frozenset(load("facts")["names"]["versions"])


def side_of(column: Path) -> str:
    """Which half of a table of income and spending a column belongs to: 收入, 支出 or neither."""
    for label in column:
        name = bare(label)
        if name in listed("labels", "sides"):
            return name[-2:]
    return ""


@lru_cache(maxsize=4096)
def kinds_of(title: str) -> frozenset[str]:
    """The kinds of table that a title may name."""
    name = _QUOTES.sub("", tight(title))
    return frozenset(
        kind["name"]
        for kind in relations("kind")
        if all(any(word in name for word in words) for words in kind["has"])
        and not any(word in name for word in kind["lacks"])
    )


def wholes_of(kinds: Iterable[str]) -> tuple[str, ...]:
    """What the total of a table of these kinds is called."""
    named = _wholes()
    return tuple(named[kind] for kind in sorted(kinds) if named[kind])


@cache
def _wholes() -> dict[str, str]:
    return {kind["name"]: kind.get("whole", "") for kind in relations("kind")}


def is_limited(kinds: Iterable[str]) -> bool:
    """Whether a table of these kinds shows only a part of the document's money."""
    return _is("limited", kinds)


def shows_every_fund(kinds: Iterable[str]) -> bool:
    """Whether a table of these kinds shows all of the document's money."""
    return _is("every", kinds)


def _is(what: str, kinds: Iterable[str]) -> bool:
    return not {kind["name"] for kind in relations("kind") if kind.get(what)}.isdisjoint(kinds)


def project_name(label: str) -> str:
    """A project's name without what one place adds to it: 政务数据管理项目 → 政务数据管理."""
    name = normal(label)
    for tail in listed("labels", "project_tails"):
        if name.endswith(tail) and len(name) > len(tail) + 1:
            return name.removesuffix(tail)
    return name


def mentions(label: str, words: Iterable[str]) -> bool:
    """Whether one of ``words`` stands in ``label``."""
    return any(word in label for word in words)
