"""What people say around a question (greetings, who they are, thanks), and how they speak."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from itertools import chain

from qa.ask.words.dictionary import is_noun, words_of
from qa.ask.words.wordlist import WordList
from qa.lexicon import alternatives, load
from qa.numerals import NUMERALS

_MARKS = r"[,、:;.。!?~]*"


def bare_question(text: str, known: Collection[str] = ()) -> str:
    """``text`` (cleaned) without the courtesies before and after the question; unchanged where
    nothing else would be left. ``known`` holds the bigrams of the index' labels: a clause with
    one of them is no courtesy, unless it says who is asking."""
    clauses = re.findall(r"[^,:;.。!?]+[,:;.。!?]*", text)
    first, last = 0, len(clauses)
    while first < last - 1 and _is_aside(clauses[first], known):
        first += 1
    while last > first + 1 and _is_aside(clauses[last - 1], known):
        last -= 1
    before, after = _patterns()
    return after.sub("", before.sub("", "".join(clauses[first:last]))).rstrip(",:;。") or text


def is_courtesy(text: str) -> bool:
    """Whether ``text`` (cleaned) is nothing but a greeting, thanks or a farewell."""
    return bool(_nothing_else().fullmatch(text))


def asks_what_is_held(text: str) -> bool:
    """Whether ``text`` (cleaned) asks which documents there are, and nothing of what they say."""
    return bool(_holdings().fullmatch(text.rstrip("?。!")))


@cache
def _holdings() -> re.Pattern[str]:
    return re.compile(load("courtesy")["holdings"])


def _is_aside(clause: str, known: Collection[str]) -> bool:
    """Whether a clause speaks of who asks (领导让我查查), or names no thing at all (烦请告知)."""
    run = re.sub(r"[,:;.。!?]", "", clause)
    if not re.fullmatch(r"[\u4e00-\u9fff]+", run) or _asking().search(run):
        return False
    if run.startswith(tuple(load("courtesy")["about_oneself"])):
        return True
    if any(run[i : i + 2] in known for i in range(len(run) - 1)):
        return False
    return bool(_speaker().search(run)) or not any(map(is_noun, words_of(run)))


@cache
def _asking() -> re.Pattern[str]:
    """The words by which a clause asks for something."""
    questions = load("questions")
    groups = (*questions["operation"].values(), *questions["direction"].values())
    groups = (*groups, *questions["basis"].values(), *questions["relative_year"].values())
    grammar = questions["grammar"]
    words = (*grammar["interrogatives"], *grammar["backward"], *load("amounts")["money"])
    return re.compile(alternatives([*chain(*groups), *words]))


@cache
def _speaker() -> re.Pattern[str]:
    """I and you, but not 我市, 我单位: so disclosures speak of themselves."""
    words = load("courtesy")
    return re.compile(f"(?:{alternatives(words['speakers'])})(?!{alternatives(words['bodies'])})")


#: A plus between two things.
_PLUS = re.compile(r"(?<=[\u4e00-\u9fff)])\+(?=[\u4e00-\u9fff(])")


def written(text: str) -> str:
    """``text`` (cleaned) with the words of speech as they are written: 啥 is 什么, 甲+乙 is 甲、乙,
    甲加上乙是多少 is 甲和乙之和是多少, 甲及其占比 is 甲是多少，占比是多少."""
    text = _PLUS.sub("、", text)
    total, both = load("courtesy")["sum"], load("courtesy")["with_rate"]
    text = _which_of_so_many().sub(r"哪几\1", _as_written(text))
    text = _with_rate().sub(lambda m: both["written"].format(m[1]), text)
    text = _each().sub(_price_or_average, text)
    above = load("courtesy")["above"]
    text = _above().sub(lambda m: above["more" if m[1] else "less"].format(m[2]), text)
    than = load("courtesy")["whether_more"]
    text = _whether_beyond().sub(
        lambda m: than["more" if m[1] else "less"].format(f"比{m[2]}"), text
    )
    text = _whether_more().sub(
        lambda m: than["more" if m[2] or m[4] else "less"].format(m[1] or m[3]), text
    )
    return _added().sub(lambda m: total["written"].format(m[1] or m[2]), text)


def apart(text: str, known: Collection[str]) -> str:
    """``text`` with the words for several items taken apart (水电费 is 水费 and 电费), unless
    ``known``, the bigrams of the index' labels, hold all of such a word's."""
    for items, words in load("courtesy")["several"].items():
        for word in words:
            if not all(word[i : i + 2] in known for i in range(len(word) - 1)):
                text = text.replace(word, items)
    return text


@cache
def _which_of_so_many() -> re.Pattern[str]:
    """Words that ask which, with how many there are (哪三项): 哪几项."""
    counted = load("questions")["grammar"]["items"]
    return re.compile(rf"哪(?:[两{NUMERALS}]|\d{{1,2}})(大?(?:{alternatives(counted)}))")


@cache
def _added() -> re.Pattern[str]:
    return re.compile(load("courtesy")["sum"]["said"])


@cache
def _with_rate() -> re.Pattern[str]:
    return re.compile(load("courtesy")["with_rate"]["said"])


def _price_or_average(match: re.Match[str]) -> str:
    """What a question for each of several things asks for: its price, or what is spent on it."""
    words = load("courtesy")["each"]
    each, item, asked = match.groups()
    if re.search(words["spent"], item):
        return str(words["average"]).format(each, item, asked)
    return str(words["price"]).format(item, asked) if "钱" in asked or "元" in asked else match[0]


@cache
def _each() -> re.Pattern[str]:
    return re.compile(load("courtesy")["each"]["said"])


@cache
def _above() -> re.Pattern[str]:
    return re.compile(load("courtesy")["above"]["said"])


@cache
def _whether_more() -> re.Pattern[str]:
    return re.compile(load("courtesy")["whether_more"]["said"])


@cache
def _whether_beyond() -> re.Pattern[str]:
    return re.compile(load("courtesy")["whether_more"]["beyond"])


def _as_written(text: str) -> str:
    """``text`` with the spoken words in it as they are written."""
    words, written = _spoken()
    return words.replaced(text, written)


@cache
def _spoken() -> tuple[WordList, dict[str, str]]:
    """The words of speech, and what is written for each."""
    by_standard = load("courtesy")["written"]
    written = {word: standard for standard, spoken in by_standard.items() for word in spoken}
    return WordList(written), written


@cache
def _nothing_else() -> re.Pattern[str]:
    words = load("courtesy")
    said = alternatives([*words["opening"], *words["thanks"], *words["alone"]])
    # Possessive: 您好 is one of them and so are 您 and 好, which would be tried for ever.
    return re.compile(f"(?:{said}|{_MARKS[:-1]})++")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("courtesy")
    opening, thanks = alternatives(words["opening"]), alternatives(words["thanks"])
    marked = f"(?:{alternatives(words['opening_before_mark'])})[,:;.!?]"
    before = re.compile(f"^(?:(?:{marked}|{opening}|{thanks}){_MARKS})+")
    after = re.compile(f"(?:{_MARKS}(?:{thanks}))+{_MARKS}$")
    return before, after
