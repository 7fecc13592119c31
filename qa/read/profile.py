"""Whose disclosure it is: unit, year, budget or final accounts, from its own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa.model import Kind, Line, Profile, QaError, Scope
from qa.read.labels import Rank, numbering, numeral
from qa.read.papers import other_paper
from qa.read.patterns import pattern
from qa.read.text import plain, squeeze
from qa.read.unitname import bare_name, has_place, is_place, is_short_form, owners, unit_name

# Weight of a mention: a title says more than a sentence.
_TITLE_WEIGHT = 20
_PART_WEIGHT = 10
_OWNER_WEIGHT = 5
# The title stands on the first lines, perhaps broken in two.
_TITLE_LINES = 6
_LONGEST_TITLE = 60
# The cover has no more lines.
_COVER_LINES = 8
_CHINESE_YEAR = re.compile(r"二[〇○零0][〇○零0一二三四五六七八九]{2}(?=\s*年)")
# The year in a file's name may lack its century.
_FILE_YEAR = re.compile(r"(?<!\d)([0-4]\d)年")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_ZEROES = {"〇": 0, "○": 0, "零": 0, "0": 0}


@dataclass(frozen=True, slots=True)
class _Mention:
    """One place that names a year with 预算 or 决算, and perhaps the unit."""

    year: int
    kind: Kind
    scope: Scope | None
    unit: str
    weight: int


def read_profile(lines: Sequence[Line], stem: str) -> tuple[Profile, tuple[str, ...]]:
    """The profile of the disclosure, and notices where the file's name says otherwise.

    ``stem`` is the file's name without ending: it is asked last. Raises ``QaError`` where
    neither the text nor the name tells unit, year and kind.
    """
    title, _ = find_title(lines)
    titled = list(_mentions(title, _TITLE_WEIGHT))
    mentions = list(titled)
    units: Counter[str] = Counter()
    for line in lines[:_COVER_LINES]:
        units.update({name: _PART_WEIGHT for name in _cover_unit(plain(line.text))})
    for line in lines:
        text = plain(line.text)
        part = _is_part(text)
        mentions += _mentions(text, _PART_WEIGHT if part else 1)
        units.update({name: _OWNER_WEIGHT * times for name, times in owners(text).items()})
        units.update(_part_unit(text) if part else {})
    for mention in mentions:
        if mention.unit:
            units[mention.unit] += mention.weight
    named = list(_mentions(_FILE_YEAR.sub(r"20\1年", stem.replace("_", " ")), 1))
    if not title and (paper := other_paper(lines)):
        raise QaError(
            f"“{stem}”是{paper}一类的文件，不是部门预算、决算公开：请放入公开的正文或报表。"
        )
    chosen = _choose(titled) or _choose(mentions) or _choose(named)
    if chosen is None:
        raise QaError(f"“{stem}”不像预决算公开：正文和文件名里都没有“某年部门预算（决算）”的字样。")
    unit = _unit(titled, units) or _subject(lines) or next((m.unit for m in named if m.unit), "")
    if not unit:
        raise QaError(f"“{stem}”里没有找到单位名称：请在正文或文件名中写明单位全称。")
    year, kind = chosen
    scope = _scope([*mentions, *named], kind) or _headed_scope(lines)
    profile = Profile(unit, year, kind, scope, title or f"{year}年{unit}{scope}{kind}")
    return profile, _conflicts(profile, named)


def told_profile(told: Profile, lines: Sequence[Line]) -> tuple[Profile, tuple[str, ...]]:
    """What somebody told of a disclosure, with its printed title, and a notice of it."""
    title, _ = find_title(lines)
    usual = f"{told.year}年{told.unit_name}{told.scope}{told.kind}"
    return replace(told, title=title or usual), ("单位、年度、种类和范围由人工更正。",)


def find_title(lines: Sequence[Line]) -> tuple[str, tuple[Line, ...]]:
    """The title on the first lines, its broken halves joined, and the lines that print it.

    A title that names the unit is taken before one that does not, a short one before a long.
    """
    first = lines[:_TITLE_LINES]
    texts = [squeeze(plain(line.text)) for line in first]
    found: list[tuple[bool, int, str, tuple[Line, ...]]] = []
    for start in range(len(texts)):
        for end in range(start + 1, len(texts) + 1):
            text = "".join(texts[start:end])
            if len(text) > _LONGEST_TITLE or _is_part(text):
                break
            mentions = list(_mentions(text, _TITLE_WEIGHT))
            if mentions and pattern("profile", "title", "ending").search(text):
                named = any(mention.unit for mention in mentions)
                found.append((not named, len(text), text, tuple(first[start:end])))
    if not found:
        return "", ()
    _, _, title, printed = min(found, key=lambda entry: entry[:2])
    return _whole(title, printed, found, lines)


def _whole(
    title: str,
    printed: tuple[Line, ...],
    found: Sequence[tuple[bool, int, str, tuple[Line, ...]]],
    lines: Sequence[Line],
) -> tuple[str, tuple[Line, ...]]:
    """The title with the line above it, where the unit's name begins there: so it does where
    the name with what stands there is printed elsewhere in one piece."""
    longer = [e for e in found if e[3][-1] == printed[-1] and len(e[3]) > len(printed)]
    if not longer:
        return title, printed
    body = "\n".join(squeeze(line.text) for line in lines)
    names = [mention.unit for mention in _mentions(title, 1) if mention.unit]
    for _, _, text, own in longer:
        for mention in _mentions(text, 1):
            whole = mention.unit
            if names and whole.endswith(names[0]) and whole != names[0] and whole in body:
                return text, own
    return title, printed


def _is_part(text: str) -> bool:
    """Whether the text is the heading of a part (第二部分 …)."""
    found = numbering(text)
    return found is not None and found.rank is Rank.PART


def _mentions(text: str, weight: int) -> Iterator[_Mention]:
    """Every “year … 预算/决算” of the text, with the unit that stands before or between."""
    if "年" not in text:
        return
    text = pattern("profile", "title", "items").sub("", western_years(squeeze(text)))
    for found in pattern("profile", "title", "pattern").finditer(text):
        name = unit_name(found.group(2))
        if found.group(3) or weight > 1 or name:
            yield _mention(found, 1, name, weight)
    if weight > 1 or len(text) <= _LONGEST_TITLE:
        for found in pattern("profile", "title", "named_first").finditer(text):
            name = unit_name(found.group(1))
            if name:
                yield _mention(found, 2, name, weight)

    if weight > 1 or len(text) <= _LONGEST_TITLE:
        last = pattern("profile", "title", "year_last").search(text)
        name = unit_name(last.group(1)) if last else ""
        if last and name:
            kind: Kind = "决算" if last.group(3) == "决算" else "预算"
            scope: Scope = "单位" if last.group(2) == "单位" else "部门"
            yield _Mention(int(last.group(4)), kind, scope, name, weight)


def _mention(found: re.Match[str], year: int, name: str, weight: int) -> _Mention:
    kind: Kind = "决算" if found.group(4) == "决算" else "预算"
    scope: Scope | None = None
    if found.group(3):
        scope = "单位" if found.group(3) == "单位" else "部门"
    return _Mention(int(found.group(year)), kind, scope, name, weight)


def _cover_unit(text: str) -> Iterator[str]:
    """The unit whose name is a line of the cover."""
    line = squeeze(text).strip("（）()")
    if "\t" not in text and line and unit_name(line) == line:
        yield line


def _part_unit(text: str) -> Counter[str]:
    """The unit in a heading such as 第一部分 …概况."""
    found = pattern("profile", "title", "part").search(squeeze(text))
    name = unit_name(found.group(1)) if found else ""
    return Counter({name: _PART_WEIGHT}) if name else Counter()


def western_years(text: str) -> str:
    """``text`` with 二〇二一年 written 2021年 and full-width digits folded."""
    return _CHINESE_YEAR.sub(_year_digits, text.translate(_FULL_WIDTH))


def _year_digits(found: re.Match[str]) -> str:
    return "".join(str(_ZEROES.get(char) or numeral(char) or 0) for char in found.group(0))


def _choose(mentions: Sequence[_Mention]) -> tuple[int, Kind] | None:
    """Year and kind of the weightiest mentions; those with 部门 or 单位 count first."""
    counts: Counter[tuple[int, Kind]] = Counter()
    for mention in mentions:
        if mention.scope or mention.weight > 1:
            counts[mention.year, mention.kind] += mention.weight
    if not counts:
        counts.update((mention.year, mention.kind) for mention in mentions)
    return max(counts, key=lambda key: counts[key]) if counts else None


def _unit(titled: Sequence[_Mention], units: Counter[str]) -> str:
    """The unit in the title; where that names none, or none with its place, the one that is
    named most."""
    names = [mention.unit for mention in titled if mention.unit and not is_place(mention.unit)]
    if names and has_place(names[0]):
        return names[0]
    own = names[0] if names else ""
    fuller = {n: w for n, w in units.items() if n != own and n.endswith(own) and has_place(n)}
    if own:
        return max(fuller, key=lambda name: fuller[name], default=own)
    bodies = Counter({name: weight for name, weight in units.items() if not is_place(name)})
    return _most(bodies) or _most(units)


def _most(units: Counter[str]) -> str:
    return max(units, key=lambda name: units[name]) if units else ""


def _subject(lines: Sequence[Line]) -> str:
    """The unit of which most sentences tell what it is: … is a public school."""
    units: Counter[str] = Counter()
    for line in lines:
        for found in pattern("profile", "unit", "subject").finditer(squeeze(plain(line.text))):
            units[unit_name(found.group(1))] += 1
    return _most(Counter({name: n for name, n in units.items() if name and not is_place(name)}))


def _headed_scope(lines: Sequence[Line]) -> Scope:
    """What the headings speak of (二、单位决算情况说明), where no title tells it."""
    counts: Counter[str] = Counter()
    for line in lines:
        text = squeeze(plain(line.text))
        if numbering(text):
            counts.update(pattern("profile", "title", "scoped").findall(text))
    return "单位" if counts["单位"] > counts["部门"] else "部门"


def _scope(mentions: Sequence[_Mention], kind: Kind) -> Scope | None:
    """What the title says, else what most of the other mentions say; ``None`` for silence."""
    counts: Counter[Scope] = Counter()
    for mention in mentions:
        if mention.scope and mention.kind == kind:
            if mention.weight == _TITLE_WEIGHT:
                return mention.scope
            counts[mention.scope] += mention.weight
    if not counts:
        return None
    return "单位" if counts["单位"] > counts["部门"] else "部门"


def _conflicts(profile: Profile, named: Sequence[_Mention]) -> tuple[str, ...]:
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
