"""Narrative answers over the five real disclosures, with the words they print."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qa.ask.narrative.narrator import Excerpt, Narrator
from qa.ask.narrative.units import told_of
from qa.ask.question.plan import follow
from qa.ask.question.query import Query
from qa.ask.question.understand import understand
from qa.ask.question.vocabulary import Vocabulary
from qa.ask.words.text import skeleton
from qa.facts import facts_of
from qa.read import read

CENTRE_2021 = "2021年深圳市大数据资源管理中心部门决算"
FUTIAN_2021 = "2021年深圳市福田区数据管理中心部门预算"
CENTRE_2022 = "2022年深圳市大数据资源管理中心部门预算"
BUREAU_2022 = "2022年深圳市政务服务数据管理局部门决算"
CENTRE_2024 = "2024年深圳市大数据资源管理中心部门预算"

Parse = Callable[[str], Query]


@pytest.fixture(scope="module")
def readers(corpus: Path) -> tuple[Narrator, Parse]:
    """The narrator over the corpus and the way its questions are understood."""
    documents = [read(path) for path in sorted(corpus.glob("*.txt"))]
    profiles = {d.doc: d.profile for d in documents}
    facts = [fact for d in documents for fact in facts_of(d)]
    prose = [(d.doc, paragraph) for d in documents for paragraph in d.paragraphs]
    units = Vocabulary(units=tuple({p.unit_name: None for p in profiles.values()}))
    return Narrator(told_of(prose, facts), profiles), lambda question: understand(question, units)


@pytest.fixture(scope="module")
def ask(readers: tuple[Narrator, Parse]) -> Callable[[str], list[Excerpt]]:
    narrator, parse = readers
    return lambda question: narrator.narrate(parse(question))


CASES = [
    ("政数局的主要职责有哪些", BUREAU_2022, ["1. 贯彻执行国家", "14. 与市政府办公厅有关职责分工"]),
    ("政数局和市政府办公厅的职责怎么分工", BUREAU_2022, ["市政府办公厅负责政府职能转变"]),
    ("福田区数据管理中心在网格管理方面做什么", FUTIAN_2021, ["协助开展网格管理信息化建设工作"]),
    ("大数据中心2024年职责里关于基础数据库的是哪一条", CENTRE_2024, ["（五）承担人口、法人"]),
    ("政数局2022年下属单位有哪几个", BUREAU_2022, ["大数据资源管理中心", "信息安全管理中心"]),
    ("2022年政数局基本支出增加的原因", BUREAU_2022, ["正常人员晋升和社保公积金调整"]),
    ("政数局2022年机关运行经费为什么下降", BUREAU_2022, ["会议费、培训费、差旅费"]),
    ("政数局2022年三公经费为什么小于预算数", BUREAU_2022, ["从严控制“三公”经费开支"]),
    ("大数据中心2021年基本支出为什么增长2.3%", CENTRE_2021, ["正常人员变动", "疫情防控物资"]),
    ("2024年大数据中心政务综合管理为什么减少", CENTRE_2024, ["严格控制一般性支出"]),
    ("福田2021年预算与上年相比变动的主要原因", FUTIAN_2021, ["与上年基本持平"]),
    ("综合运维服务项目2022年自评发现什么问题", BUREAU_2022, ["精细化管理能力有待进一步加强"]),
    ("综合运维服务项目2022年下一步怎么改进", BUREAU_2022, ["综合与专业运维协同推进机制"]),
    ("政府网络运行维护项目2022年发现了什么问题", BUREAU_2022, ["DDOS防护能力有差异"]),
    ("2021年部门整体支出绩效的改进措施有哪些", CENTRE_2021, ["编制月度预算执行计划"]),
    ("大数据中心2021年后续工作计划和建议是什么", CENTRE_2021, ["1.加强预算绩效事前管理"]),
    ("福田2021年预算名词解释里基本支出指什么", FUTIAN_2021, ["五、基本支出：指为保障机构"]),
    ("政数局2022年决算中结余分配的含义", BUREAU_2022, ["事业基金和职工福利基金"]),
    ("大数据中心2024年主要工作目标有哪些", CENTRE_2024, ["1. 逐步构建", "6. 通过开展政务短信"]),
    ("福田绩效管理项目2021年要达到什么目标", FUTIAN_2021, ["合格率达到100%"]),
    ("信息工程质量监督2022年的年度总体目标是什么", BUREAU_2022, ["(5) 负责编制年度电子政务工程"]),
    ("福田2021年预算准备金是干什么用的", FUTIAN_2021, ["不可预见的政策性支出"]),
    ("福田2021年基层党建项目为什么设立", FUTIAN_2021, ["根据《关于印发2016年党建工作意见的"]),
    ("综合运维服务2022年第三方设备维保数量为什么扣分", BUREAU_2022, ["515台设备"]),
    ("大数据中心2022年预算绩效管理的工作要求是什么", CENTRE_2022, ["8 月底前", "开展绩效自评"]),
    ("2021年市视频联网平台与哪些单位互联互通", CENTRE_2021, ["市司法局", "市水务局"]),
]


@pytest.mark.parametrize(("question", "doc", "printed"), CASES, ids=[c[0] for c in CASES])
def test_narrate_quotes_the_place_that_answers(
    ask: Callable[[str], list[Excerpt]], question: str, doc: str, printed: list[str]
) -> None:
    best = ask(question)[0]
    assert best.doc == doc
    assert [words for words in printed if skeleton(words) not in skeleton(best.text)] == []


@pytest.mark.parametrize("question", [case[0] for case in CASES])
def test_narrate_prints_only_words_of_the_document(
    ask: Callable[[str], list[Excerpt]], corpus: Path, question: str
) -> None:
    for found in ask(question):
        source = skeleton((corpus / f"{found.doc}.txt").read_text(encoding="utf-8"))
        for stretch in found.text.replace("\n", "……").split("……"):
            assert skeleton(stretch)[:12] in source


@pytest.mark.parametrize(
    "question",
    [
        "智慧路灯项目2021年绩效自评发现了什么问题",
        "南山区数据管理中心的主要职责是什么",
        "2021年深圳地铁建设项目的绩效目标是什么",
        "大数据中心2021年疫苗采购的供应商是谁",
        "深圳市政务云二期项目是哪家公司中标的",
        "政数局2022年公务接待费减少83.4%的原因",
        "2023年大数据中心主要工作目标是什么",
        "政府性债务风险怎么化解",
    ],
)
def test_narrate_is_silent_where_the_corpus_is(
    ask: Callable[[str], list[Excerpt]], question: str
) -> None:
    assert ask(question) == []


def test_narrate_follows_a_conversation(readers: tuple[Narrator, Parse]) -> None:
    narrator, parse = readers
    earlier = parse("2021年综合运维服务项目发现了什么问题？")
    best = narrator.narrate(follow(earlier, parse("那怎么改进？")))[0]
    assert "强化专业分类管理" in best.text and best.doc == CENTRE_2021


def test_narrate_joins_a_reason_that_a_page_break_parted(
    ask: Callable[[str], list[Excerpt]],
) -> None:
    best = ask("大数据中心2024年的部门预算为什么减少")[0]
    assert "年初预算未安排政府投资项目经费" in skeleton(best.text)


@pytest.mark.parametrize("question", [case[0] for case in CASES])
def test_narrate_is_no_dump_of_a_section(
    ask: Callable[[str], list[Excerpt]], question: str
) -> None:
    assert all(0 < len(found.text) <= 1800 for found in ask(question))


def test_narrate_takes_twenty_milliseconds_at_most(readers: tuple[Narrator, Parse]) -> None:
    narrator, parse = readers
    queries = [parse(question) for question, _, _ in CASES]
    start = time.process_time()
    for query in queries:
        narrator.narrate(query)
    assert (time.process_time() - start) / len(queries) <= 0.020
