"""The speakers that an article has named so far, and which of them a pronoun or "the statement" stands for."""

from __future__ import annotations

from dataclasses import dataclass, field

from reconcile.articles.origin.saying import Saying
from reconcile.articles.origin.speaker_phrases import speaker_in
from reconcile.language.tokens import Token, text_at

__all__ = ["SpeakerMemory"]

# paragraphs after which a pronoun no longer stands for the last speaker
_FORGETS = 2
_PERSONS = frozenset({"person", "role", "people", "name", "source"})
_BODIES = frozenset({"body", "outlet", "land", "name"})
# persons by their noun who may be an office of many: "the monitor … it"
_MANY_IN_ONE = frozenset({"monitor", "observer", "mediator"})
# kinds of subjects that a pronoun in their sentence may stand for: behind what is said, and before it
_SUBJECTS = frozenset({"body", "role", "person"})
_SUBJECTS_AND_NAMES = _SUBJECTS | {"name"}
_VERBS = frozenset({"has", "have", "had", "is", "was", "were", "are", "also", "did"})
# words of an account that was spoken of
_DEFINITE = frozenset({"the", "this", "its", "their"})
# tokens of the words before the subject of a sentence
_OPENING = 12


@dataclass
class SpeakerMemory:
    """The last speakers of an article, by what pronouns may stand for them, and all that were named."""

    person: str = ""
    body: str = ""
    anyone: str = ""
    many: str = ""
    paragraph: int = 0
    named: list[Saying] = field(default_factory=list)

    def forget(self, paragraph: int) -> None:
        """Forget whom pronouns stand for where the last speaker was named some paragraphs before.

        Examples
        --------
        >>> memory = SpeakerMemory(person="mayor", paragraph=1)
        >>> memory.forget(5)
        >>> memory.person
        ''
        """
        if paragraph - self.paragraph >= _FORGETS:
            self.person = self.body = self.anyone = self.many = ""

    def pass_by(self, paragraph: int) -> None:
        """Forget whom "they" stands for where a later paragraph begins with others, who say nothing.

        Examples
        --------
        >>> memory = SpeakerMemory(many="air force", paragraph=1)
        >>> memory.pass_by(2)
        >>> memory.many
        ''
        """
        if paragraph != self.paragraph:
            self.many = ""

    def resolved(self, text: str, tokens: list[Token], saying: Saying) -> Saying:
        """Return a saying with the name that its pronoun or its account stands for, "" where nobody was named.

        Examples
        --------
        >>> SpeakerMemory(person="mayor").resolved("She said", [], Saying("she", 0, 2, True, kind="pronoun")).name
        'mayor'
        """
        if saying.kind == "account":
            definite = text_at(tokens, saying.first) in _DEFINITE
            return saying._replace(name=self.anyone) if definite and self.anyone else saying
        if saying.kind != "pronoun":
            return saying
        if saying.name.lower() in ("i", "we"):
            # outside of quotations: whoever writes
            return saying._replace(name="")
        own = saying.leads and saying.first > 0
        name = _subject(text, tokens, saying, _SUBJECTS_AND_NAMES) if own else ""
        return saying._replace(
            name=name or self._meant(saying.name.lower()) or _subject(text, tokens, saying, _SUBJECTS)
        )

    def _meant(self, pronoun: str) -> str:
        """Return the last speaker that a pronoun may stand for."""
        return {"it": self.body, "they": self.many}.get(pronoun, self.person)

    def hear(self, saying: Saying, paragraph: int) -> None:
        """Remember a speaker.

        Examples
        --------
        >>> memory = SpeakerMemory()
        >>> memory.hear(Saying("army", 0, 2, True, kind="body"), 3)
        >>> memory.body, memory.person
        ('army', '')
        """
        if saying.kind == "account":
            return
        body = saying.kind == "name" and any(word.isupper() and len(word) > 1 for word in saying.name.split())
        if saying.kind in _PERSONS and not body:
            self.person = saying.name
        if saying.kind in _BODIES or saying.post in _MANY_IN_ONE:
            self.body = saying.name
        self.anyone, self.many, self.paragraph = saying.name, saying.name, paragraph
        self.named.append(saying)


def _subject(text: str, tokens: list[Token], saying: Saying, kinds: frozenset[str]) -> str:
    """Return the subject of a sentence that a pronoun in it stands for: "the union has received …, it added"."""
    end = saying.first - 1
    comma = next((place + 1 for place in range(min(end, _OPENING)) if tokens[place].text == ","), 0)
    for start in (0, comma):
        speaker = speaker_in(text, tokens, start, end)
        if speaker is not None and speaker.kind in kinds and _acts(text_at(tokens, speaker.last)):
            return speaker.name
    return ""


def _acts(word: str) -> bool:
    """Return True for a verb, so that what is before it is a subject."""
    return word in _VERBS or word.endswith(("ed", "s"))
