"""A file is parsed in a process of its own: what a hostile one does to it harms nobody.

The process may use so much time and memory and no more; it hands its lines over as JSON.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from qa.model import QaError
from qa.read.formats.source import Source, from_json, to_json

# Seconds and bytes: ten times what the largest disclosures took.
_MOST_SECONDS = 300
_MOST_MEMORY = 3 << 30
_REFUSED = 3


def read_apart(kind: str, path: Path) -> Source:
    """The lines of a file of the format ``kind``, read in a process with limits.

    Raises ``QaError`` where the file is damaged, locked, empty or takes more than the limits.
    """
    command = [sys.executable, "-m", "qa.read.formats.child", kind, str(path.resolve())]
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", timeout=_MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much(path) from error
    if done.returncode == _REFUSED:
        raise QaError(done.stdout.strip())
    if done.returncode < 0:
        raise _too_much(path)
    if done.returncode:
        raise QaError(f"“{path.name}”已损坏，读不出来：请换一份能正常打开的文件。")
    return from_json(done.stdout)


def _too_much(path: Path) -> QaError:
    return QaError(f"“{path.name}”占用的时间或内存超过限度，没有读入：请检查文件是否正常。")


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))


def _read(kind: str, path: Path) -> Source:
    if kind == "pdf":
        from qa.read.formats.pdf import read_pdf as read
    elif kind == "html":
        from qa.read.formats.html import read_html as read
    elif kind == "docx":
        from qa.read.formats.docx import read_docx as read
    else:
        from qa.read.formats.xlsx import read_xlsx as read
    return read(path)


def main(kind: str, path: str) -> int:
    """Writes the lines of ``path`` to standard output; what the user can mend, and 3, instead."""
    _limit()
    try:
        text = to_json(_read(kind, Path(path)))
    except QaError as error:
        text, status = str(error), _REFUSED
    except MemoryError:
        text, status = str(_too_much(Path(path))), _REFUSED
    else:
        status = 0
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(text)
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
