"""Finding passages among many: this project, the libraries that others would take, the limit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random

import numpy as np
from numpy.typing import NDArray

from eval.benches.measured import SEED, Measured, Setting, each, seconds, spread
from eval.generate.units import roster
from qa.evaluate.questions import load_questions
from qa.index import Index
from qa.index.encoder import package_segmenter
from qa.index.models import load_encoder
from qa.index.postings import write
from qa.index.segment import Segmenter
from qa.index.spans import spans_of
from qa.index.vectors import Vectors
from qa.model import Passage
from qa.retrieve.search import FileSearcher

#: Passages searched, results wanted, and questions asked of what takes a second for each.
MANY, MANY_FULL, RESULTS, SLOWLY = 20_000, 200_000, 10, 10
#: How long a peer takes at least beside ours: bm25s as long, within the noise.
LEAST = {"bm25s": 0.9, "rank_bm25": 5.0}
#: What the recursive splitter is commonly set to, in characters.
SPLIT_AT = 500


def searching(setting: Setting) -> Iterator[Measured]:
    """All searches over the same passages, nothing resolved first; what they take beside ours."""
    found = []
    for one in _searched(setting):
        found.append(one)
        yield one
    medians = {one.what.split(": ")[1]: one.value for one in found if one.what.endswith(", p50")}
    ours = {what: medians.pop(f"{what}, p50") for what in ("words", "words and vectors")}
    for what, spent in medians.items():
        beside = "words" if what.startswith("bm25s") else "words and vectors"
        least = next((bound for peer, bound in LEAST.items() if peer in what), None)
        said = f"{what.removesuffix(', p50')}, as a multiple of {beside}"
        yield Measured("search", said, spent / ours[beside], "×", least, True)


def _searched(setting: Setting) -> Iterator[Measured]:
    count = MANY_FULL if setting.full else MANY
    folder = setting.work / "passages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    index, file, _ = setting.generated(100)
    queries = [one.question for one in load_questions(file) if not one.history][:50]
    with Index.open(index) as opened:
        passages = list(islice(_varied(opened.passages()), count))
    segmenter = package_segmenter()
    tokens = [segmenter.tokens(passage.text) for passage in passages]
    write(folder, tokens)
    encoder = load_encoder()

    def embedded() -> Iterator[NDArray[np.float32]]:
        for passage in passages:
            yield encoder.encode([span.embedded for span in spans_of(passage)])

    vectors = Vectors.fit(embedded(), encoder.dimension, folder=folder)
    vectors.save(folder)
    places = tuple((row, passage.doc) for row, passage in enumerate(passages))
    ours = FileSearcher(folder, places, lambda: encoder)
    everything = np.arange(len(passages))
    name = f"{len(passages):,} passages"

    def words(query: str) -> None:
        ours.scores("bm25", query, everything, RESULTS)

    def both(query: str) -> None:
        words(query)
        ours.scores("dense", query, everything, RESULTS)

    for what, action in (("words", words), ("words and vectors", both)):
        each(action, queries)  # what is mapped into memory is there now, as a peer's arrays are
        yield from spread("search", f"{name}: {what}", each(action, queries))
    yield from _recall(ours, queries, everything)
    yield from _peers(name, tokens, segmenter, queries)
    yield from _chained(name, passages, segmenter, queries[:SLOWLY])
    yield from _stored(name, passages, queries[:SLOWLY])
    yield from _limit(name, vectors, len(passages))


def _varied(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages again and again, each time of other units and with other digits."""
    random = Random(SEED)
    units = roster(SEED, 5_000)
    while True:
        digits = "".join(random.sample("123456789", 9))
        table = str.maketrans("123456789", digits)
        owners: dict[str, str] = {}
        for passage in passages:
            unit = owners.setdefault(passage.doc, random.choice(units).name)
            text = f"{unit}\n{passage.text.translate(table)}"
            yield Passage(f"{digits} {passage.doc}", passage.section, passage.kind, text, 0)


