"""Gradio, imported without its reports and without what it does for its own developers."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["api", "blocks", "gr"]

# Read by Gradio when it is imported: nothing is reported, and nothing looked up, elsewhere.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
# More pages may do the same thing at once than there are processors: most of them wait.
os.environ.setdefault("GRADIO_DEFAULT_CONCURRENCY_LIMIT", "8")


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


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Keeps Gradio from loading what it can do without and this server does not use of it."""
    known = sys.modules.get(module)
    sys.modules[module] = None  # type: ignore[assignment]  # as documented for ``import``
    try:
        yield
    finally:
        del sys.modules[module]
        if known is not None:
            sys.modules[module] = known


# Gradio's own MCP server would offer the page's parts; ``qa.app.tools`` offers the endpoints.
with _without_stubs(), _without("mcp"):
    import gradio as gr
    from gradio.events import api


def blocks(**settings: Any) -> gr.Blocks:
    """An empty page, without the server that Gradio makes for each as soon as it is begun: the
    one that runs is made when the page is mounted."""
    made = gr.routes.App.create_app
    setattr(gr.routes.App, "create_app", staticmethod(lambda *_, **__: None))  # noqa: B010
    try:
        return gr.Blocks(**settings)
    finally:
        setattr(gr.routes.App, "create_app", staticmethod(made))  # noqa: B010
