"""The one place that writes Chinese sentences: an Outcome becomes an Answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from qa.ask.doubts import Doubts
from qa.ask.figures import Figure, in_unit
from qa.ask.narrative import Excerpt
from qa.ask.outcome import Listed, Outcome
from qa.ask.query import Query
from qa.ask.text import clean
from qa.ask.witness import Witnesses
from qa.lexicon import load
from qa.model import Answer, Calculation, Candidate, Citation, Fact, Profile, Value

#: Longer than any question; a page pasted by mistake is not one.
MAX_QUESTION = 500
#: More documents than this are not listed one by one.
MOST_TITLES = 8
#: A sum of many figures is not witnessed twice: its sources would bury the answer.
MOST_WITNESSED = 4


class Citations:
    """The sources of one answer, numbered in the order in which they are first used."""

    def __init__(self, profiles: Mapping[str, Profile], witnesses: Witnesses) -> None:
        self._profiles = profiles
        self._witnesses = witnesses
        self._numbers: dict[tuple[str | int, ...], int] = {}
        self.cited: list[Citation] = []
        self.facts: list[Fact] = []

    def number(self, fact: Fact) -> int:
        """The number of the citation of ``fact``; facts of one printed row or sentence share it."""
        self.facts.append(fact)
        row = (fact.table_id, fact.row_id) if fact.table_id >= 0 else (fact.line,)
        key = (fact.doc, *row, fact.quote)
        if key not in self._numbers:
            self.cited.append(citation_of(fact, self._profiles[fact.doc].title))
            self._numbers[key] = len(self.cited)
        return self._numbers[key]

    def place(self, excerpt: Excerpt) -> int:
        """The number of the citation of an excerpt."""
        key = (excerpt.doc, excerpt.line, excerpt.quote)
        if key not in self._numbers:
            title = self._profiles[excerpt.doc].title
            self.cited.append(
                Citation(
                    excerpt.doc, title, excerpt.section, excerpt.quote, excerpt.line,
                    excerpt.table, excerpt.row, excerpt.column, excerpt.page,
                )
            )  # fmt: skip
            self._numbers[key] = len(self.cited)
        return self._numbers[key]

    def marks(self, figures: Iterable[Figure]) -> str:
        """The [n] marks of everything that ``figures`` rest on."""
        facts = dict.fromkeys(fact for f in figures for fact in f.facts)
        numbers = dict.fromkeys(map(self.number, facts))
        if len(facts) <= MOST_WITNESSED:
            others = map(self._witnesses.beside, facts)
            numbers |= dict.fromkeys(self.number(fact) for fact in others if fact)
        return "".join(f"[{n}]" for n in numbers)


def citation_of(fact: Fact, title: str) -> Citation:
    """Where a fact is printed, with its table's title in the quote as a reader would see it."""
    quote = f"{fact.table} {fact.quote}" if fact.table else fact.quote
    return Citation(
        doc=fact.doc,
        title=title,
        section=fact.section,
        quote=quote,
        line=fact.line,
        table=fact.table,
        row=fact.row,
        column=fact.column,
        page=fact.page,
    )


def compose(
    query: Query,
    outcome: Outcome,
    profiles: Mapping[str, Profile],
    witnesses: Witnesses,
    doubts: Doubts,
) -> Answer:
    """The Answer to ``query``: headline first, then formula, sources and contradictions."""
    cited = Citations(profiles, witnesses)
    if outcome.status == "ambiguous" and outcome.excerpts:
        return _ambiguous_words(query, outcome.excerpts, cited, profiles)
    if outcome.status == "ambiguous":
        return _ambiguous(query, outcome.candidates, cited)
    figures = [in_unit(f, query.output) for f in outcome.figures]
    listed = [_row(number, row, cited) for number, row in enumerate(outcome.rows, 1)]
    told = () if listed else figures
    sentences = [_sentence(f, cited, first=i == 0) for i, f in enumerate(told)]
    places = (*map(cited.place, outcome.places), *map(cited.number, outcome.grounds[:1]))
    marks = "".join(f"[{number}]" for number in places)
    several = len({profiles[e.doc].unit_name for e in outcome.excerpts}) > 1 or len(query.units) > 1
    quoted = [
        f"{profiles[e.doc].unit_name + '：' if several else ''}{e.text}[{cited.place(e)}]"
        for e in outcome.excerpts
    ]
    computed = next((f for f in figures if f.operands), None)
    return Answer(
        question=query.question,
        status="answered",
        text="".join(sentences)
        + outcome.remark
        + _reworded(outcome)
        + marks
        + "\n".join([*listed, *quoted]),
        values=tuple(_value(f, cited) for f in figures),
        calculation=_calculation(computed, cited) if computed else None,
        citations=tuple(cited.cited),
        warnings=doubts.about(cited.facts),
    )


def _row(number: int, row: Listed, cited: Citations) -> str:
    """A row of a list: its name, the cells asked for, and the printed row that holds them all."""
    words = load("answers")["list"]
    cells = (
        str(words["cell"]).format(label=label, text=cell.text or "")
        for label, cell in row.cells
        if label
    )
    told = "，".join(cells)
    return str(words["row"]).format(
        number=number,
        name=row.name,
        cells=told and f"：{told}",
        marks=f"[{cited.number(row.cells[0][1])}]",
    )


def _reworded(outcome: Outcome) -> str:
    return reworded(*outcome.reworded) if outcome.reworded else ""


