# SPDX-License-Identifier: MIT
"""incidents.csv of 100,000 incidents, beside the `sqlite3 -csv` command line printing the same columns.

Target: within 2 x CPU, also for 1,000,000, and under 300 MB. The time of the whole set stands beside it.

    python tests/benchmarks/bench_export.py [INCIDENTS]
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.domain.codebook.model import Codebook
from curator.formats.csv_columns import incidents_file
from curator.formats.csv_lines import header_line
from curator.store import dataset
from curator.store.dataset import LineColumn
from curator.store.proposals import Shown
from curator.tasks.export import export_set
from curator.workspace import Workspace
from tests.benchmarks.coded_rows import made_apart
from tests.benchmarks.figures import noise, report, seconds

RUNS = 3
MANY = 200_000  # from here on one run, and incidents.csv alone


def columns(codebook: Codebook) -> tuple[list[LineColumn], str]:
    file = incidents_file(codebook)
    return [LineColumn(c.source, bool(c.quoted), c.derived) for c in file.columns], header_line(file.names)


def ours(workspace: Workspace, target: Path) -> None:
    some, header = columns(workspace.codebook)
    with workspace.read() as reads, target.open("w", encoding="utf-8", newline="") as stream:
        stream.write(header)
        for batch in dataset.incident_lines(reads.connection, workspace.codebook, some, lambda *_: True):
            stream.writelines(batch)


def command_line(workspace: Workspace, target: Path) -> float:
    """CPU seconds of `sqlite3 -csv` for the same columns in the same order."""
    some, _ = columns(workspace.codebook)
    with workspace.read() as reads:
        shown = Shown(reads.connection, workspace.codebook)
        plain = [LineColumn(c.source, False, c.derived) for c in dataset._without_repeats(some)]
        cells = [dataset._incident_cell(reads.connection, shown, column) for column in plain]
    sql = (
        f"SELECT {', '.join(cells)} FROM articles a CROSS JOIN incidents i ON i.article = a.id "
        "JOIN coders k ON k.id = i.coder JOIN codebooks b ON b.id = i.codebook ORDER BY a.id, i.position, i.id"
    ).replace("number_text(", "(")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with target.open("wb") as stream:
        subprocess.run(["sqlite3", "-readonly", "-header", "-csv", str(workspace.path), sql], stdout=stream, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    if shutil.which("sqlite3") is None:
        print("This benchmark needs the sqlite3 command line.", file=sys.stderr)
        return 2
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        made_apart(folder / "a.curator", count)
        with Workspace.open(folder / "a.curator") as workspace:
            mine, base = [], []
            for run in range(1 if count >= MANY else RUNS):
                mine.append(seconds(partial(ours, workspace, folder / f"ours{run}.csv"))[0])
                base.append(command_line(workspace, folder / f"theirs{run}.csv"))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            whole = seconds(lambda: export_set(workspace, folder / "set")) if count < MANY else None
            memory_after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {
        "incidents": count, "ours_cpu_s": round(median(mine), 2), "sqlite3_cpu_s": round(median(base), 2),
        "ratio_cpu": round(median(mine) / median(base), 2), "noise_ours": noise(mine),
        "noise_sqlite3": noise(base),
        **({"whole_set_cpu_s": round(whole[0], 1), "whole_set_wall_s": round(whole[1], 1)} if whole else {}),
        "memory_mb": round(memory_after), "memory_before_set_mb": round(memory),
    }  # fmt: skip
    return report("incidents.csv", figures, {"ratio_cpu": 2.0, "memory_mb": 300})


if __name__ == "__main__":
    sys.exit(main())
