"""What an index says of itself: its format, its encoder, its files and its sources.

An index is a folder of generations. ``current`` names the one that serves and the hash of
its manifest; the manifest holds the hash of every other file. So nothing that was changed
behind our back is ever read.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import qa
from qa.index.passages import Sizes
from qa.model import QaError

if TYPE_CHECKING:
    from qa.index.encoder import Encoder
    from qa.index.held import DocumentInfo

#: Raised whenever an older program could not read what a newer one writes, or the reverse, and
#: when documents are read so much better that the facts of an older index should not answer.
FORMAT = 6
#: Bytes from which on a file of the index is large: hashing it costs more than a tenth of a
#: second, and an index of ten thousand documents has gigabytes of them.
LARGE = 64 * 1024 * 1024
CURRENT = "current"
#: Beside it, and of the same form, while the next build can go on from one that was stopped.
PAUSED = "paused"
MANIFEST = "manifest.json"
DATABASE = "store.sqlite"
_SURROGATE = re.compile("[\ud800-\udfff]")
#: The rooms whose code and words decide what is read out of a file.
_READING = (
    "model.py", "visible.py", "read", "facts", "checks", "index", "lexicon", "ask/find/link.py",
    "ask/words/text.py", "encoder/words.txt",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file by its path, size, time of change (0: does not matter) and hash."""

    path: str
    size: int
    changed: int
    hash: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the corpus: the document that it became, or why it became none.

    ``copy_of`` is the path of another file with the same content, whose document it is too.
    """

    mark: FileMark
    doc: str
    failed: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class EncoderMark:
    """Which encoder made the vectors."""

    name: str
    dimension: int
    fingerprint: str

    @classmethod
    def of(cls, encoder: Encoder) -> EncoderMark:
        """That of ``encoder``."""
        return cls(encoder.name, encoder.dimension, encoder.fingerprint)


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a generation holds."""

    documents: int
    facts: int
    passages: int

    @classmethod
    def of(cls, documents: Sequence[DocumentInfo]) -> Totals:
        """Those of a generation of ``documents``."""
        facts = sum(info.facts for info in documents)
        return cls(len(documents), facts, sum(info.passages for info in documents))


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole description of one generation. ``reader`` stands for the code that read it."""

    format: int
    version: str
    reader: str
    sizes: Sizes
    encoder: EncoderMark
    totals: Totals
    sources: tuple[Source, ...]
    files: tuple[FileMark, ...]

    @classmethod
    def of(
        cls,
        encoder: Encoder,
        sizes: Sizes,
        totals: Totals,
        sources: Iterable[Source],
        files: tuple[FileMark, ...] = (),
    ) -> Manifest:
        """That of a generation which this program makes now."""
        return cls(
            format=FORMAT,
            version=qa.__version__,
            reader=reader_mark(),
            sizes=sizes,
            encoder=EncoderMark.of(encoder),
            totals=totals,
            sources=tuple(sorted(sources, key=lambda source: source.mark.path)),
            files=files,
        )

    def to_json(self) -> str:
        """The text of the manifest file; what is no UTF-8 in the name of a file is escaped."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def digest(*paths: Path) -> str:
    """The SHA-256 of a file, or of several one behind the other."""
    total = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                total.update(block)
    return total.hexdigest()


@cache
def reader_mark() -> str:
    """A hash of everything that decides what is read out of a file: code and lexicon."""
    root = Path(qa.__file__).parent
    total = hashlib.sha256(qa.__version__.encode())
    for room in _READING:
        place = root / room
        paths = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in paths:
            if path.suffix in (".py", ".toml", ".txt"):
                total.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return total.hexdigest()


def file_marks(folder: Path) -> tuple[FileMark, ...]:
    """The files of a generation but its manifest."""
    from concurrent.futures import ThreadPoolExecutor  # a question does without

    paths = sorted(path for path in folder.iterdir() if path.name != MANIFEST)
    with ThreadPoolExecutor() as threads:  # a hash is reckoned beside Python's own lock
        return tuple(threads.map(_mark, paths))


def _mark(path: Path) -> FileMark:
    facts = path.stat()
    changed = facts.st_mtime_ns if facts.st_size >= LARGE else 0
    return FileMark(path.name, facts.st_size, changed, digest(path))


def read_manifest(index: Path, note: str = CURRENT) -> tuple[Path, Manifest]:
    """The folder of the generation of ``index`` that ``note`` names (by default the one that
    serves) and its manifest, verified.

    Raises ``QaError`` where there is no index, where it is of another format, and where the
    note or the manifest was changed or damaged.
    """
    generation, expected = _noted(index, note)
    folder = index / generation
    try:
        content = (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise _damaged(folder / MANIFEST, "读不出来") from error
    try:
        data = json.loads(content)
        found = data["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(folder / MANIFEST, "内容残缺") from error
    if found != FORMAT:
        raise QaError(
            f"索引“{index}”的格式版本是 {found}，本程序用的是 {FORMAT}："
            "请运行 qa index 重新建立索引。"
        )
    if hashlib.sha256(content).hexdigest() != expected:
        raise _damaged(folder / MANIFEST, "与登记的校验值不一致")
    try:
        return folder, manifest_of(data)
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(folder / MANIFEST, "内容残缺") from error


def verify(folder: Path, files: Iterable[FileMark]) -> None:
    """Raises ``QaError`` where a file of the generation is missing or not as it was written.

    A large file is read for that only where its time of change is another one, as after a copy.
    """
    for mark in files:
        path = folder / mark.path
        if not path.is_file():
            raise _damaged(path, "不见了")
        facts = path.stat()
        same = mark.changed != 0 and facts.st_mtime_ns == mark.changed
        if facts.st_size != mark.size or not (same or digest(path) == mark.hash):
            raise _damaged(path, "与登记的校验值不一致")


def current_text(generation: str, folder: Path) -> str:
    """The content of ``current`` for the generation in ``folder``."""
    return f"{generation} {digest(folder / MANIFEST)}\n"


def serving(index: Path) -> str:
    """The name of the serving generation of ``index``; raises as ``read_manifest`` does."""
    return _noted(index, CURRENT)[0]


def _noted(index: Path, note: str) -> tuple[str, str]:
    if not index.exists():
        raise QaError(f"没有索引“{index}”：请检查路径，或先运行 qa index --index {index} 建立。")
    try:
        generation, expected = (index / note).read_text(encoding="utf-8").split()
    except (OSError, ValueError) as error:
        raise QaError(
            f"“{index}”不是可用的索引文件夹：请检查 --index 的路径，或运行 qa index 重新建立。"
        ) from error
    if Path(generation).name != generation:
        raise _damaged(index / note, "内容残缺")
    return generation, expected


def _damaged(path: Path, what: str) -> QaError:
    return QaError(f"索引文件{what}：{path}。请运行 qa index 重新建立索引。")


def manifest_of(data: dict[str, Any]) -> Manifest:
    """The manifest that ``to_json`` wrote; raises ``KeyError`` or ``TypeError`` for others."""
    return Manifest(
        format=data["format"],
        version=data["version"],
        reader=data["reader"],
        sizes=Sizes(**data["sizes"]),
        encoder=EncoderMark(**data["encoder"]),
        totals=Totals(**data["totals"]),
        sources=tuple(
            Source(**{**source, "mark": FileMark(**source["mark"])}) for source in data["sources"]
        ),
        files=tuple(FileMark(**file) for file in data["files"]),
    )
