# SPDX-License-Identifier: MIT
"""The sample's five incidents in the columns of ACLED and UCDP GED, worked out by hand from the tables of the rules.

What lives here: the rows, written down before there was a program that makes them. What does not: making them.

How: the incident's number is 1 to 5 in the order of the sample. Where the article does not speak of deaths the figure
is 0 and its qualifier stands in the tags. October 2019 is a month: its 15th. An unidentified initiator counts as a
political militia (3). `source`: the outlet, then by way of whom. Rockets without a figure of dead (1, 2) are no UCDP
events. Ours have no region, no admin3, no conflict or dyad numbers: those cells stay empty.
"""

from __future__ import annotations

_EVERY_ACLED = {
    "disorder_type": "Political violence", "civilian_targeting": "", "iso": "368", "region": "", "country": "Iraq",
    "admin2": "", "admin3": "", "latitude": "", "longitude": "", "source_scale": "", "assoc_actor_1": "",
    "assoc_actor_2": "", "timestamp": "1573376400",
}  # fmt: skip
_ISIS = "Islamic State (Iraq)"
_ARMY = "Military Forces of Iraq"
_UNKNOWN = "Unidentified armed group (Iraq)"
_NINEVEH = "an army checkpoint in Nineveh province, near the Syrian border (120 km northwest of Mosul)"
_OILFIELDS = "the Allas oilfields in the northern province of Salah al-Din"

ACLED = [
    _EVERY_ACLED | {
        "event_id_cnty": "IRQ1", "event_date": "2019-11-08", "year": "2019", "time_precision": "1",
        "event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": _UNKNOWN, "inter1": "3", "actor2": _ARMY, "assoc_actor_2": "US-led coalition against IS",
        "inter2": "1", "interaction": "13", "admin1": "Nineveh", "location": "Qayyara", "geo_precision": "1",
        "source": "7Dnews; AP", "fatalities": "0", "tags": "fatalities=none_reported",
        "notes": "On 8 November 2019, 17 Katyusha rockets were fired, apparently from Mosul, at the Iraqi army base in "
                 "Qayyara (about 60 km south of Mosul), which hosts US-led coalition troops. No coalition injuries; "
                 "casualties among Iraqi forces not mentioned. [Place as written: Qayyara, about 60 kilometres "
                 "(38 miles) south of Mosul]",
    },
    _EVERY_ACLED | {
        "event_id_cnty": "IRQ2", "event_date": "2019-11-08", "year": "2019", "time_precision": "1",
        "event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": _UNKNOWN, "inter1": "3", "actor2": "Government of the United States (diplomatic mission)",
        "inter2": "8", "interaction": "38", "admin1": "Baghdad", "location": "Green Zone, Baghdad",
        "geo_precision": "1", "source": "7Dnews", "fatalities": "0", "tags": "fatalities=none_reported",
        "notes": "Around 8 November 2019, rockets were fired near the US Embassy in the Green Zone, Baghdad. No "
                 "casualties mentioned. [Place as written: near the US Embassy in the heavily fortified Green Zone in "
                 "Baghdad]",
    },
    _EVERY_ACLED | {
        "event_id_cnty": "IRQ3", "event_date": "2019-11-08", "year": "2019", "time_precision": "1",
        "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": _ISIS, "inter1": "2", "actor2": _ARMY,
        "inter2": "1", "interaction": "12", "admin1": "Nineveh", "location": _NINEVEH, "geo_precision": "3",
        "source": "7Dnews", "fatalities": "1", "tags": "fatalities=exact",
        "notes": "On 8 November 2019, Islamic State fighters attacked an army checkpoint in Nineveh, near the Syrian "
                 "border (120 km northwest of Mosul). One border guard was killed and three others were wounded. "
                 f"[Place as written: {_NINEVEH}]",
    },
    _EVERY_ACLED | {
        "event_id_cnty": "IRQ4", "event_date": "2019-11-08", "year": "2019", "time_precision": "1",
        "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": _ISIS, "inter1": "2",
        "actor2": "Tribal Hashd (Tribal Mobilization Militia)", "inter2": "3", "interaction": "23",
        "admin1": "Nineveh", "location": "in the urban district (90 km southwest of Mosul)", "geo_precision": "3",
        "source": "7Dnews; the local press", "fatalities": "2", "tags": "fatalities=exact",
        "notes": "On 8 November 2019, Islamic State fighters ambushed tribal Hashd fighters 90 km southwest of Mosul, "
                 "killing two. [Place as written: in the urban district (90 km southwest of Mosul)]",
    },
    _EVERY_ACLED | {
        "event_id_cnty": "IRQ5", "event_date": "2019-10-15", "year": "2019", "time_precision": "3",
        "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": _ISIS, "inter1": "2", "actor2": _ARMY,
        "inter2": "1", "interaction": "12", "admin1": "Salah al-Din", "location": "Allas oilfields",
        "geo_precision": "1", "source": "7Dnews; Reuters", "fatalities": "2", "tags": "fatalities=exact",
        "notes": "In October 2019, Islamic State fighters attacked two security checkpoints in the Allas oilfields "
                 "(Salah al-Din), killing two members of the Iraqi security forces. [Place as written: "
                 f"{_OILFIELDS}]",
    },
]  # fmt: skip

