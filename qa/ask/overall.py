"""Questions over the units of a large index: which has most (哪个单位), what all come to (合计).

What is meant shows in a few documents; then the figure is looked up in every document of the year
and kind, under whatever names documents give it. The answer says how many units were compared
and which of the others print no such figure: none is left out in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qa.ask.compute.outcome import Outcome, answered
from qa.ask.find import figures as fig
from qa.ask.find.desk import figure_of
from qa.ask.find.figures import Figure
from qa.ask.find.naming import label_of
from qa.ask.find.scope import kinds_named
from qa.ask.flow import Trace
from qa.ask.question.query import Query
from qa.ask.question.ranging import Ranging
from qa.ask.question.understand import understand
from qa.ask.question.years import years_in
from qa.ask.router import FEW_UNITS, Router
from qa.ask.shelf import Holdings, Shelf, Shelves
from qa.ask.steps import Step
from qa.ask.tell.compose import compose, overview, unclear
from qa.ask.tell.doubts import Doubts
from qa.ask.tell.silence import silence
from qa.index.rows import item_of
from qa.lexicon import load
from qa.model import Answer, Basis, Fact, Kind, Profile

#: What can be asked of all units; other questions are answered as if no units were spoken of.
ASKED = frozenset(
    ("value", "largest", "smallest", "order", "list", "count", "sum", "sum_of_several", "average")
)
#: So often is looked for more names of the figure, in a few documents that print none of those
#: known.
ROUNDS = 6
#: More documents than this are not compared for one question.
MOST_DOCUMENTS = 20_000
#: So many units are named in an answer.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A question over units as understood: the figure of ``year`` and ``kind`` that ``query``
    names, in the documents ``docs``, one or several of each unit."""

    query: Query
    year: int
    kind: Kind
    docs: tuple[str, ...]


class Overall:
    """Answers questions over all units, or over those of one kind of body or place."""

    def __init__(
        self,
        index: Holdings,
        profiles: Mapping[str, Profile],
        shelves: Shelves,
        router: Router,
        doubts: Doubts,
    ) -> None:
        self._index = index
        self._profiles = profiles
        self._shelves = shelves
        self._router = router
        self._doubts = doubts

    def answered(self, question: str, over: Ranging) -> tuple[Answer, Trace] | None:
        """The answer to a question that ranges ``over`` units; ``None`` where it asks for
        something else than can be compared, or of a few units that it names."""
        named = self._router.named(over.question)
        if not self._router.is_large or 0 < len(named) <= FEW_UNITS:
            return None
        units = over.among(named or self._router.units)
        docs = self._of_years(self._router.docs_of(units), years_in(over.question))
        shelf = self._shelves.of(self._router.examples(over.question, docs))
        query = understand(over.question, shelf.flow.vocabulary)
        if (
            not query.content
            or query.needs_words
            or query.ratio
            or not {*query.operations} <= ASKED
        ):
            return None
        query = replace(query, question=question)
        kinds = kinds_named(query) or {self._profiles[doc].kind for doc in docs}
        lacking = {
            "year": len(query.years) != 1,
            "kind": len(kinds) != 1,
            "fewer": len(query.years) == 1 and len(docs) > MOST_DOCUMENTS,
        }
        if open_ := [what for what, is_open in lacking.items() if is_open]:
            back = unclear(query, open_, [self._profiles[doc] for doc in docs])
            return back, Trace(query, (), None, {}, shelf.flow)
        (kind,) = kinds
        own = tuple(doc for doc in docs if self._profiles[doc].kind == kind)
        return self._compared(Asked(query, query.years_meant[0], kind, own), shelf)

    def _of_years(self, docs: Collection[str], years: Collection[int]) -> list[str]:
        """Those of ``docs`` that are of one of ``years``, of any for none."""
        return sorted(doc for doc in docs if not years or self._profiles[doc].year in years)

    def _compared(self, asked: Asked, shelf: Shelf) -> tuple[Answer, Trace]:
        found, wide = self._figures(asked, shelf)
        outcome = outcome_of(asked.query, [*found.values()])
        trace = Trace(asked.query, (Step(asked.query, False, outcome),), outcome, {}, wide.flow)
        if outcome is None:
            return silence(asked.query, self._profiles, (), wide.sources, self._doubts), trace
        units = dict.fromkeys(self._profiles[doc].unit_name for doc in asked.docs)
        told = overview(asked.year, asked.kind, [*found], [u for u in units if u not in found])
        answer = compose(asked.query, outcome, self._profiles, wide.sources, self._doubts)
        return replace(answer, text=answer.text + told), trace

    def _figures(self, asked: Asked, shelf: Shelf) -> tuple[dict[str, Figure], Shelf]:
        """The figure of each unit, and the shelf of all that were looked at."""
        found: dict[str, Figure] = {}
        facts: list[Fact] = []
        items: set[str] = set()
        left = {*asked.docs}
        for _ in range(ROUNDS):
            docs = self._router.examples(asked.query.text, left) if left else frozenset()
            some = self._shelves.of(docs)
            new = {item_of(_fact(one)) for one in _of_units(asked, some)} - items
            if not new:
                break
            items |= new
            more = self._index.facts_of_items(new, [asked.year])
            fresh = [fact for fact in more if fact.doc in left]
            # Beside all that some documents print: what is rare among labels counts most.
            for figure in _of_units(asked, self._shelf([*some.facts, *fresh])):
                found.setdefault(_fact(figure).unit_name, figure)
            facts += fresh
            left = {doc for doc in left if self._profiles[doc].unit_name not in found}
        return found, self._shelf(facts) if facts else shelf

    def _shelf(self, facts: Sequence[Fact]) -> Shelf:
        docs = {fact.doc: self._profiles[fact.doc] for fact in facts}
        return Shelf(docs, self._router.units, facts)


