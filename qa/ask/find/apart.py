"""What makes a label another thing than a question names, told by the words of the two alone."""

from __future__ import annotations

from functools import lru_cache

from qa.ask.find.link import halves
from qa.lexicon import load

#: So many characters at the beginning or the end of a name stand for it.
SHORT_NAME = 4
#: One question meets the labels of a document again and again, for each reading of it, each year
#: and each part: so many are remembered.
KEPT = 16384


@lru_cache(maxsize=KEPT)
def told_apart(label: str, text: str) -> tuple[bool, int]:
    """Whether a label makes its fact another thing than ``text`` names; else the character
    ``before_its_end``."""
    other = is_another_thing(label, text) or is_rest_asked_for(label, text)
    return other, 0 if other else before_its_end(label, text)


def is_another_thing(label: str, text: str) -> bool:
    """Whether a label has a word that makes it another thing than ``text`` names (财政专户拨款)."""
    return _may_be_another_thing(label) and (
        any(word in label and word not in text for word in load("labels")["apart"])
        or _joins_what_is_asked_apart(label, text)
        or _is_the_other_of_two(label, text)
        or _is_what_is_not_named(label, text)
        or _is_half_of_named(label, text)
        or _is_of_one_year(label, text)
        or is_a_remainder(label, text)
    )


@lru_cache(maxsize=65536)
def _may_be_another_thing(label: str) -> bool:
    """Whether a label is another thing than some question names: few are, whatever is asked."""
    words = load("labels")
    telling = (*words["apart"], *words["negating"], *words["whole_life"]["of_a_year"])
    telling = (*telling, *words["remainders"]["said"])
    return (
        any(word in label for word in telling)
        or any(thing in label for pair in words["joined"] for thing in pair)
        or label.endswith(halves())
    )


def is_a_remainder(label: str, text: str) -> bool:
    """Whether a label is of what was carried over (上年结转的单位资金), where the question asks for
    nothing that is left."""
    words = load("labels")["remainders"]
    return any(word in label for word in words["said"]) and not any(
        word in text for word in words["asked"]
    )


def _joins_what_is_asked_apart(label: str, text: str) -> bool:
    """Whether a label is of two things together of which the question names one only."""
    return any(
        all(thing in label for thing in pair) and sum(thing in text for thing in pair) == 1
        for pair in load("labels")["joined"]
    )


def _is_the_other_of_two(label: str, text: str) -> bool:
    """Whether a label is of one of two things (公务用车购置费) of which the question names only the
    other."""
    for first, second in load("labels")["joined"]:
        of_label = first in label, second in label
        if any(of_label) and (first in text, second in text) == of_label[::-1] != of_label:
            return True
    return False


def is_one_of_two(label: str, named: str) -> bool:
    """Whether a label is of one of two things that are asked for as one (公务用车购置及运行费)."""
    return any(
        all(thing in named for thing in pair) and sum(thing in label for thing in pair) == 1
        for pair in load("labels")["joined"]
    )


def _is_what_is_not_named(label: str, text: str) -> bool:
    """Whether a label says that its item is not what the question names: 新建项目（非政府投资项目）
    is no 政府投资项目."""
    for word in load("labels")["negating"]:
        item, found, other = label.partition(word)
        named_itself = len(item) >= SHORT_NAME and item.rstrip("(（") in text
        if found and word not in text and len(other) >= SHORT_NAME and not named_itself:
            return other[:SHORT_NAME] in text
    return False


def _is_half_of_named(label: str, text: str) -> bool:
    """Whether a label names the 基本支出 or the 项目支出 of what the question names all spending of
    (一般公共预算基本支出, where 一般公共预算支出 is asked for)."""
    words = load("labels")
    for half in halves():
        side = next(side for side in words["sides"] if half.endswith(side))
        whole = label.removesuffix(half)[-SHORT_NAME:]
        if label.endswith(half) and half.removesuffix(side) not in text and whole:
            return f"{whole}{side}" in text
    return False


def _is_of_one_year(label: str, text: str) -> bool:
    """Whether a label is of one year of a project of which the question asks for all years."""
    words = load("labels")["whole_life"]
    if not any(asked in text for asked in words["asked"]):
        return False
    return any(word in label and word not in text for word in words["of_a_year"])


def is_funding(label: str, text: str) -> bool:
    """Whether a label says who pays for something, and the question asks what was spent in all."""
    ends: dict[str, str] = load("labels")["funding"]
    return any(label.endswith(e) and e not in text and side in text for e, side in ends.items())


def is_rest_asked_for(label: str, text: str) -> bool:
    """Whether ``text`` asks for what a label leaves to others: 其他对个人和家庭的补助 is no
    对个人和家庭的补助."""
    return len(label) >= SHORT_NAME and any(
        f"{word}{label}" in text for word in load("labels")["rests"]
    )


def is_rest_unasked(label: str, text: str) -> bool:
    """Whether a label is of the rest of what ``text`` names: 其他管理事务 is no 管理事务."""
    item = _has_others(label)
    return bool(item) and item in text and label not in text


@lru_cache(maxsize=65536)
def _has_others(label: str) -> str:
    """What a label leaves to others (管理事务 of 其他管理事务); empty for any other label."""
    rest = next((word for word in load("labels")["rests"] if label.startswith(word)), "")
    item = label.removeprefix(rest)
    return item if rest and len(item) >= SHORT_NAME else ""


def before_its_end(label: str, text: str) -> int:
    """The character of ``text`` (as a mask) before the longest end of ``label`` in it, where
    neither the label as a whole is nor what it has before that end; 0 where there is none."""
    if label[-2:] not in text or label in text:
        return 0
    starts = (start for start in range(1, len(label) - 1) if label[start:] in text)
    start = next(starts, 0)
    if start >= SHORT_NAME and label[:start] in text:
        return 0  # 人员经费支出, where 基本支出 and 人员经费 are named
    at = text.rfind(label[start:]) if start else 0
    return 1 << (at - 1) if at else 0
