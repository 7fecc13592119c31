"""Which reader a file gets: told by its content, never by its name."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from qa.model import QaError
from qa.read import boxes, commas, pipes
from qa.read.encoding import broken_characters
from qa.read.formats.archive import office_format, old_office_format
from qa.read.formats.child import read_apart
from qa.read.formats.marked import lost_cells, with_marked_tables
from qa.read.formats.source import Source, cleaned
from qa.read.source import read_lines

# The mark of a PDF may stand behind some bytes of rubbish (ISO 32000-1, note 13 of annex H).
_HEAD = 1024
_ARCHIVE = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a file of JSON or JSON Lines begins with.
_DATA = re.compile(rb'(?:\[\s*)?\{\s*"[^"]*"\s*:')
# What is not read, by the bytes that it begins with, with what to do.
_OTHERS = {
    b"{\\rtf": "是RTF文件：请用Word或WPS另存为docx。",
    b"Rar!\x1a\x07": "是压缩包：请先解压。",
    b"7z\xbc\xaf\x27\x1c": "是压缩包：请先解压。",
    b"\x1f\x8b\x08": "是压缩包：请先解压。",
    b"\xff\xd8\xff": "是图片：请合成一份PDF，再由文字识别读入。",
    b"\x89PNG\r\n": "是图片：请合成一份PDF，再由文字识别读入。",
    b"II*\x00": "是图片：请合成一份PDF，再由文字识别读入。",
    b"MM\x00*": "是图片：请合成一份PDF，再由文字识别读入。",
}
# A web page saved in one file with its pictures is a message (RFC 2557).
_MESSAGE = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*mime-version:", re.IGNORECASE)
_HEADLESS = (
    "第{}行起的表格（Markdown）表头不全，分不清数字属于哪一列，没有按表读入："
    "请换原来的Word、Excel或PDF文件。"
)
_CROOKED = (
    "第{}行起的表格（用线条字符画成）竖线没有对齐，分不清数字属于哪一列，没有按表读入："
    "请换原来的Word、Excel或PDF文件。"
)
# What a web page may begin with before its first element.
_PROLOGUE = re.compile(rb"(?:\s+|<\?xml\b[^>]*>|<!--.*?-->)*", re.DOTALL)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|meta|title|link|style|script|body|div|table|center|span|font"
    rb"|section|article|pre|ul|ol|h[1-6]|p|br|hr)\b",
    re.IGNORECASE,
)


def read_source(path: Path) -> Source:
    """The lines of ``path``, whatever its format.

    Raises ``QaError`` where the file cannot be read or its format is not known.
    """
    kind = format_of(path)
    if kind:
        return read_apart(kind, path)
    lines = boxes.with_boxes(commas.with_tabs(read_lines(path)))
    notices = [
        told.format("、".join(map(str, places)))
        for told, places in ((_CROOKED, boxes.unread(lines)), (_HEADLESS, pipes.unread(lines)))
        if places
    ]
    notices += broken_characters("".join(line.text for line in lines))
    unbarred = pipes.with_tabs(lines)
    tabbed = with_marked_tables(unbarred)
    filled_up = unbarred != lines or lost_cells(lines)
    source = Source(tabbed, notices=tuple(notices), filled_up=filled_up)
    return cleaned(source, path.name)


def format_of(path: Path) -> str | None:
    """The format that the first bytes of a file show; ``None`` for text.

    Raises ``QaError`` where the file cannot be opened or is of a format that is not read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise QaError(f"无法读取文件“{path.name}”：请确认文件存在并且有读取权限。") from error
    if head.startswith(_ARCHIVE):
        return office_format(path)
    if head.startswith(_OLD_OFFICE):
        return old_office_format(path)
    if b"%PDF-" in head:
        return "pdf"
    for mark, remedy in _OTHERS.items():
        if head.startswith(mark):
            raise QaError(f"“{path.name}”{remedy}")
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    start = head.removeprefix(BOM_UTF8).lstrip()
    if _DATA.match(start):
        raise QaError(f"“{path.name}”是数据文件（JSON），不是公开文件：请放入公开的正文或报表。")
    if _MESSAGE.match(start):
        return "mht"
    page = _PROLOGUE.sub(b"", start, count=1)
    return "html" if _HTML.match(page) else None
