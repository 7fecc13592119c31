"""Made-up disclosures add up: nothing may be found in them, whatever their layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.generate.world import draw_world
from qa.checks import audit
from qa.facts import facts_of
from qa.read import read

SEEDS = (3, 21, 34)
DOCUMENTS, UNITS = 5, 3


@pytest.mark.parametrize("seed", SEEDS)
def test_disclosures_that_add_up_have_no_contradiction(seed: int, tmp_path: Path) -> None:
    draw_world(seed, DOCUMENTS, UNITS).write(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        disclosure = read(path)
        found = audit(facts_of(disclosure), disclosure)
        assert [one.message for one in found.checks] == []
        assert sum(one.tried for one in found.coverage) >= 90
