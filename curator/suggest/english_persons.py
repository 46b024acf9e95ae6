# SPDX-License-Identifier: MIT
"""English words for persons, and for the things that persons' words are often part of.

What lives here: which words name persons, one or several. What does not: how they are counted (english_counts.py).
"""

from __future__ import annotations

from curator.suggest.folding import word_set

# One person. The plural is made by rule, or given in IRREGULAR.
_ONE = word_set("""
    accomplice activist actor adult adviser advisor aggressor agent aide ambassador archbishop arsonist assailant
    assassin athlete attacker attorney aunt author baby banker baron bishop bodyguard bomber boy boyfriend
    bricklayer brother builder bystander cadet candidate captain captive captor caretaker casualty catechist child
    citizen civilian clergyman cleric client clerk collaborator colleague colonel columnist combatant commander
    commando communist companion compatriot comrade congressman conscript constable consul corporal councillor
    councilman councilor cousin crewman crewmember criminal customer cyclist daughter deacon dealer defector
    defender delegate demonstrator deputy deserter detainee detective diplomat director dissident doctor dockworker
    driver editor educator elder electrician employee employer enemy engineer envoy escort executive expert
    extremist farmer farmhand farmworker father fatality fellow female fiance fighter fireman firefighter fisherman
    follower foreigner friend fugitive gangster gardener general gendarme girl girlfriend governor grandchild
    granddaughter grandfather grandmother grandson guard guerrilla guerilla guest gunman herder herdsman hijacker
    hitman hostage housewife hunter husband immigrant individual infant informant informer inhabitant inmate
    insurgent interpreter intruder invader islamist jesuit jihadi jihadist journalist judge juror kidnapper kidnaper
    killer labourer laborer lad lady lawmaker lawyer leader leftist legislator lieutenant looter magistrate maid
    major male man manager marine mayor mechanic medic member mercenary merchant messenger migrant militant
    militiaman miner minister minor missionary mother mourner murderer musician national native neighbor neighbour
    nephew newsman niece nun nurse observer occupant offender officer official onlooker operative operator organiser
    organizer orphan owner parent parishioner parliamentarian participant partisan partner passenger passerby
    patient patrolman peacekeeper peasant pedestrian pensioner person photographer pilgrim pilot pirate policeman
    policewoman politician pope porter preacher president priest prisoner professor prosecutor prostitute protester
    protestor provocateur pupil rapist rebel recruit refugee relative reporter representative rescuer resident rider
    rightist rioter robber ruler sailor saboteur scientist secretary seminarian senator sentry sergeant servant
    settler shepherd shopkeeper sibling sister smuggler sniper soldier son specialist spectator spokesman spouse spy
    stranger striker student subversive suicide-bomber superintendent supporter survivor suspect sympathizer
    sympathiser teacher technician teenager terrorist thief thug tourist trader trafficker traitor translator
    traveler traveller trooper truckdriver tutor twin uncle vendor veteran viceminister victim villager visitor
    volunteer voter waiter wife warrior watchman widow witness woman worker workman youngster youth user addict
    breeder negotiator paramilitary paratrooper ranger policeofficer infantryman serviceman airman crewwoman
    congresswoman businesswoman businessman nomad monk imam sheikh rabbi pastor mullah worshipper bather diver
    swimmer hiker climber plumber cleaner barber baker butcher printer publisher blogger broker boxer camper
    carpenter commuter competitor counsellor dancer designer developer donor dweller emigrant entertainer explorer
    filmmaker footballer founder grocer healer inspector instructor investigator jailer lecturer logger mediator
    navigator newcomer painter player poacher poet postman prefect principal programmer reader researcher scholar
    scout seaman sculptor singer skipper slave speaker steward successor surgeon tailor tenant trainee trainer
    contender challenger attendee frenchman englishman dutchman irishman spaniard briton dane swede finn turk
    greek serb croat czech scot jew arab kurd iraqi israeli pakistani afghan saudi kuwaiti yemeni omani filipino
    trespasser trucker viewer waitress warden warlord whistleblower winner writer physician midwife paramedic
    grandparent adolescent toddler newborn bride groom fan marcher squatter separatist loyalist nationalist
    dignitary tribesman clansman chieftain chief commissioner cop gunner rifleman reservist schoolboy schoolgirl
    schoolchild churchgoer holidaymaker bus-driver taxidriver motorist motorcyclist biker aidworker humanitarian
    responder stepfather stepmother stepson bridegroom fishmonger oilman
""")
_IRREGULAR = {
    "child": "children", "person": "people", "wife": "wives", "thief": "thieves", "passerby": "passersby",
    "grandchild": "grandchildren", "casualty": "casualties",
}  # fmt: skip
# Several persons, without a singular of their own. Those of the second row are no persons before another noun.
_SEVERAL = word_set("""
    people persons personnel troops dead wounded injured injuries deaths fatalities casualties victims bodies
    corpses lives police forces guards folk folks others youths contras arrests missing killed detained elements
    cadavers kurds arabs israelis iraqis pakistanis afghans afghanis saudis kuwaitis yemenis omanis bangladeshis
    nepalis somalis azeris uzbeks tajiks kazakhs turks greeks jews serbs croats slovaks czechs poles danes swedes
    finns spaniards britons scots germans filipinos swiss tutsis hutus druze kosovars houthis sikhs hindus buddhists
    muslims christians sunnis shiites shias catholics protestants englishmen frenchmen dutchmen irishmen libyans
    thais lads sandinists sandinistas fedayeen peshmerga mujahideen mujahedin taliban maoists contra
""")
MODIFYING = word_set("police dead wounded injured missing killed enemy guerrilla rebel minor general national")
ADJECTIVES = word_set("""
    civilian communist corporal extremist foreign general guerrilla individual insurgent islamist leftist rightist major
    minor national nationalist native official paramilitary public rebel separatist subversive suspect terrorist
    militant mercenary student greek serb croat czech arab iraqi israeli pakistani afghan saudi kuwaiti yemeni omani
""")
HARMED = {
    "dead": "killed", "deaths": "killed", "fatalities": "killed", "fatality": "killed", "bodies": "killed",
    "corpses": "killed", "lives": "killed", "killed": "killed", "death": "killed",
    "wounded": "injured", "injured": "injured", "injuries": "injured", "injury": "injured",
    "missing": "missing", "arrests": "arrested",
}  # fmt: skip

