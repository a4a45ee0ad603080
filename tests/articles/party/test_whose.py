"""Whose people and things figures count, on sentences written for these tests in three styles."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.articles.party.parties import parties_in
from reconcile.language.tokens import tokens_of


def rows(text: str) -> list[Any]:
    return list(rc.extract_claims(text, source="Harbour Post", published="2025-03-05").itertuples())


def sides(text: str) -> str:
    return "; ".join(f"{row.party}|{row.counterparty}".removesuffix("|") for row in rows(text))


AGENCY = [
    ("At least 24 rebels were killed in the raid, the army said.", "rebels"),
    ("The militia lost 31 men in Sunday's fighting, a monitor said.", "militia"),
    ("Five junta soldiers were killed near the bridge.", "junta"),
    ("The coalition said it had killed more than 60 rebels in three days.", "rebels|coalition"),
    ("The Kenyan-led force said it killed 40 al-Shabab militants.", "al-Shabaab"),
    ("Some 200 deaths were reported among the Iran-backed Houthis.", "Houthis"),
    ("A Russian missile strike killed 12 people in the market.", "|Russia"),
    ("Twelve Karsian soldiers were killed by Tessan shelling.", "Karsian|Tessan"),
    (
        "Seven regime personnel and nine anti-government fighters died in the clashes.",
        "regime; anti-government fighters",
    ),
    ("Three children and two women were among the dead.", "children; women"),
    ("Eleven fishermen drowned off the coast.", "fishermen"),
    ("More than 90 migrants are missing after the boat sank.", "migrants"),
    ("Police said 14 protesters had been detained.", "protesters"),
    ("Hamas released 13 Israeli hostages on Friday.", "Israel|Hamas"),
    ("Israel freed 39 Palestinian prisoners in return.", "Palestine|Israel"),
    ("Kyiv returned 40 Russian pilots under the deal.", "Russia"),
    ("Russia said three of its sailors had been handed over.", "Russia"),
    ("Turkey said four of its soldiers were killed in northern Iraq.", "Turkey"),
    ("The US military said it had lost three helicopters.", "United States"),
    ("Ukraine's air force shot down 28 of 31 Russian drones overnight.", "Russia|Ukraine"),
    ("Russian forces launched 40 drones at Ukraine on Monday.", "Russia|Ukraine"),
    ("Ukrainian troops took 30 Russian soldiers prisoner.", "Russia|Ukraine"),
    ("Sudan's army said it had retaken 12 villages from the Rapid Support Forces.", "Sudan|Rapid Support Forces"),
    ("An earthquake in Afghanistan killed 300 people.", ""),
    ("Afghan officials said 76 people had died.", ""),
    ("The death toll from the China mine blast rose to 19.", ""),
    ("Some 40 people were killed in Lebanon by Israeli strikes.", "|Israel"),
    ("French and Malian soldiers killed 30 jihadists near the border.", "jihadists"),
    ("Armed men killed 18 villagers in Benin.", ""),
    ("Ethiopian troops killed at least 45 Amhara civilians.", "Amhara|Ethiopia"),
    ("Gunmen killed 16 Chinese miners.", "China|gunmen"),
    ("Boko Haram killed 70 farmers in Nigeria.", "farmers|Boko Haram"),
    ("Pakistan has arrested 200 Indian fishermen.", "India|Pakistan"),
    ("Myanmar's junta lost 500 soldiers in the offensive, the Arakan Army said.", "Myanmar"),
    ("Taliban fighters killed 20 Afghan policemen.", "Afghanistan|Taliban"),
    ("The army of Chad lost 92 soldiers.", "Chad"),
    ("At least 15 Syrian soldiers were killed in an Israeli air strike.", "Syria|Israel"),
    ("Some 115 Houthis were killed, the Saudi-led coalition said.", "Houthis"),
    ("Four Ugandan peacekeepers were killed by al-Shabaab.", "Uganda|al-Shabaab"),
    ("German losses were put at 15,000 killed.", "Germany"),
    ("Russian casualties have passed 600,000, the ministry said.", "Russia"),
    ("The number of Ukrainian soldiers killed rose to 46,000.", "Ukraine"),
    ("Deaths among Russian conscripts reached 120.", "Russia"),
    ("Israeli troops wounded 14 Palestinians in the West Bank.", "Palestine|Israel"),
    ("Twenty people, among them six soldiers, were hurt.", "; soldiers"),
    ("About 30 soldiers were killed and another 22 wounded.", "soldiers; soldiers"),
    ("Out of 8,000 men of the Ottoman Second Army 3,000 were killed.", "Ottoman Empire; Ottoman Empire"),
    ("The regime lost 12 tanks.", "regime"),
    ("Iran fired more than 180 missiles at Israel.", "Iran|Israel"),
    ("Russian forces seized 40 sq km of Ukrainian territory.", "Russia|Ukraine"),
    ("Rebels backed by Rwanda killed 20 people.", "|rebels"),
    ("An Iranian-made drone killed three American soldiers.", "United States"),
    ("The Turkish-occupied town counted 12 dead.", ""),
]

TABLOID = [
    ("Our guys knocked out 14 Russian tanks yesterday.", "Russia"),
    ("Hero firefighters: 19 firefighters died in the blaze.", "firefighters"),
    ("Horror as 31 schoolchildren die in bus plunge", "schoolchildren"),
    ("Brits among dead: three British tourists killed in Spain.", "United Kingdom"),
    ("I count 22 Russian jets lost this month.", "Russia"),
    ('"We lost 14 men in the battle," the Chadian army said.', "Chad"),
    ('"They killed 30 of our soldiers," said the Ukrainian commander.', "Ukraine"),
    ("Five Coal Miners Killed In Kabul Blast", "miners"),
    ("Gang kills 12 police officers in Haiti.", "police|gang"),
    ("Another 300 Russians bite the dust: 300 Russians killed in one day", "Russia; Russia"),
    ("Germany's Second Army lost 60,000 men at the river.", "Germany"),
    ("The enemy lost 40 men.", ""),
    ("Israel bombed the camp and three people were killed.", ""),
    ("Fans fume as 40 supporters are hurt in Rome.", "supporters"),
    ("Somali pirates hold 23 sailors.", "sailors"),
    ("Nine Mexican cops shot dead by cartel gunmen.", "Mexico|cartel"),
]

TRANSLATED = [
    ("Two soldiers and a farmer were killed.", "soldiers"),
    ("Civilian casualties: 12 killed, including 3 children.", "; children"),
    ("Injuries: 14 to firefighters, 9 to civilians.", "firefighters; civilians"),
    ("Losses of the enemy over the past day: 820 personnel, 12 tanks.", "; "),
    ("Over the past day, Russian troops carried out 14 attacks.", ""),
    (
        "Russian occupiers launched 26 Shahed drones, 21 of them were shot down by Ukrainian defenders.",
        "Russia; Russia|Ukraine",
    ),
    ("As a result of Russian shelling, 5 residents of Kherson were injured.", "|Russia"),
    ("- 24 civilians, including 4 children, were killed by regime forces.", "civilians|regime; children|regime"),
    ("Our troops destroyed 8 enemy tanks.", ""),
    ("Among the victims are 7 military personnel and 2 medics.", "military personnel; medics"),
    ("The 12 wounded soldiers of the Armed Forces of Ukraine were evacuated.", "Ukraine"),
    ("In the course of clashes, 9 fighters of the Kurdistan Workers' Party were neutralised.", "PKK"),
    ("As a result of the attack 43 servicemen of the Azerbaijani army perished.", "Azerbaijan"),
    ("The Houthi group has announced the death of 14 of its members.", "Houthis"),
    ("150 Rohingya refugees crossed the border into Bangladesh.", "Rohingya"),
    ("Over 2,300 refugees have arrived from South Sudan.", ""),
    ("54 Ethiopian migrants were rescued by the Yemeni coast guard.", "Ethiopia"),
    ("Crew: 14 persons, of whom 3 are Filipinos.", "; Philippines"),
    ("35 passengers and 4 crew were rescued.", "passengers; crew"),
    ("Health workers: 4 doctors and 6 nurses have been infected.", "doctors; nurses"),
    ("The party of the opposition claims that 200 of its supporters were arrested.", "supporters"),
    ("65 Ukrainian prisoners of war were on board the Russian plane.", "Ukraine"),
    ("Both sides exchanged 50 prisoners of war.", ""),
    ("195 Russian servicemen were returned from territory controlled by the Kyiv regime.", "Russia"),
    ("17 Lebanese army soldiers were wounded by an Israeli drone.", "Lebanon|Israel"),
    ("Tigrayan forces captured 4,000 Ethiopian soldiers.", "Ethiopia|Tigray"),
    ("A Hezbollah rocket killed two Israelis.", "Israel|Hezbollah"),
    ("Saudi Arabia executed 81 men.", "men|Saudi Arabia"),
    ("Of the 300 Karsian troops, 40 were killed and 12 captured.", "Karsian; Karsian; Karsian"),
]

# lists, labels and numbers of one front
WARS = [
    ("The plane had 20 former detainees on board.", ""),
    ("An exchange in which 887 people will be released began between the government and the Houthis.", ""),
    ("Saudi Arabia released 104 Houthi prisoners.", "Houthis|Saudi Arabia"),
    ("Azerbaijan handed over 15 Armenian captives.", "Armenia|Azerbaijan"),
    ("Armenia said 2,718 of its soldiers died in the war.", "Armenia"),
    ("Azerbaijan has put its losses at 2,783 servicemen.", "Azerbaijan"),
    ("A total of 23 Sudanese refugees, nine Eritreans and two Ethiopians drowned.", "Sudan; Eritrea; Ethiopia"),
    ("The victims were 14 Bangladeshis, three Pakistanis and an Indian.", "Bangladesh; Pakistan"),
    ("Chinese media say all 26 coal miners died.", "miners"),
    ("The air raid hit a school, killing 12 pupils and two teachers.", "pupils; teachers"),
    ("Among the wounded are eight policemen and four National Guardsmen.", "policemen; "),
    ("Seven Lebanese nationals and one Syrian were detained by Kuwaiti police.", "Lebanon|Kuwait"),
    ("The Tunisian navy recovered the bodies of 41 migrants.", "migrants"),
    ("IDF troops eliminated 20 terrorists in Jabalia.", "terrorists|Israel"),
    ('"Our forces killed 40 terrorists," the Israeli army said.', "terrorists|Israel"),
    ("The general said 900 of his men had died.", ""),
    ("The warlord lost 900 men.", ""),
    ("Rebel losses were put at 300 killed.", "rebels"),
    ("Government forces lost 40 men and the rebels 60.", "government; rebels"),
    ("Government casualties: 40 killed.", "government"),
    ("Russian losses: 1,050 personnel, 12 tanks, 40 UAVs.", "Russia; Russia; Russia"),
    ("Losses of Ukrainian forces amounted to 310 soldiers and two tanks.", "Ukraine; Ukraine"),
    ("The Armed Forces of Ukraine lost up to 240 servicemen in the sector.", "Ukraine"),
    ("North Korean casualties in Kursk have reached 4,000.", "North Korea"),
    (
        "South Korea's spy agency said 300 North Korean soldiers were killed and 2,700 wounded.",
        "North Korea; North Korea",
    ),
    ("Ukraine captured two North Korean soldiers.", "North Korea|Ukraine"),
    ("Pyongyang sent some 3,000 reinforcements to Russia.", "North Korea"),
    ("Ukraine controls 800 sq km of the Kursk region.", "Ukraine"),
    ("Russian troops recaptured 24 settlements.", "Russia"),
    ("Kyiv's troops hold around 500 sq km.", "Ukraine"),
]

# names that no list has, peoples, and wars of other times
OTHERS = [
    ("Thirty Karsian and 12 Tessan soldiers died.", "Karsian; Tessan"),
    ("Myanmar Navy boats killed 12 fishermen.", "fishermen|Myanmar"),
    ("The Red Band lost 40 fighters.", "Red Band"),
    ("Red Band fighters killed 12 soldiers.", "soldiers|Red Band"),
    ("Karsian forces took 12 villages.", "Karsian"),
    ("Karsia lost 12 tanks.", "Karsia"),
    ("Karsia said Tessa had lost 400 men.", "Tessa"),
    ("Twelve Tessans were killed.", "Tessan"),
    ("At least 30 Orvan villagers were killed by Karsian troops.", "Orvan|Karsian"),
    ("The Karsian army said it had killed 40 insurgents.", "insurgents|Karsian"),
    ("Some 200 members of the Red Band surrendered.", "Red Band"),
    ("Militants from the Red Band killed 12 police officers.", "police|militants"),
    ("The Harbour Front claimed it killed 30 troops.", "troops"),
    ("Two Karsian jets and five Tessan drones were shot down.", "Karsian; Tessan"),
    ("In Karsia 40 people died.", ""),
    ("The 4th Karsian Brigade lost 200 men.", "Karsian"),
    ("Nine Tamil fishermen were arrested by the Sri Lankan navy.", "Tamils|Sri Lanka"),
    ("Hutu militiamen killed 800,000 Tutsis.", "Tutsis|Hutu militiamen"),
    ("Bosnian Serb forces killed 8,000 Muslims.", "Muslims|Bosnian Serbs"),
    ("Sunni militants killed 40 Shiite pilgrims.", "Shiites|militants"),
    ("Hindu mobs killed 30 Muslims.", "Muslims"),
    ("Settlers wounded three Palestinians.", "Palestine"),
    ("Israeli settlers wounded three Palestinians.", "Palestine|Israel"),
    ("NATO troops killed 12 Afghans by mistake.", "Afghanistan|NATO"),
    ("UN peacekeepers rescued 30 women.", "women"),
    ("The Soviet Union lost 27 million people in the war.", "Soviet Union"),
    ("Nazi Germany lost 5.3 million soldiers.", "Germany"),
    ("Confederate casualties were 28,000.", "Confederate States"),
    ("Roman losses were 50,000 dead.", "Roman Empire"),
    ("The Ottomans lost 20,000 men, the Austrians 5,000.", "Ottoman Empire; Austria"),
    ("French losses: 30,000. Prussian losses: 25,000.", "France; Prussia"),
    ("Of 600,000 French soldiers only 100,000 returned.", "France; France"),
    ("In all 58,000 Americans and over a million Vietnamese died.", "United States; Vietnam"),
    ("The Viet Cong killed 3,000 civilians in Hue.", "civilians|Viet Cong"),
    ("IRA bombs killed 21 people.", "|IRA"),
    ("ETA killed 829 people.", "|ETA"),
    ("An ELN attack killed 22 cadets in Bogota.", "cadets|ELN"),
    ("Tamil Tigers killed 147 worshippers.", "worshippers|Tamil Tigers"),
    ("Some 40 Kenyan police officers landed in Haiti.", "Kenya"),
    ("M23 seized 12 villages.", "M23"),
    ("Azerbaijan's army lost 192 servicemen.", "Azerbaijan"),
    ("BREAKING: 3 Americans dead, 34 US troops wounded in Jordan drone attack", "United States; United States"),
    ("UPDATE: Russian drones hit Odesa, 3 dead", ""),
    ("Our defenders shot down 21 enemy drones.", ""),
]

# names of speakers, places and things, which are no party to what is counted
NO_PARTY = [
    ("Some 12 Niger Delta militants were killed.", "Niger Delta"),
    ("The Jordan Valley lost 12 people.", ""),
    ("Some 40,000 fans attended the match.", ""),
    ("Some 300 patients are in hospital.", ""),
    ("Some 12 citizens were killed.", ""),
    ("Russia said 12 people had been killed in the fire.", ""),
    ("Russian officials reported that 40 people died in Dagestan.", ""),
    ("The Russian ministry put the toll at 40.", ""),
    ("Ukraine had 12 people killed overnight, the mayor said.", ""),
    ("The US has had 12 people die of the disease.", ""),
    ("Iran has reported 300 deaths.", ""),
    ("India reported 4,000 deaths on Friday.", ""),
    ("Italy's death toll rose to 300.", ""),
    ("Brazil's losses from the flood include 40 dead.", "Brazil"),
    ("A Turkish Airlines plane with 150 people on board crashed.", ""),
    ("The Greek coastguard rescued 104 people.", ""),
    ("German police arrested 12 men.", "men|Germany"),
    ("Spanish firefighters found 12 bodies.", ""),
    ("A Chinese coal mine blast killed 40 people.", ""),
    ("A Pakistani court freed 12 men.", "men"),
    ("The Israeli hospital treated 30 people.", ""),
    ("British scientists studied 300 cases.", ""),
    ("American researchers estimate 650,000 people died.", ""),
    ("The Syrian Observatory for Human Rights said 12 people were killed.", ""),
    ("The Afghan Red Crescent said 1,124 people had died.", ""),
    ("Japan lifted its count of missing to 300.", ""),
    ("Turkey sent 300 rescuers.", "Turkey"),
    ("The Taliban said 120 people died in the floods.", ""),
    ("Hamas said Israeli strikes killed 40 people.", "|Israel"),
    ("Hezbollah said it targeted 12 soldiers.", "soldiers"),
    ("Ukraine's president said 12 people had been rescued.", ""),
    ("The crash of a Kenyan helicopter killed ten people.", ""),
    ("Russia's invasion has killed 10,000 civilians.", "civilians|Russia"),
    ("The war in Ukraine has killed 10,000 civilians.", "civilians"),
    ("The Syrian war has killed 500,000 people.", ""),
    ("Indian-administered Kashmir saw 12 people killed.", ""),
    ("In the Russian city of Belgorod 12 people were hurt.", ""),
    ("In a statement, the Iraqi army said 40 militants were killed.", "militants"),
    ("The Iraqi army killed 40 militants with the help of US air strikes.", "militants|Iraq"),
    ("The militants killed 40 people and burned 12 houses.", "|militants; "),
    ("Twelve people died when Israeli tanks fired on a crowd.", ""),
    ("Twelve people died after police fired on protesters.", ""),
    ("Some 300 mostly Haitian migrants were on the boat.", "Haiti"),
    ("The 40 victims included two Germans and a Belgian.", "; Germany"),
    ("Two of the dead were Russian citizens.", "Russia"),
    ("12 police cars and 3 army trucks were burned.", "; "),
    ("The hotel hosted 40 Ukrainian families.", "Ukraine"),
    ("Sweden took in 12,000 refugees.", ""),
    ("Poland has 1.5 million Ukrainian refugees.", "Ukraine"),
    ("Jordan hosts 650,000 Syrian refugees.", "Syria"),
    ("US senator John Smith said 12 people died.", ""),
    ("Doctors Without Borders treated 400 people.", ""),
    ("The bombing of a Russian ship killed 12 sailors.", "sailors"),
    ("Rebels in Congo killed 12 people.", "|rebels"),
    ("Police in Kenya shot dead 12 protesters.", "protesters"),
    ("Chinese fishermen found 12 bodies.", ""),
    ("An avalanche swept away 12 Nepalese guides.", "Nepal"),
    ("Israel's ambassador said 1,200 people were killed on October 7.", ""),
    ("Iranian state TV said 95 people were killed.", ""),
    ("Egypt and Qatar brokered the release of 12 hostages.", ""),
]

# those who act for others, or of whom only a part is meant
MIXED = [
    ("Russia and Ukraine swapped 50 prisoners.", ""),
    ("Some 207 Chadian soldiers came home, 12 of them officers.", "Chad; Chad"),
    ("Shiite pilgrims were the target: 12 Shiite pilgrims were killed.", "Shiites"),
    ("Fighter jets killed 12 people.", ""),
    ("M23 rebels killed nine soldiers and wounded four more.", "soldiers|M23; soldiers|M23"),
    ("Al-Shabaab fighters killed nine people in the market.", "|al-Shabaab"),
    ("The Jerusalem shooting killed 7 people.", ""),
    ("The Paris attacks killed 130 people and wounded 400.", "; "),
    ("A Kabul blast killed 12 people.", ""),
    ("Israel strike kills 12 in Rafah.", ""),
    ("US strikes killed 12 people.", "|United States"),
    ("Moscow lost 12 tanks.", "Russia"),
    ("Myanmar army kills 40 rebels.", "rebels|Myanmar"),
    ("Israel also killed 12 people.", "|Israel"),
    ("Turkey earthquake deaths pass 40,000.", ""),
    ("HE TOLD US 12 PEOPLE DIED.", ""),
    ("Of the Kenyan troops in the camp, 63 were killed.", "Kenya"),
    ("Three Karsian soldiers and six geologists died.", "Karsian; "),
    ("Six Red Band (RB) fighters died.", "Red Band"),
    ("More than 140 miners were trapped by a blast that killed 25 of their colleagues.", "miners; miners"),
    ("Some 12 Russian soldiers and 3 officers of the Chadian army were hurt.", "Russia; Chad"),
    ("Eight Cuban migrants were stopped off Florida.", "Cuba"),
    ("In Gaza, 40 people including 12 women were killed, Hamas officials said.", "; women"),
    ("The IDF said 14 of its soldiers had died in Gaza.", "Israel"),
    ("US-made bombs killed 12 people in Yemen.", ""),
    ("The strike by Ukraine killed 12 people in Belgorod, Russia said.", "|Ukraine"),
    ("A boat carrying 90 Haitian migrants capsized.", "Haiti"),
    ("At least 12 Indian soldiers and four militants were killed in Kashmir.", "India; militants"),
    ("China said four of its soldiers died in the clash with India.", "China"),
    ("The group said its fighters killed 12 soldiers.", "soldiers"),
    ("Al-Shabaab claimed its fighters killed 57 Kenyan soldiers.", "Kenya|al-Shabaab"),
    ("The UN said 17 of its staff had been killed.", "United Nations"),
    ("Some 2,000 US and 300 UK troops were sent.", "United States; United Kingdom"),
    ("Mali expelled 200 French soldiers.", "France"),
    ("A suicide attack claimed by the Taliban killed 30 people.", "|Taliban"),
    ("The bombing, which the Islamic State claimed, killed 60 worshippers.", "worshippers"),
    ("Sudan's RSF killed at least 100 people in Wad al-Noura.", "|Rapid Support Forces"),
    ("Fighting between the army and the RSF has killed 15,000 people.", ""),
    ("About 13,000 Ukrainians and 3,500 Russian separatists have died.", "Ukraine; Russian separatists"),
    ("Twelve Turkish-backed Syrian rebels died.", "Syrian rebels"),
    (
        "A drone strike by the US killed 10 Afghan civilians, including 7 children.",
        "Afghanistan|United States; Afghanistan|United States",
    ),
    ("Afghanistan's Taliban government executed three men.", "men|Taliban"),
    ("More than 1,300 Gazans have been killed.", "Palestine"),
    ("Kurdish-led SDF captured 40 ISIS militants.", "Islamic State|Syrian Democratic Forces"),
    ("Rescuers in Turkey pulled out 12 survivors.", ""),
    ("In the quake-hit Turkish city 300 people died.", ""),
    ("The Mexican navy detained 14 gang members.", "gang|Mexico"),
    ("Colombia's ELN released 12 hostages.", "|ELN"),
    ("Around 70 Uzbek workers were trapped.", "Uzbekistan"),
    ("Two Nepali and three Indian climbers died on Everest.", "Nepal; India"),
    ("Iran-backed Hezbollah lost 400 fighters.", "Hezbollah"),
    ("Twelve members of the security forces died.", "security forces"),
    ("Three Azov soldiers were freed.", "Azov"),
    ("The Chadian leader said 23 people died.", ""),
    ("Moscow claims Kyiv lost 400 soldiers.", "Ukraine"),
    ("Russia's defence ministry said its forces destroyed 14 Ukrainian tanks.", "Ukraine|Russia"),
    ("Ukraine's losses amounted to 400 servicemen, Russia's defence ministry said.", "Ukraine"),
    ("Up to 310 Ukrainian troops, 2 tanks and 14 vehicles were lost.", "Ukraine; Ukraine; Ukraine"),
    ("The junta's air strikes have killed 2,000 civilians.", "civilians|junta"),
    ("40 Rohingya drowned.", "Rohingya"),
    ("Three gunmen killed 12 people and wounded 40.", "gunmen; |gunmen; |gunmen"),
    ("Ten soldiers opened fire, killing 12 people.", "soldiers; "),
    ("Residents put the number of soldiers killed at between 80 and 120.", "soldiers"),
]


@pytest.mark.parametrize(("text", "said"), [*AGENCY, *TABLOID, *TRANSLATED, *MIXED, *NO_PARTY, *WARS, *OTHERS])
def test_whose(text: str, said: str) -> None:
    assert sides(text) == said


@pytest.mark.parametrize(
    ("text", "populations"),
    [
        ("Some 40 soldiers died.", ["military"]),
        ("At least 97 people, including 12 children and five women, died.", ["", "children", "women"]),
        ("Some 30 minors were hurt.", ["children"]),
        ("The 9 babies and 4 toddlers were found dead.", ["infants", "children"]),
        ("Gunmen killed 40 women and children.", ["children and women"]),
        ("Hundreds of men, women and children died.", [""]),
        ("The rebels lost 31 men.", [""]),
        ("Two men and three women died.", ["men", "women"]),
        ("Some 24 rebel fighters died.", ["military"]),
        ("Shells hit 3 police stations and killed 7 policemen.", ["", ""]),
        ("Some 40 Karsian civilians died.", ["civilian"]),
        ("Fire destroyed 12 children's homes.", [""]),
        ("Some 40 civilians and soldiers died.", [""]),
    ],
)
def test_which_population(text: str, populations: list[str]) -> None:
    assert [row.population for row in rows(text)] == populations


BEHIND = ("backed", "led", "allied", "aligned", "run", "linked", "held", "trained", "born", "based", "controlled")


@given(name=st.sampled_from(["Russia", "Iran", "Israel", "Chad"]), word=st.sampled_from(BEHIND))
def test_who_stands_behind_others_is_no_party(name: str, word: str) -> None:
    for text in (f"Some 40 {name}-{word} fighters died.", f"Some 40 people were killed by {name}-{word} gunmen."):
        assert name not in sides(text)
        assert [party.name for party in parties_in(text, tokens_of(text)) if party.name == name] == []


def test_a_name_stands_for_one_party() -> None:
    table = tomllib.loads(files("reconcile.articles.words").joinpath("parties.toml").read_text("utf-8"))
    forms = [
        form
        for kind in table.values()
        for party, listed in kind.items()
        for form in (party, *(listed if isinstance(listed, list) else chain(*listed.values())))
    ]
    assert [form for form, times in Counter(forms).items() if times > 1] == []


def test_a_word_for_people_stands_once() -> None:
    table = tomllib.loads(files("reconcile.claims").joinpath("people.toml").read_text("utf-8"))
    words = [word for kind in table.values() for group in kind.values() for word in group]
    assert [word for word, times in Counter(words).items() if times > 1] == []
