"""The page in the browser: a tab for questions, documents, facts and checks."""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI

from qa.app.browse import (
    AT_ONCE,
    build_audit,
    build_facts,
    words_of,
)
from qa.app.calls import add_calls
from qa.app.chat import build_chat
from qa.app.documents import build_documents
from qa.app.holdings import MOST_BYTES, Library
from qa.app.service import Service
from qa.app.toolkit import blocks, gr
from qa.app.words import Words, words_in

#: How long a file that somebody handed in and left may lie about.
KEPT_SECONDS = 3600
#: Fonts that systems have; Gradio's own theme would fetch one from elsewhere.
_FONTS = ["system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]
_MONO = ["ui-monospace", "Consolas", "monospace"]
#: How browsers name the languages that are served in Chinese (see ``words.language_of``).
_CHINESE = ("zh", "zh-CN", "zh-TW", "zh-HK", "zh-SG", "zh-Hans", "zh-Hant")
#: What the tab of questions does by itself, in the order in which one needs the other.
_SCRIPTS = ("feedback.js", "page.js")


def mount_page(app: FastAPI, service: Service, library: Library | None) -> None:
    """Puts the page at ``/`` of ``app``, behind the routes that it has.

    Without ``library`` documents can be looked at, not added or removed.
    """
    chinese, english = dict(words_in("zh")), dict(words_in("en"))
    label = gr.I18n(en=english, **dict.fromkeys(_CHINESE, chinese))
    page = create_page(service, library, label)
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
        max_file_size=MOST_BYTES,
    )


def create_page(service: Service, library: Library | None, label: gr.I18n) -> gr.Blocks:
    """The page with its events, not yet served.

    A tab is filled when it is looked at, and anew each time: nobody waits for what they do not
    read, and what others changed meanwhile is seen.
    """
    page = blocks(
        title=label("title"), analytics_enabled=False, delete_cache=(KEPT_SECONDS, KEPT_SECONDS)
    )
    with page:
        changed = gr.State(0)
        header = gr.HTML(elem_id="header", apply_default_css=False)
        with gr.Tabs():
            with gr.Tab(label("ask_tab")):
                build_chat(label, [_file(name) for name in _SCRIPTS], changed)
            with gr.Tab(label("documents_tab")) as documents:
                part = build_documents(service, library, label, changed)
                gr.on([documents.select, changed.change], *part, **AT_ONCE)
            with gr.Tab(label("facts_tab")) as facts:
                facts.select(*build_facts(service, label), **AT_ONCE)
            with gr.Tab(label("audit_tab")) as audit:
                audit.select(*build_audit(service, label), **AT_ONCE)

        def told(request: gr.Request) -> str:
            return loaded(service, words_of(request))

        gr.on([page.load, changed.change], told, [], [header], **AT_ONCE)
        add_calls(service)
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
