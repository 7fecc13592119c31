"""Which pages of a file are pictures, what is recognised on them, and what is told of it."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from importlib.util import find_spec
from statistics import fmean
from typing import Any

from qa.read.formats.confine import more_time
from qa.read.formats.doubtful import MARK
from qa.read.formats.printed import Word
from qa.read.formats.recognise import Scan, engine, pictured, recognised, rules_beside
from qa.read.formats.strokes import Stroke

# Seconds of computing that the pages of one file may take together.
_MOST_SECONDS = 600.0
# Words nearer to the upper or lower edge than this share of the height are no text of the page.
_MARGIN = 0.1
# A scan covers at least this share of its page.
_COVERED = 0.8
# How a character without a meaning is told by pdfminer.
_NAMELESS = re.compile(r"\(cid:\d+\)")


class Scanner:
    """Recognises the pages of one file that have no text layer, as long as its time lasts.

    ``read`` are those that were read, each with its confidence, ``poor`` those of them that are
    too bad for any figure; ``unread`` are the others, and ``missing`` says what to install where
    that is why. ``doubtful`` counts the figures that are marked.
    """

    def __init__(self) -> None:
        self.read: list[tuple[int, float]] = []
        self.unread: list[int] = []
        self.poor: list[int] = []
        self.doubtful = 0
        self.missing = ""
        self._spent = 0.0

    def scan(self, number: int, page: Any) -> Scan | None:
        """The page of pdfplumber with this number, where something can be recognised on it."""
        started = time.process_time()
        found = self._scan(page)
        self._spent += time.process_time() - started
        if found is None:
            self.unread.append(number)
        else:
            self.read.append((number, round(found.confidence, 3)))
            if found.poor:
                self.poor.append(number)
            else:
                self.doubtful += sum(word.text.count(MARK) for word in found.words)
        return found

    def _scan(self, page: Any) -> Scan | None:
        if self.missing or self._spent > _MOST_SECONDS:
            return None
        try:
            reader = engine()
        except ImportError:
            self.missing = "识别扫描件要另装组件，请运行 pip install 'disclosure-qa[ocr]'。"
            return None
        more_time()
        return recognised(reader, pictured(page))

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader of the document should know of its scanned pages."""
        told: list[str] = []
        if self.read:
            mean = fmean(confidence for _, confidence in self.read)
            pages = spans([number for number, _ in self.read])
            told.append(
                f"第{pages}页没有文字层，由文字识别（OCR）读入，平均置信度{mean:.1%}，请核对原件。"
            )
        if self.doubtful:
            told.append(f"有{self.doubtful}个数字识别不清，已在其后标明“{MARK}”，不参与计算。")
        if self.poor:
            told.append(
                f"第{spans(self.poor)}页扫描太不清楚，识别出的数字不可靠，均标明“{MARK}”："
                "请换更清晰的扫描件。"
            )
        if self.unread:
            told.append(f"第{spans(self.unread)}页是图片，没有读入。{self.missing}")
        return tuple(told)


def is_picture(page: Any, words: Sequence[Word]) -> bool:
    """Whether a page of pdfplumber has no text layer but prints something.

    A page number or the mark of a scanning program at its edge is none; nor are characters
    that the file does not say the meaning of.
    """
    text = "".join(word.text for word in words)
    if sum(map(len, _NAMELESS.findall(text))) * 2 > len(text):
        return True
    edge = _MARGIN * page.height
    if any(edge < word.middle < page.height - edge for word in words):
        return False
    if not words:
        return bool(page.images or page.curves)
    return is_covered(page)


def drawn_rules(page: Any, words: Sequence[Word]) -> tuple[Stroke, ...]:
    """The rules in the pictures that cover a page of pdfplumber whose ``words`` lie over them; none
    where the libraries for pictures are missing."""
    if find_spec("cv2") is None or not is_covered(page):
        return ()
    return rules_beside(page, words)


def is_covered(page: Any) -> bool:
    """Whether pictures cover a page of pdfplumber, as those of a scan do."""
    pictured = sum(image["width"] * image["height"] for image in page.images)
    return bool(pictured >= _COVERED * page.width * page.height)


def spans(numbers: Sequence[int]) -> str:
    """Ascending page numbers with runs of them put together: 1-3、7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
