"""Files to take away, each under an address that says all that it depends on.

Nothing is kept on disk, so that there is no file of another user's to find.
"""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import FastAPI, Query, Request, Response

from qa.app.export import MEDIA, MOST_ROWS, csv_bytes, excel_bytes, export, fact_rows
from qa.app.schema import MOST_CHARACTERS
from qa.app.service import Filter, Service
from qa.app.words import Words, language_of, words_in
from qa.model import Basis, QaError

_Text = Annotated[str, Query(max_length=MOST_CHARACTERS)]
_Some = Annotated[str | None, Query(max_length=MOST_CHARACTERS)]


def add_files(app: FastAPI, service: Service) -> None:
    """Adds ``GET /export/answer.ENDING`` and ``GET /export/facts.ENDING`` to ``app``."""

    def answer(
        ending: Literal["docx", "xlsx", "md", "csv"],
        request: Request,
        question: _Text,
        history: Annotated[tuple[str, ...], Query()] = (),
    ) -> Response:
        words = _words(request)
        content = export(service.ask(question, history), ending, words)
        return _file(content, words["answer"], ending)

    def facts(
        ending: Literal["xlsx", "csv"],
        request: Request,
        unit: _Some = None,
        year: int | None = None,
        basis: Basis | None = None,
        doc: _Some = None,
        table: _Some = None,
        item: _Some = None,
    ) -> Response:
        words = _words(request)
        found = service.find_facts(Filter(unit, None, None, doc), table, item, year, basis)
        if ending == "xlsx" and len(found) > MOST_ROWS:
            raise QaError(f"共{len(found)}条，Excel 装不下：请用筛选缩小范围，或导出 CSV。")
        rows = fact_rows(found.read(), words)
        content = csv_bytes(rows) if ending == "csv" else excel_bytes(rows, words["facts_tab"])
        return _file(content, words["facts_tab"], ending)

    for name, endpoint in (("answer", answer), ("facts", facts)):
        app.add_api_route(
            f"/export/{name}.{{ending}}", endpoint, methods=["GET"], include_in_schema=False
        )


def _words(request: Request) -> Words:
    return words_in(language_of(request.headers.get("accept-language")))


def _file(content: bytes, name: str, ending: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}.{ending}"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=MEDIA[ending], headers=headers)
