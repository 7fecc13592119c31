"""When Python looks for garbage: not while a program loads what it keeps."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Nothing that is loaded at the start becomes garbage; looking for it takes a tenth of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
