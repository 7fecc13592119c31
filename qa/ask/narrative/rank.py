"""Which units answer a question: how much of it they explain, and whether they tell what it asks.

The score is the explained share of the question's content, plus how well the unit stands under
what the question is after (a reason, a duty, …), less what speaks against it: a name of its own
that the question does not mention.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qa.ask.narrative.facets import Facets, needed, spoken_of, sureness
from qa.ask.narrative.index import TextIndex, spans, tokens
from qa.ask.narrative.units import LISTING, REST, Size, Traits, Unit
from qa.ask.narrative.want import Wanted
from qa.ask.question.query import bits

#: What standing under the asked facet adds; a sentence that only uses its words gets a part.
FACET = 0.35
#: What a name of its own costs that the question does not mention, and gains where it does.
STRANGE, NAMED = 0.2, 0.2
#: What a cell costs that says how points are given, where that was not asked.
RUBRIC, MENTIONED = 0.3, 0.5
#: What words cost that only repeat the name of what they are of.
HOLLOW = 0.5
#: What a list costs one of whose members is what the question names: of what that consists and what
#: it is for, the list does not say. Its name is told by so much of the content.
MEMBER, IS_MEMBER = 0.3, 0.8
#: … and the question mentions so much of the member's name.
OF_MEMBER = 0.4
#: The facets that a list of which it is a member does not tell of a thing.
OF_ITSELF: Facets = frozenset({"composition", "purpose"})
#: What a list gains where “which” or “what” is asked.
LISTED = 0.15
#: A quantity that is asked for (几台) and printed (4 台).
COUNTED = 0.15
#: What standing under something else as well costs.
EXTRA = 0.02
#: Prose is written to be read; a cell repeats it or says a part of it.
PROSE = 0.05
#: Whether the unit speaks of a rise or a fall as the question does.
WAY = 0.06
#: What a unit gains whose own words say what the question names, not only its heading.
OWN_WORDS = 0.03
#: What a unit gains whose own words say a whole name of the question in one stretch.
STRETCH = 0.1
#: What an explanation of a term costs where none was asked for.
GLOSSARY = 0.3
#: What a larger unit gains over its parts that explain the question equally well.
LARGER: Mapping[Size, float] = {"piece": 0.0, "part": 0.05, "node": 0.05, "list": 0.10}

#: A name of fewer letters stands in many texts by chance.
_STRETCH = re.compile(r"\S{4,}")
_BRACKETS = re.compile(r"[（(]([^（()）]{2,})[)）]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit with how well it answers; ``coverage`` is the explained share of the content,
    ``named`` how much of its own name the question mentions and ``labelled`` how much of the
    item whose amount it reports. ``near`` is what of the question its own words and what stands
    over them explain, without the rest of its paragraph."""

    number: int
    score: float
    coverage: float
    mask: int
    named: float = 0.0
    labelled: float = 1.0
    near: int = 0


class _Told(NamedTuple):
    """How well the units of some facets tell each of those that a question asks for, the letters
    of the question that they explain by it, and what that speaks for them."""

    shares: Mapping[str, float]
    letters: Sequence[tuple[float, int]]
    bonus: float


