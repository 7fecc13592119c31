"""Numbers of offices against the list of their names: 内设机构9个，分别为：办公室、……。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from qa.checks.figures import Measured
from qa.checks.ledger import Ledger
from qa.checks.trial import Outcome, Trial
from qa.checks.words import bare, listed
from qa.lexicon import load
from qa.model import Disclosure, Fact, Paragraph
from qa.numerals import number_of

RULE = "机构个数与所列名称一致"
#: What is counted may stand before its number: 内设机构9个.
_BEFORE = re.compile(r"[一-龥]{1,8}$")
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
#: Two names may stand joined by 和; so does one name of two words.
_FEWEST = 3


def named_lists(ledger: Ledger) -> Iterator[Outcome]:
    """Every number of offices whose names follow to the end of the sentence."""
    for paragraph in ledger.disclosure.paragraphs if ledger.disclosure else ():
        for match in _pattern().finditer(paragraph.text):
            rest = paragraph.text[match.end() :].lstrip()
            if rest.startswith(listed("named", "going_on")):
                continue
            number = number_of(match["number"])
            names = _BRACKETED.sub("", match["names"]).split("、")
            if number is not None and _are_offices(names):
                assert ledger.disclosure is not None
                yield _trial(number, names, match, paragraph, ledger.disclosure)


def _are_offices(names: list[str]) -> bool:
    """Whether each of ``names`` is that of one office: the last one may not join two."""
    plain = [bare(name) for name in names]
    joined = any(word in plain[-1] for word in listed("named", "joining"))
    ends = tuple(listed("named", "endings"))
    return len(plain) >= _FEWEST and not joined and all(name.endswith(ends) for name in plain)


def _trial(
    number: int, names: list[str], match: re.Match[str], paragraph: Paragraph, found: Disclosure
) -> Trial:
    """A list may begin with what are only some: 包括 is less firm than 分别为."""
    profile = found.profile
    before = _BEFORE.search(paragraph.text[: match.start()].rstrip())
    kind = match["kind"] or (before[0] if before else "机构")
    place = Fact(
        doc=found.doc, unit_name=profile.unit_name, year=profile.year, basis="其他",
        source="prose", row=(kind,), column=(), value=Decimal(number),
        text=match["number"], unit="个", section=paragraph.section,
        line=paragraph.line_at(match.start()), quote=match[0].strip(), page=paragraph.page,
    )  # fmt: skip
    trial = Trial(
        RULE, place, Measured(Decimal(len(names))), (), f"列出的名称是{len(names)}个",
        figure=Measured(Decimal(number)), reckoned=False,
    )  # fmt: skip
    return trial if match["firm"] else replace(trial, severity="notice")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(load("checks")["named"]["pattern"])
