"""A file becomes a Disclosure: profile, sections, paragraphs and tables."""

from __future__ import annotations

from pathlib import Path

from qa.model import Disclosure

__all__ = ["read"]


def read(path: Path) -> Disclosure:
    """The disclosure in the file ``path``; its id is the file's name without ending.

    Raises ``QaError`` where the file cannot be read, is empty, or is no disclosure.
    """
    from qa.read.disclosure import disclosure_in  # many modules, which no question needs

    return disclosure_in(path)
