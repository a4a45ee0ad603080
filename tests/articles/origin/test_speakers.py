"""Whom the figures of a text are from: a table of sentences as agencies, blogs and situation reports write them."""

from __future__ import annotations

import pytest

from reconcile.articles.origin.origins import origins_in
from reconcile.articles.printed.sentence_spans import sentences_of
from reconcile.language.tokens import DIGITS, tokens_of


def origins(text: str) -> list[str]:
    """Return the origin of every number in digits."""
    sentences = sentences_of(text)
    tokens = [tokens_of(sentence.text) for sentence in sentences]
    found = zip(origins_in(text, sentences, tokens), tokens, strict=True)
    return [own.of(place) for own, words in found for place, word in enumerate(words) if word.kind == DIGITS]


AGENCY = [
    ("Floods in Orva killed 12 people, the interior ministry said on Monday.", "interior ministry"),
    ("The interior ministry in Orva said on Tuesday that 12 people had drowned.", "interior ministry"),
    ("At least 12 people drowned, police and rescue workers said.", "police and rescue workers"),
    ("Police said 12 people drowned, while a hospital official put the toll at 15.", "Police|hospital official"),
    ("Police said 12 people drowned and rescuers reported 15 deaths.", "Police|rescuers"),
    (
        "A coastguard official said 12 people were missing; another official said 15.",
        "coastguard official|another official",
    ),
    ("The toll has reached 12, said Capt. Luis Arden, commander of the port.", "Luis Arden"),
    ("The toll has reached 12, Lt. Gen. R. K. Arden told reporters.", "R. K. Arden"),
    ("Some 12 people were hurt, according to Dr Mina Holt, who heads the clinic.", "Mina Holt"),
    ("Mina Holt, a spokeswoman for the port of Orva, said 12 people were hurt.", "Mina Holt"),
    ("Port spokeswoman Mina Holt said 12 people were hurt.", "Mina Holt"),
    ("The head of the Orva Rescue Agency, Mina Holt, said 12 people were hurt.", "Mina Holt"),
    ("The head of the Orva Rescue Agency Mina Holt reported that 12 were hurt.", "Mina Holt"),
    (
        "ORVA, March 3 (Newswire) -- Twelve boats sank and 12 men drowned, local authorities announced.",
        "local authorities|local authorities",
    ),
    ("ORVA: The death toll from a landslide rose to 12, rescue officials said.", "rescue officials"),
    ("Director William Kost late last month estimated that 12 people had died.", "William Kost"),
    ("The Orva Institute report released on Tuesday said 12 people had died.", "Orva Institute"),
    ("Intelligence reports that the army has lost 12 men.", "Intelligence"),
    ("ORVA, Karsia — A day after a storm hit the coast, officials said 12 people had died.", "officials"),
    ("The state news agency Karpress, citing the health ministry, reported 12 deaths.", "health ministry"),
    ("“At least 12 people are dead,” the Orva Courier reported, quoting the governor as saying.", "governor"),
    ("At least 12 people are dead, the navy said, Newswire reports citing Karpress.", "navy"),
    ("At least 12 people died, the Seafarers’ Union said, citing survivors.", "Seafarers’ Union"),
    ("The River Union (RU) said 12 boats had sunk. RU said 15 men were missing.", "RU|RU"),
    ("The toll is 12, according to the Union for Sea Safety (USS).", "Union for Sea Safety"),
    ("Police chief Jonas Reed said 12 people died. Reed said 15 others were hurt.", "Jonas Reed|Jonas Reed"),
    ("Police chief Jonas Reed said 12 people died. He added that 15 were hurt.", "Jonas Reed|Jonas Reed"),
    (
        "The Karsian defence ministry said 12 soldiers died. The ministry said 15 were hurt.",
        "Karsian defence ministry|Karsian defence ministry",
    ),
    (
        "The Karsian Observatory for Rights said 12 men died. The Observatory said 15 were hurt.",
        "Karsian Observatory for Rights|Karsian Observatory for Rights",
    ),
    ("The union has received reports of 12 deaths off the coast, it added.", "union"),
    ("The coalition, which backs the government, said it had killed 12 rebels.", "coalition"),
    ("The Karsian-led coalition fighting in the north said today it had killed 12 rebels.", "Karsian-led coalition"),
    ("Survivors who were taken to Orva told aid workers that 12 people had drowned.", "Survivors"),
    ("Karsia said 12 of its pilots were freed while Ulmia spoke of 15.", "Karsia|Ulmia"),
    ("Officials confirmed 12 deaths, and said 15 survivors were pulled from the rubble.", "Officials|Officials"),
    ("Police first said 12 people had died but later lowered the number to 10.", "Police|Police"),
    ("The mayor’s office said in a report that 12 bodies had been found.", "mayor’s office"),
    ("The mayor’s office confirmed the news, adding that 12 bodies had been found.", "mayor’s office"),
    ("The government raised its count to 12, saying that 2 more bodies were found.", "government|government"),
    ("“We lost 12 men. Another 40 are hurt,” the colonel said.", "colonel|colonel"),
    ("“We lost 12 men,” the colonel said. “Another 40 are hurt.”", "colonel|colonel"),
    ("The colonel said: “We lost 12 men.\n\n“Another 40 are hurt.”", "colonel|colonel"),
    ("“We lost 12 men,” said the colonel.\n\n“Another 40 are hurt.”", "colonel|colonel"),
    ("This was said by the colonel.\n“We lost 12 men,” the statement reads.", "colonel"),
    ("Orva lost 12 boats overnight.\nThis was reported by the General Staff.", "General Staff"),
    ("Guards shot down 12 drones. The air force reported this on Telegram.", "air force"),
    (
        "The agency documented the deaths of 12 people, as follows:\n• 3 drowned\n• 9 were crushed",
        "agency|agency|agency",
    ),
    ("According to figures released by the Rescue Service, 12 people died.", "Rescue Service"),
    ("Figures from the health ministry show that 12 people died.", "health ministry"),
    ("Health ministry data show 12 deaths.", "Health ministry"),
    ("By the ministry’s count, 12 people died.", "ministry"),
    ("The ministry’s latest toll of 12 includes the crew.", "ministry"),
    ("Twelve boats sank and 12 men died, officials said on Monday, as divers ended their search.", "officials"),
]

