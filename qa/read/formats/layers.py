"""Text that a page of a PDF holds and does not paint: invisible type and hidden layers.

A text layer that lies over the picture of a scanned page is printed in the same invisible type
(ISO 32000-1, table 106, mode 3): what is to be read of it, the page's picture decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, resolve1
from pdfminer.psparser import PSLiteral

# The modes of type that put no ink on the paper: nothing, and a path to cut by.
_UNPAINTED = (3, 7)
# Type that lets nearly all shine through is none (ISO 32000-1, 11.6.4.4).
_CLEAR = 0.05
_SETS_MODE = re.compile(rb"\b[37]\s+Tr\b")
# Forms within forms are looked through so deep.
_DEEPEST = 8


class Paint(Enum):
    """Whether a character is painted: by ink, not at all, or not while its layer is hidden."""

    INK = 0
    NONE = 1
    HIDDEN = 2


def paints(page: Any, hidden: frozenset[int]) -> list[Paint] | None:
    """How each of the characters of a page of pdfplumber is painted; ``None``: all by ink.

    ``hidden`` are the numbers of the hidden layers of the file, see ``hidden_layers``.
    """
    forms = list(_forms(page.page_obj.resources, set(), _DEEPEST))
    inked = not any(map(_SETS_MODE.search, (*_contents(page), *map(PDFStream.get_data, forms))))
    kept = (page.page_obj.resources, *(form.get("Resources") for form in forms))
    if not hidden and inked and not any(map(_clears, kept)):
        return None
    device = _Device(page.pdf.rsrcmgr, hidden)
    _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return device.found if len(device.found) == len(page.chars) else None


def hidden_layers(document: Any) -> frozenset[int]:
    """The numbers of the layers that a document of pdfplumber hides (ISO 32000-1, 8.11.4.3)."""
    told = resolve1(document.doc.catalog.get("OCProperties"))
    if not isinstance(told, dict):
        return frozenset()
    shown = resolve1(told.get("D"))
    shown = shown if isinstance(shown, dict) else {}
    base = getattr(resolve1(shown.get("BaseState")), "name", "ON")
    off = _numbers(told.get("OCGs")) - _numbers(shown.get("ON")) if base == "OFF" else frozenset()
    return off | _numbers(shown.get("OFF"))


def _numbers(listed: Any) -> frozenset[int]:
    entries = resolve1(listed)
    entries = entries if isinstance(entries, list) else [listed]
    return frozenset(entry.objid for entry in entries if isinstance(entry, PDFObjRef))


def _contents(page: Any) -> Iterator[bytes]:
    for content in page.page_obj.contents:
        stream = resolve1(content)
        if isinstance(stream, PDFStream):
            yield stream.get_data()


def _forms(resources: Any, seen: set[int], depth: int) -> Iterator[PDFStream]:
    drawn = dict_value(dict_value(resources or {}).get("XObject") or {})
    for form in map(resolve1, drawn.values()):
        if not isinstance(form, PDFStream) or id(form) in seen or not depth:
            continue
        seen.add(id(form))
        if getattr(resolve1(form.get("Subtype")), "name", "") == "Form":
            yield form
            yield from _forms(form.get("Resources"), seen, depth - 1)


def _clears(resources: Any) -> bool:
    """Whether what these resources hold can make type invisible."""
    states = _listed(dict_value(resources or {}), "ExtGState").values()
    return any(_opacity(state) <= _CLEAR for state in states)


def _opacity(state: Any) -> float:
    """How much of what is filled a graphics state paints; 1 where it does not tell."""
    told = resolve1(state)
    found = resolve1(told.get("ca")) if isinstance(told, dict) else None
    return float(found) if isinstance(found, (int, float)) else 1.0


@dataclass(frozen=True, slots=True)
class _Layers:
    """Which layers are hidden, and whether what belongs to one, or to several, is."""

    hidden: frozenset[int]

    def hide(self, entry: Any) -> bool:
        if isinstance(entry, PDFObjRef) and entry.objid in self.hidden:
            return True
        told = resolve1(entry)
        if not isinstance(told, dict) or "OCGs" not in told:
            return False
        members = _numbers(told["OCGs"])
        off = members & self.hidden
        policy = getattr(resolve1(told.get("P")), "name", "AnyOn")
        return {
            "AllOn": bool(off),
            "AnyOff": bool(members) and not off,
            "AllOff": bool(members - off),
        }.get(policy, bool(members) and members == off)


class _Device(PDFPageAggregator):
    """Notes how every character is painted, in the order in which pdfplumber lists them."""

    def __init__(self, resources: Any, hidden: frozenset[int]) -> None:
        super().__init__(resources)
        self.layers = _Layers(hidden)
        self.found: list[Paint] = []
        #: Whether each of the open marks, and of the open forms, hides what stands in it.
        self.marks: list[bool] = []
        self.forms: list[bool] = []
        self.clear = False
        self._ink = Paint.INK

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        none = self.clear or textstate.render in _UNPAINTED
        self._ink = Paint.NONE if none else Paint.INK
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, *args: Any, **named: Any) -> float:
        self.found.append(Paint.HIDDEN if any(self.marks + self.forms) else self._ink)
        return float(super().render_char(*args, **named))


class _Interpreter(PDFPageInterpreter):
    """Tells the device of marks and forms that belong to a hidden layer, and of type without ink.

    A form begins with the mode of type, and the opacity, of the content that draws it.
    """

    device: _Device
    _mode = 0
    _saved: list[bool]

    def subinterp(self) -> PDFPageInterpreter:
        inner = super().subinterp()
        if isinstance(inner, _Interpreter):
            inner._mode = self.textstate.render
        return inner

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        self.textstate.render = self._mode
        self._saved = []

    def do_gs(self, name: Any) -> None:
        super().do_gs(name)
        state = resolve1(_listed(self.resources, "ExtGState").get(getattr(name, "name", "")))
        if isinstance(state, dict) and "ca" in state:
            self.device.clear = _opacity(state) <= _CLEAR

    def do_q(self) -> None:
        super().do_q()
        self._saved.append(self.device.clear)

    def do_Q(self) -> None:
        super().do_Q()
        if self._saved:
            self.device.clear = self._saved.pop()

    def do_BMC(self, tag: Any) -> None:
        self.device.marks.append(False)

    def do_BDC(self, tag: Any, props: Any) -> None:
        named = isinstance(tag, PSLiteral) and tag.name == "OC" and isinstance(props, PSLiteral)
        entry = _listed(self.resources, "Properties").get(props.name) if named else None
        self.device.marks.append(self.device.layers.hide(entry))

    def do_EMC(self) -> None:
        if self.device.marks:
            self.device.marks.pop()

    def do_Do(self, xobjid_arg: Any) -> None:
        form = resolve1(self.xobjmap.get(getattr(xobjid_arg, "name", None)))
        layer = form.get("OC") if isinstance(form, PDFStream) else None
        marks, clear = len(self.device.marks), self.device.clear
        self.device.forms.append(self.device.layers.hide(layer))
        super().do_Do(xobjid_arg)
        self.device.forms.pop()
        # A mark that a form leaves open ends with it, and so does what it sets.
        del self.device.marks[marks:]
        self.device.clear = clear


def _listed(resources: Mapping[object, object], kind: str) -> Mapping[str, Any]:
    return dict_value(resources.get(kind) or {})
