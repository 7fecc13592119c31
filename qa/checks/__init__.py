"""The 勾稽 checks: what must add up in a disclosure, and where it does not."""

from __future__ import annotations

from qa.checks.audit import Audit, Coverage, audit, check
from qa.checks.conflicts import Conflicts, conflicts

__all__ = ["Audit", "Conflicts", "Coverage", "audit", "check", "conflicts"]
