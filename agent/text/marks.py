"""How mails mark what is not the author's new words, in several languages: tables only."""

from __future__ import annotations

import re


def words(table: str) -> frozenset[str]:
    """A table of words written as one string."""
    return frozenset(table.split())


HEADER_NAMES = words(
    "from to cc bcc date subject sent reply-to von an gesendet datum betreff kopie de à envoyé objet para "
    "enviado asunto fecha van aan verzonden onderwerp assunto"
)
"""A block at the top counts as headers only where one of these is in it."""

HEADER_LINE = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ-]{0,40}:")
SUBJECT_LINE = re.compile(r"(?:subject|betreff|objet|asunto|onderwerp|assunto):[ \t]*", re.IGNORECASE)
FROM_LINE = re.compile(r"(?:from|von|de|van):[ \t]*", re.IGNORECASE)
FORWARD_SUBJECT = re.compile(r"[ \t]*(?:fwd?|wg|tr|rv|enc|doorst|i)[ \t]?:", re.IGNORECASE)
REPLY_SUBJECT = re.compile(r"[ \t]*(?:re|aw|sv|antw|res|r|rif|odp)(?:\[\d+\])?[ \t]?:", re.IGNORECASE)

FORWARDED = re.compile(
    r"[ \t]*(?:[-_=‐–—]{2,}[ \t]*(?:forwarded (?:message|by)|weitergeleitet(?:e nachricht| von)"
    r"|message (?:transféré|transmis|réexpédié)|transféré par|mensaje reenviado|reenviado por"
    r"|doorgestuurd bericht|mensagem (?:re)?encaminhada|encaminhado por|messaggio inoltrato)"
    r"|begin forwarded message|anfang der weitergeleiteten"
    r"|début du (?:message (?:transféré|réexpédié)|transfert)|inicio del mensaje reenviado"
    r"|begin doorgestuurd bericht|início da mensagem (?:re)?encaminhada|inizio messaggio inoltrato)",
    re.IGNORECASE,
)
ORIGINAL = re.compile(
    r"[ \t]*[-_=‐–—]{2,}[ \t]*(?:original(?:[ -]message| appointment|[ -]?nachricht)|ursprüngliche nachricht"
    r"|message d['’]origine|mensaje original|mensagem original|oorspronkelijk bericht"
    r"|messaggio originale|reply message)",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"[ \t]*[-_=*‐–—]{5,}[ \t]*$")

FIELD = re.compile(
    r"[ \t]*[*_]{0,2}(?:(?P<sender>from|von|de|van|da)|(?P<to>to|an|à|a|para|aan)"
    r"|(?P<date>sent|date|gesendet(?: am)?|datum|envoyé(?: le)?|enviado(?: el| em)?|enviada(?: em)?|fecha"
    r"|data|verzonden|inviato)|(?P<subject>subject|betreff|objet|asunto|assunto|onderwerp|oggetto)"
    r"|(?P<other>b?cc|cci|kopie|copie(?: à)?|reply-to|importance|priority|attachments?|wichtigkeit|anlagen?"
    r"|pièces? jointes?|datos adjuntos|importancia|anexos?|bijlagen?|antwort an|répondre à))"
    r"[ \t\u00a0]?:[*_]{0,2}(?:[ \t\u00a0]|$)",
    re.IGNORECASE,
)
"""A line of the headers that clients copy above what they quote; the group says which."""

WROTE = (
    r"(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev|napisał\(?a?\)?|написала?"
    r"|het volgende geschreven|folgendes geschrieben)"
)
ATTRIBUTION_DATE = re.compile(
    r"[ \t]*(?:(?:on|am|le|el|op|il|em|den|a|no dia)\b(?=.{0,50}\d)"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
    r"|[^\W\d_]{2,10}[.,]{0,2} \d{1,2}\.? [^\W\d_]{3,10}\.? (?:de )?\d{4})",
    re.IGNORECASE,
)
"""How a line begins that says when and by whom something was written; or so:"""
ATTRIBUTION_NAME = re.compile(
    rf"[ \t]*(?:[^<>]{{0,60}}<[^<>\s]{{1,80}}@|(?:[^\W\d_][\w.'’-]*,? ){{1,4}}{WROTE}\b)", re.IGNORECASE
)
ATTRIBUTION_END = re.compile(
    rf"(?:{WROTE}|\b(?:schrieb|schreef|skrev)\b.{{0,120}}|\b{WROTE} (?:on|am|le|el|op|em|il) .{{1,120}})"
    r"[ \t\u00a0]?:[ \t]*$",
    re.IGNORECASE,
)
ADDRESS_END = re.compile(r"<[^<>\s]{1,80}@[^<>\s]{1,80}>[ \t]?:[ \t]*$")
DATED = re.compile(rf"\b{WROTE} (?:on|am|le|el|op|em|il) .{{1,120}}:[ \t]*$", re.IGNORECASE)
DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:h.]\d\d\b|\d[./-]\d{1,2}[./-]\d\d|@")
"""A client tells the year, the hour or the address."""

TOLD = re.compile(
    rf"\b(?:the|a|an|our|my|your|we|i|they|he|she|der|die|das|unser\w*|ich|wir|er|sie|la|nous|elle|los|las"
    rf"|nuestr\w+|het|een|ons|onze)\b(?: [\w'’-]+){{0,3}} {WROTE}[ \t]?:?[ \t]*$"
    r"|\b(?:schrieb|schreef) (?:der|die|das|unser\w*|mir|uns|er|sie|de|het|onze|een|eine?)\b",
    re.IGNORECASE,
)
"""Somebody telling what was written: "On 3 May the customer wrote:"."""

