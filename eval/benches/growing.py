"""The same questions as a corpus grows: how long they take, and how many are right."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from eval.benches.measured import (
    SEED,
    Measured,
    Setting,
    each,
    folder_size,
    run,
    seconds,
    spread,
)
from eval.generate.corpus import Corpus
from eval.generate.world import FIRST_YEAR, LAST_YEAR
from qa.ask import Assistant
from qa.evaluate.questions import Question, load_questions
from qa.evaluate.run import evaluate
from qa.index import Index
from qa.index.workers import processors

#: Numbers of documents.
SIZES, SIZES_FULL = (18, 100), (18, 100, 1_000, 10_000)
#: Of fewer documents the start of the processes is what takes time.
MANY = 100
#: Questions drawn from all the documents.
EVERYWHERE = 100
OVER_UNITS = tuple(
    f"{year}年{asked}"
    for year in range(FIRST_YEAR, LAST_YEAR)
    for asked in ("决算哪个单位的“三公”经费最高", "各单位项目支出预算合计多少")
)


def growing(setting: Setting) -> Iterator[Measured]:
    """Accuracy, latency and cold start at each size; the aims hold against the first size."""
    first = slowest = float("nan")
    for size in SIZES_FULL if setting.full else SIZES:
        folder, file, built = setting.generated(size)
        questions = load_questions(file)
        name = f"{size:,} documents"
        if len(built.read) == size >= MANY:
            rate, note = size / built.seconds, f"{processors()} processes"
            yield Measured("sizes", f"{name}: indexed", rate, "documents/s", 10.0, True, note)
        yield Measured("sizes", f"{name}: index", folder_size(folder) / size / 1e6, "MB each", 1.0)
        opening = seconds(lambda folder=folder: Index.open(folder).close())  # type: ignore[misc]
        yield Measured("sizes", f"{name}: opening the index", opening, "s")
        with Index.open(folder) as index:
            assistant = Assistant(index)

            def ask(question: Question, assistant: Assistant = assistant) -> None:
                assistant.ask(question.question, question.history)

            for question in questions:
                ask(question)
            found = each(ask, questions)
            slow = float(np.percentile(found, 95))
            slowest = slow if np.isnan(slowest) else slowest
            yield from spread("sizes", name, found, p95=3 * slowest)
            results = list(evaluate(questions, assistant, index.search))
            yield from _everywhere(name, size, index)
        right = 100 * float(np.mean([result.is_right for result in results]))
        first = right if np.isnan(first) else first
        note = f"{len(questions)} questions"
        yield Measured("sizes", f"{name}: right", right, "%", first - 1, True, note)
        asked = next(one.question for one in questions if one.kind == "lookup" and not one.history)
        cold = run("-m", "qa", "ask", asked, "--index", str(folder))
        yield Measured("sizes", f"{name}: cold qa ask", cold[0], "s")
        yield Measured("sizes", f"{name}: peak memory of it", cold[1], "MB")


def _everywhere(name: str, size: int, index: Index) -> Iterator[Measured]:
    """Questions about units of all the documents, few of which were asked about before, and
    questions over all units."""
    assistant = Assistant(index)
    several = [(one.question, one.history) for one in Corpus(SEED).questions(size, EVERYWHERE)]
    found = each(lambda asked: assistant.ask(*asked), several)
    yield from spread("sizes", f"{name}: units not asked before", found)
    found = each(assistant.ask, OVER_UNITS)
    yield from spread("sizes", f"{name}: over all units", found)
