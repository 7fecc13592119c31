"""A file is parsed in a process of its own: what a hostile one does to it harms nobody.

The process may use so much time and memory and no more; it hands its lines over as JSON.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import qa
from qa.model import QaError
from qa.read.formats.confine import confine
from qa.read.formats.source import Source, cleaned, from_json, to_json

# Seconds and bytes: ten times what the largest disclosures took. Recognising scanned pages takes
# longer; until then no process lasts, however little it computes.
_MOST_COMPUTING = 300
_MOST_SECONDS = 1000
_MOST_MEMORY = 3 << 30
_REFUSED = 3


def read_apart(kind: str, path: Path) -> Source:
    """The lines of a file of the format ``kind``, read in a process with limits.

    Raises ``QaError`` where the file is damaged, locked, empty or takes more than the limits.
    """
    try:
        done = subprocess.run(
            _command(kind, path),
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=_MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much(path) from error
    if done.returncode == _REFUSED:
        raise QaError(done.stdout.strip())
    if done.returncode in (-signal.SIGKILL, -signal.SIGXCPU):
        raise _too_much(path)
    if done.returncode:
        raise QaError(f"“{path.name}”已损坏，读不出来：请换一份能正常打开的文件。")
    return from_json(done.stdout)


def _command(kind: str, path: Path) -> list[str]:
    """Without ``-P`` a module that lies in the folder of the documents would be run."""
    return [sys.executable, "-P", "-m", "qa.read.formats.child", kind, str(path.resolve())]


def _environment() -> dict[str, str]:
    """That of this process, with the place of this package, wherever it is found from."""
    places = (str(Path(qa.__file__).parent.parent), os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, places))}


def _too_much(path: Path) -> QaError:
    return QaError(f"“{path.name}”占用的时间或内存超过限度，没有读入：请检查文件是否正常。")


def _reader(kind: str) -> Callable[[Path], Source]:
    if kind == "pdf":
        from qa.read.formats.pdf import read_pdf as read
    elif kind == "html":
        from qa.read.formats.html import read_html as read
    elif kind == "mht":
        from qa.read.formats.html import read_mht as read
    elif kind == "docx":
        from qa.read.formats.docx import read_docx as read
    elif kind == "xls":
        from qa.read.formats.xls import read_xls as read
    else:
        from qa.read.formats.xlsx import read_xlsx as read
    return read


def main(kind: str, path: Path) -> int:
    """Writes the lines of ``path`` to standard output; what the user can mend, and 3, instead."""
    status = _REFUSED
    try:
        text = to_json(cleaned(_reader(kind)(path), path.name))
        status = 0
    except QaError as error:
        text = str(error)
    except MemoryError:
        text = str(_too_much(path))
    except RecursionError:
        text = f"“{path.name}”里一层套一层，层数超过限度，没有读入：请检查文件是否正常。"
    # A file's name may be none of UTF-8.
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    print(text)
    return status


if __name__ == "__main__":
    confine(_MOST_MEMORY, _MOST_COMPUTING, _MOST_SECONDS)
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
