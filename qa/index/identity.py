"""Whose disclosure a file is, corrected by hand.

``X.pdf.identity.json`` beside ``X.pdf`` holds ``unit_name``, ``year``, ``kind`` (预算, 决算) and
``scope`` (部门, 单位). It is believed before the text and the file's name, and goes wherever the
file goes, so that every later build honours it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import get_args

from qa.model import Kind, Profile, QaError, Scope

ENDING = ".identity.json"
#: Years in which a disclosure may have been made.
YEARS = range(1950, 2101)
LONGEST_NAME = 60


def identity_file(path: Path) -> Path:
    """Where the correction for the file ``path`` stands, if there is one."""
    return path.with_name(path.name + ENDING)


def read_identity(path: Path) -> Profile | None:
    """What was told of the file ``path``; ``None`` where nothing was.

    Raises ``QaError`` where the correction is not of the right form.
    """
    try:
        told = json.loads(identity_file(path).read_text(encoding="utf-8"))
        return checked(told["unit_name"], told["year"], told["kind"], told["scope"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise QaError(
            f"“{identity_file(path).name}”格式不对：应有 unit_name、year、kind、scope 四项。"
        ) from error


def write_identity(path: Path, profile: Profile) -> None:
    """Corrects what the file ``path`` is taken for, in one step of the file system."""
    told = {
        "unit_name": profile.unit_name,
        "year": profile.year,
        "kind": profile.kind,
        "scope": profile.scope,
    }
    beside = path.with_name(f".{path.name}{ENDING}.new")
    beside.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(beside, identity_file(path))


def checked(unit_name: object, year: object, kind: object, scope: object) -> Profile:
    """A profile of values that somebody typed. Raises ``QaError`` for one that cannot be."""
    name = " ".join(unit_name.split()) if isinstance(unit_name, str) else ""
    if not 0 < len(name) <= LONGEST_NAME:
        raise QaError(f"单位名称不能是空的，也不能超过{LONGEST_NAME}个字：请写全称。")
    if not isinstance(year, int) or year not in YEARS:
        raise QaError(f"年度应是{YEARS.start}到{YEARS.stop - 1}之间的整数，不能是“{year}”。")
    for given, allowed, what in ((kind, Kind, "种类"), (scope, Scope, "范围")):
        if given not in get_args(allowed):
            raise QaError(f"{what}应是{'或'.join(get_args(allowed))}，不能是“{given}”。")
    return Profile(name, year, kind, scope)  # type: ignore[arg-type]
