"""The command ``qa``: a thin face over the index, the assistant and the evaluation."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from qa.cli.parser import build_parser
from qa.model import QaError

DONE, UNUSABLE = 0, 2
#: What a shell reports for a program that was stopped with Ctrl-C.
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status: 0 done, 1 below the bar, 2 unusable input.

    What is wrong with the input is said in one line on standard error. ``--help`` and
    ``--version`` raise ``SystemExit`` as usual.
    """
    try:
        arguments = build_parser().parse_args(argv)
        status: int = arguments.run(arguments)
        return status
    except QaError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return UNUSABLE


def run() -> None:
    """The program's entry: ``main`` with quiet pipes and Ctrl-C, and never a traceback.

    With ``QA_DEBUG`` set in the environment an unforeseen error shows where it arose.
    """
    _write_utf8()
    try:
        status = main([_as_utf8(word) for word in sys.argv[1:]])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough; a later flush must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = DONE
    except KeyboardInterrupt as stopped:
        print(*stopped.args, end="\n" if stopped.args else "", file=sys.stderr)
        status = INTERRUPTED
    except Exception as error:
        if os.environ.get("QA_DEBUG"):
            raise
        what = " ".join(f"{type(error).__name__}: {error}".split())
        print(
            f"程序出错（{what}）：请反馈这一行；设 QA_DEBUG=1 再运行可看到出错位置。",
            file=sys.stderr,
        )
        status = UNUSABLE
    sys.exit(status)


def _as_utf8(word: str) -> str:
    """A word of the command line that a locale without Chinese took to pieces, whole again."""
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeDecodeError:
        return word


def _write_utf8() -> None:
    """Chinese leaves as UTF-8 whatever the locale; what has no encoding becomes ``?``."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
