"""A long list, a page at a time: which one is typed, or stepped through with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from qa.app.toolkit import gr
from qa.app.words import Words

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Span:
    """Page ``number`` of ``pages``, from 1 on: the entries from ``start`` on, ``size`` of them."""

    number: int
    pages: int
    start: int
    size: int

    def of(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """The entries of the page."""
        return entries[self.start : self.start + self.size]


def span(number: Any, total: int, size: int) -> Span:
    """The page that somebody asked for by ``number``, or the one nearest to it, of ``total``
    entries, ``size`` of them on a page."""
    pages = max(1, -(-total // size))
    wanted = int(number) if isinstance(number, int | float) else 1
    chosen = min(max(1, wanted), pages)
    return Span(chosen, pages, (chosen - 1) * size, size)


def page_field(label: gr.I18n) -> gr.Number:
    """Where the page is chosen; hidden until there is a second one."""
    return gr.Number(
        1, label=label("page_number"), minimum=1, precision=0, min_width=120, visible=False
    )


def offering(
    choices: Sequence[Any], chosen: Any, values: Sequence[Any], none: Any, is_known: bool
) -> Any:
    """What becomes of a field to choose from, now that it offers ``choices`` with ``values``:
    what was chosen stays so, unless it has left meanwhile.

    A field where all of this ``is_known`` is left alone: somebody may be choosing right now,
    and a choice that meets an update in the browser is lost.
    """
    if is_known:
        return gr.skip()
    return gr.update(choices=choices, value=chosen if chosen in values else none)


def shown(at: Span, words: Words) -> Any:
    """What becomes of the field of a list of which ``at`` is shown."""
    label = words["page_of"].format(pages=at.pages)
    return gr.update(value=at.number, maximum=at.pages, label=label, visible=at.pages > 1)
