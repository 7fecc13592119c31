"""Scanned pages: words and tables are recognised, figure by figure, and marked as such."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from formats_fixtures import FONT, SIZE, Page, cells_of, make_pdf
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from qa.ask.tell.recognised import Recognised
from qa.index.held import DocumentInfo
from qa.model import Citation, Disclosure, Profile, QaError
from qa.read import read
from qa.read.formats import recognise
from qa.read.formats.pdf import read_pdf

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS, POINTS = 150, 72
HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
ROWS = [
    ["", "合计", "1,300.50", "1,000.50", "300.00"],
    ["201", "一般公共服务支出", "1,000.50", "1,000.50", ""],
    ["20103", "政府办公厅（室）及\n相关机构事务", "1,000.50", "1,000.50", ""],
    ["208", "社会保障和就业支出", "300.00", "", "300.00"],
]
CELLS = {
    ("合计", "合计"): "1,300.50",
    ("合计", "基本支出"): "1,000.50",
    ("合计", "项目支出"): "300.00",
    ("一般公共服务支出", "合计"): "1,000.50",
    ("一般公共服务支出", "基本支出"): "1,000.50",
    ("一般公共服务支出", "项目支出"): None,
    ("一般公共服务支出/政府办公厅（室）及相关机构事务", "合计"): "1,000.50",
    ("一般公共服务支出/政府办公厅（室）及相关机构事务", "基本支出"): "1,000.50",
    ("一般公共服务支出/政府办公厅（室）及相关机构事务", "项目支出"): None,
    ("社会保障和就业支出", "合计"): "300.00",
    ("社会保障和就业支出", "基本支出"): None,
    ("社会保障和就业支出", "项目支出"): "300.00",
}


def _body(page: Page) -> None:
    page.text(150, 40, "清源县水利局2025年部门预算", size=18)
    page.text(250, 90, "部门支出总表")
    page.text(60, 105, "部门：清源县水利局")
    page.text(400, 105, "单位：万元")
    page.table(120, [HEAD, *ROWS], [60, 120, 70, 70, 70])
    page.prose(300, "    2025年本部门预算支出1,300.50万元，比上年增加12.34万元。")


def _undrawn(page: Page) -> None:
    page.text(150, 40, "清源县水利局2025年部门预算", size=18)
    page.text(250, 90, "部门支出总表")
    page.text(400, 105, "单位：万元")
    for number, row in enumerate([HEAD, *(row for row in ROWS if "\n" not in row[1])]):
        for x, text in zip((60, 120, 250, 320, 390), row, strict=True):
            page.text(x, 125 + 18 * number, text)


def _image(folder: Path, body: Callable[[Page], None] = _body) -> Image:
    """The page as a scanner sees it; skips where this machine has no Chinese font to draw it."""
    import pypdfium2

    def drawn(name: str, draw: Callable[[Page], None]) -> Image:
        page = pypdfium2.PdfDocument(str(make_pdf(folder / name, draw)))[0]
        image: Image = page.render(scale=DOTS / POINTS).to_pil().convert("L")
        return image

    one, other = (drawn("font.pdf", lambda page, c=c: page.text(60, 60, c)) for c in "国收")  # type: ignore[misc]
    if one.tobytes() == other.tobytes():
        pytest.skip("no Chinese font on this machine")
    return drawn("drawn.pdf", body)


def _scanned(folder: Path, image: Image, *, text: str = "") -> Path:
    path = folder / "扫描.pdf"
    width, height = (side * POINTS / DOTS for side in image.size)
    canvas = Canvas(str(path), pagesize=(width, height))
    canvas.drawImage(ImageReader(image), 0, 0, width, height)
    canvas.drawString(200, 20, text)
    canvas.showPage()
    canvas.save()
    return path


@pytest.fixture(scope="module")
def skewed(tmp_path_factory: pytest.TempPathFactory) -> Disclosure:
    """A page that lay a little askew on the scanner, which printed its name below it."""
    pytest.importorskip("rapidocr")
    folder = tmp_path_factory.mktemp("scan")
    image = _image(folder).rotate(0.6, fillcolor=255, resample=2)
    return read(_scanned(folder, image, text="CamScanner"))


def test_scanned_page_is_a_disclosure(skewed: Disclosure) -> None:
    profile = skewed.profile
    assert (profile.unit_name, profile.year, profile.kind) == ("清源县水利局", 2025, "预算")
    assert [paragraph.text for paragraph in skewed.paragraphs] == [
        "2025年本部门预算支出1,300.50万元，比上年增加12.34万元。"
    ]


def test_every_cell_of_a_scanned_table_stands_under_its_heads(skewed: Disclosure) -> None:
    (table,) = skewed.tables
    assert (table.title, table.unit, table.page) == ("部门支出总表", "万元", 1)
    assert cells_of(table) == CELLS


def test_scanned_page_is_marked_with_its_confidence(skewed: Disclosure) -> None:
    ((page, confidence),) = skewed.scanned
    assert page == 1
    assert 0.95 <= confidence <= 1
    assert skewed.notices == (
        f"第1页没有文字层，由文字识别（OCR）读入，平均置信度{confidence:.1%}，请核对原件。",
    )


def test_answer_says_that_its_source_was_recognised() -> None:
    profile = Profile("清源县水利局", 2025, "预算")
    info = DocumentInfo("扫描", profile, "", (), 0, 1, 1, 9, 1, 1, ((1, 0.985),))
    cited = [Citation("扫描", "", (), "", 1, page=page) for page in (1, 1, 2)]
    assert Recognised([info]).warnings(cited) == (
        "原件第1页是扫描图片，文字由程序识别（置信度98.5%），请核对原件。",
    )


def test_page_that_lies_on_its_side_is_read_upright(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    path = _scanned(tmp_path, _image(tmp_path).rotate(90, expand=True))
    assert cells_of(read(path).tables[0]) == CELLS


def test_scanned_table_without_any_rule_is_read_by_the_places_of_its_words(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    (table,) = read(_scanned(tmp_path, _image(tmp_path, _undrawn))).tables
    assert (table.title, table.unit, table.dropped) == ("部门支出总表", "万元", 0)
    assert cells_of(table) == {row: text for row, text in CELLS.items() if "/" not in row[0]}


class _Layer(Page):
    """A page whose words are invisible, and whose rules are not drawn at all."""

    def text(self, x: float, top: float, text: str, size: float = SIZE) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - top - size * 0.88, text, mode=3)

    def table(self, *args: Any, **named: Any) -> float:
        return super().table(*args, **named, draw=lambda *_: None)


def test_rules_in_the_picture_of_a_page_part_the_words_of_its_text_layer(tmp_path: Path) -> None:
    pytest.importorskip("cv2")

    def body(page: Page) -> None:
        # Without rules nothing tells the words above the table from its head.
        page.text(60, 60, "清源县水利局2025年部门预算支出见下表。")
        page.table(80, [HEAD, *ROWS], [60, 120, 70, 70, 70])

    def draw(page: Page) -> None:
        image = ImageReader(_image(tmp_path, body))
        page.canvas.drawImage(image, 0, 0, page.width, page.height)
        body(_Layer(page.canvas, (page.width, page.height)))

    source = read_pdf(make_pdf(tmp_path / "x.pdf", draw))
    assert source.scanned == ()
    assert [line.text for line in source.lines][1:4] == [
        "\t".join(row) for row in (HEAD, *ROWS[:2])
    ]


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    recognise.engine.cache_clear()


def _grey(folder: Path) -> ImageReader:
    from PIL import Image

    path = folder / "grey.png"
    Image.new("L", (20, 20), 128).save(path)
    return ImageReader(str(path))


@pytest.mark.usefixtures("no_library")
def test_scan_without_the_library_tells_how_to_install_it(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "x.pdf", lambda page: page.canvas.drawImage(_grey(tmp_path), 0, 0))
    with pytest.raises(
        QaError,
        match=r"（扫描件）：识别扫描件要另装组件，请运行 pip install 'disclosure-qa\[ocr\]'",
    ):
        read_pdf(path)


@pytest.mark.usefixtures("no_library")
def test_page_with_text_is_never_recognised(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.canvas.drawImage(_grey(tmp_path), 0, 0, page.width, page.height)
        page.text(60, 300, "清源县水利局2025年部门预算")

    source = read_pdf(make_pdf(tmp_path / "x.pdf", draw))
    assert (source.scanned, source.notices) == ((), ())


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("6.502.575.51", "6,502,575.51"),
        ("1,234.56", "1,234.56"),
        ("政府办公厅(室)及", "政府办公厅（室）及"),
        ("12.3%", "12.3%"),
        ("1.2.3", "1.2.3"),
        ("单位:万元", "单位：万元"),
    ],
)
def test_marks_are_mended_where_only_one_reading_makes_sense(read_as: str, meant: str) -> None:
    assert recognise._mended(read_as) == meant
