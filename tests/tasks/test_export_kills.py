# SPDX-License-Identifier: MIT
"""kill -9 during an export: the folder is a whole data set, the one before or the new one, or not there at all.

CURATOR_EXPORT_KILLS says how many kills; a release takes 250.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from curator.tasks.sample import build_sample

KILLS = int(os.environ.get("CURATOR_EXPORT_KILLS", "20"))
WORKER = Path(__file__).with_name("exporting_process.py")


def assert_whole(folder: Path, where: str) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    listed = {entry["name"]: entry["sha256"] for entry in manifest["files"]}
    assert listed, where
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, f"{where}: {name}"
    for text in (folder / "texts").iterdir():
        assert hashlib.sha256(text.read_bytes()).hexdigest() == text.stem, where


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_never_half_a_folder(tmp_path: Path) -> None:
    seed = int(os.environ.get("CURATOR_SEED", "20191108"))
    chance = random.Random(seed)
    project = build_sample(tmp_path / "sample.curator", second=False).project
    target = tmp_path / "out" / "set"
    target.parent.mkdir()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    there = 0
    for kill in range(KILLS):
        with subprocess.Popen(
            [sys.executable, str(WORKER), str(project), str(target)], stdout=subprocess.PIPE, env=environment
        ) as process:
            assert process.stdout
            assert process.stdout.readline() == b"B\n"
            time.sleep(chance.uniform(0, 0.15))
            process.send_signal(signal.SIGKILL)
        if target.exists():
            there += 1
            assert_whole(target, f"seed {seed}, kill {kill}")
        left = [path.name for path in target.parent.iterdir() if not path.name.startswith(".") and path != target]
        assert left == [], f"seed {seed}, kill {kill}"
    assert there > 0, "no export was ever finished: the kills came too early to say anything"
