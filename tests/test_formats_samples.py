"""Real disclosures of other places, where they are at hand: whose they are, and which are none."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from qa.model import QaError
from qa.read import read

SAMPLES = Path(os.environ.get("QA_SAMPLES", Path(__file__).parents[1] / "samples"))
IDENTITY = SAMPLES / "identity.jsonl"
KNOWN: list[dict[str, Any]] = (
    [json.loads(line) for line in IDENTITY.read_text(encoding="utf-8").splitlines() if line]
    if IDENTITY.is_file()
    else []
)
# Short files: all of them take a minute.
FEWEST_PAGES, MOST_PAGES = 1, 25

pytestmark = pytest.mark.skipif(not KNOWN, reason="QA_SAMPLES names no folder of samples")


def _short(known: dict[str, Any]) -> bool:
    pages = str(known.get("pages", "1"))
    return not pages.isdecimal() or FEWEST_PAGES <= int(pages) <= MOST_PAGES


@pytest.mark.parametrize("known", [k for k in KNOWN if _short(k)], ids=lambda k: str(k["file"]))
def test_identity_is_read_from_the_content(known: dict[str, Any]) -> None:
    if known["unit"] is None or "绩效评价" in known["kind"]:
        with pytest.raises(QaError):
            read(SAMPLES / known["file"])
        return
    profile = read(SAMPLES / known["file"]).profile
    bare = [re.sub(r"[（(].*[)）]$", "", name) for name in (known["unit"], profile.unit_name)]
    assert bare[0] == bare[1] or _is_short_form(*bare)
    assert profile.year == known["year"]
    assert profile.kind == ("决算" if "决算" in known["kind"] else "预算")
    assert (profile.scope == "单位") == known["kind"].startswith("单位")


def _is_short_form(short: str, full: str) -> bool:
    letters = iter(full)
    return short[-1] == full[-1] and all(letter in letters for letter in short)