BLOG = [
    ("So the cops say 12 and the organisers are saying 200.", "|organisers"),
    ("Police put the crowd at 300, and organisers at 2,000.", "Police|organisers"),
    ("A police estimate of 300 compares with the organisers’ claim of 2,000.", "police|organisers"),
    ("Police say 300 came; the organisers’ figure is 2,000.", "Police|organisers"),
    ("The Courier has the police putting numbers at 300 with organisers saying 2,000.", "police|organisers"),
    ("The mayor put it at close to 400, while two hospitals said they had received 178 bodies.", "mayor|two hospitals"),
    ("BREAKING: 12 dead in Orva blast, per @OrvaMoD.", "OrvaMoD"),
    ("12 dead in Orva blast - Health Ministry", "Health Ministry"),
    ("Orva blast kills 12, says governor", "governor"),
    ("Orva blast: 12 dead: police", "police"),
    ("UPDATE 10:50 p.m. CNN revises the number of injured up to 144.", "CNN"),
    ("UPDATE: Fox News is reporting that the Orva police are reporting at least 3 dead.", "Orva police"),
    ("Orva Radio’s Joel Marn, via his blog, is saying that 12 were hurt.", "Joel Marn"),
    ("Some unconfirmed media reports put the number at 50.", "unconfirmed media reports"),
    ("Al-Karim attacks base, claims 12 killed", "Al-Karim"),
    ("Rangers killed 12 buffaloes, an advocacy think tank in Orva said.", ""),
    ("Flood toll climbs to 12: official report", "official report"),
    ("Officials: 12 killed in Orva blast", "Officials"),
    ("Red Band storms base, claims 12 killed", "Red Band"),
    ("Storm Ada claims 12 lives", ""),
    ("Deaths: 12. Injured: 40.", "|"),
    ("Sources: 3 ministries and 2 agencies.", "|"),
    ("Photo: 12 people rest in Orva.", ""),
    ("UPDATE: 12 people are dead.", ""),
    ("12 Miners Reported Dead After Blast", ""),
    ("▪ Officials confirmed 12 deaths.", "Officials"),
    ("A source close to the court has given the press a figure of 500.", "source close to the court"),
    ("Bill Arden’s public figure of 500 was a low one.", "Bill Arden"),
    ("A few weeks after the CIA director said 600, the navy says 800.", "CIA director|navy"),
    ("One man who made it to the clinic told the paper tanks came in; 12 died.", "man"),
    ("I counted 12 buses and left.", ""),
    ("Nobody said 12 people died.", ""),
    ("Some say 12 people died.", ""),
    ("Neither side has confirmed the 12 deaths.", ""),
    ("The bridge fell and 12 died.", ""),
    ("The river claimed 12 lives, residents say.", "residents"),
    ("An earthquake said to be the worst in years killed 12.", ""),
    ("The 12 reported deaths have not been explained.", ""),
    ("The number of cases reported from the camp is 12.", ""),
    ("The prisoners released by the Red Band were 12 women.", ""),
    ("Thousands marched; the Courier reckons 12,000.", "Courier"),
    ("According to Amnesty, 12 people died, but Karpress wrote that 3 did.", "Amnesty|Karpress"),
    ("As reported by the Courier, 12 people died.", "Courier"),
    ("“12 dead,” tweeted the fire service.", "fire service"),
    ("Fire chief Ann Lowe says 12 homes burned. Lowe thinks 40 more will.", "Ann Lowe|Ann Lowe"),
    ("State media say all 12 miners were found dead.", "State media"),
    ("Rescuers worked on, Karpress reports. They found 12 bodies.", ""),
    ("The governor, who was in Orva, said 12 people died.", "governor"),
    ("The army refused to say how many of the 12 died.", ""),
    ("The army could not confirm the 12 deaths.", ""),
    ("Rebels said they took 12 villages.", "Rebels"),
    ("Each rebel says 12 is too few.", ""),
    ("May Sopra, 34, a survivor, said 12 people held on to a plank.", "|May Sopra"),
    ("Save the Children said 12 children died.", "Save the Children"),
    ("Doctors Without Borders said 12 patients died.", "Doctors Without Borders"),
    ("The White House said 12 Americans died.", "White House"),
]

