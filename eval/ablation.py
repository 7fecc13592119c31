"""What each part of the retriever is worth: ``python -m eval.ablation`` writes ``ablation.md``.

Recall of evidence with words, vectors and both, with and without the document resolved first,
with other sizes of passages, and LangChain's default splitter with BM25 beside them; on
``dev.jsonl``, on rewordings of it, and on documents that the encoder was not trained on.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from eval.foreign import SPLIT_AT, foreign_search
from eval.generate.__main__ import write_lines
from eval.generate.question_set import draw_questions
from eval.generate.world import draw_world
from eval.recall import Line, Search, measure, table
from eval.reword import reword_rows
from qa.evaluate.evidence import CUTOFFS
from qa.evaluate.questions import DEFAULT_QUESTIONS, Question, load_questions
from qa.facts import facts_of
from qa.index import Index, build_index
from qa.index.passages import DEFAULT_SIZES, Sizes
from qa.index.train import Material, Settings, read_all, train
from qa.model import Disclosure, Fact, Passage
from qa.read import read
from qa.retrieve.search import Fusion, Leg, search

#: The made-up corpora that the shipped encoder is trained on, beside ``corpus/``; two that it
#: never saw; and the seeds of the rewordings.
TRAINING, UNSEEN, REWORDINGS = (71, 72, 73), (901, 902), (1, 2, 3)
#: Other sizes of passages that were weighed against the default.
OTHER_SIZES = (Sizes(300, 700, 250), Sizes(450, 800, 500), Sizes(600, 1000, 800))
REPORT = Path(__file__).with_suffix(".md")


@dataclass(frozen=True, slots=True)
class Way:
    """One way of searching an index."""

    name: str
    legs: tuple[Leg, ...]
    resolve: bool = True
    fusion: Fusion = "score"


BM25 = Way("BM25", ("bm25",))
FUSED = Way("fused", ("bm25", "dense"))
WAYS = (
    BM25,
    Way("dense", ("dense",)),
    FUSED,
    Way("fused by ranks", ("bm25", "dense"), fusion="rank"),
)
UNRESOLVED = (
    Way("BM25, document not resolved", ("bm25",), resolve=False),
    Way("dense, document not resolved", ("dense",), resolve=False),
    Way("fused, document not resolved", ("bm25", "dense"), resolve=False),
)

_EXPLANATION = """# What each part of the retriever is worth

Recall of evidence among the first passages (questions without history) and mean reciprocal
rank among ten, made by `python -m eval.ablation`. In brackets the 95 % interval of the gain
over BM25 (paired bootstrap over questions, the rewordings of one drawn together); bold where
it leaves out 0. Rewordings: `eval/reword.py`, seeds 1 to 3. The document is resolved first
unless a line says otherwise.
"""

_read = cache(read)


@cache
def _facts_of(disclosure: Disclosure) -> tuple[Fact, ...]:
    return tuple(facts_of(disclosure))


def parts(corpus: Path, dev: Path, work: Path) -> Iterator[tuple[str, str]]:
    """The report's parts, heading and table each, built in the folder ``work``."""
    plain, reworded = _asked(dev, work)
    print("dev.jsonl ...", file=sys.stderr)
    with _index(corpus, work / "default") as index:
        beside = [measure(way.name, plain, _search(index, way)) for way in UNRESOLVED]
        known, other = _lines(index, plain), _lines(index, reworded)
    name = f"LangChain splitter ({SPLIT_AT}), BM25"
    beside.insert(0, measure(name, plain, foreign_search(corpus)))
    yield "`dev.jsonl`", table([*beside, *known, *_sizes(corpus, plain, work)], known[0])
    yield "`dev.jsonl` reworded", table(other, other[0])
    print("without the documents ...", file=sys.stderr)
    with _index(corpus, work / "strange", encoder=_strange_encoder(work)) as index:
        known, other = _lines(index, plain), _lines(index, reworded)
    yield f"`dev.jsonl`, {_STRANGE}", table(known, known[0])
    yield f"`dev.jsonl` reworded, {_STRANGE}", table(other, other[0])
    print("made-up documents ...", file=sys.stderr)
    found = [_made_up_lines(seed, work / f"unseen-{seed}") for seed in UNSEEN]
    known, other = (_joined([pair[place] for pair in found]) for place in (0, 1))
    yield "Made-up disclosures, none of them trained on", table(known, known[0])
    yield "The same reworded", table(other, other[0])


