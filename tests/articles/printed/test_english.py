"""Sentences in other languages are told and not read, short ones too; English ones with foreign names are read."""

from __future__ import annotations

import pytest

from reconcile.articles.extraction import read_article

FOREIGN = {
    "Spanish": "Murieron 31 personas.",
    "Spanish, longer": "El alcalde confirmó la muerte de al menos 31 personas.",
    "French": "Au moins 31 morts dans un incendie.",
    "German": "Die Behörden meldeten 31 Tote.",
    "German, short": "Mindestens 31 Tote.",
    "Italian": "Almeno 31 morti a Orva.",
    "Portuguese": "31 pessoas morreram.",
    "Dutch": "Zeker 31 doden en 40 gewonden.",
    "Polish": "Zginęło 31 osób.",
    "Swedish": "Minst 31 människor döda.",
    "Turkish": "Depremde 31 kişi öldü.",
    "Indonesian": "31 orang tewas.",
    "Romanian": "Cel puțin 31 de oameni au murit.",
    "Ukrainian": "Загинуло 31 людей.",
    "Arabic": "مقتل 31 شخصا",
    "Chinese": "地震造成31人死亡。",
    "Greek": "31 νεκροί (AFP).",
    "Hindi": "31 लोगों की मौत",
    "Vietnamese": "31 người chết và 40 bị thương.",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN.keys())
def test_foreign_paragraphs_are_told_and_not_read(text: str) -> None:
    for article in (text, f"{text}\n\nAt least 12 people were killed in Orva, police said."):
        reading = read_article(article)
        assert 31.0 not in reading.claims["n1"].tolist()
        assert "article-not-english" in reading.findings["rule"].tolist()


def test_a_foreign_sentence_in_an_english_paragraph() -> None:
    reading = read_article("Some 12 people were killed. Murieron al menos 31 personas. Another 40 were hurt.")
    assert reading.claims["n1"].tolist() == [12.0, 40.0]
    assert "1 paragraph is not English" in reading.findings["message"].iloc[0]


@pytest.mark.parametrize(
    "text",
    [
        "Policía de la Ciudad de Orva: 31 dead.",
        "In Rio da Orva 31 died.",
        "31 killed in La Orva del Mar.",
        "Twelve soldiers, 31 rebels killed.",
        "Van der Orva, of the Médecins du Monde, said 31 people died.",
        "Rebels hold 31 villages.",
        "Deaths: 31",
        "Horror as 31 schoolchildren die",
    ],
)
def test_english_with_foreign_names_is_read(text: str) -> None:
    reading = read_article(text)
    assert 31.0 in reading.claims["n1"].tolist()
    assert "article-not-english" not in reading.findings["rule"].tolist()
