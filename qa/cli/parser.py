"""The command line's grammar, its help and its complaints in Chinese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

import qa
from qa.cli import commands
from qa.cli.audit import audit
from qa.cli.serve import serve
from qa.cli.train import train_encoder
from qa.model import QaError
from qa.read.text import display_width

DEFAULT_HITS = 10
#: Where the help of an argument begins at the farthest.
_HELP_COLUMN = 36
#: How argparse words its complaints, and how we do.
_COMPLAINTS = (
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument .*?: invalid choice: '?(.*?)'? \(choose from (.*)\)", r"没有“\1”，可用的有 \2"),
    (r"argument (.*?): expected one argument", r"\1 后面缺少内容"),
    (r"argument (.*?): expected (\d+) arguments", r"\1 后面应有\2项"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 与 \2 不能同时使用"),
    (r"argument (.*?): (.*)", r"\1 \2"),
)


class _Formatter(argparse.HelpFormatter):
    """Help that says 用法, its columns set by the printed width of Chinese."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=_HELP_COLUMN)

    def add_argument(self, action: argparse.Action) -> None:
        super().add_argument(action)
        head = self._format_action_invocation(action)
        widest = self._current_indent + display_width(head)
        self._action_max_length = max(self._action_max_length, widest)

    def _format_action(self, action: argparse.Action) -> str:
        if isinstance(action, argparse._SubParsersAction):  # its own name says nothing
            return "".join(map(self._format_action, action._get_subactions()))
        head = self._format_action_invocation(action)
        beyond = " " * (display_width(head) - len(head))
        return super()._format_action(action).replace(f"{head}{beyond}", head, 1)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser that raises ``QaError`` instead of printing its usage and exiting.

    All arguments go into ``group``, which carries a Chinese title.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, formatter_class=_Formatter)
        self.group = self.add_argument_group("参数")
        self.group.add_argument("-h", "--help", action="help", help="显示这份说明")

    def parse_known_args(self, *given: Any, **named: Any) -> Any:
        """As argparse does; the command itself complains of what it does not know, not ``qa``."""
        known, unknown = super().parse_known_args(*given, **named)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}{self._likely(unknown[0])}")
        return known, unknown

    def _likely(self, unknown: str) -> str:
        options = [name for action in self._actions for name in action.option_strings]
        likely = get_close_matches(unknown, options, n=1)
        return f"（是不是 {likely[0]}）" if likely else ""

    def error(self, message: str) -> NoReturn:
        for pattern, wording in _COMPLAINTS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                message = found.expand(wording).replace("'", "").replace(", ", "、")
                break
        raise QaError(f"命令写法不对：{message}。用 {self.prog} --help 查看写法。")


def build_parser() -> argparse.ArgumentParser:
    """The parser; what it returns holds the chosen command's function as ``run``."""
    parser = _Parser(
        prog="qa", description="回答部门预算、决算公开文件中的问题：数字、算式、出处。"
    )
    parser.group.add_argument(
        "--version", action="version", version=qa.__version__, help="显示版本"
    )
    subparsers = parser.add_subparsers(
        title="可用命令", metavar="命令", required=True, parser_class=_Parser
    )
    for name, description, fill in _COMMANDS:
        command = subparsers.add_parser(name, description=description, help=description)
        assert isinstance(command, _Parser)
        fill(command)
    return parser


def _fill_index(command: _Parser) -> None:
    add = command.group.add_argument
    add("corpus", nargs="?", type=Path, metavar="语料文件夹", help="默认 corpus")
    _add_index(command)
    add("--encoder", metavar="名称", help="sentence-transformers 模型的名称或文件夹")
    add("--processes", type=_count, metavar="数量", help="同时工作的进程数，默认与处理器数相同")
    command.set_defaults(run=commands.index)


def _fill_ask(command: _Parser) -> None:
    command.group.add_argument("question", metavar="问题")
    _add_json(command, "输出 JSON")
    command.group.add_argument(
        "--explain", action="store_true", help="说明答案怎么来的：理解、候选、运算、用时"
    )
    _add_model(command)
    _add_index(command)
    command.set_defaults(run=commands.ask)


def _fill_batch(command: _Parser) -> None:
    add = command.group.add_argument
    add("source", type=Path, metavar="输入.jsonl", help="每行 id、question，追问另有 history")
    add("target", type=Path, metavar="输出.jsonl", help="每行一个答复")
    _add_model(command)
    _add_index(command)
    command.set_defaults(run=commands.batch)


def _fill_search(command: _Parser) -> None:
    add = command.group.add_argument
    add("query", nargs="?", metavar="检索词")
    add("-k", type=_count, default=DEFAULT_HITS, metavar="段数", help="默认10")
    add(
        "--batch",
        nargs=2,
        type=Path,
        metavar=("输入.jsonl", "输出.jsonl"),
        help="检索多个：输入每行 id、question，输出每行 id、passages",
    )
    add("--reranker", metavar="名称", help="重排结果的交叉编码器：模型的名称或文件夹")
    _add_json(command, "每行输出一段 JSON")
    _add_index(command)
    command.set_defaults(run=commands.search)


