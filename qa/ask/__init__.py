"""Questions in, answers out: ``Assistant`` is all that other packages need.

The way of a question through the modules of this package:

1. *Which documents.* ``router`` finds those that it can concern, ``shelf`` keeps them ready to be
   asked: facts, paragraphs, vocabulary. Questions over many units (哪个单位最多) take a way of
   their own: ``ranging``, ``overall``, ``survey``.
2. *What is asked.* ``understand`` makes a ``Query`` of the words: ``text``, ``courtesy`` and
   ``spelling`` bring them to one form, ``units``, ``bounds`` and ``meanings`` find what they
   name. ``plan`` parts the question into clauses and sets it behind the earlier ones of a
   conversation, ``terms`` parts a clause into the things that it sets side by side.
3. *What is done.* ``flow`` runs for each clause the operation that it asks for.

   - Figures: a ``Desk`` looks facts up. ``scope`` filters them by unit, year and version,
     ``linker`` scores by character bigrams how well their labels and the question explain each
     other (a ``Link``), ``finder`` ranks them by what else is known, ``winnow`` drops what is
     something else. ``lookup``, ``operations``, ``sets``, ``sums``, ``ratios``, ``changes`` and
     others reckon with ``figures``.
   - Words: a ``Narrator`` (``narrative`` and ``narrative_*``) finds the sentences, items and
     cells that tell a reason, a duty, a definition.

4. *How it is told.* ``compose`` makes an ``Answer`` of the ``Outcome``: ``naming`` and
   ``sentences`` word it, ``citing`` and ``quoting`` give the sources, ``doubts`` adds where the
   document contradicts itself. Where nothing was found, ``nearby`` and ``denied`` tell what the
   documents say instead.

A *family* is a set of figures that a document prints side by side (``families``), a *sheet* a
table of goals, results and points whose rows can be listed (``sheets``, ``members``).
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
