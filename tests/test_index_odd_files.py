"""Files of odd names and kinds in the corpus cost nobody else anything."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from index_fixtures import facts_of, read, write, write_encoder

from qa.cli import files
from qa.index import BuildReport, build_index, is_stale

ITEMS = {"差旅费": "12.30"}
UNOPENED = "打不开，没有收入：请确认它是普通文件并且有读取权限。"
Build = Callable[[], BuildReport]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names and pipes of Linux")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    write(folder, "云岭县水务局", 2021, "决算", ITEMS)
    return folder


@pytest.fixture
def build(tmp_path: Path, corpus: Path) -> Build:
    encoder = write_encoder(tmp_path / "encoder")

    def run() -> BuildReport:
        return build_index(
            corpus, tmp_path / "index", encoder=encoder, read=read, facts_of=facts_of
        )

    return run


def test_a_pipe_is_not_waited_for(corpus: Path, build: Build) -> None:
    os.mkfifo(corpus / "管道.txt")
    report = build()
    assert [(one.path, one.reason) for one in report.failed] == [("管道.txt", UNOPENED)]
    assert report.documents == 1


def test_a_link_to_nothing_is_named(corpus: Path, build: Build) -> None:
    (corpus / "链接.txt").symlink_to(corpus / "没有.txt")
    assert [(one.path, one.reason) for one in build().failed] == [("链接.txt", UNOPENED)]


def test_a_link_that_comes_back_to_itself_is_named(corpus: Path, build: Build) -> None:
    (corpus / "环.txt").symlink_to(corpus / "环.txt")
    assert [(one.path, one.reason) for one in build().failed] == [("环.txt", UNOPENED)]


def test_a_folder_that_links_to_its_parent_is_walked_once(corpus: Path, build: Build) -> None:
    (corpus / "上级").symlink_to(corpus, target_is_directory=True)
    assert build().documents == 1


def test_what_cannot_be_opened_does_not_make_every_build_anew(corpus: Path, build: Build) -> None:
    (corpus / "链接.txt").symlink_to(corpus / "没有.txt")
    build()
    assert not build().changed


def test_what_could_not_be_opened_is_read_when_it_can_be(corpus: Path, build: Build) -> None:
    target = corpus.parent / "后来.txt"
    (corpus / "链接.txt").symlink_to(target)
    assert build().documents == 1
    target.write_text("石桥市档案馆|2021|预算\n差旅费 1.00", encoding="utf-8")
    assert build().documents == 2


def test_a_name_packed_under_windows_is_shown_in_chinese(tmp_path: Path) -> None:
    folder = tmp_path / "zip"
    folder.mkdir()
    name = os.fsdecode("附件1：公开.txt".encode("gb18030"))
    text = "石桥市档案馆2022年部门预算\n一、收入\n2022年收入预算50.00万元。"
    (folder / name).write_text(text, encoding="utf-8")
    encoder = write_encoder(tmp_path / "encoder")
    first, second = (build_index(folder, tmp_path / "index", encoder=encoder) for _ in range(2))
    assert first.read == ("附件1：公开",)
    assert not second.changed


def test_a_name_with_characters_that_cannot_be_seen_is_shown_without_them(
    corpus: Path, build: Build
) -> None:
    (corpus / "2022年\u202e\u200b石桥\n市档\x1b[31m案馆.txt").write_text(
        "石桥市档案馆|2022|预算\n差旅费 1.00", encoding="utf-8"
    )
    assert "2022年石桥 市档[31m案馆" in build().read


def test_a_failed_name_reaches_the_terminal_without_its_control_characters(
    corpus: Path, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "坏\x1b]0;x\x07\u202e.txt").write_text("不是", encoding="utf-8")
    files.report_failures(build())
    said = capsys.readouterr().err
    assert said.startswith("没有收入 坏]0;x.txt：")
    assert said.count("\n") == 1


def test_is_stale_of_an_index_with_a_file_that_cannot_be_opened(
    corpus: Path, tmp_path: Path, build: Build
) -> None:
    (corpus / "链接.txt").symlink_to(corpus / "没有.txt")
    build()
    assert not is_stale(tmp_path / "index", corpus)
    (corpus / "没有.txt").write_text("石桥市档案馆|2021|预算\n差旅费 1.00", encoding="utf-8")
    assert is_stale(tmp_path / "index", corpus)
