"""Characters that print nothing: they can hide words, part them, or turn their order round.

They come with text copied from web pages and PDF files, and on purpose. What is read is freed
of them, and so is what is shown.
"""

from __future__ import annotations

import os
import re

# Unicode's control characters (Cc) but tab and line feed, its format characters (Cf: joiners,
# marks of direction, tags), surrogates, fillers and selectors of variants that have no shape of
# their own (Default_Ignorable_Code_Point in DerivedCoreProperties.txt), and noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff"
    "\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# All that is taken out of a line, tabs left in: hardly any line holds one of these.
_UNCLEAN = re.compile(_INVISIBLE.pattern.replace("[", "[\n\u2028\u2029", 1))
# What starts a new line or page in some program or other.
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def visible(text: str) -> str:
    """``text`` without what cannot be seen; tabs and line feeds stay."""
    return _INVISIBLE.sub("", text)


def one_line(text: str) -> str:
    """``text`` without what cannot be seen and without line breaks; tabs stay."""
    return visible(_BREAK.sub(" ", text)) if _UNCLEAN.search(text) else text


def shown_name(name: str) -> str:
    """The name or path of a file as it can be shown.

    A name that is not UTF-8 comes from an archive packed under Windows: it is GB18030.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("gb18030", errors="replace")
    return one_line(name).strip()
