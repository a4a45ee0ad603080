"""Every column of every table, once: name, type, unit, meaning and null rule.

The checks, the data dictionary (`datapackage.json`), the docs and their tests are all made from here.
Types are those of Frictionless Table Schema.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "APPROVALS",
    "ASKED",
    "BEHIND",
    "CELLS",
    "CHANGES",
    "CHART",
    "CHECKED",
    "CHECKED_FIGURES",
    "CLAIMS",
    "CLAIMS_BEHIND",
    "COMPUTED",
    "CORRECTIONS",
    "CURVES",
    "CURVE_DAYS",
    "DATED",
    "DEFINING",
    "DEPENDENCE",
    "DIAGNOSTICS",
    "ESTIMATES",
    "EVENT_SHARES",
    "EXTRACTED",
    "FINDINGS",
    "FORETOLD",
    "HEARD",
    "IDENTITY_CHECKS",
    "LINE",
    "LINE_BAND",
    "LISTED_FACTS",
    "LITERAL",
    "LITERAL_FIGURES",
    "LOSSES",
    "METHOD_TABLE",
    "NAME_SHARES",
    "OWN_REVISIONS",
    "PACES",
    "PAIRS",
    "PAST_FIGURES",
    "PERIOD_CHANGES",
    "PRINTED",
    "PULLS",
    "QUANTITIES",
    "RANGES",
    "RANGE_PLOT",
    "RAW_CLAIMS",
    "READ_PHRASES",
    "RECORDED_RUNS",
    "RECORD_SCALES",
    "REJECTED",
    "RESOLVED",
    "SAYINGS",
    "SCORES",
    "SERIES_POINTS",
    "SIDE_BY_SIDE",
    "SOURCES",
    "SPOKEN_FOR",
    "STEPS",
    "TALLIES",
    "TEXTS",
    "TOLD_FACTS",
    "TOLD_GROUPS",
    "TRACK_RECORD",
    "TRUTHS",
    "VERDICT_FACTS",
    "VINTAGES",
    "VOICES",
    "WEIGHTS",
    "Column",
    "names",
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    `nulls` says what an empty cell means; `unit` is empty where the column has none; `values` lists the
    words a closed vocabulary allows.
    """

    name: str
    type: str
    meaning: str
    nulls: str = ""
    unit: str = ""
    values: tuple[str, ...] = ()


def names(table: tuple[Column, ...]) -> list[str]:
    """Return the column names of a table, in order.

    Examples
    --------
    >>> names(REJECTED)
    ['file', 'row', 'column', 'value', 'rule', 'hint']
    """
    return [column.name for column in table]


_UNIT_OF_ROW = "the unit of the row"

TEMPORAL = ("cumulative", "period", "stock", "rate")

# those whose figures are true at a count date, and follow one another
DATED = ("cumulative", "stock")
SCALES = ("log", "linear", "proportion")
STATUSES = ("proposed", "accepted", "rejected", "superseded")
ROLES = ("total", "part", "increment", "earlier", "denied")
BASES = ("named", "certified", "bodies", "photo", "register", "modelled", "estimated", "claimed")
ROWS = ("estimates", "events", "series")
REVISIONS = ("growth", "correction", "definition", "withdrawn")
KINDS = ("exact", "approx", "approx_below", "lower", "upper", "interval", "magnitude", "ratio", "fraction")
AGREEMENTS = ("single", "agree", "tension", "conflict")
# a sentence tells of one quantity, of parts that add up, of periods, of two of them compared, of places or forces; or
# it says that an editor must choose between definitions, or why nothing is printed
PRINTED_KINDS = ("quantity", "statement", "series", "comparison", "places", "list", "withheld")
VERDICTS = ("interval", "range", "list", "attributed", "floor", "withheld")

# The columns that define a quantity (design: "same thing or not"). Only claims equal in all of them are pooled.
DEFINING = ("measure", "party", "place", "scope", "population", "temporal", "period_start", "period_end")

RAW_CLAIMS = (
    Column("claim_id", "string", "Name of the claim, unique in the project", "made from file and row"),
    Column("family", "string", "Label that groups quantities in the report", "the quantity stands alone"),
    Column("quantity", "string", "Label of what is estimated", "built from the defining columns"),
    Column("measure", "string", "What is counted, from the list of measures", "not stated"),
    Column("party", "string", "Whose people, things or ground are counted", "not stated"),
    Column("counterparty", "string", "The other side", "not stated"),
    Column("place", "string", "Where", "not stated"),
    Column("scope", "string", "Territory or force counted, such as 'with Kursk'", "not stated"),
    Column("population", "string", "Which people: military, civilian, children, women … or all", "not stated"),
    Column("temporal", "string", "How the figure stands in time", "all claims describe one value", values=TEMPORAL),
    Column("period_start", "date", "First day counted", "not stated; a value of its own in the key"),
    Column("period_end", "date", "Last day counted; of a cumulative figure its count date", "not stated"),
    Column("count_date", "date", "Day for which the figure is true", "the day of publication is taken"),
    Column("published", "date", "Day on which it was said", "not stated"),
    Column("role", "string", "What the figure is in its sentence", "total", values=ROLES),
    Column("part_of", "string", "Claim of which this one counts a part", "not stated"),
    Column("basis", "string", "How the figure came about", "not known", values=BASES),
    Column("includes", "string", "What it counts beside: missing, so_far, foreigners, …, separated by ;", "nothing"),
    Column("revises", "string", "Claim that this one replaces", "not stated"),
    Column("revision", "string", "Why it replaces that one", "not stated", values=REVISIONS),
    Column("denied_by", "string", "Who denied the figure", "nobody is known to"),
    Column("denied_on", "date", "When it was denied", "not stated"),
    Column("phrase", "string", "The figure in the source's words", "numbers are given instead"),
    Column("low", "number", "Lowest value the source gives", "not given", _UNIT_OF_ROW),
    Column("best", "number", "The source's own central value", "not given", _UNIT_OF_ROW),
    Column("high", "number", "Highest value the source gives", "not given", _UNIT_OF_ROW),
    Column("unit", "string", "Unit of the numbers", "from the phrase, else the measure's"),
    Column("source", "string", "Who published the claim", "never empty"),
    Column("origin", "string", "Whom the source has it from", "the source itself"),
    Column("origin_basis", "string", "How the origin is known", "stated", values=("stated", "suspected")),
    Column("parent", "string", "Claim from which this one was computed", "not computed"),
    Column("grade", "string", "Admiralty grade of this item, such as B2 or 2", "cannot be judged"),
    Column("weight", "number", "The desk's own factor on the weight, 0 or more", "1", "factor"),
    Column("scale", "string", "Working scale of the quantity", "log where nothing is negative", values=SCALES),
    Column("range_level", "number", "Share the source's own low to high is meant to hold", "0.9", "share"),
    Column("status", "string", "Where the claim stands in the desk's review", "accepted", values=STATUSES),
    Column("embargo_until", "date", "Day from which it may be used; before, it is in no output", "free"),
    Column("url", "string", "Where it was read", "not stated"),
    Column("quote", "string", "The sentence it was read in", "not kept"),
    Column("note", "string", "Anything the desk wants to keep beside it", "nothing to add"),
)

EXTRACTED = (
    *RAW_CLAIMS,
    Column("start", "integer", "First character of the figure in the article", "never empty", "characters"),
    Column("end", "integer", "Character after the figure", "never empty", "characters"),
    Column("kind", "string", "How the figure was read", "never empty", values=KINDS),
    Column("n1", "number", "The literal number; of a ratio the part, of a range the lower end", "never empty"),
    Column("n2", "number", "Of a ratio the whole, of a range the upper end", "there is one number"),
    Column(
        "place_basis",
        "string",
        "Whence the place is: the figure's own sentence, one before it in the paragraph, the lead",
        "no place",
        values=("stated", "carried", "lead"),
    ),
    Column(
        "date_basis",
        "string",
        "Whence the dates are: the figure's own sentence, one before it in the paragraph, the lead",
        "no date",
        values=("stated", "carried", "lead"),
    ),
    Column(
        "p_right", "number", "Probability that measure, party, origin and kind are all right", "not estimated", "share"
    ),
    Column("confidence", "string", "How sure the reading is", "never empty", values=("high", "medium", "low")),
)

# The desk's own factor (raw `weight`) stands in `desk_factor` here, as `weight` is the weight in the pool.
CLAIMS = (
    *(column for column in RAW_CLAIMS if column.name != "weight"),
    Column("kind", "string", "How the figure was read", "never empty", values=KINDS),
    Column("range_low", "number", "Lower end of the range the claim was read as", "never empty", _UNIT_OF_ROW),
    Column("range_best", "number", "Centre of the range the claim was read as", "never empty", _UNIT_OF_ROW),
    Column("range_high", "number", "Upper end of the range the claim was read as", "never empty", _UNIT_OF_ROW),
    Column("open_low", "boolean", "The range is open below", "never empty"),
    Column("open_high", "boolean", "The range is open above", "never empty"),
    Column("voice", "string", "The origin to which the claim goes back", "never empty"),
    Column("weight", "number", "Weight in the pool, of all claims used for the quantity's newest date", "0", "share"),
    Column("weight_reason", "string", "The factors that made the weight, in words", "never empty"),
    Column(
        "influence",
        "number",
        "Change of best if the claim were left out, newest date",
        "not used, the only one, or bounds alone",
        "share",
    ),
    Column("used", "boolean", "The claim is in the estimate of at least one date", "never empty"),
    Column("left_out_reason", "string", "Why the claim is not used", "it is used"),
    Column(
        "bound",
        "string",
        "A floor or ceiling says only where the value is not",
        "says where it is",
        values=("floor", "ceiling"),
    ),
    Column("read_why", "string", "How the phrase was read, in words", "never empty"),
    Column("source_factor", "number", "Factor for the grade of the voice", "never empty", "factor"),
    Column("item_factor", "number", "Factor for the grade of the item", "never empty", "factor"),
    Column("recency_factor", "number", "Factor for the age of a stock figure at the newest date", "not used", "factor"),
    Column("desk_factor", "number", "The desk's own factor, of claim and source", "never empty", "factor"),
    Column("share_factor", "number", "Share of its voice's weight that this account has", "not used", "factor"),
    Column(
        "stake_side", "string", "Side on which the voice's stake widens the range", "no stake", values=("low", "high")
    ),
    Column("carried_days", "integer", "Days the count was carried forward to the newest date", "not used", "days"),
    Column(
        "influence_width",
        "number",
        "Change of the interval's width if the claim were left out, newest date",
        "not used, the only one, or bounds alone",
        "share",
    ),
    Column(
        "tail_p",
        "number",
        "Tail probability of the claim's voice under the pool of the others",
        "no other voice",
        "share",
    ),
    Column("file", "string", "File the claim was read from", "it came as a table"),
    Column("row", "integer", "Row in that file, the header not counted", "never empty"),
)

