"""What of a Word file stands beside the run of its text: text boxes, and what is no text."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_OLD_SHAPE = "{urn:schemas-microsoft-com:vml}"
# A picture that is smaller, in points, is a mark or a seal: it holds no table.
_LEAST_WIDTH, _LEAST_HEIGHT = 150.0, 40.0
_POINT = 12_700
_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d+(?:\.\d+)?)(pt|in|cm|mm)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "": 0.75}


def with_boxes(body: Any) -> None:
    """Puts what stands in the text boxes of a body of python-docx before their paragraphs."""
    # What is drawn twice, for old and new programs, is read once ([ECMA-376-3] 10.2.3).
    for other in list(body.iter(f"{_COMPATIBLE}Fallback")):
        other.getparent().remove(other)
    space = body.tag.removesuffix("body")
    for box in list(body.iter(f"{space}txbxContent")):
        for host in islice(box.iterancestors(f"{space}p"), 1):
            for block in list(box):
                host.addprevious(block)


def pictures(body: Any) -> int:
    """How many pictures that may hold words, and files within the file, a body prints."""
    space = body.tag.removesuffix("body")
    files = sum(1 for _ in body.iter(f"{space}object", f"{space}altChunk"))
    drawn = [one for kind in ("inline", "anchor") for one in body.iter(f"{_DRAWN}{kind}")]
    new = sum(
        _is_large(*_extent(one)) for one in drawn if next(one.iter(_PICTURE), None) is not None
    )
    shapes = [image.getparent() for image in body.iter(f"{_OLD_SHAPE}imagedata")]
    within = {id(one) for file in body.iter(f"{space}object") for one in file.iter()}
    old = sum(_is_large(*_styled(one)) for one in shapes if id(one) not in within)
    return files + new + old


def _is_large(width: float, height: float) -> bool:
    return width >= _LEAST_WIDTH and height >= _LEAST_HEIGHT


def _extent(drawn: Any) -> tuple[float, float]:
    """Width and height of a drawing in points."""
    extent = drawn.find(f"{_DRAWN}extent")
    sides = ("0", "0") if extent is None else (extent.get("cx", "0"), extent.get("cy", "0"))
    width, height = (int(side) / _POINT if side.isdecimal() else 0.0 for side in sides)
    return width, height


def _styled(shape: Any) -> tuple[float, float]:
    """The same of a shape of older versions, from its style."""
    sizes = {
        name: float(value) * _POINTS[unit]
        for name, value, unit in _SIZE.findall(shape.get("style", ""))
    }
    return sizes.get("width", 0.0), sizes.get("height", 0.0)
