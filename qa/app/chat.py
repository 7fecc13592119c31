"""The tab of questions and answers: Gradio's frame, in which ``page.js`` asks at ``/turns``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from qa.app.conversation import MOST_TURNS
from qa.app.toolkit import gr
from qa.app.words import Language, words_in
from qa.ask.tell.silence import MAX_QUESTION

#: What the page says by itself, where no answer came to say it.
_SPOKEN = ("unreachable", "retry")
_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def build_chat(label: gr.I18n, scripts: Sequence[str], changed: gr.State) -> None:
    """Builds the tab; ``scripts`` are what its page does by itself.

    With every new value of ``changed`` the page asks its questions anew.
    """
    gr.HTML(js_on_load=_script(scripts), elem_id="transcript", apply_default_css=False)
    with gr.Row(elem_id="composer"):
        box = gr.Textbox(
            placeholder=label("placeholder"), show_label=False, container=False, lines=1,
            max_lines=6, scale=8, autofocus=True, label=label("question"), elem_id="question",
        )  # fmt: skip
        send = gr.Button(label("ask"), variant="primary", scale=1, min_width=72, elem_id="send")
        stop = gr.Button(label("stop"), scale=1, min_width=72, elem_id="stop")
        clear = gr.Button(label("clear"), scale=1, min_width=72, elem_id="clear")
    here: dict[str, Any] = {"fn": None, "api_visibility": "private"}
    for trigger in (box.submit, send.click):
        trigger(js="() => disclosureQa.send()", trigger_mode="multiple", **here)
    stop.click(js="() => disclosureQa.stop()", **here)
    clear.click(js="() => disclosureQa.clear()", **here)
    changed.change(js="() => disclosureQa.restore()", **here)


def _script(scripts: Sequence[str]) -> str:
    """The page's scripts behind what they must know of this side."""
    known = {
        "WORDS": {one: {key: words_in(one)[key] for key in _SPOKEN} for one in _LANGUAGES},
        "MOST_TURNS": MOST_TURNS,
        # One more than may be asked, so that a longer question is told to be too long.
        "MOST_CHARACTERS": MAX_QUESTION + 1,
    }
    told = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in known.items())
    return told + "".join(scripts)
