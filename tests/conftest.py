"""The real corpus, read and indexed once for all tests that ask it something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from app_fixtures import serving
from hypothesis import settings
from postgres_fixtures import created, running

from qa.app.service import Service
from qa.ask import Assistant
from qa.index import Index, build_index

ROOT = Path(__file__).parent.parent

# The suite tries the same examples at every run; `make fuzz` looks for new ones.
settings.register_profile("same", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile("same")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the five disclosures."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def index_path(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of the five disclosures; not to be changed."""
    path = tmp_path_factory.mktemp("indexes") / "default"
    build_index(corpus, path, progress=False)
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server, started for the tests or named by the environment."""
    with running() as url:
        yield url


@pytest.fixture
def database(postgres: str) -> Iterator[str]:
    """The URL of an empty database."""
    with created(postgres) as url:
        yield url


@pytest.fixture(scope="module")
def module_database(postgres: str) -> Iterator[str]:
    """The URL of an empty database for the tests of a module."""
    with created(postgres) as url:
        yield url


@pytest.fixture(scope="session")
def stored_corpus(postgres: str, corpus: Path) -> Iterator[str]:
    """The URL of a database with the index of the five disclosures; not to be changed."""
    with created(postgres) as url:
        build_index(corpus, url, progress=False)
        yield url


@pytest.fixture(scope="session")
def index(index_path: Path) -> Iterator[Index]:
    """The index of the five disclosures, open."""
    with Index.open(index_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def assistant(index: Index) -> Assistant:
    """Answers over the five disclosures."""
    return Assistant(index)


@pytest.fixture(scope="session")
def service(index: Index) -> Service:
    """What the server answers with, over the five disclosures."""
    return Service(index)


@pytest.fixture(scope="session")
def server(service: Service) -> Iterator[str]:
    """The address of a running server on loopback."""
    with serving(service) as address:
        yield address
