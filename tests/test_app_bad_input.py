"""What nobody should hand in: each told in words, and no harm done."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile

import httpx
import pytest
from app_fixtures import serving
from browser_fixtures import chromium, visit
from formats_fixtures import make_pdf
from playwright.sync_api import expect

from qa.app import holdings
from qa.app.conversation import Conversations, remembered
from qa.app.holdings import MOST_BYTES, Library
from qa.app.service import Service
from qa.index import Index, build_index

KEPT = "2022年深圳市大数据资源管理中心部门预算"
QUESTION = "大数据中心2022年基本支出预算是多少"
EVIL = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
NEW = "2023年青河县水利局部门决算"
#: A disclosure whose every part holds markup.
TEXT = f"""{NEW}
第一部分 青河县水利局{EVIL}概况
一、主要职责{EVIL}
负责全县水利工作。{EVIL}
第二部分 部门决算表
“三公”经费支出决算表{EVIL}
单位：万元
项目\t预算数{EVIL}\t决算数
合计{EVIL}\t8.00\t5.31
公务接待费\t3.00\t1.27
“三公”经费支出决算为5.31万元。{EVIL}
"""


@pytest.fixture(scope="module")
def folder(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad-input")
    (folder / "corpus").mkdir()
    shutil.copy(corpus / f"{KEPT}.txt", folder / "corpus")
    build_index(folder / "corpus", folder / "index", progress=False)
    return folder


@pytest.fixture
def library(folder: Path) -> Iterator[tuple[Library, Service]]:
    with Index.open(folder / "index") as index:
        service = Service(index)
        yield Library(folder / "corpus", folder / "index", service), service


def zip_of(path: Path, *parts: tuple[str, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return path


def test_each_bad_file_is_refused_with_its_reason_and_leaves_nothing(
    library: tuple[Library, Service],
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def build_here(corpus: Path, index: Path, *_: object) -> dict[str, str]:
        report = build_index(corpus, index, progress=False)
        return {failure.path: failure.reason for failure in report.failed}

    monkeypatch.setattr(holdings, "rebuild", build_here)
    shelf, service = library
    locked = make_pdf(tmp_path / "加密.pdf", lambda page: page.prose(60, NEW), password="钥匙")
    whole = make_pdf(tmp_path / "完整.pdf", lambda page: page.prose(60, NEW)).read_bytes()
    (tmp_path / "完整.pdf").unlink()
    (tmp_path / "损坏.pdf").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "空.pdf").touch()
    (tmp_path / "图片.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    zip_of(tmp_path / "炸弹.docx", ("word/document.xml", bytes(80 << 20)))
    zip_of(tmp_path / "压缩包.zip", ("a.txt", b"text"))
    (tmp_path / "不是公开.txt").write_text("今天开会。\n" * 3, encoding="utf-8")
    (tmp_path / "readme.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "x.pdf.identity.json").write_text("{}", encoding="utf-8")
    files = sorted(tmp_path.iterdir())
    told = {one.name: one.reason for one in shelf.add(files)}
    expected = {
        "加密.pdf": "加密|密码", "损坏.pdf": "损坏", "空.pdf": "空的", "图片.pdf": "是图片",
        "炸弹.docx": "解压后过大", "压缩包.zip": "压缩包请先解压", "不是公开.txt": "不像预决算公开",
        "readme.txt": "文件名不能用", "x.pdf.identity.json": "文件名不能用",
    }  # fmt: skip
    assert set(told) == set(expected) and locked.exists()
    for name, words in expected.items():
        assert any(word in (told[name] or "") for word in words.split("|")), (name, told[name])
    assert [path.name for path in (folder / "corpus").iterdir()] == [f"{KEPT}.txt"]
    assert service.ask(QUESTION).status == "answered"


def uploaded(server: str, name: str, content: bytes) -> httpx.Response:
    return httpx.post(f"{server}/gradio_api/upload", files={"files": (name, content)}, timeout=60)


def test_a_file_too_large_is_refused_on_its_way(library: tuple[Library, Service]) -> None:
    shelf, service = library
    with serving(service, library=shelf) as server:
        assert uploaded(server, "大.pdf", bytes(MOST_BYTES + 1)).status_code == 413


def test_a_name_that_is_a_path_leads_nowhere_and_nobody_fetches_a_file_by_its_place(
    library: tuple[Library, Service], folder: Path
) -> None:
    shelf, service = library
    with serving(service, library=shelf) as server:
        (place,) = uploaded(server, "../../corpus/逃逸.txt", b"text").json()
        assert not list(folder.rglob("*逃逸*")) and Path(place).name == "逃逸.txt"
        for path in (place, str(folder / "corpus" / f"{KEPT}.txt"), "/etc/passwd"):
            for where in ("gradio_api/file=", "gradio_api/file/", "file=", "file/"):
                assert httpx.get(f"{server}/{where}{path}").status_code == 404, (where, path)


def test_nothing_can_be_handed_in_where_documents_cannot_be_added(server: str) -> None:
    assert uploaded(server, "文件.txt", b"text").status_code == 404


def test_an_upload_that_breaks_off_does_no_harm(
    library: tuple[Library, Service], folder: Path
) -> None:
    shelf, service = library
    with serving(service, library=shelf) as server:
        place = urlsplit(server)
        assert place.hostname and place.port
        head = (
            "POST /gradio_api/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
            '--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhalf'
        )
        with socket.create_connection((place.hostname, place.port)) as connection:
            connection.sendall(head.encode())
        reply = httpx.post(f"{server}/api/ask", json={"question": QUESTION})
        assert reply.json()["status"] == "answered"
    assert [path.name for path in (folder / "corpus").iterdir()] == [f"{KEPT}.txt"]


@pytest.mark.parametrize("question", ["预算\n" * 1000, "预" * 100_000, EVIL * 50, "\ud800\x00"])
def test_a_question_that_is_none_is_answered_in_words(service: Service, question: str) -> None:
    page = Conversations(service).page(remembered([question]), "zh")
    assert 'class="turn no_data"' in page and "<script" not in page and "<img" not in page


def test_ten_ask_while_a_document_full_of_markup_is_indexed_and_its_browser_is_closed(
    library: tuple[Library, Service], folder: Path, tmp_path: Path
) -> None:
    shelf, service = library
    path = tmp_path / f"{NEW}.txt"
    path.write_text(TEXT, encoding="utf-8")
    expected = service.ask(QUESTION).text
    done = Event()

    def asking(server: str) -> set[str]:
        found = set()
        with httpx.Client(base_url=server, timeout=60) as client:
            while not done.is_set():
                reply = client.post("/api/ask", json={"question": QUESTION})
                found.add(reply.raise_for_status().json()["text"])
                sleep(0.2)
        return found

    with (
        serving(service, library=shelf) as server,
        chromium() as browser,
        ThreadPoolExecutor(10) as pool,
    ):
        users = [pool.submit(asking, server) for _ in range(10)]
        page, _ = visit(browser, server)
        page.get_by_role("tab", name="文件").click()
        page.locator("#files input[type=file]").set_input_files(path)
        expect(page.locator("#files")).to_contain_text(NEW[:8])
        page.locator("#add").click()
        expect(page.locator("#handed li").first).to_be_visible()
        page.close()
        deadline = monotonic() + 120
        while len(service.documents) == 1 and monotonic() < deadline:
            sleep(0.1)
        done.set()
        assert [user.result() for user in users] == [{expected}] * 10
        page, wrong = visit(browser, server)
        page.get_by_role("tab", name="文件").click()
        page.locator("#documents").get_by_role("button", name=NEW).click()
        page.locator("#table input").click()
        page.get_by_role("option").first.click()
        expect(page.locator("#grid td", has_text="1.27")).to_be_visible()
        expect(page.locator("#grid")).to_contain_text("onerror")
        assert "run" not in page.title() and wrong == []
    shelf.remove(NEW)
