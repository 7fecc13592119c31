"""Why a relation that does not come out may say nothing: its figures may have been misread.

What a guard holds back is told in the coverage, never as a contradiction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qa.checks.grid import Grid, is_run_together
from qa.checks.misprints import is_malformed
from qa.checks.trial import Trial

#: A relation that fails in more places of one table than this is not understood: the table
#: means something else, or was misread.
_MOST_FAILURES = 2


class Guard:
    """What is known of the reading of one document's figures, for its trials."""

    def __init__(self, trials: Sequence[Trial], grids: Sequence[Grid]) -> None:
        self._grids = {grid.number: grid for grid in grids}
        self._failing = _failing(trials)
        self._shifted = _shifted(trials)

    def why_not(self, trial: Trial) -> str:
        """Why ``trial`` does not count, in a few words of Chinese; empty where it does."""
        texts = [fact.text or "" for fact in trial.figures]
        if any(is_malformed(text) or is_run_together(text) for text in texts):
            return "有写法不对的数字"
        return self._why_off(trial) if trial.verdict == "off" else ""

    def _why_off(self, trial: Trial) -> str:
        if id(trial) in self._shifted:
            return f"《{trial.place}》有数字可能读到了相邻的栏"
        if (trial.rule, trial.place) in self._failing:
            return f"《{trial.place}》多处不成立，可能读错或口径不同"
        for fact in trial.figures:
            grid = self._grids.get(fact.table_id)
            if grid is not None and grid.misread:
                return f"《{grid.name}》有数字可能读错了行列"
            if grid is not None and grid.missing and trial.place:
                return f"《{grid.name}》表中有未能读出的数字"
        return ""


def _failing(trials: Sequence[Trial]) -> set[tuple[str, str]]:
    """Rules that fail so often in one table that the table cannot be what they take it for."""
    off = Counter((t.rule, t.place) for t in trials if t.place and t.verdict == "off")
    tried = Counter((t.rule, t.place) for t in trials)
    return {key for key, count in off.items() if count > _MOST_FAILURES and count * 3 > tried[key]}


def _shifted(trials: Sequence[Trial]) -> set[int]:
    """Trials of one row that are off by the same amount, one too much and one too little.

    In PDF text a blank cell leaves no trace: one figure under the wrong one of two columns
    puts both out by itself. Two sums that share a figure are both put out by that one.
    """
    rows: dict[tuple[object, ...], list[Trial]] = {}
    for trial in trials:
        if trial.place and trial.verdict == "off":
            found = trial.found
            rows.setdefault((trial.rule, found.table_id, found.row_id), []).append(trial)
    return {
        id(trial)
        for off in rows.values()
        for trial in off
        if any(_are_opposite(trial, other) for other in off)
    }


def _are_opposite(trial: Trial, other: Trial) -> bool:
    return trial.difference == -other.difference and not {*trial.figures} & {*other.figures}
