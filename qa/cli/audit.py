"""The command ``qa audit``: what does not add up in the documents of an index."""

from __future__ import annotations

from argparse import Namespace

from qa.cli import files
from qa.jsonable import to_json

DONE = 0


def audit(arguments: Namespace) -> int:
    """``qa audit``: the findings of every document or of one, as text, JSON Lines or a report."""
    from qa.checks.report import markdown_report, text_report

    with files.open_index(arguments.index) as index:
        audits = index.audits(files.chosen_docs(index, arguments.doc))
    if arguments.report:
        files.write_text(arguments.report, markdown_report(audits))
    if arguments.json:
        for one in audits:
            for check in one.checks:
                print(to_json(check))
    else:
        print(text_report(audits))
    return DONE
