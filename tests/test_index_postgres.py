"""What only the index in a database does: generations by rows, and what can go wrong."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from index_fixtures import facts_of, read, write, write_encoder
from postgres_fixtures import named

from qa.cli import main
from qa.index import BuildReport, Index, build_index
from qa.index.home import shown
from qa.index.postgres import database_at
from qa.model import Disclosure, QaError

psycopg = pytest.importorskip("psycopg", reason="needs the extra postgres")
pytest.importorskip("pgvector", reason="needs the extra postgres")

ITEMS = {"差旅费": "12.30", "三公经费": "0.00"}
Build = Callable[..., BuildReport]
#: Where nothing listens; taken from the range that is kept for examples.
NOBODY = "postgresql://nobody@127.0.0.1:{port}/none?connect_timeout=2"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for year in (2021, 2022):
        write(folder, "云岭县水务局", year, "决算", ITEMS)
    return folder


@pytest.fixture
def build(tmp_path: Path, corpus: Path, database: str) -> Build:
    encoder = write_encoder(tmp_path / "encoder")

    def run(place: Path | str = database, **changed: object) -> BuildReport:
        settings = {"encoder": encoder, "read": read, "facts_of": facts_of, "progress": False}
        return build_index(corpus, place, **{**settings, **changed})  # type: ignore[arg-type]

    return run


@pytest.fixture
def inside(database: str) -> Iterator[Callable[[str], list[tuple[object, ...]]]]:
    """Asks the database itself."""
    from qa.index.postgres.layout import SCHEMA

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"SET search_path TO {SCHEMA}, public")
        yield lambda query: connection.execute(query).fetchall()


def test_a_reader_sees_the_old_generation_while_the_next_is_written(
    build: Build, corpus: Path, database: str
) -> None:
    build()
    seen: list[int] = []

    def reading(path: Path) -> Disclosure:
        with Index.open(database) as meanwhile:
            seen.append(len(meanwhile.facts()))
        return read(path)

    write(corpus, "石桥市档案馆", 2021, "预算", ITEMS)
    write(corpus, "石桥市档案馆", 2022, "预算", ITEMS)
    build(read=reading)
    with Index.open(database) as opened:
        seen.append(len(opened.facts()))
    assert seen == [4, 4, 8]


def test_a_build_that_fails_leaves_the_last_state(
    build: Build, corpus: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    write(corpus, "云岭县水务局", 2022, "决算", {"差旅费": "99.00"})
    with monkeypatch.context() as broken:
        broken.setattr("qa.index.postgres.draft.write_vectors", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            build()
    with Index.open(database) as opened:
        assert [f.value for f in opened.facts()] == [Decimal("12.30"), Decimal("0.00")] * 2
        assert opened.search("差旅费")


def test_what_a_failed_build_wrote_is_taken_back_by_the_next(
    build: Build,
    corpus: Path,
    inside: Callable[[str], list[tuple[object, ...]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build()
    written = write(corpus, "石桥市档案馆", 2023, "预算", ITEMS)
    with monkeypatch.context() as broken:
        broken.setattr("qa.index.postgres.draft.write_vectors", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            build()
    assert inside("SELECT count(*) FROM all_documents") == [(3,)]
    written.unlink()
    write(corpus, "云岭县水务局", 2022, "决算", {"差旅费": "99.00"})
    build()
    assert inside("SELECT doc, born, died FROM all_documents ORDER BY number") == [
        ("2021年云岭县水务局决算", 1, None),
        ("2022年云岭县水务局决算", 1, 2),
        ("2022年云岭县水务局决算", 2, None),
    ]


@pytest.fixture
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A generation that was replaced is put away at once."""
    monkeypatch.setattr("qa.index.postgres.sweeping.KEPT", timedelta(0))


def test_an_old_generation_is_put_away_with_all_that_only_it_saw(
    nothing_kept: None,
    build: Build,
    corpus: Path,
    inside: Callable[[str], list[tuple[object, ...]]],
) -> None:
    build()
    write(corpus, "云岭县水务局", 2022, "决算", {"差旅费": "99.00"})
    build()
    assert inside("SELECT number FROM generations") == [(2,)]
    assert inside("SELECT count(*) FROM all_facts") == [(3,)]
    assert inside("SELECT count(*) FROM all_lexemes WHERE document NOT IN "
                  "(SELECT number FROM all_documents)") == [(0,)]  # fmt: skip
    assert inside("SELECT count(*) FROM all_spans WHERE document NOT IN "
                  "(SELECT number FROM all_documents)") == [(0,)]  # fmt: skip
    assert inside("SELECT count(*) FROM all_sources") == [(2,)]


