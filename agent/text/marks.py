"""How mails mark what is not the author's new words, in several languages: tables only."""

from __future__ import annotations

import re


def words(table: str) -> frozenset[str]:
    """A table of words written as one string."""
    return frozenset(table.split())


HEADER_NAMES = words("from to cc bcc reply-to von an kopie de à para van aan")
TELLING_NAMES = words(
    "date subject sent gesendet datum betreff envoyé objet enviado asunto fecha verzonden onderwerp assunto"
)
"""A block at the top counts as headers only where one of these is in it, or one of those with an address."""

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
REPLY_ABOVE = re.compile(
    r"[ \t]*[-_=#*‐–—]{2,}.{0,40}(?:above this line|oberhalb dieser (?:linie|zeile)"
    r"|au[- ]dessus de cette ligne|encima de esta línea|boven deze (?:lijn|regel)|acima desta linha)",
    re.IGNORECASE,
)
"""What ticket systems ask for; at the top of their own mails nothing stands above it."""
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

_SIGN_OFFS = r"""
(?:with )?(?:(?:kind(?:est)?|best|warm(?:est|ly)?|many|all|the|love|and|good) ){0,4}(?:regards|wishes|best)
best|cheers|(?:respectfully|sincerely)(?: yours)?|yours(?: (?:sincerely|truly|faithfully|ever))?|rgds|br|kr
warmly|take care|(?:talk|speak) soon|all the best|lots of love|hugs|xx?o?|asante|ciao
have a (?:great|nice|good|lovely) (?:day|week|weekend|evening|one)
thx|tx|ta|thank(?:ing)? you(?: (?:again|in advance|so much|very much|both|all|everyone|team))?
(?:many |with )?thanks(?: (?:again|in advance|so much|a lot|both|all|everyone|everybody|team|folks|guys))?
thank(?:s| you) and (?:best|kind) regards|thank(?:s| you)(?: (?:so |very )?much)? for your help
thank(?:s| you) for your (?:time|support|understanding|patience|attention|consideration|cooperation)
mit (?:freundliche[nm]|besten|herzlichen|lieben|kollegialen) (?:gruß|grüßen|gruss|grüssen)
(?:viele|liebe|beste|schöne|herzliche|freundliche|sonnige) gr(?:üß|üss)e(?: (?:aus|vom|von) .{1,30})?
mfg|vg|lg|(?:lieben |schönen |besten |freundlichen )?(?:gruß|gruss)|grüße|hochachtungsvoll|bis bald
(?:besten|vielen|herzlichen|lieben|tausend) dank(?: (?:dir|ihnen|euch|im voraus|und .{1,30}))?
(?:ich )?danke(?: (?:dir|ihnen|euch))?(?: (?:im voraus|und .{1,30}))?
(?:bien |très )?cordialement|(?:bien )?à (?:vous|toi)|amicalement|respectueusement|sincèrement|bises|cdt|cdlt
(?:bonne|belle|excellente) (?:journée|soirée|semaine|fin de journée)|bien (?:sincèrement|amicalement)
merci(?: (?:d['’]avance|par avance|beaucoup|bien|à (?:vous|toi|tous)))?
(?:meilleures |sincères )?salutations(?: distinguées)?
(?:(?:recib[ae] )?un )?(?:cordial(?:es)? |afectuoso )?saludos?(?: cordial(?:es)?| desde .{1,30})?
atentamente|atte|(?:un )?(?:fuerte )?abrazo|besos
(?:muchas )?gracias(?: de antemano| por adelantado| por todo| y (?:un )?saludos?)?
(?:met )?(?:hartelijke |vriendelijke |beste |veel |warme )?groet(?:en|jes)?|gr|mvg|dank je ?wel
(?:alvast |hartelijk )?bedankt|(?:bij voorbaat |hartelijk )?dank
atenciosamente|cordialmente|att|(?:com os )?(?:melhores |meus )?cumprimentos|grat[oa]|abs|beij(?:inh)?os|bjs
(?:um )?(?:grande )?abraços?|(?:muito )?obrigad[oa](?: desde já| pela ajuda)?
cordiali saluti|distinti saluti|(?:mille )?grazie
(?:med )?(?:vänliga?|bästa) hälsning(?:ar)?|hälsningar|(?:med )?(?:venn?lig|venlig) hilsen|mvh
"""
"""English, German, French, Spanish, Dutch, Portuguese, and what neighbours write; a pattern a line."""
SIGN_OFF = re.compile(
    rf"[ \t]*(?:{'|'.join(_SIGN_OFFS.strip().splitlines())})"
    r"[ \t]*(?:[,.!]+[ \t]*(?:[^\W\d_][\w.'-]*[ \t]*){0,4}|[ \t]*)$",
    re.IGNORECASE,
)
"""A line that is only a sign-off, a name behind it at most."""

THANKS = re.compile(
    r"[ \t]*(?:many |with )?(?:thank|thx|tx\b|ta\b|merci|(?:muchas )?gracias|(?:ich )?danke"
    r"|(?:besten|vielen|herzlichen|lieben|tausend) dank|(?:alvast |hartelijk )?bedankt"
    r"|(?:bij voorbaat |hartelijk )?dank\b|(?:muito )?obrigad|(?:mille )?grazie)",
    re.IGNORECASE,
)
"""Alone, these are all that somebody answers."""

SENT_FROM = re.compile(
    r"[ \t]*(?:sent (?:from|via|with) (?:my \w*(?:phone|pad|pod|mobile|blackberry|android|galaxy|samsung"
    r"|pixel|tablet|handy|watch|device|cell)|my (?:[\w-]+ ){1,3}(?:phone|device|smartphone|blackberry|tablet)"
    r"|(?:the )?(?:outlook|mail|yahoo|gmail|aol|proton|windows|samsung|sparrow|thunderbird|spark|superhuman"
    r"|airmail|mailbird)\b)"
    r"|get outlook for|yahoo mail: |von meinem .{2,40} gesendet|gesendet (?:von|mit|aus) (?:mein|outlook"
    r"|mail|der (?:gmx|web)|iphone|android)"
    r"|(?:diese nachricht wurde von|von) (?:unterwegs|meinem) .{0,60}gesendet"
    r"|holen sie sich outlook|outlook für (?:ios|android)"
    r"|envoyé (?:de(?:puis)?|à partir d[eu]) (?:mon|outlook"
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
