"""PDF files made to do harm: written object by object, as no producer would."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from qa.model import QaError
from qa.read.formats import read_source

CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F 12 Tf 50 700 Td (2021 50.00) Tj ET "
GOOD = ["2021 50.00"]


def write(path: Path, objects: Sequence[bytes], trailer: bytes = b"") -> Path:
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = b"%d" % len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    out += b"trailer\n<</Root 1 0 R%s>>\n" % trailer.replace(b"START", start)
    path.write_bytes(out + b"startxref\n%s\n%%%%EOF" % start)
    return path


def stream(content: bytes, keys: bytes = b"") -> bytes:
    """An object with content."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (keys, len(content), content)


def one_page(contents: bytes, resources: bytes = b"", *more: bytes) -> list[bytes]:
    """The objects of a PDF with one page: catalog, pages, page, font, contents and ``more``."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R"
        b"/Resources<</Font<</F 4 0 R>>%s>>>>" % resources
    )
    return [CATALOG, PAGES, page, FONT, contents, *more]


def outcome(path: Path) -> list[str] | str:
    """The lines of a file, or what is said of it."""
    try:
        return [line.text for line in read_source(path).lines]
    except QaError as error:
        return str(error)


def refused(found: list[str] | str) -> bool:
    """Whether a file was refused in one line that says what to do."""
    return isinstance(found, str) and "\n" not in found and "请" in found


def test_pages_that_are_their_own_pages_are_refused(tmp_path: Path) -> None:
    loop = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"
    assert refused(outcome(write(tmp_path / "x.pdf", [CATALOG, loop])))


def test_a_table_of_objects_that_comes_before_itself_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "x.pdf", one_page(stream(TEXT)), trailer=b"/Prev START")
    assert refused(outcome(path))


def test_a_drawing_within_itself_is_drawn_once(tmp_path: Path) -> None:
    keys = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    drawing = stream(b"/X Do /X Do", keys)
    objects = one_page(stream(b"/X Do " + TEXT), b"/XObject<</X 6 0 R>>", drawing)
    assert outcome(write(tmp_path / "x.pdf", objects)) == GOOD


def test_a_page_that_is_its_own_content_is_refused(tmp_path: Path) -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents[3 0 R]>>"
    assert refused(outcome(write(tmp_path / "x.pdf", [CATALOG, PAGES, page])))


@pytest.mark.parametrize("depth", [1, 2])
def test_a_content_packed_a_thousandfold_costs_no_more_than_the_limits(
    tmp_path: Path, depth: int
) -> None:
    content = TEXT + b" " * (16 << 20)
    for _ in range(depth):
        content = zlib.compress(content, 9)
    keys = b"/Filter[%s]" % (b"/FlateDecode" * depth)
    assert outcome(write(tmp_path / "x.pdf", one_page(stream(content, keys)))) == GOOD


def test_brackets_that_never_close_are_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "x.pdf", one_page(stream(TEXT + b"[" * 20_000)))
    assert outcome(path) == GOOD


def test_a_page_of_no_size_at_all_is_refused(tmp_path: Path) -> None:
    objects = one_page(stream(TEXT))
    objects[2] = objects[2].replace(b"[0 0 600 800]", b"[0 0 1e30 1e30]")
    assert refused(outcome(write(tmp_path / "x.pdf", objects)))


def test_what_a_file_wants_run_when_it_is_opened_is_not_run(tmp_path: Path) -> None:
    objects = one_page(stream(TEXT))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(while\\(1\\){})>>>>"
    assert outcome(write(tmp_path / "x.pdf", objects)) == GOOD


def test_type_too_small_for_any_eye_is_not_read(tmp_path: Path) -> None:
    hidden = b"BT /F 0.1 Tf 50 600 Td (99.00) Tj ET "
    assert outcome(write(tmp_path / "x.pdf", one_page(stream(TEXT + hidden)))) == GOOD


UNSEEN = "第1页有看不见的文字（与纸同色），没有读入。"


@pytest.mark.parametrize(
    "hidden",
    [
        b"1 g BT /F 12 Tf 50 600 Td (99.00) Tj ET ",
        b"1 1 1 rg BT /F 12 Tf 50 600 Td (99.00) Tj ET ",
        b"0 0 0 0 k BT /F 12 Tf 50 600 Td (99.00) Tj ET ",
        b"0.97 g BT /F 12 Tf 50 600 Td (99.00) Tj ET ",
    ],
    ids=["grey", "RGB", "CMYK", "nearly white"],
)
def test_what_no_eye_can_see_is_not_read_and_is_told(tmp_path: Path, hidden: bytes) -> None:
    source = read_source(write(tmp_path / "x.pdf", one_page(stream(TEXT + hidden))))
    assert [line.text for line in source.lines] == GOOD
    assert source.notices == (UNSEEN,)


def told(reason: str) -> tuple[str, ...]:
    return (f"第1页有看不见的文字（{reason}），没有读入。",)


@pytest.mark.parametrize("mode", [b"3", b"7"])
def test_type_that_puts_no_ink_on_the_paper_is_not_read_and_is_told(
    tmp_path: Path, mode: bytes
) -> None:
    hidden = b"q BT /F 12 Tf %s Tr 50 600 Td (99.00) Tj ET Q " % mode
    source = read_source(write(tmp_path / "x.pdf", one_page(stream(hidden + TEXT))))
    assert [line.text for line in source.lines] == GOOD
    assert source.notices == told("不着墨")


def test_a_form_is_printed_in_the_invisible_type_of_the_page_that_draws_it(tmp_path: Path) -> None:
    keys = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>>>"
    form = stream(b"BT /F 12 Tf 50 600 Td (99.00) Tj ET", keys)
    objects = one_page(stream(b"q 3 Tr /X Do Q " + TEXT), b"/XObject<</X 6 0 R>>", form)
    source = read_source(write(tmp_path / "x.pdf", objects))
    assert [line.text for line in source.lines] == GOOD
    assert source.notices == told("不着墨")


def scanned(painted: bytes) -> list[bytes]:
    """A page whose picture covers it, with invisible type at a place that ``painted`` shades."""
    text = b"3 Tr BT /F 12 Tf 50 700 Td (2021 50.00) Tj ET "
    picture = stream(b"\xff", b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
                              b"/ColorSpace/DeviceGray")  # fmt: skip
    content = b"q 600 0 0 800 0 0 cm /X Do Q 0 g " + painted + text
    return one_page(stream(content), b"/XObject<</X 6 0 R>>", picture)


def test_the_text_layer_of_a_scanned_page_is_read_and_told(tmp_path: Path) -> None:
    source = read_source(write(tmp_path / "x.pdf", scanned(b"40 695 200 20 re f ")))
    assert [line.text for line in source.lines] == GOOD
    assert source.notices == ("第1页是扫描图片，按文件自带的识别文字读入，请核对原件。",)


def test_a_text_layer_where_the_scanned_page_is_blank_is_not_read(tmp_path: Path) -> None:
    seen = b"BT /F 12 Tf 50 500 Td (2021 50.00) Tj ET "
    objects = scanned(seen)
    source = read_source(write(tmp_path / "x.pdf", objects))
    assert [line.text for line in source.lines] == GOOD
    assert source.notices == told("不着墨")


LAYER = b"/OC /L BDC BT /F 12 Tf 50 600 Td (99.00) Tj ET EMC "


def layers(settings: bytes, entry: bytes = b"6 0 R") -> list[bytes]:
    """A page with a layer, object 6, beside the text that belongs to none."""
    objects = one_page(
        stream(LAYER + TEXT), b"/Properties<</L %s>>" % entry, b"<</Type/OCG/Name(x)>>"
    )
    told = b"/OCProperties<</OCGs[6 0 R]/D<<%s>>>>" % settings
    return [CATALOG.replace(b"/Pages", told + b"/Pages"), *objects[1:]]


@pytest.mark.parametrize(
    "objects",
    [
        layers(b"/OFF[6 0 R]"),
        layers(b"/BaseState/OFF"),
        layers(b"/OFF[6 0 R]", b"<</Type/OCMD/OCGs[6 0 R]>>"),
        layers(b"/OFF[6 0 R]", b"<</Type/OCMD/OCGs 6 0 R/P/AllOn>>"),
    ],
    ids=["off", "all off", "one of several", "shown with all others"],
)
def test_a_hidden_layer_is_not_read_and_is_told(tmp_path: Path, objects: list[bytes]) -> None:
    source = read_source(write(tmp_path / "x.pdf", objects))
    assert [line.text for line in source.lines] == GOOD
    assert source.notices == told("在隐藏的图层里")


@pytest.mark.parametrize("settings", [b"", b"/BaseState/OFF/ON[6 0 R]"])
def test_a_layer_that_is_shown_is_read(tmp_path: Path, settings: bytes) -> None:
    source = read_source(write(tmp_path / "x.pdf", layers(settings)))
    assert [line.text for line in source.lines] == [*GOOD, "99.00"]
    assert source.notices == ()


def test_a_drawing_in_a_hidden_layer_is_not_read(tmp_path: Path) -> None:
    keys = b"/Type/XObject/Subtype/Form/OC 6 0 R/BBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>>>"
    form = stream(b"BT /F 12 Tf 50 600 Td (99.00) Tj ET", keys)
    objects = [*layers(b"/OFF[6 0 R]"), form]
    objects[2] = objects[2].replace(b"/Properties", b"/XObject<</X 7 0 R>>/Properties")
    objects[4] = stream(b"/X Do " + TEXT)
    source = read_source(write(tmp_path / "x.pdf", objects))
    assert [line.text for line in source.lines] == GOOD
    assert source.notices == told("在隐藏的图层里")


def test_type_of_the_colour_of_the_ground_it_stands_on_is_not_read(tmp_path: Path) -> None:
    hidden = b"0.2 0.3 0.6 rg 40 590 200 30 re f BT /F 12 Tf 50 600 Td (99.00) Tj ET 0 g "
    source = read_source(write(tmp_path / "x.pdf", one_page(stream(hidden + TEXT))))
    assert [line.text for line in source.lines] == GOOD
    assert source.notices == told("与底色相同")


def test_black_type_on_white_on_black_is_read(tmp_path: Path) -> None:
    shown = (
        b"0 g 40 590 200 30 re f 1 g 45 595 100 20 re f 0 g BT /F 12 Tf 50 600 Td (99.00) Tj ET "
    )
    source = read_source(write(tmp_path / "x.pdf", one_page(stream(shown + TEXT))))
    assert [line.text for line in source.lines] == [*GOOD, "99.00"]
    assert source.notices == ()


def test_white_type_on_a_dark_ground_is_read(tmp_path: Path) -> None:
    shown = b"0.2 0.3 0.6 rg 40 590 200 30 re f 1 g BT /F 12 Tf 50 600 Td (99.00) Tj ET "
    source = read_source(write(tmp_path / "x.pdf", one_page(stream(TEXT + shown))))
    assert [line.text for line in source.lines] == [*GOOD, "99.00"]
    assert source.notices == ()


def test_what_a_sheet_larger_than_its_paper_prints_is_read(tmp_path: Path) -> None:
    cut = b"BT /F 12 Tf 50 -40 Td (99.00) Tj ET "
    source = read_source(write(tmp_path / "x.pdf", one_page(stream(TEXT + cut))))
    assert [line.text for line in source.lines] == [*GOOD, "99.00"]


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9])
def test_a_truncated_file_is_refused_or_read(tmp_path: Path, share: float) -> None:
    path = write(tmp_path / "x.pdf", one_page(stream(TEXT)))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    found = outcome(path)
    assert found == GOOD or refused(found)
