"""Office files and web pages made to do harm, and what is in them that nobody can see."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from durability_fixtures import write_disclosure
from openpyxl import Workbook

from qa.model import QaError
from qa.read.formats import read_source

SECRET = "隐藏的99.99万元"
DAMAGED = "已损坏，读不出来：请换一份能正常打开的文件。"
TOO_LARGE = "解压后过大，没有读入：请检查文件是否正常。"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "加了密码：请换一份不加密的文件。"


def texts(path: Path) -> list[str]:
    """The lines of a file."""
    return [line.text for line in read_source(path).lines]


def error(path: Path) -> str:
    """What is said of a file that is not read."""
    with pytest.raises(QaError) as caught:
        read_source(path)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"“{path.name}”")


def office(folder: Path, kind: str, part: str, change: Callable[[bytes], bytes]) -> Path:
    """A good Word or Excel file in which one part was changed."""
    good = write_disclosure(folder, kind)
    path = folder / f"x.{kind}"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return path


def page(folder: Path, body: str) -> Path:
    """A web page with ``body`` below its title."""
    path = folder / "x.html"
    path.write_text(f"<html><body><p>云岭县水务局2021年部门预算</p>{body}", encoding="utf-8")
    return path


def entities(content: bytes, root: str, secret: Path, used: str) -> bytes:
    """XML that names the file ``secret`` and a text of 10^8 characters, and uses one of them."""
    levels = "".join(
        f'<!ENTITY {name} "{f"&{inner};" * 10}">'
        for inner, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    kinds = f'<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a "0123456789">{levels}'
    body = content[content.index(f"<{root}".encode()) :]
    place = b"</w:t>" if root == "w:document" else b"</t>"
    head = f'<?xml version="1.0"?><!DOCTYPE {root} [{kinds}]>'.encode()
    return head + body.replace(place, f"&{used};".encode() + place, 1)


@pytest.mark.parametrize(
    ("kind", "part", "root"),
    [("docx", "word/document.xml", "w:document"), ("xlsx", "xl/sharedStrings.xml", "sst")],
)
@pytest.mark.parametrize("used", ["x", "h"], ids=["another file", "a billion laughs"])
def test_entities_bring_nothing_in(
    tmp_path: Path, kind: str, part: str, root: str, used: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    path = office(tmp_path, kind, part, lambda xml: entities(xml, root, secret, used))
    try:
        found = "".join(texts(path))
    except QaError as refused:
        assert DAMAGED in str(refused) or "打不开" in str(refused)
    else:
        assert SECRET not in found
        assert len(found) < 1000


@pytest.mark.parametrize(
    ("kind", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/styles.xml")]
)
def test_an_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, kind: str, part: str
) -> None:
    path = office(tmp_path, kind, part, lambda xml: xml + b" " * (30 << 20))
    assert error(path) == TOO_LARGE


def test_an_archive_within_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    path = office(tmp_path, "docx", "", bytes)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as inner:
        inner.writestr("x.txt", b"0" * (20 << 20))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/embeddings/x.zip", bomb.getvalue())
    assert texts(path)[0] == "云岭县水务局2023年部门预算"


def test_names_that_climb_out_of_their_folder_write_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    path = office(folder, "docx", "", bytes)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../climbed.txt", SECRET)
        archive.writestr(str(tmp_path / "climbed.txt"), SECRET)
    assert texts(path)[0] == "云岭县水务局2023年部门预算"
    assert not list(tmp_path.rglob("climbed*"))


def test_a_locked_archive_is_said_to_be_locked(tmp_path: Path) -> None:
    path = office(tmp_path, "xlsx", "", bytes)
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)
    assert error(path) == LOCKED


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.97])
def test_a_truncated_archive_is_damaged(tmp_path: Path, kind: str, share: float) -> None:
    path = write_disclosure(tmp_path, kind)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert error(path) == "已损坏，打不开：请换一份完好的文件。"


def test_hidden_words_of_word_are_not_read(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("收入预算50.00万元")
    paragraph.add_run(SECRET).font.hidden = True
    paragraph.add_run("。").font.hidden = False
    document.save(str(tmp_path / "x.docx"))
    assert texts(tmp_path / "x.docx") == ["收入预算50.00万元。"]


def test_a_cell_of_word_that_spans_a_billion_columns_costs_little(tmp_path: Path) -> None:
    span = b'<w:tcPr><w:gridSpan w:val="999999999"/>'
    path = office(
        tmp_path, "docx", "word/document.xml", lambda xml: xml.replace(b"<w:tcPr>", span, 1)
    )
    assert "一般公共预算拨款\t48.00" in [line.rstrip("\t") for line in texts(path)]


def test_a_stray_cell_in_the_last_row_of_excel_costs_little(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["项目", "预算数"], ["收入", 50], [], [], ["支出", 40]):
        sheet.append(row)
    sheet.cell(1_048_576, 16_384).value = 7
    book.save(tmp_path / "x.xlsx")
    assert texts(tmp_path / "x.xlsx") == ["项目\t预算数", "收入\t50", "支出\t40"]


@pytest.mark.parametrize("value", [1e308, 1e-300, 123456789012345678])
def test_a_figure_of_excel_beyond_all_measure_costs_nobody_else_anything(
    tmp_path: Path, value: float
) -> None:
    book = Workbook()
    for row in (["项目", "预算数"], ["收入", value], ["支出", 40]):
        book.worksheets[0].append(row)
    book.worksheets[0]["B2"].number_format = "0." + "0" * 200
    book.save(tmp_path / "x.xlsx")
    assert texts(tmp_path / "x.xlsx")[-1] == "支出\t40"


def test_formulas_are_not_computed(tmp_path: Path) -> None:
    book = Workbook()
    formula = f'=WEBSERVICE("file://{tmp_path}/secret.txt")'
    for row in (["项目", "预算数"], ["收入", formula], ["支出", 40]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "x.xlsx")
    assert texts(tmp_path / "x.xlsx") == ["项目\t预算数", "收入\t", "支出\t40"]


def test_links_of_excel_to_other_files_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xlsx"
    book = Workbook()
    book.worksheets[0].append([99.99])
    book.save(secret)
    book = Workbook()
    for row in (["项目", "预算数"], ["收入", 50], ["支出", 40]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "good.xlsx")
    link = '<externalLink xmlns="{}"><externalBook xmlns:r="{}" r:id="rId1"/></externalLink>'
    spread = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office_rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office_rels}/externalLinkPath"'
        f' Target="{secret.as_uri()}" TargetMode="External"/></Relationships>'
    )
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(tmp_path / "good.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8")
            content = content.replace("<v>50</v>", "<f>[1]Sheet!$A$1</f><v>50</v>")
            new.writestr(name, content)
        new.writestr("xl/externalLinks/externalLink1.xml", link.format(spread, office_rels))
        new.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", rels)
    assert texts(path) == ["项目\t预算数", "收入\t50", "支出\t40"]


def test_a_macro_in_a_word_file_is_not_run(tmp_path: Path) -> None:
    path = office(tmp_path, "docx", "", bytes)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", OLD_OFFICE + b"Sub AutoOpen()" * 100)
    assert texts(path)[0] == "云岭县水务局2023年部门预算"


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        '<p style="display: none">{}</p>',
        '<div style="color:red;VISIBILITY:hidden"><p>{}</p></div>',
        '<span style="font-size:0">{}</span>',
        "<script>{}</script>",
        "<!-- {} -->",
    ],
)
def test_what_a_web_page_does_not_show_is_not_read(tmp_path: Path, hidden: str) -> None:
    shown = "<p>2021年收入预算50.00万元，用于日常工作。</p>"
    path = page(tmp_path, shown + hidden.format(SECRET) + "<p style='font-size:0.9em'>支出40</p>")
    assert texts(path) == [
        "云岭县水务局2021年部门预算", "2021年收入预算50.00万元，用于日常工作。", "支出40",
    ]  # fmt: skip


def test_an_article_that_a_script_will_show_is_read(tmp_path: Path) -> None:
    article = "<p>2021年收入预算50.00万元，用于日常工作。</p>" * 3
    path = page(tmp_path, f'<div style="display:none">{article}</div>')
    assert "2021年收入预算50.00万元，用于日常工作。" in texts(path)


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td colspan=999999999>1</td><td rowspan=999999999>2</td></tr></table>",
        "<div>" * 100_000 + "3",
        "<table><tr><td>" * 5_000 + "4",
        "&" * 100_000,
        "&#8238;&#0;&#xFFFFFFFFF;",
    ],
    ids=["spans", "depth", "tables", "ampersands", "characters"],
)
def test_a_web_page_out_of_all_bounds_costs_little(tmp_path: Path, body: str) -> None:
    found = texts(page(tmp_path, body))
    assert found[0] == "云岭县水务局2021年部门预算"
    assert "\u202e" not in "".join(found)


@pytest.mark.parametrize("kind", ["txt", "html", "docx", "xlsx", "pdf"])
def test_characters_that_cannot_be_seen_are_read_in_no_format(tmp_path: Path, kind: str) -> None:
    path = write_disclosure(tmp_path, kind, "4\u200b8.\u00ad0\u202e0\u2066")
    assert any(line.split()[-1:] == ["48.00"] for line in texts(path))


def test_a_text_larger_than_any_disclosure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"1" * ((32 << 20) + 1))
    assert error(path) == "有32MB，超过文本32MB的限度：请拆成几份。"


def test_a_text_of_more_lines_than_any_disclosure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"1\n" * 300_001)
    assert error(path) == "有300001行、300001字，超过限度，没有读入：请拆成几份。"