def _fill_facts(command: _Parser) -> None:
    add = command.group.add_argument
    add("--doc", metavar="文件编号", help="只列这一份文件（文件名去掉后缀）")
    add("--table", metavar="文字", help="只列表名含这些字的表")
    forms = command.group.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="每行输出一条 JSON")
    forms.add_argument("--csv", action="store_true", help="输出 CSV")
    _add_index(command)
    command.set_defaults(run=commands.facts)


def _fill_audit(command: _Parser) -> None:
    add = command.group.add_argument
    add("--doc", metavar="文件编号", help="只核对这一份文件（文件名去掉后缀）")
    add("--report", type=Path, metavar="文件.md", help="另存 Markdown 报告")
    _add_json(command, "每行输出一条核对结果 JSON")
    _add_index(command)
    command.set_defaults(run=audit)


def _fill_eval(command: _Parser) -> None:
    add = command.group.add_argument
    add("files", nargs="*", type=Path, metavar="题集.jsonl", help="默认 eval/dev.jsonl")
    add(
        "--min-accuracy",
        type=_percent,
        metavar="P",
        help="正确率低于此数时退出码为1；75 与 0.75 同义",
    )
    add("--report", type=Path, metavar="文件.md", help="另存 Markdown 报告")
    add("--failures", action="store_true", help="把未通过的题按出错的环节归类")
    add("--junit", type=Path, metavar="文件.xml", help="另存 JUnit 报告")
    _add_index(command)
    command.set_defaults(run=commands.evaluate)


def _fill_serve(command: _Parser) -> None:
    add = command.group.add_argument
    add("--host", metavar="地址", help="默认 127.0.0.1：只有本机能访问；0.0.0.0 对外开放")
    add("--port", type=_port, metavar="端口", help="默认 7860")
    add(
        "--auth",
        type=Path,
        metavar="用户文件",
        help="只让文件中（或 QA_USERS 中）的用户使用",
    )
    add("--log", metavar="文件", help="每次问答记一行 JSON；“-”写到标准错误")
    add("--log-questions", action="store_true", help="日志中也写问题的原文（默认不写）")
    add("--add-user", metavar="用户名", help="向 --auth 的文件添加用户（密码另行输入），不启动")
    _add_index(command)
    command.set_defaults(run=serve)


def _fill_train(command: _Parser) -> None:
    add = command.group.add_argument
    add("corpora", nargs="*", type=Path, metavar="语料文件夹", help="可以给几个，默认 corpus")
    add("--output", type=Path, required=True, metavar="文件夹", help="编码器存放的文件夹")
    add("--seed", type=_count, metavar="N", help="随机种子，同一种子得到同一编码器")
    command.set_defaults(run=train_encoder)


_COMMANDS: tuple[tuple[str, str, Callable[[_Parser], None]], ...] = (
    ("index", "读入文件夹中的公开文件，建立索引", _fill_index),
    ("ask", "回答一个问题", _fill_ask),
    ("batch", "回答一批问题", _fill_batch),
    ("search", "检索原文段落", _fill_search),
    ("facts", "列出读到的每个数字和单元格", _fill_facts),
    ("audit", "核对勾稽关系，指出前后矛盾之处", _fill_audit),
    ("eval", "用题集评分", _fill_eval),
    ("serve", "启动服务：网页、HTTP 接口和 MCP 工具", _fill_serve),
    ("train-encoder", "用公开文件训练检索用的编码器", _fill_train),
)


def command_names() -> tuple[str, ...]:
    """The commands there are, in the order of the help."""
    return tuple(name for name, _, _ in _COMMANDS)


def _add_index(command: _Parser) -> None:
    command.group.add_argument(
        "--index",
        type=_place,
        metavar="位置",
        help="索引文件夹（默认 indexes/default），或数据库地址 postgresql://…",
    )


def _add_model(command: _Parser) -> None:
    add = command.group.add_argument
    add(
        "--model",
        metavar="名称",
        help="听不懂的问法、引用的原文请语言模型改写，如 openai:qwen3；默认不用",
    )
    add("--model-url", metavar="地址", help="与 OpenAI 兼容的服务器，如 http://127.0.0.1:8000/v1")


def _add_json(command: _Parser, words: str) -> None:
    command.group.add_argument("--json", action="store_true", help=words)


def _count(text: str) -> int:
    """A number of passages from the command line."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"应是正整数，不能是“{text}”")
    return int(text)


def _place(text: str) -> Path | str:
    """Where an index is: a folder, or a database, whose URL is no path."""
    return text if "://" in text else Path(text)


def _port(text: str) -> int:
    """A TCP port; 0 takes a free one."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"应是0到65535之间的整数，不能是“{text}”")
    return int(text)


def _percent(text: str) -> float:
    """A share in percent; up to 1 it is taken for a fraction (0.75 is 75 %)."""
    try:
        share = float(text.removesuffix("%"))
    except ValueError:
        share = -1.0
    if not 0 <= share <= 100:
        raise argparse.ArgumentTypeError(f"应是0到100之间的数，不能是“{text}”")
    return share * 100 if share <= 1 and not text.endswith("%") else share
