"""What a server tells of its work: counters for Prometheus, a line of log for each question.

Nothing of what is asked is kept unless somebody wants it: a question may say more about who
asks than about a budget.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime

from fastapi import FastAPI, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from qa.app.service import Answered, Service
from qa.model import QaError
from qa.reason import reason_of

PATH = "/metrics"
LOGGER = logging.getLogger("qa.app")
#: Upper bounds of the counted latencies, in seconds: from one look-up to a patience at its end.
BOUNDS = (0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24)
#: The kinds of answers that no operation gave.
WORDS, NOTHING = "words", "nothing"


class JsonLines(logging.Formatter):
    """Each record as a JSON object on a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """See ``logging.Formatter``."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said: dict[str, object] = {"time": at, "level": record.levelname.lower()}
        if isinstance(record.args, Mapping):
            said |= {"event": record.msg, **record.args}
        else:
            said["event"] = record.getMessage()
        if record.exc_info:
            said["fault"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


def kind_of(answered: Answered) -> str:
    """What answered: an operation by its name, the document's own words, or nothing."""
    for step in answered.trace.steps if answered.trace else ():
        taken = [trial.operation for trial in step.trials if trial.outcome is not None]
        if taken:
            return taken[-1]
        if step.in_words:
            return WORDS
    return NOTHING


class Watch:
    """Counts what one service answers; ``says_questions`` writes their text into the log."""

    def __init__(self, service: Service, *, says_questions: bool = False) -> None:
        self._service = service
        self._says_questions = says_questions
        self._registry = own = CollectorRegistry()
        labels = ("kind", "status")
        self._questions = Counter("qa_questions", "Questions answered", labels, registry=own)
        self._seconds = Histogram(
            "qa_answer_seconds", "Latency", ("kind",), buckets=BOUNDS, registry=own
        )
        self._stages = Counter("qa_stage_seconds", "Time by stage", ("stage",), registry=own)
        loaded = Gauge("qa_index_loaded", "Indexes that took over since the start", registry=own)
        loaded.set_function(lambda: service.loaded.number)
        documents = Gauge("qa_index_documents", "Documents of the index", registry=own)
        documents.set_function(lambda: len(service.documents))
        self._index = Gauge(
            "qa_index_info", "The generation that serves", ("generation",), registry=own
        )
        service.listeners.append(self.answered)

    def answered(self, one: Answered) -> None:
        """Counts one answer and writes its line of log."""
        kind, status = kind_of(one), one.answer.status
        self._questions.labels(kind, status).inc()
        self._seconds.labels(kind).observe(one.seconds)
        for stage, seconds in one.stages.items():
            self._stages.labels(stage).inc(seconds)
        said: dict[str, object] = {
            "kind": kind,
            "status": status,
            "milliseconds": round(1000 * one.seconds, 2),
            "stages": {stage: round(1000 * spent, 2) for stage, spent in one.stages.items()},
            "citations": len(one.answer.citations),
            "generation": self._service.index.generation,
        }
        if self._says_questions:
            said["question"] = one.answer.question
        LOGGER.info("answered", said)

    def metrics(self) -> bytes:
        """The counters in the text format of Prometheus."""
        self._index.clear()
        self._index.labels(self._service.index.generation).set(1)
        return generate_latest(self._registry)


def write_log(place: str) -> None:
    """Writes the log into the file ``place``, behind what it holds; ``-`` is standard error.

    Raises ``QaError`` where it cannot be written.
    """
    try:
        handler = (
            logging.StreamHandler() if place == "-" else logging.FileHandler(place, "a", "utf-8")
        )
    except OSError as error:
        raise QaError(f"日志“{place}”写不进去（{reason_of(error)}）：请换一个位置。") from error
    handler.setFormatter(JsonLines())
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False


def add_metrics(app: FastAPI, watch: Watch) -> None:
    """``GET /metrics``, behind the same guard as everything else."""

    def metrics() -> Response:
        return Response(watch.metrics(), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    app.add_api_route(PATH, metrics, methods=["GET"], include_in_schema=False)
