"""The tabs of documents, facts and checks: what was read, to be looked through."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, get_args
from urllib.parse import urlencode

import gradio as gr

from qa.app.export import fact_rows
from qa.app.render import (
    Finding,
    render_documents,
    render_findings,
    render_outline,
    render_table,
)
from qa.app.service import Filter, Service
from qa.app.sources import Sources
from qa.app.words import Words, language_of, words_in
from qa.model import Basis, Fact

#: As many facts as a browser shows without effort; the export has all of them.
MOST_SHOWN = 500
#: What a filter offers to leave a matter open.
ANY = ""
#: How wide the columns of ``fact_rows`` are: labels wide, figures and years narrow.
_WIDTHS: list[str | int] = [220, 180, 110, 70, 110, 70, 80, 200, 200, 260, 70]
_PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def build_documents(page: gr.Blocks, service: Service, sources: Sources, label: gr.I18n) -> None:
    """Builds the tab of documents in the page that is being made."""
    listed = gr.HTML(apply_default_css=False)
    docs = [info.doc for info in service.documents]
    document = gr.Dropdown(docs, value=None, label=label("choose_document"), elem_id="document")
    outline = gr.HTML(apply_default_css=False)
    table = gr.Dropdown([], label=label("whole_table"), visible=False, elem_id="table")
    grid = gr.HTML(apply_default_css=False, elem_id="grid")

    def told(request: gr.Request) -> str:
        audits = service.index.audits()
        errors = {a.doc: sum(c.severity == "error" for c in a.checks) for a in audits}
        rows = [(info, errors[info.doc]) for info in service.documents]
        return render_documents(rows, words_of(request))

    def chosen(doc: str | None, request: gr.Request) -> tuple[Any, ...]:
        info = next((one for one in service.documents if one.doc == doc), None)
        if info is None:
            return "", gr.update(visible=False), ""
        names = [(one.name, one.table_id) for one in sources.tables(info.doc)]
        words = words_of(request)
        shown = render_outline(info, service.index.sections([info.doc]), words)
        return shown, gr.update(choices=names, value=None, visible=True), ""

    def opened(doc: str | None, number: int | None, request: gr.Request) -> str:
        if doc is None or number is None:
            return ""
        found = sources.table(doc, number)
        return render_table(found, words_of(request)) if found else ""

    page.load(told, None, listed, **_PRIVATE)
    document.change(chosen, document, [outline, table, grid], **_PRIVATE)
    table.change(opened, [document, table], grid, **_PRIVATE)


def build_facts(page: gr.Blocks, service: Service, label: gr.I18n) -> None:
    """Builds the tab of facts in the page that is being made."""
    profiles = [info.profile for info in service.documents]
    figures = service.facts(Filter())
    units = list(dict.fromkeys(profile.unit_name for profile in profiles))
    years = sorted({fact.year for fact in figures if fact.year is not None}, reverse=True)
    used = {fact.basis for fact in figures}

    def choice(values: Sequence[Any], name: str) -> Any:
        choices: list[Any] = [(label("any"), ANY), *((str(value), value) for value in values)]
        return gr.Dropdown(choices, value=ANY, label=label(name), min_width=120)

    with gr.Row():
        unit, year = choice(units, "unit_name"), choice(years, "year")
        basis = choice([one for one in get_args(Basis) if one in used], "basis")
        document = choice([info.doc for info in service.documents], "document")
    with gr.Row():
        table = gr.Textbox(label=label("table"), min_width=160, elem_id="facts-table")
        item = gr.Textbox(label=label("item"), min_width=160, elem_id="facts-item")
    told = gr.HTML(apply_default_css=False, elem_id="facts-told")
    frame = gr.Dataframe(
        interactive=False, show_label=False, wrap=True, max_height=560, column_widths=_WIDTHS
    )
    filters: list[Any] = [unit, year, basis, document, table, item]

    def listed(
        unit: str, year: int | str, basis: str, doc: str, table: str, item: str, request: gr.Request
    ) -> tuple[Any, str]:
        given = {"unit": unit, "year": year, "basis": basis, "doc": doc, "table": table,
                 "item": item}  # fmt: skip
        wanted = {name: value for name, value in given.items() if value not in (ANY, None)}
        words = words_of(request)
        found = facts_for(service, wanted)
        head, *rows = fact_rows(found[:MOST_SHOWN], words)
        cells = [[float(c) if isinstance(c, Decimal) else c for c in row] for row in rows]
        return gr.update(value={"headers": head, "data": cells}), counted(found, wanted, words)

    page.load(listed, filters, [frame, told], **_PRIVATE)
    for one in filters:
        one.change(listed, filters, [frame, told], **_PRIVATE, trigger_mode="always_last")


def facts_for(service: Service, wanted: dict[str, Any]) -> tuple[Fact, ...]:
    """The facts that the filters of the tab leave."""
    where = Filter(wanted.get("unit"), None, None, wanted.get("doc"))
    named = {name: wanted.get(name) for name in ("table", "item", "year", "basis")}
    return service.facts(where, **named)


def counted(found: Sequence[Fact], wanted: dict[str, Any], words: Words) -> str:
    """How many facts there are and where all of them can be had, as markup."""
    key = "shown" if len(found) > MOST_SHOWN else "count"
    said = words[key].format(count=len(found), shown=MOST_SHOWN)
    address = urlencode(wanted)
    links = "".join(
        f' <a href="export/facts.{ending}?{address}" download>{name}</a>'
        for name, ending in (("Excel", "xlsx"), ("CSV", "csv"))
    )
    return f'<p class="take">{said}<span>{words["export"]}：{links}</span></p>'


def build_audit(page: gr.Blocks, service: Service, sources: Sources, label: gr.I18n) -> None:
    """Builds the tab of checks in the page that is being made."""
    docs = [info.doc for info in service.documents]
    with gr.Row():
        document = gr.Dropdown(
            [(label("any"), ANY), *((doc, doc) for doc in docs)],
            value=ANY, label=label("document"), scale=3, elem_id="audit-document",
        )  # fmt: skip
        only = gr.Checkbox(True, label=label("only_errors"), scale=1, min_width=120)
    found = gr.HTML(apply_default_css=False, elem_id="findings")

    def listed(doc: str | None, errors: bool, request: gr.Request) -> str:
        checks = service.audit(Filter(doc=doc or None))
        told = [
            Finding(check, tuple((one, sources.place(one)) for one in check.citations))
            for check in checks
            if check.severity == "error" or not errors
        ]
        return render_findings(told, words_of(request))

    page.load(listed, [document, only], found, **_PRIVATE)
    for one in (document, only):
        one.change(listed, [document, only], found, **_PRIVATE)


def words_of(request: gr.Request) -> Words:
    """The page's words in the language of the browser that asks."""
    return words_in(language_of(request.headers.get("accept-language")))
