"""Opinions as a question set that ``qa eval`` scores: ``python -m qa.app.question_set INDEX``.

The format is that of ``qa.evaluate.questions``: what was right must stay so, what was wrong
must become what the author says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from qa.app.feedback import Feedback, Kept, feedback_file
from qa.jsonable import to_json
from qa.lexicon import load

#: 52.33%, -3.01 万元: a figure with its unit and nothing else.
_FIGURE = re.compile(r"\s*(?P<figure>[-−]?\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[^\d\s,.][^\d,.]{0,7})\s*")
_BETWEEN = re.compile(r"[、；;，\n]|,(?!\d)")
_MARK = re.compile(r"\[\d+\]")
_SENTENCE = re.compile(r"[^。；\n]+")


def question_set(opinions: Iterable[Kept]) -> str:
    """The question set as JSON Lines, in the order of ``opinions``."""
    return "".join(f"{to_json(line)}\n" for line in _lines(opinions))


def _lines(opinions: Iterable[Kept]) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(opinions, 1):
        answer, right = one["answer"], one["verdict"] == "right"
        expect = _as_answered(answer) if right else _as_told(one["expected"], answer["text"])
        line = {
            "id": f"F-{number:03}",
            "kind": _kind(expect, answer),
            "question": answer["question"],
            "history": one["history"],
            "expect": expect,
            "evidence": [
                {"doc": cited["doc"], "must": [cited["quote"]]}
                for cited in (answer["citations"] if right else ())
            ],
            "note": _note(one),
            "time": one["time"],
            "generation": one["generation"],
        }
        yield {name: value for name, value in line.items() if value}


def _as_answered(answer: dict[str, Any]) -> dict[str, Any]:
    """What makes a later answer as right as this one: the same figures, or the same sentences
    where it has none."""
    status = answer["status"]
    given = answer["candidates"] if status == "ambiguous" else answer["values"]
    values = [
        {"value": one["value"], "unit": one["unit"]}
        for one in given
        if one["value"] is not None and one["unit"] is not None
    ]
    if status == "no_data":
        return {"status": status}
    if values or status == "ambiguous":
        return {"status": status, "values": values}
    sentences = _SENTENCE.findall(_MARK.sub("", answer["text"]))
    return {"contains": [one.strip() for one in sentences if one.strip()]}


def _as_told(expected: str, text: str) -> dict[str, Any]:
    """What makes a later answer right where this one was wrong: what the author says, and
    nothing but another answer where the author does not say."""
    if not expected:
        return {"excludes": [_MARK.sub("", text)]}
    if expected in load("evaluate")["nothing"]["words"]:
        return {"status": "no_data"}
    found = [_FIGURE.fullmatch(part) for part in _BETWEEN.split(expected)]
    figures = [one for one in found if one is not None]
    if len(figures) < len(found):
        return {"contains": [expected]}
    return {"values": [_value(one) for one in figures]}


def _value(found: re.Match[str]) -> dict[str, Any]:
    digits = found["figure"].replace(",", "").replace("−", "-")
    return {"value": Decimal(digits), "unit": found["unit"].strip()}


def _kind(expect: dict[str, Any], answer: dict[str, Any]) -> str:
    status = expect.get("status", "answered")
    if status != "answered":
        return str(status)
    values = expect.get("values", ())
    if not values:
        return "text"
    if len(values) > 1:
        return "list"
    return "compute" if answer["calculation"] else "lookup"


def _note(one: Kept) -> str:
    verdict = "反馈：对" if one["verdict"] == "right" else "反馈：错"
    given = "" if one["verdict"] == "right" else f"当时的答案：{one['answer']['text']}"
    return "。".join(filter(None, (verdict, one["remark"], given)))


def main(index: str) -> int:
    """Prints what everybody said of the answers of ``index``."""
    getattr(sys.stdout, "reconfigure", lambda **_: None)(encoding="utf-8")
    sys.stdout.write(question_set(Feedback(feedback_file(index)).kept()))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
