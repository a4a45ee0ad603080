"""What holds of the roles of every article, whatever its sentences and its numbers are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reconcile.articles.extraction import extract_claims
from tests.examples import examples

# sentences of every role, with places for two numbers
SENTENCES = (
    "The toll rose to {a} from {b}, the mayor said.",
    "At least {a} people, including {b} children, were killed.",
    "Among the dead were {a} nurses and {b} teachers.",
    "{a} of them were pilgrims.",
    "Some {a} people were hurt, {b} of them seriously.",
    "Divers found {a} more bodies, bringing the toll to {b}.",
    "The mayor had first put the number of dead at {a}.",
    "Police denied that {a} had died; {b} were missing.",
    "They lowered the number of dead to {a}.",
    "The raid killed {a} people:",
    "• {a} died in Varda and {b} in Oster.",
    "A total of {a} prisoners were freed, while the other {b} stayed.",
    "Nobody was killed, the army said.",
    "Prices rose to {a}, up from {b}. It put it at {a}, {b} of them seriously.",
    "The toll is {a} (earlier: {b}), up from {b}.",
)
articles = st.lists(
    st.builds(str.format, st.sampled_from(SENTENCES), a=st.integers(2, 60), b=st.integers(2, 60)),
    min_size=2,
    max_size=6,
).map("\n\n".join)


@examples(100)
@given(articles)
def test_references_lead_to_figures_of_the_article_that_they_fit(text: str) -> None:
    claims = extract_claims(text, source="Post", published="2024-06-05").set_index("claim_id")
    assert claims.index.is_unique
    parts, newer = claims[claims["part_of"] != ""], claims[claims["revises"] != ""]
    assert (parts["role"] == "part").all()
    wholes, older = claims.loc[parts["part_of"]], claims.loc[newer["revises"]]
    assert (parts["n1"].to_numpy() < wholes["n1"].to_numpy()).all()
    assert (parts["measure"].to_numpy() == wholes["measure"].to_numpy()).all()
    assert (older["role"] == "earlier").all()
    assert (newer["n1"].to_numpy() != older["n1"].to_numpy()).all()
    # no figure is its own part, or its own past, by any way round
    for name in ("part_of", "revises"):
        reached = claims[name]
        for _ in range(len(claims)):
            reached = reached.map(lambda claim, name=name: claims[name].get(claim, ""))
        assert (reached == "").all()
