"""Whose disclosure a file is, corrected by hand, is believed before everything else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from index_fixtures import facts_of, read, write, write_encoder

from qa.index import BuildReport, Index, build_index, is_stale
from qa.index.identity import checked, identity_file, read_identity, write_identity
from qa.model import Disclosure, Profile, QaError
from qa.read import read as read_file

TOLD = Profile("红河县水利局", 2020, "决算", "单位")
TEXT = "情况说明\n一、支出情况\n全年支出 12.30 万元，用于日常工作。\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write(tmp_path / "corpus", "云岭县水务局", 2021, "决算", {"差旅费": "12.30"})
    write(tmp_path / "corpus", "石桥市档案馆", 2021, "预算", {"差旅费": "1.00"})
    return tmp_path / "corpus"


def read_told(path: Path, told: Profile | None = None) -> Disclosure:
    """The made-up reader, which believes what it is told."""
    found = read(path)
    return replace(found, profile=told) if told else found


def build(corpus: Path) -> BuildReport:
    folder = corpus.parent
    return build_index(
        corpus, folder / "index", encoder=write_encoder(folder / "encoder"), progress=False,
        read=read_told, facts_of=facts_of,
    )  # fmt: skip


def test_a_correction_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "文件.pdf"
    assert read_identity(path) is None
    write_identity(path, TOLD)
    assert identity_file(path) == tmp_path / "文件.pdf.identity.json"
    assert read_identity(path) == TOLD


def test_only_the_corrected_document_is_read_again(corpus: Path) -> None:
    build(corpus)
    write_identity(corpus / "2021年云岭县水务局决算.txt", TOLD)
    assert is_stale(corpus.parent / "index", corpus)
    report = build(corpus)
    assert (report.read, report.reused) == (
        ("2021年云岭县水务局决算",),
        ("2021年石桥市档案馆预算",),
    )
    with Index.open(corpus.parent / "index") as index:
        units = {info.doc: info.profile.unit_name for info in index.documents}
    assert units["2021年云岭县水务局决算"] == "红河县水利局"
    assert not build(corpus).changed


def test_a_correction_that_is_taken_back_counts_no_more(corpus: Path) -> None:
    path = corpus / "2021年云岭县水务局决算.txt"
    write_identity(path, TOLD)
    build(corpus)
    identity_file(path).unlink()
    assert build(corpus).read == ("2021年云岭县水务局决算",)
    with Index.open(corpus.parent / "index") as index:
        assert "红河县水利局" not in {info.profile.unit_name for info in index.documents}


@pytest.mark.parametrize("written", ["{", "[]", '{"year": 2020}', '"红河县水利局"'])
def test_a_correction_of_another_form_is_told_with_its_document(corpus: Path, written: str) -> None:
    identity_file(corpus / "2021年云岭县水务局决算.txt").write_text(written, encoding="utf-8")
    (failure,) = build(corpus).failed
    assert failure.path == "2021年云岭县水务局决算.txt" and "格式不对" in failure.reason


def test_a_file_that_tells_nothing_of_itself_is_read_as_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "附件3.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(QaError, match="不像预决算公开"):
        read_file(path)
    found = read_file(path, TOLD)
    assert found.profile == replace(TOLD, title="2020年红河县水利局单位决算")
    assert found.notices == ("单位、年度、种类和范围由人工更正。",)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"unit_name": "  "}, "单位名称"),
        ({"unit_name": "长" * 61}, "单位名称"),
        ({"year": 20}, "年度"),
        ({"year": "2020"}, "年度"),
        ({"year": None}, "年度"),
        ({"kind": "执行"}, "种类应是预算或决算"),
        ({"scope": None}, "范围应是部门或单位"),
    ],
)
def test_what_cannot_be_is_refused(changed: dict[str, Any], reason: str) -> None:
    usual = {"unit_name": "红河县 水利局", "year": 2020, "kind": "决算", "scope": "部门"}
    with pytest.raises(QaError, match=reason):
        checked(**usual | changed)


def test_what_was_typed_loses_its_blanks_around() -> None:
    assert checked(" 红河县水利局\n", 2020, "决算", "部门").unit_name == "红河县水利局"


def test_a_correction_holds_nothing_but_what_was_told(tmp_path: Path) -> None:
    write_identity(tmp_path / "文件.pdf", replace(TOLD, title="印在上面的标题"))
    told = json.loads(identity_file(tmp_path / "文件.pdf").read_text(encoding="utf-8"))
    assert list(told) == ["unit_name", "year", "kind", "scope"]
