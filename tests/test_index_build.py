"""Building: only what changed is read again, and what is broken costs nobody else anything."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from index_fixtures import SECTION, facts_of, read, write, write_encoder
from numpy.typing import NDArray

from qa.index import BuildReport, Index, build_index, is_stale
from qa.index.encoder import StaticEncoder
from qa.index.names import document_ids
from qa.model import Disclosure, QaError

ITEMS = {"差旅费": "12.30", "三公经费": "0.00", "人员支出": "1,024.00"}
Build = Callable[..., BuildReport]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    write(folder, "云岭县水务局", 2021, "决算", ITEMS)
    write(folder, "云岭县水务局", 2022, "预算", {**ITEMS, "差旅费": "13.00"})
    write(folder, "石桥市档案馆", 2021, "预算", ITEMS)
    return folder


@pytest.fixture
def build(tmp_path: Path, corpus: Path, index: Path | str) -> Build:
    encoder = write_encoder(tmp_path / "encoder")

    def run(**changed: object) -> BuildReport:
        settings = {"encoder": encoder, "read": read, "facts_of": facts_of, "progress": False}
        return build_index(corpus, index, **{**settings, **changed})  # type: ignore[arg-type]

    return run


@pytest.fixture(params=["folder", "database"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where the index is kept: every test holds for both places, or says ``in_a_folder``."""
    if request.param == "folder":
        return tmp_path / "index"
    return str(request.getfixturevalue("database"))


in_a_folder = pytest.mark.parametrize("index", ["folder"], indirect=True)


def test_a_build_reads_every_document(build: Build, index: Path | str) -> None:
    report = build()
    assert sorted(report.read) == [
        "2021年云岭县水务局决算",
        "2021年石桥市档案馆预算",
        "2022年云岭县水务局预算",
    ]
    assert (report.documents, report.facts, report.passages) == (3, 9, 9)
    assert report.changed


def test_an_index_gives_back_what_was_read(build: Build, index: Path | str) -> None:
    build()
    with Index.open(index) as opened:
        (info,) = [i for i in opened.documents if i.doc == "2021年云岭县水务局决算"]
        assert (info.profile.unit_name, info.profile.year) == ("云岭县水务局", 2021)
        assert (info.title, info.notices) == ("2021年云岭县水务局决算", ("一条说明",))
        assert (info.sections, info.paragraphs, info.tables, info.facts) == (1, 3, 1, 3)
        assert [str(f.value) for f in opened.facts([info.doc])] == ["12.30", "0.00", "1024.00"]


def test_facts_come_back_equal(build: Build, index: Path, corpus: Path) -> None:
    build()
    path = corpus / "2021年云岭县水务局决算.txt"
    with Index.open(index) as opened:
        assert opened.facts([path.stem]) == facts_of(read(path))


def test_tables_paragraphs_and_sections_come_back(build: Build, index: Path, corpus: Path) -> None:
    build()
    disclosure = read(corpus / "2021年云岭县水务局决算.txt")
    with Index.open(index) as opened:
        (table,) = opened.tables([disclosure.doc])
        assert (table.name, table.number, table.unit, table.rows) == ("收支总表", "1", "万元", 3)
        assert (table.columns, table.notes) == (disclosure.tables[0].columns, ("注：无。",))
        paragraphs = opened.paragraphs([disclosure.doc])
        assert tuple(p.paragraph for p in paragraphs) == disclosure.paragraphs
        assert [s.section.path for s in opened.sections([disclosure.doc])] == [SECTION]


def test_a_second_build_reads_nothing_and_changes_nothing(build: Build) -> None:
    build()
    report = build()
    assert (len(report.reused), report.read, report.changed) == (3, (), False)


@in_a_folder
def test_a_second_build_writes_nothing(build: Build, index: Path) -> None:
    build()
    before = (index / "current").read_bytes()
    build()
    assert (index / "current").read_bytes() == before


def test_every_state_of_the_corpus_has_a_generation_of_its_own(
    build: Build, index: Path | str, corpus: Path
) -> None:
    seen = []
    for figure in ("1.00", "2.00", "2.00"):
        write(corpus, "云岭县水务局", 2022, "预算", {"差旅费": figure})
        build()
        with Index.open(index) as opened:
            seen.append(opened.generation)
    assert seen[0] != seen[1] == seen[2]


def test_a_label_of_any_length_is_kept(build: Build, index: Path | str, corpus: Path) -> None:
    label = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))
    written = write(corpus, "云岭县水务局", 2022, "预算", {label: "99.00"})
    build()
    with Index.open(index) as opened:
        assert [f.row for f in opened.facts([written.stem])] == [(label,)]
        assert [t.name for t in opened.tables([written.stem])] == ["收支总表"]


