"""What a narrative question wants: its words weighted by how much an answer has to explain.

Words that only ask, words of politeness and of grammar need no explanation; names of things
must stand in the answer; versions and directions may.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from qa.ask.narrative.facets import ASKING, asked
from qa.ask.narrative.index import TextIndex, spans
from qa.ask.narrative.text import MEASURES
from qa.ask.narrative.units import LISTING
from qa.ask.question.query import Query, Word, bits, mask_of
from qa.ask.words.dictionary import LONGEST, is_noun, is_word, words_of
from qa.ask.words.text import canonical
from qa.lexicon import alternatives, load
from qa.numerals import NUMERALS

#: Questions with fewer words that need explaining are decided by what they are after.
LEAST = 15.0
#: A word of fewer characters names something else if one of them is changed.
MENDED = 4
#: What a mistyped character counts.
SLIP = 0.25
#: Characters that are only a version, a direction or a single filler letter count this much.
HALF, FAINT = 0.25, 0.03
#: Question words of these groups name a thing or a version and may stand in an answer.
TELLING = ("basis", "direction", "ratio", "figure")
#: A number of so many digits without a unit is a name, not an amount.
NAME_DIGITS = 4


#: The directions of the question's words.
WAYS = {"up": 1, "down": -1}
#: An amount in words (两亿多, 三千来万, 四成多): it need not be printed.
_VAGUE = re.compile(
    rf"[两{NUMERALS}][两{NUMERALS}百千]*[多余来几]?[万亿][多余来]?元?|[两{NUMERALS}]成[多半]?"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_COUNTED = re.compile(rf"(?:几|多少)({MEASURES})")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as the ranking sees it.

    ``weights`` holds for each character of the text how much it asks to be explained,
    ``content`` marks those that name things, ``facets`` is what is asked of them, each with the
    characters that name it. ``counted`` are the measure words of quantities asked for (几台),
    ``names`` marks the names of things, which an answer must repeat, ``ways`` tells whether a
    rise (+1) or a fall (−1) is spoken of.
    """

    query: Query
    weights: tuple[float, ...]
    content: int
    facets: Mapping[str, int]
    whole: float
    counted: tuple[str, ...] = ()
    names: int = 0
    ways: frozenset[int] = frozenset()

    @property
    def named(self) -> float:
        """How much the names of things weigh together."""
        return sum(w for i, w in enumerate(self.weights) if self.content >> i & 1)


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(alternatives(map(canonical, load("narrative")["filler"]["words"])))


def asks_for_term(query: Query) -> bool:
    """Whether the question may ask what a term means without saying so (“行政经费是什么”)."""
    ending = query.text.rstrip("?!。").endswith(tuple(load("narrative")["terms"]["endings"]))
    facets = {**_asked(query, "ask"), **_asked(query, "name")}
    return ending and facets.keys() <= LISTING


def wanted(query: Query, index: TextIndex, *, term: bool = False) -> Wanted:
    """What ``query`` asks for, its characters weighted by how rare they are in the corpus.

    ``term`` takes it for a question about the meaning of a term.
    """
    words, names = _asked(query, "ask"), _asked(query, "name")
    if "reason" in query.operations and "definition" in words:
        words = {**words, "reason": words["definition"]}  # why a change came, not what a term means
        del words["definition"]
    names = _apart_from(words, names)
    named = bits(*(span for found in names.values() for span in found))
    asking = bits(*(s for found in asked(query.text, "ask").values() for s in found))
    asking |= _passing(query.text)
    asking &= ~named & ~_group(query, "stranger")
    fixed = _group(query, "unit", "year", "code", "relative_year")
    content = _joined(query, query.content & ~asking, index) | (named & ~fixed) | _numbers(query)
    telling = mask_of(w for w in query.words if _is_telling(w)) & ~asking & ~fixed
    letters = mask_of(_binding(query)) & ~asking & ~fixed
    # Where nothing is named, versions and directions are all that there is to explain.
    content = content or telling
    free = query.hints & ~asking & ~fixed & ~_loose(query)
    half = (telling | letters | _grown(query.text, content, free, index)) & ~content
    faint = query.hints & ~content & ~half & ~fixed
    weights = tuple(
        rarity * (content >> i & 1 or HALF * (half >> i & 1) or FAINT * (faint >> i & 1))
        for i, rarity in enumerate(_rarity(query.text, index))
    )
    facets = (*words, *names, *["definition"] * term)
    return Wanted(
        query,
        weights,
        content,
        {facet: bits(*names.get(facet, ())) for facet in facets},
        max(LEAST, sum(weights)),
        tuple(dict.fromkeys(m[1] for m in _COUNTED.finditer(query.text))),
        _things(query.text, content | half & ~_containers(query.text), index)
        | _posts_in(query.text),
        frozenset(WAYS[w.meaning] for w in query.words_of("direction")),
    )


