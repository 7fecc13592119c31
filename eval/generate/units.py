"""Made-up reporting units: a place, a body, and the names that people give them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from eval.generate.places import Place, made_up_places
from eval.generate.words import Body, bodies, words


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit; ``spoken`` are shorter names under which people ask for it.

    ``area`` is the word for its territory in running text (市, 区, 县, 省), ``parent`` the
    department above it, empty where it reports for itself, ``branches`` the units below it.
    """

    name: str
    body: Body
    area: str
    spoken: tuple[str, ...]
    parent: str
    offices: tuple[str, ...]
    rounded: bool
    branches: tuple[str, ...] = ()

    @property
    def admin(self) -> bool:
        """Whether it is an administrative body, which alone has 机关运行经费."""
        return self.body.admin


def draw_units(rng: Random, count: int) -> tuple[Unit, ...]:
    """``count`` units of different names; about a third share their kind of body."""
    units: list[Unit] = []
    kinds = list(bodies())
    rng.shuffle(kinds)
    while len(units) < count:
        body = rng.choice(units).body if units and rng.random() < 0.3 else kinds.pop()
        kinds = kinds or list(bodies())
        unit = _draw_unit(rng, body)
        if all(unit.name != other.name for other in units):
            units.append(unit)
    return tuple(units)


def roster(seed: int, count: int) -> tuple[Unit, ...]:
    """``count`` units of different names, in an order drawn by ``seed``."""
    places = list(made_up_places(seed))
    seats = {
        (level, getattr(place, level), body.name): (body, place, level)
        for place in places
        for body in bodies()
        for level in body.levels
    }
    drawn = list(seats.values())
    Random(f"roster {seed}").shuffle(drawn)
    return tuple(
        unit_at(Random(f"{seed} {level} {getattr(place, level)} {body.name}"), body, place, level)
        for body, place, level in drawn[:count]
    )


def _draw_unit(rng: Random, body: Body) -> Unit:
    """A unit of this kind in a random place of a level at which it exists."""
    level = rng.choice(body.levels)
    return unit_at(rng, body, Place(*rng.choice(words()["places"]["list"])), level)


def unit_at(rng: Random, body: Body, place: Place, level: str) -> Unit:
    """The unit of this kind that ``place`` has at ``level`` (province, city, county)."""
    own = getattr(place, level)
    before = place.city if level == "county" and rng.random() < 0.7 else ""
    heads = [own, own[:-1] if own[-1] in "市区县" else own, before + own]
    spoken = tuple(
        dict.fromkeys(head + tail for head in heads if len(head) > 1 for tail in body.short)
    )
    return Unit(
        name=before + own + body.name,
        body=body,
        area=own[-1],
        spoken=spoken,
        parent=before + own + body.parent if body.parent and rng.random() < 0.7 else "",
        offices=_offices(rng, body, level),
        rounded=rng.random() < 0.3,
        branches=_branches(before + own, body),
    )


def _branches(place: str, body: Body) -> tuple[str, ...]:
    """Subordinate units, which about every third administrative body has."""
    rng = Random(f"branches of {place}{body.name}")
    if not body.admin or rng.random() < 0.65:
        return ()
    tails = rng.sample(words()["branches"]["tails"], 3)
    fields = rng.sample(body.fields, rng.randint(1, 3))
    return tuple(f"{place}{field}{tail}" for field, tail in zip(fields, tails, strict=False))


def _offices(rng: Random, body: Body, level: str) -> tuple[str, ...]:
    """The internal offices: some that every body has, some of its own fields."""
    suffix = {"province": "处", "city": "科", "county": "股"}[level]
    common = [
        name.replace("科", suffix) if name.endswith("科") else name
        for name in words()["offices"]["common"]
    ]
    own = [f"{field}{suffix}" for field in body.fields if len(field) <= 7]
    rng.shuffle(own)
    return tuple(common[: rng.randint(2, 5)] + own[: rng.randint(2, 4)])
