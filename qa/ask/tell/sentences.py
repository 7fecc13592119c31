"""The sentences of answers: figures with their names, formulas and marks of their sources.

All wording stands in the lexicon's ``answers``; this module decides what is said once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from qa.ask.compute.outcome import Listed
from qa.ask.find.below import body_of
from qa.ask.find.figures import Figure
from qa.ask.find.naming import told_apart
from qa.ask.narrative.cut import USUAL_LENGTH, first_sentence
from qa.ask.tell.citing import Citations
from qa.facts.amounts import is_money
from qa.lexicon import load
from qa.model import Fact

#: A formula of more operands than this tells but the first few: all of them are cited.
MOST_WORKED, FIRST_WORKED = 42, 3


def paragraph(figures: Sequence[Figure], cited: Citations) -> str:
    """The figures in their order: what is computed with its formula, what is looked up side by
    side; an operand of a formula above is not told a second time."""
    told: list[str] = []
    used: set[Figure] = set()
    kept = []
    for figure in figures:
        if not (figure.fact and figure in used):
            kept.append(figure)
        used.update(figure.operands)
    for is_computed, group in groupby(kept, key=lambda figure: bool(figure.operands)):
        run = list(group)
        if not is_computed and (listed := _list(run, cited)):
            told.append(listed)
        else:
            told.extend(_sentences(run, cited, first=not told))
    return "".join(told)


def _list(figures: Sequence[Figure], cited: Citations) -> str:
    """Figures side by side under what their names share; empty where they cannot be."""
    apart = told_apart(figures)
    if apart is None:
        return ""
    words = load("answers")["sentence"]
    shared, own = apart
    members = (
        str(words["member"]).format(label=name, figure=show(one), marks=cited.marks((one,)))
        for name, one in zip(own, figures, strict=True)
    )
    lead = str(words["lead"]).format(shared=shared) if shared else ""
    return str(words["members"]).format(lead=lead, members=words["comma"].join(members))


def _sentences(figures: Sequence[Figure], cited: Citations, *, first: bool) -> Iterator[str]:
    """A sentence for each figure; the rate of a change stands in the sentence of its amount."""
    words = load("answers")["sentence"]
    numbered = enumerate(figures)
    for _, run in groupby(numbered, key=lambda one: _stem(figures, one[0])):
        together = list(run)
        clauses = []
        for place, (number, figure) in enumerate(together):
            _, verb = _split(figure.label)
            clause = str(words["value"]).format(
                unit=unit_name(figure) if first and number == 0 else "",
                label=figure.label if place == 0 else verb,
                verb="" if verb else words["verb"],
                figure=show(figure),
                working=_in_brackets(figure),
            )
            clauses.append(clause)
        marks = cited.marks([figure for _, figure in together])
        yield str(words["end"]).format(sentence=words["clause"].join(clauses), marks=marks)


def _stem(figures: Sequence[Figure], number: int) -> tuple[str, int]:
    """What the figures of one sentence share: a change's label without its verb, else nothing."""
    stem, verb = _split(figures[number].label)
    return (stem, 0) if verb else ("", number)


def _in_brackets(figure: Figure) -> str:
    words = load("answers")["sentence"]
    return str(words["working"]).format(working=working(figure)) if figure.operands else ""


def denied(change: Figure, asked: int) -> str:
    """That a change went another way than the question says (``asked``: +1 or −1)."""
    words = load("answers")["premise"]
    return str(words["denied"]).format(
        unit=unit_name(change), label=change.label, figure=show(change), asked=words[str(asked)]
    )


def _split(label: str) -> tuple[str, str]:
    """A label without the verb in which it ends, and the verb (比上年决算数 | 增加)."""
    verbs = load("answers")["sentence"]["self_verbs"]
    verb = next((verb for verb in verbs if label.endswith(verb)), "")
    return label.removesuffix(verb) if verb else label, verb


def working(figure: Figure) -> str:
    """A computed figure's formula with its operands filled in: 决算数6.28万元 ÷ 预算数12.00万元."""
    if len(figure.operands) > MOST_WORKED:
        first = "、".join(f"{one.label}{show(one)}" for one in figure.operands[:FIRST_WORKED])
        words = load("answers")["sentence"]["worked"]
        return str(words).format(first=first, count=sum(bool(o.fact) for o in figure.operands))
    apart = told_apart([operand for operand in figure.operands if operand.fact])
    names = iter(apart[1]) if apart else None
    return figure.pattern.format(
        *(f"{next(names) if names and o.fact else o.label}{show(o)}" for o in figure.operands)
    )


def row(number: int, listed: Listed, cited: Citations) -> str:
    """A row of a list: its name, the cells asked for, and the printed row that holds them all."""
    words = load("answers")["list"]
    cells = (
        str(words["cell"]).format(label=label, text=_with_unit(cell))
        for label, cell in listed.cells
        if label
    )
    told = "，".join(cells)
    return str(words["row"]).format(
        number=number,
        name=listed.name,
        cells=told and f"：{told}",
        marks=f"[{cited.number(listed.cells[0][1])}]",
    )


def _with_unit(cell: Fact) -> str:
    """What a cell prints, with the unit of money that the table's own line gives it."""
    text, unit = cell.text or "", cell.unit or ""
    return (
        f"{text}{unit}" if cell.value is not None and is_money(unit) and unit not in text else text
    )


def reworded(years: Sequence[int], changed: Sequence[tuple[str, str]]) -> str:
    """What two years word differently, item by item, of very long ones the first sentences; an
    empty side was added or dropped."""
    words = load("answers")["reworded"]
    old, new = (f"{year}年" for year in years)
    if sum(len(a) + len(b) for a, b in changed) > USUAL_LENGTH:
        changed = [(first_sentence(a), first_sentence(b)) for a, b in changed]
    lines = [
        str(words["changed" if a and b else "added" if b else "dropped"]).format(
            old=old, new=new, before=a, after=b
        )
        for a, b in changed
    ]
    return "\n".join(lines) if lines else str(words["same"]).format(old=old, new=new)


def unit_name(figure: Figure) -> str:
    """The unit whose figure it is; empty where several stand behind it."""
    names = {fact.unit_name for fact in figure.facts}
    name = names.pop() if len(names) == 1 else ""
    bodies = [body for body in map(body_of, figure.facts) if body]
    is_told = any(body in figure.label for body in bodies) or len(bodies) == len(figure.facts)
    return "" if is_told or figure.label.startswith(name) else name


def show(figure: Figure) -> str:
    """A figure as an answer prints it: as the cell words it, else with thousands commas, its own
    decimals and its unit."""
    return figure.printed or f"{figure.value:,f}{figure.unit}"
