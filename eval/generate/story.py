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


def draw_story(key: str, books: Books, base: Mapping[str, int]) -> Story:
    """``base`` holds what each explained item is compared with, in 元; ``key`` decides the
    words, each item's apart from the others'."""
    said = words()["project"]
    fields = {project.name: project.field for project in books.projects}

    def pick(topic: str, name: str) -> str:
        return str(Random(f"{key} {topic} {name}").choice(said[topic]))

    terms = list(words()["terms"])
    rng = Random(f"{key} terms")
    return Story(
        duties=_duties(books),
        reasons={
            item: _reason(key, books, item, explained(books, item) - base.get(item, 0))
            for item in EXPLAINED
        },
        aims={name: _filled(pick("aims", name), name, field) for name, field in fields.items()},
        uses={name: _filled(pick("uses", name), name, field) for name, field in fields.items()},
        problems={name: pick("problems", name) for name in fields},
        remedies={name: pick("remedies", name) for name in fields},
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


def _duties(books: Books) -> tuple[str, ...]:
    """One duty a field, and the one that every list ends with; the same in every year."""
    rng = Random(f"duties of {books.unit.name}")
    patterns = list(words()["duties"]["list"])
    rng.shuffle(patterns)
    area = books.unit.area
    leader = books.unit.parent or f"{area}委、{area}政府"
    duties = [
        pattern.format(field=field, area=area)
        for pattern, field in zip(patterns, books.unit.body.fields, strict=False)
    ]
    return (*duties, words()["duties"]["last"].format(leader=leader))


def _reason(key: str, books: Books, item: str, change: int) -> str:
    rng = Random(f"{key} reason {item}")
    reasons = words()["reasons"]["up" if change > 0 else "down"]
    return str(rng.choice(reasons)).format(field=rng.choice(books.unit.body.fields))


def _filled(pattern: str, name: str, field: str) -> str:
    rng = Random(f"aim of {name}")
    return pattern.format(field=field, n=rng.randint(80, 99), k=rng.randint(2, 40))
