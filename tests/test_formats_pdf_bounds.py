"""What a long PDF costs: memory that does not grow with its pages, and time for each of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from formats_fixtures import Page, make_pdf

PAGES, ROWS = 200, 12
# Megabytes, and seconds of a processor: four times what is aimed at for a page, so that the test
# tells a reader that has become slow from a machine that is busy.
MOST_MEMORY, MOST_SECONDS_A_PAGE = 600, 1.0
READ = """
import json, resource, sys
from pathlib import Path
from qa.read import read
found = read(Path(sys.argv[1]))
used = resource.getrusage(resource.RUSAGE_SELF)
child = resource.getrusage(resource.RUSAGE_CHILDREN)
# ru_maxrss of a process counts what the one was that started it.
own = next(int(line.split()[1]) for line in open("/proc/self/status") if "VmHWM" in line)
print(json.dumps({
    "rows": sum(len(table.rows) for table in found.tables),
    "pages": found.pages,
    "megabytes": max(own, child.ru_maxrss) / 1024,
    "seconds": sum(one.ru_utime + one.ru_stime for one in (used, child)),
}))
"""


def _long(path: Path) -> Path:
    def page(paper: Page) -> None:
        rows = [["项目名称", "合计", "基本支出", "项目支出"]]
        for row in range(ROWS):
            rows.append([f"第{len(seen)}页第{row}个项目", "3.00", "1.00", "2.00"])
        paper.text(200, 40, "云岭县水务局2021年部门预算" if not seen else "项目支出明细表")
        paper.text(400, 60, "单位：万元")
        paper.table(80, rows, (150.0, 80.0, 80.0, 80.0))
        seen.append(len(seen))

    seen: list[int] = []
    return make_pdf(path, *[page] * PAGES)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units elsewhere")
def test_a_pdf_of_two_hundred_pages_is_read_within_its_bounds(tmp_path: Path) -> None:
    path = _long(tmp_path / "x.pdf")
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    assert (found["pages"], found["rows"]) == (PAGES, PAGES * ROWS)
    assert found["megabytes"] <= MOST_MEMORY
    assert found["seconds"] <= MOST_SECONDS_A_PAGE * PAGES
