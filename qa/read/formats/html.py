"""A web page becomes lines: the article, not the page around it; tables with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any

from qa.model import Line, QaError
from qa.read.boxes import with_boxes
from qa.read.encoding import broken_characters, decoded
from qa.read.figures import is_dash, is_figure
from qa.read.formats.html_cells import is_grid, lost_cells, table_rows
from qa.read.formats.html_grid import grids_among
from qa.read.formats.source import Source
from qa.read.mentions import TITLE_WEIGHT, mentions

# What a page prints around its article, and what it does not print.
_AROUND = (
    "script", "style", "noscript", "template", "head", "nav", "header", "footer", "aside", "form",
    "button", "select", "iframe", "svg",
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3")
_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "section", "article", "br",
     "table", "tr", "td", "th", "caption", "dd", "dt", "dl", "blockquote", "pre", "hr", "main",
     "body", "center")
)  # fmt: skip
# What leaves no gap in a line either.
_NEVER_SHOWN = frozenset(("script", "style", "noscript", "template", "head"))
# The article holds so much of what is left of the page without its links.
_MOST = 0.7
# A list of links is no article; an article may link to its annexes.
_LINKED = 0.5
_FEWEST_LINKS = 3
_HIDDEN = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![.\d]))", re.I
)
# Pixels: a picture that says it is smaller is a mark or an icon.
_LEAST_WIDTH, _LEAST_HEIGHT = 150, 60
_PICTURES = "网页里有{}处图片，图片里的文字和表格没有读入，请核对原网页。"
_LAID = (
    "网页里有{}处用空格或制表符号排成的表，分不清数字属于哪一列，没有按表读入："
    "请下载网页所附的Word、Excel或PDF文件。"
)
_ONLY_PICTURES = "只有图片，没有文字：请把图片合成一份PDF，再由文字识别读入。"
# What parts the cells of preformatted rows; two rows of figures make a table.
_APART = re.compile(r"\s*[│|┃]\s*|\s{2,}|\t")
_FEWEST_ROWS = 2
# So many lines of figures outside of tables are a table whose cells blanks part.
_FEWEST_SPACED, _FEWEST_FIGURES, _MOST_WORDS = 3, 2, 2
_SITE = re.compile(r"[-_|—–]")


def read_html(path: Path) -> Source:
    """The lines of the article of a web page.

    Raises ``QaError`` where the library is missing or the page holds no text.
    """
    return _read(path.read_bytes(), path.name)


def read_mht(path: Path) -> Source:
    """The same of a web page that is saved in one file with what belongs to it (RFC 2557)."""
    message = message_from_bytes(path.read_bytes())
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            return _read(content, path.name)
    raise QaError(f"网页“{path.name}”没有正文：请保存含有正文的网页。")


def _read(content: bytes, name: str) -> Source:
    try:
        from lxml import etree, html
    except ImportError as error:
        raise QaError("读网页需要另装组件：请运行 pip install 'disclosure-qa[office]'。") from error
    text = decoded(content)
    if text is None:
        raise QaError(f"网页“{name}”的文字编码认不出来：请用浏览器打开后另存为网页（UTF-8）。")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    titles = [_title(root)]
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for element in list(root.iter(*_AROUND)):
        _drop(element)
    _drop_hidden(root)
    _drop_lists_of_links(root)
    _open_frames(root)
    article = _article(root)
    titles += _headline(root, article)
    pictures = sum(map(_is_large, article.iter("img")))
    rows = [(row, opens) for row, opens in _rows(article) if row.strip()]
    if not rows:
        why = _ONLY_PICTURES if pictures else "没有正文：请保存含有正文的网页。"
        raise QaError(f"网页“{name}”{why}")
    printed = {row for row, _ in rows}
    rows[:0] = [(title, True) for title in dict.fromkeys(titles) if title and title not in printed]
    lines = [Line(number, row, opens) for number, (row, opens) in enumerate(rows, start=1)]
    laid = sum(map(_is_laid_out, article.iter("pre")))
    notices = [_PICTURES.format(pictures)] if pictures else []
    parted = sum(map(_is_row, printed)) < _FEWEST_SPACED
    notices += [_LAID.format(laid)] if laid and parted else []
    return Source(
        tuple(lines),
        parted=parted,
        notices=(*notices, *broken_characters(text)),
        filled_up=any(map(lost_cells, article.iter("table"))),
    )


def _is_row(line: str) -> bool:
    """Whether a line without tabs is a label, perhaps behind its code, with figures behind it."""
    words = [] if "\t" in line else line.split(" ")
    figures = list(takewhile(_is_cell, reversed(words)))
    label = words[: len(words) - len(figures)]
    return len(figures) >= _FEWEST_FIGURES and 0 < len(label) <= _MOST_WORDS


def _is_cell(word: str) -> bool:
    return is_figure(word) or is_dash(word)


def _is_laid_out(element: Any) -> bool:
    """Whether preformatted text holds rows of figures whose columns only their places tell."""
    rows = [_APART.split(line.strip("│|┃ ")) for line in _preformatted(element) if "\t" not in line]
    figures = [row for row in rows if len(row) > 1 and any(map(is_figure, row[1:]))]
    return len(figures) >= _FEWEST_ROWS


def _preformatted(element: Any) -> list[str]:
    """The lines of preformatted text, the rows of drawn tables with tabs between their cells."""
    texts = element.text_content().expandtabs().splitlines()
    return [line.text for line in with_boxes([Line(at, text) for at, text in enumerate(texts)])]


def _title(root: Any) -> str:
    """The title of the page without the names of site and column behind it."""
    found = root.find(".//title")
    words = " ".join((found.text or "").split()) if found is not None else ""
    return _SITE.split(words)[0].strip()


def _headline(root: Any, article: Any) -> list[str]:
    """The last heading before the article, outside of it, that names a year with 预算 or 决算:
    a page's title may be that of its site or of its author alone."""
    found: list[str] = []
    for element in root.iter():
        if element is article:
            break
        if element.tag in _HEADINGS:
            found.append(" ".join(element.text_content().split()))
    return [text for text in found if any(mentions(text, TITLE_WEIGHT))][-1:]


