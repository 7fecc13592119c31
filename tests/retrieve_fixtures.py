"""Documents as a search knows them."""

from __future__ import annotations

from dataclasses import dataclass

from qa.model import Profile


@dataclass(frozen=True)
class Doc:
    """A document of which no more than its profile counts."""

    doc: str
    profile: Profile
