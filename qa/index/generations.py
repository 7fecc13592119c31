"""The folder of an index: one generation serves, the next is made beside it.

``current`` names the one that serves. It is replaced in one step of the file system, so
that whoever opens the index finds the old generation or the new one, each of them whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from qa.index.manifest import CURRENT, MANIFEST, Manifest, current_text, verify
from qa.model import QaError

_BUILDING = "building"
_GENERATION = "generation-"
_LOCK = ".lock"
#: What may lie in the folder of an index; anything else is somebody's own and not ours to mix.
_OWN = (CURRENT, f"{CURRENT}.new", _BUILDING, _LOCK)


@contextmanager
def writing_to(index: Path) -> Iterator[None]:
    """The right to write to ``index``: makes the folder, lets one build at a time in.

    Raises ``QaError`` where the folder holds other things, and for whatever the file system
    refuses meanwhile.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        strangers = sorted(
            path.name
            for path in index.iterdir()
            if path.name not in _OWN and not path.name.startswith(_GENERATION)
        )
        if strangers:
            raise QaError(
                f"“{index}”里有别的文件（{strangers[0]}），不能用作索引文件夹：请换一个空文件夹。"
            )
        with _locked(index):
            yield
    except (OSError, SQLAlchemyError) as error:
        reason = getattr(error, "strerror", None) or getattr(error, "orig", None) or error
        raise QaError(f"索引文件夹“{index}”写不进去（{reason}）：请检查权限和磁盘空间。") from error


def new_generation(index: Path) -> Path:
    """An empty folder to build in; what a killed build left there is swept away."""
    folder = index / _BUILDING
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def switch(index: Path, folder: Path, described: Manifest) -> None:
    """Makes the generation built in ``folder`` the serving one, after a last look at it."""
    (folder / MANIFEST).write_text(described.to_json(), encoding="utf-8", newline="\n")
    for path in folder.iterdir():
        _to_disk(path)
    verify(folder, described.files)
    others = _generations(index)
    before = _serving(index)
    name = f"{_GENERATION}{max(others, default=0) + 1:06d}"
    folder.rename(index / name)
    note = index / f"{CURRENT}.new"
    note.write_text(current_text(name, index / name), encoding="utf-8", newline="\n")
    _to_disk(note)
    os.replace(note, index / CURRENT)
    # The generation that served until now stays: somebody may be reading it.
    for path in others.values():
        if path.name != before:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _locked(index: Path) -> Iterator[None]:
    """Lets one build at a time write to ``index``; a second one waits for the first.

    The lock goes with its process, however that ends. Where the system has no such locks,
    builds are not kept apart.
    """
    with (index / _LOCK).open("w") as file:
        try:
            import fcntl
        except ImportError:
            yield
            return
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _generations(index: Path) -> dict[int, Path]:
    found = {}
    for path in index.glob(f"{_GENERATION}*"):
        number = path.name.removeprefix(_GENERATION)
        if number.isdigit():
            found[int(number)] = path
    return found


def _serving(index: Path) -> str | None:
    try:
        return (index / CURRENT).read_text(encoding="utf-8").split()[0]
    except (OSError, IndexError):
        return None


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
