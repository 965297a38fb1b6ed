"""How mails mark what is not the author's new words, in several languages: tables only."""

from __future__ import annotations

import re


def words(table: str) -> frozenset[str]:
    """A table of words written as one string."""
    return frozenset(table.split())


HEADER_NAMES = words(
    "from to cc bcc date subject sent reply-to von an gesendet datum betreff kopie de à envoyé objet para "
    "enviado asunto fecha"
)
"""A block at the top counts as headers only where one of these is in it."""

HEADER_LINE = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ-]{0,40}:")
SUBJECT_LINE = re.compile(r"(?:subject|betreff|objet|asunto):[ \t]*", re.IGNORECASE)
FROM_LINE = re.compile(r"(?:from|von|de):[ \t]*", re.IGNORECASE)
FORWARD_SUBJECT = re.compile(r"\s*(?:(?:re|aw|sv)\s*:\s*)*(?:fwd?|wg|tr|rv)\s*:", re.IGNORECASE)

FORWARDED = re.compile(
    r"[ \t]*(?:-{2,}[ \t]*(?:forwarded (?:message|by)|weitergeleitete nachricht|message transféré|"
    r"mensaje reenviado)|begin forwarded message|anfang der weitergeleiteten"
    r"|début du message (?:transféré|réexpédié))",
    re.IGNORECASE,
)
ORIGINAL = re.compile(
    r"[ \t]*-{2,}[ \t]*(?:original(?: message| appointment|nachricht)|ursprüngliche nachricht|"
    r"message d'origine|mensaje original|reply message)",
    re.IGNORECASE,
)
OUTLOOK_FIELD = re.compile(
    r"[ \t]*\*?(?:from|sent|to|cc|date|subject|importance|von|gesendet|an|betreff|datum|de|envoyé|à|objet|"
    r"enviado|para|asunto|fecha)[ \t]?:\*?[ \t]",
    re.IGNORECASE,
)
OUTLOOK_FIRST = re.compile(r"[ \t]*\*?(?:from|von|de)[ \t]?:\*?[ \t]+\S", re.IGNORECASE)

ATTRIBUTION_START = re.compile(r"[ \t]*(?:on|am|le|el|op|il|em|den)\b.{0,6}?[\w,. ]{0,30}?\d", re.IGNORECASE)
ATTRIBUTION_END = re.compile(
    r"(?:wrote|writes|schrieb(?:\b.{0,80})?|a écrit|escribió|ha scritto|escreveu|schreef"
    r"|skrev)[ \t]?:[ \t]*$",
    re.IGNORECASE,
)

SIGN_OFF = re.compile(
    r"[ \t]*(?:(?:with )?(?:(?:kind|best|warm|many|all|the|kindest|warmest|love|and|good"
    r"|warmly) ){0,4}(?:regards|wishes|best)"
    r"|best|cheers|sincerely|yours(?: (?:sincerely|truly|faithfully))?|respectfully|rgds|br|kr|thx|tx|ta"
    r"|asante|ciao"
    r"|(?:many |with )?thanks(?: (?:again|in advance|so much|a lot|and (?:best|kind) regards))?"
    r"|thank(?:ing)? you"
    r"(?: (?:again|in advance|so much|very much|and (?:best|kind) regards))?|take care|talk soon"
    r"|all the best|xx?o?"
    r"|mit (?:freundlichen|besten|herzlichen|lieben) grüßen|(?:viele|liebe|beste|schöne|herzliche"
    r"|freundliche) grüße"
    r"|(?:besten|vielen|herzlichen) dank(?: und .{0,30})?|mfg|vg|lg|gruß|grüße|danke"
    r"|(?:bien )?cordialement|(?:bien )?à (?:vous|toi)|bonne journée|merci(?: d'avance| beaucoup)?"
    r"|amicalement"
    r"|(?:un )?(?:cordial(?:es)? )?saludos?(?: cordiales)?|atentamente|(?:muchas )?gracias|un abrazo"
    r"|hälsningar|groet(?:en|jes)?|met vriendelijke groet(?:en)?)"
    r"[ \t]*(?:[,.!]+[ \t]*(?:[^\W\d_][\w.'-]*[ \t]*){0,4}|[ \t]*)$",
    re.IGNORECASE,
)
"""A line that is only a sign-off, a name behind it at most."""

SENT_FROM = re.compile(
    r"[ \t]*(?:sent from (?:my|outlook|mail)|get outlook for|von meinem \w+ gesendet|envoyé de(?:puis)? mon"
    r"|enviado desde mi)\b",
    re.IGNORECASE,
)
POSTSCRIPT = re.compile(r"[ \t]*(?:p\.?[ \t]?s\b|n\.?b\b|edit:|update:)", re.IGNORECASE)

FOOTER = re.compile(
    r"confidentiality notice|(?:is|are|may be|contains?|be) (?:strictly )?(?:confidential|privileged"
    r"|legally privileged)"
    r"|(?:received|receive) (?:it|this|them)? ?.{0,30}in error|intended (?:only|solely|recipient)"
    r"|any unauthori[sz]ed"
    r"|consider the environment|think before you print|virus[- ]free|scanned (?:for|by)"
    r"|you(?:'re| are)? (?:receiv(?:e|ed|ing)|getting|got) this (?:e-?mail|message|newsletter"
    r"|notification|because)"
    r"|(?:manage|update|change) (?:your )?(?:e-?mail )?(?:preferences|notification|subscription)"
    r"|unsubscribe (?:here|from (?:this|these|our)|at any|\|)|to unsubscribe|[|·] ?unsubscribe"
    r"|^[ \t]*unsubscribe[ \t.]*$"
    r"|view (?:this (?:e-?mail )?)?(?:in|online)|registered (?:office|charity|in england)"
    r"|all rights reserved|©"
    r"|do not reply to this|please do not reply|this mailbox is not|privacy policy|terms (?:of service"
    r"|and conditions) apply"
    r"|diese e-?mail (?:enthält|kann|ist)|vertrauliche informationen|bevor sie diese|amtsgericht"
    r"|handelsregister"
    r"|geschäftsführ(?:er|ung)\b.{0,5}:|newsletter abbestellen|abmelden\b.{0,10}newsletter"
    r"|ce (?:message|courriel|mail) .{0,60}confidentiel|se désabonner|pensez à l'environnement|n'imprimez"
    r"|este (?:mensaje|correo) .{0,80}confidencial|darse de baja|antes de imprimir",
    re.IGNORECASE | re.MULTILINE,
)
