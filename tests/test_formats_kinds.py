"""Files under all the endings that disclosures come in: read, or refused with what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from durability_fixtures import write_disclosure

from qa.model import QaError
from qa.read import read
from qa.read.formats import read_source

TITLE = "云岭县水务局2023年部门预算"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def _as(folder: Path, kind: str, ending: str, main: str) -> Path:
    """A good Word or Excel file whose main part is said to be of the type ``main``."""
    good = write_disclosure(folder, kind)
    path = folder / f"x.{ending}"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for usual in (WORD, EXCEL) if name == "[Content_Types].xml" else ():
                content = content.replace(usual.encode(), main.encode())
            new.writestr(name, content)
        new.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    return path


@pytest.mark.parametrize(
    ("kind", "ending", "main"),
    [
        ("docx", "docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("docx", "dotm", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        ("docx", "dotx", WORD.replace("document.main", "template.main")),
        ("docx", "wps", WORD),
        ("xlsx", "xlsm", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        ("xlsx", "xltx", EXCEL.replace("sheet.main", "template.main")),
        ("xlsx", "et", EXCEL),
        ("xlsx", "xls", EXCEL),
    ],
)
def test_word_and_excel_files_are_read_whatever_they_are_called(
    tmp_path: Path, kind: str, ending: str, main: str
) -> None:
    usual = read_source(write_disclosure(tmp_path, kind))
    assert read_source(_as(tmp_path, kind, ending, main)).lines == usual.lines


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
def test_a_web_page_saved_in_one_file_is_read(tmp_path: Path, coding: str) -> None:
    from email.message import EmailMessage

    page = (
        f"<html><title>{TITLE}</title><body><p>一、收入</p><p>2023年收入预算48.00万元。</p>"
        "<table><tr><td>项目</td><td>预算数（万元）</td></tr>"
        "<tr><td>收入合计</td><td>48.00</td></tr></table></body></html>"
    )
    message = EmailMessage()
    message["Subject"] = "saved page"
    message["MIME-Version"] = "1.0"
    message.add_related(page, subtype="html", charset="gb18030", cte=coding)
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    path = tmp_path / "x.mht"
    path.write_bytes(message.as_bytes())
    assert [line.text for line in read_source(path).lines] == [
        TITLE, "一、收入", "2023年收入预算48.00万元。", "项目\t预算数（万元）", "收入合计\t48.00",
    ]  # fmt: skip
    assert read(path).profile.unit_name == "云岭县水务局"


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.rtf", b"{\\rtf1\\ansi 48.00}", "是RTF文件：请用Word或WPS另存为docx。"),
        ("x.rar", b"Rar!\x1a\x07\x00", "是压缩包：请先解压。"),
        ("x.7z", b"7z\xbc\xaf\x27\x1c\x00", "是压缩包：请先解压。"),
        ("x.jpg", b"\xff\xd8\xff\xe0", "是图片：请合成一份PDF，再由文字识别读入。"),
        ("x.wps", OLD + "WordDocument".encode("utf-16-le"),
         "是旧版的Word文件（.doc）：请用Word或WPS另存为docx。"),
        ("x.et", OLD + b" a presentation",
         "是旧版的Office文件，读不了：请另存为docx、xlsx或PDF。"),
    ],
)  # fmt: skip
def test_what_is_not_read_says_what_to_do(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(QaError) as caught:
        read_source(path)
    assert str(caught.value) == f"“{name}”{message}"


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("OFD.xml", "是OFD文件：请用OFD阅读器另存为PDF。"),
        ("xl/workbook.bin", "是二进制的Excel文件（.xlsb）：请用Excel或WPS另存为xlsx。"),
        ("ppt/presentation.xml", "是演示文稿：请另存为PDF。"),
        ("content.xml", "是OpenDocument文件（.odt、.ods）：请另存为docx或xlsx。"),
        ("预算.docx", "不是Word或Excel文件：压缩包请先解压。"),
    ],
)
def test_an_archive_that_is_not_read_says_what_to_do(
    tmp_path: Path, part: str, message: str
) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "预算")
    with pytest.raises(QaError) as caught:
        read_source(path)
    assert str(caught.value) == f"“x.zip”{message}"
