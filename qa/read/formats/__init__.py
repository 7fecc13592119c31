"""Every format that a disclosure comes in becomes lines: prose as printed, tables with tabs."""

from __future__ import annotations

from qa.read.formats.dispatch import read_source
from qa.read.formats.source import Source

__all__ = ["Source", "read_source"]
