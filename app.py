"""The chat in the browser: ``python app.py`` is ``qa serve``, with the same options."""

from __future__ import annotations

import sys

from qa.cli import run

if __name__ == "__main__":
    sys.argv.insert(1, "serve")
    run()
