"""Measures and verbs by which a party suffers, does, owns or gets back what a figure counts."""

from __future__ import annotations

from reconcile.claims.cues import LOSSES
from reconcile.claims.measures import EVENTS, MEASURES, measures_with

__all__ = [
    "AIRBORNE", "AT_HANDS", "CROWDS", "DONE", "GETS", "GOES_ON", "HARMS", "JOINTS", "LOSES", "NOUNS", "OF_PEOPLE",
    "OF_PLACES", "OWNED", "OWNS", "SAID", "SENDING", "SENT", "SUFFERED", "SUFFERS", "SWAPS", "TAKEN", "TAKES",
]  # fmt: skip

# what is counted belongs to the party that suffers, to the one that acts, or to the one whose things are in the air
SUFFERED, DONE, AIRBORNE = (measures_with("party", role) for role in ("sufferer", "doer", "owner"))
# what is sent somewhere, by the party that it belongs to: "300 Russian drones were launched"
SENDING = frozenset({"launch", "deploy"})
SENT = frozenset(name for name in DONE if SENDING & {cue.split(" ")[0] for cue in MEASURES[name].cues})
# words that only say what is counted, and no more of the people: prisoners captured, refugees displaced
SAID = {
    name: {word for cue in measure.cues for event in cue.split(" ")[0].split("+") for word in EVENTS[event].words}
    for name, measure in MEASURES.items()
}
# measures that count people, and those of which somebody has people without harm
OF_PEOPLE = measures_with("unit", "persons")
OWNED = frozenset({"strength", "present", "population"})
OWNS = frozenset({
    "included", "includes", "including", "comprised", "comprises", "comprising", "consisted", "consists", "consisting",
    "numbered", "numbers", "numbering", "fielded", "fields", "mustered", "boasts", "boasted", "commanded", "commands",
    "deployed", "deploys", "massed", "amassed", "stationed", "committed", "totalled", "totals", "keeps", "counts",
})  # fmt: skip
# measures of what one party does to another
AT_HANDS = SUFFERED - OWNED - {"displaced", "rescued", "trapped", "missing", "aboard", "affected", "cases"}
# verbs whose subject suffers what is counted, or gets it back: "Russia lost 300", "Chad received 40 prisoners"
LOSES = frozenset({
    "lost", "lose", "loses", "losing", "suffered", "suffers", "suffer", "suffering", "sustained", "sustains",
    "sustaining", "incurred", "incurs",
})  # fmt: skip
SUFFERS = LOSES | frozenset({
    "mourned", "mourns", "had", "has", "have", "faced", "faces", "endured",
})  # fmt: skip
# verbs that do so of losses only: "has taken 300 casualties"; of captives they do it to others
TAKES, TAKEN = (
    frozenset({"taken", "took", "takes", "taking"}),
    frozenset({"casualties", "losses", "killed", "wounded"}),
)
# people who are counted for coming: of a crowd they say no more than that
CROWDS = frozenset({"fans", "spectators", "supporters", "pilgrims", "devotees", "worshippers", "activists"})
# verbs whose subject gets its people back
GETS = frozenset({
    "received", "receives", "receive", "welcomed", "welcomes", "hailed", "hails", "celebrated", "got", "gets",
})  # fmt: skip
# verbs whose subject gives and gets alike
SWAPS = frozenset({
    "swapped", "swap", "exchanged", "exchange", "exchanging", "returned", "returns", "returning", "repatriated",
})  # fmt: skip
# events that a subject does to others
HARMS = frozenset({
    "kill", "wound", "take", "detain", "destroy", "damage", "down", "displace", "trap", "free", "rescue", "strike",
})  # fmt: skip
# nouns for what became of people, and for what a party has, which say whose they are
NOUNS = LOSSES | {"toll", "imprison", "muster"}
# nouns that a state has as a place: "Italy's death toll"; its losses are its own
OF_PLACES = frozenset({"toll", "kill", "wound", "miss"})
JOINTS = frozenset({"and", ",", "while", ";", "but"})
# what opens a clause that goes on with what the clause around it says
GOES_ON = frozenset({"and", ",", "or", "with", "including", "-ing", "—", "(", "&"})
