"""Text files that a user hands in: sets of questions and of cells."""

from __future__ import annotations

from pathlib import Path

from qa.model import QaError
from qa.reason import reason_of


def lines_of(path: Path, what: str = "") -> list[str]:
    """The lines of ``path``, which holds ``what`` (题集).

    Raises ``QaError`` for a file that is missing or no text in UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise QaError(f"读不到{what} {path}（{reason_of(error)}）：请检查路径。") from error
    except UnicodeDecodeError as error:
        raise QaError(f"{path} 不是 UTF-8 文本：请另存为 UTF-8 编码的 JSON Lines。") from error
