"""Texts as the scorers compare them: what print and typing vary is taken away."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_SPACE_AND_COMMAS = re.compile(r"[\s,]+")
_LOOSE = re.compile(r"[\s,\"'“”‘’「」『』〝〞]+")


def squeeze(text: str) -> str:
    """``text`` without any white space."""
    return _SPACE.sub("", text)


def squeeze_width(text: str) -> str:
    """``text`` after NFKC (full-width digits and letters become plain) without white space."""
    return squeeze(unicodedata.normalize("NFKC", text))


def printed(text: str) -> str:
    """``text`` as evidence is compared: white space and thousands commas ignored."""
    return _SPACE_AND_COMMAS.sub("", text)


def loose(text: str) -> str:
    """``text`` as answers are compared: NFKC, no white space, commas or quotation marks."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text))
