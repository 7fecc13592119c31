"""Changes of the parts against that of the whole: 三公减少10万元，其中公车减少10万元，接待持平。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from qa.checks.changes import DIRECTION
from qa.checks.figures import Measured, measured, total
from qa.checks.ledger import Ledger
from qa.checks.naming import name_in_prose
from qa.checks.sentences import is_rough
from qa.checks.trial import Outcome, Remark, Trial
from qa.checks.wording import label_of, quoted_label
from qa.checks.words import items, listed, relations
from qa.facts.amounts import is_money
from qa.facts.labels import basis_in, year_in
from qa.model import CHANGES, Fact

RULE = "增减额等于各项增减额之和"
#: The changes of the parts are told within so many figures behind that of their whole,
_MOST = 60
#: and a list of them within so many lines.
_NEAR = 8
#: So many changes are a list; a longer one is no list of the parts of one thing.
_LIST = range(2, 9)
#: A figure of fewer digits may come out even by chance.
_TELLING_DIGITS = 4


def change_sums(ledger: Ledger) -> Iterator[Outcome]:
    """Every change of a total of known parts, and every change that a list of others follows."""
    told = _told(ledger)
    for number, whole in enumerate(told):
        after = [fact for fact in told[number + 1 : number + 1 + _MOST] if _is_with(fact, whole)]
        for relation in relations("change_sum"):
            if items(name_in_prose(whole)) & set(relation["total"]):
                yield from _of_parts(relation, whole, after)
        yield from _of_list(whole, after)
    yield from _level_and_moved(ledger)


def _level_and_moved(ledger: Ledger) -> Iterator[Outcome]:
    """What one sentence calls level and gives a change of, against the same."""
    moved = {
        (fact.section, fact.quote, fact.row, _base(fact)): fact
        for fact in ledger.prose
        if fact.measure in CHANGES and fact.value and fact.against
    }
    for level in ledger.level:
        other = moved.get((level.section, level.quote, level.row, _base(level)))
        if other is not None:
            both = f"{_moved(other)}{other.unit}和{level.text}"
            message = f"{quoted_label(level)}先后写作{both}，不能都对。"
            yield Remark(DIRECTION, other, message, value=other.value)


def _told(ledger: Ledger) -> list[Fact]:
    """Every change of an amount in the order of print, and what is told to be level."""
    level: dict[tuple[object, ...], list[Fact]] = {}
    for fact in ledger.level:
        level.setdefault((fact.section, fact.quote), []).append(fact)
    told: list[Fact] = []
    for number, fact in enumerate(ledger.prose, 1):
        if fact.measure == "增减额" and is_money(fact.unit) and fact.value is not None:
            told.append(fact)
        if number == len(ledger.prose) or ledger.prose[number].quote != fact.quote:
            told += level.pop((fact.section, fact.quote), ())
    return [fact for fact in told if not is_rough(fact) and fact.table is None]


def _is_with(fact: Fact, whole: Fact) -> bool:
    """Whether two changes are of one year, set against the same, in one chapter."""
    same = (fact.section, fact.year) == (whole.section, whole.year)
    return same and (fact.against is None or _base(fact) == _base(whole))


def _base(fact: Fact) -> tuple[object, ...]:
    """What a change is set against: a year, and a version of its figure."""
    said = fact.against or ""
    last = (
        fact.year - 1 if fact.year and any(w in said for w in listed("prose", "last_year")) else 0
    )
    return (year_in(said) or last or fact.year, basis_in(said))


def _signed(fact: Fact) -> Measured:
    return measured(fact).scaled(Decimal(fact.direction or 1))


def _of_parts(relation: Mapping[str, Any], whole: Fact, after: Sequence[Fact]) -> Iterator[Outcome]:
    """The change of a total of which every part's change is told."""
    named: dict[str, Fact] = {}
    for fact in after:
        known = items(name_in_prose(fact))
        if known & set(relation["total"]):
            break
        for item in known:
            named.setdefault(item, fact)
    parts: list[Fact] = []
    for item in relation["parts"]:
        names = [item] if item in named else relation.get("instead", {}).get(item, ())
        if not names or any(name not in named for name in names):
            return
        parts += [named[name] for name in names]
    yield _trial(whole, tuple(dict.fromkeys(parts)))


def _trial(whole: Fact, parts: tuple[Fact, ...]) -> Trial:
    expected = total(map(_signed, parts)).scaled(Decimal(whole.direction or 1))
    how = " ＋ ".join(f"{part.row[-1]}{_moved(part)}" for part in parts)
    return Trial(
        RULE, whole, expected, parts, f"（{how}）", figure=measured(whole),
        label=f"{label_of(whole)}{_word(whole)}额", unit=whole.unit,
    )  # fmt: skip


def _word(fact: Fact) -> str:
    rose, fell = listed("prose", "directions")
    return fell if fact.direction < 0 else rose


def _moved(fact: Fact) -> str:
    return f"{_word(fact)}{fact.text}" if fact.value else "持平"


def _of_list(whole: Fact, after: Sequence[Fact]) -> Iterator[Outcome]:
    """A change that those of a list make up, or would if one of them went the other way.

    Whether a list names all parts is not known: only what comes out to the last digit counts.
    """
    run = [fact for fact in dict.fromkeys(after) if 0 <= fact.line - whole.line <= _NEAR]
    lists = [tuple(run[:length]) for length in _LIST if length <= len(run)]
    lists = [parts for parts in lists if sum(bool(part.value) for part in parts) > 1]
    if not _is_telling(whole) or not run or not _introduces(whole, run[0]):
        return
    for parts in lists:
        if _trial(whole, parts).difference == 0:
            yield _trial(whole, parts)
            return
    for parts in lists:
        turned = [one for one in (whole, *parts) if _is_turned(one, whole, parts)]
        if len(turned) == 1 and _is_telling(turned[0]):
            yield _contrary(turned[0], whole, parts)
            return


def _introduces(whole: Fact, first: Fact) -> bool:
    """Whether the changes from ``first`` on are said to be parts of that of ``whole``."""
    words = listed("prose", "introducing")
    rest = whole.quote.partition(whole.text or "")[2]
    said = rest.partition(first.text or "")[0] if first.quote == whole.quote else rest
    own = first.quote.partition(first.text or "")[0] if first.quote != whole.quote else ""
    return whole.row != first.row and any(word in said or own.startswith(word) for word in words)


def _is_turned(one: Fact, whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether the change of the whole is that of its parts once ``one`` goes the other way."""
    apart = total(map(_signed, parts)).value - _signed(whole).value
    twice = _signed(one).value * 2
    return bool(twice) and apart == (-twice if one is whole else twice)


def _is_telling(fact: Fact) -> bool:
    digits = (fact.value or Decimal(0)).normalize().as_tuple().digits
    return len(digits) >= _TELLING_DIGITS


def _contrary(one: Fact, whole: Fact, parts: Sequence[Fact]) -> Remark:
    how = "、".join(f"{part.row[-1]}{_moved(part)}" for part in parts)
    message = (
        f"{quoted_label(one)}写作{_moved(one)}{one.unit}，方向与其余数不符：{label_of(whole)}"
        f"{_moved(whole)}{whole.unit}，其中{how}，只有把这一项的增减反过来才相符。"
    )
    others = tuple(fact for fact in (whole, *parts) if fact is not one)
    return Remark(DIRECTION, one, message, terms=others, value=one.value)
