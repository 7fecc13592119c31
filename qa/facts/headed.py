"""The year and the version that a heading gives all figures below it: 一、2021年预算执行情况."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from qa.facts.labels import YEAR, basis_in, squeeze, words
from qa.model import BUDGETED, Basis, Profile


class Headed(NamedTuple):
    """What figures are of where their sentence does not say it."""

    year: int
    basis: Basis


def headed(section: Sequence[str], profile: Profile) -> Headed:
    """The year and version of the innermost heading of ``section`` that names one year and a
    version of it; those of ``profile`` where that year is the profile's, or none is named. Below
    its budget (一、2021年年初预算) accounts print what was planned.

    A budget that tells how the last one was carried out prints what was reached, not what was
    planned; a page on two years prints the accounts of the one below the budget of the other.
    """
    own = Headed(profile.year, profile.kind)
    for heading in reversed(section):
        years, basis = _told(heading)
        if years and basis:
            year = next(iter(years))
            planned = profile.kind == "决算" and basis in BUDGETED
            of_own_year = year == profile.year and not planned
            return own if len(years) > 1 or of_own_year else Headed(year, basis)
    return own


@lru_cache(maxsize=4096)
def _told(heading: str) -> tuple[frozenset[int], Basis | None]:
    text = squeeze(heading)
    years = frozenset(int(found[1]) for found in YEAR.finditer(text))
    carried_out = any(word in text for word in words("names", "carried_out"))
    return years, "执行" if carried_out else basis_in(text)