REPORT = [
    (
        "According to the National Relief Council (NRC), 12 people died and 300 houses fell.",
        "National Relief Council|National Relief Council",
    ),
    ("As of May, 12 deaths were confirmed by the Ministry of Health.", "Ministry of Health"),
    (
        "The Department of Relief (DR) estimates that 300 people are displaced, of whom 12 are ill.",
        "Department of Relief|Department of Relief",
    ),
    ("A total of 12 deaths were reported in the region.", ""),
    ("In March, 12 deaths were reported from 3 countries.", "|"),
    ("Overall, 12 confirmed cases have been found.", ""),
    ("The cumulative number of cases reported since January is 12.", ""),
    (
        "The enemy fired 12 rockets, the General Staff of the Armed Forces of Karsia informs; 3 fell, it said.",
        "General Staff of the Armed Forces of Karsia|General Staff of the Armed Forces of Karsia",
    ),
    ("The official numbers as provided by the Deputy Minister for Relief, Asad Nuri, speak of 12 dead.", "Asad Nuri"),
    (
        "Earlier reports from the Karpress News Agency spoke of 12 dead, but the agency is now reporting 20.",
        "Karpress News Agency|Karpress News Agency",
    ),
    ("Afghan officials said 12 people were hurt in Orva.", "Afghan officials"),
    ("In Karsia, officials said 12 people were hurt.", "officials"),
    ("In Orva police said 12 people were hurt.", "police"),
    ("Police in the northern town of Orva said the toll would rise to 12.", "Police"),
    ("The National Relief Authority in Karsia said the toll had reached 12.", "National Relief Authority"),
    ("More than 12 people died, according to statements by the Red Band.", "Red Band"),
    ("More than 12 people died, according to Red Band statements.", "Red Band"),
    ("More than 12 people died, according to the news release.", "news release"),
    (
        "More than 12 people died, according to a recent statement by the relief NGO Save the Otters (SO).",
        "Save the Otters",
    ),
    ("More than 12 people died, according to Karsian presidential aide Ivan Belov.", "Ivan Belov"),
    ("Government estimates speak of 12 villages.", "Government"),
    ("Relief agencies, citing government figures, said 12 villages were flooded.", "government"),
    ("Losses reached 12 boats, based on Karsian assessments.", "Karsian assessments"),
    ("A study by the Harbour Research Office estimated total losses at 12.", "Harbour Research Office"),
    ("According to estimates of the Karsian army, 12 soldiers died, Sky Wire reports.", "Karsian army"),
    ("An official source said 12 people died.", "official source"),
    ("Witnesses said 12 people died.", "Witnesses"),
    ("Residents of Orva reached by phone said 12 people died.", "Residents of Orva"),
    ("U.S. officials familiar with the report said 12 people died.", "U.S. officials"),
    ("The toll is 12, per the ministry; 3 a day per head.", "ministry|"),
    ("The rebel group Red Band claimed 12 soldiers were captured.", "Red Band"),
    ("A rebel group claimed 12 soldiers died. At least 3 fled, claimed the group.", "rebel group|rebel group"),
    ("Karsia denied Ulmia’s claim that 12 died.", "Ulmia"),
    ("The Karsian Red Crescent said road damage slowed it; 12 people died.", "Karsian Red Crescent"),
    ("The ministry believes the army lost 12 men.", "ministry"),
    ("The minister said the army believes that 12 died.", "minister"),
    ("According to the mayor of Orva, Ana Lund, 12 people died.", "Ana Lund"),
    ("Gaza’s Hamas-run health ministry said 12 people died.", "Gaza’s Hamas-run health ministry"),
    ("The enclave’s health ministry said 12 people died.", "health ministry"),
    ("The Geneva-based Rights Monitor said 12 people died.", "Rights Monitor"),
    ("The official Karpress News Agency said 12 people died.", "Karpress News Agency"),
    ("The Ministry of Peace and Development said 12 people died.", "Ministry of Peace and Development"),
    ("An AFP tally based on official figures put the toll at 12.", "AFP"),
    ("Sonoma County sheriff Rob Giord said 12 people died.", "Rob Giord"),
    (
        "Gunmen killed 12 people, a regional official said, in what he and two residents called an attack.",
        "regional official",
    ),
    ("The crash killed 12, claims from the ministry of transport suggest.", "ministry of transport"),
    ("The report lists 12 dead.", "report"),
    ("The county said 12 homes burned.", "county"),
    ("The county recorded 12 fires.", ""),
    ("Three sources in the army said 12 people died.", "Three sources in the army"),
    ("Mayor Ana Lund was quoted as saying that 12 people died.", "Ana Lund"),
    ("The wire quoted the relief agency as saying 12 people had died.", "relief agency"),
    ("ORVA (AP) -- A person familiar with the case told the paper that 12 people died.", "person"),
    ("The Minister of Health claims to have found 12 cases.", "Minister of Health"),
    ("“There are 12 new cases,” Asad Nuri, Relief Coordinator said on Friday.", "Asad Nuri"),
    ("The charity Nurses Without Borders (RSF) said 12 died. RSF said 3 fled.", "RSF|RSF"),
    ("The ministry, which called it a “crime”, said 12 people died.", "ministry"),
    ("The inspector, Rakesh Nuri, said 3 died. IG Nuri said 12 were hurt.", "Rakesh Nuri|Rakesh Nuri"),
    ("The toll is 12, according to the Voice of Orva news page.", "Voice of Orva"),
    ("As a source in the fire service explained to the paper, 12 people died.", "source in the fire service"),
    ("The Karsia Defence Force (Karsia DF) said 12 died. Karsia DF said 3 fled.", "Karsia DF|Karsia DF"),
    ("Orva news: 12 dead", ""),
    ("Rescuers found 12 bodies. Police updated that 3 people were hurt.", "|Police"),
    ("Governor Ana Lund was quoted by the broadcaster as saying that 12 people died.", "Ana Lund"),
    ("Mayor Ana Lund said 12 died. “Another 3 are hurt,” the paper quoted her as saying.", "Ana Lund|Ana Lund"),
    ("In Orva, where 12 people died, 40 were hurt, the official Karsian news agency Xinhua said.", "Xinhua|Xinhua"),
    ("Asad Nuri, Karsian defence minister, confirmed the information that 12 people died.", "Asad Nuri"),
    ("Asad Nuri, an official in the port told the paper that 12 people died.", "Asad Nuri"),
    ("12 soldiers dead in border fight: Armenia", "Armenia"),
    ("It sank, but its operations spokesman later said 12 people died.", "operations spokesman"),
    ("The mayor said 3 died. I used an app, and it gave me a figure of 12.", "mayor|"),
    ("According to the union, 300 came, 80 according to police.", "union|police"),
    ("Turnout was 80 (police) or 300 (organisers).", "police|organisers"),
    ("The police say 80, the organisers 300.", "police|organisers"),
    ("The tally by the Lund University puts deaths at 12.", "Lund University"),
    ("Sunday’s statement said 12 had died.", ""),
    ("Local reports say 12 people have died.", "Local reports"),
    ("It was late. It is reported that 12 people died. It was said by police that 3 died.", "|police"),
    ("Governor of Orva region Oleh Syn reported 12 dead.", "Oleh Syn"),
    ("Flavio Marn of the fleet said 12 had died.", "Flavio Marn"),
    ("Mayor Ana Lund told 300 residents to leave.", ""),
    ("The judge told the 12 jurors to leave.", ""),
    ("Footage showed 12 men.", ""),
    ("Protesters said to number 300 marched.", ""),
    ("The government gave a total of 5,000 blankets.", ""),
    ("Hopes faded for the 12 miners, whose families said prayers.", ""),
    ("WHO says 12 died. WHO’s Mike Lund told reporters 3 died.", "WHO|Mike Lund"),
    ("Ebola toll at 12 - WHO", "WHO"),
    ("WHO Director-General Dr Tedros Marn said 12 had died.", "Tedros Marn"),
    ("As per police, 12 died.", "police"),
    ("Typhoon kills 10 in Orva: NDRC", "NDRC"),
    ("New refugees: 12 came.", ""),
    ("An official with the transit agency said 12 buses burned.", "official"),
    ("The reporter counted 40. I would say 300.", "reporter|"),
    ("Organisers said 150 took part, police around 80.", "Organisers|police"),
    ("SP Ravi Kum said 12 died. Ravi Kum said 3 fled; 4 are ill, Kum added.", "Ravi Kum|Ravi Kum|Ravi Kum"),
    ("Karsia also claimed to have destroyed 12 boats.", "Karsia"),
    (
        "The Karsian Rights Observatory said 12 men died. KRO said 3 fled.",
        "Karsian Rights Observatory|Karsian Rights Observatory",
    ),
    ("The wind rose, said Asad Karim Nuri, spokesman of the office. It broke 12 masts, said Asad.", "Asad Karim Nuri"),
    ("Ana Lund, head of the Rescue Agency, told the news agency Karpress on Monday that 12 people died.", "Ana Lund"),
    ("Karsia says it lost the plane that Ulmia claimed had 12 on board.", "Ulmia"),
    ("The official police estimate is 12,000.", "police"),
    ("The town, where the mayor lives, said 12 people died.", "town"),
    ("Asad Nuri, minister for health in the province where the attack took place, said 12 people died.", "Asad Nuri"),
]


