"""Files that are damaged, locked or hostile end in one line of Chinese."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from formats_fixtures import make_pdf
from reportlab.lib.utils import ImageReader

from qa.model import QaError
from qa.read.formats import child, read_source

# Whether scanned pages can be recognised here, and what is said where they cannot.
RECOGNISES = find_spec("rapidocr") is not None
INSTALL = "识别扫描件要另装组件，请运行 pip install 'disclosure-qa[ocr]'。"


def _error(path: Path) -> str:
    with pytest.raises(QaError) as caught:
        read_source(path)
    return str(caught.value)


def test_pdf_is_told_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "x.txt", lambda page: page.text(60, 60, "部门预算"))
    assert [line.text for line in read_source(path).lines] == ["部门预算"]


def test_text_named_like_a_pdf_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_text("部门预算\n", encoding="utf-8")
    source = read_source(path)
    assert [line.text for line in source.lines] == ["部门预算"]
    assert not source.parted


def test_truncated_pdf_is_refused(tmp_path: Path) -> None:
    whole = make_pdf(tmp_path / "x.pdf", lambda page: page.text(60, 60, "部门预算"))
    half = tmp_path / "半份.pdf"
    half.write_bytes(whole.read_bytes()[:300])
    assert _error(half) == "“半份.pdf”不是完好的PDF：请换一份能正常打开的文件。"


def test_locked_pdf_is_refused(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "x.pdf", lambda page: page.text(60, 60, "密"), password="abc")
    assert _error(path) == "“x.pdf”加了密码：请换一份不加密的文件。"


def test_scanned_pdf_is_refused(tmp_path: Path) -> None:
    picture = _picture(tmp_path)
    path = make_pdf(
        tmp_path / "x.pdf", lambda page: page.canvas.drawImage(picture, 60, 400, 200, 200)
    )
    remedy = "请换一份带文字的文件。" if RECOGNISES else INSTALL
    assert _error(path) == f"“x.pdf”没有文字，只有图片（扫描件）：{remedy}"


def test_pages_of_pictures_are_named(tmp_path: Path) -> None:
    picture = _picture(tmp_path)
    path = make_pdf(
        tmp_path / "x.pdf",
        lambda page: page.text(60, 60, "部门预算"),
        lambda page: page.canvas.drawImage(picture, 60, 400, 200, 200),
    )
    remedy = "" if RECOGNISES else INSTALL
    assert read_source(path).notices == (f"第2页是图片，没有读入。{remedy}",)


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qa.read.formats import pdf

    monkeypatch.setattr(pdf, "_MOST_PAGES", 1)
    path = make_pdf(tmp_path / "x.pdf", *[lambda page: page.text(60, 60, "页")] * 2)
    with pytest.raises(QaError, match="有2页，超过1页的限度"):
        pdf.read_pdf(path)


def test_slow_file_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_MOST_SECONDS", 0.001)
    path = make_pdf(tmp_path / "x.pdf", lambda page: page.text(60, 60, "页"))
    assert _error(path) == "“x.pdf”占用的时间或内存超过限度，没有读入：请检查文件是否正常。"


def test_process_that_dies_is_one_failed_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = tmp_path / "python"
    dying.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    dying.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(dying))
    path = make_pdf(tmp_path / "x.pdf", lambda page: page.text(60, 60, "页"))
    assert _error(path) == "“x.pdf”已损坏，读不出来：请换一份能正常打开的文件。"


def test_missing_library_tells_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qa.read.formats.pdf import read_pdf

    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(QaError, match=r"pip install 'disclosure-qa\[pdf\]'"):
        read_pdf(tmp_path / "x.pdf")


def _picture(folder: Path) -> ImageReader:
    from PIL import Image

    path = folder / "picture.png"
    Image.new("L", (20, 20), 128).save(path)
    return ImageReader(str(path))