SOURCES = (
    Column("source", "string", "Name used in the claims", "never empty"),
    Column("name", "string", "Name to print", "the source's name in the claims"),
    Column("aliases", "string", "Other names, separated by ;", "none"),
    Column("kind", "string", "What sort of source it is: government, outlet, monitor, …", "not stated"),
    Column("origin", "string", "Whom it has its figures from, where a claim does not say", "itself"),
    Column("origin_basis", "string", "How that origin is known", "stated", values=("stated", "suspected")),
    Column("stake", "string", "Parties it is on the side of, separated by ;", "none"),
    Column("grade", "string", "Admiralty grade, such as B or B2", "cannot be judged (F6)"),
    Column("weight", "number", "The desk's own factor on its weight, 0 or more", "1", "factor"),
    Column("url", "string", "Where it publishes", "not stated"),
    Column("licence", "string", "Under which terms its figures may be used", "not stated"),
    Column("note", "string", "Anything the desk wants to keep beside it", "nothing to add"),
)

# whose losses or gains a voice counts, as it sees it; and scales on which the errors of different quantities compare
LOSSES = ("own", "enemy", "neutral")
RECORD_SCALES = ("log", "proportion")

TRACK_RECORD = (
    Column("source", "string", "Whom figures go back to", "never empty"),
    Column("measure", "string", "What it counted", "never empty"),
    Column("losses", "string", "Whose losses it counted, as it sees it", "neutral", values=LOSSES),
    Column("scale", "string", "Working scale of the errors", "log", values=RECORD_SCALES),
    Column("n", "integer", "Quantities whose value became known", "never empty", "quantities"),
    Column("bias", "number", "Mean error, claimed less true, shrunk to 0", "0", "working unit"),
    Column("error_sd", "number", "Typical error, shrunk to the usual one", "never empty", "working unit"),
    Column("usual_sd", "number", "Usual error of all sources on the measure", "never empty", "working unit"),
    Column("rests_on", "string", "These quantities, separated by |", "not stated"),
    Column("known_from", "string", "Who gave the true values, separated by ;", "not stated"),
    Column("known_until", "date", "Day of the newest true value", "not stated"),
)

CORRECTIONS = (
    Column("locator", "string", "claim_id of the claim to correct", "never empty"),
    Column("column", "string", "Column to correct", "the whole row is dropped"),
    Column("expected", "string", "Value that must stand there for the correction to hold", "an empty cell"),
    Column("value", "string", "New value", "the cell is emptied"),
    Column("action", "string", "replace the value, or drop the claim", "replace", values=("replace", "drop")),
    Column("reason", "string", "Why, with the evidence", "never empty"),
)

_NOT_ENFORCED = "the sum is not enforced"
_NO_RULE = "it is in no sum that can be checked"

# columns of estimates that hold what an editor reads: approved together; `report` writes them
TEXTS = ("wording", "range_wording", "note")

ESTIMATES = (
    Column("quantity", "string", "Resolved key of the quantity", "never empty"),
    Column("family", "string", "Label that groups quantities", "the quantity stands alone"),
    Column("measure", "string", "What is counted", "not stated"),
    Column("party", "string", "Whose people, things or ground are counted", "not stated"),
    Column("place", "string", "Where", "not stated"),
    Column("scope", "string", "Territory or force counted", "not stated"),
    Column("population", "string", "Which people: military, civilian, children, women … or all", "not stated"),
    Column("unit", "string", "Unit of all numbers of the row", "plain numbers"),
    Column("temporal", "string", "How the figure stands in time", "all claims describe one value", values=TEMPORAL),
    Column("period_start", "date", "First day counted", "not stated"),
    Column("period_end", "date", "Last day counted", "not stated, or cumulative"),
    Column("count_date", "date", "Day for which the estimate holds", "no claim has a date"),
    Column("as_of", "date", "Date of knowledge: claims published later are not used", "no claim has a date"),
    Column("publish", "string", "What may honestly be printed", "never empty", values=VERDICTS),
    Column("publish_reason", "string", "Why", "never empty"),
    Column("best", "number", "Median of the pooled distribution", "withheld", _UNIT_OF_ROW),
    Column("low50", "number", "Lower end of the central half", "withheld", _UNIT_OF_ROW),
    Column("high50", "number", "Upper end of the central half", "withheld", _UNIT_OF_ROW),
    Column("low", "number", "Lower end at the level of the row", "withheld", _UNIT_OF_ROW),
    Column("high", "number", "Upper end at the level of the row", "withheld", _UNIT_OF_ROW),
    Column("level", "number", "Share of cases in which low to high is built to hold", "never empty", "share"),
    Column("claims_low", "number", "Lowest figure of the claims used", "none used", _UNIT_OF_ROW),
    Column("claims_high", "number", "Highest figure of the claims used", "none used", _UNIT_OF_ROW),
    Column("claims", "integer", "Claims used", "never empty", "claims"),
    Column("sources", "integer", "Sources that published them", "never empty", "sources"),
    Column("voices", "number", "Effective number of independent voices, (sum w)^2 / sum w^2", "never empty", "voices"),
    Column("agreement", "string", "How far independent voices agree", "no claim used", values=AGREEMENTS),
    Column(
        "conflict_p",
        "number",
        "Smallest tail probability of a voice under the pool of the others",
        "fewer than two voices",
        "share",
    ),
    Column("top_claim", "string", "Claim with the most weight", "none used"),
    Column("top_claim_share", "number", "Its share of all weight", "none used", "share"),
    Column("method", "string", "Pooling method", "never empty"),
    Column("previous_best", "number", "Best of the last recorded run of an earlier as-of date", "none", _UNIT_OF_ROW),
    Column("change", "number", "best / previous_best - 1", "no earlier run, or it had 0", "share"),
    Column("wording", "string", "Draft sentences for an editor: two of at most 35 words, a third where it must be",
           "never empty"),
    Column("range_wording", "string", "Our range in words", "no range of ours may be printed"),
    Column("note", "string", "What is excluded, who passed figures on, why there is no range, the date of knowledge",
           "nothing to add"),
    Column("floor", "number", "Highest hard floor: a count that no interval or sentence crosses", "none", _UNIT_OF_ROW),
    Column("floor_by", "string", "Who counted it", "none"),
    Column("floor_basis", "string", "How it was counted", "none", values=("named", "certified", "bodies")),
    Column("extrapolated_days", "integer", "Days from the newest count, whose numbers the row has, to its date",
           "no total or stock with a count date", "days"),
    Column("event_count", "integer", "Events that were added up", "no sum of events", "events"),
    Column("sum_low", "number", "Sum of the events' lowest figures, as the list's makers add them", "no sum of events",
           _UNIT_OF_ROW),
    Column("sum_best", "number", "Sum of the events' best figures", "no sum of events", _UNIT_OF_ROW),
    Column("sum_high", "number", "Sum of the events' highest figures", "no sum of events", _UNIT_OF_ROW),
    Column("largest_event", "number", "Best figure of the largest event", "no sum of events", _UNIT_OF_ROW),
    Column("border_events", "integer", "Events that reach over the border of a period", "no sum of events", "events"),
    Column("zero_best_events", "integer", "Events whose best figure is 0 and whose highest is not", "no sum of events",
           "events"),
    Column("unassigned_events", "integer", "Events of the list that fit into no cell of this sum", "no sum of events",
           "events"),
    Column("coherent_low", "number", "`low`, moved so that parts add up to their total", _NOT_ENFORCED, _UNIT_OF_ROW),
    Column("coherent_low50", "number", "`low50`, moved", _NOT_ENFORCED, _UNIT_OF_ROW),
    Column("coherent_best", "number", "`best`, moved: these add up exactly", _NOT_ENFORCED, _UNIT_OF_ROW),
    Column("coherent_high50", "number", "`high50`, moved", _NOT_ENFORCED, _UNIT_OF_ROW),
    Column("coherent_high", "number", "`high`, moved", _NOT_ENFORCED, _UNIT_OF_ROW),
    Column("coherence_reason", "string", "Why the sum was enforced, or was not", "nobody asked for it"),
    Column("coherence_chi2", "number", "How far the figures are from adding up, one degree of freedom", _NO_RULE),
    Column("radius", "number", "How many times as wide ranges would have to be for the figures to add up", _NO_RULE,
           "factor"),
)  # fmt: skip