def _drop_hidden(root: Any) -> None:
    """Takes out what the page does not show; what it mostly consists of, a script will show."""
    hidden = {
        element
        for element in root.iter()
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style", ""))
    }
    outer = [one for one in hidden if hidden.isdisjoint(one.iterancestors())]
    if 2 * sum(map(_length, outer)) <= _length(root):
        for element in outer:
            if element.getparent() is not None:
                _drop(element)


def _drop_lists_of_links(root: Any) -> None:
    for element in list(root.iter("ul", "ol", "div", "p", "td", "dl")):
        links = list(element.iter("a"))
        if element.getparent() is None or len(links) < _FEWEST_LINKS:
            continue
        linked = sum(_length(link) for link in links)
        if linked > _LINKED * _length(element):
            _drop(element)


def _open_frames(root: Any) -> None:
    """Takes away tables of one cell that hold all of a cell of another: they frame it."""
    for table in list(root.iter("table")):
        fields = list(table.iter("td", "th"))
        within = next(table.iterancestors("td", "th"), None)
        if within is not None and len(fields) == 1 and _length(table) == _length(within):
            for element in list(table.iter("table", "tbody", "tr", "td", "th")):
                element.drop_tag()


def _is_large(image: Any) -> bool:
    """Whether a picture may hold words: one of no size may, one in a link leads elsewhere."""
    sides = (image.get("width", ""), image.get("height", ""))
    small = any(
        side.isdecimal() and int(side) < least
        for side, least in zip(sides, (_LEAST_WIDTH, _LEAST_HEIGHT), strict=True)
    )
    return not small and next(image.iterancestors("a"), None) is None


def _drop(element: Any) -> None:
    """Takes an element out; figures before and behind it do not become one."""
    if element.tag not in _NEVER_SHOWN:
        element.tail = f" {element.tail or ''}"
    element.drop_tree()


def _length(element: Any) -> int:
    return len("".join("".join(element.itertext()).split()))


def _article(root: Any) -> Any:
    """The smallest element that holds most of the text."""
    whole = _length(root)
    current = root
    while True:
        inner = max(current, key=_length, default=None)
        if inner is None or not isinstance(inner.tag, str) or _length(inner) < _MOST * whole:
            return current
        if inner.tag in ("table", "tr", "td", "p"):
            return current
        current = inner


def _rows(element: Any) -> Iterator[tuple[str, bool]]:
    """The element's lines in printed order; a table's rows hold their cells with tabs. All but
    the rows below the first of a table open something new."""
    text = ""
    for kind, value in _pieces(element):
        if kind == "text":
            text += value
            continue
        yield " ".join(text.split()), True
        text = ""
        if kind == "table":
            yield from ((row, not number) for number, row in enumerate(value))
    yield " ".join(text.split()), True


def _pieces(element: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(element.tag, str):
        return
    block = element.tag in _BLOCKS
    if element.tag == "table" and is_grid(element):
        yield "table", table_rows(element)
        return
    if block:
        yield "break", None
    if element.tag == "pre" and element.find(".//table") is None:
        for drawn, group in groupby(_preformatted(element), key=lambda line: "\t" in line):
            if drawn:
                yield "table", list(group)
            else:
                yield from (piece for line in group for piece in (("text", line), ("break", None)))
        return
    if element.text:
        yield "text", element.text
    grids = grids_among(element)
    for child in element:
        if child not in grids:
            yield from _pieces(child)
        elif grids[child]:
            yield "table", ["\t".join(row) for row in grids[child]]
        if child.tail:
            yield "text", child.tail
    if block:
        yield "break", None
