"""Questions in, answers out."""

from __future__ import annotations

from qa.ask.assistant import Assistant

__all__ = ["Assistant"]
