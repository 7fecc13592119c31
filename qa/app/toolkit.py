"""Gradio, imported without its reports and without what it does for its own developers."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["api", "gr"]

# Read by Gradio when it is imported: nothing is reported, and nothing looked up, elsewhere.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")


@contextmanager
def _without_stubs() -> Iterator[None]:
    """Keeps Gradio from parsing its own source for each component and writing a stub beside it,
    which is two fifths of its import: a class whose source is in no file gets none
    (``gradio.component_meta.create_or_modify_pyi``)."""
    where = inspect.getfile

    def getfile(thing: Any) -> str:
        if isinstance(thing, type) and thing.__module__.startswith("gradio."):
            raise OSError
        return where(thing)

    setattr(inspect, "getfile", getfile)  # noqa: B010
    try:
        yield
    finally:
        setattr(inspect, "getfile", where)  # noqa: B010


with _without_stubs():
    import gradio as gr
    from gradio.events import api
