"""What a clause without a figure says of the figures behind it.

It may be the heading of its paragraph, open a list, date what follows, or name the item
that the next clause speaks of.
"""

from __future__ import annotations

import re
from functools import cache

from qa.facts.carry import Carry
from qa.facts.clauses import comparison_in, moved_item
from qa.facts.items import Path
from qa.facts.labels import YEAR, any_of, squeeze, words
from qa.facts.names import name_of, strip_numbering, without_lead
from qa.facts.pieces import Piece
from qa.model import Profile

#: A first sentence no longer than this is the heading of its paragraph.
_LONGEST_TOPIC = 40

_QUOTED = re.compile(r"^“([^“”]{4,40})”")
#: A name that ends with its level in the classification: …（类）…（款）行政运行（项）.
_CLASSIFIED = re.compile(r"[（(](?:[类款项]|\d{3,9})[）)]”?$")

_COLONS = ("：", ":")
#: What may stand behind a heading, and behind a 科目 that the figures after it are of.
_ENDS_OF_HEADING = (*_COLONS, "。", "\n", "")
_ENDS_OF_CLASSIFIED = (*_COLONS, "。", "，", ",")


def announce(piece: Piece, carry: Carry) -> None:
    """Keeps what a clause without a figure says: a topic, a list, a year, a comparison."""
    text = piece.words.strip()
    carry.start_point(text)
    bare = squeeze(strip_numbering(text))
    first = not carry.begun or bare != squeeze(text)
    if _opens_list(bare, carry) or _opens_topic(bare, piece.closing, carry, first=first):
        return
    segment, profile = carry.segment, carry.profile
    if compared := comparison_in(bare):
        carry.compare(compared[1])
        segment.moved = name_of(compared[0], profile).path or segment.moved
        return
    if year := _leading_year(bare):
        carry.sentence.year = year
        if bare.startswith("截"):
            carry.as_of = year
    if moved := moved_item(bare):
        segment.moved = name_of(moved, profile).path or segment.moved
    if match := _setting().match(bare):
        carry.sentence.setting = match[0]
    if carry.head is None and (about := _about().search(bare) or _quoted(bare)):
        carry.topic = name_of(about[1], profile).path or carry.topic
    if segment.opening or piece.before in _COLONS:
        segment.subject = _thing(bare, profile)


def _opens_list(bare: str, carry: Carry) -> bool:
    """其中, 具体包括, “三公”经费支出决算中."""
    if among := _among_behind().search(bare):
        before = bare[: among.start()]
        if carry.parts and before in words("names", "sides"):
            # 收入包括：甲 3 万元；支出包括：乙 3 万元 take the same whole apart.
            carry.last = carry.sentence.lists[0].whole or carry.last
            carry.segment.role, carry.sentence.lists = "", []
        named = name_of(before, carry.profile).path
        carry.open_list(carry.path + named if named and carry.last is None else None)
        return True
    if bare.endswith("中") and bare[:-1].endswith(words("parts", "wholes")):
        name = name_of(bare[:-1].removeprefix("在"), carry.profile)
        carry.sentence.year = name.year or carry.sentence.year
        if name.path:
            carry.open_list(carry.topic + name.path)
            return True
    return False


def _opens_topic(bare: str, closing: str, carry: Carry, *, first: bool) -> bool:
    """Whether the clause is the heading of its paragraph or numbered point; ``first`` there.

    “某项目绩效自评综述” is one wherever it stands. A 科目 with its levels is one however long
    it is: “…（类）…（款）行政运行（项）。主要用于…。年初预算为 1,115.48 万元”.
    """
    if not carry.sentence.fresh:
        return False
    if first and closing in _ENDS_OF_CLASSIFIED and _CLASSIFIED.search(bare):
        carry.topic, carry.classified = name_of(bare, carry.profile).path, True
        return bool(carry.topic)
    announced = bare.endswith(words("names", "announcers"))
    if not announced and not (first and closing in _ENDS_OF_HEADING and not _introduces(bare)):
        return False
    if closing == "。" and _tells_what_is_below().search(bare):
        return False
    if path := _heading(bare, carry.profile):
        carry.topic = path
    return bool(path)


def _introduces(bare: str) -> bool:
    return any(word in bare for word in words("names", "introducers"))


def _heading(bare: str, profile: Profile) -> Path:
    """The topic that a heading names; ``()`` where it is more than a name and its year."""
    if len(bare) > _LONGEST_TOPIC:
        return ()
    tails = words("names", "heading_tails")
    while tail := next((tail for tail in tails if bare.endswith(tail)), None):
        bare = bare.removesuffix(tail)
    path = name_of(bare, profile).path
    if not path and bare in words("names", "own_versions"):
        path = (bare,)
    return path if "".join(path) == YEAR.sub("", bare) else ()


def _thing(bare: str, profile: Profile) -> Path:
    """What a clause without a figure begins with: 某项目根据建设进度，预算由 …"""
    match = _subject().match(bare)
    if match is None or not match[1].endswith(words("parts", "things")):
        return ()
    return name_of(match[1], profile).path


def _leading_year(bare: str) -> int | None:
    """The year that a clause begins with: 2021年， or 截至2021年12月底，.

    That of a comparison (与2020年预算持平) is none.
    """
    if bare.startswith((*words("relation", "with"), *words("relation", "compare"))):
        return None
    match = YEAR.match(without_lead(bare).removeprefix("截至").removeprefix("截止"))
    return int(match[1]) if match else None


def _quoted(bare: str) -> re.Match[str] | None:
    """The project or system in quotation marks that a clause begins with."""
    match = _QUOTED.match(bare)
    return match if match and match[1].endswith(words("parts", "things")) else None


@cache
def _among_behind() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of('parts', 'mostly')})?(?:{any_of('parts', 'among')})$")


@cache
def _setting() -> re.Pattern[str]:
    return re.compile(f"^(?:{any_of('parts', 'setting')})")


@cache
def _tells_what_is_below() -> re.Pattern[str]:
    """某中心学校下辖一所初中: a sentence, and no heading."""
    return re.compile(rf".(?:{any_of('parts', 'setting')})")


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"(?:^|组织|部门|单位)对(.{{4,40}}?)(?:{any_of('parts', 'about')})")


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"^(.{{2,40}}?)(?:{any_of('parts', 'subject_ends')})")