# Nouns that make the person before them part of a thing: "guard post", "police station".
THINGS = word_set("""
    academy accord agency agreement aircraft airplane area army attack attacks band barracks base bases battalion
    battle battles boat bomb bombs border branch brigade brigades building buildings bunker bunkers bus buses camp
    camps campaign candidates car cars case cases cell cells center centers centre centres checkpoint checkpoints
    church claim claims clash clashes club clubs column columns command community compound control convoy convoys
    council count department detachment detachments district division escort facility families family fighting fire
    fires force front garrison gate gates group groups gun guns headquarters home homes hospital house houses hour
    hours jail jails job jobs law leadership leave life line lines machine mission missions movement movements
    office offices organization organizations organisation outpost outposts party parties patrol patrols plane
    planes plot position positions post posts presence prison prisons quarters raid raids record records regime
    region report reports residence residences right rights road room rooms rule school schools service services
    shed shelter shelters shop shops sources squad squads stand station stations statement statements strike strikes
    stronghold strongholds system team tower towers town towns truck trucks uniform uniforms union unions unit units
    vehicle vehicles village villages war week weeks worth year years zone zones
""")
# Words with an -s that may stand before a person word: "customs officers".
NO_PLURALS = word_set("""
    news sales sports customs narcotics forces armed operations communications honduras states nations affairs
    rights relations systems arms contras human overseas texas buenos aires paras elections services finances
    physics mathematics politics logistics public works mines drugs sands missions
""")
GROUPS = word_set("group crowd band gang team squad bunch contingent party family mob crew convoy column")
KIN = word_set("""
    son daughter wife husband brother sister father mother cousin uncle aunt nephew niece child baby bodyguard
    driver secretary companion friend escort chauffeur grandson granddaughter grandfather grandmother girlfriend
    boyfriend fiance fiancee maid colleague assistant parents
""")


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")


_PLURALS = frozenset(_plural(word) for word in _ONE) | _SEVERAL
_NOT_PEOPLE = word_set("""
    plans loans vans cans oceans organs beans jeans slogans clans bans caravans means trees committees degrees knees
    fees lists fists twists guarantees mists tans spans scans sedans titans hurricanes turbans pecans cabans
""")
_ENDINGS = (
    "ans", "ists", "ees", "crats", "workers", "guards", "drivers", "fighters", "makers", "women", "children", "people",
    "goers",
)  # fmt: skip


def is_one(word: str) -> bool:
    """Whether the folded word names one person."""
    return word in _ONE or (word.endswith(("woman", "ian", "ist")) and len(word) > 5)


def is_several(word: str) -> bool:
    """Whether the folded word names several persons."""
    return word in _PLURALS or (word.endswith(_ENDINGS) and len(word) > 5 and word not in _NOT_PEOPLE)
