"""Office files are archives: what is in them, and whether it is safe to unpack."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from qa.model import QaError

# The part by which a format is known; some producers number it.
_PARTS = {
    "docx": re.compile(r"word/document\d*\.xml"),
    "xlsx": re.compile(r"xl/workbook\d*\.xml"),
}
# The same for what is not read, with what to do.
_OTHERS = {
    "OFD.xml": "是OFD文件：请用OFD阅读器另存为PDF。",
    "xl/workbook.bin": "是二进制的Excel文件（.xlsb）：请用Excel或WPS另存为xlsx。",
    "ppt/presentation.xml": "是演示文稿：请另存为PDF。",
    "content.xml": "是OpenDocument文件（.odt、.ods）：请另存为docx或xlsx。",
}
# The streams by which a file of before 2007 is known.
_STREAMS = ("EncryptedPackage", "WordDocument", "Workbook", "Book")
# Bytes that an archive may unpack to, how much larger than packed, and how many parts.
_MOST_UNPACKED = 500 << 20
_MOST_RATIO = 200
_MOST_PARTS = 20_000
# Bit 0 of a part's general purpose flags (APPNOTE.TXT 4.4.4).
_LOCKED = 1


def office_format(path: Path) -> str:
    """``docx`` or ``xlsx``.

    Raises ``QaError`` for another archive, a damaged one, and one that unpacks to too much.
    """
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except (BadZipFile, OSError) as error:
        raise QaError(f"“{path.name}”已损坏，打不开：请换一份完好的文件。") from error
    if any(part.flag_bits & _LOCKED for part in parts):
        raise QaError(f"“{path.name}”加了密码：请换一份不加密的文件。")
    unpacked, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
    if unpacked > _MOST_UNPACKED or unpacked > _MOST_RATIO * packed or len(parts) > _MOST_PARTS:
        raise QaError(f"“{path.name}”解压后过大，没有读入：请检查文件是否正常。")
    names = [part.filename for part in parts]
    for kind, pattern in _PARTS.items():
        if any(map(pattern.fullmatch, names)):
            return kind
    for name, remedy in _OTHERS.items():
        if name in names:
            raise QaError(f"“{path.name}”{remedy}")
    raise QaError(f"“{path.name}”不是Word或Excel文件：压缩包请先解压。")


def old_office_format(path: Path) -> str:
    """``xls``, told by the names of the streams in the file ([MS-CFB], section 2.6.1).

    Raises ``QaError`` for Word files of before 2007, for locked ones and for others.
    """
    content = path.read_bytes()
    streams = {name for name in _STREAMS if name.encode("utf-16-le") in content}
    if "EncryptedPackage" in streams:
        raise QaError(f"“{path.name}”加了密码：请换一份不加密的文件。")
    if "WordDocument" in streams:
        raise QaError(f"“{path.name}”是旧版的Word文件（.doc）：请用Word或WPS另存为docx。")
    if not streams:
        raise QaError(f"“{path.name}”是旧版的Office文件，读不了：请另存为docx、xlsx或PDF。")
    return "xls"