_NO_CURVE = "the method is not `curve`, or no curve passes its gates"
_NOT_PROJECTED = "up to the newest count, or no pace may be read (docs/methods/growth.md)"

# One row a date of a total that only rises. The projection is for charts: nobody said it.
CURVES = (
    Column("quantity", "string", "Resolved key of the quantity", "never empty"),
    Column("count_date", "date", "Day of the row", "never empty"),
    Column("low", "number", "Lower end at the level of the run", "withheld", _UNIT_OF_ROW),
    Column("low50", "number", "Lower end of the central half", "withheld", _UNIT_OF_ROW),
    Column("best", "number", "Median", "withheld", _UNIT_OF_ROW),
    Column("high50", "number", "Upper end of the central half", "withheld", _UNIT_OF_ROW),
    Column("high", "number", "Upper end at the level of the run", "withheld", _UNIT_OF_ROW),
    Column("voices", "number", "Effective number of independent voices", "never empty", "voices"),
    Column("counts", "integer", "Counts heard up to that day", "never empty", "counts"),
    Column("extrapolated_days", "integer", "Days from the newest count, whose numbers the row has, to its day",
           "never empty", "days"),
    Column("method", "string", "Method by which the curve was made", "never empty"),
    Column("projection_low", "number", "Lower end of where the pace would lead", _NOT_PROJECTED, _UNIT_OF_ROW),
    Column("projection_best", "number", "Where the pace of the counts would lead", _NOT_PROJECTED, _UNIT_OF_ROW),
    Column("projection_high", "number", "Upper end of where the pace would lead", _NOT_PROJECTED, _UNIT_OF_ROW),
    Column("prior_low", "number", "Lowest best of the curve itself under other assumptions of voices and pace",
           _NO_CURVE, _UNIT_OF_ROW),
    Column("prior_high", "number", "Highest best of the curve itself under other assumptions of voices and pace",
           _NO_CURVE, _UNIT_OF_ROW),
)  # fmt: skip

REJECTED = (
    Column("file", "string", "File of the rejected row", "it came as a table"),
    Column("row", "integer", "Row in that file, the header not counted", "the whole file"),
    Column("column", "string", "Column at fault", "the whole row"),
    Column("value", "string", "What stood there, shortened to 200 characters", "an empty cell"),
    Column("rule", "string", "Rule that rejected it", "never empty"),
    Column("hint", "string", "What to do", "never empty"),
)

FINDINGS = (
    Column("rule", "string", "Rule that found it", "never empty"),
    Column("message", "string", "What was found", "never empty"),
    Column("hint", "string", "What to do", "nothing to do"),
    Column("family", "string", "Family concerned", "none"),
    Column("quantity", "string", "Quantity concerned", "none"),
    Column("claim_id", "string", "Claim concerned", "none"),
    Column("file", "string", "File concerned", "none"),
    Column("row", "integer", "Row in that file, the header not counted", "none"),
    Column("column", "string", "Column concerned", "none"),
    Column("value", "string", "What stood there, shortened to 200 characters", "none"),
)

CAUSES = ("ageing", "method", "correction", "new claim")

# Steps from the run before to this one; their shares add up to best - previous_best.
CHANGES = (
    Column("quantity", "string", "Resolved key of the quantity", "never empty"),
    Column("family", "string", "Label that groups quantities", "the quantity stands alone"),
    Column("unit", "string", "Unit of all numbers of the row", "plain numbers"),
    Column("count_date", "date", "Day for which the estimate holds", "no claim has a date"),
    Column("as_of", "date", "Date of knowledge of this run", "never empty"),
    Column("previous_as_of", "date", "Date of knowledge of the run compared with", "never empty"),
    Column(
        "what", "string", "What changed; of several the first of these", "never empty",
        values=("disappeared", "appeared", "moved", "verdict", "agreement"),
    ),
    Column("change", "number", "best / previous_best - 1", "no best before, or it was 0", "share"),
    Column("size", "number", "Largest shift of low, best and high beside the best before", "none to compare", "share"),
    Column("previous_low", "number", "Lower end before", "withheld, or not there", _UNIT_OF_ROW),
    Column("previous_best", "number", "Best before", "withheld, or not there", _UNIT_OF_ROW),
    Column("previous_high", "number", "Upper end before", "withheld, or not there", _UNIT_OF_ROW),
    Column("low", "number", "Lower end now", "withheld, or gone", _UNIT_OF_ROW),
    Column("best", "number", "Best now", "withheld, or gone", _UNIT_OF_ROW),
    Column("high", "number", "Upper end now", "withheld, or gone", _UNIT_OF_ROW),
    Column("previous_publish", "string", "Verdict before", "not there", values=VERDICTS),
    Column("publish", "string", "Verdict now", "gone", values=VERDICTS),
    Column("previous_agreement", "string", "Agreement before", "no claim used, or not there", values=AGREEMENTS),
    Column("agreement", "string", "Agreement now", "no claim used, or gone", values=AGREEMENTS),
    Column("cause", "string", "The step with the largest share", "never empty", values=CAUSES),
    Column("cause_claim", "string", "Claim of that step that moves the estimate most", "no claim came or changed"),
    Column("cause_source", "string", "Who published it", "no claim came or changed"),
    Column("cause_phrase", "string", "Its figure as said", "no claim came or changed"),
    Column("by_ageing", "number", "Share of the change: the claims of then, at today's date", "no best to compare",
           _UNIT_OF_ROW),
    Column("by_method", "number", "Share of the change: config, sources, program", "no best to compare", _UNIT_OF_ROW),
    Column("by_correction", "number", "Share of the change: claims changed or taken back", "no best to compare",
           _UNIT_OF_ROW),
    Column("by_new_claim", "number", "Share of the change: claims that came in", "no best to compare", _UNIT_OF_ROW),
    Column("by_new_events", "number", "Of a sum: what its new events add", "no sum of events", _UNIT_OF_ROW),
    Column("by_revised_events", "number", "Of a sum: what events add that have another figure", "no sum of events",
           _UNIT_OF_ROW),
    Column("by_dropped_events", "number", "Of a sum: what events take away that are no longer in it",
           "no sum of events", _UNIT_OF_ROW),
)  # fmt: skip

CHART = (
    Column("family", "string", "Label that groups quantities", "the quantity stands alone"),
    Column("quantity", "string", "Resolved key of the quantity", "never empty"),
    Column("label", "string", "Label to print", "never empty"),
    Column("date", "date", "Count date, or last day of the period", "no date"),
    Column("unit", "string", "Unit of all numbers of the row", "plain numbers"),
    Column("publish", "string", "What may honestly be printed", "never empty", values=VERDICTS),
    Column("low", "number", "Lower end to draw: the interval's, else the lowest claim", "withheld", _UNIT_OF_ROW),
    Column("best", "number", "Point to draw", "not an interval and not one figure", _UNIT_OF_ROW),
    Column("high", "number", "Upper end to draw: the interval's, else the highest claim", "withheld", _UNIT_OF_ROW),
    Column("voices", "integer", "Independent voices", "never empty", "voices"),
    Column("agreement", "string", "How far independent voices agree", "no claim used", values=AGREEMENTS),
)

RANGE_PLOT = (
    Column("label", "string", "Label of the bar: what is counted, where and, of periods, when", "never empty"),
    Column("low", "number", "Left end: the interval's, else the lowest figure said", "never empty", _UNIT_OF_ROW),
    Column("high", "number", "Right end: the interval's, else the highest figure said", "never empty", _UNIT_OF_ROW),
    Column("best", "number", "Point on the bar", "a range of figures that disagree", _UNIT_OF_ROW),
    Column("group", "string", "Title of the family, to filter by", "the quantity stands alone"),
    Column("date", "date", "Count date, or last day of the period", "no date"),
    Column("unit", "string", "Unit in words", "plain numbers"),
    Column("verdict", "string", "What may honestly be printed", "never empty", values=VERDICTS),
)

LINE_BAND = (
    Column("series", "string", "Title of the line, to filter by", "never empty"),
    Column("date", "date", "Count date, or last day of the period", "never empty"),
    Column("best", "number", "Point of the line", "a range of figures that disagree", _UNIT_OF_ROW),
    Column("low", "number", "Lower edge: the interval's, else the lowest figure said", "never empty", _UNIT_OF_ROW),
    Column("high", "number", "Upper edge: the interval's, else the highest figure said", "never empty", _UNIT_OF_ROW),
    Column("unit", "string", "Unit in words", "plain numbers"),
    Column("verdict", "string", "What may honestly be printed", "never empty", values=VERDICTS),
)

NAME_SHARES = (
    Column("series", "string", "What is counted and estimated, to filter by", "never empty"),
    Column("named_by", "string", "Whose list of names it is", "never empty"),
    Column("date", "date", "Count date, or last day of the period", "no date"),
    Column("named", "number", "How many the list names", "never empty", _UNIT_OF_ROW),
    Column("estimated_by", "string", "Voices whose estimates are beside it, separated by ;", "never empty"),
    Column("estimate_low", "number", "Lowest end of these estimates", "never empty", _UNIT_OF_ROW),
    Column("estimate", "number", "The estimate, the middle one of several", "never empty", _UNIT_OF_ROW),
    Column("estimate_high", "number", "Highest end of these estimates", "never empty", _UNIT_OF_ROW),
    Column("share_low", "number", "named / estimate_high", "never empty", "percent"),
    Column("share", "number", "named / estimate", "never empty", "percent"),
    Column("share_high", "number", "named / estimate_low", "never empty", "percent"),
)

# a file of one line has no column that a chart tool would take for another line
LINE = tuple(column for column in LINE_BAND if column.name in ("date", "best", "low", "high"))