def _recall(
    ours: FileSearcher, queries: Sequence[str], everything: NDArray[np.int64]
) -> Iterator[Measured]:
    """How many of the ten nearest the cells find, where there are cells."""
    vectors, encoder = ours.vectors, ours.encoder
    if vectors.is_exact:
        return
    rows = [vectors.of(passage) for passage in everything]
    owners = np.repeat(everything, [len(one) for one in rows])
    matrix, found = np.concatenate(rows), []
    for query in queries:
        (vector,) = encoder.encode([query], query=True)
        order = owners[np.argsort(-(matrix @ vector))[: 20 * RESULTS]]
        exact = set(list(dict.fromkeys(order.tolist()))[:RESULTS])
        near = {passage for passage, _ in vectors.nearest(vector, RESULTS, everything)}
        found.append(len(exact & near) / len(exact))
    recall = 100 * float(np.mean(found))
    yield Measured("search", f"nearest {RESULTS} found in cells", recall, "%", 95.0, True)


def _peers(
    name: str, tokens: Sequence[Sequence[str]], segmenter: Segmenter, queries: Sequence[str]
) -> Iterator[Measured]:
    """bm25s with the same words."""
    import bm25s

    peer = bm25s.BM25()
    peer.index([list(text) for text in tokens], show_progress=False)

    def search(query: str) -> None:
        peer.retrieve([segmenter.tokens(query)], k=RESULTS, show_progress=False)

    each(search, queries)
    yield from spread("search", f"{name}: bm25s", each(search, queries))


def _chained(
    name: str, passages: Sequence[Passage], segmenter: Segmenter, queries: Sequence[str]
) -> Iterator[Measured]:
    """LangChain's splitter before rank_bm25, with the same words."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from rank_bm25 import BM25Okapi

    splitter = RecursiveCharacterTextSplitter(chunk_size=SPLIT_AT, chunk_overlap=SPLIT_AT // 10)
    chunks = [chunk for passage in passages for chunk in splitter.split_text(passage.text)]
    peer = BM25Okapi([segmenter.tokens(chunk) for chunk in chunks])

    def search(query: str) -> None:
        peer.get_top_n(segmenter.tokens(query), chunks, RESULTS)

    yield from spread("search", f"{name}: LangChain's splitter, rank_bm25", each(search, queries))


def _stored(name: str, passages: Sequence[Passage], queries: Sequence[str]) -> Iterator[Measured]:
    """LangChain's own store, and FAISS flat behind the same embeddings; one vector a passage."""
    import faiss
    from langchain_core.embeddings import Embeddings
    from langchain_core.vectorstores import InMemoryVectorStore

    encoder = load_encoder()

    class Ours(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [vector.tolist() for vector in encoder.encode(texts)]

        def embed_query(self, text: str) -> list[float]:
            found: list[float] = encoder.encode([text], query=True)[0].tolist()
            return found

    few = passages[:MANY]
    store = InMemoryVectorStore(Ours())
    store.add_texts([passage.text for passage in few])
    found = each(lambda query: store.similarity_search(query, RESULTS), queries)
    yield from spread("search", f"{len(few):,} passages: LangChain's in-memory store", found)
    flat = faiss.IndexFlatIP(encoder.dimension)
    for start in range(0, len(passages), 1000):
        flat.add(encoder.encode([passage.text for passage in passages[start : start + 1000]]))
    found = each(lambda query: flat.search(encoder.encode([query]), RESULTS), queries)
    yield from spread("search", f"{name}: FAISS flat, one vector each", found)


def _limit(name: str, vectors: Vectors, passages: int) -> Iterator[Measured]:
    """What any exact search must do at least: multiply all vectors with the query's."""
    random = np.random.default_rng(SEED)
    matrix = random.standard_normal((passages, 256), dtype=np.float32)
    query = matrix[0].copy()
    spent = 1000 * seconds(lambda: matrix @ query, 9)
    yield Measured("search", f"{name}: bare matrix product, one vector each", spent, "ms")
