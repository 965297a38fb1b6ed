"""What the form of a sentence in another language tells of its kind, besides the sentence model. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent.extractors.local import cues_idle
from agent.extractors.local.abroad import faults, questions, reports
from agent.extractors.local.abroad.reading import Hearers, Reading, Who
from agent.extractors.local.abroad.sentences import AT_MOST, LANGUAGES, goal_of, reading_of
from agent.extractors.local.antecedents import resolved
from agent.extractors.local.lines import WORK, Context, Line, SentenceKind, same_place
from agent.models import Channel
from agent.text.sentences import Marker

SURE_WHEN_READ, SURE_WHEN_ASKED, SURE_WHEN_TOLD = 0.38, 0.08, 0.5
"""From which likelihood on a sentence is work whose form asks or promises; the second where it asks outright,
the third where minutes only say that somebody does it.
"""
SURE_WHEN_BARE, SURE_WHEN_NOTED = 0.55, 0.3
"""Where it is only an infinitive, in notes and minutes; the second where that is all of a list's entry."""
_DATED = {
    "de": re.compile(
        r"(?<=\d\.)[ \n]+(?=(?:Der|Die|Das|Den|Dies\w*|Es|Er|Sie|Wir|Ich|Bitte|Dann|Danach|Dazu|Dafür"
        r"|Dabei) )"
    ),
    "fr": re.compile(
        r"(?<=\d\.)[ \n]+(?=(?:Ils?|Elles?|Les?|La|On|Je|Nous|Ça|Merci|Une?|Tu|Vous|Cela|Ce|Cette) "
        r"|C'est |L')"
    ),
    "es": re.compile(
        r"(?<=\d\.)[ \n]+(?=(?:El|La|Los|Las|Lo|Se|Es|Por favor|También|Luego|Tiene|Debe|Deben|Que|Un|Una"
        r"|Yo|Me|Te|Le|No|Hay|Si) )"
    ),
}
_IF = re.compile(
    r"(?:^|[,;] )(?:wenn|falls|sollte|sollten|si|s'il|en caso|se)\b|bei (?:fragen|rückfragen)"
    r"|n'hésite|no dude",
    re.IGNORECASE,
)
_LIST = frozenset({Marker.BULLET, Marker.NUMBER, Marker.OPEN})
_DETAIL = re.compile(
    r"(?:veiller|utiliser|penser|prendre soin|faire attention|usar|utilizar|cuidar|asegurarse|ojo)\b"
    r"|.* (?:verwenden|benutzen|achten|beachten|beilegen|nennen)$",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"(?:hecho|vale|ok(?:ay)?|dale|listo|fait|d'accord|ça marche|alles klar|klar|passt|gemacht|geht klar"
    r"|sí|oui|ja)\b[ ,.!:]",
    re.IGNORECASE,
)
_OUTRIGHT = re.compile(
    r"\b(?:bitte|kannst|könn\w*|könnt\w*|würde\w*|magst|denk\w*|vergiss\w*|vergesst|wäre?\w*|jede\w*"
    r"|künftig|ab (?:sofort|jetzt)"
    r"|musst|müssen|sollst|peux|pouvez|pourr\w+|merci|veuillez|pense[sz]?|n'oublie\w*|que|chaque"
    r"|tous|toutes|désormais|dois|devez"
    r"|auriez|aurais|voudr\w+|puedes?|podr\w+|podéis|acuérd\w+|acorda\w+|olvid\w+|favore?|porfa|svp"
    r"|stp|plaît|bisogna|bisogno|puoi|potresti|podes|preciso|cada|todos"
    r"|todas|tendr\w+|haz|debes?|ustede?s? (?:me|nos)|faudrait)\b",
    re.IGNORECASE,
)
"""Without one of these no sentence asks outright."""
_SAYS = re.compile(
    r"\b(?:berichten|erklären|erläutern|vorstellen|finden|danken|bedanken|erinnern|begrüßen|loben"
    r"|meinen|hinweisen|informieren"
    r"|trouver|répondre|remercier|expliquer|présenter|rappeler|souligner|féliciter|proposer"
    r"|presentar|explicar|agradecer|responder|informar|sacar|proponer|recordar)\b",
    re.IGNORECASE,
)
"""What is only said in a meeting."""
_OFTEN = re.compile(
    r"\b(?:jede[nrsm]?|künftig|ab sofort|ab jetzt|von nun an|désormais|dorénavant|chaque|tous les"
    r"|toutes les|cada|todos los|todas las|a partir de ahora|en adelante)\b",
    re.IGNORECASE,
)
_AS = re.compile(r"bitte (?:\w+ )?(?:als|mit|ohne|im|in|auf|nur|möglichst|alles) ", re.IGNORECASE)
_FORBIDS = re.compile(
    r"(?:bitte )?[a-zäöüß]+en Sie (?:[\w-]+ ){0,4}?(?:niemals|nie)\b|ne [^\W\d_]+ez jamais\b"
    r"|(?:müsste|sollte|könnte) man (?:da |das |hier )?(?:nicht|vielleicht) (?:langsam|mal|irgendwann"
    r"|auch mal)\b"
    r"|(?:nunca|jamás) (?:l[aeo]s? |se )?[^\W\d_]+(?:es?|as?|en|an|áis|éis)\b",
    re.IGNORECASE,
)
"""A rule to all of what is never done, or only wondered: no work of anybody's."""
_NEEDS_IT = re.compile(
    r"(?:den|die|das|sie|ihn|es) (?:brauche?n?|benötigen?|bräuchte) (?:ich|wir)\b"
    r"|(?:ich|wir) (?:brauche?n?|benötigen?) (?:den|die|das|sie|ihn|es) (?:für|zum|zur|dann|weil|bis)\b"
    r"|(?:j'en ai|nous en avons) besoin\b|(?:l[oa]s? )(?:necesito|necesitamos) (?:para|porque)\b",
    re.IGNORECASE,
)
"""Says what for, or when, that is needed what was asked for right before."""
_THEY = re.compile(
    r"(?:deben?|tienen? que) (?:ser|estar|llevar|tener|caber|incluir|medir)\b|(?:sie|er|es|ils|elles|il"
    r"|elle|ellos|ellas) (?:muss|müssen|soll|sollen|doivent|doit|deben|debe)\b",
    re.IGNORECASE,
)
_MUST_BE = re.compile(
    r"(?!(?:sie|wir|ich|ihr|du|man|jemand)\b)\w+(?: (?:bis|und) \w+)? (?:muss|müssen|darf|dürfen"
    r"|sollte[n]?) .*"
    r"(?:sein|haben|enthalten|bleiben|stehen|liegen|passen|tragen|zeigen)[.!]?$",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:und |y |et |e )?(?:(?:der|die|das|jede[rs]?|alle|le|la|les|l'|chaque|tous les|toutes les|el"
    r"|los|las|cada|todos los|todas las"
    r"|o|a|os|as|il|lo|i|gli|ogni|de|het|elke)(?: |(?<=')))[^,.?!:]{2,60}? (?:(?:muss|müssen|darf"
    r"|dürfen|sollte[n]?) (?:.+ )?(?!werden)\w+n\b"
    r"|(?:doit|doivent|devra|devront) (?!être (?:changé|réparé|envoyé|rempl|commandé))|(?:debe|deben"
    r"|tienen? que) (?:ser|estar|llevar|tener|traer|caber|incluir|quedar|medir|costar|ir|poder"
    r"|cumplir|entrar|funcionar)"
    r"|(?:não )?(?:pode|podem|deve|devem|tem que|tem de|têm de) |(?:deve|devono) (?:essere|avere"
    r"|contenere|stare) |(?:moet|moeten) .*(?:zijn|hebben|bevatten)\b)",
    re.IGNORECASE,
)
"""A thing, and how it must be."""


def dated(lines: Sequence[Line], context: Context) -> Iterator[Line]:
    """Sentences cut behind a day that ends the first of two: "bis 26.06. Der Plan muss …"."""
    for line in lines:
        at = 0
        begins = _DATED.get(context.language)
        for found in begins.finditer(line.plain) if begins else ():
            yield _part(line, at, found.start())
            at = found.end()
        yield _part(line, at, len(line.words)) if at else line


def _part(line: Line, start: int, end: int) -> Line:
    base = line.sentence.start
    cut = replace(line.sentence, start=base + start, end=base + end)
    return replace(line, sentence=cut, words=line.words[start:end], plain=line.plain[start:end])


def read(line: Line, context: Context) -> Reading | None:
    """What the sentence says is to be done, where it is in a language that is read here."""
    if context.language not in LANGUAGES:
        return None
    return reading_of(line.plain, context.language, hearers(context))


def hearers(context: Context) -> Hearers:
    return Hearers(context.names, strangers=context.channel is Channel.MEETING)


def goal(
    line: Line,
    drop: Sequence[str],
    context: Context,
    parties: tuple[str | None, str | None],
    before: Sequence[str],
) -> str | None:
    """The outcome that the sentence names; None where its form does not tell.

    `parties`: who says it, and whom "you" means in a promise; the rest as for `goals.goal`.
    """
    author, addressee = parties
    label = [f"{line.sentence.label}: "] if line.sentence.label else []
    known = replace(hearers(context), author=author, addressee=addressee, before=(*before, *label))
    found = goal_of(line.plain, drop, context.language, known)
    if found is None and line.plain.endswith("?"):
        found = questions.goal(line.plain, context.language, author)
    found = found or faults.goal(line.plain, context.language)
    named = resolved(found, before, context.names) if found else ""
    return named if len(named.split()) <= AT_MOST and named else found


def threshold(line: Line, asks: float, context: Context) -> float | None:
    """From which likelihood on the sentence is work, by its form. `asks`: how likely it is."""
    may_ask = asks >= SURE_WHEN_NOTED or (asks >= SURE_WHEN_ASKED and _OUTRIGHT.search(line.plain))
    found = read(line, context) if may_ask else None
    if found is None or cues_idle.CONDITIONAL.search(line.plain) or _IF.search(line.plain):
        return None
    if not found.plain:
        listed = context.channel in {Channel.MEETING, Channel.NOTE} and found.who is Who.OPEN
        noted = listed and context.channel is Channel.NOTE and line.sentence.marker in _LIST
        return SURE_WHEN_NOTED if noted else SURE_WHEN_BARE if listed else None
    often = found.who is Who.NAMED and _OFTEN.search(line.plain)
    if found.present:
        told_so = context.channel is not Channel.MEETING or _SAYS.search(found.goal)
        return None if told_so else SURE_WHEN_ASKED if often else SURE_WHEN_TOLD
    return SURE_WHEN_ASKED if found.sure or often else SURE_WHEN_READ


def settled(
    read_so_far: Sequence[tuple[Line, SentenceKind]], context: Context
) -> Iterator[tuple[Line, SentenceKind]]:
    """Each sentence with its kind, put right where the form tells that it is a criterion, or done."""
    asked: Line | None = None
    for line, kind in read_so_far:
        told = _told(line, kind, asked, context) if context.language in LANGUAGES else kind
        told = SentenceKind.OTHER if told in WORK and _FORBIDS.match(line.plain) else told
        asked = line if told in WORK else asked
        yield line, told


def _told(line: Line, kind: SentenceKind, asked: Line | None, context: Context) -> SentenceKind:
    if kind is SentenceKind.DONE and context.talk and _AGREES.match(line.plain):
        found = read(line, context)
        return SentenceKind.ACK if found and found.who is Who.ME and found.plain else kind
    if kind not in WORK and kind is not SentenceKind.PROBLEM:
        return kind
    if kind in WORK and asked is not None and same_place(asked, line):
        what_for = _NEEDS_IT.match(line.plain)
        if what_for or _says_how(line, context):
            return SentenceKind.OTHER if what_for else SentenceKind.CRITERION
    if context.language == "fr" and line.sentence.marker in _LIST and reports.is_listed(line.plain):
        return SentenceKind.DONE
    if kind in WORK and reports.is_told(line.plain, context.language):
        return kind if read(line, context) else SentenceKind.DONE
    return kind


def _says_how(line: Line, context: Context) -> bool:
    """For "El camión debe llevar plataforma", "Bitte als PDF", behind what is asked for."""
    found = read(line, context)
    if (
        _THING.match(line.plain)
        or _MUST_BE.match(line.plain)
        or (context.channel is Channel.MEETING and _THEY.match(line.plain))
    ):
        return found is None or found.who is not Who.NAMED
    if found is not None:
        return found.who is Who.YOU and _DETAIL.match(found.goal) is not None
    return context.language == "de" and _AS.match(line.plain) is not None