def _asked(query: Query, kind: str) -> dict[str, list[tuple[int, int]]]:
    """The facets that the query asks for, with the spans of their words of one ``kind``.

    Those of an earlier question of the conversation count where the last one names none.
    """
    start, end = query.span if query.span[1] else (0, len(query.text))
    found = {k: asked(query.text[:end], k) for k in ASKING}
    last = {k: _from(found[k], max(start, query.asked_from)) for k in ASKING}
    new = any(facets.keys() - LISTING for facets in last.values())
    return last[kind] if new else _from(found[kind], start)


def _from(found: dict[str, list[tuple[int, int]]], start: int) -> dict[str, list[tuple[int, int]]]:
    """Those of the spans that begin at ``start`` or later."""
    kept = {facet: [s for s in spans if s[0] >= start] for facet, spans in found.items()}
    return {facet: spans for facet, spans in kept.items() if spans}


def _apart_from(
    words: Mapping[str, list[tuple[int, int]]], names: Mapping[str, list[tuple[int, int]]]
) -> dict[str, list[tuple[int, int]]]:
    """``names`` without those that are but a part of ``words`` that ask for something else: 问题 of
    能解决什么问题 asks for no problem."""
    asks = [span for spans in words.values() for span in spans]
    apart = {
        facet: [s for s in spans if not any(a <= s[0] and s[1] <= b for a, b in asks)]
        for facet, spans in names.items()
    }
    return {facet: spans for facet, spans in apart.items() if spans}


def named_item(want: Wanted, without: Collection[str] = ()) -> str:
    """The longest stretch of the question that names something: whose reason is asked for. The
    words of the facets ``without`` name nothing else."""
    content = want.content
    for facet in without:
        content &= ~want.facets.get(facet, 0)
    runs = "".join(c if content >> i & 1 else " " for i, c in enumerate(want.query.text))
    return max(runs.split(), key=len, default="")


def repaired(query: Query, index: TextIndex) -> Query:
    """``query`` with single characters mended that make no known word with their neighbours.

    A neighbour must belong to a known word on its other side, or stand next to none: two
    strange characters in a row are no slip. The text keeps its length, so that all positions
    in the query stay true.
    """
    text = list(query.text)
    known = [index.knows(text[i] + text[i + 1]) for i in range(len(text) - 1)]
    fixed = _group(query, "unit", "year", "code", "figure")
    loose = ~query.content | fixed
    for i in range(1, len(text) - 1):
        if _run(query.content, i) < MENDED:
            continue
        lonely = not known[i - 1] and not known[i] and text[i].isalpha() and not fixed >> i & 1
        before = i < 2 or known[i - 2] or loose >> (i - 2) & 1
        after = i + 2 >= len(text) or known[i + 1] or loose >> (i + 2) & 1
        if lonely and before and after:
            text[i] = index.between(text[i - 1], text[i + 1]) or text[i]
    return replace(query, text="".join(text))


@cache
def _posts() -> re.Pattern[str]:
    return re.compile(alternatives(load("narrative")["filler"]["posts"]))


def _posts_in(text: str) -> int:
    """The letters of posts that somebody holds (局长)."""
    return bits(*(match.span() for match in _posts().finditer(text)))


def loosened(query: Query, index: TextIndex) -> Query:
    """``query`` whose words that name no thing, and that no text of the index prints, need not be
    explained: whoever speaks freely has other verbs than a disclosure (拍板, 攒了), but the same
    names."""
    loose = 0
    doers = tuple(load("narrative")["filler"]["doers"])
    for run in _HAN.finditer(query.text):
        start = run.start()
        words = words_of(run[0])
        for word, behind in zip(words, [*words[1:], ""], strict=True):
            end = start + len(word)
            # A noun of one letter makes one of the verb before it: 供应|商.
            names = is_noun(word) or (len(behind) == 1 and is_noun(behind))
            names &= word not in load("narrative")["filler"]["measured"]
            names |= query.text.startswith(doers, end)
            around = query.text[start - (len(word) == 1) : end + (len(word) == 1)]
            pairs = (around[i : i + 2] for i in range(len(around) - 1))
            if not names and not any(map(index.knows, pairs)):
                loose |= bits((start, end))
            start = end
    loose &= ~(_group(query, "stranger") | _posts_in(query.text))
    loose &= ~_things(query.text, query.content, index)
    return replace(query, content=query.content & ~loose, hints=query.hints & ~loose)


def _run(mask: int, position: int) -> int:
    """How many marked characters stand together around ``position``."""
    first = last = position
    while first > 0 and mask >> (first - 1) & 1:
        first -= 1
    while mask >> (last + 1) & 1:
        last += 1
    return last - first + 1


def _passing(text: str) -> int:
    """The characters of words that ask in passing and of amounts that are only hinted at."""
    found = (*_filler().finditer(text), *_VAGUE.finditer(text))
    return bits(*(match.span() for match in found))


def _group(query: Query, *groups: str) -> int:
    """The characters of the query's words of these groups."""
    return mask_of(query.words_of(*groups))


@cache
def _thing() -> re.Pattern[str]:
    return re.compile(alternatives(load("narrative")["filler"]["things"]))


