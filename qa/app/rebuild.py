"""An index is built in a process of its own: the old one goes on answering meanwhile.

Both ends of the pipe are here: ``rebuild`` starts ``python -m qa.app.rebuild CORPUS INDEX``,
which prints a line for each step and for each file that could not be read.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer

from qa.model import QaError

#: A build that takes longer is stopped, and the next one goes on from there; one that does not
#: stop within so many seconds more has hung.
MOST_SECONDS, MOST_SECONDS_MORE = 3600, 600
_STEP, _FAILED = "step", "failed"


def rebuild(corpus: Path, index: Path, told: Callable[[str], None]) -> dict[str, str]:
    """Builds the index anew and tells which files, by their paths in ``corpus``, failed and why.

    ``told`` is called with each step (see ``build_index``). Raises ``QaError`` where no index
    can be built.
    """
    command = [sys.executable, "-m", "qa.app.rebuild", str(corpus), str(index)]
    failed = {}
    with (
        TemporaryFile() as complaints,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=complaints, encoding="utf-8"
        ) as process,
    ):
        assert process.stdout is not None
        clocks = (
            Timer(MOST_SECONDS, process.terminate),
            Timer(MOST_SECONDS + MOST_SECONDS_MORE, process.kill),
        )
        for clock in clocks:
            clock.daemon = True
            clock.start()
        try:
            for line in process.stdout:
                kind, _, what = line.rstrip("\n").partition("\t")
                if kind == _STEP:
                    told(what)
                elif kind == _FAILED:
                    name, _, reason = what.partition("\t")
                    failed[name] = reason
            status = process.wait()
        finally:
            for clock in clocks:
                clock.cancel()
            process.kill()
        if status:
            complaints.seek(0)
            said = complaints.read().decode("utf-8", "replace").strip()
            raise QaError(_reason(status, said))
    return failed


def _reason(status: int, said: str) -> str:
    if status < 0:
        return "建立索引时间过长或被中断：再试一次会接着做；仍不成时请检查新加入的文件。"
    if status == 1 and said:
        return said.splitlines()[-1]
    return "建立索引时出错：请在命令行运行 qa index 查看原因。"


def main(corpus: str, index: str) -> int:
    """Builds; 0 when done, 1 with a line of Chinese on standard error where it cannot be."""
    from qa.index import build_index

    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    try:
        report = build_index(Path(corpus), Path(index), progress=lambda what: _say(_STEP, what))
    except QaError as error:
        print(error, file=sys.stderr)
        return 1
    for failure in report.failed:
        _say(_FAILED, failure.path, failure.reason)
    return 0


def _say(*parts: str) -> None:
    print("\t".join(" ".join(part.split()) for part in parts), flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
