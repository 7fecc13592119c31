"""The files of a corpus folder, and whether an index still fits them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

from qa.index.encoder import DEFAULT
from qa.index.identity import ENDING, identity_file
from qa.index.manifest import FileMark, Manifest, digest, read_manifest, reader_mark
from qa.index.models import default_fingerprint
from qa.model import QaError
from qa.reason import reason_of

#: Files that explain a folder and are no part of its content.
_NOT_DISCLOSURES = ("readme", "license", "changelog")
#: What Windows puts into folders.
_OF_SYSTEMS = ("thumbs.db", "desktop.ini")


def corpus_files(corpus: Path) -> tuple[Path, ...]:
    """The files under ``corpus`` that may be disclosures, sorted by path.

    Hidden files, a README and corrections (``qa.index.identity``) are left out. Raises
    ``QaError`` where there is no such folder or nothing in it.
    """
    if not corpus.is_dir():
        raise QaError(f"没有语料文件夹“{corpus}”：请检查路径，或把要查询的预决算文件放进去。")
    try:
        found = tuple(sorted(path for path in _walk(corpus) if may_be_disclosure(path)))
    except OSError as error:
        raise QaError(f"语料文件夹“{corpus}”读不了（{reason_of(error)}）：请检查权限。") from error
    if not found:
        raise QaError(f"语料文件夹“{corpus}”是空的：请把要查询的预决算文件放进去。")
    return found


def mark_of(path: Path, corpus: Path, known: FileMark | None = None) -> FileMark:
    """The mark of a source file; its content is hashed only if ``known`` looks outdated.

    A correction of whose file it is counts as part of its content. What cannot be opened, and
    what is no file (a pipe, which would never end), has an empty hash.
    """
    name = path.relative_to(corpus).as_posix()
    try:
        facts, corrected = path.stat(), _corrected(path)
        if not S_ISREG(facts.st_mode):
            return FileMark(name, 0, 0, "")
        seen = facts.st_size, facts.st_mtime_ns + corrected
        if known is not None and known.hash and (known.size, known.changed) == seen:
            return FileMark(name, *seen, known.hash)
        read = (path, identity_file(path)) if corrected else (path,)
        return FileMark(name, *seen, digest(*read))
    except OSError:
        return FileMark(name, 0, 0, "")


def _corrected(path: Path) -> int:
    """When somebody last told whose file it is; 0 where nobody did."""
    try:
        return identity_file(path).stat().st_mtime_ns
    except OSError:
        return 0


def is_stale(index: Path, corpus: Path) -> bool:
    """Whether ``index`` is missing, unusable, or older than ``corpus`` or than this program.

    Times and sizes are compared; only a file whose time changed is hashed. Raises
    ``QaError`` where the corpus itself is missing or empty.
    """
    try:
        _, manifest = read_manifest(index)
    except QaError:
        return True
    if manifest.reader != reader_mark():
        return True
    made_by = manifest.encoder
    if made_by.name == DEFAULT and made_by.fingerprint != default_fingerprint():
        return True
    return not _fits(manifest, corpus)


def _fits(manifest: Manifest, corpus: Path) -> bool:
    known = {source.mark.path: source.mark for source in manifest.sources}
    files = corpus_files(corpus)
    if {path.relative_to(corpus).as_posix() for path in files} != set(known):
        return False
    for path in files:
        mark = known[path.relative_to(corpus).as_posix()]
        if mark_of(path, corpus, mark).hash != mark.hash:
            return False
    return True


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place) / name for name in names)


def _raise(error: OSError) -> None:
    raise error


def may_be_disclosure(path: Path) -> bool:
    """Whether a file of that name is looked into."""
    other = path.name.startswith((".", "~$")) or path.name.endswith(ENDING)
    other = other or path.name.lower() in _OF_SYSTEMS
    return not other and path.stem.lower().split(".")[0] not in _NOT_DISCLOSURES
