"""The kinds of rewording: each turns a question into another that asks for the same.

What surely keeps the meaning is data (``reword.toml``); where nothing of it fits, a kind
gives the question back as it was.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

#: Names between quotation marks, remarks in brackets, figures and Latin words.
_KEPT = re.compile(r"(“[^”]*”|《[^》]*》|（[^）]*）|[0-9A-Za-z.,%]+)")
_QUOTED = re.compile(r"(“[^”]*”|《[^》]*》)")
_YEAR = r"(?:19|20)\d\d年度?"
_MARKS = "？?。！ "
#: A clause that says where to look holds none of these.
_ASKS = re.compile("[哪几多如按把谁（]")
#: The longest name of a unit, in characters.
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rewording may draw on: chance, and the names of the documents asked about."""

    random: Random
    documents: tuple[str, ...]


Change = Callable[[str, Setting], str]


@cache
def words() -> dict[str, Any]:
    """The data of ``reword.toml``, by kind."""
    path = Path(__file__).with_name("reword.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def synonym(text: str, setting: Setting) -> str:
    """Another term of the field or another turn of writing."""
    return _swapped(text, words()["synonym"], setting.random)


def colloquial(text: str, setting: Setting) -> str:
    """The words of speech."""
    return _swapped(text, words()["colloquial"], setting.random)


def _swapped(text: str, table: Mapping[str, Sequence[str]], random: Random) -> str:
    """``text`` with one or two words of ``table`` replaced, each where it stands first."""
    free = _masked(text)
    spots: list[tuple[int, str]] = []
    for word in sorted(table, key=len, reverse=True):
        start = free.find(word)
        if start >= 0:
            spots.append((start, word))
            free = free[:start] + "\0" * len(word) + free[start + len(word) :]
    chosen = random.sample(spots, min(len(spots), random.choice((1, 2))))
    for start, word in sorted(chosen, reverse=True):
        text = text[:start] + random.choice(table[word]) + text[start + len(word) :]
    return text


def _masked(text: str) -> str:
    """``text`` of the same length, without what no rewording touches."""
    return _KEPT.sub(lambda match: "\0" * len(match[0]), text)


def shorter(text: str, setting: Setting) -> str:
    """Without 年 after a year (or without its century), without 万元 after 多少."""
    year = re.compile(rf"(?<!\d)(19|20)(\d\d)年度?(?=[\u4e00-\u9fff])(?![{_bound()}])")
    form = setting.random.choice((r"\1\2", r"\2年"))
    pieces = _QUOTED.split(text)
    pieces[::2] = [year.sub(form, piece).replace("多少万元", "多少") for piece in pieces[::2]]
    return "".join(pieces)


def _bound() -> str:
    """The characters behind a year that make it part of another word."""
    return "".join(words()["year"]["bound"])


def order(text: str, setting: Setting) -> str:
    """Unit and year in another place, or a clause that says where to look at the end."""
    body = text.rstrip(_MARKS)
    mark = text[len(body) :]
    forms = _clauses(body, mark, setting.documents) or _heads(body, mark, setting.documents)
    return setting.random.choice(forms) if forms else text


def _clauses(body: str, mark: str, documents: Sequence[str]) -> list[str]:
    """A remark in brackets put in front, or 在…里 put behind."""
    remark = re.fullmatch(r"([^（）]+?)[？?]?（([^（）]*[\u4e00-\u9fff][^（）]*)）", body)
    if remark and _unit_at(remark[2], documents):
        return [f"{remark[2]}，{remark[1]}？"]
    place = re.fullmatch(r"([^，？]{4,24})[里中]，([^，？]+)", body)
    if place and not _ASKS.search(place[1]):
        return [f"{place[2]}（{place[1]}）{mark}"]
    return []


def _heads(body: str, mark: str, documents: Sequence[str]) -> list[str]:
    """Unit and year, with which ``body`` begins, exchanged or put behind."""
    year = re.match(_YEAR, body)
    first = year[0] if year else ""
    unit = _unit_at(body.removeprefix(first), documents)
    year = year or re.match(_YEAR, body[len(unit) :])
    if not unit or not year:
        return []
    rest = body[len(unit) + len(year[0]) :]
    if re.match(rf"[\d，、和与{_bound()}]", rest):
        return []
    swapped = f"{unit}{year[0]}{rest}" if first else f"{year[0]}{unit}{rest}"
    rest = rest.removeprefix("的")
    # What begins with 预算 or 决算 says which document is meant and stays beside the year;
    # of two things that are compared, unit and year belong to one.
    if len(rest) < 4 or re.match("(部门)?[预决]算", rest) or re.search(f"比|{_YEAR}", rest):
        return [swapped]
    behind = [f"{rest}？{unit}{year[0]}的"]
    if not rest.endswith("）"):
        behind.append(f"{rest}（{unit}，{year[0]}）{mark}")
    return [swapped, *behind]


def _unit_at(text: str, documents: Sequence[str]) -> str:
    """The longest beginning of ``text`` that shortens a document's unit; empty if none does."""
    endings = tuple(words()["unit"]["endings"])
    for end in range(min(len(text), _LONGEST), 2, -1):
        name = text[:end]
        if name.endswith(endings) and any(_shortens(name, document) for document in documents):
            return name
    return ""


def _shortens(name: str, whole: str) -> bool:
    """Whether ``whole`` holds the characters of ``name`` in their order."""
    rest = iter(whole)
    return all(character in rest for character in name)


def typo(text: str, setting: Setting) -> str:
    """One character that sounds or looks like the right one."""
    table = words()["typo"]
    spots = [place for place, character in enumerate(_masked(text)) if character in table]
    if not spots:
        return text
    place = setting.random.choice(spots)
    wrong: str = setting.random.choice(table[text[place]])
    return text[:place] + wrong + text[place + 1 :]


def polite(text: str, setting: Setting) -> str:
    """With a greeting before, and perhaps thanks behind."""
    phrases = words()["polite"]
    before: str = setting.random.choice(phrases["before"])
    after: str = setting.random.choice(phrases["after"])
    return f"{before}{text.rstrip(_MARKS) if after else text}{after}"


#: The kinds by name, in the order in which they are applied.
KINDS: dict[str, Change] = {
    "synonym": synonym,
    "colloquial": colloquial,
    "shorter": shorter,
    "order": order,
    "typo": typo,
    "polite": polite,
}
