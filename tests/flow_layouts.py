"""Every layout of a table, by name: each makes one up and knows what its cells hold."""

from __future__ import annotations

from tests.flow_sheets import form, indicators, tasks
from tests.flow_statements import coded, details, fund, halves, outings, sources

LAYOUTS = {
    layout.__name__: layout
    for layout in (coded, fund, sources, halves, details, outings, indicators, tasks, form)
}
