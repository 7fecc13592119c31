"""Names of bodies that are not in the corpus: told by their place, their rank and their ending."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from qa.ask.question.short_forms import is_distinctive
from qa.ask.question.unit_names import any_of
from qa.lexicon import load

#: What belongs to the year before it, not to a name behind it.
_OF_A_YEAR = re.compile(r"(?<=\d)年[度底]?")


def strangers_in(question: str, held: Iterable[str]) -> list[tuple[int, int]]:
    """Stretches with a place and an organisation's ending, which no unit of the corpus fits;
    ``held`` are the places of the corpus, which need no rank.

    A department may leave its place out (市财政局, 财政局) where a name can begin and end.
    """
    places = sorted(held, key=len, reverse=True)
    spans = [span for form in _bodies() for span in _in_a_place(question, places, form)]
    spans += _bare_place(question, places)
    # From the right: the name in 请问财政局 begins where it can begin last.
    beginnings = [i for i in range(len(question), -1, -1) if _begins_a_name(question[:i])]
    for p in _departments():
        found = (match for i in beginnings if (match := p.match(question, i)))
        spans += [match.span() for match in found if is_distinctive(match[0])]
    return spans


def _bare_place(question: str, held: Sequence[str]) -> Iterator[tuple[int, int]]:
    """A place that the question begins with, its year right behind it, and no other of the corpus'
    places ``held`` in its name: 清源县2023年 …. What is asked is asked of that place."""
    found = _dated_place().match(question)
    if not found or found[0].endswith(tuple(load("units")["no_places"])):
        return
    if not any(place in found[0] for place in held):
        yield found.span()


@cache
def _dated_place() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff]{{2,8}}?(?:{any_of('ranks')})(?=(?:20)?\d\d年)")


def _in_a_place(
    question: str, held: Sequence[str], form: tuple[re.Pattern[str], re.Pattern[str]]
) -> Iterator[tuple[int, int]]:
    """The stretches of the ``form`` of a body behind a place with its rank, or behind one of the
    places ``held``; from the left, none in another.

    No pattern is made of the places: there are thousands of them.
    """
    ranked, behind = form
    of_years = {at for m in _OF_A_YEAR.finditer(question) for at in range(*m.span())}
    start = 0
    while start < len(question):
        tails = (
            behind.match(question, start + len(place))
            for place in held
            if question.startswith(place, start)
        )
        if start in of_years:
            start += 1
        elif match := ranked.match(question, start) or next(filter(None, tails), None):
            yield start, match.end()
            start = match.end()
        else:
            start += 1


@cache
def _bodies() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The two forms of a body's name, each with its place before it and without."""
    ranks = any_of("ranks")
    letter = rf"(?:(?!{any_of('asking')})[\u4e00-\u9fff])"
    endings = (
        rf"{letter}{{0,14}}?(?:{any_of('bodies')})",
        rf"(?:{any_of('councils')}){_name_ends()}",
    )
    place = rf"{letter}{{2,4}}?(?:{ranks})"
    return tuple(
        (re.compile(place + ending), re.compile(rf"(?:{ranks})?{ending}")) for ending in endings
    )


@cache
def _departments() -> tuple[re.Pattern[str], ...]:
    """Patterns of departments behind a rank alone, or standing by themselves."""
    ending = f"(?:{any_of('departments')})"
    letter = rf"(?:(?!{any_of('asking')})[\u4e00-\u9fff])"
    return (
        re.compile(rf"(?:{any_of('ranks')}){letter}{{1,8}}?{ending}"),
        re.compile(rf"[^\W\d_的]{{2,8}}?{ending}{_name_ends()}"),
        re.compile(rf"{letter}{{3,12}}?(?:{any_of('bodies')})(?=的?(?:{any_of('had')}))"),
    )


@cache
def _name_ends() -> str:
    """What follows a name: a year, a mark, the end, or a word that no name goes on with."""
    return rf"(?=$|\d|[^\w]|(?!{any_of('going_on')})(?:{any_of('behind')}))"


def _begins_a_name(before: str) -> bool:
    """Whether a name can begin behind ``before``: nothing, a mark, or a word such as 请问."""
    if not before or not "\u4e00" <= before[-1] <= "\u9fff":
        return True
    return before.endswith(tuple(load("units")["before"]))
