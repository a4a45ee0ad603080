"""The figures of an article that are claims, with all that their sentences say of them."""

from __future__ import annotations

from datetime import date

from reconcile.articles.article_sentences import ArticleSentences, sentences_read
from reconcile.articles.date.dates_said import times_in
from reconcile.articles.date.figure_times import When
from reconcile.articles.facts.article_times import Calendar, Moment, with_lead_times
from reconcile.articles.facts.carried_measures import with_carried
from reconcile.articles.facts.figure_facts import FigureSaid
from reconcile.articles.facts.parts_whose import with_parties_of_wholes
from reconcile.articles.facts.patients import without_patients
from reconcile.articles.facts.table_figures import Grid, cell_clause, figure_in_cell
from reconcile.articles.figures.mentions import Mention, mentions_of
from reconcile.articles.grammar.clauses import clauses_of
from reconcile.articles.measure.claimed import is_claim
from reconcile.articles.measure.counted import Counted, counted_in
from reconcile.articles.measure.label_measures import labelled
from reconcile.articles.origin.origins import Origins, origins_in, unsaid
from reconcile.articles.party.whose import Whose
from reconcile.articles.place.places import Whereabouts
from reconcile.articles.place.places_here import CARRIED, NOWHERE, STATED, UNPLACED, Here, Place
from reconcile.articles.place.reach import Reach
from reconcile.articles.printed.sentence_spans import Sentence
from reconcile.articles.role.part_words import is_marked
from reconcile.articles.role.roles_said import with_roles
from reconcile.language.tokens import Token, tokens_of

__all__ = ["figures_in_sentences", "figures_of"]

# days of a period that is a year
_YEAR = 365


def figures_of(text: str, published: date | None) -> list[FigureSaid]:
    """Read the figures of an article that are claims.

    Examples
    --------
    >>> [figure.counted.measure for figure in figures_of("Rebels took 12 villages in 3 days.", None)]
    ['settlements_taken']
    """
    return figures_in_sentences(sentences_read(text), published)


def figures_in_sentences(article: ArticleSentences, published: date | None) -> list[FigureSaid]:
    """Read the figures of an article that was taken apart.

    Examples
    --------
    >>> [figure.mention.n1 for figure in figures_in_sentences(sentences_read("Some 40 men died."), None)]
    [40.0]
    """
    sentences, tokens, grid = article.sentences, article.tokens, article.grid
    origins = origins_in(article.text, sentences, tokens)
    figures: list[FigureSaid] = []
    whereabouts = Whereabouts(sentences, tokens, [own.sayings for own in origins])
    calendar = Calendar(sentences, tokens, published)
    for number, (sentence, own, said) in enumerate(zip(sentences, tokens, origins, strict=True)):
        found: list[FigureSaid] = []
        if grid.holds(sentence):
            found = _figures_in_row(sentence, grid, published)
        elif number not in article.foreign and (mentions := mentions_of(sentence.text, own)):
            found = _figures_in(sentence, own, mentions, said, calendar.at(number), whereabouts.at(number))
        figures += [figure._replace(positions=article.positions) for figure in found]
    measured = without_patients(with_carried(figures, sentences))
    return with_parties_of_wholes(with_roles(with_lead_times(measured), sentences, published))


def _figures_in_row(row: Sentence, grid: Grid, published: date | None) -> list[FigureSaid]:
    """Read the claims of a row of a table, each cell as the clause that says the same."""
    figures: list[FigureSaid] = []
    line, cells = grid.row(row)
    tokens = tokens_of(line.text) if cells else []
    for said in cells:
        clause = cell_clause(said, row)
        words = tokens_of(clause.text)
        moment = Moment(clause.text, words, times_in(clause.text, words, published))
        found = _figures_in(clause, words, mentions_of(clause.text, words)[:1], unsaid(words), moment, UNPLACED)
        figures += [figure_in_cell(figure, said, line, tokens) for figure in found]
    return figures


def _figures_in(
    sentence: Sentence, tokens: list[Token], mentions: list[Mention], origins: Origins,
    moment: Moment, here: Here,
) -> list[FigureSaid]:  # fmt: skip
    """Read the claims of one sentence."""
    cut = clauses_of(tokens)
    whose = Whose(sentence.text, tokens, mentions, cut)
    faults = tuple(time.fault for time in moment.times if time.fault)
    figures: list[FigureSaid] = []
    measured = labelled(tokens, mentions, counted_in(tokens, mentions, cut, sentence.text))
    for number, (mention, counted) in enumerate(zip(mentions, measured, strict=True)):
        listed = bool(figures) and figures[-1].mention.number == mentions[number - 1].number
        if not is_claim(tokens, mention, counted, listed=listed) and not is_marked(
            tokens, mention.first, mention.after
        ):
            continue
        following = mentions[number + 1].first if number + 1 < len(mentions) else len(tokens)
        reach = Reach(tokens, cut, mention, following, counted.event)
        origin = origins.of(mention.number)
        sides = whose.sides(number, counted, origin)
        when, place = moment.of(mention, counted.measure, reach, cut), here.of(reach)
        if when.basis == CARRIED and place.basis == STATED and here.moves_to(place, known=when.days == 1):
            # what happened elsewhere need not have happened then
            when = When()
        figure = FigureSaid(
            sentence=sentence,
            mention=mention._replace(last=max(mention.last, counted.last)),
            counted=counted,
            origin=origin,
            origin_also=origins.spellings.other(origin),
            sides=sides,
            place=NOWHERE if _is_over_others(place, counted, sides) else _of_all(place, when),
            population=whose.population(number),
            when=when,
            role="",
            faults=faults,
            tokens=tokens,
        )
        figures.append(figure)
    return figures


def _is_over_others(place: Place, counted: Counted, sides: tuple[str, str]) -> bool:
    """Return True for a land that was told of before, of whose drones it is told what others did to them."""
    airborne = counted.thing in ("drones", "missiles") and counted.event in ("down", "destroy", "intercept")
    return airborne and place.basis != STATED and place.name == sides[0] != ""


def _of_all(place: Place, when: When) -> Place:
    """Return the place of a figure; what is counted of a whole year was not where the news of the day is from."""
    told = place.basis != STATED and when.basis == STATED
    return NOWHERE if told and when.days >= _YEAR else place