def test_only_a_changed_document_is_read_again(build: Build, index: Path, corpus: Path) -> None:
    build()
    write(corpus, "云岭县水务局", 2022, "预算", {"差旅费": "99.00"})
    report = build()
    assert report.read == ("2022年云岭县水务局预算",)
    with Index.open(index) as opened:
        assert [f.value for f in opened.facts(report.read)] == [Decimal("99.00")]
        assert len(opened.documents) == 3


def test_a_touched_document_is_not_read_again(build: Build, corpus: Path) -> None:
    build()
    os.utime(corpus / "2022年云岭县水务局预算.txt", (1, 1))
    assert build().read == ()


def test_a_removed_document_answers_no_more(build: Build, index: Path, corpus: Path) -> None:
    build()
    (corpus / "2021年石桥市档案馆预算.txt").unlink()
    report = build()
    assert report.removed == ("2021年石桥市档案馆预算",)
    with Index.open(index) as opened:
        assert all(p.doc != report.removed[0] for p in opened.search("石桥市档案馆差旅费"))
        assert opened.facts(report.removed) == ()


def test_an_unreadable_document_is_reported_and_the_rest_goes_on(
    build: Build, corpus: Path
) -> None:
    (corpus / "别的.txt").write_text("无关的内容\n", encoding="utf-8")
    report = build()
    assert [(f.path, f.reason) for f in report.failed] == [
        ("别的.txt", "文件“别的.txt”不是预决算文件：请换一份。")
    ]
    assert report.documents == 3
    assert [f.path for f in build().failed] == ["别的.txt"]


def test_a_reader_that_breaks_costs_only_its_document(build: Build) -> None:
    def breaking(path: Path) -> Disclosure:
        if "档案馆" in path.name:
            raise ZeroDivisionError
        return read(path)

    report = build(read=breaking)
    assert len(report.read) == 2
    assert "ZeroDivisionError" in report.failed[0].reason


def test_a_corpus_without_a_readable_document_is_refused(
    build: Build, index: Path | str, corpus: Path
) -> None:
    for path in corpus.iterdir():
        path.write_text("无关的内容\n", encoding="utf-8")
    with pytest.raises(QaError, match="没有能读的预决算文件"):
        build()
    with pytest.raises(QaError, match="运行 qa index"):
        Index.open(index)


def _other(corpus: Path, name: str) -> Path:
    path = corpus / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("石桥市档案馆|2021|预算\n差旅费 5.00\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "name",
    ["再次/2021年石桥市档案馆预算.txt", "2021年石桥市档案馆预算.xls"],
    ids=["in another folder", "with another ending"],
)
def test_two_files_of_one_name_are_two_documents(
    build: Build, index: Path, corpus: Path, name: str
) -> None:
    _other(corpus, name)
    report = build()
    assert (report.documents, report.failed) == (4, ())
    with Index.open(index) as opened:
        docs = {info.doc for info in opened.documents if "档案馆" in info.doc}
        figures = {doc: [fact.text for fact in opened.facts([doc])] for doc in docs}
    first = "2021年石桥市档案馆预算"
    assert sorted(figures.values()) == [["12.30", "0.00", "1,024.00"], ["5.00"]]
    assert sorted(docs) == [first, f"{first}{Path(name).suffix}"]


def test_a_twin_takes_the_name_of_the_file_that_went(build: Build, corpus: Path) -> None:
    _other(corpus, "再次/2021年石桥市档案馆预算.txt")
    build()
    (corpus / "2021年石桥市档案馆预算.txt").unlink()
    report = build()
    assert (report.read, report.failed) == (("2021年石桥市档案馆预算",), ())
    assert report.removed == ("2021年石桥市档案馆预算.txt",)


def test_one_file_under_two_names_is_one_document(build: Build, corpus: Path) -> None:
    first = corpus / "2021年石桥市档案馆预算.txt"
    (corpus / "下载 (1).txt").write_bytes(first.read_bytes())
    report = build()
    assert report.documents == 3
    assert [(f.path, f.reason) for f in report.failed] == [
        ("下载 (1).txt", f"与“{first.name}”内容完全相同，已作为同一份文件收入一次。")
    ]
    assert not build().changed


