"""A file becomes a Disclosure: profile, sections, paragraphs and tables.

``disclosure`` holds the order of the steps. ``formats`` turns a file of any format into lines;
``profile`` and ``unitname`` tell whose disclosure it is; ``outline``, ``headings`` and ``prose``
make sections and paragraphs of the lines that belong to no table.

Tables are read in one of two ways, by how their lines are printed:

- With tabs between the cells (drawn tables, Word, Excel, web pages): ``tabs`` finds them,
  ``drafts`` joins their pages, ``grid``, ``layout`` and ``rows`` tell heads from bodies and name
  the rows; ``sheets``, ``indicators`` and ``money`` read forms and project sheets.
- As running text of a PDF, where a blank cell leaves no trace (``flow``): ``find`` finds them,
  ``statement`` and ``rows`` read statements of labels and figures, ``place``, ``sums`` and
  ``solve`` settle by the sums which column a figure belongs to, ``sheet`` reads project sheets.
"""

from __future__ import annotations

from pathlib import Path

from qa.model import Disclosure, Profile

__all__ = ["read"]


def read(path: Path, told: Profile | None = None) -> Disclosure:
    """The disclosure in the file ``path``; its id is the file's name without ending.

    ``told`` says whose it is, where the file itself is wrong about it or silent.
    Raises ``QaError`` where the file cannot be read, is empty, or is no disclosure.
    """
    from qa.read.disclosure import disclosure_in  # many modules, which no question needs

    return disclosure_in(path, told)
