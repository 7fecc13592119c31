"""The numbers that Word makes by itself, written before their paragraphs ([ECMA-376-1] 17.9).

Without them the headings of a text (一、, （一）) are words like others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qa.read.formats.word_numerals import numeral

# A style that is based on so many others is based on itself.
_DEEPEST = 20
_LEVELS = 9


def with_numbers(document: Any) -> None:
    """Puts the number of every paragraph of a document of python-docx that has one before its
    words; a paragraph without words outside of tables has none."""
    lists = _lists(document)
    if lists is None:
        return
    for paragraph in list(document.element.body.iter(lists.name("p"))):
        number = lists.number(paragraph)
        if number and (_words(paragraph, lists) or _in_cell(paragraph, lists)):
            _write(paragraph, number, lists)


def _lists(document: Any) -> _Lists | None:
    """The lists that a document defines, if it does."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return None
    return _Lists(document.styles.element, numbering)


def _words(paragraph: Any, lists: _Lists) -> str:
    return "".join(text.text or "" for text in paragraph.iter(lists.name("t"))).strip()


def _in_cell(paragraph: Any, lists: _Lists) -> bool:
    return next(paragraph.iterancestors(lists.name("tc")), None) is not None


def _write(paragraph: Any, number: str, lists: _Lists) -> None:
    run = paragraph.makeelement(lists.name("r"))
    text = run.makeelement(lists.name("t"))
    text.text = number + (" " if number[-1].isalnum() and _words(paragraph, lists) else "")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    form = paragraph.find(lists.name("pPr"))
    paragraph.insert(0 if form is None else paragraph.index(form) + 1, run)


class _Lists:
    """The lists of a document, and how far each has counted."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        self._space = (
            numbering.nsmap[numbering.prefix] if numbering.prefix else numbering.nsmap["w"]
        )
        self._styles = {
            self._of(style, "styleId"): style for style in styles.findall(self.name("style"))
        }
        self._forms = {
            self._of(form, "abstractNumId"): form
            for form in numbering.findall(self.name("abstractNum"))
        }
        self._lists = {self._of(one, "numId"): one for one in numbering.findall(self.name("num"))}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def name(self, tag: str) -> str:
        """The full name of an element or attribute of WordprocessingML."""
        return f"{{{self._space}}}{tag}"

    def number(self, paragraph: Any) -> str:
        """The number of the next paragraph of the document; empty where it has none."""
        list_id, level = self._place(paragraph)
        form = self._form(list_id)
        if form is None or not 0 <= level < _LEVELS:
            return ""
        key = self._of(form, "abstractNumId")
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        own = self._level(list_id, form, level)
        first = self._overridden(list_id, level)
        if first is not None and (list_id, level) not in self._begun:
            self._begun.add((list_id, level))
            counts[level] = first
        else:
            before = counts[level]
            counts[level] = self._start(own) if before is None else before + 1
        for below in range(level + 1, _LEVELS):
            restart = self._value(self._level(list_id, form, below), "lvlRestart")
            if restart != "0":
                counts[below] = None
        return self._text(list_id, form, own, counts)

    def _of(self, element: Any, attribute: str) -> str:
        return "" if element is None else str(element.get(self.name(attribute), ""))

    def _value(self, element: Any, tag: str) -> str:
        return "" if element is None else self._of(element.find(self.name(tag)), "val")

    def _chain(self, paragraph: Any) -> Iterator[tuple[str, Any]]:
        """The settings of a paragraph and of its styles, the nearest first, each with the id of
        its style."""
        own = paragraph.find(self.name("pPr"))
        if own is not None:
            yield "", own
        style = self._value(own, "pStyle")
        for _ in range(_DEEPEST):
            if style not in self._styles:
                return
            form = self._styles[style].find(self.name("pPr"))
            if form is not None:
                yield style, form
            style = self._value(self._styles[style], "basedOn")

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list of a paragraph, empty for none, and its level in it."""
        for style, settings in self._chain(paragraph):
            told = settings.find(self.name("numPr"))
            list_id = self._value(told, "numId")
            if not list_id:
                continue
            level = self._value(told, "ilvl")
            if not level and style:
                level = self._level_of(list_id, style)
            return list_id, int(level) if level.isdecimal() else 0
        return "", 0

    def _level_of(self, list_id: str, style: str) -> str:
        """The level of a list that a style is tied to."""
        form = self._form(list_id)
        levels = () if form is None else form.findall(self.name("lvl"))
        tied = (level for level in levels if self._value(level, "pStyle") == style)
        return self._of(next(tied, None), "ilvl")

    def _form(self, list_id: str) -> Any:
        """The definition of a list; it may lie in a style."""
        found = self._forms.get(self._value(self._lists.get(list_id), "abstractNumId"))
        link = self._value(found, "numStyleLink")
        if link not in self._styles:
            return found
        settings = self._styles[link].find(self.name("pPr"))
        told = None if settings is None else settings.find(self.name("numPr"))
        other = self._lists.get(self._value(told, "numId"))
        return self._forms.get(self._value(other, "abstractNumId"))

    def _override(self, list_id: str, level: int) -> Any:
        overrides = self._lists[list_id].findall(self.name("lvlOverride"))
        return next((one for one in overrides if self._of(one, "ilvl") == str(level)), None)

    def _overridden(self, list_id: str, level: int) -> int | None:
        """The number that a list of its own begins with at a level, if it tells one."""
        told = self._value(self._override(list_id, level), "startOverride")
        return int(told) if told.isdecimal() else None

    def _level(self, list_id: str, form: Any, level: int) -> Any:
        override = self._override(list_id, level)
        own = None if override is None else override.find(self.name("lvl"))
        if own is not None:
            return own
        levels = form.findall(self.name("lvl"))
        return next((one for one in levels if self._of(one, "ilvl") == str(level)), None)

    def _start(self, level: Any) -> int:
        told = self._value(level, "start")
        return int(told) if told.isdecimal() else 1

    def _text(self, list_id: str, form: Any, own: Any, counts: list[int | None]) -> str:
        """The number as it is printed, with those of the levels above that it names."""
        if self._value(own, "numFmt") == "bullet":
            return ""
        text = self._value(own, "lvlText")
        plain = own is not None and own.find(self.name("isLgl")) is not None
        for at in range(_LEVELS):
            if f"%{at + 1}" not in text:
                continue
            level = self._level(list_id, form, at)
            count = counts[at]
            number = self._start(level) if count is None else count
            kind = "decimal" if plain else self._value(level, "numFmt")
            text = text.replace(f"%{at + 1}", numeral(number, kind))
        return text.strip()