def _of_units(asked: Asked, shelf: Shelf) -> Iterator[Figure]:
    """The figure that each unit's document prints of what is asked, named with the unit."""
    bases: tuple[Basis, ...] = asked.query.bases or (asked.kind,)
    query = replace(asked.query, units=(), bases=bases, bound=None, operations=("value",))
    told: set[str] = set()
    for link in shelf.flow.desk.links(query):
        unit = link.fact.unit_name
        if unit not in told and link.fact.doc in asked.docs:
            told.add(unit)
            yield replace(figure_of(link), label=f"{unit}{label_of(link.fact)}")


def outcome_of(query: Query, found: Sequence[Figure]) -> Outcome | None:
    """What is to be told of the figures of all units."""
    if not found:
        return None
    same = [one for one in fig.aligned(found) if fig.alike((one, found[0]))]
    ranked = fig.ranked(same)
    wanted, words = {*query.operations}, load("answers")["overall"]
    if query.bound:
        bound = query.bound
        kept = [one for one in ranked if bound.admits(one.value, one.unit)]
        remark = words["keep"].format(count=len(kept), of=len(same))
        return Outcome("answered", tuple(kept[:SHOWN]), remark=remark + _shown(len(kept)))
    if wanted & {"sum", "sum_of_several"}:
        return answered(fig.total(words["sum"].format(count=len(ranked)), ranked))
    if "average" in wanted:
        return answered(fig.mean(words["mean"].format(count=len(ranked)), ranked))
    if wanted & {"largest", "smallest"}:
        return _ends(query, ranked, wanted)
    return answered(*ranked[:SHOWN], remark=_shown(len(ranked)))


def _ends(query: Query, ranked: Sequence[Figure], wanted: Collection[str]) -> Outcome | None:
    """The units with most, those with least, or both; of many equal ones some, and how many."""
    words, remark = load("answers"), ""
    told: list[Figure] = []
    for name, figures in (("largest", ranked), ("smallest", ranked[::-1])):
        if name not in wanted:
            continue
        equal = sum(one.value == figures[0].value for one in figures)
        first = figures[: query.top or equal][:SHOWN]
        told += first
        names = words["sentence"]["comma"].join(_fact(one).unit_name for one in first)
        remark += words["remark"][name].format(names=names)
        remark += "" if query.top else _shown(equal)
    return answered(*told, remark=remark)


def _shown(count: int) -> str:
    words = load("answers")["overall"]
    return str(words["first"]).format(count=count, shown=SHOWN) if count > SHOWN else ""


def _fact(figure: Figure) -> Fact:
    return figure.facts[0]