APPROVALS = (
    Column("quantity", "string", "Key of the quantity", "never empty"),
    Column("count_date", "date", "Day for which the estimate holds", "no claim has a date"),
    Column(
        "hash",
        "string",
        "Hash of verdict, definition, unit, sentences, range and note; any other voids it",
        "never empty",
    ),
    Column("editor", "string", "Who approved it", "never empty"),
    Column("time", "string", "When, with the offset from UTC", "never empty"),
    Column("sentence", "string", "The sentences that were approved, with our range behind them", "not kept"),
    Column("publish", "string", "The verdict that was approved", "not kept", values=VERDICTS),
    Column("low", "number", "Lower end that was approved", "not an estimate with numbers", _UNIT_OF_ROW),
    Column("best", "number", "Median that was approved", "not an estimate with numbers", _UNIT_OF_ROW),
    Column("high", "number", "Upper end that was approved", "not an estimate with numbers", _UNIT_OF_ROW),
    Column("unit", "string", "Unit of the numbers", "plain numbers"),
    Column("definition", "string", "What was counted: the defining columns that are not empty", "none is given"),
    Column("voices", "string", "The voices that it rested on, separated by ;", "not kept"),
    Column("method", "string", "Pooling method", "not kept"),
    Column("level", "number", "Level of the interval", "not kept", "share"),
    Column("evidence", "string", "Hash of the claims used, as they were said", "not kept"),
)

PRINTED = (
    Column("sentence_id", "string", "Name of the sentence: of its family and its leading quantity", "never empty"),
    Column("family", "string", "Label that groups quantities", "the quantity stands alone"),
    Column("rank", "integer", "Place of the sentence in its family, from 1", "never empty"),
    Column("kind", "string", "What the sentence tells of", "never empty", values=PRINTED_KINDS),
    Column("sentence", "string", "What can be printed; of list and withheld why not yet, or not", "never empty"),
    Column("range_sentence", "string", "Our synthesis of the leading quantity", "the figures stand with their sources"),
    Column("note", "string", "What stands under the sentence: what is excluded, who reported it, what is computed",
           "nothing"),
    Column("quantities", "string", "Keys that it tells of, the leading one first, separated by ;", "never empty"),
    Column("publish", "string", "What may honestly be printed of the leading quantity", "never empty", values=VERDICTS),
    Column("count_date", "date", "Newest day that it speaks of", "none of its figures has a date"),
    Column("status", "string", "How the desk stands by it", "never empty", values=("draft", "approved", "void")),
)  # fmt: skip

# Frames between rooms, from here on: what one room hands to the next. They are in no file. Their types are those of the
# tables; an index of rows of another frame is an integer.

_NOTHING_SAID = "the claim has no phrase that can be read"

# What a phrase was read as, beside the claim that has it; `claims` -> `ranges`.
READ_PHRASES = (
    Column("said_rule", "string", "Rule by which the phrase was read", _NOTHING_SAID),
    Column("said_kind", "string", "Kind of the phrase", _NOTHING_SAID, values=KINDS),
    Column("said_n1", "number", "The literal number; of a range the lower end", _NOTHING_SAID, _UNIT_OF_ROW),
    Column("said_n2", "number", "Of a range the upper end, of a ratio the whole", "there is one number", _UNIT_OF_ROW),
    Column("said_low", "number", "Lower end that the phrase is read as", _NOTHING_SAID, _UNIT_OF_ROW),
    Column("said_best", "number", "Centre that the phrase is read as", _NOTHING_SAID, _UNIT_OF_ROW),
    Column("said_high", "number", "Upper end that the phrase is read as", _NOTHING_SAID, _UNIT_OF_ROW),
    Column("said_p_low", "number", "Probability below the lower end", _NOTHING_SAID, "share"),
    Column("said_p_high", "number", "Probability below the upper end", _NOTHING_SAID, "share"),
    Column("said_bound", "string", "The phrase says only where the value is not", "it says where it is",
           values=("floor", "ceiling")),
    Column("said_open_low", "boolean", "The range is open below", "never empty"),
    Column("said_open_high", "boolean", "The range is open above", "never empty"),
    Column("said_hedge", "string", "The hedge, as it stands in the phrase", "the number stands alone"),
    Column("said_why", "string", "How the phrase was read, in words", _NOTHING_SAID),
    Column("said_unit", "string", "Unit that the claim states for a phrase without one", "the claim is in its unit"),
)  # fmt: skip

# What checking adds to raw claims; `claims` -> everything.
CHECKED = (
    Column("file", "string", "File the claim was read from", "it came as a table"),
    Column("row", "integer", "Row in that file, the header not counted", "never empty"),
    Column("dropped_reason", "string", "Why a correction dropped the claim", "it was not dropped"),
    Column("edition_of", "string", "Claim of which it is an earlier edition", "it is none"),
    Column("rows", "string", "What the rows of its input are", "estimates", values=ROWS),
    Column("event_list", "string", "List of which it is an event", "its source is taken"),
    Column("edition", "string", "Edition of that list", "not stated"),
    *READ_PHRASES,
)

# One row a quantity, sorted by key; `claims` -> `engine`.
QUANTITIES = (
    Column("quantity", "string", "Key of the quantity", "never empty"),
    Column("label", "string", "Label that the desk wrote", "the claims have none"),
    Column("family", "string", "First family by name that its claims name", "they name none"),
    *(column for column in RAW_CLAIMS if column.name in DEFINING),
)

# One row a claim: what its phrase says word for word; within `claims`, from reading to the check of sense.
LITERAL = (
    Column("first_number", "number", "First number of the phrase", "no phrase, or it is not used", _UNIT_OF_ROW),
    Column("second_number", "number", "Its second number", "it has one number", _UNIT_OF_ROW),
    Column(
        "relation",
        "string",
        "How the figure belongs to another one",
        "it stands by itself",
        values=("rise", "fall", "earlier", "part"),
    ),
)

# One row a claim: what it was read as; `ranges` -> `engine`.
RANGES = (
    Column("kind", "string", "How the figure was read", "never empty", values=KINDS),
    Column("range_low", "number", "Lower end of the range", "never empty", _UNIT_OF_ROW),
    Column("range_best", "number", "Centre of the range", "never empty", _UNIT_OF_ROW),
    Column("range_high", "number", "Upper end of the range", "never empty", _UNIT_OF_ROW),
    Column("p_low", "number", "Probability below the lower end", "never empty", "share"),
    Column("p_high", "number", "Probability below the upper end", "never empty", "share"),
    Column("open_low", "boolean", "The range is open below", "never empty"),
    Column("open_high", "boolean", "The range is open above", "never empty"),
    Column("bound", "string", "Says only where the value is not", "says where it is", values=("floor", "ceiling")),
    Column("figure_low", "number", "The literal number, of several the lowest", "never empty", _UNIT_OF_ROW),
    Column("figure_high", "number", "The literal number, of several the highest", "never empty", _UNIT_OF_ROW),
    Column("read_why", "string", "How the figure was read, in words", "never empty"),
)

# One row a claim: how much it weighs before age and sharing; `sources` -> `engine`.
WEIGHTS = (
    Column("source_factor", "number", "Factor for the grade of the voice", "never empty", "factor"),
    Column("item_factor", "number", "Factor for the grade of the item", "never empty", "factor"),
    Column("desk_factor", "number", "The desk's own factor, of claim and source", "never empty", "factor"),
    Column("record_factor", "number", "Factor for the track record of the voice", "never empty", "factor"),
    Column("weight", "number", "Product of the factors", "never empty", "factor"),
    Column("zero_reason", "string", "Why the claim weighs nothing", "it weighs something"),
    Column("reason_of_weight", "string", "The factors, in words", "never empty"),
    Column("stake_side", "string", "Side on which the voice's stake widens the range", "no stake",
           values=("low", "high")),
)  # fmt: skip

# One row a claim, with everything that is known of it before claims are pooled; within `engine`.
HEARD = (
    *RANGES,
    *WEIGHTS,
    Column("id_rank", "integer", "Place of the claim's id in alphabetical order, from 0", "never empty"),
    Column("quantity_code", "integer", "Row of its quantity in `QUANTITIES`", "never empty"),
    Column("voice", "string", "The origin to which it goes back", "never empty"),
    Column("hops", "integer", "Origins between its source and its voice", "never empty", "origins"),
    Column("voice_code", "integer", "Place of its voice in alphabetical order, from 0", "never empty"),
    Column("published_day", "integer", "Day on which it was said; `NO_DAY` for none", "never empty", "days since 1970"),
    Column("day_stated", "boolean", "It states of which day it speaks", "never empty"),
    Column("day", "integer", "Day of which it speaks; `NO_DAY` for none", "never empty", "days since 1970"),
    Column("era", "integer", "Breaks of its voice behind it; two eras are not compared", "never empty", "breaks"),
    Column("only_grows", "boolean", "A total of its measure can only rise", "never empty"),
    Column("status_reason", "string", "Why the desk, a correction or what is said of it sets it aside", "nothing does"),
    Column("reason", "string", "Why it is not heard", "it is heard"),
    Column("revised_by", "string", "Claim that took it back, or the figure that it repeats", "none did"),
    Column("several", "boolean", "It stands for several figures that its source gives for one time", "never empty"),
    Column("share_factor", "number", "Share of its voice's weight that it has", "never empty", "factor"),
    Column("first", "integer", "First day on which it speaks for its voice", "never empty", "days since 1970"),
    Column("last", "integer", "Last day on which it speaks for its voice", "never empty", "days since 1970"),
)

_NO_CLAIM = "no claim is heard"

