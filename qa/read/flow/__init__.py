"""Tables in the running text of a PDF, where a blank cell leaves no trace.

``tables`` holds the order of the steps. ``text`` cuts a printed line into pieces (figures, codes,
words) and ``lines`` tells what a line is; ``feet`` drops the numbers of pages, ``find`` finds a
title with all that follows it. From there on there are two ways:

- *Statements*, whose rows are labels and figures (``statement``). ``head``, ``cut`` and ``tree``
  make columns of the fragments of a head, ``pages`` joins the pages below it, ``rows`` and
  ``halves`` read the rows. ``place`` lists the columns that a figure may belong to; what rows add
  up to (``sums``, ``parts``) and what other tables say (``known``) decide: ``solve``.
- *Sheets* of performance (``sheet``), stacks of ``zones`` that each have a reader: ``form``,
  ``money``, ``tasks``, ``goals``, ``scores``, ``indicators``. Their words wrap in narrow columns:
  ``wrap`` weighs where a cell ends, ``rests`` what goes on behind a page break, and ``entries``
  (with ``kinds`` and ``weigh``) all ways to read pieces as indicators.
"""
