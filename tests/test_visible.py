"""What cannot be seen is taken out of what is read and of what is shown."""

from __future__ import annotations

import unicodedata

import pytest

from qa.cli.show import flat, safe
from qa.visible import one_line, shown_name, visible

CHARACTERS = [chr(code) for code in range(0x110000)]


def test_no_control_or_format_character_is_visible_but_tab_and_line_feed() -> None:
    hidden = [c for c in CHARACTERS if unicodedata.category(c) in ("Cc", "Cf")]
    assert visible("".join(hidden)) == "\t\n"


def test_every_letter_digit_and_mark_of_punctuation_is_visible() -> None:
    # Fillers are letters by their category and print nothing.
    fillers = "\u115f\u1160\u3164\uffa0"
    shown = [c for c in CHARACTERS if unicodedata.category(c)[0] in "LNPS" and c not in fillers]
    assert visible("".join(shown)) == "".join(shown)


@pytest.mark.parametrize(
    "between", ["\u200b", "\u202e", "\u2066", "\u00ad", "\ufe0f", "\U000e0031"]
)
def test_a_figure_with_something_invisible_in_it_is_whole(between: str) -> None:
    assert one_line(f"1{between}2.{between}00") == "12.00"


@pytest.mark.parametrize("between", ["\n", "\r\n", "\x0b", "\x85", "\u2028"])
def test_what_breaks_a_line_keeps_figures_apart(between: str) -> None:
    assert one_line(f"1{between}2") == "1 2"


def test_a_terminal_gets_no_control_characters() -> None:
    assert safe("决\x1b]0;x\x07算\u202e") == "决]0;x算"
    assert flat("决\n算\t\x1b[2J") == "决 算 [2J"


def test_the_name_of_a_file_is_shown_without_what_cannot_be_seen() -> None:
    assert shown_name("2021年\u202e决算\n.txt") == "2021年决算 .txt"
