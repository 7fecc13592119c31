"""What a document tells besides figures: duties, offices, reasons, aims, problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from eval.generate.books import Books, Project
from eval.generate.words import words

#: Items whose change against another year or against the budget a text explains.
EXPLAINED = ("total", "basic", "project", "fiscal", "official", "reception", "cars", "operating")

#: The points of a self-evaluation beside those of the rate of execution.
BASE_SCORE = 86.5


@dataclass(frozen=True, slots=True)
class Story:
    """The words of one document; ``reasons`` by item, the rest by project name."""

    duties: tuple[str, ...]
    reasons: Mapping[str, str]
    aims: Mapping[str, str]
    uses: Mapping[str, str]
    problems: Mapping[str, str]
    remedies: Mapping[str, str]
    scores: Mapping[str, str]
    terms: tuple[str, ...]


def execution_rate(project: Project) -> float:
    """What was spent of a project's budget, in percent."""
    return project.amount / project.full_year * 100 if project.full_year else 0.0


def earned_score(project: Project) -> float:
    """The points that the rate of execution earns, ten at most, as printed."""
    return round(min(10.0, round(execution_rate(project), 2) / 10), 2)


def draw_story(rng: Random, books: Books, base: Mapping[str, int]) -> Story:
    """``base`` holds what each explained item is compared with, in 元."""
    said = words()["project"]
    names = {project.name: project.field for project in books.projects}
    terms = list(words()["terms"])
    return Story(
        duties=_duties(rng, books),
        reasons={
            key: _reason(rng, books, explained(books, key) - base.get(key, 0)) for key in EXPLAINED
        },
        aims={name: _filled(rng, rng.choice(said["aims"]), field) for name, field in names.items()},
        uses={name: _filled(rng, rng.choice(said["uses"]), field) for name, field in names.items()},
        problems={name: rng.choice(said["problems"]) for name in names},
        remedies={name: rng.choice(said["remedies"]) for name in names},
        scores={one.name: f"{BASE_SCORE + earned_score(one):.2f}" for one in books.projects},
        terms=tuple(rng.sample(terms, rng.randint(5, len(terms)))),
    )


def explained(books: Books, key: str) -> int:
    """The amount of an explained item."""
    return {
        "total": books.total,
        "basic": books.basic,
        "project": books.project,
        "fiscal": books.general + books.fund,
        "official": books.official.total,
        "reception": books.official.reception,
        "cars": books.official.cars,
        "operating": books.running if books.unit.admin else 0,
    }[key]


def _duties(rng: Random, books: Books) -> tuple[str, ...]:
    """One duty a field, and the one that every list ends with."""
    fields = list(books.unit.body.fields)
    patterns = list(words()["duties"]["list"])
    rng.shuffle(patterns)
    area = books.unit.area
    leader = books.unit.parent or f"{area}委、{area}政府"
    duties = [
        pattern.format(field=field, area=area)
        for pattern, field in zip(patterns, fields, strict=False)
    ]
    return (*duties, words()["duties"]["last"].format(leader=leader))


def _reason(rng: Random, books: Books, change: int) -> str:
    reasons = words()["reasons"]["up" if change > 0 else "down"]
    return str(rng.choice(reasons)).format(field=rng.choice(books.unit.body.fields))


def _filled(rng: Random, pattern: str, field: str) -> str:
    return pattern.format(field=field, n=rng.randint(80, 99), k=rng.randint(2, 40))