def turned_away(question: str) -> Answer | None:
    """The answer to what is no question: nothing, a page pasted by mistake, an order."""
    words = load("answers")["no_data"]
    if not re.search(r"\w", clean(question)):
        return Answer(question, "no_data", words["empty"])
    if len(question) > MAX_QUESTION:
        text = words["long"].format(length=len(question), limit=MAX_QUESTION)
        return Answer(question[:MAX_QUESTION], "no_data", text)
    if any(order in clean(question) for order in load("questions")["grammar"]["orders"]):
        return Answer(question, "no_data", words["order"] + words["scope"])
    return None


def silence(query: Query, profiles: Mapping[str, Profile]) -> Answer:
    """An honest no: what is missing, and which documents there are of the unit instead."""
    words = load("answers")["no_data"]
    if query.strangers:
        missing = str(words["stranger"]).format(stranger="、".join(query.strangers))
    elif _names_nothing(query):
        return Answer(query.question, "no_data", words["nothing"] + words["scope"])
    else:
        missing = str(words["missing"]).format(
            units="、".join(query.units),
            years="、".join(f"{year}年" for year in query.years),
            kind="、".join(query.bases),
        )
    held = [
        Candidate(p.title, doc, None, None, p.title)
        for doc, p in profiles.items()
        if not query.units or p.unit_name in query.units
    ]
    shown = "；".join(one.label for one in held[:MOST_TITLES])
    shown += str(words["more"]) if len(held) > MOST_TITLES else ""
    text = missing + str(words["held"]).format(documents=shown)
    return Answer(query.question, "no_data", text, candidates=tuple(held[:MOST_TITLES]))


def _names_nothing(query: Query) -> bool:
    """Whether the question names no unit, no year and no version: it may be about anything."""
    return not (query.units or query.years or query.bases or query.codes)


def _sentence(figure: Figure, cited: Citations, *, first: bool) -> str:
    words = load("answers")["sentence"]
    template = words["computed"] if figure.operands else words["value" if first else "more"]
    return str(template).format(
        unit=unit_name(figure) if first else "",
        verb="" if figure.label.endswith(tuple(words["self_verbs"])) else words["verb"],
        label=figure.label,
        figure=show(figure),
        working=working(figure),
        marks=cited.marks((figure,)),
    )


def _ambiguous(query: Query, candidates: Sequence[Figure], cited: Citations) -> Answer:
    words = load("answers")["sentence"]
    lines, listed = [], []
    for number, figure in enumerate(candidates, 1):
        figure = in_unit(figure, query.output)
        line = str(words["candidate"]).format(
            number=number,
            unit=unit_name(figure),
            label=figure.label,
            figure=show(figure),
            marks=cited.marks((figure,)),
        )
        lines.append(line)
        fact = figure.facts[0]
        listed.append(
            Candidate(
                f"{fact.unit_name}{figure.label}", fact.doc, figure.value, figure.unit, line,
                citation=cited.number(fact),
            )
        )  # fmt: skip
    text = str(words["ambiguous"]).format(candidates="\n".join(lines))
    return Answer(
        query.question, "ambiguous", text,
        citations=tuple(cited.cited), candidates=tuple(listed),
    )  # fmt: skip


def _ambiguous_words(
    query: Query, excerpts: Sequence[Excerpt], cited: Citations, profiles: Mapping[str, Profile]
) -> Answer:
    """The words of each document that fits, and the question back."""
    words = load("answers")["sentence"]
    lines, listed = [], []
    for number, excerpt in enumerate(excerpts, 1):
        mark = cited.place(excerpt)
        label = profiles[excerpt.doc].title
        line = f"{number}. {label}：{excerpt.text}[{mark}]"
        lines.append(line)
        listed.append(Candidate(label, excerpt.doc, None, None, excerpt.text, citation=mark))
    text = str(words["ambiguous"]).format(candidates="\n".join(lines))
    return Answer(
        query.question, "ambiguous", text,
        citations=tuple(cited.cited), candidates=tuple(listed),
    )  # fmt: skip


def reworded(years: Sequence[int], changed: Sequence[tuple[str, str]]) -> str:
    """What two years word differently, item by item; an empty side was added or dropped."""
    words = load("answers")["reworded"]
    old, new = (f"{year}年" for year in years)
    lines = [
        str(words["changed" if a and b else "added" if b else "dropped"]).format(
            old=old, new=new, before=a, after=b
        )
        for a, b in changed
    ]
    return "\n".join(lines) if lines else str(words["same"]).format(old=old, new=new)


def working(figure: Figure) -> str:
    """A computed figure's formula with its operands filled in: 决算数6.28万元 ÷ 预算数12.00万元."""
    return figure.pattern.format(*(f"{o.label}{show(o)}" for o in figure.operands))


def _calculation(figure: Figure, cited: Citations) -> Calculation:
    return Calculation(figure.formula, tuple(_value(o, cited) for o in figure.operands))


def _value(figure: Figure, cited: Citations) -> Value:
    facts = figure.facts
    return Value(figure.label, figure.value, figure.unit, cited.number(facts[0]) if facts else None)


def unit_name(figure: Figure) -> str:
    """The unit whose figure it is; empty where several stand behind it."""
    names = {fact.unit_name for fact in figure.facts}
    name = names.pop() if len(names) == 1 else ""
    return "" if figure.label.startswith(name) else name


def show(figure: Figure) -> str:
    """A figure as an answer prints it: as the cell words it, else with thousands commas, its own
    decimals and its unit."""
    return figure.printed or f"{figure.value:,f}{figure.unit}"
