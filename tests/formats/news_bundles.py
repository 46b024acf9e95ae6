# SPDX-License-Identifier: MIT
"""Bundles of news databases in the forms that people have in their folders; every word of them is made up."""

from __future__ import annotations

NUMBERED = """
                               1 of 3 DOCUMENTS


                              The Example Times

                           November 9, 2019 Saturday
                              Late Edition - Final

Bomb Kills Two Near Crowded Market in
the Northern City

BYLINE: By JANE SMITH and KARIM HASSAN

SECTION: Section A; Column 0; Foreign Desk; Pg. 5

LENGTH: 61 words

DATELINE: MOSUL, Iraq


Two people were killed and four were wounded on Friday when a bomb went off
near a market in the north of the city, police said. The blast damaged
several shops, and the street was closed for the rest of the day.

Length: the street that was closed is two kilometres long, a resident said.
Nobody claimed the attack. The governor opened an inquiry on the same evening.

URL: http://www.example.com/2019/11/09/bomb.html

LOAD-DATE: November 10, 2019

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                   Copyright 2019 The Example Times Company
                              All Rights Reserved


                               2 of 3 DOCUMENTS


                                Daily Sample

                               November 10, 2019

HEADLINE: Governor opens inquiry

LENGTH: 400 words

The governor of the province opened an inquiry on Saturday into the attack of
the day before, in which two people had been killed, his office said.

LOAD-DATE: November 11, 2019


                               3 of 3 DOCUMENTS


                                Daily Sample

                               November 11, 2019

HEADLINE: Picture of the day

LENGTH: 0 words

LOAD-DATE: November 11, 2019
"""

ENDED = """User Name: reader
Date and Time: Monday, January 20, 2020 10:00:00 AM EST
Job Number: 107000001
Documents (2)
1. Bomb Kills Two Near Crowded Market
Client/Matter: -None-
2. Governor opens inquiry

Bomb Kills Two Near Crowded Market
The Example Times
November 9, 2019 Saturday 08:15 GMT
Copyright 2019 The Example Times Company All Rights Reserved
Section: NEWS; Pg. 5
Length: 48 words
Byline: Jane Smith
Dateline: MOSUL, Iraq
Body

Two people were killed and four were wounded on Friday when a bomb went off near a market in the north of the city, \
police said. The blast damaged several shops, and the street was closed for the rest of the day. Nobody claimed the \
attack.

Load-Date: November 10, 2019

End of Document

Governor opens inquiry
Daily Sample
November 10, 2019 Sunday
Copyright 2019 Daily Sample
Length: 27 words
Body

The governor of the province opened an inquiry on Saturday into the attack of the day before, in which two people \
had been killed, his office said.

Load-Date: November 11, 2019

End of Document
"""

TAGGED = """HD  Bomb kills two near crowded market
BY  By Jane Smith and
    Karim Hassan
WC  51 words
PD  9 November 2019
ET  08:15
SN  Example Newswire
SC  EXNW
LA  English
CY  (c) 2019 Example Newswire Limited

LP  MOSUL, Iraq, Nov 9 (Example) - Two people were killed and four were wounded on Friday when a bomb went off near \
a market in the north of the city, police said.

TD  The blast damaged several shops, and the street was closed for the rest of the day.

Nobody claimed the attack.

CO  exnw : Example
RE  iraq : Iraq | meast : Middle East
AN  Document EXNW000020191109efb9000c8

HD
انفجار قنبلة يقتل شخصين قرب سوق مزدحم
BY
بقلم سامي حداد
WC
٥١ words
PD
10 November 2019
SN
صحيفة المثال
LA
Arabic
LP
قتل شخصان وأصيب أربعة بجروح يوم الجمعة في انفجار قنبلة قرب سوق في شمال المدينة، حسبما قالت الشرطة.
TD
وألحق الانفجار أضرارا بعدة متاجر، ولم تعلن أي جهة مسؤوليتها عن الهجوم حتى الآن.
AN
Document EXAR000020191110efba000c9
"""

SIGNED = """Bomb kills two near crowded market
By Jane Smith
51 words
9 November 2019
08:15
Example Newswire
EXNW
English
(c) 2019 Example Newswire Limited

MOSUL, Iraq, Nov 9 (Example) - Two people were killed and four were wounded on Friday when a bomb went off near a \
market in the north of the city, police said.

The blast damaged several shops, and the street was closed for the rest of the day.

Document EXNW000020191109efb9000c8

Governor opens inquiry
30 words
10 November 2019
Daily Sample
DSAM
English
(c) 2019 Daily Sample

The governor of the province opened an inquiry on Saturday into the attack of the day before, in which two people \
had been killed, his office said.

Document DSAM000020191110efba000c9
"""

FRENCH = """Document 1 de 2

Titre: Une bombe fait deux morts près d'un marché
Auteur: Jeanne Martin
Publication: Le Quotidien d'Exemple
Date de publication: 9 novembre 2019
Rubrique: International
Langue: Français
Texte intégral:
Deux personnes ont été tuées et quatre autres blessées vendredi dans l'explosion d'une bombe près d'un marché au \
nord de la ville, a indiqué la police. La rue est restée fermée toute la journée.

Document 2 de 2

Titre: Le gouverneur ouvre une enquête
Auteur: Jeanne Martin
Publication: Le Quotidien d'Exemple
Date de publication: 10 novembre 2019
Langue: Français
Texte intégral:
Le gouverneur de la province a ouvert samedi une enquête sur l'attentat de la veille, qui avait fait deux morts, \
selon ses services.
"""
