"""Documents come and go while the server answers."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from app_fixtures import serving
from browser_fixtures import ask, chromium, visit
from formats_fixtures import Page, make_pdf, outline
from playwright.sync_api import expect

from qa.app.holdings import MOST_BYTES, REMOVED, Library
from qa.app.service import Service
from qa.index import Index, build_index
from qa.model import QaError

OLD = "2022年深圳市大数据资源管理中心部门预算"
NEW = "2023年青河县水利局部门决算"
QUESTION = "青河县水利局2023年公务接待费决算是多少"


def new_document(folder: Path) -> Path:
    """A final account of one page, drawn as a PDF."""
    path = folder / f"{NEW}.pdf"
    rows = (("项目", "预算数", "决算数"), ("合计", "8.00", "5.31"), ("公务接待费", "3.00", "1.27"))

    def draw(page: Page) -> None:
        page.prose(60, NEW, "第一部分 部门决算表", "“三公”经费支出决算表")
        page.prose(100, "单位：万元")
        page.table(120, rows, (160, 100, 100), draw=outline)

    return make_pdf(path, draw)


@pytest.fixture(scope="module")
def folder(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one document, with its index beside."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "corpus").mkdir()
    shutil.copy(corpus / f"{OLD}.txt", folder / "corpus")
    build_index(folder / "corpus", folder / "index", progress=False)
    return folder


@pytest.fixture
def library(folder: Path) -> Iterator[tuple[Library, Service]]:
    with Index.open(folder / "index") as index:
        service = Service(index)
        yield Library(folder / "corpus", folder / "index", service), service


def test_files_are_taken_in_or_refused_each_with_its_reason(
    library: tuple[Library, Service], folder: Path, tmp_path: Path
) -> None:
    shelf, service = library
    assert service.ask(QUESTION).status == "no_data"
    good, broken = new_document(tmp_path), tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    handed = shelf.add([good, broken])
    assert handed[0].profile is not None
    assert (handed[0].profile.unit_name, handed[0].profile.year) == ("青河县水利局", 2023)
    assert handed[1].profile is None and "坏.pdf" in (handed[1].reason or "")
    assert [str(value.value) for value in service.ask(QUESTION).values] == ["1.27"]
    assert sorted(path.name for path in (folder / "corpus").iterdir()) == [
        f"{OLD}.txt",
        f"{NEW}.pdf",
    ]
    shelf.remove(NEW)
    assert service.ask(QUESTION).status == "no_data"
    assert (folder / "corpus" / REMOVED / f"{NEW}.pdf").is_file()


def test_what_cannot_be_a_document_is_refused_without_a_build(
    library: tuple[Library, Service], tmp_path: Path
) -> None:
    shelf, service = library
    (tmp_path / "空.txt").touch()
    (tmp_path / f"{OLD}.txt").write_text("别的内容")
    (tmp_path / ".藏").write_text("内容")
    with (tmp_path / "大.pdf").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    number = service.loaded.number
    names = ("空.txt", f"{OLD}.txt", ".藏", "大.pdf")
    reasons = [one.reason for one in shelf.add([tmp_path / name for name in names])]
    assert reasons == [
        "文件是空的。",
        "已有同名文件：请先移除旧的，或改名。",
        "文件名不能用：请改名。",
        "文件超过64MB。",
    ]
    assert service.loaded.number == number


def test_files_with_which_no_index_can_be_built_do_not_stay(
    library: tuple[Library, Service],
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf, service = library
    failing = subprocess.CompletedProcess([], 1, "", "磁盘满了。\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failing)
    with pytest.raises(QaError, match="磁盘满了"):
        shelf.add([new_document(tmp_path)])
    assert not (folder / "corpus" / f"{NEW}.pdf").exists()
    assert service.documents[0].doc == OLD


def test_the_last_document_and_an_unknown_one_stay(
    library: tuple[Library, Service], folder: Path
) -> None:
    shelf, _ = library
    with pytest.raises(QaError, match="最后一份文件"):
        shelf.remove(OLD)
    with pytest.raises(QaError, match="没有文件"):
        shelf.remove("../../别处")
    assert (folder / "corpus" / f"{OLD}.txt").is_file()


def test_a_document_is_uploaded_asked_and_removed_in_the_browser(
    library: tuple[Library, Service], tmp_path: Path
) -> None:
    shelf, service = library
    with serving(service, library=shelf) as server, chromium() as browser:
        page, wrong = visit(browser, server)
        page.get_by_role("tab", name="文件").click()
        page.locator("input[type=file]").set_input_files(new_document(tmp_path))
        expect(page.get_by_text(f"{NEW[:8]}").first).to_be_visible()
        page.locator("#add").click()
        told = page.locator("#handed")
        expect(told).to_contain_text("认作青河县水利局2023年决算", timeout=120_000)
        expect(page.locator("#documents tbody tr")).to_have_count(2)
        page.get_by_role("tab", name="问答").click()
        expect(ask(page, QUESTION).locator(".figure")).to_have_text("1.27 万元")
        page.get_by_role("tab", name="文件").click()
        page.locator("#document input").click()
        page.get_by_role("option", name=NEW).click()
        page.locator("#remove").click()
        expect(told).to_contain_text("已移除", timeout=120_000)
        page.get_by_role("tab", name="问答").click()
        expect(page.locator(".turn.no_data")).to_have_count(1)
        assert wrong == []
