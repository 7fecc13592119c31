"""The tab of questions and answers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qa.app.browse import PRIVATE, Refresh
from qa.app.charts import Chart, chart_of
from qa.app.conversation import Conversations, asked, remembered
from qa.app.toolkit import gr
from qa.app.words import language_of

#: What the browser keeps the questions under. They are no secret to the browser's own user.
KEPT_AS = "disclosure-qa-questions"
#: More pages may ask at once than there are processors: an answer takes hundredths of a second.
AT_ONCE = 8
#: What the page does by itself while an answer is under way (``page.js``).
_BEGIN = "(question, kept) => { disclosureQa.begin(question); return [question, kept]; }"
_END = "() => disclosureQa.end()"


def build_chat(conversations: Conversations, label: gr.I18n, script: str) -> Refresh:
    """Builds the tab of questions and answers; ``script`` is what its page does by itself."""
    kept = gr.BrowserState([], storage_key=KEPT_AS, secret=KEPT_AS)
    transcript = gr.HTML(js_on_load=script, elem_id="transcript", apply_default_css=False)
    line = gr.LinePlot(visible=False, x=" ", y="y", tooltip="all", height=260, elem_id="line")
    bar = gr.BarPlot(visible=False, x=" ", y="y", tooltip="all", height=260, elem_id="bar")
    with gr.Row(elem_id="composer"):
        box = gr.Textbox(
            placeholder=label("placeholder"), show_label=False, container=False, lines=1,
            max_lines=6, scale=8, autofocus=True, label=label("question"), elem_id="question",
        )  # fmt: skip
        send = gr.Button(label("ask"), variant="primary", scale=1, min_width=72, elem_id="send")
        stop = gr.Button(label("stop"), scale=1, min_width=72, elem_id="stop")
        clear = gr.Button(label("clear"), scale=1, min_width=72, elem_id="clear")
    outputs = [transcript, kept, box, line, bar]

    def shown(questions: list[str], request: gr.Request) -> tuple[Any, ...]:
        """The whole conversation, with the chart of its last answer."""
        language = language_of(request.headers.get("accept-language"))
        answer = conversations.last(questions)
        drawn = chart_of(answer) if answer else None
        page = conversations.page(questions, language)
        return page, questions, "", plot(drawn, "line"), plot(drawn, "bar")

    def restore(before: Any, request: gr.Request) -> tuple[Any, ...]:
        return shown(remembered(before), request)

    def submit(question: str, before: Any, request: gr.Request) -> tuple[Any, ...]:
        return shown(asked(remembered(before), question), request)

    def choose(before: Any, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        return submit(str(event.question), before, request)

    def begin(request: gr.Request) -> tuple[Any, ...]:
        return shown([], request)

    # Gradio may think for ever that a question which was stopped at once is still under way; to
    # send one twice does no harm: both times it follows the same conversation.
    freely = {**PRIVATE, "trigger_mode": "multiple"}
    asking: list[Any] = [
        trigger(submit, [box, kept], outputs, js=_BEGIN, **freely)
        for trigger in (box.submit, send.click)
    ]
    asking.append(transcript.click(choose, [kept], outputs, **freely))
    for one in asking:
        # After a failure too, of which the transcript does not hear.
        one.then(None, js=_END)
    stop.click(None, js=_END, cancels=asking)
    clear.click(begin, None, outputs, **PRIVATE)
    return Refresh(restore, [kept], outputs)


def plot(chart: Chart | None, kind: str) -> Any:
    """What becomes of the plot of a kind: filled and shown, or put away."""
    if chart is None or chart.kind != kind:
        return gr.update(visible=False, value=None)
    frame = pd.DataFrame(chart.points, columns=[" ", chart.unit])
    figures = [figure for _, figure in chart.points]
    # From zero on, or a small change would look like a big one.
    limits = [min(0.0, *figures), max(0.0, *figures) * 1.05]
    return gr.update(
        visible=True, value=frame, x=" ", y=chart.unit, y_lim=limits, sort=list(frame[" "])
    )
