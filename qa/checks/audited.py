"""What became of the checks of one document."""

from __future__ import annotations

from dataclasses import dataclass

from qa.model import Check


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often one rule could be tried in a document, and why it could not.

    ``even`` counts figures that agree exactly, ``rounded`` those within their rounding,
    ``off`` those that do not; ``hurdles`` are reasons with how often each came up.
    """

    rule: str
    even: int = 0
    rounded: int = 0
    off: int = 0
    hurdles: tuple[tuple[str, int], ...] = ()

    @property
    def tried(self) -> int:
        """How often the rule could be tried."""
        return self.even + self.rounded + self.off

    @property
    def not_tried(self) -> int:
        """How often it could not."""
        return sum(count for _, count in self.hurdles)


@dataclass(frozen=True, slots=True)
class Audit:
    """What became of the checks of one document; contradictions come first in ``checks``."""

    doc: str
    checks: tuple[Check, ...] = ()
    coverage: tuple[Coverage, ...] = ()
