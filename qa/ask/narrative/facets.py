"""What a narrative question is after (a reason, a duty, a problem, …), and where such is told.

The words are those of the lexicon's ``narrative``; a facet has words that ask for it, words of
headings and leads under which it stands, and words of the sentences that tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from qa.ask.words.text import canonical, clean
from qa.lexicon import alternatives, load

Facets = frozenset[str]
#: A lead or a heading is short; a longer stretch before a colon is a sentence of its own.
LONGEST_HEAD = 40
#: The head of a paragraph (“某项目绩效自评综述：…”) is no longer than this.
LONGEST_SUBJECT = 50
#: A term that a sentence explains is no longer than this.
LONGEST_TERM = 24
#: Words of questions: those that only ask, and nouns that the answer or its heading repeats.
ASKING = ("ask", "name")


@cache
def _pattern(kind: str) -> tuple[re.Pattern[str], dict[str, Facets]]:
    """A pattern of all words of one ``kind`` (ask, name, mark, word) and each word's facets."""
    facets: dict[str, set[str]] = {}
    for name, words in load("narrative")["facet"].items():
        for word in words[kind]:
            facets.setdefault(canonical(word) if kind in ASKING else clean(word), set()).add(name)
    frozen = {word: frozenset(names) for word, names in facets.items()}
    return re.compile(alternatives(frozen)), frozen


def asked(question: str, kind: str) -> dict[str, list[tuple[int, int]]]:
    """The facets that a question (canonical text) asks for, with the spans of their words.

    ``kind`` is ``ask`` for words that only ask, ``name`` for nouns that name the facet.
    """
    pattern, facets = _pattern(kind)
    found: dict[str, list[tuple[int, int]]] = {}
    for match in pattern.finditer(question):
        for name in facets[match[0]]:
            found.setdefault(name, []).append(match.span())
    return found


@lru_cache(maxsize=65536)
def marked(heading: str) -> Facets:
    """The facets under which a heading, a lead or a column puts what follows."""
    return _found("mark", heading)


@lru_cache(maxsize=65536)
def told(sentence: str) -> Facets:
    """The facets whose words a sentence uses itself."""
    return _found("word", sentence)


def _found(kind: str, text: str) -> Facets:
    pattern, facets = _pattern(kind)
    bare = _shielded().sub("", clean(text))
    return frozenset(name for word in set(pattern.findall(bare)) for name in facets[word])


@cache
def _shielded() -> re.Pattern[str]:
    """Terms of the field that hold a word of a facet and tell nothing of it (因公出国)."""
    return re.compile(alternatives(load("narrative")["shielded"]["words"]))


@cache
def _direction(way: str) -> re.Pattern[str]:
    return re.compile(alternatives(load("narrative")["direction"][way]))


@lru_cache(maxsize=65536)
def directions(text: str) -> frozenset[int]:
    """+1 where ``text`` says that something rose, −1 where it says that it fell."""
    ways = {1: "up", -1: "down"}
    return frozenset(sign for sign, way in ways.items() if _direction(way).search(text))


@cache
def _opening() -> re.Pattern[str]:
    ends = alternatives(load("narrative")["opening"]["ends"])
    return re.compile(
        rf"^([^。；;：:，,]{{0,{LONGEST_HEAD}}}?)(?:(?:{ends}|是(?=[：:]))[：:]?|[：:])"
    )


def opening(sentence: str) -> str:
    """The first words of a sentence where they announce the rest of it: “主要原因” of “…：…”."""
    head = _opening().match(sentence.strip())
    return head[1] if head else ""


def opened(sentence: str) -> Facets:
    """The facets that the first words of a sentence open: “发现的主要问题及原因主要是：…”."""
    return marked(opening(sentence))


@cache
def _starts(key: str) -> re.Pattern[str]:
    return re.compile(alternatives(load("narrative")["continuation"][key]))


def continues(sentence: str) -> bool:
    """Whether a sentence carries on the item of the one before it (“主要原因：…”)."""
    return bool(_starts("starts").match(sentence.strip(" 　\n，,（(")))


def compares(sentence: str) -> bool:
    """Whether a sentence compares an item that it does not name (“较上年增加 …”)."""
    return bool(_starts("compares").match(sentence.strip(" 　\n，,（(")))


def sureness(facet: str) -> float:
    """How surely a sentence that uses the facet's words tells it (under a heading of it: 1)."""
    return float(load("narrative")["facet"][facet]["told"])


@cache
def _subject() -> re.Pattern[str]:
    endings = alternatives(load("narrative")["subject"]["endings"])
    return re.compile(rf"^\s*(.{{2,{LONGEST_SUBJECT}}}?(?:{endings}))[，,：:]")


def announced(text: str) -> str:
    """What a paragraph says that it is about (“某项目绩效自评综述，…”); empty where it does not."""
    found = _subject().match(text)
    return found[1] if found else ""


def bare_name(subject: str) -> str:
    """The name in a paragraph's subject, without “项目绩效自评综述” and the like."""
    tails = load("narrative")["subject"]["tails"]
    tail = next((tail for tail in tails if subject.endswith(tail)), "")
    return subject[: len(subject) - len(tail)] or subject


def needed(facets: Iterable[str]) -> Facets:
    """Those of ``facets`` whose words a place must use to be an answer."""
    return frozenset(facets) & frozenset(load("narrative")["needs"]["mark_or_word"])


def spoken_of(facets: Iterable[str]) -> Facets:
    """Those of ``facets`` that a place must tell in its own words, whatever its heading says."""
    return frozenset(facets) & frozenset(load("narrative")["needs"]["word"])


@cache
def _glossary() -> re.Pattern[str]:
    return re.compile(alternatives(load("narrative")["glossary"]["heading"]))


@cache
def _explanation() -> re.Pattern[str]:
    opening = alternatives(load("narrative")["glossary"]["opening"])
    return re.compile(rf"^.{{2,{LONGEST_HEAD}}}?[：:]\s*(?:{opening})")


def explains_term(section: Iterable[str], text: str) -> bool:
    """Whether ``text`` (without numbering) explains a term: by its section or its own words."""
    return bool(_explanation().match(text)) or is_glossary(section)


def is_glossary(section: Iterable[str]) -> bool:
    """Whether one of the headings is that of explanations of terms."""
    return any(_glossary().search(clean(heading)) for heading in section)


@cache
def _term() -> re.Pattern[str]:
    says = alternatives(load("narrative")["glossary"]["says"])
    return re.compile(
        rf"(?:^|[，,；;。：:])\s*([^，,；;。：:（(]{{2,{LONGEST_TERM}}}?)(?:[（(][^）)]*[）)])?[，,：:]?(?:{says})"
    )


def terms_explained(text: str) -> tuple[str, ...]:
    """The terms that a sentence (without numbering) explains: 公务接待费 of “公务接待费反映…”."""
    return tuple(dict.fromkeys(match[1].strip() for match in _term().finditer(text)))