# One row an estimate to make: a quantity at a day; sorted by quantity, then day; within `engine`.
CELLS = (
    Column("quantity_code", "integer", "Row of its quantity in `QUANTITIES`", "never empty"),
    Column("day", "integer", "Day for which the estimate holds; `NO_DAY` for none", "never empty", "days since 1970"),
    Column("extrapolated_days", "integer", "Days by which the newest count is older", "no count has a date", "days"),
    Column("low", "number", "Lower end at the level asked for", _NO_CLAIM, _UNIT_OF_ROW),
    Column("low50", "number", "Lower end of the central half", _NO_CLAIM, _UNIT_OF_ROW),
    Column("best", "number", "Median", _NO_CLAIM, _UNIT_OF_ROW),
    Column("high50", "number", "Upper end of the central half", _NO_CLAIM, _UNIT_OF_ROW),
    Column("high", "number", "Upper end at the level asked for", _NO_CLAIM, _UNIT_OF_ROW),
    Column("k", "number", "Voices that say where the value is", _NO_CLAIM, "voices"),
    Column("q", "number", "Cochran's Q of these voices", _NO_CLAIM),
    Column("q_p", "number", "Probability of a Q at least as large by chance", "fewer than two voices", "share"),
    Column("i2", "number", "Share of the scatter beyond what their ranges say", _NO_CLAIM, "share"),
    Column("tau2", "number", "Variance between voices, on the working scale", _NO_CLAIM, "squared working unit"),
    Column("birge", "number", "Birge ratio", _NO_CLAIM),
    Column("stake_moves", "number", "Share by which best moves with stakes switched off", _NO_CLAIM, "share"),
    Column("density", "number", "Density at best, of the density at the peak", _NO_CLAIM, "share"),
    Column("conflict_p", "number", "Smallest tail probability of a voice", "fewer than two voices", "share"),
    Column("steady", "boolean", "Best holds when voices are weighed otherwise", "never empty"),
    Column("contradicted", "boolean", "A bound contradicts the other claims", "never empty"),
    Column("scattered", "boolean", "Voices scatter far more than is usual", "never empty"),
    Column("bounds_alone", "boolean", "Floors and ceilings alone", "never empty"),
    Column("raised", "boolean", "An earlier total holds best up", "never empty"),
    Column("voices", "number", "Effective number of independent voices", "never empty", "voices"),
    Column("comparable", "integer", "Voices that speak of the same time", "never empty", "voices"),
    Column("work_scale", "string", "Working scale of the quantity", "no claim at all", values=SCALES),
    Column("curved", "boolean", "A latent curve answers, not the pool", "never empty"),
    Column("off_pool", "number", "How far the curve's best is off the pool's", "never empty", "pool intervals"),
    Column("prior_moves", "number", "How far other assumptions move the curve", "never empty", "own intervals"),
    Column("prior_low", "number", "Lowest best of the curve under other assumptions", _NO_CURVE, _UNIT_OF_ROW),
    Column("prior_high", "number", "Highest best of the curve under other assumptions", _NO_CURVE, _UNIT_OF_ROW),
    Column("floor", "number", "Highest hard floor", "none", _UNIT_OF_ROW),
    Column("floor_row", "integer", "Row of the claim that counts it, -1 for none", "never empty"),
)

# One row a claim in a cell; sorted by cell, then voice; within `engine`.
PAIRS = (
    Column("cell", "integer", "Row of the cell in `CELLS`", "never empty"),
    Column("claim", "integer", "Row of the claim in `HEARD`", "never empty"),
    *(
        column for column in HEARD
        if column.name in ("voice_code", "range_low", "range_best", "range_high", "p_low", "p_high", "bound",
                           "stake_side", "quantity_code")
    ),
    Column("days", "integer", "Days behind the newest count of the cell", "never empty", "days"),
    Column("lag", "integer", "The same of a total, 0 of others", "never empty", "days"),
    Column("recency", "number", "Factor for the age", "never empty", "factor"),
    Column("rate", "number", "Growth of a total a day", "never empty", "share"),
    Column("carried_high", "number", "Upper end, carried to the newest count of the cell", "never empty", _UNIT_OF_ROW),
    Column("weight", "number", "Weight in the cell", "never empty", "factor"),
    Column("influence", "number", "Change of best without the claim", "the only one, or bounds alone", "share"),
    Column("influence_width", "number", "Change of the interval's width without it", "the only one, or bounds alone",
           "share"),
    Column("pooled_weight", "number", "Weight that it has in the pool of the cell", _NO_CLAIM, "factor"),
    Column("tail_p", "number", "Tail probability of its voice under the others", "no other voice", "share"),
)  # fmt: skip

# One row a claim that lies under the hard floor of a cell; within `engine`.
UNDER = (
    Column("estimate", "integer", "Row of the estimate", "never empty"),
    Column("claim", "integer", "Row of the claim", "never empty"),
    Column("older", "boolean", "It contradicts nothing: older, open above, or a hard floor itself", "never empty"),
)

# One row a cell with claims: what is counted of them; within `engine`.
TALLIES = (
    Column("claims", "integer", "Claims heard", "never empty", "claims"),
    Column("sources", "integer", "Sources that published them", "never empty", "sources"),
    Column("counted", "integer", "Independent voices among them", "never empty", "voices"),
    Column("claims_low", "number", "Lowest literal figure", "never empty", _UNIT_OF_ROW),
    Column("claims_high", "number", "Highest literal figure", "never empty", _UNIT_OF_ROW),
    Column("bounds_only", "boolean", "All are bounds, soft ones among them, but for hard floors", "never empty"),
    Column("locating", "integer", "Voices that say where the value is", "never empty", "voices"),
    Column("floors_apart", "boolean", "Floors of different voices lie far apart", "never empty"),
    Column("top_claim_share", "number", "Share of all weight that the weightiest has", "never empty", "share"),
    Column("low_row", "integer", "Row of the claim with the lowest figure", "never empty"),
    Column("high_row", "integer", "Row of the claim with the highest figure", "never empty"),
    Column("top_row", "integer", "Row of the weightiest claim", "never empty"),
)

# One row a count: the pace of its voice up to it; `pool` -> `engine`, and back by cell.
PACES = (
    Column("pace", "number", "Growth a day, as a share of the total", "no pace may be read", "share a day"),
    Column("grown", "number", "Day of the last rise", "none yet", "days since 1970"),
    Column("since", "number", "Day of the first count that it rests on", "not a count", "days since 1970"),
)

# One row a date of a total that only rises, before its projection is drawn; within `engine`.
CURVE_DAYS = (
    *(
        column
        for column in CURVES
        if column.name not in ("quantity", "count_date", "method") and not column.name.startswith("projection")
    ),
    Column("cell", "integer", "Row of the cell in `CELLS` whose numbers it has", "never empty"),
    Column("quantity_code", "integer", "Row of its quantity in `QUANTITIES`", "never empty"),
    Column("day", "integer", "Day of the row", "never empty", "days since 1970"),
    Column("work_scale", "string", "Working scale of the quantity", "never empty", values=SCALES),
    Column("curved", "boolean", "A latent curve answers, not the pool", "never empty"),
    Column("pace", "number", "Growth a day, as a share of the total", "no pace may be read", "share a day"),
    Column("reach", "number", "Days between the first and the newest count of the voices with a pace", "none", "days"),
    Column("newest", "number", "Day of the newest count", "never empty", "days since 1970"),
    Column("until", "number", "Last day to which the pace is drawn", "never empty", "days since 1970"),
)

# One row an estimate: what a verdict is decided by; `engine` -> `pool`.
VERDICT_FACTS = (
    Column("weighted", "integer", "Claims of weight above 0", "never empty", "claims"),
    Column("voices", "integer", "Independent voices", "never empty", "voices"),
    Column("locating", "integer", "Voices that say where the value is", "never empty", "voices"),
    Column("bounds_only", "boolean", "All are bounds, soft ones among them, but for hard floors", "never empty"),
    Column("hard_floor", "boolean", "A hard floor stands", "never empty"),
    Column("listed", "boolean", "Its family counts several things at this time", "never empty"),
    Column("missed", "boolean", "The interval touches none of the claims", "never empty"),
    Column("raised", "boolean", "An earlier total holds best up", "never empty"),
    Column("extrapolated_days", "integer", "Days by which the newest count is older", "no count has a date", "days"),
    Column("steady", "boolean", "Best holds when voices are weighed otherwise", "never empty"),
    Column("density", "number", "Density at best, of the density at the peak", "never empty", "share"),
    Column("computed_off", "number", "Largest factor by which a computed claim is off best", "never empty", "factor"),
    Column("stake_moves", "number", "Share by which best moves with stakes switched off", "never empty", "share"),
    Column("agreement", "string", "How far independent voices agree", "no claim used", values=AGREEMENTS),
    Column("low", "number", "Lower end of the interval", "no claim used"),
    Column("high", "number", "Upper end of the interval", "no claim used"),
    Column("log_scale", "boolean", "The quantity is pooled on the log scale", "never empty"),
    Column("off_pool", "number", "How far a curve's best is off the pool's", "never empty", "pool intervals"),
    Column("prior_moves", "number", "How far other assumptions move a curve", "never empty", "own intervals"),
)

# One row an estimate: what it counts and when, by which estimates are listed side by side; `engine` -> `pool`.
LISTED_FACTS = (
    Column("family", "string", "Label that groups quantities", "the quantity stands alone"),
    Column("thing", "integer", "Number of what is counted, however it is defined", "never empty"),
    Column("definition", "integer", "Number of its definition", "never empty"),
    Column("first", "integer", "First day that it speaks of", "never empty", "days since 1970"),
    Column("last", "integer", "Last day that it speaks of", "never empty", "days since 1970"),
)

