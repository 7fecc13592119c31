"""The one place that writes Chinese sentences: an Outcome becomes an Answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.ask.compute.outcome import Outcome
from qa.ask.find.figures import Figure, in_unit
from qa.ask.narrative.cut import GAP
from qa.ask.narrative.narrator import Excerpt
from qa.ask.narrative.text import sentences
from qa.ask.question.query import Query
from qa.ask.question.spelling import Slip
from qa.ask.tell.citing import Citations, Sources
from qa.ask.tell.doubts import Doubts
from qa.ask.tell.sentences import paragraph, reworded, row, show, unit_name
from qa.ask.tell.silence import MOST_TITLES
from qa.lexicon import load
from qa.model import Answer, Calculation, Candidate, Profile, Value

#: The words of several documents are shown in so many characters together.
LONGEST_TOGETHER = 1500


def compose(
    query: Query,
    outcome: Outcome,
    profiles: Mapping[str, Profile],
    sources: Sources,
    doubts: Doubts,
) -> Answer:
    """The Answer to ``query``: headline first, then formula, sources and contradictions."""
    cited = Citations(profiles, sources)
    if outcome.status == "ambiguous" and outcome.excerpts:
        return _ambiguous_words(query, outcome.excerpts, cited, profiles, doubts)
    if outcome.status == "ambiguous":
        return _ambiguous(query, outcome.candidates, cited, doubts)
    figures = [in_unit(f, query.output) for f in outcome.figures]
    listed = [row(number, one, cited) for number, one in enumerate(outcome.rows, 1)]
    told = "" if listed else paragraph(figures, cited)
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
        text=told + outcome.remark + _reworded(outcome) + marks + "\n".join([*listed, *quoted]),
        values=tuple(_value(f, cited) for f in figures),
        calculation=_calculation(computed, cited) if computed else None,
        citations=tuple(cited.cited),
        warnings=doubts.about(cited.facts, outcome.excerpts),
    )


def _reworded(outcome: Outcome) -> str:
    return reworded(*outcome.reworded) if outcome.reworded else ""


def mended(slips: Sequence[Slip]) -> str:
    """What is added to an answer where words of the question were read as misspelt."""
    words = load("answers")["mended"]
    read = words["joint"].join(words["slip"].format(typed=s.typed, read=s.read) for s in slips)
    return str(words["sentence"].format(slips=read)) if slips else ""


def only_examples(profiles: Mapping[str, Profile]) -> str:
    """What is added to a question back that names but a few of the units it may be about."""
    units = {profile.unit_name for profile in profiles.values()}
    words = load("answers")["sentence"]["examples"]
    return str(words).format(units=len(units), documents=len(profiles))


def overview(year: int, kind: str, told: Sequence[str], left: Sequence[str]) -> str:
    """What is added to an answer over many units: how many were compared, and which of them print
    no such figure."""
    words = load("answers")["overall"]
    text = str(words["compared"]).format(year=year, kind=kind, units=len(told))
    if left:
        names = "、".join(left[:MOST_TITLES]) + (words["more"] if len(left) > MOST_TITLES else "")
        text += words["missing"].format(count=len(left), year=year, kind=kind, names=names)
    return text


def unclear(query: Query, what: Sequence[str], profiles: Sequence[Profile]) -> Answer:
    """The question back where one over many units leaves open ``what`` (see the lexicon)."""
    words = load("answers")["overall"]
    units = len({profile.unit_name for profile in profiles})
    text = words["unclear"].format(
        units=units, documents=len(profiles), what=words["both"].join(words[one] for one in what)
    )
    return Answer(query.question, "ambiguous", text)


def _ambiguous(
    query: Query, candidates: Sequence[Figure], cited: Citations, doubts: Doubts
) -> Answer:
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
    facts = [figure.facts[0] for figure in candidates]
    versions = {(fact.unit_name, fact.year, fact.basis) for fact in facts}
    of_copies = len(versions) == 1 and len({fact.doc for fact in facts}) == len(facts) > 1
    asking = "which_document" if of_copies else "ambiguous"
    return _asking_back(query, lines, listed, cited, doubts.about(cited.facts), asking)


def _ambiguous_words(
    query: Query,
    excerpts: Sequence[Excerpt],
    cited: Citations,
    profiles: Mapping[str, Profile],
    doubts: Doubts,
) -> Answer:
    """The words of each document that fits, and the question back."""
    lines, listed = [], []
    for number, excerpt in enumerate(excerpts, 1):
        mark = cited.place(excerpt)
        label = profiles[excerpt.doc].title
        text = _shortened(excerpt.text, LONGEST_TOGETHER // len(excerpts))
        lines.append(f"{number}. {label}：{text}[{mark}]")
        listed.append(Candidate(label, excerpt.doc, None, None, text, citation=mark))
    return _asking_back(query, lines, listed, cited, doubts.about((), excerpts))


def _shortened(text: str, most: int) -> str:
    """``text`` itself, or its first sentences of no more than ``most`` characters."""
    if len(text) <= most:
        return text
    ends = [end for _, end in sentences(text) if end <= most]
    return text[: ends[-1] if ends else most].rstrip() + GAP


def _asking_back(
    query: Query,
    lines: Sequence[str],
    listed: Sequence[Candidate],
    cited: Citations,
    warnings: tuple[str, ...],
    asking: str = "ambiguous",
) -> Answer:
    """The question which of the candidates was meant, each told in a line."""
    text = str(load("answers")["sentence"][asking]).format(candidates="\n".join(lines))
    return Answer(
        query.question, "ambiguous", text,
        citations=tuple(cited.cited), warnings=warnings, candidates=tuple(listed),
    )  # fmt: skip


def _calculation(figure: Figure, cited: Citations) -> Calculation:
    return Calculation(figure.formula, tuple(_value(o, cited) for o in figure.operands))


def _value(figure: Figure, cited: Citations) -> Value:
    facts = figure.facts
    return Value(figure.label, figure.value, figure.unit, cited.number(facts[0]) if facts else None)
