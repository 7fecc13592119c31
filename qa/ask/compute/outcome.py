"""What became of a query: figures, candidates, words of the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.ask.find.figures import Figure
from qa.ask.find.scope import kind_of
from qa.ask.narrative.narrator import Excerpt
from qa.ask.question.asked import mentions
from qa.ask.question.query import Query
from qa.lexicon import load
from qa.model import Fact, Kind, Status


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a table as a list shows it: its name and the cells asked for, each with its
    column's label; under an empty label a cell says only where the row is printed."""

    name: str
    cells: tuple[tuple[str, Fact], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures that answer a query (headline first), or the candidates among which it does
    not decide. ``remark`` is an operation's own sentence: which is larger, which way it went.
    ``excerpts`` are the document's own words, where words were asked for; ``places`` are cited
    for what the answer says of them without quoting them in full, such as ``reworded``: two
    years and the pairs of wordings that differ between them. ``rows`` are those of a table that
    a list shows, ``grounds`` the facts on which a remark without figures rests."""

    status: Status
    figures: tuple[Figure, ...] = ()
    candidates: tuple[Figure, ...] = ()
    remark: str = ""
    excerpts: tuple[Excerpt, ...] = ()
    places: tuple[Excerpt, ...] = ()
    rows: tuple[Listed, ...] = ()
    grounds: tuple[Fact, ...] = ()
    reworded: tuple[tuple[int, ...], tuple[tuple[str, str], ...]] | None = None


def answered(*found: Figure | None, remark: str = "") -> Outcome | None:
    """An outcome of the figures that exist; ``None`` if the headline does not."""
    kept = tuple(f for f in found if f is not None)
    return Outcome("answered", kept, remark=remark) if found and found[0] is not None else None


def merged(parts: Sequence[tuple[Query, Outcome | None]]) -> Outcome | None:
    """One outcome of a question's parts: candidates if the first part has any, else all figures,
    those of the parts that ask for a figure before those that ask which. What is asked for and
    not found is said: an answer to one half must not pass for an answer to both."""
    if len(parts) == 1:
        return parts[0][1]
    in_order = sorted(parts, key=lambda part: part[0].asks_words)
    there = [outcome for _, outcome in in_order if outcome is not None]
    if not there or there[0].status != "answered":
        return there[0] if there else None
    first = next(iter(there[0].figures), None)
    there = [_settled(outcome, first) for outcome in there]
    done = [outcome for outcome in there if outcome.status == "answered"]
    figures = _once(f for outcome in done for f in outcome.figures)
    # One place may answer two parts, each as well as it can.
    told = {(e.doc, e.text): e for outcome in done[::-1] for e in outcome.excerpts[::-1]}
    excerpts = tuple(told.values())[::-1]
    rows = tuple(dict.fromkeys(row for outcome in done for row in outcome.rows))
    places = tuple(place for outcome in done for place in outcome.places)
    grounds = tuple(fact for outcome in done for fact in outcome.grounds[:1])
    said = "".join(dict.fromkeys(outcome.remark for outcome in done))
    for part, outcome in parts:
        item = part.named
        if outcome is None and item and mentions(part.said, "figure_words"):
            missing = "missing_reason" if "reason" in part.operations else "missing"
            said += remark(missing, item=item)
    return Outcome("answered", figures, (), said, excerpts, places, rows, grounds)


def _once(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """``figures`` without those that two parts of a question both come to."""
    told: dict[tuple[object, ...], Figure] = {}
    for one in figures:
        told.setdefault((one.facts[0].unit_name, one.label, one.value, one.unit), one)
    return tuple(told.values())


def _settled(outcome: Outcome, first: Figure | None) -> Outcome:
    """``outcome`` decided, where it is open, by the unit, year and version of the part before it
    (人员经费多少，公用经费多少); still open, all that it may mean are given."""
    if outcome.status != "ambiguous" or not outcome.candidates:
        return outcome
    alike = [one for one in outcome.candidates if first and _version(one) == _version(first)]
    chosen = alike if len(alike) == 1 else outcome.candidates
    return Outcome("answered", tuple(chosen), remark=outcome.remark)


def _version(figure: Figure) -> tuple[str, int | None, Kind]:
    fact = figure.facts[0]
    return fact.unit_name, figure.year, kind_of(fact.basis)


def remark(key: str, **words: str) -> str:
    """What an answer says beside its figures (两者相同), from the lexicon."""
    return str(load("answers")["remark"][key]).format(**words)
