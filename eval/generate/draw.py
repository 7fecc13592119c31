"""Draws books: a first budget, the budgets that follow it, and their final accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from eval.generate.books import Assets, Books, Official, Project
from eval.generate.units import Unit
from eval.generate.words import economic_codes, words


def draw_budget(rng: Random, unit: Unit, year: int) -> Books:
    """The first budget of a unit."""
    staff = rng.randint(9, 240)
    official = Official(
        abroad=rng.choice([0, 0, 0, _amount(rng, unit, 3, 12)]),
        reception=_amount(rng, unit, 0.2, 6) if rng.random() < 0.8 else 0,
        car_buying=rng.choice([0, 0, 0, _amount(rng, unit, 15, 20)]),
        car_running=_amount(rng, unit, 2, 40) if rng.random() < 0.8 else 0,
    )
    projects = _draw_projects(rng, unit, rng.randint(3, 8))
    return Books(
        unit=unit,
        year=year,
        kind="预算",
        economic=_draw_economic(rng, unit, staff, official),
        project_economic=_split(rng, unit, projects),
        projects=projects,
        own_income=_own_income(rng, sum(project.own for project in projects)),
        official=official,
        procurement=_procurement(rng, unit),
        small_share=(rng.randint(20, 80), rng.randint(20, 90)),
        assets=_assets(rng, staff, official),
    )


def next_budget(rng: Random, books: Books) -> Books:
    """The budget of the year after ``books``."""
    unit = books.unit
    projects = [_scaled_project(rng, project, 0.7, 1.4) for project in books.projects]
    if len(projects) > 3 and rng.random() < 0.5:
        projects.pop(rng.randrange(1, len(projects)))
    projects.extend(
        project
        for project in _draw_projects(rng, unit, 2, plain=True)
        if all(project.name != other.name for other in projects)
    )
    official = _scaled_official(rng, books.official, unit, 0.6, 1.2)
    economic = {
        key: _scaled(rng, unit, amount, 0.92, 1.15) for key, amount in books.economic.items()
    }
    return replace(
        books,
        before=books,
        plan=None,
        year=books.year + 1,
        kind="预算",
        economic=_with_official(economic, official),
        official=official,
        projects=tuple(projects),
        project_economic=_split(rng, unit, projects),
        own_income=_own_income(rng, sum(project.own for project in projects)),
        procurement=_procurement(rng, unit),
        assets=replace(
            _assets(rng, books.assets.staff + rng.randint(-2, 4), official),
            quota=books.assets.quota,
        ),
    )


def accounts_of(rng: Random, budget: Books) -> Books:
    """The final accounts of the year that ``budget`` planned."""
    unit = budget.unit
    projects = []
    for project in budget.projects:
        spent = _scaled_project(rng, project, 0.55, 1.0)
        full_year = max(_scaled(rng, unit, project.amount, 0.8, 1.2), spent.amount)
        projects.append(replace(spent, full_year=full_year))
    official = _scaled_official(rng, budget.official, unit, 0.2, 1.0)
    economic = {
        key: _scaled(rng, unit, amount, 0.85, 1.05) for key, amount in budget.economic.items()
    }
    return replace(
        budget,
        kind="决算",
        plan=budget,
        before=None,
        economic=_with_official(economic, official),
        official=official,
        projects=tuple(projects),
        project_economic=_split(rng, unit, projects),
        own_income=_own_income(rng, sum(project.own for project in projects)),
        procurement=_procurement(rng, unit),
        carried_out=_amount(rng, unit, 1, 300) if rng.random() < 0.6 else 0,
    )


def _amount(rng: Random, unit: Unit, low: float, high: float) -> int:
    """A random amount between two of 万元, whole 百元 where the unit's figures add up."""
    grain = 1 if unit.rounded else 100
    return round(rng.uniform(low, high) * 10000 / grain) * grain


def _scaled(rng: Random, unit: Unit, amount: int, low: float, high: float) -> int:
    grain = 1 if unit.rounded else 100
    return round(amount * rng.uniform(low, high) / grain) * grain


def _scaled_project(rng: Random, project: Project, low: float, high: float) -> Project:
    factor = rng.uniform(low, high)
    general, fund, own = (
        round(part * factor / 100) * 100 for part in (project.general, project.fund, project.own)
    )
    return replace(
        project, general=general, fund=fund, own=own, carried=min(project.carried, general)
    )


def _scaled_official(
    rng: Random, official: Official, unit: Unit, low: float, high: float
) -> Official:
    return Official(
        *(
            _scaled(rng, unit, part, low, high)
            for part in (
                official.abroad,
                official.reception,
                official.car_buying,
                official.car_running,
            )
        )
    )


