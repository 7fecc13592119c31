"""An answer as a piece of a page. Templates escape everything: no word of a document, a file
name or a question ever becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from qa.app.charts import (
    ROOM_FOR_FIGURE,
    ROOM_FOR_FIGURE_IN_NARROW,
    ROOM_FOR_YEAR,
    Chart,
    Spot,
    bars,
    chart_of,
    have_room,
    spots,
    zero,
)
from qa.app.holdings import Handed
from qa.app.sources import Grid, Passage
from qa.app.words import Words
from qa.cli.show import Style, answer_text, spaced
from qa.index import DocSection, DocumentInfo
from qa.model import Answer, Check, Citation, Value

_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its unit as it is read; ``citation`` is the number of its source."""

    label: str
    figure: str
    citation: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading to choose; ``question`` is what to ask for it, where that is known."""

    label: str
    figure: str
    question: str | None
    citation: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an answer's text: words, or the number of a source."""

    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A question's answer with what the page shows of it beyond the answer itself.

    ``asked`` is what the page sends back with an opinion on it: an object with ``question``,
    ``history`` and ``generation``, as JSON.
    """

    answer: Answer
    asked: str
    choices: tuple[Choice, ...] = ()
    places: tuple[Grid | Passage, ...] = ()
    exports: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """The picture of a course over years: its points with their figures as they are read.

    ``zero`` is how far up zero is. Where not every figure or year has room, the first and the
    last are written; ``is_dense`` says so of the figures in a narrow window.
    """

    spots: tuple[Spot, ...]
    figures: tuple[str, ...]
    zero: float
    writes_figures: bool
    writes_years: bool
    is_dense: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that did not come out even, with its places."""

    check: Check
    cited: tuple[tuple[Citation, Grid | Passage], ...]


def render_turn(turn: Turn, words: Words) -> str:
    """The markup of one question and its answer."""
    answer, calculation = turn.answer, turn.answer.calculation
    values = [figure(value) for value in answer.values]
    chart = chart_of(answer)
    return _fill(
        "turn.html",
        words,
        answer=answer,
        headline=values[0] if len(values) == 1 or (values and calculation) else None,
        text=tuple(parts(answer.text, len(answer.citations))),
        formula=calculation.formula if calculation else None,
        operands=[figure(operand) for operand in calculation.operands] if calculation else (),
        figures=values if len(values) > 1 else (),
        bars=bars(chart) if chart and chart.kind == "bar" else (),
        course=_course(chart, values) if chart and chart.kind == "line" else None,
        choices=turn.choices,
        cited=tuple(zip(answer.citations, turn.places, strict=True)),
        exports=turn.exports,
        asked=turn.asked,
        plain=answer_text(answer, Style()),
    )


def _course(chart: Chart, values: Sequence[Figure]) -> Course:
    points = spots(chart)
    return Course(
        points,
        tuple(values[at].figure for at in chart.places),
        zero(chart),
        have_room(points, ROOM_FOR_FIGURE),
        have_room(points, ROOM_FOR_YEAR),
        not have_room(points, ROOM_FOR_FIGURE_IN_NARROW),
    )


def render_start(examples: Sequence[str], words: Words) -> str:
    """The markup of a conversation that has not begun."""
    return _fill("start.html", words, examples=examples)


def render_table(grid: Grid, words: Words) -> str:
    """The markup of a table."""
    return _macro("source.html", "table", grid, SimpleNamespace(**words))


def render_documents(rows: Sequence[tuple[DocumentInfo, int]], words: Words) -> str:
    """The markup of the documents that are loaded, each with the number of contradictions."""
    return _macro("documents.html", "listed", rows, SimpleNamespace(**words))


def render_outline(info: DocumentInfo, sections: Sequence[DocSection], words: Words) -> str:
    """The markup of one document's headings, with what the reader remarked."""
    own = [one.section for one in sections]
    return _macro("documents.html", "outline", own, info.notices, SimpleNamespace(**words))


def render_handed(handed: Sequence[Handed], said: str | None, words: Words) -> str:
    """The markup of what became of files, or of a sentence about them."""
    return _macro("documents.html", "handed", handed, said, SimpleNamespace(**words))


def render_findings(found: Sequence[Finding], words: Words) -> str:
    """The markup of what does not add up, each place to be opened."""
    return _fill("findings.html", words, findings=found)


def figure(value: Value) -> Figure:
    """A value as it is read: digits grouped, its unit behind it."""
    return Figure(value.label, f"{value.value:,f}{spaced(value.unit)}", value.citation)


def parts(text: str, sources: int) -> Iterable[Part]:
    """The text of an answer cut at its [n] marks; what is no number of a source stays text."""
    end = 0
    for found in _MARK.finditer(text):
        number = int(found[1])
        if 1 <= number <= sources:
            yield Part(text[end : found.start()])
            yield Part("", number)
            end = found.end()
    yield Part(text[end:])


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("qa.app"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _macro(template: str, name: str, *values: Any) -> str:
    return str(getattr(_environment().get_template(template).module, name)(*values))


def _fill(template: str, words: Words, **names: Any) -> str:
    # A template's words.copy must be the word, not the method of a dictionary.
    return _environment().get_template(template).render(words=SimpleNamespace(**words), **names)
