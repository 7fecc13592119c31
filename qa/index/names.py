"""The ids of documents: the names of their files without the ending, and no two alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import PurePosixPath

from qa.visible import shown_name


def document_ids(paths: Sequence[str]) -> dict[str, str]:
    """An id for each of the different ``paths`` (relative, with slashes), by the path.

    The first file of a name has the name alone; a further one (text and tables of one
    disclosure, the same name in another folder) adds its ending, then its folders. The ids
    depend on the paths and their order only: a build from nothing gives the same ones. They
    hold nothing that cannot be shown.
    """
    shown = {path: PurePosixPath(shown_name(path)) for path in paths}
    first = {shown[path].stem: path for path in reversed(paths)}
    ids = {path: stem for stem, path in first.items()}
    taken = set(first)
    for path in paths:
        if path not in ids:
            ids[path] = next(name for name in _names(shown[path]) if name not in taken)
            taken.add(ids[path])
    return ids


def _names(path: PurePosixPath) -> Iterator[str]:
    yield path.name
    folders = path.parent.parts
    for start in range(len(folders) - 1, -1, -1):
        yield from ("-".join((*folders[start:], name)) for name in (path.stem, path.name))
    yield from (f"{path.name} ({number})" for number in count(2))
