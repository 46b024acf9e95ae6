# SPDX-License-Identifier: MIT
"""The file of the world's places: what its tables are, and unpacking the shipped one to the cache folder once.

What lives here: the form of the file, and that it is whole and of this version. What does not: looking names up
(gazetteer.py), making what is shipped (packaging/gazetteer.py).
"""

from __future__ import annotations

FORMAT = 1  # rises with the tables
# `kind` is the place of a word in gazetteer.KINDS; latitude and longitude in hundred-thousandths of a degree (WGS 84);
# `admin1` and `admin2` are ids of places; `loose` is 1 for a key that only loose_key gives; `west` > `east` where the
# box of a country lies across the antimeridian.
SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL,
  admin1 INTEGER, admin2 INTEGER, latitude INTEGER, longitude INTEGER, population INTEGER NOT NULL);
CREATE TABLE names (key TEXT NOT NULL, loose INTEGER NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY (key, loose, place)) WITHOUT ROWID;
CREATE TABLE peoples (key TEXT NOT NULL, country TEXT NOT NULL, PRIMARY KEY (key, country)) WITHOUT ROWID;
CREATE TABLE boxes (country TEXT PRIMARY KEY, west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL,
  north REAL NOT NULL) WITHOUT ROWID;
"""
