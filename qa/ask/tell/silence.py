"""What is told where there is no figure to give: nothing was asked, or the documents are silent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import islice

from qa.ask.compute.outcome import Outcome
from qa.ask.find.figures import Figure
from qa.ask.find.fitting import names_all
from qa.ask.narrative.narrator import Excerpt
from qa.ask.question.query import Query, mask_of
from qa.ask.tell.citing import Citations, Sources
from qa.ask.tell.doubts import Doubts
from qa.ask.tell.sentences import show, unit_name
from qa.ask.words.courtesy import asks_what_is_held, is_courtesy
from qa.ask.words.text import clean, skeleton
from qa.lexicon import load
from qa.model import Answer, Candidate, Profile

#: Longer than any question; a page pasted by mistake is not one.
MAX_QUESTION = 500
#: So many words of Latin letters beside Chinese ones are a question in another language, not the
#: name of a thing.
FEWEST_WORDS = 3
#: More documents than this are not listed one by one.
MOST_TITLES = 8


def turned_away(question: str) -> Answer | None:
    """The answer to what is no question: nothing, a page pasted by mistake, an order."""
    words = load("answers")["no_data"]
    if not re.search(r"\w", clean(question)):
        return Answer(question, "no_data", words["empty"])
    if len(question) > MAX_QUESTION:
        text = words["long"].format(length=len(question), limit=MAX_QUESTION)
        return Answer(question[:MAX_QUESTION], "no_data", text)
    if is_courtesy(clean(question)):
        return Answer(question, "no_data", words["greeting"] + words["scope"])
    if _is_foreign(question):
        return Answer(question, "no_data", words["foreign"])
    if any(order in clean(question) for order in load("questions")["grammar"]["orders"]):
        return Answer(question, "no_data", words["order"] + words["scope"])
    return None


def told_what_is_held(question: str, profiles: Mapping[str, Profile]) -> Answer | None:
    """The documents that there are, where the question asks for nothing else."""
    if not asks_what_is_held(clean(question)):
        return None
    words = load("answers")["no_data"]
    documents, held = _documents(profiles)
    text = words["holdings"].format(documents=documents)
    return Answer(question, "no_data", text, candidates=held)


def _is_foreign(question: str) -> bool:
    """Whether a question is put in words of Latin letters, a Chinese term among them or not."""
    letters = re.findall(r"[a-z]{2,}", unicodedata.normalize("NFKC", question).lower())
    han = len(re.findall(r"[\u4e00-\u9fff]", question))
    return len(letters) >= (FEWEST_WORDS if han else 2) and sum(map(len, letters)) > 2 * han


def silence(
    query: Query,
    profiles: Mapping[str, Profile],
    near: Sequence[Figure],
    sources: Sources,
    doubts: Doubts,
    said: Sequence[Excerpt] = (),
) -> Answer:
    """An honest no: what is missing, what is ``near`` it, and which documents there are; where
    words were ``said`` that there is none of it, those. Contradictions of either are told."""
    words = load("answers")["no_data"]
    cited = Citations(profiles, sources)
    if query.strangers:
        missing = str(words["stranger"]).format(stranger="、".join(query.strangers))
    elif _names_nothing(query):
        return Answer(query.question, "no_data", words["nothing"] + words["scope"])
    elif said:
        missing = str(words["denied"]).format(
            text=said[0].text.rstrip("。"), mark=cited.place(said[0])
        )
    else:
        missing = _missing(query, profiles)
    told = "、".join(
        str(words["one_near"]).format(
            unit=unit_name(figure), label=figure.label, figure=show(figure),
            mark=cited.number(figure.facts[0]),
        )
        for figure in near
    )  # fmt: skip
    meant = {doc: p for doc, p in profiles.items() if not query.units or p.unit_name in query.units}
    documents, held = _documents(meant)
    text = missing + (str(words["near"]).format(figures=told) if told else "")
    return Answer(
        query.question,
        "no_data",
        text + str(words["held"]).format(documents=documents),
        citations=tuple(cited.cited),
        warnings=doubts.about(cited.facts, said[:1]),
        candidates=held,
    )


def left_unsaid(query: Query, outcome: Outcome) -> str:
    """What is added to an answer that says nothing of a body asked about beside others, because it
    has no document: what is told of one must not pass for both."""
    facts = [fact for figure in outcome.figures for fact in figure.facts]
    words = [skeleton(excerpt.text) for excerpt in outcome.excerpts]
    missing = [
        body
        for body in query.strangers
        if not any(names_all(fact, (body,)) for fact in facts)
        and not any(skeleton(body) in text for text in words)
    ]
    told = str(load("answers")["no_data"]["stranger_beside"])
    return told.format(stranger="、".join(missing)) if missing else ""


def _documents(profiles: Mapping[str, Profile]) -> tuple[str, tuple[Candidate, ...]]:
    """The titles of the first documents in a row, and each as a candidate."""
    held = tuple(
        Candidate(profile.title, doc, None, None, profile.title)
        for doc, profile in islice(profiles.items(), MOST_TITLES)
    )
    more = str(load("answers")["no_data"]["more"]) if len(profiles) > MOST_TITLES else ""
    return "；".join(one.label for one in held) + more, held


def _missing(query: Query, profiles: Mapping[str, Profile]) -> str:
    """What is missing: the document itself, or the thing asked for in those there are."""
    words = load("answers")["no_data"]
    scope = {
        "units": _some(query.units),
        "years": "、".join(f"{year}年" for year in query.years_meant),
        "kind": "、".join(query.bases),
    }
    there = any(
        p.unit_name in query.units and p.year in query.years_meant and query.kind in (None, p.kind)
        for p in profiles.values()
    )
    if query.units and query.years and not there:
        return str(words["no_document"]).format(**{**scope, "kind": query.kind or ""})
    filler = mask_of(query.words_of("filler"))
    shown = query.content | query.hints & filler & (query.content << 1 | query.content >> 1)
    # A filler before what is named may begin it (会议费), one behind it does not belong (会议费是).
    last = query.content.bit_length()
    item = "".join(c for i, c in enumerate(query.text[:last]) if shown >> i & 1)
    called = words["averaged" if "average" in query.operations else "item"]
    return str(words["missing"]).format(**scope, item=item and str(called).format(item=item))


def _some(units: Sequence[str]) -> str:
    """The names of units; of many, as a short form may fit, a few and how many there are."""
    named = "、".join(units[:MOST_TITLES])
    more = str(load("answers")["no_data"]["more_units"]).format(units=len(units))
    return named + more if len(units) > MOST_TITLES else named


def _names_nothing(query: Query) -> bool:
    """Whether the question names no unit, no year and no version: it may be about anything."""
    return not (query.units or query.years or query.bases or query.codes)
