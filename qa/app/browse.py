"""The tabs of facts and checks: what was read, to be looked through.

Each builder returns what its tab does when the page is loaded and when the documents change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, get_args
from urllib.parse import urlencode

from qa.app.export import fact_rows
from qa.app.render import Finding, render_findings
from qa.app.service import Filter, Service
from qa.app.toolkit import gr
from qa.app.words import Words, language_of, words_in
from qa.model import Basis, Fact, QaError

#: As many facts as a browser shows without effort; the export has all of them.
MOST_SHOWN = 500
#: What a filter offers to leave a matter open.
ANY = ""
#: Only the endpoints are for other programs, and nothing here takes long enough to say so.
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
#: How wide the columns of ``fact_rows`` are: labels wide, figures and years narrow.
_WIDTHS: list[str | int] = [220, 180, 110, 70, 110, 70, 80, 200, 200, 260, 70]


class Refresh(NamedTuple):
    """What brings a part of the page up to date: Gradio's own order of a listener's arguments."""

    run: Callable[..., Any]
    inputs: list[Any]
    outputs: list[Any]


def build_facts(service: Service, label: gr.I18n) -> Refresh:
    """Builds the tab of facts."""

    def choice(name: str) -> Any:
        return gr.Dropdown([(label("any"), ANY)], value=ANY, label=label(name), min_width=120)

    with gr.Row():
        choices = [choice(name) for name in ("unit_name", "year", "basis", "document")]
    with gr.Row():
        table = gr.Textbox(label=label("table"), min_width=160, elem_id="facts-table")
        item = gr.Textbox(label=label("item"), min_width=160, elem_id="facts-item")
    told = gr.HTML(apply_default_css=False, elem_id="facts-told")
    frame = gr.Dataframe(
        interactive=False, show_label=False, wrap=True, max_height=560, column_widths=_WIDTHS
    )
    filters: list[Any] = [*choices, table, item]

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

    def fresh(request: gr.Request) -> tuple[Any, ...]:
        facts = service.facts(Filter())
        used = {fact.basis for fact in facts}
        values: tuple[Iterable[Any], ...] = (
            dict.fromkeys(info.profile.unit_name for info in service.documents),
            sorted({fact.year for fact in facts if fact.year is not None}, reverse=True),
            (one for one in get_args(Basis) if one in used),
            (info.doc for info in service.documents),
        )
        updates = (gr.update(choices=_or_any(one, label), value=ANY) for one in values)
        return *updates, "", "", *listed(ANY, ANY, ANY, ANY, "", "", request)

    for one in filters:
        one.change(listed, filters, [frame, told], **PRIVATE, trigger_mode="always_last")
    return Refresh(fresh, [], [*filters, frame, told])


def facts_for(service: Service, wanted: dict[str, Any]) -> tuple[Fact, ...]:
    """The facts that the filters of the tab leave; none where a document has left meanwhile."""
    where = Filter(wanted.get("unit"), None, None, wanted.get("doc"))
    named = {name: wanted.get(name) for name in ("table", "item", "year", "basis")}
    try:
        return service.facts(where, **named)
    except QaError:
        return ()


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


def build_audit(service: Service, label: gr.I18n) -> Refresh:
    """Builds the tab of checks."""
    with gr.Row():
        document = gr.Dropdown([(label("any"), ANY)], value=ANY, label=label("document"), scale=3)
        only = gr.Checkbox(True, label=label("only_errors"), scale=1, min_width=120)
    found = gr.HTML(apply_default_css=False, elem_id="findings")

    def listed(doc: str | None, errors: bool, request: gr.Request) -> str:
        docs = {info.doc for info in service.documents}
        checks = service.audit(Filter(doc=doc if doc in docs else None))
        told = [
            Finding(check, tuple((one, service.sources.place(one)) for one in check.citations))
            for check in checks
            if check.severity == "error" or not errors
        ]
        return render_findings(told, words_of(request))

    def fresh(errors: bool, request: gr.Request) -> tuple[Any, ...]:
        docs = (info.doc for info in service.documents)
        return gr.update(choices=_or_any(docs, label), value=ANY), listed(ANY, errors, request)

    for one in (document, only):
        one.change(listed, [document, only], found, **PRIVATE)
    return Refresh(fresh, [only], [document, found])


def words_of(request: gr.Request) -> Words:
    """The page's words in the language of the browser that asks."""
    return words_in(language_of(request.headers.get("accept-language")))


def _or_any(values: Iterable[Any], label: gr.I18n) -> list[tuple[Any, Any]]:
    return [(label("any"), ANY), *((str(value), value) for value in values)]