_STRANGE = "with an encoder that saw none of these documents (trained on made-up ones only)"


def _asked(file: Path, work: Path) -> tuple[list[Question], list[Question]]:
    """The questions of ``file`` that have evidence and no history; their rewordings."""
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    reworded: list[Question] = []
    for seed in REWORDINGS:
        target = work / "reworded.jsonl"
        write_lines(target, reword_rows(rows, seed))
        reworded += _with_evidence(target)
    return _with_evidence(file), reworded


def _with_evidence(path: Path) -> list[Question]:
    return [q for q in load_questions(path) if q.evidence and not q.history]


def _lines(index: Index, questions: Sequence[Question]) -> list[Line]:
    """Every way of searching ``index``, BM25 first."""
    return [measure(way.name, questions, _search(index, way)) for way in WAYS]


def _sizes(corpus: Path, questions: Sequence[Question], work: Path) -> Iterator[Line]:
    for number, sizes in enumerate(OTHER_SIZES):
        with _index(corpus, work / str(number), sizes) as index:
            median = statistics.median(len(passage.text) for passage in index.passages())
            name = f"fused, passages of {median:.0f} characters (median)"
            yield measure(name, questions, _search(index, FUSED))


def _strange_encoder(work: Path) -> str:
    """An encoder that was trained as the shipped one, but on made-up disclosures alone."""
    folders = [work / f"training-{seed}" for seed in TRAINING]
    for seed, folder in zip(TRAINING, folders, strict=True):
        draw_world(seed).write(folder)
    train(Material.of(read_all(folders)), work / "strange-encoder", Settings())
    return str(work / "strange-encoder")


def _made_up_lines(seed: int, folder: Path) -> tuple[list[Line], list[Line]]:
    """The lines over a made-up corpus, as asked and reworded."""
    world = draw_world(seed)
    world.write(folder / "corpus")
    questions = folder / "questions.jsonl"
    drawn = enumerate(draw_questions(world, seed), 1)
    write_lines(questions, (question.row(number) for number, question in drawn))
    plain, reworded = _asked(questions, folder)
    with _index(folder / "corpus", folder / "index") as index:
        return _lines(index, plain), _lines(index, reworded)


def _joined(found: Sequence[Sequence[Line]]) -> list[Line]:
    """The same lines over several corpora, put together; ids tell the corpora apart."""
    return [
        Line(
            same[0].name,
            tuple(f"{number} {name}" for number, line in enumerate(same) for name in line.ids),
            np.concatenate([line.recalls for line in same]),
        )
        for same in zip(*found, strict=True)
    ]


def _index(
    corpus: Path, folder: Path, sizes: Sizes = DEFAULT_SIZES, encoder: str | None = None
) -> Index:
    build_index(
        corpus, folder, encoder=encoder, sizes=sizes, read=_read, facts_of=_facts_of, progress=False
    )
    return Index.open(folder)


def _search(index: Index, way: Way) -> Search:
    def found(query: str) -> Sequence[Passage]:
        hits = search(
            index.searcher, query, index.documents, k=max(CUTOFFS),
            legs=way.legs, resolve=way.resolve, fusion=way.fusion,
        )  # fmt: skip
        return [passages[row] for row, _ in hits]

    passages = index.passages()
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--questions", type=Path, default=DEFAULT_QUESTIONS)
    parser.add_argument("--report", type=Path, default=REPORT)
    arguments = parser.parse_args()
    written = [_EXPLANATION]
    with TemporaryDirectory() as work:
        for heading, rows in parts(arguments.corpus, arguments.questions, Path(work)):
            written.append(f"## {heading}\n\n{rows}")
            print(written[-1], flush=True)
    arguments.report.write_text("\n".join(written), encoding="utf-8")


if __name__ == "__main__":
    main()
