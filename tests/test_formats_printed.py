"""The five disclosures printed as PDF, Word and Excel say the same figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_fixtures import CORPUS

from eval.reprint import FORMATS, score


@pytest.mark.parametrize("ending", FORMATS)
def test_disclosures_printed_anew_give_99_of_100_figures_and_no_wrong_one(
    tmp_path: Path, ending: str
) -> None:
    scores = [score(path, ending, tmp_path) for path in sorted(CORPUS.glob("*.txt"))]
    assert sum(one.wrong for one in scores) == 0
    assert sum(one.right for one in scores) >= 0.99 * sum(one.cells for one in scores)
    assert sum(one.cells for one in scores) > 2500
