"""Words that show that a name is, or is not, the name of a place."""

from __future__ import annotations

__all__ = [
    "ADJECTIVES", "AGENTS_ACTS", "AREAS", "ARMED", "ATTACKS", "BODIES", "DONE_TO", "FUNCTION", "HAPPENINGS",
    "LOCATING", "MOVED", "NAMED_HAPPENINGS", "NO_PLACES", "OUT_OF", "OWN_PARTS", "PARTS", "PERSONAL", "PERSONS_OF",
    "SEAS", "SHAKES", "SIDES", "SITES", "TELLING", "TITLES",
]  # fmt: skip


def _words(listed: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(listed.split())


def _plural(listed: str) -> frozenset[str]:
    """Return the words of a list and their plurals."""
    words = listed.split()
    return frozenset(words) | {_plural_of(word) for word in words}


def _plural_of(word: str) -> str:
    if word[-1] == "y" and word[-2] not in "aeo":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("ch", "sh", "s")) else f"{word}s"


# kinds of areas, as they stand behind a name ("Kunar province") or before it ("the city of Khost")
AREAS = _plural(
    "region oblast province prefecture city district strip governorate state county village town township area "
    "border peninsula island archipelago municipality canton commune ward kebele woreda suburb neighbourhood "
    "neighborhood hamlet settlement territory valley mountain range hill desert delta basin gulf bay strait sea "
    "ocean river lake coast shore coastline enclave exclave capital republic raion krai zone tehsil taluk "
    "barangay regency parish borough emirate countryside subdistrict isle islet cape country nation kingdom "
    "outskirts metropolis locality community frontline direction axis sector heartland stronghold bastion"
)
# kinds of sites
SITES = _plural(
    "school camp hospital clinic airport airfield airbase base mosque church temple shrine cathedral monastery "
    "mine colliery bridge port harbour harbor station market mall hotel stadium prison jail factory plant "
    "refinery dam road highway motorway street avenue square checkpoint junction crossroads university college "
    "institute building tower theatre theater cinema nightclub forest canal tunnel outpost barracks garrison "
    "depot shelter beach glacier volcano orphanage dormitory synagogue pagoda palace quarry shipyard railway park "
    "pier resort club arena hall"
)
# sites of armies and states, which say nothing of whose ground they are on: "a Russian base"
ARMED = _plural("base barracks garrison outpost checkpoint depot airbase airfield camp shipyard")
# parts of an area, before "of" or behind a possessive: "the outskirts of Homs", "Libya's coast"
PARTS = _words(
    "part parts centre center heart edge edges shore shores streets west east north south northwest northeast "
    "southwest southeast hospitals waters soil land ground rest whole middle vicinity environs interior "
    "population residents inhabitants entrance gates tip"
)
# what is done to a place, before "of": "the siege of Homs"
DONE_TO = _words(
    "siege battle bombing bombardment shelling storming invasion evacuation occupation liberation capture fall "
    "destruction sack sacking conquest defence defense relief"
)
# areas that only a place has, no person: "Bihar's districts", not "his border"
OWN_PARTS = _plural(
    "region province district governorate county village town township suburb neighbourhood neighborhood coast "
    "shore coastline outskirts territory capital countryside municipality"
)
# seas and continents, which need no word for what they are
SEAS = _words(
    "africa asia europe america antarctica mediterranean atlantic pacific aegean adriatic baltic caribbean arctic"
)
# sides of an area, before its name
SIDES = _words(
    "eastern western northern southern central northeastern southeastern northwestern northwest southwestern "
    "north south east west northeast southeast southwest midwestern upper lower mainland downtown inner outer"
)
# adjectives that may stand between a preposition and a name, beside those with the endings of adjectives
ADJECTIVES = _words(
    "rural remote nearby coastal border port strategic neighbouring neighboring far greater metropolitan historic "
    "old mainly most mostly all both much now city war-torn impoverished"
)
# prepositions behind which a place is expected
LOCATING = _words(
    "in near inside across outside throughout within around along off beside beyond at on over above through"
)
# verbs before "to" and "into", and before "from", that move what is counted
MOVED = _words(
    "fled flee fleeing evacuated moved crossed crossing displaced deported transferred returned brought taken "
    "escaped arrived migrated relocated flown poured streamed"
)
# words before "from" and the place that those counted are from: "evacuated from Orva"
OUT_OF = _words(
    "km kilometres kilometers miles abducted kidnapped reported recovered rescued evacuated displaced fled pulled "
    "retrieved cases deaths deported released withdrew withdrawn originally mostly mainly are is were come came "
    "evacuees refugees"
)
# what happens to the people of a place, and is done by none of its names: "the Herat earthquake"
HAPPENINGS = _plural(
    "earthquake quake tremor flood flooding landslide mudslide avalanche wildfire fire blaze inferno blast "
    "explosion crash accident collapse stampede crush disaster tragedy storm tornado tsunami eruption drought "
    "famine outbreak epidemic heatwave shipwreck derailment massacre siege riot unrest protest clash war conflict "
    "crisis shooting bombing toll death victim hostage cyclone"
)
# those of them that befall persons, wherever they are: "the German death rate"
PERSONAL = _plural("death victim hostage toll")
# those of them that are named by their place, as diseases and crashes are not
SHAKES = _plural(
    "earthquake quake tremor flood flooding landslide mudslide avalanche wildfire blast explosion stampede "
    "massacre siege bombing shooting toll"
)
# acts before which the name of a state is the one that acts: "Israel strikes"
ATTACKS = _plural("attack strike raid airstrike assault bombardment offensive shelling bombing onslaught war")
# the same, and what may be done or befall
AGENTS_ACTS = ATTACKS | _words("fire shooting blast explosion siege massacre campaign")
# names of storms and operations, which are named like persons
NAMED_HAPPENINGS = _words(
    "typhoon hurricane cyclone storm operation super project title chapter article section phase resolution "
    "flight ferry ship boat vessel mv uss hms covid world"
)
# last words of the names of bodies, which are in no place themselves
BODIES = _plural(
    "army ministry agency council force party committee commission organization organisation union group "
    "association authority bureau office police guard navy corp command staff society foundation network news "
    "post journal press tribune herald radio television company corporation parliament congress senate assembly "
    "court government coalition alliance movement brigade battalion regiment division squadron militia federation "
    "fund programme program mission observatory monitor crescent directorate service secretariat league team cup "
    "act law treaty agreement convention constitution department defense defence times guardian telegraph "
    "administration watch international media"
) | _words("corps co nations reuters idf irgc wehrmacht nato who un eu ltd inc")
# those who live or serve in a place, behind its name: "the Jodhpur police chief"
PERSONS_OF = (
    _plural(
        "sheriff mayor governor official authority spokesman spokeswoman spokesperson president minister resident "
        "commander prosecutor chief native head director leader lawmaker correspondent reporter"
    )
    | BODIES
)
# words before or within the names of persons
TITLES = _words(
    "mr mrs ms dr gen general col colonel lt capt captain maj major sgt gov governor mayor sen senator rep "
    "president minister sheriff sir king queen prince pope chief commander spokesman spokeswoman spokesperson "
    "ambassador chancellor adm admiral brig prof professor secretary ayatollah sheikh imam judge officer"
)
# verbs of telling, whose place is that of the speaker: "told reporters in Geneva"
TELLING = _words(
    "said says told reporters journalists conference briefing interview wrote posted published announced "
    "statement meeting summit talks speech agreed negotiated brokered signed mediated"
)
# what is no place behind "in" and "on": times, outlets, feasts, languages
NO_PLACES = _words(
    "monday tuesday wednesday thursday friday saturday sunday telegram facebook twitter x instagram youtube "
    "whatsapp tiktok ramadan eid christmas easter boxing eve year day total addition english arabic islam covid god "
    "internet holocaust gmt utc am pm tv i reuters tass xinhua afp ap bbc cnn spring summer autumn winter twitch "
    "bitcoin google weibo wikipedia diwali hajj rights aid relief rescue"
)
# words that are written with a capital only where a sentence or a quotation begins
FUNCTION = _words(
    "a an the this that these those its their his her our my it he she they we you who which what where when "
    "while whereas but and or nor so yet as if though although because since until after before during than then "
    "with without by for from to of into against between among under about there here not no also all any some "
    "many most more several another other others both each every only at in on near inside across outside "
    "throughout within around along off over above through up down out is are was were be been has have had will "
    "would could may might can did do does said says told meanwhile however earlier later according following "
    "including due despite amid via per even just now still already last next first early late overall separately "
    "alone itself today yesterday overnight ago like such thus them us whose"
)
