"""The 勾稽 checks: what must add up in a disclosure, and where it does not.

``auditing`` runs every rule over one document: over each table put back together (``grid``), over
all that the document prints (``ledger``), over figures by what they are called (``naming``). A
rule yields a ``Trial``: what is printed and what it should be, with the slack of its rounding
(``figures``); ``guard`` keeps silent where the reader may have erred, ``wording`` tells the rest
in Chinese. The relations are data: ``qa/lexicon/checks.toml``.
"""

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
