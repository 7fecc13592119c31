"""What of a Word file its page shows: marks of editing taken away, words nobody sees left out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

# Elements that stand around runs, paragraphs, rows or cells and print nothing of their own:
# tracked insertions, content controls, tags of older versions ([ECMA-376-1] 17.5, 17.13.5).
_AROUND = (
    ".//w:ins[not(parent::w:rPr or parent::w:trPr)] | .//w:moveTo | .//w:smartTag"
    " | .//w:customXml | .//w:fldSimple | .//w:sdt | .//w:sdtContent"
)
_CONTENTS = './/w:sdt[w:sdtPr/w:docPartObj/w:docPartGallery[@w:val="Table of Contents"]]'
_OFF = ("0", "false", "off")
_VAL, _FILL = "val", "fill"
# Of 255 steps of each colour, a type with no less cannot be told from paper.
_LIGHT = 240
# Half points: what is printed smaller is hidden.
_SMALLEST = 2
# A style that is based on so many others is based on itself.
_DEEPEST = 20


def keep_shown(document: Any) -> bool:
    """Leaves in a document of python-docx what its page shows; whether words were taken out."""
    body = document.element.body
    for element in body.xpath(_CONTENTS):
        element.getparent().remove(element)
    for element in body.xpath(_AROUND):
        _unwrap(element)
    page = _Page(document)
    unseen = [row for row in body.iter(page.name("tr")) if page.drops(row)]
    unseen += [run for run in body.iter(page.name("r")) if page.hides(run)]
    for element in unseen:
        element.getparent().remove(element)
    return any(text.text and text.text.strip() for e in unseen for text in e.iter(page.name("t")))


def _unwrap(element: Any) -> None:
    """Puts what an element holds into its place."""
    parent = element.getparent()
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


class _Page:
    """The styles and the ground of a document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._space = document.element.nsmap["w"]

    def name(self, tag: str) -> str:
        """The full name of an element or attribute of WordprocessingML."""
        return f"{{{self._space}}}{tag}"

    def drops(self, row: Any) -> bool:
        """Whether a row of a table is hidden ([ECMA-376-1] 17.4.20)."""
        form = row.find(self.name("trPr"))
        hidden = None if form is None else form.find(self.name("hidden"))
        return hidden is not None and self._of(hidden, _VAL) not in _OFF

    def hides(self, run: Any) -> bool:
        """Whether nobody can see the words of a run."""
        vanish = self._first(run, "vanish")
        if vanish is not None and self._of(vanish, _VAL) not in _OFF:
            return True
        size = self._of(self._first(run, "sz"), _VAL)
        if size.isdecimal() and int(size) < _SMALLEST:
            return True
        return _is_light(self._of(self._first(run, "color"), _VAL)) and not self._is_shaded(run)

    def _of(self, element: Any, attribute: str) -> str:
        return "" if element is None else str(element.get(self.name(attribute), ""))

    @cached_property
    def _styles(self) -> dict[str, Any]:
        found = self._document.styles.element.findall(self.name("style"))
        return {self._of(style, "styleId"): style for style in found}

    def _chain(self, name: str) -> Iterator[Any]:
        """A style and those that it is based on."""
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = self._of(style.find(self.name("basedOn")), _VAL)

    def _settings(self, run: Any) -> Iterator[Any]:
        """The elements that set the type of a run, the nearest first."""
        own = run.find(self.name("rPr"))
        if own is not None:
            yield own
            yield from self._styled(own.find(self.name("rStyle")))
        paragraph = next(run.iterancestors(self.name("p")), None)
        form = None if paragraph is None else paragraph.find(self.name("pPr"))
        if form is not None:
            yield from self._styled(form.find(self.name("pStyle")))

    def _styled(self, named: Any) -> Iterator[Any]:
        for style in self._chain(self._of(named, _VAL)):
            if (settings := style.find(self.name("rPr"))) is not None:
                yield settings

    def _first(self, run: Any, tag: str) -> Any:
        for settings in self._settings(run):
            if (found := settings.find(self.name(tag))) is not None:
                return found
        return None

    def _is_shaded(self, run: Any) -> bool:
        """Whether the words stand on anything that may be darker than paper."""
        if self._document.element.find(self.name("background")) is not None:
            return True
        if any(s.find(self.name("highlight")) is not None for s in self._settings(run)):
            return True
        grounds = [ground for settings in self._settings(run) for ground in self._shades(settings)]
        for ancestor in run.iterancestors():
            for tag in ("pPr", "tcPr", "tblPr"):
                grounds += self._shades(ancestor.find(self.name(tag)))
            for tag, kind in (("pPr", "pStyle"), ("tblPr", "tblStyle")):
                form = ancestor.find(self.name(tag))
                named = None if form is None else form.find(self.name(kind))
                for style in self._chain(self._of(named, _VAL)):
                    grounds += style.iter(self.name("shd"))
        return any(self._is_dark(ground) for ground in grounds)

    def _shades(self, settings: Any) -> list[Any]:
        return [] if settings is None else list(settings.findall(self.name("shd")))

    def _is_dark(self, shade: Any) -> bool:
        """Whether a shade is not that of paper; a pattern is a mixture of two colours."""
        if self._of(shade, _VAL) not in ("", "clear", "nil"):
            return True
        themed = any("theme" in key for key in shade.attrib)
        fill = self._of(shade, _FILL)
        return themed or (fill not in ("", "auto") and not _is_light(fill))


def _is_light(color: str) -> bool:
    """Whether a colour in hexadecimal digits, as FFFFFF, cannot be told from paper."""
    try:
        parts = bytes.fromhex(color)
    except ValueError:
        return False
    return len(parts) == 3 and min(parts) >= _LIGHT
