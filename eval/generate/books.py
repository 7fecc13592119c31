"""The books of a made-up unit: figures that add up, year after year.

All amounts are whole 元. A budget is drawn for the first year and drifts from there; the
final accounts of a year follow from its budget. Every sum that a disclosure prints
(类 = Σ款 = Σ项, 支出 = 基本 + 项目, 总计 = 本年收入 + 结转, “三公”) is computed here from its
parts, so that it holds by construction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from eval.generate.units import Unit

PERSONNEL = ("301", "303")
RUNNING = ("302", "310")
#: Names of the ways in which a unit earns money of its own, as every table prints them.
OWN_INCOME = ("事业收入", "经营收入", "上级补助收入", "附属单位上缴收入", "其他收入")


@dataclass(frozen=True, slots=True)
class Item:
    """What a 项 of the functional classification spends: running costs and projects.

    ``own`` is the part of ``project`` paid with the unit's own money; ``fund`` tells
    whether a government fund pays for the whole item.
    """

    code: str
    basic: int = 0
    project: int = 0
    own: int = 0
    fund: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """A project: amounts by source, and what it is for.

    ``full_year`` is its budget after adjustment, ``carried`` the part of ``general`` that
    comes from the year before.
    """

    name: str
    field: str
    code: str
    general: int = 0
    fund: int = 0
    own: int = 0
    carried: int = 0
    full_year: int = 0

    @property
    def amount(self) -> int:
        """All money of the project."""
        return self.general + self.fund + self.own


@dataclass(frozen=True, slots=True)
class Official:
    """The “三公” expenses."""

    abroad: int = 0
    reception: int = 0
    car_buying: int = 0
    car_running: int = 0

    @property
    def cars(self) -> int:
        """公务用车购置及运行维护费."""
        return self.car_buying + self.car_running

    @property
    def total(self) -> int:
        """All “三公” expenses."""
        return self.abroad + self.reception + self.cars


@dataclass(frozen=True, slots=True)
class Assets:
    """What is counted rather than paid: cars by use, equipment, posts and people."""

    cars: tuple[tuple[str, int], ...]
    equipment: int
    quota: int
    staff: int
    retired: int
    receptions: int
    guests: int

    @property
    def car_count(self) -> int:
        """All cars."""
        return sum(count for _, count in self.cars)


@dataclass(frozen=True, slots=True)
class Books:
    """One year of one unit, as a budget or as final accounts.

    ``plan`` is the budget that accounts settle, ``before`` the same kind of books a year
    earlier, where they are known.
    """

    unit: Unit
    year: int
    kind: str
    economic: Mapping[str, int]
    project_economic: Mapping[str, int]
    projects: tuple[Project, ...]
    own_income: Mapping[str, int]
    official: Official
    procurement: tuple[int, int, int]
    small_share: tuple[int, int]
    assets: Assets
    carried_out: int = 0
    plan: Books | None = None
    before: Books | None = None

    def group(self, code: str) -> int:
        """The running costs under a 类 of the economic classification."""
        return sum(amount for key, amount in self.economic.items() if key.startswith(code))

    @property
    def personnel(self) -> int:
        """人员经费 (工资福利支出 and 对个人和家庭的补助)."""
        return sum(self.group(code) for code in PERSONNEL)

    @property
    def running(self) -> int:
        """公用经费."""
        return sum(self.group(code) for code in RUNNING)

    @property
    def basic(self) -> int:
        """基本支出."""
        return self.personnel + self.running

    @property
    def project(self) -> int:
        """项目支出, from all sources."""
        return sum(project.amount for project in self.projects)

    @property
    def spending(self) -> int:
        """本年支出合计."""
        return self.basic + self.project

    @property
    def fund(self) -> int:
        """What a government fund pays."""
        return sum(project.fund for project in self.projects)

    @property
    def own(self) -> int:
        """What the unit's own money pays."""
        return sum(project.own for project in self.projects)

    @property
    def general(self) -> int:
        """一般公共预算 spending."""
        return self.spending - self.fund - self.own

    @property
    def carried_in(self) -> int:
        """上年结转, all of it 一般公共预算."""
        return sum(project.carried for project in self.projects)

    @property
    def general_income(self) -> int:
        """一般公共预算财政拨款收入 of the year itself."""
        return self.general - self.carried_in + self.carried_out

    @property
    def fiscal_income(self) -> int:
        """财政拨款收入 of the year itself."""
        return self.general_income + self.fund

    @property
    def income(self) -> int:
        """本年收入合计."""
        return self.fiscal_income + self.own

    @property
    def total(self) -> int:
        """收入总计, which equals 支出总计."""
        return self.income + self.carried_in

    def items(self, source: str = "all") -> tuple[Item, ...]:
        """The 项 in the order of their codes; ``source`` is all, general or fund."""
        found: dict[str, Item] = {}
        for item in (*self._running_items(), *self._project_items()):
            known = found.get(item.code, Item(item.code, fund=item.fund))
            found[item.code] = replace(
                known,
                basic=known.basic + item.basic,
                project=known.project + item.project,
                own=known.own + item.own,
            )
        listed = [found[code] for code in sorted(found)]
        if source == "general":
            listed = [
                replace(item, project=item.project - item.own, own=0)
                for item in listed
                if not item.fund
            ]
        if source == "fund":
            listed = [item for item in listed if item.fund]
        return tuple(item for item in listed if item.basic or item.project)

    def _running_items(self) -> tuple[Item, ...]:
        """Running costs by 项: social security, medical care, housing, the rest."""
        kind = "01" if self.unit.admin else "02"
        fixed = {
            "2080505": self.economic.get("30108", 0),
            "2080506": self.economic.get("30109", 0),
            f"21011{kind}": self.economic.get("30110", 0),
            "2101103": self.economic.get("30111", 0),
            "2210201": self.economic.get("30113", 0),
            f"20805{kind}": self.economic.get("30302", 0),
        }
        rest = self.basic - sum(fixed.values())
        return tuple(
            Item(code, basic=amount)
            for code, amount in {**fixed, self.unit.body.main: rest}.items()
            if amount
        )

    def _project_items(self) -> tuple[Item, ...]:
        return tuple(
            Item(project.code, project=project.amount, own=project.own, fund=project.fund > 0)
            for project in self.projects
        )
