"""The 勾稽 checks: what must add up in a disclosure, and where it does not."""

from __future__ import annotations

from collections.abc import Sequence

from qa.checks.audited import Audit, Coverage
from qa.checks.conflicts import Conflicts, conflicts
from qa.model import Check, Disclosure, Fact

__all__ = ["Audit", "Conflicts", "Coverage", "audit", "check", "conflicts"]


def audit(facts: Sequence[Fact], disclosure: Disclosure | None = None) -> Audit:
    """All checks over the facts of one document.

    With ``disclosure`` headings and plain text are looked at too, and a table whose figures
    the reader could not all place is not blamed for its sums.
    """
    from qa.checks.auditing import audited  # the rules: an answer only reads what they found

    return audited(facts, disclosure)


def check(facts: Sequence[Fact], disclosure: Disclosure | None = None) -> tuple[Check, ...]:
    """What does not come out even in one document: contradictions first, then notices."""
    return audit(facts, disclosure).checks