def test_a_reader_whose_generation_was_put_away_is_told_to_open_anew(
    nothing_kept: None, build: Build, corpus: Path, database: str
) -> None:
    build()
    with Index.open(database) as opened:
        write(corpus, "云岭县水务局", 2022, "决算", {"差旅费": "99.00"})
        build()
        with pytest.raises(QaError, match="请重新打开"):
            opened.facts()


def test_words_are_counted_on_without_cutting_a_document_anew(
    build: Build,
    corpus: Path,
    database: str,
    tmp_path: Path,
    inside: Callable[[str], list[tuple[object, ...]]],
) -> None:
    for year in (2023, 2024):
        write(corpus, "云岭县水务局", year, "决算", ITEMS)
    build()
    stayed = inside("SELECT document, id, tokens, times FROM all_lexemes ORDER BY id")[-2:]
    (corpus / "2021年云岭县水务局决算.txt").unlink()
    write(corpus, "云岭县水务局", 2022, "决算", {**ITEMS, "人员支出": "7.00"})
    build()
    build(tmp_path / "index")
    assert stayed[0] in inside("SELECT document, id, tokens, times FROM all_lexemes")
    with Index.open(database) as one, Index.open(tmp_path / "index") as other:
        found = one.search("差旅费和三公经费", legs=("bm25",), k=20)
        assert found == other.search("差旅费和三公经费", legs=("bm25",), k=20)


def test_counts_of_words_do_not_grow_with_the_generations(
    nothing_kept: None,
    build: Build,
    corpus: Path,
    inside: Callable[[str], list[tuple[object, ...]]],
) -> None:
    for figure in ("1.00", "2.00", "3.00"):
        write(corpus, "云岭县水务局", 2022, "决算", {"差旅费": figure})
        build()
    counted = inside("SELECT token, sum(passages) FROM frequencies GROUP BY token ORDER BY token")
    held = inside("SELECT unnest(tokens) AS t, count(*) FROM all_lexemes GROUP BY t ORDER BY t")
    assert [row for row in counted if row[1]] == held
    assert inside("SELECT count(*) - count(DISTINCT token) FROM frequencies")[0][0] == 0


