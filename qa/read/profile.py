"""Whose disclosure it is: unit, year, budget or final accounts, from its own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.model import Kind, Line, Profile, QaError, Scope
from qa.read import three_expenses
from qa.read.cover import find_title
from qa.read.labels import Rank, numbering
from qa.read.mentions import (
    LONGEST_TITLE,
    PART_WEIGHT,
    TITLE_WEIGHT,
    Mention,
    chosen,
    dated,
    mentions,
    scope_of,
    western_years,
)
from qa.read.papers import other_paper
from qa.read.patterns import matches, pattern
from qa.read.text import plain, squeeze
from qa.read.unitname import bare_name, has_place, is_place, is_short_form, owners, unit_name

# Weight of the line of a form that names the reporting unit.
_OWNER_WEIGHT = 5
# The cover has no more lines.
_COVER_LINES = 8
# The year in a file's name may lack its century.
_FILE_YEAR = re.compile(r"(?<!\d)([0-4]\d)年")


def read_profile(lines: Sequence[Line], stem: str) -> tuple[Profile, tuple[str, ...]]:
    """The profile of the disclosure, and notices where the file's name says otherwise.

    ``stem`` is the file's name without ending: it is asked last. Raises ``QaError`` where
    neither the text nor the name tells unit, year and kind.
    """
    title, _ = find_title(lines)
    titled = list(mentions(title, TITLE_WEIGHT))
    found = list(titled)
    units: Counter[str] = Counter()
    for line in lines[:_COVER_LINES]:
        units.update({name: PART_WEIGHT for name in _cover_unit(plain(line.text))})
    for line in lines:
        text = plain(line.text)
        part = _is_part(text)
        found += mentions(text, PART_WEIGHT if part else 1)
        for name in owners(text):
            units[name] += _OWNER_WEIGHT
        if part:
            units.update(_part_unit(text))
    for mention in found:
        if mention.unit:
            units[mention.unit] += mention.weight
    named = list(mentions(_FILE_YEAR.sub(r"20\1年", stem.replace("_", " ")), 1))
    if not title and (paper := other_paper(lines)):
        raise QaError(
            f"“{stem}”是{paper}一类的文件，不是部门预算、决算公开：请放入公开的正文或报表。"
        )
    settled = (
        chosen(titled)
        or chosen(found)
        or chosen(named)
        or _year_and_kind(lines)
        or (chosen(list(_statements(lines))) if units else None)
        or three_expenses.told(lines)
    )
    if settled is None:
        raise QaError(f"“{stem}”不像预决算公开：正文和文件名里都没有“某年部门预算（决算）”的字样。")
    filed = next((mention.unit for mention in named if mention.unit), "")
    unit = _unit(titled, units) or _subject(lines) or filed or _doer(lines) or _filed_name(stem)
    unit = _with_place(unit, title)
    if not unit:
        raise QaError(f"“{stem}”里没有找到单位名称：请在正文或文件名中写明单位全称。")
    year, kind = settled
    scope = scope_of([*found, *named], kind) or _headed_scope(lines)
    profile = Profile(unit, year, kind, scope, title or f"{year}年{unit}{scope}{kind}")
    return profile, _conflicts(profile, named)


def told_profile(told: Profile, lines: Sequence[Line]) -> tuple[Profile, tuple[str, ...]]:
    """What somebody told of a disclosure, with its printed title, and a notice of it."""
    title, _ = find_title(lines)
    usual = f"{told.year}年{told.unit_name}{told.scope}{told.kind}"
    return replace(told, title=title or usual), ("单位、年度、种类和范围由人工更正。",)


def _is_part(text: str) -> bool:
    """Whether the text is the heading of a part (第二部分 …)."""
    found = numbering(text)
    return found is not None and found.rank is Rank.PART


def _cover_unit(text: str) -> Iterator[str]:
    """The unit whose name is a line of the cover, or all of it before “三公”经费情况."""
    line = squeeze(text).strip("（）()")
    if "\t" in text or not line:
        return
    if unit_name(line) == line:
        yield line
    elif name := _published(line)[0] or three_expenses.titled(line)[0]:
        yield name
    elif len(line) <= LONGEST_TITLE and (found := pattern("profile", "unit", "cover").search(line)):
        name = line[: found.start()]
        if name and unit_name(name) == name:
            yield name


def _published(line: str) -> tuple[str, str]:
    """Unit and year in a title such as …2025年度公开说明; either may be empty."""
    found = pattern("profile", "unit", "published").search(western_years(squeeze(line)))
    name = found.group(1) if found and len(line) <= LONGEST_TITLE else ""
    return (name, found.group(2) or "") if found and unit_name(name) == name else ("", "")


def _year_and_kind(lines: Sequence[Line]) -> tuple[int, Kind] | None:
    """The year that sentences name most often with 预算 or 决算, where a title tells that the text
    is a disclosure and not of what."""
    covers = [
        cover
        for line in lines[:_COVER_LINES]
        for cover in (_published(plain(line.text)), three_expenses.titled(plain(line.text)))
    ]
    named = next((cover for cover in covers if cover[0]), None)
    if named is None:
        return None
    found = [one for line in lines for one in dated(plain(line.text))]
    counts = Counter(one for one in found if named[1] in ("", str(one[0])))
    for year, kind in counts:
        if named[1] == str(year) and kind == "决算":
            return year, kind  # what tells of the accounts of its year cannot be its budget
    return max(counts, key=lambda one: counts[one]) if counts else None


def _statements(lines: Sequence[Line]) -> Iterator[Mention]:
    """The years of which the titles of tables say that they are budgets or accounts."""
    for line in lines:
        text = squeeze(plain(line.text)).strip("|｜")
        if len(text) <= LONGEST_TITLE and matches("profile", "title", "statement", text):
            yield from mentions(text, TITLE_WEIGHT)


def _part_unit(text: str) -> Counter[str]:
    """The unit in a heading such as 第一部分 …概况."""
    found = pattern("profile", "title", "part").search(squeeze(text))
    name = unit_name(found.group(1)) if found else ""
    return Counter({name: PART_WEIGHT}) if name else Counter()


def _unit(titled: Sequence[Mention], units: Counter[str]) -> str:
    """The unit in the title; where that names none, or none with its place, the one that is
    named most."""
    names = [mention.unit for mention in titled if mention.unit and not is_place(mention.unit)]
    rank_alone = bool(names) and matches("profile", "unit", "rank_alone", names[0])
    if names and has_place(names[0]) and not rank_alone:
        return names[0]
    own = names[0] if names else ""
    fuller = {
        name: weight
        for name, weight in units.items()
        if name != own and has_place(name) and (name.endswith(own) or _adds_place(name, own))
    }
    if rank_alone:
        longer = {name: weight for name, weight in units.items() if own in name[1:]}
        known = max(longer, key=lambda name: longer[name], default=own)
        return max((name for name in longer if name.endswith(known)), key=len, default=known)
    if own:
        return max(fuller, key=lambda name: fuller[name], default=own)
    bodies = Counter({name: weight for name, weight in units.items() if not is_place(name)})
    most = _most(bodies)
    placed = Counter({n: w for n, w in bodies.items() if has_place(n) and _adds_place(n, most)})
    places = [mention.unit for mention in titled if mention.unit and not mention.scope]
    if places and matches("profile", "unit", "rank_alone", most):
        return places[0]  # the county's own figures, published by its treasury (州财政局)
    return _most(placed) or most or _most(units)


def _with_place(unit: str, title: str) -> str:
    """``unit`` with its place, where only the title tells that, of the body under another ending
    (青河省交通运输部门 for the 交通运输厅)."""
    stem = unit[:-1]
    at = title.find(stem) if len(stem) > 1 and not has_place(unit) else -1
    place = title[:at] if at > 0 else ""
    return place + unit if is_place(place) and unit_name(place) == place else unit


def _adds_place(name: str, short: str) -> bool:
    """Whether ``name`` is ``short`` with the 县 or 市 that its place is written without there."""
    if has_place(short) or len(name) != len(short) + 1:
        return False
    return any(
        name[:at] + name[at + 1 :] == short and has_place(name[at]) for at in range(len(name))
    )


def _most(units: Counter[str]) -> str:
    return max(units, key=lambda name: units[name]) if units else ""


def _subject(lines: Sequence[Line]) -> str:
    """The unit of which most sentences tell what it is: … is a public school."""
    units = _told(lines, "subject")
    return _most(Counter({name: n for name, n in units.items() if not is_place(name)}))


def _filed_name(stem: str) -> str:
    """The file's name where it is that of a body and nothing else."""
    name = unit_name(stem)
    return name if name == squeeze(stem) and not is_place(name) else ""