def _draw_economic(rng: Random, unit: Unit, staff: int, official: Official) -> dict[str, int]:
    """Running costs by 款: pay follows the staff, the rest is drawn."""
    pay = {
        code: _amount(rng, unit, low * staff, high * staff)
        for code, low, high in (
            ("30101", 3, 6),
            ("30102", 2, 7),
            ("30108", 1, 2),
            ("30109", 0.5, 1),
            ("30110", 0.4, 1),
            ("30112", 0.02, 0.1),
            ("30113", 1, 2.2),
            ("30302", 0.2, 3),
        )
    }
    optional = [
        "30103",
        "30106",
        "30107",
        "30111",
        "30114",
        "30199",
        "30301",
        "30304",
        "30305",
        "30307",
        "30309",
        "30399",
    ]
    goods = [
        code
        for code in economic_codes("302")
        if len(code) == 5 and code not in {"30212", "30217", "30231"}
    ]
    for code in rng.sample(optional, rng.randint(3, 7)):
        pay[code] = _amount(rng, unit, 0.05 * staff, 1.5 * staff)
    for code in rng.sample(goods, rng.randint(8, 15)):
        pay[code] = _amount(rng, unit, 0.3, 0.6 * staff)
    if rng.random() < 0.5:
        pay["31002"] = _amount(rng, unit, 1, 20)
    return _with_official(pay, official)


def _with_official(economic: Mapping[str, int], official: Official) -> dict[str, int]:
    """The same running costs, with the “三公” ones under their codes."""
    fixed = {
        "30212": official.abroad,
        "30217": official.reception,
        "31013": official.car_buying,
        "30231": official.car_running,
    }
    merged = {**economic, **fixed}
    return {key: merged[key] for key in sorted(merged) if merged[key]}


def _draw_projects(rng: Random, unit: Unit, count: int, plain: bool = False) -> tuple[Project, ...]:
    """Projects of the unit's own fields; a fund or own money pays for the last of them."""
    fields = rng.sample(unit.body.fields, min(count, len(unit.body.fields)))
    projects = [
        Project(
            name=field + rng.choice(words()["project"]["suffixes"]),
            field=field,
            code=rng.choice(unit.body.work),
            general=_amount(rng, unit, 3, 2500),
        )
        for field in fields
    ]
    if plain:
        return tuple(projects)
    if rng.random() < 0.5:
        first = projects[0]
        projects[0] = replace(first, carried=_scaled(rng, unit, first.general, 0.1, 0.6))
    if unit.body.fund and rng.random() < 0.6:
        amount = _amount(rng, unit, 100, 4000)
        projects[-1] = replace(projects[-1], code=unit.body.fund, general=0, fund=amount)
    if not unit.admin and rng.random() < 0.8:
        amount = _amount(rng, unit, 50, 9000)
        projects[1] = replace(projects[1], own=amount)
    return tuple(projects)


def _split(
    rng: Random, unit: Unit, projects: tuple[Project, ...] | list[Project]
) -> dict[str, int]:
    """The 一般公共预算 money of all projects by 款 of the economic classification."""
    left = sum(project.general for project in projects)
    codes = rng.sample(
        [
            "30201",
            "30202",
            "30211",
            "30213",
            "30214",
            "30216",
            "30226",
            "30227",
            "30299",
            "31003",
            "31007",
            "31099",
        ],
        5,
    )
    parts: dict[str, int] = {}
    for code in codes[:-1]:
        parts[code] = _scaled(rng, unit, left, 0.05, 0.4)
        left -= parts[code]
    parts[codes[-1]] = left
    return {key: parts[key] for key in sorted(parts) if parts[key]}


def _own_income(rng: Random, amount: int) -> dict[str, int]:
    """The unit's own income by kind, the first kind holding most of it."""
    if not amount:
        return {}
    other = round(amount * rng.uniform(0, 0.2) / 100) * 100 if rng.random() < 0.6 else 0
    return {"事业收入": amount - other, "其他收入": other}


def _procurement(rng: Random, unit: Unit) -> tuple[int, int, int]:
    """政府采购: goods, works, services."""
    goods, works, services = (_amount(rng, unit, 1, top) for top in (200, 600, 900))
    return goods, works if rng.random() < 0.4 else 0, services


def _assets(rng: Random, staff: int, official: Official) -> Assets:
    kinds = ["机要通信用车", "应急保障用车", "执法执勤用车", "特种专业技术用车", "其他用车"]
    used = sorted(rng.sample(range(len(kinds)), 2)) if official.car_running else []
    receptions = rng.randint(3, 60) if official.reception else 0
    return Assets(
        cars=tuple(
            (kind, rng.randint(1, 6) if index in used else 0) for index, kind in enumerate(kinds)
        ),
        equipment=rng.randint(0, 40),
        quota=staff + rng.randint(0, 20),
        staff=staff,
        retired=rng.randint(1, 60),
        receptions=receptions,
        guests=receptions * rng.randint(3, 9),
    )