# Columns of the engine's estimates beside those of the contract, for sentences and charts; `engine` -> `report`.
CLAIMS_BEHIND = (
    Column("low_claim", "string", "Claim with the lowest figure", "none used"),
    Column("high_claim", "string", "Claim with the highest figure", "none used"),
    Column("floor_claim", "string", "Claim that counts the hard floor", "none"),
    Column("computed_claims", "string", "Computed claims that it does not rest on, separated by ;", "none"),
    Column("counted_voices", "integer", "Independent voices that were heard", "never empty", "voices"),
    Column("event_list", "string", "List whose events are added up", "no sum of events"),
    Column("edition", "string", "Editions of that list, the newest last", "no sum of events, or not stated"),
    Column("begun_events", "integer", "Events of a sum that no earlier cell of it has", "no sum of events", "events"),
)

# One row an event, or a part of one, and a total that it is in; `engine` -> `history`.
EVENT_SHARES = (
    Column("quantity", "string", "Key of the total", "never empty"),
    Column("event", "string", "Id of the event in its list", "never empty"),
    Column("part", "integer", "Number of its part, from 0", "never empty"),
    Column("day", "integer", "Day from which a running total holds it; 0 for other totals", "never empty",
           "days since 1970"),
    Column("best", "number", "What it adds", "never empty", _UNIT_OF_ROW),
)  # fmt: skip

# One row a claim behind an estimate; `engine` -> `report`.
BEHIND = (
    Column("estimate", "integer", "Row of the estimate", "never empty"),
    Column("claim", "integer", "Row of the claim", "never empty"),
)

# One row a claim heard at an estimate, weightiest first; `engine` -> `report`.
HEARD_BEHIND = (
    *BEHIND,
    Column("share", "number", "Its share of the weight of the estimate", "never empty", "share"),
    Column(
        "lag",
        "integer",
        "How much older a count of a growing total is than the newest; 0 for others",
        "never empty",
        "days",
    ),
    Column("older", "boolean", "A count that a newer one has reached: an earlier figure, no other one", "never empty"),
    Column("carries", "boolean", "Its voice is among those with nine tenths of the weight", "never empty"),
)

# One row a claim computed from its voice's other figures, in a cell where that voice has none; within `engine`.
COMPUTED = (
    *BEHIND,
    Column("claim_id", "string", "Name of the claim", "never empty"),
    Column("off", "number", "Factor by which its centre is off best", "never empty", "factor"),
)

# One row an estimate: how far its voices scatter and agree; `engine` -> notebooks.
DIAGNOSTICS = (
    Column("quantity", "string", "Key of the quantity", "never empty"),
    Column("count_date", "date", "Day for which the estimate holds", "no claim has a date"),
    Column("scale", "string", "Working scale of the quantity", "no claim at all", values=SCALES),
    *(column for column in CELLS if column.name in ("k", "q", "q_p", "i2", "tau2", "birge")),
    Column("conflict_p", "number", "Smallest tail probability of a voice", "fewer than two voices", "share"),
    Column("agreement", "string", "How far independent voices agree", "no claim used", values=AGREEMENTS),
    *(column for column in CELLS if column.name in ("density", "steady")),
    Column("off_pool", "number", "How far a curve's best is off the pool's", "no curve answers", "pool intervals"),
    Column("prior_moves", "number", "How far other assumptions move a curve", "no curve answers", "own intervals"),
    Column("figures_inside", "number", "Share of a curve's figures that lie where all others foretell them",
           "no curve answers", "share"),
)  # fmt: skip

# One row a claim that is asked about; within `engine`.
ASKED = (
    Column("quantity_code", "integer", "Row of its quantity in `QUANTITIES`; -1 for none", "never empty"),
    Column("voice_code", "integer", "Its voice, as in `HEARD`; -1 for a new one", "never empty"),
    Column("day", "integer", "Day of which it speaks", "never empty", "days since 1970"),
    Column("since", "integer", "Day after which it counts; `NO_DAY` for totals", "never empty", "days since 1970"),
    Column("era", "integer", "Breaks of its voice behind it", "never empty", "breaks"),
)

# One row a figure that a voice gave, as it is worded; within `engine`.
LITERAL_FIGURES = (
    *(column for column in HEARD if column.name in ("quantity_code", "voice_code", "era", "day")),
    Column("figure", "number", "The literal figure, on the working scale", "never empty", "working unit"),
    Column("shift", "number", "By how much it is read as more", "never empty", "working unit"),
)

# One row a figure that a voice gave: how far it was off the estimate of its day; within `engine`.
PAST_FIGURES = (
    *(column for column in LITERAL_FIGURES if column.name in ("quantity_code", "voice_code", "era", "day")),
    Column("off", "number", "How far off, on the working scale", "no estimate", "working unit"),
)

# One row a source and voice: how often it speaks for it; within `engine`.
SPOKEN_FOR = (
    Column("source", "string", "Source", "never empty"),
    Column("code", "integer", "Its voice, as in `HEARD`", "never empty"),
    Column("many", "integer", "Claims of that source and voice", "never empty", "claims"),
)

# One row a claim that is asked about: what its voice will say; `engine` -> notebooks.
FORETOLD = tuple(column for column in CELLS if column.name in ("low", "low50", "best", "high50", "high"))

# One row a hidden figure: what was foretold of it from those before; `engine` -> notebooks, `run`.
CHECKED_FIGURES = (
    Column("quantity", "string", "Key of the quantity", "never empty"),
    Column("claim_id", "string", "Claim that gives the figure", "never empty"),
    Column("voice", "string", "The origin to which it goes back", "never empty"),
    Column("count_date", "date", "Day of which it speaks", "never empty"),
    Column("figure", "number", "The literal figure", "never empty", _UNIT_OF_ROW),
    Column("low", "number", "Lower end of what was foretold", "never empty", _UNIT_OF_ROW),
    Column("best", "number", "Median of what was foretold", "never empty", _UNIT_OF_ROW),
    Column("high", "number", "Upper end of what was foretold", "never empty", _UNIT_OF_ROW),
    Column("inside", "boolean", "It lies between the ends", "never empty"),
)

# One row a voice and measure; `engine` -> notebooks, `run`.
OWN_REVISIONS = (
    Column("voice", "string", "Who revises itself", "never empty"),
    Column("measure", "string", "What is counted", "not stated"),
    Column("figures", "integer", "Dated figures that it gave itself", "never empty", "figures"),
    Column("revisions", "integer", "Those that changed another one of the same day", "never empty", "figures"),
    Column("typical", "number", "Median size of a revision", "no revision", "share"),
    Column("largest", "number", "Largest one", "no revision", "share"),
)

# One row a quantity and voice, with the method `curve`.
VOICES = (
    Column("quantity", "string", "Key of the quantity", "never empty"),
    Column("voice", "string", "The origin to which its figures go back", "never empty"),
    Column("bias", "number", "By how much it is above the curve, at its first count", "never empty", "share"),
    Column("bias_low", "number", "Lower end of that, at the level of the run", "never empty", "share"),
    Column("bias_high", "number", "Upper end of that", "never empty", "share"),
    Column("drift", "number", "How its bias moved up to its newest count", "never empty", "share"),
    Column("error_sd", "number", "How far its figures scatter around that", "never empty", "log unit"),
    Column("counts", "integer", "Figures of it that the curve hears", "never empty", "figures"),
)

# One row a claim that a curve hears, with the method `curve`.
PULLS = (
    Column("quantity", "string", "Key of the quantity whose curve hears it", "never empty"),
    Column("claim_id", "string", "Name of the claim", "never empty"),
    Column("fitted", "number", "What the curve says that its voice said", "a bound", _UNIT_OF_ROW),
    Column("low", "number", "Lower end of what all other claims foretell of it", "a bound", _UNIT_OF_ROW),
    Column("high", "number", "Upper end of that", "a bound", _UNIT_OF_ROW),
    Column("residual_z", "number", "How far it is off that", "a bound", "standard deviations"),
    Column("inside", "boolean", "It lies between the ends; not so for bounds", "never empty"),
    Column("pull_low", "number", "How far it pulls low of the curve's newest count", "never empty", "share"),
    Column("pull_best", "number", "How far it pulls best there", "never empty", "share"),
    Column("pull_high", "number", "How far it pulls high there", "never empty", "share"),
)

# One row an estimate and method; `engine` -> `report`.
SIDE_BY_SIDE = (
    Column("quantity", "string", "Key of the quantity", "never empty"),
    Column("count_date", "date", "Day for which the estimate holds", "no claim has a date"),
    Column("method", "string", "Pooling method", "never empty"),
    Column("best", "number", "Median", "the method gives no finite number", _UNIT_OF_ROW),
    Column("low", "number", "Lower end", "the method gives no finite number", _UNIT_OF_ROW),
    Column("high", "number", "Upper end", "the method gives no finite number", _UNIT_OF_ROW),
)

# One row a date of knowledge: what would have been printed of a quantity; `engine` -> `report`.
VINTAGES = (
    Column("as_of", "date", "Date of knowledge", "never empty"),
    Column("count_date", "date", "Day for which the estimate holds", "no claim has a date"),
    Column("publish", "string", "What may honestly be printed", "never empty", values=VERDICTS),
    Column("low", "number", "Lower end to draw", "withheld", _UNIT_OF_ROW),
    Column("best", "number", "Point to draw", "not an interval and not one figure", _UNIT_OF_ROW),
    Column("high", "number", "Upper end to draw", "withheld", _UNIT_OF_ROW),
    Column("unit", "string", "Unit of the numbers", "plain numbers"),
)