def test_a_copy_stays_when_the_other_name_goes(build: Build, corpus: Path) -> None:
    first = corpus / "2021年石桥市档案馆预算.txt"
    (corpus / "档案馆.txt").write_bytes(first.read_bytes())
    build()
    first.unlink()
    report = build()
    assert (report.read, report.removed) == (("档案馆",), ("2021年石桥市档案馆预算",))
    assert (report.documents, report.failed) == (3, ())


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (["a.pdf", "b.pdf"], ["a", "b"]),
        (["a.html", "a.pdf", "a.pdf.txt"], ["a", "a.pdf (2)", "a.pdf"]),
        (["2023/a.pdf", "2024/a.pdf", "2025/a.pdf"], ["a", "a.pdf", "2025-a"]),
        (["x/2/a.b", "y/2/a.b", "x/3/a.b", "y/3/a.b"], ["a", "a.b", "3-a", "3-a.b"]),
    ],
)
def test_no_two_documents_have_one_id(paths: list[str], ids: list[str]) -> None:
    assert list(map(document_ids(paths).__getitem__, paths)) == ids


@pytest.mark.parametrize(
    "name", ["README.md", ".hidden.txt", "~$锁.txt", "Thumbs.db", "desktop.ini"]
)
def test_files_that_are_no_content_are_passed_over(build: Build, corpus: Path, name: str) -> None:
    (corpus / name).write_text("说明\n", encoding="utf-8")
    assert build().failed == ()


def test_a_missing_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="没有语料文件夹"):
        build_index(tmp_path / "nothing", tmp_path / "index")


def test_an_empty_corpus_is_refused(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    with pytest.raises(QaError, match="是空的"):
        build_index(tmp_path / "corpus", tmp_path / "index")


@in_a_folder
def test_a_folder_of_other_things_is_not_written_to(build: Build, index: Path) -> None:
    index.mkdir()
    (index / "论文.txt").write_text("我的", encoding="utf-8")
    with pytest.raises(QaError, match="别的文件"):
        build()
    assert [path.name for path in index.iterdir()] == ["论文.txt"]


@in_a_folder
def test_a_file_in_place_of_the_index_is_refused(build: Build, index: Path) -> None:
    index.write_text("", encoding="utf-8")
    with pytest.raises(QaError, match="写不进去"):
        build()


def test_vectors_of_unchanged_documents_are_not_made_again(
    build: Build, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    made: list[str] = []
    encode = StaticEncoder.encode

    def counting(
        self: StaticEncoder, texts: list[str], *, query: bool = False
    ) -> NDArray[np.float32]:
        made.extend(texts)
        return encode(self, texts, query=query)

    monkeypatch.setattr(StaticEncoder, "encode", counting)
    write(corpus, "云岭县水务局", 2022, "预算", {"差旅费": "99.00"})
    build()
    assert any("99.00" in text for text in made)
    assert not any("12.30" in text for text in made)


def test_another_reader_reads_everything_again(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    monkeypatch.setattr("qa.index.plan.reader_mark", lambda: "newer")
    assert len(build().read) == 3


def test_a_build_keeps_the_encoder_of_the_index(build: Build, corpus: Path, tmp_path: Path) -> None:
    build()
    write(corpus, "云岭县水务局", 2022, "预算", {"差旅费": "99.00"})
    assert build(encoder=None).encoder == str(tmp_path / "encoder")


def test_another_encoder_makes_the_vectors_anew_and_reads_nothing(
    build: Build, tmp_path: Path, index: Path
) -> None:
    build()
    other = write_encoder(tmp_path / "other", seed=1, dimension=24)
    assert build(encoder=other).read == ()
    with Index.open(index) as opened:
        assert opened.manifest.encoder.dimension == 24
        assert opened.search("差旅费", legs=("dense",))


@in_a_folder
def test_an_index_is_fresh_until_its_corpus_changes(
    build: Build, index: Path, corpus: Path
) -> None:
    assert is_stale(index, corpus)
    build()
    assert not is_stale(index, corpus)
    path = corpus / "2021年石桥市档案馆预算.txt"
    content = path.read_text(encoding="utf-8")
    path.write_text(content, encoding="utf-8")
    assert not is_stale(index, corpus)
    path.write_text(content.replace("12.30", "12.40"), encoding="utf-8")
    assert is_stale(index, corpus)


@in_a_folder
def test_an_index_is_stale_when_a_file_comes_or_goes(
    build: Build, index: Path, corpus: Path
) -> None:
    build()
    added = write(corpus, "石桥市档案馆", 2023, "预算", ITEMS)
    assert is_stale(index, corpus)
    added.unlink()
    assert not is_stale(index, corpus)
    (corpus / "2021年石桥市档案馆预算.txt").unlink()
    assert is_stale(index, corpus)


@in_a_folder
def test_looking_for_changes_is_quick(build: Build, index: Path, corpus: Path) -> None:
    build()
    is_stale(index, corpus)
    started = time.process_time()
    for _ in range(10):
        is_stale(index, corpus)
    assert (time.process_time() - started) / 10 < 0.02
