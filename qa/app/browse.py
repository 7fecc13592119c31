"""The tabs of facts and checks: what was read, to be looked through.

Each builder returns what its tab does when the page is loaded and when the documents change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, NamedTuple, get_args
from urllib.parse import urlencode

from qa.app.export import fact_rows
from qa.app.pages import Span, offering, page_field, shown, span
from qa.app.render import Finding, render_findings
from qa.app.service import Filter, FoundFacts, Service
from qa.app.sources import Grid, Passage, Sources
from qa.app.toolkit import gr
from qa.app.words import Words, language_of, words_in
from qa.index import Index
from qa.model import Basis, Check, Citation, QaError

#: As many facts as a browser shows without effort; the export has all of them.
FACTS_ON_A_PAGE = 200
#: Each may open several tables.
FINDINGS_ON_A_PAGE = 20
#: What a filter offers to leave a matter open.
ANY = ""
#: Only the endpoints are for other programs, and little here takes long enough to say so.
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
#: What is done at once. It goes past the queue, whose stream of results closes after the last one
#: known to it: one that was asked for at that moment would not arrive.
AT_ONCE: dict[str, Any] = {**PRIVATE, "queue": False, "trigger_mode": "always_last"}
#: How wide the columns of ``fact_rows`` are: labels wide, figures and years narrow.
_WIDTHS: list[str | int] = [220, 180, 110, 70, 110, 70, 80, 200, 200, 260, 70]
#: What the fields of a tab offered when it was filled last.
Offered = tuple[Any, ...]


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
        table = gr.Textbox(label=label("table"), min_width=120, elem_id="facts-table")
        item = gr.Textbox(label=label("item"), min_width=120, elem_id="facts-item")
        page = page_field(label)
    told = gr.HTML(apply_default_css=False, elem_id="facts-told")
    frame = gr.Dataframe(
        interactive=False, show_label=False, wrap=True, max_height=560, column_widths=_WIDTHS
    )
    filters: list[Any] = [*choices, table, item]

    def turned(
        number: Any, unit: str, year: int | str, basis: str, doc: str, table: str, item: str,
        request: gr.Request,
    ) -> tuple[Any, ...]:  # fmt: skip
        given = {"unit": unit, "year": year, "basis": basis, "doc": doc, "table": table,
                 "item": item}  # fmt: skip
        return page_of_facts(service, number, given, words_of(request))

    def chosen(
        unit: str, year: int | str, basis: str, doc: str, table: str, item: str, request: gr.Request
    ) -> tuple[Any, ...]:
        return turned(1, unit, year, basis, doc, table, item, request)

    def fresh(
        before: Offered, number: Any, unit: str, year: int | str, basis: str, doc: str,
        table: str, item: str, request: gr.Request,
    ) -> tuple[Any, ...]:  # fmt: skip
        offered = offered_by(service.index)
        # What was chosen stays so, but what has left meanwhile.
        kept: list[Any] = [
            one if one in values else ANY
            for one, values in zip((unit, year, basis, doc), offered, strict=True)
        ]
        updates = (
            offering(_or_any(values, label), one, values, ANY, offered == before)
            for values, one in zip(offered, (unit, year, basis, doc), strict=True)
        )
        given = (number, *kept, table, item, request)
        return offered, *updates, *turned(*given)

    for one in filters:
        one.change(chosen, filters, [frame, told, page], **AT_ONCE)
    page.change(turned, [page, *filters], [frame, told, page], **AT_ONCE)
    own = gr.State(())
    return Refresh(fresh, [own, page, *filters], [own, *choices, frame, told, page])


def offered_by(index: Index) -> Offered:
    """What the facts can be chosen by: their units, years, bases and documents."""
    return (
        tuple(dict.fromkeys(info.profile.unit_name for info in index.documents)),
        index.used_years,
        tuple(one for one in get_args(Basis) if one in index.used_bases),
        tuple(info.doc for info in index.documents),
    )


def page_of_facts(
    service: Service, number: Any, given: dict[str, Any], words: Words
) -> tuple[Any, Any, Any]:
    """Page ``number`` of the facts that the filters leave: what becomes of the table, of what is
    told above it, and of the field of the page."""
    wanted = {name: value for name, value in given.items() if value not in (ANY, None)}
    found = facts_for(service, wanted)
    at = span(number, len(found), FACTS_ON_A_PAGE)
    head, *rows = fact_rows(found.read(at.start, at.size), words)
    cells = [[float(c) if isinstance(c, Decimal) else c for c in row] for row in rows]
    listed = gr.update(value={"headers": head, "data": cells})
    return listed, counted(len(found), at, wanted, words), shown(at, words)


def facts_for(service: Service, wanted: dict[str, Any]) -> FoundFacts:
    """The facts that the filters of the tab leave; none where a document has left meanwhile."""
    where = Filter(wanted.get("unit"), None, None, wanted.get("doc"))
    named = {name: wanted.get(name) for name in ("table", "item", "year", "basis")}
    try:
        return service.find_facts(where, **named)
    except QaError:
        return FoundFacts(service.index, ())


def counted(total: int, at: Span, wanted: dict[str, Any], words: Words) -> str:
    """How many facts there are and where all of them can be had, as markup."""
    said = words["count"].format(count=f"{total:,}")
    if at.pages > 1:
        end = min(at.start + at.size, total)
        said += words["listed"].format(first=f"{at.start + 1:,}", last=f"{end:,}")
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
        page = page_field(label)
    found = gr.HTML(apply_default_css=False, elem_id="findings")

    def turned(number: Any, doc: str | None, errors: bool, request: gr.Request) -> tuple[Any, ...]:
        words, docs = words_of(request), {info.doc for info in service.documents}
        checks = [
            check
            for check in service.audit(Filter(doc=doc if doc in docs else None))
            if check.severity == "error" or not errors
        ]
        at = span(number, len(checks), FINDINGS_ON_A_PAGE)
        told = [Finding(check, _places(check, service.sources)) for check in at.of(checks)]
        return render_findings(told, words), shown(at, words)

    def chosen(doc: str | None, errors: bool, request: gr.Request) -> tuple[Any, ...]:
        return turned(1, doc, errors, request)

    def fresh(
        before: Offered, number: Any, doc: str | None, errors: bool, request: gr.Request
    ) -> tuple[Any, ...]:
        docs = tuple(info.doc for info in service.documents)
        update = offering(_or_any(docs, label), doc, docs, ANY, docs == before)
        return docs, update, *turned(number, doc, errors, request)

    for one in (document, only):
        one.change(chosen, [document, only], [found, page], **AT_ONCE)
    page.change(turned, [page, document, only], [found, page], **AT_ONCE)
    own = gr.State(())
    return Refresh(fresh, [own, page, document, only], [own, document, found, page])


def _places(check: Check, sources: Sources) -> tuple[tuple[Citation, Grid | Passage], ...]:
    """Where the figures of a check stand: a sentence that prints several of them once."""
    found: list[tuple[Citation, Grid | Passage]] = []
    for citation in check.citations:
        place = sources.place(citation)
        if all(place != other for _, other in found):
            found.append((citation, place))
    return tuple(found)


def words_of(request: gr.Request) -> Words:
    """The page's words in the language of the browser that asks."""
    return words_in(language_of(request.headers.get("accept-language")))


def _or_any(values: Iterable[Any], label: gr.I18n) -> list[tuple[Any, Any]]:
    return [(label("any"), ANY), *((str(value), value) for value in values)]
