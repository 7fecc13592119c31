"""A file becomes a Disclosure: profile, sections, paragraphs and tables."""

from __future__ import annotations

from pathlib import Path

from qa.model import Disclosure, Profile

__all__ = ["read"]


def read(path: Path, told: Profile | None = None) -> Disclosure:
    """The disclosure in the file ``path``; its id is the file's name without ending.

    ``told`` says whose it is, where the file itself is wrong about it or silent.
    Raises ``QaError`` where the file cannot be read, is empty, or is no disclosure.
    """
    from qa.read.disclosure import disclosure_in  # many modules, which no question needs

    return disclosure_in(path, told)
