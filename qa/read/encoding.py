"""Bytes become text: UTF-8, UTF-16 with its mark, or GB18030, with a few broken characters or none.

A file that was cut, or put together out of others, may hold half a character; all else in it is
readable.
"""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

# Text of Windows that is called “Unicode” begins with one of these (RFC 2781, 3.2).
_UTF_16 = (BOM_UTF16_LE, BOM_UTF16_BE)
_ENCODINGS = ("utf-8-sig", "gb18030")
#: What stands for a character that cannot be read.
BROKEN = "\ufffd"
# Of the characters that are not ASCII, one in so many may be broken: read as UTF-8, most of
# GB18030 is.
_FEW = 20


def decoded(data: bytes) -> str | None:
    """The text that ``data`` holds, ``BROKEN`` for every character that is; ``None`` where it is
    none of these encodings."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            text = data.decode(encoding, "replace")
        others = sum(not char.isascii() for char in text)
        if _FEW * text.count(BROKEN) <= others:
            return text
    return None


def broken_characters(text: str) -> tuple[str, ...]:
    """The notice that so many characters of a text cannot be read, if there are any."""
    count = text.count(BROKEN)
    told = f"文件里有{count}个字已损坏（显示为“{BROKEN}”），请核对原件。"
    return (told,) if count else ()
