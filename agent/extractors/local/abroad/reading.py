"""What a sentence in another language than English says is to be done, and by whom. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from agent.extractors.local.names import Names
from agent.extractors.local.parties import NO_NAMES
from agent.text.marks import words


class Who(Enum):
    ME = auto()
    YOU = auto()
    NAMED = auto()
    NOBODY = auto()
    OPEN = auto()
    """The sentence does not say."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause that asks or promises, turned: "Mehmet meldet den Schaden" → "den Schaden melden"."""

    who: Who
    goal: str
    span: tuple[int, int] | None = None
    """Where in the text the one stands who does it, if named."""
    plain: bool = True
    """Does it ask or promise by its form, whatever the words around say?"""
    present: bool = False
    """Is it only told of somebody, as what he does: "Mehmet meldet"? Outside minutes that is news."""
    sure: bool = False
    """Does it ask outright: "could you", "I need you to"?"""


@dataclass(frozen=True, slots=True)
class Hearers:
    """Whom the pronouns of a text stand for, where that is known, and what was said before."""

    names: Names
    author: str | None = None
    addressee: str | None = None
    before: tuple[str, ...] = ()
    """Sentences before, the nearest first."""
    strangers: bool = False
    """May a capitalised word at the start be somebody nobody told us of? In minutes."""


_TITLED = (
    r"(?:(?:Fr|Hr|Dr|Sr|Sra|Ing|Mme|Mr)\.|M\.|Frau|Herrn?|Mme|Monsieur|Madame|Don|Doña|Señora?|Dra?\.?|Meneer"
    r"|Mevrouw|Dona|Signora?) [A-ZÄÖÜÉÍÓ][\w'-]+(?: [A-ZÄÖÜÉÍÓ][\w'-]+)?"
)
_TEAM = (
    r"(?:[A-ZÄÖÜ][\w-]*(?:team|dienst|abteilung|leitung|verwaltung|büro|stelle|amt|hof"
    r"|gruppe|technik|meister|meisterin|werkstatt)|Werkstatt|Buchhaltung|Technik|IT|Einkauf|Vertrieb|Empfang"
    r"|Personalabteilung|Sekretariat|Verwaltung|Labor)"
    r"|(?:[Ll]'équipe|[Ll]e service|[Ll]e secrétariat|[Ll]a direction|[Ll]a comptabilité|[Ll]'atelier"
    r"|[Ll]'accueil|[Ll]a mairie)(?: (?:de |du |des |d')?[\w'-]+)?"
    r"|(?:[Ee]l equipo(?: técnico)?|[Ee]l departamento|[Ll]a secretaría|[Ee]l área)(?: de(?:l| la)? [\w'-]+)?"
    r"|(?:[Ll]a )?(?:[Aa]dministración|[Cc]ontabilidad|[Rr]ecepción|[Dd]irección)"
    r"|(?:[Ee]l )?(?:[Mm]antenimiento|[Aa]lmacén|[Tt]aller)"
)
_PERSON = re.compile(rf"{_TITLED}|{_TEAM}(?=[ ,])")
_ARTICLE = re.compile(r"(?:das|die|der|le|la|l'|el|o|a|het|de|il) ?(?=[A-ZÄÖÜÉ])", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-ZÄÖÜÉÍÓÁ][a-zäöüßéèêëíóáñç]+(?:-[A-Z][a-zé]+)?(?= )")
NO_PERSON = NO_NAMES | words(
    "Wir Ihr Du Man Der Die Das Ein Eine Alle Nach Bis Ab Am Im Zum Zur Für Mit Vor Bei Und Oder Wenn "
    "Falls Dann Heute Morgen Jetzt Noch Auch Hier Dort Le La Les Un Une Il Elle On Nous Vous Je Tu Ce "
    "Cette Pour Avec Dans Mais Et Ou Si Quand El Los Las Una Unos Se No Lo Ya Hay En Con Por Para "
    "Pero Cuando Como Que Jeder Jede Jemand Niemand Keiner Alles Nichts Wer Was Chaque Rien Tout Cada "
    "Nada Todo Alguien Nadie Prochaine Próxima Nächste Rendez "
    "Da Damit Dafür Dazu Darum Deshalb Daher Deswegen Dort Danach Dabei Davon Dadurch Außerdem Sonst Zudem "
    "Vorher Nachher Später Bitte Leider Zuerst Zuletzt Trotzdem Inzwischen Künftig Gestern Übrigens Dieser "
    "Diese Dieses Alors Donc Ensuite Puis Enfin Sinon Ici Là Après Avant Demain Hier Hoy Ayer Mañana Luego "
    "Después Entonces Aquí Allí Además Así También Siempre Nunca Jamais Toujours Aussi Quelqu Personne"
)


def person_at(text: str, at: int, hearers: Hearers) -> tuple[int, int] | None:
    """Where a name, a title with one or a team stands, beginning here; behind an article without it."""
    begin = article.end() if (article := _ARTICLE.match(text, at)) else at
    for start in dict.fromkeys((at, begin)):
        if mention := hearers.names.at_start(text[start : start + 100]):
            return start, start + mention.end
        if found := _PERSON.match(text, start):
            return found.start(), found.end()
    found = _CAPITAL.match(text, at) if hearers.strangers else None
    return (found.start(), found.end()) if found and found[0] not in NO_PERSON else None
