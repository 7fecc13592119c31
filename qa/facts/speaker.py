"""Under which name a disclosure speaks of itself.

The page of a bureau may hold the budget of one of its units, which then opens the text (某储备中心
成立于2003年) and stands before its figures (某储备中心“三公”经费预算数为71万元).
"""

from __future__ import annotations

import re
from functools import cache

from qa.facts.labels import any_of
from qa.model import Disclosure
from qa.read.unitname import is_place, is_short_form, unit_name

# The text introduces itself in one of its first paragraphs.
_FIRST = 2


def other_name(disclosure: Disclosure) -> str:
    """The unit that the first paragraphs introduce, where it is not that of the title."""
    own = disclosure.profile.unit_name
    for paragraph in disclosure.paragraphs[:_FIRST]:
        found = _introduction().match(paragraph.text)
        name = unit_name(found[1]) if found else ""
        if name and not is_place(name) and not is_short_form(name, own) and own not in name:
            return name
    return ""


@cache
def _introduction() -> re.Pattern[str]:
    verbs = any_of("names", "introduced")
    return re.compile(rf"\s*([^，。；：、\s]{{4,30}}?)(?:（[^）]*）)?(?:{verbs})")
