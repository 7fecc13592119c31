"""The folder of an index: one generation serves, the next is made beside it.

``current`` names the one that serves. It is replaced in one step of the file system, so
that whoever opens the index finds the old generation or the new one, each of them whole.
``paused`` names one that a build which was stopped has left for the next build to go on from.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from qa.index.manifest import CURRENT, MANIFEST, PAUSED, Manifest, current_text, verify
from qa.model import QaError

_BUILDING = "building"
_GENERATION = "generation-"
_LOCK = ".lock"
#: What may lie in the folder of an index; anything else is somebody's own and not ours to mix.
_OWN = (CURRENT, f"{CURRENT}.new", PAUSED, f"{PAUSED}.new", _BUILDING, _LOCK)
_FULL = "磁盘空间不足", "请腾出空间，或用 --index 换一个磁盘上的文件夹"
_FORBIDDEN = "没有写入权限", "请改权限，或用 --index 换一个可写的文件夹"
#: What the file system, or SQLite on it, refuses, and what to do about it.
_REFUSALS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN,
}
_REFUSALS_OF_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: ("磁盘读写出错", "请检查磁盘空间和磁盘是否完好"),
    sqlite3.SQLITE_READONLY: _FORBIDDEN,
    sqlite3.SQLITE_CANTOPEN: _FORBIDDEN,
}


@contextmanager
def writing_to(index: Path) -> Iterator[None]:
    """The right to write to ``index``: makes the folder, lets one build at a time in.

    What a build leaves half done is taken away, so that it does not fill the disk. Raises
    ``QaError`` where the folder holds other things, and for whatever the file system refuses
    meanwhile.
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
            try:
                yield
            finally:
                shutil.rmtree(index / _BUILDING, ignore_errors=True)
    except (OSError, sqlite3.Error) as error:
        reason, remedy = _refusal(error)
        raise QaError(f"索引文件夹“{index}”写不进去（{reason}）：{remedy}。") from error


def _refusal(error: OSError | sqlite3.Error) -> tuple[str, str]:
    """Why something could not be written, and what to do."""
    found = None
    if isinstance(error, OSError):
        # numpy tells of an array that was written in part without a number.
        found = _REFUSALS.get(error.errno or errno.ENOSPC)
    else:
        # The lower byte of an extended code is the plain one (sqlite.org/rescode.html).
        found = _REFUSALS_OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    reason = getattr(error, "strerror", None) or error
    return found or (" ".join(str(reason).split()), "请检查权限和磁盘空间")


def new_generation(index: Path) -> Path:
    """An empty folder to build in; what a killed build left there is swept away."""
    folder = index / _BUILDING
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def switch(index: Path, folder: Path, described: Manifest) -> None:
    """Makes the generation built in ``folder`` the serving one, after a last look at it."""
    before = _noted(index, CURRENT)
    _finish(index, folder, described, CURRENT)
    (index / PAUSED).unlink(missing_ok=True)
    # The generation that served until now stays: somebody may be reading it.
    _sweep(index, {before, _noted(index, CURRENT)})


def pause(index: Path, folder: Path, described: Manifest) -> None:
    """Leaves the generation built in ``folder`` for the next build; the other serves on."""
    before = _noted(index, PAUSED)
    _finish(index, folder, described, PAUSED)
    _sweep(index, {path.name for path in _generations(index).values()} - {before})


def _finish(index: Path, folder: Path, described: Manifest, note: str) -> None:
    """Gives the generation in ``folder`` its name and writes that down, in one step."""
    (folder / MANIFEST).write_text(described.to_json(), encoding="utf-8", newline="\n")
    for path in (*folder.iterdir(), folder):
        _to_disk(path)
    verify(folder, described.files)
    name = f"{_GENERATION}{max(_generations(index), default=0) + 1:06d}"
    folder.rename(index / name)
    new = index / f"{note}.new"
    new.write_text(current_text(name, index / name), encoding="utf-8", newline="\n")
    _to_disk(new)
    os.replace(new, index / note)
    _to_disk(index)


def _sweep(index: Path, kept: Collection[str | None]) -> None:
    for path in _generations(index).values():
        if path.name not in kept:
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


def _noted(index: Path, note: str) -> str | None:
    try:
        return (index / note).read_text(encoding="utf-8").split()[0]
    except (OSError, IndexError):
        return None


def _to_disk(path: Path) -> None:
    """What was written to a file, or the names in a folder, outlive a power cut."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders, and keeps their names by itself
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
