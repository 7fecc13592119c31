"""The word lists of the generator, read once from ``words.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

#: Names of classes and groups changed in 2019; older documents print the older ones.
RENAMED_IN = 2019


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of public body: what it is called, what it spends on, how people shorten it.

    ``main`` is the 项 that pays for its running, ``work`` those of its projects, ``fund``
    one that a government fund pays for, or empty, ``parent`` the department above it.
    """

    name: str
    levels: tuple[str, ...]
    admin: bool
    parent: str
    main: str
    work: tuple[str, ...]
    fund: str
    fields: tuple[str, ...]
    short: tuple[str, ...]


@cache
def words() -> dict[str, Any]:
    """The whole of ``words.toml``."""
    with Path(__file__).with_name("words.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def bodies() -> tuple[Body, ...]:
    """All kinds of bodies, in the order of the file."""
    return tuple(_body(entry) for entry in words()["body"])


def _body(entry: dict[str, Any]) -> Body:
    """One kind of body; lists become tuples so that it can be frozen."""
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    return Body(**values)


@cache
def classes() -> tuple[tuple[str, str], ...]:
    """Code and name of every 类 of the functional classification, in printed order."""
    return tuple((code, name) for code, name in words()["classes"]["list"])


def function_name(code: str, year: int) -> str:
    """The name of a 类, 款 or 项 as the documents of ``year`` print it."""
    name = dict(classes()).get(code) or str(words()["function"][code])
    return as_of(name, year)


def as_of(name: str, year: int) -> str:
    """``name`` as it was called in ``year``."""
    if year >= RENAMED_IN:
        return name
    return str(words()["renamed_before_2019"].get(name, name))


def economic_name(code: str) -> str:
    """The name of a 类 or 款 of the economic classification."""
    return str(words()["economic"][code])


def economic_codes(group: str = "") -> tuple[str, ...]:
    """The codes of the economic classification under ``group`` (itself included)."""
    return tuple(code for code in words()["economic"] if code.startswith(group))