def test_a_search_over_very_many_passages_looks_at_those_with_a_rare_word(
    build: Build, corpus: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(corpus, "石桥市档案馆", 2022, "预算", {**ITEMS, "古籍修复": "3.00"})
    build()
    monkeypatch.setattr("qa.index.postgres.searching.MOST_SCANNED", 1)
    with Index.open(database) as opened:
        for leg in ("bm25", "dense"):
            found = opened.search("差旅费或古籍修复", legs=(leg,))  # type: ignore[arg-type]
            assert found
            assert all("古籍" in passage.text for passage in found)


def test_documents_stand_in_the_order_of_code_points(
    build: Build, corpus: Path, database: str, tmp_path: Path
) -> None:
    for unit in ("石桥市档案馆", "一中", "Ａ县", "b局", "丁局"):
        write(corpus, unit, 2021, "预算", ITEMS)
    build()
    build(tmp_path / "index")
    with Index.open(database) as one, Index.open(tmp_path / "index") as other:
        assert [info.doc for info in one.documents] == [info.doc for info in other.documents]


def test_a_nul_in_a_text_is_left_out(build: Build, corpus: Path, database: str) -> None:
    write(corpus, "云岭县水务局", 2022, "决算", {"差\0旅费": "12.30"})
    build()
    with Index.open(database) as opened:
        assert opened.paragraphs(["2022年云岭县水务局决算"])[0].paragraph.text.startswith(
            "云岭县水务局差旅费"
        )


def refused(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that a command is refused with."""
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    return said.err


@pytest.mark.parametrize("command", [("ask", "收入"), ("search", "收入"), ("audit",), ("facts",)])
def test_a_server_that_is_not_there_is_said_so(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening
        url = NOBODY.format(port=taken.getsockname()[1])
        said = refused(*command, "--index", url, capsys=capsys)
    assert "请检查地址，以及服务器是否已启动" in said


def test_a_message_never_repeats_the_password(capsys: pytest.CaptureFixture[str]) -> None:
    for url in ("postgresql://me:s3cret@[bad/x", "postgresql://me:s3cret@127.0.0.1:1/x"):
        assert "s3cret" not in refused("audit", "--index", url, capsys=capsys)


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("postgresql://me:s3cret@host:5432/x", "postgresql://me@host:5432/x"),
        ("postgresql://me:s3@cret@host/x?a=b", "postgresql://me@host/x?a=b"),
        ("postgresql://me@host/x?password=s3cret&a=b", "postgresql://me@host/x?a=b"),
        ("postgresql:///x?service=qa", "postgresql:///x?service=qa"),
    ],
)
def test_a_password_is_not_printed(url: str, printed: str) -> None:
    assert shown(url) == printed


def test_a_url_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "数据库地址写法不对" in refused("audit", "--index", "postgres://[x", capsys=capsys)
    assert "postgresql:// 开头" in refused("audit", "--index", "mysql://a/b", capsys=capsys)


def test_a_database_without_an_index_says_how_to_build_one(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "请先运行 qa index" in refused("ask", "收入", "--index", database, capsys=capsys)


def test_a_database_that_does_not_exist_is_said_so(
    postgres: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url = named(postgres, "no_such_database")
    assert "没有这个数据库" in refused("audit", "--index", url, capsys=capsys)


def test_a_database_in_another_encoding_is_refused(
    postgres: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(
            "CREATE DATABASE qa_test_latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' "
            "TEMPLATE template0"
        )
        try:
            url = named(postgres, "qa_test_latin")
            assert "编码是 LATIN1" in refused("audit", "--index", url, capsys=capsys)
        finally:
            connection.execute("DROP DATABASE qa_test_latin WITH (FORCE)")


@pytest.fixture
def stranger(database: str) -> Iterator[str]:
    """The URL of the database for a user without any rights in it."""
    from sqlalchemy import make_url

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE ROLE qa_test_stranger LOGIN PASSWORD 'x'")
        url = make_url(database).set(username="qa_test_stranger", password="x")
        try:
            yield url.render_as_string(hide_password=False)
        finally:
            connection.execute("DROP OWNED BY qa_test_stranger")
            connection.execute("DROP ROLE qa_test_stranger")


def test_a_user_who_may_not_write_is_told_so(
    stranger: str, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused("index", str(corpus), "--index", stranger, capsys=capsys)
    assert "没有所需的权限" in said


def test_a_user_who_may_not_bring_in_the_extension_is_told_who_may(
    stranger: str, database: str, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"GRANT CREATE ON DATABASE {connection.info.dbname} TO qa_test_stranger")
    said = refused("index", str(corpus), "--index", stranger, capsys=capsys)
    assert "管理员运行一次 CREATE EXTENSION vector" in said


def test_a_user_who_may_create_builds_once_the_extension_is_there(
    build: Build, stranger: str, database: str
) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION vector")
        connection.execute(f"GRANT CREATE ON DATABASE {connection.info.dbname} TO qa_test_stranger")
    assert build(stranger).documents == 2


def test_a_user_who_may_not_read_is_told_so(
    build: Build, stranger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    build()
    assert "没有所需的权限" in refused("facts", "--index", stranger, capsys=capsys)


def test_a_user_who_was_given_the_right_to_read_can_ask(
    build: Build, stranger: str, database: str
) -> None:
    build()
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("GRANT pg_read_all_data TO qa_test_stranger")
    with Index.open(stranger) as opened:
        assert opened.search("差旅费")
        assert len(opened.facts()) == 4


@pytest.mark.parametrize(
    "error",
    [
        psycopg.errors.FeatureNotSupported('extension "vector" is not available'),
        psycopg.errors.UndefinedFile("could not open extension control file"),
    ],
    ids=["since 15", "before 15"],
)
def test_a_missing_extension_is_known_from_other_errors(error: Exception) -> None:
    from qa.index.postgres.making import is_missing_extension

    assert is_missing_extension(error)
    assert not is_missing_extension(psycopg.errors.InsufficientPrivilege("no"))


def test_the_drivers_are_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.index.postgres.find_spec", lambda name: None)
    with pytest.raises(QaError, match=r"pip install 'disclosure-qa\[postgres\]'"):
        database_at("postgresql://localhost/x")
