"""A server follows the index that somebody else builds."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from threading import Event

import pytest
from index_fixtures import facts_of, read, write, write_encoder

from qa.app.follow import catch_up, follow
from qa.app.service import Service
from qa.index import Index, build_index
from qa.model import QaError

ITEMS = {"差旅费": "12.30"}
SOON = 10.0


@pytest.fixture(params=["folder", "database"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    if request.param == "folder":
        return tmp_path / "index"
    return str(request.getfixturevalue("database"))


@pytest.fixture
def service(place: Path | str, tmp_path: Path) -> Service:
    build(place, tmp_path, 2021)
    return Service(Index.open(place))


def build(place: Path | str, folder: Path, year: int) -> None:
    """Adds the 决算 of ``year`` and builds."""
    write(folder / "corpus", "云岭县水务局", year, "决算", ITEMS)
    encoder = write_encoder(folder / "encoder")
    build_index(
        folder / "corpus", place, encoder=encoder, read=read, facts_of=facts_of, progress=False
    )


def test_nothing_is_opened_while_nothing_is_new(service: Service) -> None:
    before = service.loaded
    assert not catch_up(service)
    assert service.loaded is before


def test_a_newer_generation_takes_over(service: Service, place: Path | str, tmp_path: Path) -> None:
    build(place, tmp_path, 2022)
    assert catch_up(service)
    assert [info.profile.year for info in service.documents] == [2021, 2022]


def test_it_is_looked_for_until_the_server_stops(
    service: Service, place: Path | str, tmp_path: Path
) -> None:
    stopped = Event()
    thread = follow(service, stopped, pause=0.05)
    build(place, tmp_path, 2022)
    deadline = time.monotonic() + SOON
    while len(service.documents) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    stopped.set()
    thread.join(SOON)
    assert (len(service.documents), thread.is_alive()) == (2, False)


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_an_index_out_of_reach_goes_on_answering(service: Service, place: Path) -> None:
    shutil.move(place, place.with_name("away"))
    with pytest.raises(QaError):
        catch_up(service)
    assert len(service.documents) == 1
