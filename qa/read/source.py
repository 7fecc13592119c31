"""A file becomes numbered lines: decoded, without what cannot be seen."""

from __future__ import annotations

import re
from pathlib import Path

from qa.model import Line, QaError
from qa.read.encoding import decoded
from qa.visible import one_line

# Of a text, hardly any character is a control character.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe]")
_MOST_CONTROL = 0.02
# Ten times the largest disclosure as text.
_MOST_BYTES = 32 << 20


def read_lines(path: Path) -> tuple[Line, ...]:
    """The printed lines of the text file ``path``, blank ones dropped but remembered as gaps.

    Raises ``QaError`` where the file cannot be read, is not text, or holds no line.
    """
    try:
        if (size := path.stat().st_size) > _MOST_BYTES:
            raise QaError(
                f"“{path.name}”有{size >> 20}MB，超过文本{_MOST_BYTES >> 20}MB的限度：请拆成几份。"
            )
        data = path.read_bytes()
    except OSError as error:
        raise QaError(f"无法读取文件“{path.name}”：请确认文件存在并且有读取权限。") from error
    return split_lines(_decode(data, path.name), path.name)


def split_lines(text: str, name: str) -> tuple[Line, ...]:
    """The printed lines of ``text``; ``name`` is used in the error of an empty text.

    A form feed starts a new page: pages are counted where the text holds any. Raises ``QaError``
    for a text without a printed line.
    """
    lines: list[Line] = []
    paged = "\f" in text
    page, gap = 1, True
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if paged:
            page += raw.count("\f")
            raw = raw.replace("\f", "")
        clean = one_line(raw).rstrip(" \u3000")
        if not clean.strip():
            gap = True
            continue
        lines.append(Line(number, clean, gap, page if paged else None))
        gap = False
    if not lines:
        raise QaError(f"文件“{name}”没有内容：请换一份含有正文的文件。")
    return tuple(lines)


def _decode(data: bytes, name: str) -> str:
    if not data.strip():
        raise QaError(f"文件“{name}”是空的：请换一份含有正文的文件。")
    text = decoded(data)
    if text is not None and len(_CONTROL.findall(text)) <= len(text) * _MOST_CONTROL:
        return text
    raise QaError(f"文件“{name}”不是文本：请先转成UTF-8或GB18030编码的文本文件。")
