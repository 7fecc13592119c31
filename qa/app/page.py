"""The page in the browser: a tab for questions, documents, facts and checks."""

from __future__ import annotations

import os
from importlib.resources import files
from typing import Any

from fastapi import FastAPI

from qa.app.conversation import Conversations
from qa.app.examples import examples
from qa.app.service import Service
from qa.app.sources import Sources
from qa.app.words import Words, language_of, words_in

# Read by Gradio when it is imported: nothing is reported, and nothing looked up, elsewhere.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr

from qa.app.browse import build_audit, build_documents, build_facts
from qa.app.calls import add_calls
from qa.app.chat import AT_ONCE, build_chat

#: Fonts that systems have; Gradio's own theme would fetch one from elsewhere.
_FONTS = ["system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]
_MONO = ["ui-monospace", "Consolas", "monospace"]


def mount_page(app: FastAPI, service: Service) -> None:
    """Puts the page at ``/`` of ``app``, behind the routes that it has."""
    label = gr.I18n(
        zh=dict(words_in("zh")), **{"zh-CN": dict(words_in("zh"))}, en=dict(words_in("en"))
    )
    page = create_page(service, label)
    page.queue(default_concurrency_limit=AT_ONCE, api_open=True)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        i18n=label,
        theme=gr.themes.Default(font=_FONTS, font_mono=_MONO, primary_hue="blue"),
        css=_file("page.css"),
        allowed_paths=[],
    )


def create_page(service: Service, label: gr.I18n) -> gr.Blocks:
    """The page with its events, not yet served."""
    sources = Sources(service.index)
    conversations = Conversations(service, sources, examples(service))
    page = gr.Blocks(title=label("title"), analytics_enabled=False)
    with page:
        header = gr.HTML(elem_id="header", apply_default_css=False)
        with gr.Tabs():
            with gr.Tab(label("ask_tab")):
                restore, inputs, outputs = build_chat(conversations, label, _file("page.js"))
            with gr.Tab(label("documents_tab")):
                build_documents(page, service, sources, label)
            with gr.Tab(label("facts_tab")):
                build_facts(page, service, label)
            with gr.Tab(label("audit_tab")):
                build_audit(page, service, sources, label)

        def told(request: gr.Request) -> str:
            return loaded(service, words_in(language_of(request.headers.get("accept-language"))))

        add_calls(service)
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        page.load(told, None, header, **private)
        page.load(restore, inputs, outputs, **private)
    return page


def loaded(service: Service, words: Words) -> str:
    """The page's title with what is loaded, as markup; all of it is our own words and numbers."""
    profiles = [info.profile for info in service.documents]
    years = sorted({profile.year for profile in profiles})
    span = "–".join(str(year) for year in dict.fromkeys((years[0], years[-1]))) if years else ""
    said = words["loaded"].format(
        documents=len(profiles), units=len({p.unit_name for p in profiles}), years=span
    )
    return f"<h1>{words['title']}</h1><p>{said}</p>"


def _file(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
