"""Places that exist nowhere: cities and counties enough for tens of thousands of documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from random import Random

from eval.generate.words import words

#: Counties of a city.
COUNTIES = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A county in its city in its province, each with the word for its level."""

    province: str
    city: str
    county: str


def made_up_places(seed: int) -> Iterator[Place]:
    """Places of different names, city by city, until the syllables are used up.

    No name of ``words.toml`` is among them, so that units drawn there are strangers here.
    """
    known = words()["places"]
    taken = {name[:2] for place in known["list"] for name in place}
    stems = [a + b for a, b in product(known["first"], known["second"]) if a + b not in taken]
    rng = Random(f"places {seed}")
    rng.shuffle(stems)
    provinces = [f"{stems.pop()}省" for _ in range(len(stems) // (COUNTIES * 10))]
    while len(stems) > COUNTIES:
        province, city = rng.choice(provinces), f"{stems.pop()}市"
        for _ in range(COUNTIES):
            yield Place(province, city, stems.pop() + rng.choice("县县区"))
