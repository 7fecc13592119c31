"""Questions in, answers out: ``Assistant`` is all that other packages need.

The way of a question through this package; each room imports from those above it alone:

1. *Which documents.* ``router`` finds those that it can concern, ``shelf`` keeps them ready to be
   asked: facts, paragraphs, vocabulary. Questions over many units (哪个单位最多) take a way of
   their own: ``overall``, ``survey``.
2. *What is asked.* ``words`` brings the characters of a question to one form. ``question`` makes
   a ``Query`` of them (``understand``): it finds units, bounds and operations that they name,
   mends slips of the pen, parts a question into clauses and sets it behind the earlier ones of a
   conversation (``plan``), and parts a clause into the things that it sets side by side
   (``terms``).
3. *What is done.* ``flow`` runs for each clause the operation that it asks for.

   - Figures: a ``Desk`` looks facts up (``find``). ``scope`` filters them by unit, year and
     version, ``linker`` scores by character bigrams how well their labels and the question
     explain each other (a ``Link``), ``finder`` ranks them by what else is known, ``winnow``
     drops what is something else. The modules of ``compute`` reckon with the figures found.
   - Words: a ``Narrator`` (``narrative``) finds the sentences, items and cells that tell a
     reason, a duty, a definition.

4. *How it is told.* ``compose`` (``tell``) makes an ``Answer`` of the ``Outcome``:
   ``sentences`` words it, ``citing`` and ``quoting`` give the sources, ``doubts`` adds where the
   document contradicts itself. Where nothing was found, ``nearby`` and ``denied`` tell what the
   documents say instead.

A *family* is a set of figures that a document prints side by side (``find.families``), a *sheet*
a table of goals, results and points whose rows can be listed (``find.sheets``,
``compute.rows``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.ask.assistant import Assistant

__all__ = ["Assistant"]


def __getattr__(name: str) -> Any:
    """``Assistant``, imported when first asked for: a build needs the words of a label alone."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from qa.ask.assistant import Assistant

    return Assistant
