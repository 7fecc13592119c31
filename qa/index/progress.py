"""The steps of a long work: as a bar on standard error, to a function, or told to nobody."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


class Progress:
    """Says which step of ``steps`` is under way; used as a context.

    ``shown`` is whether there shall be a bar, or a function to tell the steps to.
    """

    def __init__(self, shown: bool | Callable[[str], None], steps: int = 1) -> None:
        self._told = None if isinstance(shown, bool) else shown
        self._shown = shown is True and sys.stderr.isatty()
        self._steps = steps
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._shown:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("建立索引", total=self._steps)
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, what: str) -> None:
        """Moves on to ``what``."""
        if self._told is not None:
            self._told(what)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=what, advance=1)
