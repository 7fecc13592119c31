"""Three public expenses: which of them is the largest, where one is printed with its details."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from ask_fixtures import headline
from disclosed_fixtures import assistant, disclosure, table

from qa.ask import Assistant


@cache
def _spent() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "一、“三公”经费情况",
            tables=(
                table(
                    "“三公”经费支出决算表",
                    (("决算数",),),
                    [
                        (("合计",), ("44.40",)),
                        (("因公出国（境）费",), ("0.20",)),
                        (("公务接待费",), ("19.60",)),
                        (("公务用车购置及运行费",), ("24.60",)),
                        (("公务用车购置及运行费", "其中：公务用车运行费"), ("16.80",)),
                        (("公务用车购置费",), ("7.80",)),
                    ],
                ),
            ),
        )
    )


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("水务局2033年三公经费中哪项最多", "24.60"),
        ("水务局2033年三公经费里哪一项最少", "0.20"),
    ],
)
def test_expenses_are_compared_and_not_their_details(question: str, value: str) -> None:
    assert headline(_spent().ask(question)) == ("answered", Decimal(value), "万元")
