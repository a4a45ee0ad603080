"""Words by which the noun phrase of a figure is read: where it ends, what it passes on, whom it belongs to."""

from __future__ import annotations

from reconcile.articles.party.parties import BODIES
from reconcile.claims.people import PEOPLE
from reconcile.language.helping_verbs import HELPING

__all__ = [
    "AMONG", "BARE", "COPULAS", "DWELLERS", "ENDS", "FELLOWS", "HARMED", "MEMBERS", "MORE", "NO_NAME",
    "NO_THINGS", "OF_BODIES", "OPENING", "OWNERS", "PARTITIVES",
]  # fmt: skip

# words at which the phrase of a figure ends
ENDS = HELPING | {
    "in", "on", "at", "by", "to", "for", "with", "within", "during", "after", "before", "since", "near", "per",
    "into", "over", "under", "between", "against", "when", "while", "as", "that", "which", "who", "whom", "including",
    "but", "than", "if", "through", "across", "around", "so", "said", "says", "according", "because", "there", "it",
    "he", "she", "they", "aged", "left", "remain", "remained", "reported", "came", "took", "lost", "went", "fled",
    "died", "about",
}  # fmt: skip
# nouns for people that say nothing of whose they are, and words for what became of them
BARE = frozenset({
    "people", "persons", "person", "others", "dead", "wounded", "injured", "killed", "missing", "captured", "deaths",
    "casualties", "fatalities", "victims", "bodies", "lives", "losses", "injuries", "survivors", "prisoners", "pows",
    "captives", "prisoner", "residents", "nationals", "citizens", "families", "individuals", "hostages", "detainees",
    "inhabitants", "villagers", "corpses", "death", "members", "kia", "wia", "mia",
})  # fmt: skip
# words that pass on to those whom they count: "a group of", "members of", "bodies of", "hundreds of"
PARTITIVES = BARE | {
    "group", "groups", "number", "total", "dozen", "dozens", "hundreds", "thousands", "scores", "lot",
}  # fmt: skip
# words behind people that are no things that the people describe
NO_THINGS = BARE | ENDS | PEOPLE.keys()
# words behind what became of people, before those to whom it did: "deaths among the rebels", "injuries to miners"
AMONG = frozenset({"among", "amongst", "of", "to", "from", "belonging"})
HARMED = frozenset({"injuries", "deaths", "harm", "casualties"})
COPULAS = frozenset({"were", "was", "are", "is"})
# words that add people to those before, whoever they are
MORE = frozenset({"more", "further", "additional", "still"})
# signs and words with which a phrase begins behind its number
OPENING = frozenset({"of", "the", "”", '"', "“", "’"})
# people of whom a name says where they live; members of a group, of whom it says to what they belong
DWELLERS = frozenset({"residents", "inhabitants", "people", "villagers", "families", "persons", "individuals", "homes"})
MEMBERS = frozenset({"members", "member", "supporters", "followers", "leaders", "commanders", "officers"})
# what people of a party are organised in, or are told to be of
OF_BODIES = BODIES | {"nationality", "side", "nations", "origin", "descent", "nationals"}
# words that stand for a party named elsewhere; people on the side of those of whom the sentence speaks
FELLOWS = frozenset({"comrades", "comrade", "colleagues", "compatriots", "countrymen", "fellow", "cohorts"})
OWNERS = FELLOWS | {"its", "their", "our", "his", "her", "my"}
# capitalised words that name no people: days, months, honours, diseases
NO_NAME = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "more", "new", "old",
    "covid", "ebola", "mr", "mrs", "dr", "lt", "col", "gen", "sgt", "capt", "i", "other", "young",
})  # fmt: skip
