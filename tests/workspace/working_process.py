# SPDX-License-Identifier: MIT
"""A process that works in a project until it is killed: it prints `B` inside each transaction and `A seq` after it.

Usage: working_process.py PROJECT SEED
"""

from __future__ import annotations

import os
import random
import sys
from typing import Any

from curator.operations import AddEvidence, AddIncident, RemoveEvidence, SetReading, SetValue
from curator.store.writer import Writer
from curator.workspace import ChangeSet, Workspace


class Traced:
    """An operation that says when it is inside its transaction."""

    def __init__(self, operation: Any) -> None:
        self.operation = operation
        self.kind = operation.kind

    def apply(self, writer: Writer) -> Any:
        os.write(1, b"B\n")
        return self.operation.apply(writer)


def work(path: str, seed: int) -> None:
    chance = random.Random(seed)
    workspace = Workspace.open(path)
    with workspace.read() as reads:
        article = reads.article_ids()[0]
        length = len(reads.article_text(article))
        workspace.act_as(reads.coders()[0])
        incidents = [incident.id for incident in reads.coding(article).incidents]
    evidence: list[str] = []
    workspace.subscribe(lambda change: told.append(change))
    told: list[ChangeSet] = []
    while True:
        operation = choose(chance, article, length, incidents, evidence)
        made = workspace.run(Traced(operation))
        if isinstance(operation, AddIncident):
            incidents.append(made)
        elif isinstance(operation, AddEvidence):
            evidence.append(made)
        if told:
            os.write(1, f"A {told[-1].seqs[-1]}\n".encode())


def choose(chance: random.Random, article: str, length: int, incidents: list[str], evidence: list[str]) -> Any:
    start = chance.randrange(length - 1)
    end = chance.randrange(start + 1, length)
    if not incidents or chance.random() < 0.05:
        return AddIncident(article, (start, end))
    incident = chance.choice(incidents)
    pick = chance.random()
    if pick < 0.4:
        return SetValue(incident, "headline", f"Headline {chance.random()}")
    if pick < 0.6:
        return AddEvidence(article, start, end, incident, field="weight")
    if pick < 0.7 and evidence:
        return RemoveEvidence(evidence.pop(chance.randrange(len(evidence))))
    if pick < 0.8:
        return SetReading(article, chance.choice(["started", "finished"]))
    return SetValue(incident, "weight", chance.random(), basis=chance.choice(["stated", "inferred"]), note="why")


if __name__ == "__main__":
    work(sys.argv[1], int(sys.argv[2]))
