"""Sentences cut into clauses, each with its predicate: tables of sentences written for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.articles.grammar.clauses import clauses_of
from reconcile.language.tokens import tokens_of


def cut(text: str) -> list[str]:
    tokens = tokens_of(text)
    clauses = clauses_of(tokens)
    owned = [
        " ".join(token.text for token, number in zip(tokens, clauses.number, strict=True) if number == own)
        for own in range(len(clauses.clauses))
    ]
    return [words.strip(" ,.") for words in owned if words.strip(" ,.")]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("The storm killed 14 people and injured 30.", ["the storm killed 14 people", "and injured 30"]),
        ("Nine men and six women drowned.", ["nine men and six women drowned"]),
        ("The mayor said 14 people were rescued, 3 boats were found and 5 were missing.",
         ["the mayor said", "14 people were rescued", "3 boats were found", "and 5 were missing"]),
        ("The toll has climbed to 14, with some 30 others hurt, the mayor said.",
         ["the toll has climbed to 14", "with some 30 others hurt", "the mayor said"]),
        ("Thirty sailors trapped below were found dead.", ["thirty sailors trapped below were found dead"]),
        ("One of 14 girls who were declared dead on Monday was a nurse.",
         ["one of 14 girls was a nurse", "who were declared dead on monday"]),
        ("At least 14 men, including three cooks, died.", ["at least 14 men , , died", "including three cooks"]),
        ("While 14 men died in Alm, 30 were hurt in Bern.", ["30 were hurt in bern", "while 14 men died in alm"]),
        ("A lorry carrying 14 men fell into a river.", ["a lorry fell into a river", "carrying 14 men"]),
        ("The blast hit a market, killing 14.", ["the blast hit a market", "killing 14"]),
        ("The crew (14 men) survived.", ["the crew ) survived", "( 14 men"]),
        ("The boat with 14 people on board sank.", ["the boat sank", "with 14 people on board"]),
        ("Fourteen were freed and three cars recovered.", ["fourteen were freed", "and three cars recovered"]),
        ("Some 14 people died; 30 were hurt.", ["some 14 people died", "; 30 were hurt"]),
        ("Three Dead, 14 Missing After Storm", ["three dead", "14 missing", "after storm"]),
        ("After a storm in Alm, 14 people were missing.", ["14 people were missing", "after a storm in alm"]),
        ("More than 14 people died.", ["more than 14 people died"]),
        ("It sent 300 men to capture 14 boats.", ["it sent 300 men to", "capture 14 boats"]),
    ],
)  # fmt: skip
def test_clauses(text: str, clauses: list[str]) -> None:
    assert cut(text) == clauses


@pytest.mark.parametrize(
    ("text", "voice", "events"),
    [
        ("The storm killed 14.", "active", ("kill",)),
        ("Fourteen were killed.", "passive", ("kill",)),
        ("Fourteen killed in storm", "participle", ("kill",)),
        ("Fourteen were reportedly killed or wounded.", "passive", ("kill", "wound")),
        ("Fourteen are feared to have drowned.", "active", ("kill",)),
        ("Fourteen have been confirmed dead.", "passive", ("kill",)),
        ("Fourteen were among them.", "copula", ()),
        ("Fourteen wounded men were seen.", "passive", ()),
        ("The state-owned mine burned down.", "participle", ("destroy",)),
        ("The captured town lost 14 men.", "active", ("lose|stray",)),
    ],
)
def test_predicates(text: str, voice: str, events: tuple[str, ...]) -> None:
    predicate = clauses_of(tokens_of(text)).clauses[0].predicate
    assert predicate is not None
    assert (predicate.voice, predicate.events) == (voice, events)


def test_a_shared_subject_is_that_of_the_clause_before() -> None:
    tokens = tokens_of("The storm killed 14 people and injured 30.")
    clauses = clauses_of(tokens)
    assert [tokens[place].text for place in clauses.subject(1)] == ["the", "storm"]
    assert [tokens[place].text for place in clauses.complement(1)] == ["30", "."]


WORDS = ("12", "men", "who", "were", "killed", ",", "and", "with", "(", ")", "said", "including", "after", ";", "to")


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_every_token_has_one_clause_whatever_the_words(words: list[str]) -> None:
    tokens = tokens_of(" ".join(words))
    clauses = clauses_of(tokens)
    assert len(clauses.number) == len(tokens)
    assert all(own.first <= place < own.last for place in range(len(tokens)) for own in [clauses.at(place)])
    assert all(own.parent < number for number, own in enumerate(clauses.clauses))


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("The death toll after the quake rose to 40.", ["killed"]),
        ("The toll from the fires since Sunday is at least 29.", ["killed"]),
        ("The number of people missing after Sunday's flood has climbed to 45.", ["missing"]),
        ("The toll after the quake struck rose to 40.", ["killed"]),
        ("Officials say the death toll is at 17.", ["killed"]),
        ("Death toll now at 29", ["killed"]),
        ("448,000 people have fled to neighbouring countries.", ["displaced"]),
        ("At least 20,000 people have by now fled into Tessa.", ["displaced"]),
        ("Clashes are driving thousands of people to flee.", ["displaced"]),
        ("High winds destroyed 60 homes and damaged 400 others.", ["buildings_destroyed", "buildings_damaged"]),
        ("There were 15 dead in Orva, eight dead in Tessa, two in Varda and four in Kost.", ["killed"] * 4),
        ("Three of the dead were cooks.", ["killed"]),
        ("Of the deaths, 388 were reported in Orva.", ["killed"]),
        ("Most of the casualties were in Orva -- 22 people killed and 80 others injured.", ["killed", "wounded"]),
        ("They took 40 families to the camps.", [""]),
        ("They took 40 prisoners.", ["captured"]),
    ],
)
def test_plain_sentences_of_three_styles(text: str, measures: list[str]) -> None:
    assert rc.extract_claims(text)["measure"].tolist() == measures
