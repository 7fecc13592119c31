"""Documents come and go while the server answers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from app_fixtures import serving
from browser_fixtures import ask, chromium, visit
from formats_fixtures import Page, make_pdf, outline
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from qa.app import holdings
from qa.app.documents import followed
from qa.app.holdings import MOST_BYTES, REMOVED, Handed, Library
from qa.app.service import Service
from qa.index import Index, build_index
from qa.model import Profile, QaError

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


def build_here(corpus: Path, index: Path, told: Callable[[str], None]) -> dict[str, str]:
    """Builds without a process of its own, whose start would take most of the time."""
    report = build_index(corpus, index, progress=told)
    return {failure.path: failure.reason for failure in report.failed}


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holdings, "rebuild", build_here)


@pytest.fixture
def library(folder: Path) -> Iterator[tuple[Library, Service]]:
    with Index.open(folder / "index") as index:
        service = Service(index)
        yield Library(folder / "corpus", folder / "index", service), service


def hand_in(page: BrowserPage, *paths: Path) -> None:
    """Chooses files on the tab of documents and has them added."""
    page.locator("#files input[type=file]").set_input_files(paths)
    expect(page.locator("#files tr.file, #files .file-preview").first).to_be_visible()
    page.locator("#add").click()


@pytest.mark.usefixtures("at_once")
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
    failing = [sys.executable, "-c", "import sys; sys.exit('磁盘满了。')"]
    start = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _, **given: start(failing, **given))
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


@pytest.mark.usefixtures("at_once")
def test_each_file_is_told_how_far_it_is(library: tuple[Library, Service], tmp_path: Path) -> None:
    shelf, _ = library
    (tmp_path / "空.txt").touch()
    said: list[tuple[Handed, ...]] = []
    shelf.add([new_document(tmp_path), tmp_path / "空.txt"], said.append)
    shelf.remove(NEW)
    stages = list(dict.fromkeys(handed[0].stage for handed in said))
    assert stages == ["waiting", "reading", "read", "done"]
    assert {handed[1].reason for handed in said[1:]} == {"文件是空的。"}
    assert (said[-1][0].doc, said[-1][1].doc) == (NEW, None)


@pytest.mark.usefixtures("at_once")
def test_two_files_of_one_name_and_a_copy_are_told(
    library: tuple[Library, Service], folder: Path, tmp_path: Path
) -> None:
    shelf, service = library
    (tmp_path / "别处").mkdir()
    twins = [new_document(tmp_path), new_document(tmp_path / "别处")]
    copy = Path(shutil.copy(folder / "corpus" / f"{OLD}.txt", tmp_path / "另一个名字.txt"))
    handed = shelf.add([*twins, copy])
    assert handed[0].doc == NEW and handed[1].reason == "一次加入的文件中有两份同名：请改名。"
    assert "内容完全相同" in (handed[2].reason or "")
    shelf.remove(NEW)
    assert [info.doc for info in service.documents] == [OLD]


@pytest.mark.usefixtures("at_once")
def test_a_copy_of_a_file_that_is_refused_is_not_told_to_be_taken(
    library: tuple[Library, Service], tmp_path: Path
) -> None:
    shelf, _ = library
    for name in ("通知一.txt", "通知二.txt"):
        (tmp_path / name).write_text("今天开会。\n" * 3, encoding="utf-8")
    first, second = shelf.add(sorted(tmp_path.iterdir()))
    assert "不像预决算公开" in (first.reason or "")
    assert second.reason == "与“通知一.txt”内容完全相同，也没有收入。"


@pytest.mark.usefixtures("at_once")
def test_a_correction_survives_a_rebuild_and_leaves_with_its_document(
    library: tuple[Library, Service], folder: Path, tmp_path: Path
) -> None:
    shelf, service = library
    shelf.add([new_document(tmp_path)])
    shelf.correct(NEW, Profile("红河县水利局", 2020, "预算", "单位"))
    shutil.rmtree(folder / "index")
    build_index(folder / "corpus", folder / "index", progress=False)
    with Index.open(folder / "index") as rebuilt:
        (info,) = (one for one in rebuilt.documents if one.doc == NEW)
    profile = info.profile
    assert (profile.unit_name, profile.year, profile.kind) == ("红河县水利局", 2020, "预算")
    assert (profile.scope, profile.title) == ("单位", NEW)
    assert service.ask(QUESTION).status == "no_data"
    shelf.remove(NEW)
    assert [path.name for path in (folder / "corpus").glob("*.json")] == []


def test_a_correction_with_which_no_index_can_be_built_is_taken_back(
    library: tuple[Library, Service], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, _ = library

    def fail(*_: object) -> None:
        raise QaError("磁盘满了。")

    monkeypatch.setattr(holdings, "rebuild", fail)
    with pytest.raises(QaError, match="磁盘满了"):
        shelf.correct(OLD, Profile("红河县水利局", 2020, "预算"))
    assert [path.name for path in (folder / "corpus").iterdir() if path.is_file()] == [f"{OLD}.txt"]


@pytest.mark.usefixtures("at_once")
def test_work_goes_on_where_nobody_looks_any_more(
    library: tuple[Library, Service], tmp_path: Path
) -> None:
    shelf, service = library
    path = new_document(tmp_path)
    looking = followed(shelf, [path])
    assert next(looking)[0][0].stage == "waiting"
    looking.close()
    deadline = monotonic() + 120
    while path.exists() and monotonic() < deadline:
        sleep(0.05)
    assert not path.exists()
    assert [str(value.value) for value in service.ask(QUESTION).values] == ["1.27"]
    shelf.remove(NEW)


def test_a_document_is_uploaded_asked_corrected_and_removed_in_the_browser(
    library: tuple[Library, Service], tmp_path: Path
) -> None:
    shelf, service = library
    with serving(service, library=shelf) as server, chromium() as browser:
        page, wrong = visit(browser, server)
        page.get_by_role("tab", name="文件").click()
        hand_in(page, new_document(tmp_path))
        told = page.locator("#handed")
        expect(told).to_contain_text("认作青河县水利局2023年部门决算", timeout=120_000)
        expect(page.locator("#documents tbody tr")).to_have_count(2)
        page.get_by_role("tab", name="问答").click()
        expect(ask(page, QUESTION).locator(".figure")).to_have_text("1.27 万元")
        page.get_by_role("tab", name="文件").click()
        told.get_by_role("button", name="查看、更正").click()
        page.get_by_role("button", name="更正单位、年度").click()
        expect(page.locator("#unit textarea")).to_have_value("青河县水利局")
        # A field that has just come into sight takes its value twice, faster than anybody types.
        page.wait_for_timeout(300)
        page.locator("#unit textarea").fill("红河县水利局")
        page.locator("#correct").click()
        expect(page.locator("#changed")).to_contain_text("已更正", timeout=120_000)
        expect(page.locator("#documents tbody")).to_contain_text("红河县水利局")
        page.locator("#remove").click()
        expect(page.locator("#changed")).to_contain_text("已移除", timeout=120_000)
        page.get_by_role("tab", name="问答").click()
        expect(page.locator(".turn.no_data")).to_have_count(1)
        assert wrong == []
