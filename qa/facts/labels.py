"""What the words of a label say of its figures: year, version, unit, kind of figure.

Column labels, row labels, titles and clauses of sentences are read with the same words
(``lexicon/facts.toml``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import cast

from qa.facts.amounts import is_money, is_unit, split_unit
from qa.lexicon import alternatives, load
from qa.model import Basis, Measure

#: Labels of which what they say is kept: the same ones come again in every table.
_REMEMBERED = 1 << 12

_LATIN = re.compile("[A-Za-z]")
_LATIN_SPACE = re.compile(r"(?<=[A-Za-z0-9])\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+(?=[0-9])")
_BRACKETS = re.compile(r"[（(【\[]\s*([^（）()【】\[\]]*?)\s*[)）】\]]")
_PER_CENT_BEHIND = re.compile(r"[^\d\s.（(][%％]$")
_BARE_YEAR = re.compile(r"((?:19|20)\d{2})")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年(?!龄)(?:度)?")


@cache
def words(group: str, key: str) -> tuple[str, ...]:
    """The list ``key`` of ``group`` in the lexicon of facts."""
    return tuple(load("facts")[group][key])


@cache
def any_of(group: str, key: str) -> str:
    """The words of a list as one alternation of a pattern, longer ones first."""
    return alternatives(words(group, key))


# Every step of the grammar squeezes the words of a clause, and most clauses are alike.
@lru_cache(maxsize=_REMEMBERED)
def squeeze(text: str) -> str:
    """``text`` without white space, but for that between words in Latin letters."""
    kept = _LATIN_SPACE.sub("\0", text.strip()) if _LATIN.search(text) else text
    return "".join(kept.split()).replace("\0", " ")


@cache
def _bases() -> tuple[tuple[Basis, re.Pattern[str]], ...]:
    return tuple(
        (cast(Basis, entry["name"]), re.compile(alternatives(entry["words"])))
        for entry in load("facts")["basis"]
    )


@cache
def _funds() -> re.Pattern[str]:
    return re.compile(any_of("names", "funds"))


@lru_cache(maxsize=_REMEMBERED)
def basis_in(label: str) -> Basis | None:
    """The version of a figure that ``label`` names, or ``None``: 一般公共预算 names none."""
    plain = _funds().sub("　", squeeze(label))
    return next((basis for basis, pattern in _bases() if pattern.search(plain)), None)


@lru_cache(maxsize=_REMEMBERED)
def basis_of_row(label: str) -> Basis | None:
    """The version that a row's ``label`` ends with: 全年执行数, 本年预算金额（万元）.

    部门决算布置会 is a meeting, whatever version its cost is of.
    """
    name = _funds().sub("　", plain(label))
    return next((basis for basis, pattern in _basis_ends() if pattern.search(name)), None)


@cache
def _basis_ends() -> tuple[tuple[Basis, re.Pattern[str]], ...]:
    tails = any_of("names", "version_tails")
    return tuple(
        (basis, re.compile(rf"(?:{pattern.pattern})(?:{tails})*$")) for basis, pattern in _bases()
    )


@lru_cache(maxsize=_REMEMBERED)
def year_in(label: str, current: int | None = None) -> int | None:
    """The year that ``label`` names; 上年预算数 is the year before ``current``, and so is a column
    that is headed 上年 and nothing else."""
    if match := YEAR.search(label):
        return int(match[1])
    if current is None:
        return None
    name = squeeze(label)
    last = name.removesuffix("数") in words("names", "last_year") or _last_year().search(name)
    return current - 1 if last else None


@lru_cache(maxsize=_REMEMBERED)
def year_of_row(label: str, current: int | None = None) -> int | None:
    """The year of a row that is nothing but a year: 2023年, 2023, 2023年预算数.

    2023年某项目 is a project, whatever year its figures are of.
    """
    name = squeeze(label)
    if _BARE_YEAR.fullmatch(name):
        return int(name)
    match = YEAR.match(name)
    rest = name[match.end() :] if match else name
    if match and (not rest or rest in words("names", "versions")):
        return int(match[1])
    return current - 1 if current is not None and _last_year().fullmatch(name) else None


@cache
def _last_year() -> re.Pattern[str]:
    """上年 as the year of a version (上年预算数), not as part of an item (上年结转)."""
    return re.compile(f"(?:{any_of('names', 'last_year')})(?:{any_of('names', 'versions')})")


@lru_cache(maxsize=_REMEMBERED)
def unit_in(label: str) -> str | None:
    """The unit of measure that ``label`` names in brackets: 预算数（万元） → 万元.

    A counter is one only behind a number of things: （辆） in 车辆数量（辆）, but neither （类）
    in 教育支出（类） nor （项） in 行政运行（项）. A label may end with the unit itself: 增减%.
    """
    counts = plain(label).endswith(words("tables", "counts"))
    if _PER_CENT_BEHIND.search(label.rstrip()):
        return "%"
    for inner in _BRACKETS.findall(label):
        word = squeeze(inner.removeprefix("单位").lstrip("：:")).replace("％", "%")
        if word and is_unit(word) and (counts or split_unit(word)[1] in ("元", "%")):
            return word
    return None


def money_unit(unit: str | None, text: str, beside: str | None) -> str | None:
    """``unit``, with the 元 that a bare 万 or 亿 leaves out where it counts money.

    It does where ``text`` speaks of money, or the unit ``beside`` it is one of money.
    """
    if unit not in ("万", "亿"):
        return unit
    counts = is_money(beside) or any(word in text for word in words("money_words", "words"))
    return f"{unit}元" if counts else unit


@lru_cache(maxsize=_REMEMBERED)
def plain(label: str) -> str:
    """``label`` without white space, brackets and the star of fields to be filled in."""
    return _BRACKETS.sub("", squeeze(label)).strip("*＊·")


def ends_with(label: str, key: str) -> bool:
    """Whether a label of a table, brackets left out, ends with a word of the list ``key``."""
    return plain(label).endswith(words("tables", key))


@lru_cache(maxsize=_REMEMBERED)
def change_in(label: str) -> Measure:
    """Whether a row's or column's figures say how much something changed: 增减额, 比上年增减."""
    name, bare = (_against().sub("", text) for text in (squeeze(label).strip("*＊"), plain(label)))
    if name in words("tables", "change_rate") or bare in words("tables", "change_rate"):
        return "增减率"
    return "增减额" if bare in words("tables", "change") else "值"


@cache
def _against() -> re.Pattern[str]:
    """The years that a label of changes sets against each other, at its start."""
    year = rf"(?:{YEAR.pattern}|{any_of('names', 'last_year')})"
    return re.compile(f"^(?:{year})?(?:比|较|与){year}(?:相比|比)?(?:预算|决算)?数?")


@lru_cache(maxsize=_REMEMBERED)
def measure_in(label: str) -> Measure:
    """What the figures of a column ``label`` say of their rows: most say what they are (值)."""
    change, bare = change_in(label), plain(label)
    if change != "值":
        return change
    if bare.endswith(words("tables", "completion")):
        return "完成率"
    if bare.endswith(words("tables", "share")):
        return "占比"
    return "值"