_EVERY_UCDP = {
    "year": "2019", "active_year": "", "code_status": "", "conflict_dset_id": "", "conflict_new_id": "",
    "conflict_name": "", "dyad_dset_id": "", "dyad_new_id": "", "dyad_name": "", "side_a_dset_id": "",
    "side_a_new_id": "", "side_b_dset_id": "", "side_b_new_id": "", "number_of_sources": "1",
    "source_date": "2019-11-09", "source_headline": "Isis' Ambushes Jeopardise Iraq's Fragile Security", "adm_2": "",
    "latitude": "", "longitude": "", "geom_wkt": "", "priogrid_gid": "", "country": "Iraq", "country_id": "",
    "region": "", "event_clarity": "1", "deaths_civilians": "0", "deaths_unknown": "0", "gwnoa": "", "gwnob": "",
}  # fmt: skip
_HEADLINE = "2019-11-09,Isis' Ambushes Jeopardise Iraq's Fragile Security"

UCDP = [
    _EVERY_UCDP | {
        "id": "3", "relid": "IRQ-2019-1-3", "type_of_violence": "1", "side_a": _ARMY, "side_b": _ISIS,
        "source_article": f'"7Dnews,{_HEADLINE}"', "source_office": "7Dnews",
        "source_original": "Captain Ahmed al-Obeidi, of Nineveh police", "where_prec": "5",
        "where_coordinates": _NINEVEH, "where_description": _NINEVEH, "adm_1": "Nineveh", "date_prec": "1",
        "date_start": "2019-11-08", "date_end": "2019-11-08", "deaths_a": "1", "deaths_b": "0", "best": "1",
        "high": "1", "low": "1",
    },
    _EVERY_UCDP | {
        "id": "4", "relid": "IRQ-2019-2-4", "type_of_violence": "2", "side_a": _ISIS,
        "side_b": "Tribal Hashd (Tribal Mobilization Militia)",
        "source_article": f'"7Dnews; the local press,{_HEADLINE}"', "source_office": "7Dnews; the local press",
        "source_original": "Al-Obeidi", "where_prec": "5",
        "where_coordinates": "in the urban district (90 km southwest of Mosul)",
        "where_description": "in the urban district (90 km southwest of Mosul)", "adm_1": "Nineveh", "date_prec": "1",
        "date_start": "2019-11-08", "date_end": "2019-11-08", "deaths_a": "0", "deaths_b": "2", "best": "2",
        "high": "2", "low": "2",
    },
    _EVERY_UCDP | {
        "id": "5", "relid": "IRQ-2019-1-5", "type_of_violence": "1", "side_a": _ARMY, "side_b": _ISIS,
        "source_article": f'"7Dnews; Reuters,{_HEADLINE}"', "source_office": "7Dnews; Reuters",
        "source_original": "the Iraqi army", "where_prec": "1", "where_coordinates": "Allas oilfields",
        "where_description": _OILFIELDS, "adm_1": "Salah al-Din", "date_prec": "4", "date_start": "2019-10-01",
        "date_end": "2019-10-31", "deaths_a": "2", "deaths_b": "0", "best": "2", "high": "2", "low": "2",
    },
]  # fmt: skip
