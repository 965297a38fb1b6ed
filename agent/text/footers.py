"""Disclaimers, subscriptions and warnings that machines add to a mail. Pure, linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.text.lines import Line, SegmentKind, depth, mark, next_words
from agent.text.marks import SEPARATOR

_FOOTER_LINES = 2
"""A longer paragraph of new words ends the search for footers."""
_LIST_LINES = 6
_BANNER_PARAGRAPHS = 2
_LOOK = 300
"""So much of a line is looked at where a pattern would take long over a longer one."""

BANNER = re.compile(
    r"[\[*_<(⚠!-]{0,4}[ \t]*(?:(?:caution|warning|notice|achtung|vorsicht|attention|atención|let op"
    r"|atenção|external(?: e-?mail| sender)?|externe? e-?mail)\b[\]*_>):! -]{0,6}.{0,60}"
    r"(?:originated (?:from )?outside|outside (?:of )?(?:the|your|our) (?:organi[sz]ation|company)"
    r"|external (?:sender|source|e-?mail)|extern(?:en?|er)? (?:absender|quelle|e-?mail|afzender)"
    r"|expéditeur externe|extérieur|remitente externo|fuera de la organización|remetente externo)"
    r"|this (?:e-?mail|message) (?:originated|came) (?:from )?outside"
    r"|\[external(?: e-?mail| sender)?\][ \t]*$|[-_=#*‐–—]{2,}.{0,40}above this line"
    r"|diese e-?mail (?:kommt|stammt) von (?:außerhalb|einem externen)"
    r"|you don['’]t often get e-?mail from|sie erhalten nicht (?:oft|häufig) e-?mails? von"
    r"|vous ne recevez pas souvent|no suele recibir correo)",
    re.IGNORECASE,
)
"""What a mail system writes above the words of somebody from outside."""

_FOOTERS = r"""
confidentiality notice|any unauthori[sz]ed (?:use|disclosure|copying|dissemination|review|distribution)
\b(?:e-?mail|message|communication|transmission|attachments?)\b.{0,120}(?:confidential|privileged)
\binformation\b.{0,120}(?:confidential|privileged)
you (?:have |are not .{0,60})?received? .{0,60}in error|intended (?:only|solely) for|intended recipient
consider the environment|think before you print|virus[- ]free
(?:e-?mail|message|virus).{0,60}scanned (?:for|by)
you(?:'re| are)? (?:receiv(?:e|ed|ing)|getting|got) this (?:e-?mail|message|newsletter|notification)
you(?:'re| are)? (?:receiv(?:e|ed|ing)|getting) this because
(?:manage|update|change) your (?:e-?mail )?(?:preferences|notification|subscription)
unsubscribe (?:here|from (?:this|these|our)|at any|\|)|to unsubscribe|[|·] ?unsubscribe
^[ \t]*unsubscribe[ \t.]*$
view it on github|reply to this email directly|do not reply to this|please do not reply|this mailbox is not
view (?:this (?:e-?mail|message|newsletter) )?(?:in (?:your|a|the) browser|online)
registered (?:office|address)\b.{0,40}\d|registered charity\b.{0,20}\d|registered in england
all rights reserved|©|^[ \t]*privacy policy|[|·] ?privacy policy|privacy policy ?[|·]
terms (?:of service|and conditions) apply
diese e-?mail (?:enthält|kann|ist)|vertrauliche informationen|bevor sie diese (?:e-?mail|nachricht)
\bHR[AB] ?\d|handelsregister\b.{0,30}\d|nicht der richtige adressat|irrtümlich erhalten
geschäftsführ(?:er|ung)\b.{0,5}:|newsletter abbestellen|abmelden\b.{0,10}newsletter
ce (?:message|courriel|mail) .{0,80}confidentiel|se désabonner|pensez à l['’]environnement|n['’]imprimez
destinataire (?:prévu|de ce message)|reçu (?:ce message )?par erreur
este (?:mensaje|correo) .{0,80}confidencial|para darse de baja|antes de imprimir|recibido .{0,40}por error
(?:dit|deze) (?:e-?mail|bericht)\w* .{0,80}(?:vertrouwelijk|uitsluitend bestemd)|denk aan het milieu
onterecht ontvangen|(?:afmelden|uitschrijven) (?:voor|van|uit) (?:deze|onze)
esta mensagem .{0,80}confidencia|recebeu .{0,40}por engano|cancelar (?:a )?(?:inscrição|subscrição)
uso exclusivo d[oe] destinat[aá]rio
"""
"""English, German, French, Spanish, Dutch, Portuguese; a pattern a line."""
FOOTER = re.compile("|".join(_FOOTERS.strip().splitlines()), re.IGNORECASE | re.MULTILINE)

_ASKS = re.compile(
    r"\b(?:please|pls|can you|could you|would you|will you|i need|we need|bitte|könn(?:test|ten|t)|merci de"
    r"|pou(?:vez|rriez)|peux-tu|por favor|pued\w+|podrías?|kun(?:t|nen)|graag|podes?|poderia)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:recipient|addressee|e-?mail|message|sender|notify|delete|error|print\w*|adressat\w*|empfänger\w*"
    r"|nachricht|absender|destinatai?r\w*|courriel|mensaje|correo|mensagem|bericht|afzender|newsletter"
    r"|unsubscribe|preferences|subscri\w+|notifications?|reply|mailbox|inbox)\b",
    re.IGNORECASE,
)
_LIST_FOOTER = re.compile(
    r"mailing list|/mailman/|/listinfo|listserv|@googlegroups|unsubscribe|(?:teams|zoom)[ -]+(?:meeting"
    r"|besprechung|réunion|reunión|vergadering|reunião)|meeting id|join (?:on your|the meeting|zoom)",
    re.IGNORECASE,
)
"""What stands below a rule and is nobody's words: the address of a list, how to dial in."""


def mark_footers(lines: list[Line]) -> None:
    """From the end backwards: paragraphs with the words of a footer. History may stand between them.

    The first paragraph of new words is no footer as a whole, only from the line that sounds like one.
    """
    paragraphs = list(_paragraphs(lines))
    _mark_banners(paragraphs)
    _mark_list_footers(lines)
    first = next((p for p in paragraphs if p[0].kind is SegmentKind.BODY), None)
    for paragraph in reversed(paragraphs):
        if _is_footer("\n".join(line.text for line in paragraph)):
            mark(_from_footer(paragraph) if paragraph is first else paragraph, SegmentKind.FOOTER)
        elif paragraph[0].kind is SegmentKind.BODY and len(paragraph) > _FOOTER_LINES:
            return


def _is_footer(text: str) -> bool:
    """A request that only uses a word of footers ("please update the privacy policy") is none."""
    found = FOOTER.search(text)
    if found is None and "\n" in text:
        found = FOOTER.search(text.replace("\n", " "))  # lines are broken anywhere
    return bool(found) and not (_ASKS.search(text) and not _LEGAL.search(text))


def _from_footer(paragraph: list[Line]) -> list[Line]:
    at = next((i for i, line in enumerate(paragraph) if _is_footer(line.text)), len(paragraph))
    return paragraph[at:]


def _mark_banners(paragraphs: list[list[Line]]) -> None:
    for paragraph in paragraphs[:_BANNER_PARAGRAPHS]:
        if paragraph[0].kind is not SegmentKind.BODY or not BANNER.match(paragraph[0].text.strip()[:_LOOK]):
            return
        mark(paragraph, SegmentKind.FOOTER)


def _mark_list_footers(lines: list[Line]) -> None:
    """A rule with the address of a mailing list below it, at the end of new words."""
    for i, line in enumerate(lines):
        if line.kind is not SegmentKind.BODY or not SEPARATOR.match(line.text):
            continue
        start = next_words(lines, i + 1)
        below = []
        for other in lines[start : start + _LIST_LINES]:
            if other.blank or other.kind is not SegmentKind.BODY:
                break
            below.append(other)
        end = start + len(below)
        after = next_words(lines, end)
        last = after >= len(lines) or lines[after].kind is not SegmentKind.BODY
        if last and any(_LIST_FOOTER.search(o.text[:_LOOK]) for o in below):
            mark(lines[i:end], SegmentKind.FOOTER)


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        changes = paragraph and (
            paragraph[-1].kind is not line.kind or bool(depth(paragraph[-1].text)) != bool(depth(line.text))
        )
        if paragraph and (line.blank or changes):
            yield paragraph
            paragraph = []
        if not line.blank:
            paragraph.append(line)
    if paragraph:
        yield paragraph
