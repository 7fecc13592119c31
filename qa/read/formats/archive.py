"""Office files are archives: what is in them, and whether it is safe to unpack."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from qa.model import QaError

# The part by which a format is known.
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
# Bytes that an archive may unpack to, how much larger than packed, and how many parts.
_MOST_UNPACKED = 500 << 20
_MOST_RATIO = 200
_MOST_PARTS = 20_000


def office_format(path: Path) -> str:
    """``docx`` or ``xlsx``.

    Raises ``QaError`` for another archive, a damaged one, and one that unpacks to too much.
    """
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except (BadZipFile, OSError) as error:
        raise QaError(f"“{path.name}”已损坏，打不开：请换一份完好的文件。") from error
    unpacked, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
    if unpacked > _MOST_UNPACKED or unpacked > _MOST_RATIO * packed or len(parts) > _MOST_PARTS:
        raise QaError(f"“{path.name}”解压后过大，没有读入：请检查文件是否正常。")
    found = [kind for name, kind in _PARTS.items() if any(p.filename == name for p in parts)]
    if not found:
        raise QaError(f"“{path.name}”不是Word或Excel文件：压缩包请先解压。")
    return found[0]