def _doer(lines: Sequence[Line]) -> str:
    """The body of which most sentences tell what it did in a year, else the county whose
    treasury added up the figures."""
    units = _told(lines, "dated")
    bodies = Counter({name: n for name, n in units.items() if not is_place(name)})
    return _most(bodies) or _most(_told(lines, "summed")) or _most(_spenders(lines))


def _told(lines: Sequence[Line], key: str) -> Counter[str]:
    """How often the pattern at ``key`` of the lexicon names which unit."""
    texts = [squeeze(plain(line.text)) for line in lines]
    found = [m.group(1) for text in texts for m in pattern("profile", "unit", key).finditer(text)]
    return Counter(name for name in map(unit_name, found) if name)


def _spenders(lines: Sequence[Line]) -> Counter[str]:
    """How often sentences tell the three expenses of which place."""
    texts = [squeeze(plain(line.text)) for line in lines]
    return Counter(name for text in texts for name, _ in three_expenses.spenders(text))


def _headed_scope(lines: Sequence[Line]) -> Scope:
    """What the headings speak of (二、单位决算情况说明), where no title tells it."""
    counts: Counter[str] = Counter()
    for line in lines:
        text = squeeze(plain(line.text))
        if numbering(text):
            counts.update(pattern("profile", "title", "scoped").findall(text))
    return "单位" if counts["单位"] > counts["部门"] else "部门"


def _conflicts(profile: Profile, named: Sequence[Mention]) -> tuple[str, ...]:
    """What the file's name says otherwise than the text."""
    if not named:
        return ()
    told = named[0]
    unit = next((mention.unit for mention in named if mention.unit), "")
    pairs = (
        ("年度", str(told.year), str(profile.year)),
        ("类别", told.kind, profile.kind),
        ("单位", _other_name(unit, profile.unit_name), profile.unit_name),
    )
    return tuple(
        f"文件名中的{what}“{name}”与正文的“{text}”不一致，以正文为准。"
        for what, name, text in pairs
        if name != text
    )


def _other_name(named: str, unit: str) -> str:
    """The name in the file's name where it is another unit's, else the unit's own."""
    bare = bare_name(named)
    return (
        named if bare and not is_short_form(bare, bare_name(unit)) and unit not in named else unit
    )