# One row a check of an identity, voice by voice; `sources` -> `report`.
IDENTITY_CHECKS = (
    Column("identity", "string", "Name of the identity", "never empty"),
    Column("family", "string", "Label that groups quantities", "the claims have none"),
    Column("voice", "string", "Voice whose figures are compared", "never empty"),
    Column("date", "date", "Day or end of the period of the figures", "they have none"),
    Column("equation", "string", "The figures, as a sum", "never empty"),
    Column("holds", "boolean", "The ranges of sum and total overlap", "never empty"),
    Column("one_statement", "boolean", "All figures stand in one sentence or article", "never empty"),
    Column("total", "number", "The total that the voice gave", "never empty", _UNIT_OF_ROW),
    Column("sum", "number", "The sum of the parts that it gave", "never empty", _UNIT_OF_ROW),
    Column("difference", "number", "sum - total", "never empty", _UNIT_OF_ROW),
    Column("claim_ids", "string", "The claims, separated by a comma", "never empty"),
)

# One row a pair of sources with three common figures; `engine` -> notebooks, `cli`.
DEPENDENCE = (
    Column("source_a", "string", "Source that published first of the two", "never empty"),
    Column("source_b", "string", "Source that would have its figures from the other", "never empty"),
    Column("figures", "integer", "Common figures compared; of totals and stocks, their changes", "never empty",
           "figures"),
    Column("score", "number", "log10 of how much likelier the figures are if one was taken from the other",
           "never empty"),
    Column("limit", "number", "Score above which the pair is suspect", "never empty"),
    Column("kind", "string", "Way of copying that fits best", "never empty",
           values=("relay", "rounded", "recomputed", "share")),
    Column("equal", "integer", "Common figures that are equal to the unit", "never empty", "figures"),
    Column("told", "string", "What may be told of it", "nothing is suspected",
           values=("copy", "both_exact", "abstained")),
    Column("published_after", "integer", "Common figures that source_b published after source_a", "never empty",
           "figures"),
    Column("others", "integer", "Figures of third sources of the same things", "never empty", "figures"),
    Column("spread", "number", "Log sd of third sources and source_a", "third sources have fewer than three figures"),
)  # fmt: skip

# One row an estimate: what tells it apart from others of its family; within `report`.
TOLD_FACTS = (
    Column("family", "string", "Label that groups quantities", "the quantity stands alone"),
    Column("measure", "string", "What is counted, in canonical spelling", "not stated"),
    Column("same", "integer", "Number of family, party, population, period and unit", "never empty"),
    Column("line", "integer", "Number of party, population, temporal and unit", "never empty"),
    Column("place", "string", "Where", "not stated"),
    Column("scope", "string", "Territory or force counted", "not stated"),
    Column("spans", "boolean", "It is about a period", "never empty"),
    Column("length", "string", "Length of the period: month, year or days", "no period"),
    Column("first", "integer", "First day that it speaks of; `NO_DAY` for none", "never empty", "days since 1970"),
    Column("last", "integer", "Last day that it speaks of; `NO_DAY` for none", "never empty", "days since 1970"),
    Column("alone", "boolean", "One voice alone gives it, and it has a family", "never empty"),
    Column("printable", "boolean", "It has a family and can be printed", "never empty"),
)

# One row a quantity and voice: its newest figure; within `report`.
SAYINGS = (
    Column("row", "integer", "Row of the estimate", "never empty"),
    Column("claim", "integer", "Row of the claim", "never empty"),
    Column("voice", "integer", "Number of the voice", "never empty"),
    Column("day", "integer", "Day of which the claim speaks", "never empty", "days since 1970"),
    Column("figure", "number", "Lower end of the figure as the source gave it", "never empty", _UNIT_OF_ROW),
    Column("share", "number", "Its share of the weight of the estimate", "never empty", "share"),
    Column("least", "number", "Least that the figure can mean", "never empty", _UNIT_OF_ROW),
    Column("most", "number", "Most that the figure can mean, infinite of one open above", "never empty", _UNIT_OF_ROW),
)

# what a figure is in a sentence on several quantities: the one that leads; a part of it; another measure, place, force,
# period or event beside it; of a long series the last and the highest; those of a second voice; one that is not told
TOLD_ROLES = (
    "whole", "part", "wider", "beside", "period", "event", "last", "highest", "other_first", "other_last", "within",
)  # fmt: skip

# One row a figure of a sentence on several quantities; within `report`.
TOLD_GROUPS = (
    Column("lead", "integer", "Row of the estimate that leads", "never empty"),
    Column("row", "integer", "Row of the estimate", "never empty"),
    Column("claim", "integer", "Row of the claim that is quoted; -1 for none", "never empty"),
    Column("role", "string", "What the figure is in the sentence", "never empty", values=TOLD_ROLES),
    Column("member", "boolean", "The quantity is told here and nowhere else", "never empty"),
)

# One row a pair of periods that a sentence compares; within `report`.
PERIOD_CHANGES = (
    Column("row", "integer", "Row of the estimate of the later period", "never empty"),
    Column("row_earlier", "integer", "Row of the estimate of the earlier one", "never empty"),
    Column("claim", "integer", "Row of the claim on the later one", "never empty"),
    Column("claim_earlier", "integer", "Row of the claim on the earlier one, of the same voice", "never empty"),
    Column("factor", "number", "Later over earlier figure", "never empty", "factor"),
    Column("open", "boolean", "The later figure is open at an end", "never empty"),
)

# One row a point of a series; `report` -> `notebook`.
SERIES_POINTS = (
    Column("row", "integer", "Position of the estimate", "never empty"),
    Column("series", "integer", "Number of the series, in the order of the estimates", "never empty"),
    Column("title", "string", "Title of the series", "never empty"),
    Column("day", "date", "Count date, or last day of the period", "never empty"),
)

# One row a recorded run, newest first; `history` -> `cli`.
RECORDED_RUNS = (
    Column("run", "integer", "Number of the run", "never empty"),
    Column("recorded_at", "string", "When it was recorded", "never empty"),
    Column("as_of", "string", "Date of knowledge, as 2025-01-31", "no claim has a date"),
    Column("run_id", "string", "Hash of inputs, config and date of knowledge", "never empty"),
    Column("method", "string", "Pooling method", "never empty"),
    Column("level", "number", "Level of the intervals", "never empty", "share"),
    Column("version", "string", "Version of the tool", "never empty"),
    Column("quantities", "integer", "Quantities estimated", "never empty", "quantities"),
    Column("claims", "integer", "Claims read", "never empty", "claims"),
    Column("used", "integer", "Claims used", "never empty", "claims"),
    Column("rejected", "integer", "Rows rejected", "never empty", "rows"),
    Column("moved", "integer", "Rows of `changes.csv`", "never empty", "rows"),
    Column("snapshot", "integer", "State of the claims that it found", "never empty"),
    Column("looks_back", "boolean", "It printed a day before the newest one again", "never empty"),
)

# One row a score; `run` -> `report`.
SCORES = (
    Column("method", "string", "Pooling method", "the row counts what was left out"),
    Column("voices", "string", "Effective number of voices that is scored apart, or all", "never empty"),
    Column("score", "string", "Name of the score", "never empty"),
    Column("level", "number", "Level of the interval that is scored", "the row counts what was left out", "share"),
    Column("bin", "string", "Part of the distribution that values are counted in", "the score is no count"),
    Column("value", "number", "The score", "never empty"),
    Column("low", "number", "Lower end of its bootstrap", "one group"),
    Column("high", "number", "Upper end of its bootstrap", "one group"),
    Column("expected", "number", "What an honest interval would give", "nothing is expected"),
    Column("n", "integer", "Values that it is made of", "never empty", "values"),
    Column("groups", "integer", "Families or quantities that they come from", "never empty", "groups"),
)

# One row a value that became known, to learn from; `run` -> `engine`.
TRUTHS = (
    Column("quantity", "string", "Key of the quantity", "never empty"),
    Column("day", "integer", "Day for which it holds; `NO_DAY` for none", "never empty", "days since 1970"),
    Column("value", "number", "The value", "never empty", _UNIT_OF_ROW),
    Column("published_day", "integer", "Day on which it became known", "never empty", "days since 1970"),
    Column("source", "string", "Who published it", "never empty"),
    Column("origin", "string", "Whom that source has it from", "the source itself"),
)

# One row a voice, quantity and day: how far its newest figure before the value became known was off; within `engine`.
RESOLVED = (
    Column("voice", "string", "Whom the figure goes back to", "never empty"),
    *(column for column in TRACK_RECORD if column.name in ("measure", "losses", "scale")),
    Column("quantity", "string", "Key of the quantity", "never empty"),
    Column("error", "number", "Claimed less true, on the working scale", "never empty", "working unit"),
    Column("known_by", "string", "Who published the value", "never empty"),
    Column("published_day", "integer", "Day on which it became known", "never empty", "days since 1970"),
)

# One row a pooling method; `run` -> `cli`.
METHOD_TABLE = (
    Column("method", "string", "Name of the method", "never empty"),
    Column("summary", "string", "What it does", "never empty"),
    Column("assumptions", "string", "What it takes for granted", "never empty"),
    Column("misleads", "string", "When it misleads", "never empty"),
    Column("measured", "string", "How it did on sets with known truth", "never empty"),
    Column("reference", "string", "Where it is described", "never empty"),
)

_COUNTS = "never empty"

