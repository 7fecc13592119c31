"""Which units answer a question: how much of it they explain, and whether they tell what it asks.

The score is the explained share of the question's content, plus how well the unit stands under
what the question is after (a reason, a duty, …), less what speaks against it: a name of its own
that the question does not mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from qa.ask.narrative_facets import Facets, asked, needed, sureness
from qa.ask.narrative_index import TextIndex, spans, tokens
from qa.ask.narrative_units import Size, Traits, Unit
from qa.ask.query import Query, Word, bits
from qa.ask.text import canonical
from qa.lexicon import load

#: What standing under the asked facet adds; a sentence that only uses its words gets a part.
FACET = 0.35
#: What a name of its own costs that the question does not mention, and gains where it does.
STRANGE, NAMED = 0.2, 0.2
#: What a cell costs that says how points are given, where that was not asked.
RUBRIC, MENTIONED = 0.3, 0.5
#: What a list gains where “which” or “what” is asked.
LISTING, LISTED = "composition", 0.15
#: A quantity that is asked for (几台) and printed (4 台).
COUNTED = 0.15
#: What standing under something else as well costs.
EXTRA = 0.02
#: Prose is written to be read; a cell repeats it or says a part of it.
PROSE = 0.05
#: Whether the unit speaks of a rise or a fall as the question does.
WAY = 0.06
#: Questions with fewer words that need explaining are decided by what they are after.
LEAST = 15.0
#: What an explanation of a term costs where none was asked for.
GLOSSARY = 0.3
#: What a larger unit gains over its parts that explain the question equally well.
LARGER: Mapping[Size, float] = {"piece": 0.0, "part": 0.05, "node": 0.05, "list": 0.10}
#: Characters that are only a version, a direction or a single filler letter count this much.
HALF, FAINT = 0.25, 0.03
#: Question words of these groups name a thing or a version and may stand in an answer.
TELLING = ("basis", "direction", "ratio", "figure")
#: A number of so many digits without a unit is a name, not an amount.
NAME_DIGITS = 4


#: An amount in words (两亿多, 三千来万): it need not be printed.
_VAGUE = re.compile(r"[一二两三四五六七八九十百千]+[多余来几]?[万亿][多余来]?元?")
_COUNTED = re.compile(r"(?:几|多少)([台辆个家项套人份次条座间路])")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as the ranking sees it.

    ``weights`` holds for each character of the text how much it asks to be explained,
    ``content`` marks those that name things, ``facets`` is what is asked of them, each with the
    characters that name it. ``counted`` are the measure words of quantities asked for (几台),
    ``names`` marks the names of things, which an answer must repeat.
    """

    query: Query
    weights: tuple[float, ...]
    content: int
    facets: Mapping[str, int]
    whole: float
    counted: tuple[str, ...] = ()
    names: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit with how well it answers; ``coverage`` is the explained share of the content and
    ``named`` how much of its own name the question mentions."""

    number: int
    score: float
    coverage: float
    mask: int
    named: float = 0.0


@cache
def _filler() -> re.Pattern[str]:
    words = sorted(map(canonical, load("narrative")["filler"]["words"]), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def asks_for_term(query: Query) -> bool:
    """Whether the question may ask what a term means without saying so (“行政经费是什么”)."""
    ending = query.text.rstrip("?!。").endswith(tuple(load("narrative")["terms"]["endings"]))
    facets = {**asked(query.text, "ask"), **asked(query.text, "name")}
    return ending and facets.keys() <= {LISTING}


def wanted(query: Query, index: TextIndex, *, term: bool = False) -> Wanted:
    """What ``query`` asks for, its characters weighted by how rare they are in the corpus.

    ``term`` takes it for a question about the meaning of a term.
    """
    words, names = asked(query.text, "ask"), asked(query.text, "name")
    named = bits(*(span for found in names.values() for span in found))
    asking = bits(*(span for found in words.values() for span in found))
    asking |= bits(*(m.span() for m in _filler().finditer(query.text)))
    asking |= bits(*(m.span() for m in _VAGUE.finditer(query.text)))
    asking &= ~named & ~bits(*((w.start, w.end) for w in query.words if w.group == "stranger"))
    fixed = _fixed(query)
    figures = bits(*((w.start, w.end) for w in query.words if _is_name(w)))
    content = _joined(query, query.content & ~asking) | (named & ~fixed) | figures
    telling = bits(*((w.start, w.end) for w in query.words if _is_telling(w)))
    letters = bits(*((w.start, w.end) for w in _binding(query)))
    half = (telling | letters) & ~content & ~asking & ~fixed
    if not content:
        # Nothing is named: versions and directions are all that there is to explain.
        content = telling & ~asking & ~fixed
    faint = query.hints & ~content & ~half & ~fixed
    weights = tuple(
        r * (1.0 if content >> i & 1 else HALF if half >> i & 1 else FAINT * (faint >> i & 1))
        for i, r in enumerate(_rarity(query.text, index))
    )
    return Wanted(
        query,
        weights,
        content,
        {n: bits(*names.get(n, ())) for n in (*words, *names, *["definition"] * term)},
        max(LEAST, sum(weights)),
        tuple(dict.fromkeys(m[1] for m in _COUNTED.finditer(query.text))),
        _things(query.text, content | half),
    )


@cache
def _thing() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load("narrative")["filler"]["things"])))


def _things(text: str, telling: int) -> int:
    """The names of things in a question: what stands without a break before such a noun."""
    names = 0
    for thing in _thing().finditer(text):
        start = thing.start()
        while start and telling >> (start - 1) & 1:
            start -= 1
        if start < thing.start():
            names |= bits((start, thing.start()))
    return names


def _is_name(word: Word) -> bool:
    """Whether a word is a figure without unit that names something (12345)."""
    return word.group == "figure" and len(word.text) >= NAME_DIGITS and word.text.isdigit()


def _is_telling(word: Word) -> bool:
    """Whether a word of the question language names a version or the like (部门预算, 增加)."""
    return word.group in TELLING and len(word.text) > 1


def _binding(query: Query) -> list[Word]:
    """The filler letters that may be a part of the word beside them."""
    loose = load("narrative")["filler"]["loose"]
    return [w for w in query.words if len(w.text) == 1 and w.text not in loose]


def _joined(query: Query, content: int) -> int:
    """``content`` in whole words: a letter that stands alone is grammar, unless a filler letter
    beside it makes it a word (中标, 区块链)."""
    binding = bits(*((w.start, w.end) for w in _binding(query))) & query.hints
    alone = content & ~(content << 1) & ~(content >> 1)
    together = content | ((alone << 1 | alone >> 1) & binding)
    return together & (together << 1 | together >> 1)


def _fixed(query: Query) -> int:
    groups = ("unit", "year", "code", "relative_year")
    return bits(*((w.start, w.end) for w in query.words if w.group in groups))


def _rarity(text: str, index: TextIndex) -> Sequence[float]:
    """For each character the weight of the rarest known token on it."""
    rarity = [0.0] * len(text)
    for token, (start, end) in spans(text):
        if index.knows(token):
            for i in range(start, end):
                rarity[i] = max(rarity[i], index.weight(token))
    unseen = index.weight("")
    return [r or unseen for r in rarity]


class Ranking:
    """One question against many units."""

    def __init__(self, want: Wanted, index: TextIndex) -> None:
        self._want = want
        self._index = index
        self._masks = index.masks(want.query)
        self._tokens = {token for token, _ in spans(want.query.text)}
        self._needed = needed(want.facets)
        self._shares: dict[tuple[Facets, Facets], dict[str, float]] = {}
        self._sums: dict[int, float] = {}
        self._names: dict[str, float] = {}

    def hit(self, number: int, unit: Unit, layers: Sequence[tuple[float, int]]) -> Hit | None:
        """How well ``unit`` answers; ``None`` where it tells nothing of what must be told."""
        traits = unit.traits
        told = self._told(traits.marks, traits.tells)
        if not self._may_answer(traits, told):
            return None
        found = [(weight, self._masks[text]) for weight, text in layers if text in self._masks]
        if not found and self._want.content:
            return None
        mask, explained, content = 0, 0.0, 0.0
        named = ((share, self._want.facets[facet]) for facet, share in told.items() if share)
        for weight, letters in (*named, *found):
            new = letters & ~mask
            if new:
                mask |= new
                explained += weight * self._sum(new)
                content += weight * self._sum(new & self._want.content)
        whole = self._sum(self._want.content)
        score = explained / self._want.whole + LARGER[unit.size]
        own = self._masks.get(layers[0][1], 0) & self._want.content if layers else 0
        score += self._bonus(traits, told, self._sum(own) / whole if whole else 0.0)
        coverage = content / whole if whole else 1.0
        mentioned = max(map(self.completeness, traits.names), default=0.0)
        return Hit(number, score, coverage, mask, mentioned)

    def _told(self, marks: Facets, tells: Facets) -> dict[str, float]:
        """How well a unit of these facets tells each of those that the question asks for."""
        key = (marks, tells)
        if key not in self._shares:
            self._shares[key] = {
                facet: 1.0 if facet in marks else sureness(facet) * (facet in tells)
                for facet in self._want.facets
            }
        return self._shares[key]

    def _may_answer(self, unit: Traits, told: Mapping[str, float]) -> bool:
        """Whether the unit tells something of what must be told; terms explain no change."""
        if unit.glossary and self._needed:
            return "definition" in self._needed
        return not self._needed or any(told[facet] for facet in self._needed)

    def _bonus(self, unit: Traits, told: Mapping[str, float], own: float) -> float:
        """What speaks for a unit and against it beyond the explained words.

        ``own`` is the share of the content that its own words explain: where they do, it
        matters little that they stand under another name.
        """
        # Most questions ask “which”: that alone says little about what they are after.
        special = [share for facet, share in told.items() if facet != LISTING] or [*told.values()]
        bonus = FACET * sum(special) / len(special) if special else 0.0
        bonus += LISTED * told.get(LISTING, 0.0)
        names = [self.completeness(name) for name in unit.names]
        strange = STRANGE * (1 - own)
        bonus -= EXTRA * len(unit.marks - told.keys())
        label = [self.completeness(unit.label)] if unit.label else []
        bonus += NAMED * max(names + label, default=0.0)
        bonus -= strange * (1 - min(names, default=1.0))
        if "reason" in told:
            # Whose change is reported matters where the change is asked about.
            bonus -= STRANGE * (1 - min(label, default=1.0))
        if unit.rubric and self.completeness(unit.rubric) < MENTIONED:
            bonus -= RUBRIC
        if self._want.counted:
            bonus += COUNTED if unit.counts.intersection(self._want.counted) else -COUNTED
        if unit.glossary and "definition" not in told:
            bonus -= GLOSSARY
        bonus += PROSE * unit.prose
        way = self._want.query.direction
        if way and unit.ways:
            bonus += WAY if way in unit.ways else -WAY
        return bonus

    def _sum(self, mask: int) -> float:
        if mask not in self._sums:
            self._sums[mask] = sum(w for i, w in enumerate(self._want.weights) if mask >> i & 1)
        return self._sums[mask]

    def completeness(self, name: str) -> float:
        """How much of ``name`` the question mentions, by weight."""
        if name not in self._names:
            weights = {token: self._index.weight(token) for token in tokens(name)}
            there = sum(w for token, w in weights.items() if token in self._tokens)
            self._names[name] = there / (sum(weights.values()) or 1.0)
        return self._names[name]


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
