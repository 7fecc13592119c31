"""Where an index is kept: in a folder, or in a PostgreSQL database.

What is read out of the documents and how it is found does not depend on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qa.index.manifest import Manifest, Source
from qa.index.passages import Sizes
from qa.index.plan import Old
from qa.model import QaError

if TYPE_CHECKING:
    from qa.index.encoder import Encoder
    from qa.index.reading import Content
    from qa.index.store import Store
    from qa.retrieve.search import Searcher

#: A folder, or the URL of a database.
Address = Path | str


class Draft(Protocol):
    """A generation in the making, which nobody sees until it serves.

    It begins with the documents of the generation before that were not changed.
    """

    def add(self, content: Content) -> None:
        """Adds a document with everything that was read in it, or nothing of it."""
        ...

    def write_words(self) -> None:
        """Makes the passages of all documents findable by their words."""
        ...

    def write_vectors(self) -> None:
        """Makes the passages of all documents findable by their vectors."""
        ...

    def serve(self, sources: Sequence[Source]) -> None:
        """Makes this the serving generation, in one step; ``sources`` are its files."""
        ...

    def pause(self, sources: Sequence[Source]) -> None:
        """Keeps what was read for the next build; the generation before goes on serving."""
        ...

    def drop(self) -> None:
        """Gives up what was written; the generation before goes on serving."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """One generation, opened for reading; ``name`` is what ``Home.serving`` calls it.

    ``search`` makes what searches it, with a function that makes the encoder when needed.
    """

    name: str
    manifest: Manifest
    store: Store
    search: Callable[[Callable[[], Encoder]], Searcher]


class Home(Protocol):
    """The place of one index."""

    def manifest(self) -> Manifest:
        """What the serving generation says of itself.

        Raises ``QaError`` where there is none and where it is of another format.
        """
        ...

    def serving(self) -> str:
        """What names the serving generation; another one has another name.

        Raises ``QaError`` where there is none.
        """
        ...

    def open(self) -> Opened:
        """The serving generation; raises as ``manifest`` does, and where it is not whole."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """The right to write here: one build at a time.

        Raises ``QaError`` where the place cannot be written to.
        """
        ...

    def old(self, sizes: Sizes) -> Old:
        """What the last generation offers to the next one: one that a build which was stopped
        left, or the one that serves."""
        ...

    def draft(self, old: Old, kept: Collection[str], encoder: Encoder, sizes: Sizes) -> Draft:
        """A new generation with the documents ``kept`` of ``old``; only while ``writing``."""
        ...


def is_database(address: object) -> bool:
    """Whether ``address`` is the URL of a database and no folder."""
    return isinstance(address, str) and address.startswith(("postgresql://", "postgres://"))


def shown(address: Address) -> str:
    """``address`` as it may be printed: without a password."""
    if not is_database(address):
        return str(address)
    return re.sub(r"(?<=://)([^/@:]*):[^/]*(?=@)|(?<=[?&])password=[^&]*&?", r"\1", str(address))


def home_of(address: Address) -> Home:
    """The place that ``address`` names.

    Raises ``QaError`` for a URL of something else, and where a database's drivers are missing.
    """
    if isinstance(address, str) and "://" in address and not is_database(address):
        raise QaError("索引可以是文件夹，或 postgresql:// 开头的数据库地址：请改 --index。")
    if is_database(address):
        from qa.index.postgres import database_at

        return database_at(str(address))
    from qa.index.folder import Folder

    return Folder(Path(address))
