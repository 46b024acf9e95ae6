# SPDX-License-Identifier: MIT
"""A codebook as a person writes it, with one of everything, for tests that break it."""

from __future__ import annotations

GOOD = """\
format = "curator-codebook/1"
key = "strikes"
version = "1.0"
title = "Strikes"
language = "en"
not_codable = "left_out"
title_field = "name"
summary_fields = ["branch"]

[[sections]]
key = "main"
label = "Main"

[[fields]]
key = "name"
kind = "text"
label = "Name"
section = "main"
max_length = 80

[[fields]]
key = "sector"
kind = "choice"
choices = "sectors"
label = "Sector"

[[fields]]
key = "branch"
kind = "choice"
choices = "branches"
parent = "sector"
label = "Branch"
default = "mines"
visible_when = [{ field = "sector", any_of = ["industry"] }]

[[fields]]
key = "days"
kind = "date"
label = "Days"
parts = [
  { part = "start", key = "first", kind = "day", label = "First" },
  { part = "end", key = "last", kind = "day", label = "Last" },
  { part = "precision", key = "how_exact", kind = "choice", choices = "precisions", label = "Exact" },
]

[[fields]]
key = "share"
kind = "decimal"
label = "Share"
minimum = 0
maximum = 1

[[groups]]
key = "unions"
label = "Unions"

[[groups.fields]]
key = "union_name"
kind = "text"
label = "Union"
evidence = "required"

[[groups.fields]]
key = "side"
kind = "choice"
choices = "sectors"
label = "Side"

[[groups.fields]]
key = "members"
kind = "count"
label = "Members"
parts = [
  { part = "low", key = "low", kind = "integer", label = "Low" },
  { part = "best", key = "best", kind = "integer", label = "Best" },
  { part = "high", key = "high", kind = "integer", label = "High" },
  { part = "qualifier", key = "qualifier", kind = "choice", choices = "qualifiers", label = "Qualifier" },
]

[[keys]]
key = "U"
label = "Union"
group = "unions"
field = "union_name"
presets = [{ field = "side", value = "industry" }]

[[keys]]
key = "D"
label = "Days"
field = "days"

[[derived]]
key = "total"
label = "Members"
kind = "count_total"
group = "unions"
field = "members"

[[derived]]
key = "year"
label = "Year"
kind = "year"
field = "first"

[[rules]]
id = "R1"
kind = "in_order"
level = "error"
fields = ["first", "last"]

[[rules]]
id = "R2"
kind = "implies"
level = "warning"
when = [{ field = "share", at_least = 0.5 }]
then = [
  { group = "unions", where = [{ field = "side", any_of = ["industry"] }] },
]

[[rules]]
id = "R3"
kind = "count_fits"
group = "unions"
field = "members"

[[lists]]
key = "sectors"
choices = [
  { code = "industry", label = "Industry" },
  { code = "services", label = "Services" },
]

[[lists]]
key = "branches"
choices = [
  { code = "mines", label = "Mines", under = "industry" },
  { code = "trains", label = "Trains", under = "services" },
]

[[lists]]
key = "precisions"
choices = [
  { code = "one_day", label = "Day", means = "day" },
]

[[lists]]
key = "qualifiers"
choices = [
  { code = "exact", label = "Exact", means = "exact" },
]

[[lists]]
key = "left_out"
choices = [{ code = "old", label = "Old" }]
"""
