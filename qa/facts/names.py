"""The name that a clause gives a figure, cleaned of everything that is not a name.

“其中：2021年度中心‘三公’经费年初预算数为” becomes the label “三公”经费, the year 2021 and
the version 年初预算; “(一)全年预算数为” has no name of its own, only a version.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from qa.facts.labels import YEAR, any_of, basis_in, squeeze, words
from qa.facts.publisher import without_publisher
from qa.lexicon import load
from qa.model import Basis, Profile
from qa.numerals import NUMERALS, with_year_word

#: More than this is a sentence, not a label; its end is what stands beside the figure.
_LONGEST_LABEL = 60
#: Of the words before a figure, those farther from it than this are none of its name.
_LONGEST_CLAUSE = 500
#: 财政拨款安排的支出 is named by its fund alone.
_SHORTEST_FUNDED = 4

#: Words of a document that are remembered: its sections speak of the same things.
_REMEMBERED = 1 << 10

_NUMBERING = re.compile(
    rf"^[\s◆●•·—-]*(?:[（(][{NUMERALS}\d]{{1,3}}[）)]|[{NUMERALS}]{{1,3}}[、.．]"
    r"|\d{1,2}[、.．](?!\d)|\d{1,2}[、.．](?=(?:19|20)\d{2}\s*年)|\d{1,2}[）)]|[①-⑳⑴-⒛㈠-㈩])[、.．]?\s*"
)
_AS_OF = re.compile(
    r"截[至止]\s*(?:(?:19|20)\d{2}\s*年(?:度)?)?\s*(?:\d{1,2}\s*月)?(?:份)?\s*(?:\d{1,2}\s*日|[底末])?"
)
_MONTH = re.compile(r"^\d{1,2}月(?:\d{1,2}日|[底末份])?")
#: A heading that stands in one line with its sentence: 关于某院收入预算情况说明 某院收入预算 ….
_HEADING_BEFORE = re.compile(r"^关于.*情况(?:的总体)?说明(?=.{2})")
_CODE_BEHIND = re.compile(r"[（(](\d{3,9})[）)]$")
_CODE_BEFORE = re.compile(r"^(?!(?:19|20)\d{2}年)(\d{3,9})[-—－–]?(?=\D)")
_CLASSES = re.compile(r"[（(][类款项][）)]")
_WRAPPED = re.compile(r"^[“\"'‘]([^“”\"'‘’]+)[”\"'’]$")
#: What several things are called together behind the last of them: …、公车运行费（“三公”经费）总额.
_TOGETHER = re.compile(
    r"^.*[（(](“[^“”]+”[^（）()“”]*)[)）](?=(?:预算|决算)?(?:支出)?(?:总额|合计|总计))"
)
#: Quotation marks of two kinds around one word: “三公".
_MIXED = re.compile('“([^“”"]{1,20})"')
_PAIRED = re.compile("[（()）“”《》]")
_EDGES = "，,；;、：:。.-—–~ 　"


@dataclass(frozen=True, slots=True)
class Name:
    """What a clause calls its figure.

    ``path`` is empty where the clause gives no name; ``version`` then holds the words that
    only say which version it is (全年预算数), if there are any.
    """

    path: tuple[str, ...] = ()
    version: str = ""
    year: int | None = None
    basis: Basis | None = None
    code: str | None = None


@lru_cache(maxsize=_REMEMBERED)
def strip_numbering(text: str) -> str:
    """``text`` without the list numbers before it: （一）1. 基本支出 → 基本支出."""
    while match := _NUMBERING.match(text):
        text = text[match.end() :]
    return text


@lru_cache(maxsize=_REMEMBERED)
def name_of(text: str, profile: Profile, *, keep_year: bool = False) -> Name:
    """The name in ``text``, the words of a clause before its figure.

    ``keep_year`` leaves a year that opens the name in it, as for a part of a list: 2023年
    某项目 is a project there, not the year of the figure.
    """
    text = _MIXED.sub(r"“\1”", text.strip()[-_LONGEST_CLAUSE:])
    basis = basis_in(text)
    if basis is None and (approved := _approved().match(text)):
        text, basis = text[approved.end() :], "年初预算"
    text = with_year_word(text)
    label = _HEADING_BEFORE.sub("", _according().sub("", squeeze(strip_numbering(text))))
    label = _TOGETHER.sub(r"\1", _heading_before_year().sub("", label))
    as_of = _AS_OF.search(label)
    year = int(found[1]) if as_of and (found := YEAR.search(as_of[0])) else None
    label = _AS_OF.sub("", label)
    label, own_year = _without_year(_trim(label, profile), profile, keep_year)
    label = _version_before().sub("", _trim(label, profile))
    label, version = _without_version(_examples().sub("", _funded(label)))
    label, code = _without_code(_trim(label, profile))
    path = tuple(_trim(part, profile) for part in _CLASSES.split(_unwrap(label)))
    path = tuple(part for part in path if _is_name(part))
    if not path and not version and label in words("names", "versions"):
        version = label
    return Name(path, version, own_year or year, basis, code)


def _is_name(part: str) -> bool:
    return part not in words("clause", "empty") and any(c.isalpha() for c in part)


def without_lead(text: str) -> str:
    """``text`` without the conjunctions and verbs before a name: 主要是2023年 → 2023年."""
    return _lead().sub("", text)


def trimmed(text: str, profile: Profile) -> str:
    """The words of a clause without those around a name, be they a name or not."""
    return _trim(squeeze(strip_numbering(text)), profile)


# A name is trimmed again behind each thing that may have been taken off it.
@lru_cache(maxsize=_REMEMBERED)
def _trim(label: str, profile: Profile) -> str:
    """``label`` without the words around a name: conjunctions, verbs, the publisher."""
    previous = None
    while label != previous:
        previous = label
        label = _unbalanced(label.strip(_EDGES))
        label = _MONTH.sub("", strip_numbering(label))
        label = _lead().sub("", label)
        label = without_publisher(label, profile)
        total = _total().match(label)
        label = total["year"] + total["total"] if total else _tail().sub("", label)
    return label[-_LONGEST_LABEL:]


def _funded(label: str) -> str:
    """What the general budget pays for, without who spends it: 全镇财政拨款安排的“三公”经费."""
    match = _fund().match(label)
    if match is None or any(fund in match[0] for fund in words("names", "other_funds")):
        return label
    rest = label[match.end() :]
    return rest if match["who"] + match["spent"] and len(rest) >= _SHORTEST_FUNDED else label


@cache
def _approved() -> re.Pattern[str]:
    """县十届人大二次会议批准的2026年收入: what a congress approves is the budget of the year."""
    congress, approved = any_of("names", "congress"), any_of("names", "approved")
    return re.compile(rf"^[^，,]*?(?:{congress})[^，,]{{0,12}}?(?:{approved})的")


@cache
def _according() -> re.Pattern[str]:
    """按照厉行节约的原则: what was followed, not what was spent on."""
    return re.compile(f"(?:{any_of('clause', 'according')})[^，,]*?(?:{any_of('clause', 'rules')})")


@cache
def _heading_before_year() -> re.Pattern[str]:
    """1.总体情况 2021年度收入总计: a heading in one line with its sentence."""
    tails = any_of("names", "heading_tails")
    return re.compile(rf"^[^，,：:]{{0,60}}?(?:{tails})(?={YEAR.pattern})")


@cache
def _examples() -> re.Pattern[str]:
    """What stands before the item that it is an example of: 交通费、用餐费等公务接待费."""
    kinds, versions = any_of("names", "kinds"), any_of("names", "versions")
    return re.compile(rf"^.*、.*等(?=(?:{kinds})(?:{versions})?$)")


@cache
def _fund() -> re.Pattern[str]:
    funded, spent = any_of("names", "funded"), "(?P<spent>(?:资金|支出)?(?:安排|开支|支付)?)"
    remark = "(?:[（(][^（）()]*[）)])?"
    known = any_of("names", "known")
    return re.compile(f"^(?P<who>.*?)(?:{funded}){remark}{spent}(?:的(?=.)|中?(?={known}))")


@cache
def _lead() -> re.Pattern[str]:
    """Words before a name, where they do not begin another word."""
    barred: dict[str, str] = load("facts")["lead"]
    parts = [
        re.escape(word) + (f"(?![{barred[word]}])" if barred[word] else "")
        for word in sorted(barred, key=len, reverse=True)
    ]
    return re.compile(f"^(?:{'|'.join(parts)})")


@cache
def _tail() -> re.Pattern[str]:
    """Words behind a name, where they do not end another word."""
    barred: dict[str, str] = load("facts")["tail"]
    parts = [
        (f"(?<![{barred[word]}])" if barred[word] else "") + re.escape(word)
        for word in sorted(barred, key=len, reverse=True)
    ]
    reached = load("facts")["names"]["reached"]
    return re.compile(f"(?:{'|'.join(parts)})$|{reached}")


@cache
def _total() -> re.Pattern[str]:
    """本单位2024年支出合计为: 合计 belongs to the name, unlike in 培训费合计."""
    ours, totals = any_of("names", "publisher"), any_of("names", "totals")
    year = rf"(?:{YEAR.pattern}|{any_of('names', 'only_years')})?"
    return re.compile(rf"^(?:{ours})?(?P<year>{year})(?:{ours})?(?P<total>{totals})为?$")


def _unbalanced(label: str) -> str:
    """``label`` without a bracket or quotation mark whose partner stands outside of it."""
    if not _PAIRED.search(label):
        return label
    for opening, closing in (("（(", "）)"), ("“", "”"), ("《", "》")):
        surplus = sum(map(label.count, opening)) - sum(map(label.count, closing))
        if surplus > 0:
            label = "" if label and label[-1] in opening else label
            label = label[1:] if label and label[0] in opening else label
        elif surplus < 0:
            label = label[:-1] if label[-1] in closing else label
            label = label[1:] if label and label[0] in closing else label
    return label


def _without_year(label: str, profile: Profile, keep: bool) -> tuple[str, int | None]:
    """``label`` without the year that its figure is of, and that year."""
    match = YEAR.search(label)
    if match is None or _in_quotes(label, match.start()):
        if last_year := _last_year().match(label):
            return label[last_year.end() :], profile.year - 1
        this_year = label.startswith(words("names", "this_year"))
        if any(side in label for side in words("names", "sides")):
            for word in words("names", "only_years"):
                label = label.removeprefix(word)
        return label, profile.year if this_year else None
    before, after = label[: match.start()], label[match.end() :]
    of_version = _versions().match(_trim(after, profile)) is not None
    of_publisher = without_publisher(after, profile) != after
    if keep and not before and not of_version and not of_publisher:
        return label, None
    after = f"年{after}" if after.startswith("初") else after.lstrip("底末")
    before = _trim(before, profile)
    # 2021年度中心日常公用经费: right behind a year the last two characters are enough.
    after = after.removeprefix(squeeze(profile.unit_name)[-2:])
    if of_version and before:
        rest = _versions().sub("", after, count=1)
        return (before if not _trim(rest, profile) else f"{before}的{rest}"), int(match[1])
    return before + after, int(match[1])


def _in_quotes(label: str, at: int) -> bool:
    return label.count("“", 0, at) > label.count("”", 0, at) or label.count(
        "《", 0, at
    ) > label.count("》", 0, at)


@cache
def _last_year() -> re.Pattern[str]:
    """上年 before a version (上年预算数): the year before, not part of an item (上年结转)."""
    return re.compile(f"(?:{any_of('names', 'last_year')})(?=(?:{any_of('names', 'versions')}))")


@cache
def _versions() -> re.Pattern[str]:
    return re.compile(f"^(?:{any_of('names', 'versions')})(?:$|的|共计|合计)")


@cache
def _version_before() -> re.Pattern[str]:
    """决算总收入: the version stands before the total, with or without whose money it is."""
    whose, sides = any_of("names", "whose_money"), any_of("names", "sides")
    return re.compile(rf"^(?:{whose})?(?:预算|决算)(?=总(?:{sides})$)")


@cache
def _version_behind() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of('names', 'versions')})$")


def _without_version(label: str) -> tuple[str, str]:
    """``label`` without the version at its end; (“”, version) where nothing else is left."""
    if label in words("names", "whole_versions"):
        return "", label
    match = _version_behind().search(label)
    if match is None or label.endswith(words("names", "funds")):
        return label, ""
    version = label[match.start() :]
    rest = label[: match.start()].strip(_EDGES)
    if version.startswith("支出") and rest and not rest.endswith(words("names", "spent_on")):
        # 基本支出决算 is a version of 基本支出, 接待费支出决算 one of 接待费.
        rest += "支出"
    rest = _tail().sub("", rest)
    if rest in words("names", "bare_items") or rest.endswith(words("names", "unfinished")):
        return label, ""
    if rest and rest not in words("clause", "empty") and any(c.isalpha() for c in rest):
        return rest, ""
    return "", label[match.start() :] if not rest else label


def _without_code(label: str) -> tuple[str, str | None]:
    """``label`` without the code printed before or behind it, and that code."""
    for pattern in (_CODE_BEHIND, _CODE_BEFORE):
        if match := pattern.search(label):
            return (label[: match.start()] + label[match.end() :]).strip(_EDGES), match[1]
    return label, None


def _unwrap(label: str) -> str:
    """``label`` without quotation marks around the whole of it."""
    match = _WRAPPED.match(label)
    return match[1] if match else label
