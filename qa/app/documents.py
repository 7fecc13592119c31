"""The tab of documents: what is loaded, each document as it was read, and every change of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, get_args

from qa.app.browse import AT_ONCE, PRIVATE, Offered, Refresh, words_of
from qa.app.holdings import Handed, Library
from qa.app.pages import offering, page_field, shown, span
from qa.app.render import render_documents, render_handed, render_outline, render_table
from qa.app.service import Service
from qa.app.toolkit import gr
from qa.ask.words.text import clean
from qa.index import DocumentInfo
from qa.index.identity import checked
from qa.model import Kind, QaError, Scope

#: As many as are looked through at a glance.
DOCUMENTS_ON_A_PAGE = 50
_log = logging.getLogger(__name__)
FAULT = "处理时程序出错，没有完成：请反馈这个问题。"
#: A click on a document in a list chooses it.
_CHOOSING = """
element.addEventListener('click', (event) => {
  const chosen = event.target.closest('[data-doc]');
  if (chosen) trigger('click', { doc: chosen.dataset.doc });
});
"""


def build_documents(
    service: Service, library: Library | None, label: gr.I18n, changed: gr.State
) -> Refresh:
    """Builds the tab; ``changed`` is given a new value with each change of the documents.

    Without ``library`` they can be looked at only.
    """
    if library is not None:
        handed = _build_adding(library, label, changed)
    with gr.Row(elem_id="finding"):
        sought = gr.Textbox(label=label("find_document"), min_width=160, scale=3, elem_id="find")
        page = page_field(label)
    listed = gr.HTML(js_on_load=_CHOOSING, apply_default_css=False, elem_id="documents")
    document = gr.Dropdown([], label=label("choose_document"), elem_id="document")
    if library is not None:
        _build_changing(service, library, label, changed, document)
    _build_document(service, label, document)

    def turned(number: Any, words_sought: str, request: gr.Request) -> tuple[Any, ...]:
        words, errors = words_of(request), service.index.errors()
        found = documents_with(service.documents, words_sought)
        at = span(number, len(found), DOCUMENTS_ON_A_PAGE)
        rows = [(info, errors.get(info.doc, 0)) for info in at.of(found)]
        return render_documents(rows, words), shown(at, words)

    def searched(words_sought: str, request: gr.Request) -> tuple[Any, ...]:
        return turned(1, words_sought, request)

    def told(
        before: Offered, number: Any, words_sought: str, doc: str | None, request: gr.Request
    ) -> tuple[Any, ...]:
        docs = tuple(info.doc for info in service.documents)
        update = offering(docs, doc, docs, None, docs == before)
        return docs, *turned(number, words_sought, request), update

    def pointed(event: gr.EventData) -> str:
        return str(event.doc)

    for one in (listed, handed) if library is not None else (listed,):
        one.click(pointed, None, document, **AT_ONCE)
    sought.change(searched, sought, [listed, page], **AT_ONCE)
    page.change(turned, [page, sought], [listed, page], **AT_ONCE)
    own = gr.State(())
    return Refresh(told, [own, page, sought, document], [own, listed, page, document])


def _build_document(service: Service, label: gr.I18n, document: gr.Dropdown) -> None:
    """Builds what shows the chosen document as it was read: its outline, and a table of it."""
    outline = gr.HTML(apply_default_css=False, padding=False)
    table = gr.Dropdown([], label=label("whole_table"), visible=False, elem_id="table")
    grid = gr.HTML(apply_default_css=False, padding=False, elem_id="grid")

    def chosen(doc: str | None, request: gr.Request) -> tuple[Any, ...]:
        info = next((one for one in service.documents if one.doc == doc), None)
        if info is None:
            return "", gr.update(visible=False, choices=[], value=None), ""
        names = [(one.name, one.table_id) for one in service.sources.tables(info.doc)]
        words = words_of(request)
        outlined = render_outline(info, service.index.sections([info.doc]), words)
        return outlined, gr.update(choices=names, value=None, visible=True), ""

    def opened(doc: str | None, number: int | None, request: gr.Request) -> str:
        found = None if doc is None or number is None else service.sources.table(doc, number)
        return render_table(found, words_of(request)) if found else ""

    document.change(chosen, document, [outline, table, grid], **AT_ONCE)
    table.change(opened, [document, table], grid, **AT_ONCE)


def documents_with(documents: Sequence[DocumentInfo], sought: str) -> list[DocumentInfo]:
    """The documents in whose unit, year, kind, scope or id every one of the words stands."""
    wanted = [clean(word) for word in sought.split()]
    return [info for info in documents if all(word in _said(info) for word in wanted)]


def _said(info: DocumentInfo) -> str:
    own = info.profile
    return clean(f"{own.unit_name} {own.year} {own.scope} {own.kind} {info.doc}")


def _build_adding(library: Library, label: gr.I18n, changed: gr.State) -> gr.HTML:
    """Builds what adds documents; returns the place where it is told what became of each."""
    with gr.Row(elem_id="adding"):
        files = gr.File(
            file_count="multiple", label=label("add_files"), height=160, scale=3, elem_id="files"
        )
        add = gr.Button(label("add"), variant="primary", scale=1, min_width=120, elem_id="add")
    result = gr.HTML(js_on_load=_CHOOSING, apply_default_css=False, padding=False, elem_id="handed")

    def added(
        paths: list[str] | None, version: int, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        words = words_of(request)
        if not paths:
            yield render_handed((), words["choose_files"], words), None, version
            return
        for handed, error in followed(library, [Path(path) for path in paths]):
            is_done = error is not None or all(one.stage == "done" for one in handed)
            said = render_handed(handed, error, words)
            yield said, None, version + 1 if is_done and not error else version

    add.click(added, [files, changed], [result, files, changed], **PRIVATE)
    return result


def followed(
    library: Library, files: Sequence[Path]
) -> Iterator[tuple[tuple[Handed, ...], str | None]]:
    """How far each file is, whenever one has come further, or in the end a sentence why none
    was taken.

    The work goes on to its end though nobody may be looking any more, and leaves none of
    ``files`` behind.
    """
    said: SimpleQueue[tuple[tuple[Handed, ...], str | None] | None] = SimpleQueue()

    def work() -> None:
        try:
            library.add(files, lambda handed: said.put((handed, None)))
        except QaError as error:
            said.put(((), str(error)))
        except Exception:  # whatever it was, whoever waits must be told
            _log.exception("files were not taken in")
            said.put(((), FAULT))
        finally:
            for path in files:
                path.unlink(missing_ok=True)
            said.put(None)

    Thread(target=work, daemon=True).start()
    yield from iter(said.get, None)


def _build_changing(
    service: Service,
    library: Library,
    label: gr.I18n,
    changed: gr.State,
    document: gr.Dropdown,
) -> None:
    """Builds what corrects the chosen document and what removes it."""
    with gr.Accordion(label("change"), open=False, visible=False, elem_id="change") as change:
        with gr.Row():
            unit = gr.Textbox(label=label("unit_name"), scale=3, min_width=240, elem_id="unit")
            year = gr.Number(label=label("year"), precision=0, min_width=90, elem_id="year")
            kind = gr.Radio(get_args(Kind), label=label("kind"), min_width=150, elem_id="kind")
            scope = gr.Radio(get_args(Scope), label=label("scope"), min_width=150, elem_id="scope")
        with gr.Row():
            correct = gr.Button(label("correct"), variant="primary", elem_id="correct")
            remove = gr.Button(label("remove"), variant="stop", elem_id="remove")
    result = gr.HTML(apply_default_css=False, padding=False, elem_id="changed")

    def known(doc: str | None) -> tuple[Any, ...]:
        profiles = {info.doc: info.profile for info in service.documents}
        found = profiles.get(doc) if doc else None
        if found is None:
            return gr.update(visible=False), "", None, None, None
        return gr.update(visible=True), found.unit_name, found.year, found.kind, found.scope

    def attempt(
        work: Callable[[], None], key: str, doc: str | None, version: int, request: gr.Request
    ) -> tuple[str, int]:
        words = words_of(request)
        try:
            work()
        except QaError as error:
            return render_handed((), str(error), words), version
        return render_handed((), words[key].format(doc=doc), words), version + 1

    def corrected(
        doc: str | None, unit: str, year: Any, kind: str, scope: str, version: int,
        request: gr.Request,
    ) -> tuple[str, int]:  # fmt: skip
        def work() -> None:
            library.correct(doc or "", checked(unit, year, kind, scope))

        return attempt(work, "corrected", doc, version, request)

    def removed(doc: str | None, version: int, request: gr.Request) -> tuple[str, int]:
        return attempt(lambda: library.remove(doc or ""), "removed", doc, version, request)

    fields = [unit, year, kind, scope]
    gr.on([document.change, changed.change], known, document, [change, *fields], **AT_ONCE)
    slowly = {**PRIVATE, "show_progress": "full"}
    correct.click(corrected, [document, *fields, changed], [result, changed], **slowly)
    remove.click(removed, [document, changed], [result, changed], **slowly)