DELIMITER = re.compile(r"[ \t]*(?:--|—|–|__|- -)[ \t\u00a0]*$")

SIGN_OFF = re.compile(
    r"[ \t]*(?:(?:with )?(?:(?:kind|best|warm|many|all|the|kindest|warmest|love|and|good"
    r"|warmly) ){0,4}(?:regards|wishes|best)"
    r"|best|cheers|sincerely|yours(?: (?:sincerely|truly|faithfully))?|respectfully|rgds|br|kr|thx|tx|ta"
    r"|asante|ciao"
    r"|(?:many |with )?thanks(?: (?:again|in advance|so much|a lot|and (?:best|kind) regards))?"
    r"|thank(?:ing)? you"
    r"(?: (?:again|in advance|so much|very much|and (?:best|kind) regards))?|take care|talk soon"
    r"|all the best|xx?o?"
    r"|mit (?:freundlichen|freundlichem|besten|herzlichen|lieben|kollegialen) (?:grüßen|gruß|grüssen)"
    r"|(?:(?:viele|liebe|beste|schöne|herzliche|freundliche|sonnige) )(?:grüße|grüsse)(?: aus \w+)?"
    r"|(?:besten|vielen|herzlichen|lieben) dank(?: (?:und .{0,30}|im voraus))?|danke(?: im voraus)?"
    r"|mfg|vg|lg|(?:lieben |schönen |besten )?gruß|grüße|gruss|hochachtungsvoll"
    r"|(?:bien )?cordialement|(?:bien )?à (?:vous|toi)|bonne (?:journée|soirée|fin de journée)"
    r"|merci(?: d['’]avance| beaucoup| bien)?|amicalement|(?:meilleures |sincères )?salutations|cdt|cdlt"
    r"|bien (?:sincèrement|amicalement)"
    r"|(?:(?:reciba )?un )?(?:cordial(?:es)? |afectuoso )?saludos?(?: cordial(?:es)?)?|atentamente|atte"
    r"|(?:muchas )?gracias(?: de antemano| por adelantado)?|(?:un )?(?:fuerte )?abrazo"
    r"|(?:vänliga )?hälsningar|(?:hartelijke |vriendelijke |beste |veel )?groet(?:en|jes)?"
    r"|met (?:vriendelijke|hartelijke) groet(?:en)?|mvg|(?:alvast )?bedankt|dank je wel"
    r"|atenciosamente|att|(?:com os )?(?:melhores )?cumprimentos|(?:um )?(?:grande )?abraços?"
    r"|(?:muito )?obrigad[oa](?: desde já)?|cordiali saluti|distinti saluti|(?:mille )?grazie)"
    r"[ \t]*(?:[,.!]+[ \t]*(?:[^\W\d_][\w.'-]*[ \t]*){0,4}|[ \t]*)$",
    re.IGNORECASE,
)
"""A line that is only a sign-off, a name behind it at most."""

THANKS = re.compile(
    r"[ \t]*(?:many |with )?(?:thank|thx|tx\b|ta\b|merci|(?:muchas )?gracias|danke|(?:besten|vielen"
    r"|herzlichen|lieben) dank|(?:alvast )?bedankt|dank je|(?:muito )?obrigad|(?:mille )?grazie)",
    re.IGNORECASE,
)
"""Alone, these are all that somebody answers."""

SENT_FROM = re.compile(
    r"[ \t]*(?:sent (?:from|via|with) (?:my \w*(?:phone|pad|pod|mobile|blackberry|android|galaxy|samsung"
    r"|pixel|tablet|handy|watch|device|cell)|my (?:[\w-]+ ){1,3}(?:phone|device|smartphone|blackberry|tablet)"
    r"|(?:the )?(?:outlook|mail|yahoo|gmail|aol|proton|windows|samsung|sparrow|thunderbird|spark|superhuman"
    r"|airmail|mailbird)\b)"
    r"|get outlook for|yahoo mail: |von meinem .{2,40} gesendet|gesendet (?:von|mit|aus) (?:mein|outlook"
    r"|mail|der (?:gmx|web)|iphone|android)|(?:diese nachricht wurde von|von) (?:unterwegs|meinem) .{0,60}gesendet"
    r"|holen sie sich outlook|outlook für (?:ios|android)|envoyé (?:de(?:puis)?|à partir d[eu]) (?:mon|outlook"
    r"|mail|l['’]application|yahoo|courrier)|(?:télécharger|obtenez?) outlook"
    r"|enviado (?:desde (?:mi|outlook|correo|yahoo|la app)|do meu|a partir d[oe]|via|de meu)"
    r"|(?:obtener|obter)(?: o)? outlook"
    r"|(?:verstuurd|verzonden) (?:vanaf|vanuit|met|via) |outlook (?:voor|downloaden)|inviato da(?:l mio)? )",
    re.IGNORECASE,
)
SENT_SOMEHOW = re.compile(r"[ \t]*sent (?:from|via|with) [\w' -]{3,60}$", re.IGNORECASE)
"""What people make of it: "Sent from a very small keyboard"."""

POSTSCRIPT = re.compile(
    r"[ \t]*[*_]{0,2}(?:p\.?[ \t]?(?:p\.?[ \t]?)?[sd]\b|n\.?b\b|edit:|update:|nachtrag:|pd\b)", re.IGNORECASE
)
