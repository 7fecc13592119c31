"""What each command does. Heavy libraries load only where a command needs them."""

from __future__ import annotations

import csv
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from qa.cli import files, show
from qa.cli.memory import without_collecting
from qa.jsonable import as_mapping, to_json
from qa.model import Answer, Fact, Passage, QaError

if TYPE_CHECKING:
    from qa.ask import Assistant
    from qa.llm import ModelAssistant

DONE, FAILED = 0, 1
_FACT_COLUMNS = (
    "doc", "unit_name", "year", "basis", "source", "table", "table_no", "code", "row", "column",
    "value", "text", "unit", "measure", "against", "section", "page", "line", "quote",
)  # fmt: skip


def index(arguments: Namespace) -> int:
    """``qa index``: reads a corpus and builds its index."""
    from qa.index import build_index
    from qa.index.workers import processors

    report = build_index(
        arguments.corpus or files.DEFAULT_CORPUS,
        arguments.index or files.DEFAULT_INDEX,
        encoder=arguments.encoder,
        processes=arguments.processes or processors(),
    )
    print(show.build_text(report))
    files.report_failures(report)
    return DONE


def ask(arguments: Namespace) -> int:
    """``qa ask``: answers one question, with ``--explain`` showing how it came to the answer."""
    if arguments.explain:
        if arguments.model or arguments.model_url:
            raise QaError("--explain 说明不用模型的答案，不能与 --model 同时使用：请去掉一个。")
        return _explained(arguments)
    with without_collecting():
        answer = _assistant(arguments).ask(arguments.question)
    if arguments.json:
        print(to_json(answer))
    else:
        print(show.answer_text(answer, show.Style.of(sys.stdout)))
    return DONE


def _explained(arguments: Namespace) -> int:
    from qa.ask import Assistant
    from qa.ask.explain import explain
    from qa.ask.explained import Timing
    from qa.cli.explain import explanation_json, explanation_text

    started = perf_counter()
    assistant = Assistant(files.open_index(arguments.index))
    loading = Timing("load", 1000 * (perf_counter() - started))
    told = explain(assistant, arguments.question)
    told = replace(told, timings=(loading, *told.timings))
    print(explanation_json(told) if arguments.json else explanation_text(told))
    return DONE


def batch(arguments: Namespace) -> int:
    """``qa batch``: answers many questions, each line written as soon as it is there."""
    from qa.index.progress import Progress

    asked = files.read_asked(arguments.source)
    _keep_apart(arguments.source, arguments.target)
    assistant = _assistant(arguments)
    with files.writing_lines(arguments.target) as write, Progress(True, len(asked)) as progress:
        for one in asked:
            progress.step("回答问题")
            answer = _answer(assistant, one)
            write({"id": one.id, **as_mapping(answer)})
    return DONE


def _answer(assistant: Assistant | ModelAssistant, asked: files.Asked) -> Answer:
    """The answer to one question of a batch; a fault of ours must not cost the others."""
    try:
        return assistant.ask(asked.question, asked.history)
    except Exception as error:
        fault = " ".join(f"{type(error).__name__}: {error}".split())
        files.say(f"问题 {asked.id} 处理时出错（{fault}），答复写作没有数据：请反馈这一行。")
        return Answer(asked.question, "no_data", "处理这个问题时程序出错，没有得到答案。")


def search(arguments: Namespace) -> int:
    """``qa search``: the retriever alone, for one query or for many."""
    if (arguments.query is None) == (arguments.batch is None):
        raise QaError("命令写法不对：请给出检索词，或用 --batch 输入.jsonl 输出.jsonl 检索多个。")
    if arguments.batch is not None:
        return _search_many(arguments)
    if not arguments.query.strip():
        raise QaError("检索词是空的：请写上要找的内容。")
    find = _finder(arguments)
    found = find(arguments.query)
    if arguments.json:
        for passage in found:
            print(to_json(passage))
    else:
        print(show.passages_text(found, show.Style.of(sys.stdout)))
    return DONE


def _finder(arguments: Namespace) -> Callable[[str], tuple[Passage, ...]]:
    """The search that was asked for; its models are loaded before the first query."""
    reranker = None
    if arguments.reranker is not None:
        from qa.retrieve.rerank import Reranker

        reranker = Reranker(arguments.reranker)
    index = files.open_index(arguments.index)
    return lambda query: index.search(query, arguments.k, reranker=reranker)


def _search_many(arguments: Namespace) -> int:
    from qa.index.progress import Progress

    source, target = arguments.batch
    asked = files.read_asked(source)
    _keep_apart(source, target)
    find = _finder(arguments)
    with files.writing_lines(target) as write, Progress(True, len(asked)) as progress:
        for one in asked:
            progress.step("检索段落")
            found = find(one.question) if one.question.strip() else ()
            write({"id": one.id, "passages": found})
    return DONE


def facts(arguments: Namespace) -> int:
    """``qa facts``: every figure and cell that was read."""
    index = files.open_index(arguments.index)
    found = index.facts(files.chosen_docs(index, arguments.doc))
    if arguments.table is not None:
        wanted = "".join(arguments.table.split())
        found = tuple(one for one in found if wanted in "".join((one.table or "").split()))
        if not found:
            files.say(f"没有表名含“{arguments.table}”的表。")
    if arguments.csv:
        _print_csv(found)
        return DONE
    for fact in found:
        print(to_json(fact) if arguments.json else show.fact_line(fact))
    return DONE


def _print_csv(found: Sequence[Fact]) -> None:
    """Paths are joined by `` / ``; a blank cell stays empty, a zero is a zero."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_FACT_COLUMNS)
    for fact in found:
        cells = (getattr(fact, name) for name in _FACT_COLUMNS)
        writer.writerow(" / ".join(one) if isinstance(one, tuple) else one for one in cells)


def evaluate(arguments: Namespace) -> int:
    """``qa eval``: scores question sets; below ``--min-accuracy`` the check has failed."""
    from qa.ask import Assistant
    from qa.evaluate import report
    from qa.evaluate.questions import DEFAULT_QUESTIONS, load_questions
    from qa.evaluate.run import evaluate as run
    from qa.evaluate.run import summarize
    from qa.index.progress import Progress

    paths = arguments.files or [DEFAULT_QUESTIONS]
    questions = [question for path in paths for question in load_questions(path)]
    index = files.open_index(arguments.index)
    results = []
    with Progress(True, len(questions)) as progress:
        for result in run(questions, Assistant(index), lambda query, k: index.search(query, k)):
            progress.step("评测")
            results.append(result)
    print(report.text_report(results, failures=arguments.failures))
    if arguments.report:
        page = report.markdown_report(results, failures=arguments.failures)
        files.write_text(arguments.report, page)
    if arguments.junit:
        files.write_text(arguments.junit, report.junit_report(results))
    reached = summarize(results).total.accuracy
    if arguments.min_accuracy is not None and reached < arguments.min_accuracy:
        files.say(f"正确率 {reached:.1f}% 低于要求的 {arguments.min_accuracy:g}%。")
        return FAILED
    return DONE


def _assistant(arguments: Namespace) -> Assistant | ModelAssistant:
    """Who answers: the assistant, with a model beside it where one is named."""
    from qa.ask import Assistant
    from qa.llm import ModelAssistant, ModelSettings

    settings = ModelSettings.read(os.environ, arguments.model, arguments.model_url)
    index = files.open_index(arguments.index)
    return ModelAssistant.load(index, settings) if settings else Assistant(index)


def _keep_apart(source: object, target: object) -> None:
    if source == target:
        raise QaError(f"输入和输出是同一个文件 {source}：请把输出写到另一个文件。")
