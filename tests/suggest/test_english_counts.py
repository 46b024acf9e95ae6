# SPDX-License-Identifier: MIT
"""Counts in English, rule by rule.

Each row: words in their context, the selected ones in double brackets, and what they give in short: "6", ">=6"
(at least), "<=6" (at most), "~6" (about), "6-8", "v12" (vague, low 12), "v" (vague, no figure), "0", "-" (no count).
"""

from __future__ import annotations

import pytest

from curator.suggest.counts import CountSuggester
from tests.suggest.count_phrases import marked, short

CASES = (
    ("[[At least 6 farmers]] died.", ">=6"),
    ("[[more than 6 farmers]] died.", ">=6"),
    ("[[up to 6 farmers]]", "<=6"),
    ("[[about 6 farmers]]", "~6"),
    ("[[nearly 6 farmers]]", "~6"),
    ("[[10 to 15 farmers]]", "10-15"),
    ("[[a couple of farmers]]", "2"),
    ("[[half a dozen farmers]]", "6"),
    ("[[two brothers and their cousin]]", "3"),
    ("[[a border guard]]", "1"),
    ("[[several farmers]]", "v"),
    ("[[a number of farmers]]", "v"),
    ("[[tens of farmers]]", "v10"),
    ("[[dozens of farmers]]", "v12"),
    ("[[hundreds of farmers]]", "v100"),
    ("[[No one was hurt]] in the blast.", "0"),
    ("[[families]]", "-"),
    ("[[12 houses]]", "-"),
    ("[[six or more people]]", ">=6"),
    ("killed [[23-year-old]] Omar", "-"),
    ("a man aged [[40 died]]", "-"),
    ("Omar Said, [[34, was shot]]", "-"),
    ("[[12 men of every 100,000]] fall ill", "-"),
    ("12 of [[every 100 people]] fall ill", "-"),
    ("per [[1,000 people]]", "-"),
    ('[[a leftist "peace squad"]] was shot', "-"),
    ("[[a Greek, a Dutchman and a Canadian]] were kidnapped", "3"),
    ("[[a Spaniard]] was kidnapped", "1"),
    ("an [[Iraqi attack]]", "-"),
    ("One guard was killed and [[another wounded]].", "1"),
    ("One guard died and [[another was wounded]].", "1"),
    ("[[hundreds of contenders]]", "v100"),
    ("[[thousands of farmers]]", "v1000"),
    ('[["3" thousand farmers]]', "3000"),
    ("[[28 people, including a policeman]]", "28"),
    ("[[two soldiers and several civilians]]", "v2"),
    ("[[about 20 soldiers and 5 civilians]]", "~25"),
    ("[[up to 10 soldiers and 2 civilians]]", "<=12"),
    ("[[Four trucks carrying soldiers]] left.", "-"),
    ("[[Four men carrying rifles]] came.", "4"),
    ("[[one truck carrying soldiers]]", "-"),
    ("Battalion [[12 killed three rebels]].", "3"),
    ("[[12 killed]] and 30 hurt.", "12"),
    ("[[two customs officers]] were shot.", "2"),
    ("[[three of the four brothers]] died", "3"),
    ("[[at least one child]] was hurt", ">=1"),
    ("[[more than a hundred worshippers]] were inside", ">=100"),
    ("[[up to a dozen prisoners]]", "<=12"),
    ("[[hundreds more]] were hurt", "v100"),
    ("[[two-thirds of the prisoners]]", "-"),
    ("[[the two countries]]", "-"),
    ("[[five hundred and twenty-three refugees]]", "523"),
    ("[[a policewoman, two soldiers and their driver]] were killed", "4"),
    ("[[some of the hostages]]", "v"),
    ("[[about half of the 300 hostages]]", "-"),
    ("[[15 others]] were wounded", "15"),
    ("[[a total of 35 dead]]", "35"),
    ("[[no deaths or injuries]]", "0"),
    ("[[nobody was injured]]", "0"),
    ("there were [[no immediate reports of casualties]]", "-"),
    ("[[none of the 12 sailors]] was hurt", "0"),
    ("[[one dead and three wounded]]", "1"),
    ("[[20 to 25 masked gunmen]]", "20-25"),
    ("[[an 11-year-old boy]] died", "1"),
    ("[[six schoolchildren]] died", "6"),
    ("[[his two daughters]] died", "2"),
    ("[[three women and a baby]]", "4"),
    ("[[30-odd fighters]]", "-"),
    ("[[nearly a thousand mourners]]", "~1000"),
    ("[[1.2 million displaced people]]", "1200000"),
    ("[[100,000-strong army]]", "-"),
    ("[[three judges, a prosecutor and six policemen]]", "10"),
    ("[[half of them]]", "-"),
    ("[[one in five soldiers]]", "-"),
    ("[[10 percent of the soldiers]]", "-"),
    ("[[3,000 rounds]]", "-"),
    ("[[12 bomb attacks]]", "-"),
    ("[[over a dozen Yemeni soldiers and at least five militants]]", ">=17"),
    ("killing [[15, most of them children]]", "15"),
    ("[[the three]] were shot dead", "3"),
    ("[[dozens]] were arrested", "v12"),
    ("[[the soldiers]]", "v"),
    ("[[civilian houses]]", "-"),
    ("[[police station]]", "-"),
    ("[[a police station]]", "-"),
)


@pytest.mark.parametrize(("marked_text", "expected"), CASES)
def test_the_selected_words_give_the_count(marked_text: str, expected: str) -> None:
    assert short(CountSuggester().whole(marked(marked_text))) == expected