@pytest.mark.parametrize(("text", "expected"), [*AGENCY, *BLOG, *REPORT])
def test_whom_figures_are_from(text: str, expected: str) -> None:
    assert origins(text) == expected.split("|")


NAMES = {
    "Capt. Luis Arden": "Luis Arden", "police chief Ann Lowe": "Ann Lowe", "the interior ministry": "interior ministry",
    "Ann Lowe, a spokeswoman for the port,": "Ann Lowe", "another official": "another official", "rescuers": "rescuers",
    "the Union for Sea Safety (USS)": "Union for Sea Safety", "Karpress": "Karpress", "two hospitals": "two hospitals",
    "police and medics": "police and medics", "the news agency Karpress": "Karpress", "the Red Cross": "Red Cross",
    "the Orva-based River Watch": "River Watch", "Karsia's army": "Karsia's army", "a rebel group": "rebel group",
}  # fmt: skip
THINGS = [
    "an earthquake",
    "the Orva Bridge",
    "Storm Ada",
    "the collapse of a roof",
    "Friday",
    "a wave",
    "the edge of a river",
]
FRAMES = [
    "{} said that 12 people died.", "On Monday, {} said 12 people died.", "At least 12 people died, {} said.",
    "At least 12 people died, {} said on Friday, as divers went home.", "According to {}, 12 people died.",
    "At least 12 people died, according to {}.", "“We saw 12 bodies,” {} told reporters.", "{} put the toll at 12.",
    "{} had already reported 12 deaths.", "At least 12 people died, said {}.",
]  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
def test_every_name_speaks_in_every_place_and_no_thing_does(frame: str) -> None:
    told = {words: origins(frame.format(words).replace(",.", ".").replace(",,", ",")) for words in NAMES}
    assert told == {words: [name] for words, name in NAMES.items()}
    assert [origins(frame.format(thing)) for thing in THINGS] == [[""]] * len(THINGS)


