"""What one would build otherwise: LangChain's splitter, jieba's words, BM25."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from eval.recall import Search
from qa.evaluate.evidence import CUTOFFS
from qa.index.postings import fit
from qa.index.segment import Segmenter, is_han, normalise, runs
from qa.index.sources import corpus_files
from qa.index.words import general_words
from qa.model import Passage

#: What the recursive splitter is commonly set to, in characters.
SPLIT_AT = 500


def foreign_search(corpus: Path) -> Search:
    """A search over the files of ``corpus`` as plain text."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

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

    index = fit([tokens(passage.text) for passage in passages], k1=1.5, b=0.75)

    def search(query: str) -> Sequence[Passage]:
        order = np.argsort(-index.scores(tokens(query)), kind="stable")[: max(CUTOFFS)]
        return [passages[row] for row in order]

    return search