class Ranking:
    """One question against many units."""

    def __init__(self, want: Wanted, index: TextIndex) -> None:
        self._want = want
        self._index = index
        self._masks = index.masks(want.query)
        self._spans = spans(want.query.text)
        self._tokens = {token for token, _ in self._spans}
        self._needed = needed(want.facets)
        self._spoken = spoken_of(want.facets)
        self._tellings: dict[tuple[Facets, Facets], _Told] = {}
        self._sums: dict[int, float] = {}
        self._names: dict[str, float] = {}
        self._stretches = [
            (index.holding(run[0]), self._sum(bits(run.span()) & want.content))
            for run in _STRETCH.finditer(
                "".join(c if want.content >> i & 1 else " " for i, c in enumerate(want.query.text))
            )
        ]

    def hit(self, number: int, unit: Unit, layers: Sequence[tuple[float, int]]) -> Hit | None:
        """How well ``unit`` answers; ``None`` where it tells nothing of what must be told."""
        traits = unit.traits
        told = self._told(traits.marks, traits.tells)
        if not self._may_answer(traits, told.shares):
            return None
        found = [(weight, self._masks[text]) for weight, text in layers if text in self._masks]
        if self._want.content and not found and not any(letters for _, letters in told.letters):
            return None
        mask, near, explained, content = 0, 0, 0.0, 0.0
        for weight, letters in (*told.letters, *found):
            near |= letters if weight > REST else 0
            new = letters & ~mask
            if new:
                mask |= new
                explained += weight * self._sum(new)
                content += weight * self._sum(new & self._want.content)
        whole = self._sum(self._want.content)
        score = explained / self._want.whole + LARGER[unit.size]
        own = self._masks.get(layers[0][1], 0) & self._want.content if layers else 0
        own_share = self._sum(own) / whole if whole else 0.0
        score += self._bonus(traits, told, own_share) + OWN_WORDS * own_share
        if whole and self._stretches:
            score += STRETCH * self._in_one_stretch(layers) / whole
        if own_share >= IS_MEMBER and self._lists_it(traits, whole):
            score -= MEMBER
        coverage = content / whole if whole else 1.0
        mentioned = max(map(self.completeness, traits.names), default=0.0)
        labelled = self.completeness(traits.label) if traits.label else 1.0
        return Hit(number, score, coverage, mask, mentioned, labelled, near)

    def _told(self, marks: Facets, tells: Facets) -> _Told:
        """How well a unit of these facets tells each of those that the question asks for."""
        key = (marks, tells)
        if key not in self._tellings:
            facets = self._want.facets
            shares = {
                facet: 1.0 if facet in marks else sureness(facet) * (facet in tells)
                for facet in facets
            }
            # Most questions ask “which”: that alone says little about what they are after.
            special = [share for facet, share in shares.items() if facet not in LISTING] or [
                *shares.values()
            ]
            bonus = FACET * sum(special) / len(special) if special else 0.0
            bonus += LISTED * sum(shares.get(facet, 0.0) for facet in LISTING)
            bonus -= EXTRA * len(marks - shares.keys())
            letters = [(share, facets[facet]) for facet, share in shares.items() if share]
            self._tellings[key] = _Told(shares, letters, bonus)
        return self._tellings[key]

    def _may_answer(self, unit: Traits, told: Mapping[str, float]) -> bool:
        """Whether the unit tells something of what must be told; terms explain no change."""
        if not self._spoken <= unit.tells:
            return False
        if unit.glossary and self._needed:
            return "definition" in self._needed
        return not self._needed or any(told[facet] for facet in self._needed)

    def _bonus(self, unit: Traits, told: _Told, own: float) -> float:
        """What speaks for a unit and against it beyond the explained words.

        ``own`` is the share of the content that its own words explain: where they do, it
        matters little that they stand under another name.
        """
        bonus = told.bonus
        names = [self.completeness(name) for name in unit.names]
        strange = STRANGE * (1 - own)
        label = [self.completeness(unit.label)] if unit.label else []
        bonus += NAMED * max(names + label, default=0.0)
        bonus -= strange * (1 - min(names, default=1.0))
        if "reason" in told.shares:
            # Whose change is reported matters where the change is asked about.
            bonus -= STRANGE * (1 - min(label, default=1.0))
        if unit.rubric and self.completeness(unit.rubric) < MENTIONED:
            bonus -= RUBRIC
        bonus -= HOLLOW * unit.hollow
        if self._want.counted:
            bonus += COUNTED if unit.counts.intersection(self._want.counted) else -COUNTED
        if unit.glossary and "definition" not in told.shares:
            bonus -= GLOSSARY
        bonus += PROSE * unit.prose
        if self._want.ways and unit.ways:
            bonus += WAY if unit.ways & self._want.ways else -WAY
        return bonus

    def _in_one_stretch(self, layers: Sequence[tuple[float, int]]) -> float:
        """How much those names of the question weigh that a text of a unit holds whole."""
        numbers = [number for _, number in layers]
        return sum(w for holding, w in self._stretches if not holding.isdisjoint(numbers))

    def _lists_it(self, unit: Traits, whole: float) -> bool:
        """Whether what the question names is but one of the things that the unit lists."""
        own = max(map(self.completeness, unit.names), default=0.0)
        if len(unit.members) < 2 or own > MENTIONED or not OF_ITSELF & self._want.facets.keys():
            return False
        named = (name for name in unit.members if self.completeness(name) >= OF_MEMBER)
        shares = (self._sum(self._said_by(name) & self._want.content) for name in named)
        return sum(share >= IS_MEMBER * whole for share in shares) == 1

    def _said_by(self, name: str) -> int:
        """The letters of the question that ``name`` holds."""
        held = tokens(name)
        return bits(*(span for token, span in self._spans if token in held))

    def _sum(self, mask: int) -> float:
        if mask not in self._sums:
            self._sums[mask] = sum(w for i, w in enumerate(self._want.weights) if mask >> i & 1)
        return self._sums[mask]

    def completeness(self, name: str) -> float:
        """How much of ``name`` the question mentions, by weight.

        Of a name with another in brackets (行政经费（机关运行经费）) either will do.
        """
        if name not in self._names:
            inside = _BRACKETS.findall(name)
            variants = {name, _BRACKETS.sub("", name), *inside} if inside else {name}
            self._names[name] = max(map(self._mentioned, variants))
        return self._names[name]

    def _mentioned(self, name: str) -> float:
        weights = {token: self._index.weight(token) for token in tokens(name)}
        # Sets have no order: added exactly, a sum is the same in every process.
        there = math.fsum(w for token, w in weights.items() if token in self._tokens)
        return there / (math.fsum(weights.values()) or 1.0)


def ranked(
    want: Wanted,
    index: TextIndex,
    units: Sequence[Unit],
    layers: Sequence[Sequence[tuple[float, int]]],
    where: Callable[[Unit], bool],
) -> list[Hit]:
    """The units that ``where`` admits, the best first."""
    ranking = Ranking(want, index)
    hits = (
        ranking.hit(number, unit, layers[number])
        for number, unit in enumerate(units)
        if where(unit)
    )
    return sorted((hit for hit in hits if hit), key=lambda hit: -hit.score)
