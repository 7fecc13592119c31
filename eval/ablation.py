"""What each part of the retriever is worth: ``python -m eval.ablation [--report FILE.md]``.

Recall of the evidence of a question set (questions without history), as ``eval/README.md``
counts it: with words, vectors and both, with and without the document resolved first, with
other sizes of passages, and LangChain's default splitter with BM25 beside them. With
``--leave-out`` every document's questions are asked of an encoder that was trained without it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from qa.evaluate.evidence import CUTOFFS, evidence_ranks, recall
from qa.evaluate.questions import DEFAULT_QUESTIONS, Question, load_questions
from qa.facts import facts_of
from qa.index import Index, build_index
from qa.index.bm25 import Bm25
from qa.index.passages import DEFAULT_SIZES, Sizes
from qa.index.segment import is_han, normalise, runs
from qa.index.sources import corpus_files
from qa.index.words import general_words
from qa.model import Disclosure, Fact, Passage
from qa.read import read

Search = Callable[[str], Sequence[Passage]]
#: Other sizes of passages that were weighed against the default.
OTHER_SIZES = (Sizes(300, 700, 250), Sizes(450, 800, 500), Sizes(600, 1000, 800))
LEGS = {"BM25": ("bm25",), "dense": ("dense",), "fused": ("bm25", "dense")}
#: What LangChain's recursive splitter is commonly set to, and its name in the table.
SPLIT_AT = 500
FOREIGN = f"LangChain splitter ({SPLIT_AT}), BM25"

_EXPLANATION = """# What each part of the retriever is worth

Recall of the evidence of `dev.jsonl` (questions without history), made by
`python -m eval.ablation --leave-out --report eval/ablation.md`. “Not trained on it”: each
document's questions are asked of an encoder trained on the other documents alone.
"""

_read = cache(read)


@cache
def _facts_of(disclosure: Disclosure) -> tuple[Fact, ...]:
    return tuple(facts_of(disclosure))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: recall at each of ``CUTOFFS``."""

    name: str
    questions: int
    recalls: tuple[float, ...]


def measure(name: str, questions: Sequence[Question], search: Search) -> Line:
    """The mean recall of ``search`` over ``questions``."""
    ranks = [evidence_ranks(question, search(question.question)) for question in questions]
    recalls = (statistics.fmean(recall(one, k) for one in ranks) for k in CUTOFFS)
    return Line(name, len(questions), tuple(recalls))


def lines(corpus: Path, questions: Sequence[Question], work: Path) -> Iterator[Line]:
    """The lines of the table, built in the folder ``work``."""
    yield measure(FOREIGN, questions, _foreign(corpus))
    with _index(corpus, work / "default", DEFAULT_SIZES) as index:
        for resolve in (False, True):
            for name, legs in LEGS.items():
                title = f"{name}, document resolved" if resolve else name
                yield measure(title, questions, _search(index, legs, resolve))
    for number, sizes in enumerate(OTHER_SIZES):
        with _index(corpus, work / str(number), sizes) as index:
            median = statistics.median(len(passage.text) for passage in index.passages())
            title = f"fused, passages of {median:.0f} characters (median)"
            yield measure(title, questions, _search(index, LEGS["fused"], True))


def left_out_lines(corpus: Path, questions: Sequence[Question], work: Path) -> Iterator[Line]:
    """The same for encoders that never saw the document that is asked about."""
    from qa.index.train import Material, Settings, train

    disclosures = [_read(path) for path in corpus_files(corpus)]
    found: dict[str, list[Line]] = {name: [] for name in LEGS}
    for number, hidden in enumerate(disclosures):
        asked = [q for q in questions if {e.doc for e in q.evidence} == {hidden.doc}]
        encoder = work / f"encoder-{number}"
        train(Material.of(d for d in disclosures if d is not hidden), encoder, Settings())
        with _index(corpus, work / f"without-{number}", DEFAULT_SIZES, str(encoder)) as index:
            for name, legs in LEGS.items():
                found[name].append(measure(name, asked, _search(index, legs, True)))
    for name, parts in found.items():
        weights = [part.questions for part in parts]
        recalls = np.average([part.recalls for part in parts], axis=0, weights=weights)
        title = f"{name}, document resolved, not trained on it"
        yield Line(title, sum(weights), tuple(float(value) for value in recalls))


def table(found: Sequence[Line]) -> str:
    """The lines as a Markdown table."""
    heads = ["", "questions", *(f"Recall@{k}" for k in CUTOFFS)]
    rows = [
        [line.name, str(line.questions), *(f"{value:.3f}" for value in line.recalls)]
        for line in found
    ]
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (heads, rule, *rows)) + "\n"


def _index(corpus: Path, folder: Path, sizes: Sizes, encoder: str | None = None) -> Index:
    build_index(
        corpus, folder, encoder=encoder, sizes=sizes, read=_read, facts_of=_facts_of, progress=False
    )
    return Index.open(folder)


def _search(index: Index, legs: tuple[str, ...], resolve: bool) -> Search:
    def search(query: str) -> Sequence[Passage]:
        return index.search(query, max(CUTOFFS), legs=legs, resolve=resolve)  # type: ignore[arg-type]

    return search


def _foreign(corpus: Path) -> Search:
    """What one would build otherwise: LangChain's splitter, jieba's words, BM25."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from qa.index.segment import Segmenter

    splitter = RecursiveCharacterTextSplitter(chunk_size=SPLIT_AT, chunk_overlap=SPLIT_AT // 10)
    passages = [
        Passage(path.stem, (), "prose", text, 0)
        for path in corpus_files(corpus)
        for text in splitter.split_text(path.read_text(encoding="utf-8"))
    ]
    segmenter = Segmenter({word: count for word, count in general_words().items() if count})

    def tokens(text: str) -> list[str]:
        cut = (segmenter.cut(run) if is_han(run) else [run] for run in runs(normalise(text)))
        return [word for words in cut for word in words]

    index = Bm25.fit([tokens(passage.text) for passage in passages], k1=1.5, b=0.75)

    def search(query: str) -> Sequence[Passage]:
        order = np.argsort(-index.scores(tokens(query)), kind="stable")[: max(CUTOFFS)]
        return [passages[row] for row in order]

    return search


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--questions", type=Path, default=DEFAULT_QUESTIONS)
    parser.add_argument("--leave-out", action="store_true")
    parser.add_argument("--report", type=Path)
    arguments = parser.parse_args()
    asked = [q for q in load_questions(arguments.questions) if q.evidence and not q.history]
    with TemporaryDirectory() as work:
        found = [*lines(arguments.corpus, asked, Path(work))]
        if arguments.leave_out:
            found += left_out_lines(arguments.corpus, asked, Path(work))
    report = table(found)
    sys.stdout.write(report)
    if arguments.report:
        arguments.report.write_text(f"{_EXPLANATION}\n{report}", encoding="utf-8")


if __name__ == "__main__":
    main()
