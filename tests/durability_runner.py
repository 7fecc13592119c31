"""Runs ``qa`` in processes that share one start: ``python durability_runner.py``.

Each line of standard input is a JSON object: ``argv`` for the command, the file ``log`` for what
it says, and what befalls it: ``most_bytes`` that a file may hold, ``user`` to run as, ``dies_at``,
the step on the folder ``index`` before which it is killed. Two lines come back, the id of its
process and how it ended: its exit status, or the negative number of the signal that killed it.
A job that is ``shared`` runs in this process: all that it loads is loaded for those after it.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import traceback
from typing import Any

# Whatever a build imports, so that it is spent once.
import faiss  # noqa: F401

import qa.ask
import qa.evaluate
import qa.facts
import qa.index
import qa.read  # noqa: F401
from qa.cli import main

_CRASHED = 70
#: What Python tells its auditors of a change to the file system, and of an opened file.
_STEPS = (
    "open",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.remove",
    "os.truncate",
    "sqlite3.connect",
)


def _suffer(job: dict[str, Any]) -> None:
    log = os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    if "most_bytes" in job:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (job["most_bytes"],) * 2)
    if "user" in job:
        os.setegid(job["user"])
        os.seteuid(job["user"])
    if "index" in job:
        left = job["dies_at"]

        def count(event: str, values: tuple[Any, ...]) -> None:
            nonlocal left
            if event in _STEPS and str(values[0]).startswith(job["index"]):
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)


def _run(job: dict[str, Any]) -> int:
    if job.get("shared"):
        with contextlib.redirect_stdout(None):
            return main(job["argv"])
    process = os.fork()
    if process == 0:
        status = _CRASHED
        try:
            _suffer(job)
            status = main(job["argv"])
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    print(process, flush=True)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


if __name__ == "__main__":
    for line in sys.stdin:
        print(_run(json.loads(line)), flush=True)
