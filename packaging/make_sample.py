# SPDX-License-Identifier: MIT
"""Writes resources/samples/seed.coding.json from the gold coding of the seed article.

    python packaging/make_sample.py [GOLD.json]        in the environment, from the checkout

The file is written without ids, read by Curator's own reader (so every offset is checked and every id derived from the
text), and written again: the sample is the same wherever it is made. Without an argument the gold coding is looked for
in ../shared/data/seed beside the checkout. Standard library and Curator only.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from curator.domain.codebook.model import Codebook  # noqa: E402 - the checkout is put on the path first
from curator.formats.codebook_toml import read_codebook_file  # noqa: E402
from curator.formats.coding_file import FORMAT, FORMAT_VERSION  # noqa: E402
from curator.formats.coding_file_reading import read_coding  # noqa: E402
from curator.formats.coding_file_writing import write_coding  # noqa: E402

GOLD = CHECKOUT.parent / "shared" / "data" / "seed" / "gold.json"
TEXT = CHECKOUT / "resources" / "samples" / "seed-article.txt"
SAMPLE = CHECKOUT / "resources" / "samples" / "seed.coding.json"
CODEBOOK = CHECKOUT / "resources" / "codebooks" / "incidents.toml"
CODER = "Coder 1"
CREATED = "2019-11-10T09:00:00.000Z"

ARTICLE_NAMES = {"dateline_city": "dateline", "published_at": "published"}
PLAIN = ("title", "source_reliability", "info_credibility", "notes", "coder_memo", "scope")
GROUPS = ("actors", "weapons", "targets", "casualties", "sources")
FIGURES = ("low", "best", "high", "qualifier")
RELATIVE = {
    "distance_km": "relative_km",
    "direction": "relative_direction",
    "reference": "relative_to",
    "approximate": "relative_approximate",
}
Json = dict[str, Any]


def spans(given: list[Json]) -> list[Json]:
    """Evidence with `text` renamed to `quote`."""
    return [{("quote" if name == "text" else name): value for name, value in span.items()} for span in given]


def entry(given: Json) -> Json:
    """A gold value as the coding file has it; what is empty is left out."""
    kept = {name: given[name] for name in ("value", "state", "basis", "note") if given.get(name) is not None}
    return kept | ({"evidence": spans(given["evidence"])} if given["evidence"] else {})


def article(gold: Json) -> Json:
    fields: Json = {"language": gold["language"], "source_file": gold["file"]}
    for name, given in gold.items():
        if isinstance(given, dict):
            fields[ARTICLE_NAMES.get(name, name)] = entry(given)
    return {"text_sha256": gold["sha256"], "length": gold["code_points"], "fields": fields}


def incident(gold: Json) -> Json:
    fields: Json = {name: gold[name] for name in PLAIN}
    for name, given in gold["fields"].items():
        told = entry(given)
        if isinstance(given["value"], dict):  # a compound: its parts are fields of their own
            fields |= {RELATIVE[part]: value for part, value in told.pop("value").items()}
        fields[name] = told
    groups = {group: [row(each) for each in gold[group]] for group in GROUPS if gold[group]}
    mentions = spans(gold["mentions"])
    return {"status": "finished", "created": CREATED, "mentions": mentions, "fields": fields, "groups": groups}


def row(gold: Json) -> Json:
    """A row of a group; what is said of a casualties row speaks for its count."""
    fields: Json = {}
    for name, given in gold.items():
        if isinstance(given, dict):
            fields[name] = entry(given)
        elif name not in ("state", "basis", "evidence") and given is not None:
            fields[name] = given
    if "qualifier" in gold:
        fields["count"] = entry({**gold, "value": None})
    return {"fields": fields}


def coding_file(gold: Json, codebook: Codebook) -> Json:
    """The gold coding as a coding file without ids."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "codebook": {"key": codebook.key, "version": codebook.version},
        "coder": {"name": CODER},
        "article": article(gold["article"]),
        "incidents": [incident(each) for each in gold["incidents"]],
        "not_codable": [
            {"reason": each["reason"], "note": each.get("note", ""), **spans([each["span"]])[0]}
            for each in gold["not_coded"]
        ],
        "reading": "finished",
    }


def made_from(gold: Json) -> bytes:
    """The sample's bytes."""
    codebook = read_codebook_file(CODEBOOK)
    text = TEXT.read_bytes().decode("utf-8")
    document = json.dumps(coding_file(gold, codebook)).encode("utf-8")
    parsed = read_coding(document, lambda key, version: codebook, text)
    coding = replace(parsed.coding, article=replace(parsed.coding.article, original_sha256=gold["article"]["sha256"]))
    return write_coding(coding, codebook, parsed.coders, private=True)


def main() -> int:
    gold = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD
    data = made_from(json.loads(gold.read_text(encoding="utf-8")))
    SAMPLE.write_bytes(data)
    print(f"{SAMPLE.relative_to(CHECKOUT)}: {len(data)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