def test_a_speaker_is_found_in_time_that_grows_with_the_text() -> None:
    """A thousand clauses in a row, none of which names anyone: nothing is looked through twice for each other."""
    text = "the wall that stood and the bridge which fell, " * 1_000
    assert set(origins(f"{text} 12 said.")) == {""}


def test_a_short_name_of_too_many_stays_as_it_is() -> None:
    """Two hundred ministries: nobody knows which of them "the ministry" is, and no pair of names is compared."""
    lines = [f"The ministry of Orva{number} said 12 people died." for number in range(200)]
    assert origins("\n".join([*lines, "The ministry said 3 fled."]))[-1] == "ministry"


@pytest.mark.parametrize(
    ("between", "who"),
    [("", "air force"), ("Two institutes have named 40,000 soldiers.\n\n", "")],
)
def test_they_are_not_those_of_another_paragraph_where_others_came_between(between: str, who: str) -> None:
    text = f"Some 12 drones were lost, the air force said.\n\n{between}They estimate that 165 men died."
    assert origins(text)[-1] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The army denied this, saying that 6 soldiers had died.", "army"),
        ("The army denied the claim, insisting that 6 soldiers had died.", "army"),
        ("The army dismissed the report and said 6 soldiers had died.", "army"),
        ("The rebels rejected the toll and put their losses at 6 men.", "rebels"),
        ("The ministry blamed rebels, adding that 6 soldiers had died.", "ministry"),
        ("The mayor visited the mine and told reporters 6 miners had died.", "mayor"),
        ("The health office has so far confirmed 57 deaths.", "health office"),
        ("Some 57 people died, the ministry said on May 6.", "ministry|ministry"),
        ("The Red Cross, whose medics have counted 57 deaths, has left.", "Red Cross"),
        ("Some 340 men died, according to a tally by the outlet Zona.", "Zona"),
        ("Some 340 men died, according to a count kept by Zona.", "Zona"),
        ("Some 340 men died, civil defence said.", "civil defence"),
        ("The monitor recorded 147 blasts. It confirmed 3 deaths.", "monitor|monitor"),
        ("Contrary to earlier reports, 40 rebels died.", ""),
        ("The governor, Ana Reyes, said five people, including 2 sons, had died.", "Ana Reyes"),
        ("Some 12 killed in a strike on a market – local sources.", "local sources"),
        ("Karsia admits to 72 dead; Orva has given no toll but says 60 died.", "Karsia|Orva"),
        ("Organisers estimated the crowd at 50,000, the ministry at 18,000.", "Organisers|ministry"),
        (
            "The mayor said 38 died, twice the number the army gave. The report says 12 more died.",
            "mayor|mayor",
        ),
        ("The mayor said 38 died. The ministry rejected it. “Only 7 were killed,” it said.", "mayor|ministry"),
        (
            "Police said 25 were hurt; a UN team that came on Monday agreed, but put the wounded at 10.",
            "Police|UN team",
        ),
        # who only did something before is not heard
        ("Residents fled the town and 6 people died, a nurse said.", "nurse"),
        ("Soldiers shelled the town, killing 6 people.", ""),
    ],
)
def test_who_did_something_goes_on_to_speak(text: str, who: str) -> None:
    assert "|".join(origins(text)) == who
