# SPDX-License-Identifier: MIT
"""Cities that news pages print in datelines: capitals and the seats of bureaus.

What lives here: names, to tell "OUTLET CITY" apart in the head of a page. What does not: where incidents happened; this
is no gazetteer.
"""

from __future__ import annotations

_NAMES = """
    Abidjan, Abu Dhabi, Abuja, Accra, Addis Ababa, Aden, Ahmedabad, Aleppo, Alexandria, Algiers, Almaty, Amman,
    Amsterdam, Ankara, Antananarivo, Ashgabat, Asmara, Astana, Asuncion, Asunción, Athens, Atlanta, Auckland,
    Baghdad, Bahrain, Baku, Bamako, Bangalore, Bangkok, Bangui, Banjul, Barcelona, Basra, Beijing, Beirut,
    Belfast, Belgrade, Benghazi, Berlin, Bern, Bishkek, Bissau, Bogota, Bogotá, Boston, Brasilia, Brasília,
    Bratislava, Brazzaville, Brussels, Bucharest, Budapest, Buenos Aires, Bujumbura, Cairo, Canberra, Cape Town,
    Caracas, Casablanca, Chennai, Chicago, Chisinau, Ciudad Juarez, Colombo, Conakry, Copenhagen, Dakar,
    Damascus, Dar es Salaam, Delhi, Dhaka, Diyarbakir, Djibouti, Dodoma, Doha, Donetsk, Dubai, Dublin, Dushanbe,
    Edinburgh, Erbil, Frankfurt, Freetown, Gaborone, Gaza, Gaza City, Geneva, Georgetown, Goma, Guatemala City,
    Hamburg, Hanoi, Harare, Havana, Helsinki, Hong Kong, Houston, Islamabad, Istanbul, Jakarta, Jeddah,
    Jerusalem, Johannesburg, Juba, Kabul, Kampala, Kandahar, Karachi, Kathmandu, Khartoum, Kharkiv, Kiev,
    Kigali, Kingston, Kinshasa, Kolkata, Kuala Lumpur, Kuwait City, Kyiv, La Paz, Lagos, Lahore, Libreville,
    Lilongwe, Lima, Lisbon, Ljubljana, Lome, London, Los Angeles, Luanda, Lusaka, Luxembourg, Madrid, Managua,
    Manama, Manchester, Manila, Maputo, Marrakesh, Medellin, Mexico City, Miami, Milan, Minsk, Mogadishu,
    Monrovia, Montevideo, Montreal, Moscow, Mosul, Mumbai, Munich, Muscat, Nairobi, Naypyidaw, New Delhi, New
    York, Niamey, Nicosia, Nouakchott, Osaka, Oslo, Ottawa, Ouagadougou, Panama City, Paramaribo, Paris,
    Peshawar, Phnom Penh, Podgorica, Port Moresby, Port-au-Prince, Prague, Pretoria, Pristina, Pyongyang,
    Quetta, Quito, Rabat, Ramallah, Rangoon, Reykjavik, Riga, Rio de Janeiro, Riyadh, Rome, San Francisco, San
    Jose, San José, San Salvador, Sanaa, Sana'a, Santiago, Santo Domingo, Sao Paulo, São Paulo, Sarajevo, Seoul,
    Shanghai, Singapore, Skopje, Sofia, Srinagar, Stockholm, Sydney, Taipei, Tallinn, Tashkent, Tbilisi,
    Tegucigalpa, Tehran, Tel Aviv, The Hague, Tirana, Tokyo, Toronto, Tripoli, Tunis, Ulaanbaatar, United
    Nations, Vancouver, Vatican City, Vienna, Vientiane, Vilnius, Warsaw, Washington, Washington DC, Wellington,
    Windhoek, Yangon, Yaounde, Yaoundé, Yerevan, Zagreb, Zurich
"""
CITIES = frozenset(" ".join(name.split()).casefold() for name in _NAMES.split(","))
_LAST_WORDS = frozenset(name.split()[-1] for name in CITIES)


def is_city(words: str) -> bool:
    """Whether these words are the name of such a city, whatever their case."""
    return words.strip().casefold() in CITIES


def may_end_with_city(words: str) -> bool:
    """Whether the last word is the last one of such a city's name: quick to ask, and most lines end otherwise."""
    last = words.split()[-1:]
    return bool(last) and last[0].casefold() in _LAST_WORDS
