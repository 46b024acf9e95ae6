# SPDX-License-Identifier: MIT
"""Which letters a language uses, and how often: the knowledge behind guessing an old character encoding.

What lives here: rank lists of letters and the encodings in which each language used to be written. What does not: how a
guess is weighed (plausibility.py) and made (encodings.py). The lists are ordered by frequency in running text, most
frequent first; only the order matters, roughly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Writing = Literal["latin", "alphabet", "chinese", "japanese", "korean"]


@dataclass(frozen=True)
class Habit:
    """One language's letters. For a Latin language only those beyond ASCII, the ASCII letters count as usual."""

    language: str
    writing: Writing
    letters: str
    encodings: tuple[str, ...]


_WEST = ("cp1252", "iso8859_15", "mac_roman", "cp850")
_CENTRE = ("cp1250", "iso8859_2", "cp852")
_CYRILLIC = ("cp1251", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic")
_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成"
    "方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情"
    "明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给"
    "世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量"
    "警察袭击炸亡伤死杀据五六七八九周星期市省县区村"
)
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成"
    "方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情"
    "明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給"
    "世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打女變四神總何電數安少報才結反受目太量"
    "警察襲擊炸亡傷死殺據五六七八九週星期市省縣區村"
)
_SYLLABLES = (
    "이다는에의을가고하지기도한은로사를리자어서대인시정일아나원수그부장보전해상과제주국성스들라있여만것거조선오소우구니공으동"
    "면했었으비관위경생명월년군습안청치민방북남신연학당결된되됐요할때문세중간내까터게와무드트마유개등말격살총관폭발망숨졌밝"
)

HABITS = (
    Habit("English", "latin", "éïñçöüêâó", _WEST),
    Habit("French", "latin", "éèàêçôûîùâïœëüæÿ", _WEST),
    Habit("German", "latin", "äüößé", _WEST),
    Habit("Spanish", "latin", "óíáéñúü", _WEST),
    Habit("Portuguese", "latin", "ãçáéíóõêúâàôü", _WEST),
    Habit("Italian", "latin", "èàùòéìî", _WEST),
    Habit("Dutch", "latin", "ëéïèöü", _WEST),
    Habit("Catalan", "latin", "àéèíòçóúïü", _WEST),
    Habit("Swedish", "latin", "äåöé", _WEST),
    Habit("Danish and Norwegian", "latin", "øåæéô", _WEST),
    Habit("Icelandic", "latin", "íáðéóúöþýæ", _WEST),
    Habit("Turkish", "latin", "ıüşğçöâîûİ", ("cp1254", "iso8859_9", "cp857")),
    Habit("Polish", "latin", "łęąóśżćńź", _CENTRE),
    Habit("Czech", "latin", "íáěéřšýžčůúňťďó", _CENTRE),
    Habit("Slovak", "latin", "áíéčšýžľúťôňäďĺŕó", _CENTRE),
    Habit("Hungarian", "latin", "éáöóőüíúű", _CENTRE),
    Habit("Romanian", "latin", "ăîșțâşţ", ("cp1250", "iso8859_16", "iso8859_2")),
    Habit("Croatian and Slovene", "latin", "čšžćđ", _CENTRE),
    Habit("Lithuanian", "latin", "ėšųžįūčąę", ("cp1257", "iso8859_13")),
    Habit("Latvian", "latin", "āīēšūļņķģžč", ("cp1257", "iso8859_13")),
    Habit("Estonian", "latin", "äõüöšž", ("cp1257", "iso8859_13", "cp1252")),
    Habit("Russian", "alphabet", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", _CYRILLIC),
    Habit("Ukrainian", "alphabet", "оанивіетрслкдпмузяьгбчхйцжюєїшщфґ", _CYRILLIC),
    Habit("Bulgarian", "alphabet", "аоеинтрвслкдпмзугъбчяцщжшйхфюь", _CYRILLIC),
    Habit("Serbian", "alphabet", "аоиеурнтсвјкдмлпзгбчжцшхћњђљфџ", _CYRILLIC),
    Habit("Greek", "alphabet", "αοτιεσνρηςυκπμλάόίωδγέήθχύφώβξζψϊ", ("cp1253", "iso8859_7")),
    Habit("Hebrew", "alphabet", "יוהלאמרבתשנדכםקעחפטסזגצןךץף", ("cp1255", "iso8859_8")),
    Habit("Arabic", "alphabet", "اليمنوترةبعدفسكهأقحجىشصطإخضزثذغئءظآؤ", ("cp1256", "iso8859_6")),
    Habit("Persian", "alphabet", "ايرندهمتوسبشکكگزفخقلپعچجحطصضغژذظثآئء", ("cp1256",)),
    Habit("Thai", "alphabet", "านรอกเงมยลวดทสตะปบคหแจพชขใไโผถซ่้ัีิุู์็ึืำภญณษธศฐ", ("cp874",)),
    Habit("Chinese (simplified)", "chinese", _SIMPLIFIED, ("gb18030",)),
    Habit("Chinese (traditional)", "chinese", _TRADITIONAL, ("cp950", "big5hkscs")),
    Habit("Japanese", "japanese", "", ("cp932", "euc_jp")),
    Habit("Korean", "korean", _SYLLABLES, ("cp949",)),
)

# How encodings are called in reports; a codec not named here is shown by its own name.
NAMES = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16 little-endian",
    "utf-16-be": "UTF-16 big-endian", "utf-32": "UTF-32", "utf-32-le": "UTF-32 little-endian",
    "utf-32-be": "UTF-32 big-endian", "iso2022_jp": "ISO-2022-JP", "gb18030": "GB 18030", "cp950": "Big5",
    "big5hkscs": "Big5 (Hong Kong)", "cp932": "Shift JIS", "euc_jp": "EUC-JP", "cp949": "EUC-KR",
    "koi8_u": "KOI8", "mac_roman": "Mac Roman", "mac_cyrillic": "Mac Cyrillic", "cp874": "windows-874",
    **{f"cp125{n}": f"windows-125{n}" for n in range(9)},
    **{f"iso8859_{n}": f"ISO 8859-{n}" for n in range(1, 17)},
    **{f"cp{n}": f"DOS code page {n}" for n in (850, 852, 857, 866)},
}  # fmt: skip