# Columns of frames that stay within one module: steps on the way, never handed on. By room and module.
STEPS = (
    # claims.quantities: keys under one label. claims.read_phrases: phrases and units as read
    Column("key", "string", "Key of a quantity", _COUNTS),
    Column("keys", "string", "Keys under one label", _COUNTS),
    Column("count", "integer", "How many there are", _COUNTS),
    Column("said", "string", "Unit that its phrase names", "none"),
    Column("error", "string", "Why a text could not be read", "it could"),
    Column("factor", "number", "Factor to the canonical unit", "no unit", "factor"),
    # claims.ratio_wholes
    Column("number", "number", "Literal number of a claim", "none"),
    # engine.claims_behind, engine.estimates_table, engine.pooled
    Column("dated", "boolean", "It is true at a count date", _COUNTS),
    Column("until", "integer", "Day of the estimate", _COUNTS, "days since 1970"),
    Column("rank", "integer", "Place in an order", _COUNTS),
    Column("cell_day", "integer", "Day of the cell", _COUNTS, "days since 1970"),
    Column("best_wide", "number", "Best of the wider measure", _COUNTS, _UNIT_OF_ROW),
    Column("day_wide", "integer", "Day of the wider measure", _COUNTS, "days since 1970"),
    Column("quantity_wide", "string", "Key of the wider measure's quantity", _COUNTS),
    # engine.dependence.merged_voices
    Column("pair", "integer", "Number of a pair of sources", _COUNTS),
    # an index that was made a column
    Column("index", "integer", "Number of a row", _COUNTS),
    # pool.cells
    Column("rise", "number", "Growth of a count since the one before", _COUNTS, _UNIT_OF_ROW),
    # sources.denied_figures, sources.falling_totals
    Column("claim_other", "integer", "Row of another claim", _COUNTS),
    Column("day_other", "integer", "Day of which it speaks", _COUNTS, "days since 1970"),
    Column("denied_day", "integer", "Day on which it was denied; `NO_DAY` for none", _COUNTS, "days since 1970"),
    Column("named", "string", "One of those who denied it", _COUNTS),
    # engine.sums.edition_changes
    Column("month", "integer", "Month in which an event began", _COUNTS, "months since 1970"),
    Column("ground", "integer", "Number of the ground on which it was", _COUNTS),
    Column("stands", "boolean", "It stands in its list", _COUNTS),
    # engine.coherence
    Column("statement", "integer", "Sentence or article that a claim stands in, as a number", _COUNTS, "code"),
    Column("heard", "boolean", "Its voice is heard by it", _COUNTS),
    Column("vintage", "integer", "Days from what it counts to its publication", "the least int64", "days"),
    Column("begun", "integer", "Breaks of its voice before its first day", _COUNTS, "breaks"),
    Column("rule", "integer", "Place of an accounting rule", _COUNTS),
    Column("part", "integer", "Row of the estimate of a part", _COUNTS),
    Column("missing", "string", "Parts that are not estimated, in words", "all are"),
    Column("around", "string", "Place in which a place is written to be", "none"),
    Column("cell_total", "integer", "Row of the estimate of a total", _COUNTS),
    Column("system", "integer", "Place of a total with its parts", _COUNTS),
    Column("seat", "integer", "Place of a figure among parts and total", _COUNTS),
    Column("seat_other", "integer", "Place of another figure", _COUNTS),
    Column("share_other", "number", "Share of a voice in it", _COUNTS, "share"),
    Column("centre", "number", "Where the others put a figure", _COUNTS, _UNIT_OF_ROW),
    Column("others", "number", "What other voices alone say of it", "none", "logarithm"),
    Column("others_sd", "number", "Its sd", "none", "logarithm"),
    # engine.parts_above
    Column("quantity_other", "integer", "Row of another quantity", _COUNTS),
    # engine.parts: figures by which sources of several parts are compared
    Column("step", "number", "Step to which the figure is rounded", _COUNTS, _UNIT_OF_ROW),
    Column("follows", "boolean", "Figures of its quantity follow one another", _COUNTS),
    # sources.several_figures
    Column("said_figure", "string", "Figures of a source, in digits", _COUNTS),
    Column("hedged", "boolean", "Its phrase rounds the figure", _COUNTS),
    # sources.slips
    Column("figure", "number", "The one number that a claim states", _COUNTS, _UNIT_OF_ROW),
    Column("before", "number", "The count before; a state before", "none", _UNIT_OF_ROW),
    Column("after", "number", "The count after", "none", _UNIT_OF_ROW),
    Column("why", "string", "Why, in words", _COUNTS),
    Column("side", "string", "Side on which a range is widened", "none"),
    # report.sections, report.sentences
    Column("alone", "boolean", "The quantity stands alone", _COUNTS),
    Column("unprinted", "boolean", "Nothing may be printed of the quantity", _COUNTS),
    Column("family_title", "string", "Title of the family", "the quantity stands alone"),
    Column("heading", "string", "Heading of the quantity", _COUNTS),
    Column("now", "string", "The state now", _COUNTS),
    Column("parts", "string", "Shares of a change, in words", "none"),
    Column("most", "number", "Largest weight of a voice, negative", _COUNTS, "share"),
    Column("weight_number", "number", "Weight, negative", _COUNTS, "share"),
    Column("other", "integer", "Position of another row", _COUNTS),
    Column("gap", "integer", "Days between two spans", _COUNTS, "days"),
    Column("unlike", "integer", "Difference of two lengths", _COUNTS, "days"),
    # report.sentences: groups that are told together
    Column("where", "integer", "Number of voice, time, place and scope", _COUNTS),
    Column("part", "string", "Measure of a part", _COUNTS),
    Column("whole", "string", "Measure that is wider", _COUNTS),
    Column("next", "string", "Measure that is wider still", _COUNTS),
    Column("width", "integer", "How many measures it is wider than", _COUNTS),
    Column("row_whole", "integer", "Row of the estimate of a total", _COUNTS),
    Column("claim_whole", "integer", "Row of its claim", _COUNTS),
    Column("figure_whole", "number", "Its figure", _COUNTS, _UNIT_OF_ROW),
    Column("class", "integer", "Length of a span, in powers of two", _COUNTS),
    Column("chain", "integer", "Number of rows that follow one another", _COUNTS),
    Column("scoped", "boolean", "It has a scope", _COUNTS),
    Column("fewer", "integer", "Voices, negative", _COUNTS, "voices"),
    Column("timeless", "integer", "Number of a thing, however it stands in time", _COUNTS),
    Column("size", "integer", "How many there are", _COUNTS),
    Column("nunique", "integer", "How many different ones", _COUNTS),
    Column("group", "integer", "Number of rows told together", _COUNTS),
    Column("chunk", "integer", "Number of a part of them", _COUNTS),
    Column("start", "integer", "Row of the first point that a voice has", _COUNTS),
    Column("end", "integer", "Row of the last point that it has", _COUNTS),
    Column("claim_last", "integer", "Row of its claim there", _COUNTS),
    Column("number", "integer", "Number of a month or year", _COUNTS),
    Column("figure_earlier", "number", "Figure of the earlier period", _COUNTS, _UNIT_OF_ROW),
    Column("range_high_earlier", "number", "Upper end of its range", _COUNTS, _UNIT_OF_ROW),
    Column("range_low_earlier", "number", "Lower end of its range", _COUNTS, _UNIT_OF_ROW),
    Column("open_earlier", "boolean", "It is open at an end", _COUNTS),
    Column("above", "boolean", "The later period lies above it", _COUNTS),
    Column("below", "boolean", "The later period lies below it", _COUNTS),
    Column("compared", "string", "Key of the period that another is compared with", "none"),
    # report.pages
    Column("leading", "string", "First quantity of a sentence", _COUNTS),
    Column("approved", "string", "Day on which a sentence was approved", _COUNTS),
    Column("comparison", "string", "How two periods differ", _COUNTS),
    Column("row", "integer", "Number of a count of names", _COUNTS),
    Column("voice_other", "string", "Voice of an estimate beside it", _COUNTS),
    Column("range_low_other", "number", "Lower end of that estimate", _COUNTS, _UNIT_OF_ROW),
    Column("range_best_other", "number", "That estimate", _COUNTS, _UNIT_OF_ROW),
    Column("range_high_other", "number", "Upper end of that estimate", _COUNTS, _UNIT_OF_ROW),
    Column("limits", "string", "First and last day that a sum is declared for", "all time"),
    Column("link", "string", "Link to a section", "none"),
    Column("clause", "string", "A method's estimate, in words", "there is none"),
    Column("length", "string", "Length of a period, in words", "no period"),
    Column("line", "integer", "Number of a line of a picture", _COUNTS),
    # desk
    Column("seal", "string", "Hash of what a reader sees of an estimate", _COUNTS),
    Column("of_wording", "string", "Hash of its sentences alone, as earlier versions made it", _COUNTS),
    Column("hash_now", "string", "Hash of the estimate that stands", "it is gone"),
    Column("of_wording_now", "string", "That hash of the estimate that stands", "it is gone"),
    Column("at", "integer", "Place of a phrase in its quote; -1 for none", _COUNTS, "characters"),
    Column("whole", "string", "The claim that a ratio makes beside its own", "none"),
    Column("beside", "string", "What the figure is beside others, in words", "a total of its own"),
    # history
    Column("moves", "number", "How far a claim moves an estimate; -1 for unknown", _COUNTS, "share"),
    Column("previous_date", "date", "Count date of the estimate before", "none"),
    Column("body", "string", "A row as JSON", _COUNTS),
    Column("kind_of_step", "string", "Part of a changed total", _COUNTS),
    Column("moved", "number", "By how much an event moves it", _COUNTS, _UNIT_OF_ROW),
    # run
    Column("voice_of", "integer", "Claims that go back to a source", _COUNTS, "claims"),
    Column("truth_row", "integer", "Row of a table of known values", _COUNTS),
    Column("fault", "string", "Why a number could not be read", "it could"),
    Column("as_written", "string", "A known value as it was given", "an empty cell"),
)
