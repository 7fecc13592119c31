"""Builds an index in a process of its own: ``python -m qa.app.rebuild CORPUS INDEX``.

Prints each file that could not be read, a tab, and why.
"""

from __future__ import annotations

import sys
from pathlib import Path

from qa.index import build_index
from qa.model import QaError


def main(corpus: str, index: str) -> int:
    """Builds; 0 when done, 1 with a line of Chinese on standard error where it cannot be."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    try:
        report = build_index(Path(corpus), Path(index), progress=False)
    except QaError as error:
        print(error, file=sys.stderr)
        return 1
    for failure in report.failed:
        print(failure.path, " ".join(failure.reason.split()), sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