def _containers(text: str) -> int:
    """The letters that say in what something stands (指标表里|项目…)."""
    words = load("questions")["grammar"]["containers"]
    return sum(1 << i for i, letter in enumerate(text) if letter in words)


def _things(text: str, telling: int, index: TextIndex) -> int:
    """The names of things in a question: what stands without a break before such a noun."""
    names = 0
    for thing in _thing().finditer(text):
        start = thing.start()
        while start and telling >> (start - 1) & 1:
            start -= 1
        start = _first_noun(text, start, thing.start(), index)
        if start < thing.start():
            names |= bits((start, thing.start()))
    return names


def _first_noun(text: str, start: int, end: int, index: TextIndex) -> int:
    """Where the first noun of a stretch begins: what stands before it (针对|数量) is no name. A
    stretch that the corpus prints is one."""
    if all(index.knows(text[i : i + 2]) for i in range(start, end - 1)):
        return start
    words = words_of(text[start:end])
    while len(words) > 1 and not is_noun(words[0]):
        start += len(words.pop(0))
    return start


def _numbers(query: Query) -> int:
    """The characters of numbers without a unit, which name something (12345)."""
    figures = (w for w in query.words_of("figure") if w.text.isdigit())
    return mask_of(w for w in figures if len(w.text) >= NAME_DIGITS)


def _is_telling(word: Word) -> bool:
    """Whether a word of the question language names a version or the like (部门预算, 增加)."""
    return word.group in TELLING and len(word.text) > 1


def _binding(query: Query) -> list[Word]:
    """The filler letters that may be a part of the word beside them."""
    loose = load("narrative")["filler"]["loose"]
    return [w for w in query.words if len(w.text) == 1 and w.text not in loose]


def _loose(query: Query) -> int:
    """The characters of grammar."""
    loose = load("narrative")["filler"]["loose"]
    return mask_of(w for w in query.words if w.text in loose)


def _grown(text: str, content: int, free: int, index: TextIndex) -> int:
    """The ``free`` characters that the corpus prints next to the content (履职|类项目)."""
    grown = content
    for order in (range(1, len(text)), range(len(text) - 1, 0, -1)):
        for i in order:
            here, before = 1 << i, 1 << (i - 1)
            if index.knows(text[i - 1] + text[i]):
                grown |= here & free if grown & before else 0
                grown |= before & free if grown & here else 0
    return grown


def _joined(query: Query, content: int, index: TextIndex) -> int:
    """``content`` in whole words: a letter that stands alone is grammar, unless it makes a word,
    of the language or of the corpus, with a filler letter beside it (中标, 区块链; not 要报). What
    no text prints is a slip of the pen."""
    binding = mask_of(_binding(query)) & query.hints
    alone = content & ~(content << 1) & ~(content >> 1)
    together = content
    for i in range(len(query.text)):
        for left in (i - 1, i):
            pair = 3 << left if left >= 0 else 0
            if not (alone >> i & 1 and binding & pair):
                continue
            if not index.prints(query.text[i]) or _is_a_word(query.text, left, index):
                together |= binding & pair
    return together & (together << 1 | together >> 1)


def _is_a_word(text: str, place: int, index: TextIndex) -> bool:
    """Whether the two letters from ``place`` stand in a word of the language or of the corpus."""
    if index.knows(text[place : place + 2]):
        return True
    starts = range(max(0, place + 2 - LONGEST), place + 1)
    ends = [range(place + 2, min(len(text), start + LONGEST) + 1) for start in starts]
    return any(is_word(text[s:e]) for s, es in zip(starts, ends, strict=True) for e in es)


def _rarity(text: str, index: TextIndex) -> Sequence[float]:
    """For each character the weight of the rarest known token on it.

    A single character that no known token holds is taken for a slip of the keyboard; where
    several stand together, the question names something that the corpus does not know.
    """
    rarity = [0.0] * len(text)
    for token, (start, end) in spans(text):
        if index.knows(token):
            for i in range(start, end):
                rarity[i] = max(rarity[i], index.weight(token))
    unseen = index.weight("")
    strange = [not r and c.isalnum() for r, c in zip(rarity, text, strict=True)]
    beside = zip([False, *strange], strange, [*strange[1:], False], strict=False)
    several = [there and (before or after) for before, there, after in beside]
    return [r or unseen * (1.0 if more else SLIP) for r, more in zip(rarity, several, strict=True)]


def of_both_sides(query: Query) -> Query:
    """``query`` asking of income and spending together (收支), as sentences speak of the whole of
    either; itself where it names no such whole."""
    words = load("narrative")["both_sides"]
    sides = [side for side in words["sides"] if query.named == side]
    for whole in (*words["wholes"], *sides):
        at = query.text.find(whole)
        if at >= 0 and query.content >> at & 1:
            end = at + len(whole)
            kept = at + len(words["together"])
            text = query.text[:at] + words["together"].ljust(len(whole), ",") + query.text[end:]
            return replace(query, text=text, content=query.content & ~bits((kept, end)))
    return query
