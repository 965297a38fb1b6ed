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
    r"|\[external(?: e-?mail| sender)?\][ \t]*$"
    r"|diese e-?mail (?:kommt|stammt) von (?:außerhalb|einem externen)"
    r"|you don['’]t often get e-?mail from|sie erhalten nicht (?:oft|häufig) e-?mails? von"
    r"|vous ne recevez pas souvent|no suele recibir correo)",
    re.IGNORECASE,
)
"""What a mail system writes above the words of somebody from outside."""

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
    r"|^[ \t]*unsubscribe[ \t.]*$|view it on github|reply to this email directly"
    r"|view (?:this (?:e-?mail )?)?(?:in|online)|registered (?:office|charity|in england)"
    r"|all rights reserved|©"
    r"|do not reply to this|please do not reply|this mailbox is not|privacy policy|terms (?:of service"
    r"|and conditions) apply"
    r"|diese e-?mail (?:enthält|kann|ist)|vertrauliche informationen|bevor sie diese|amtsgericht"
    r"|handelsregister|nicht der richtige adressat|irrtümlich erhalten"
    r"|geschäftsführ(?:er|ung)\b.{0,5}:|newsletter abbestellen|abmelden\b.{0,10}newsletter"
    r"|ce (?:message|courriel|mail) .{0,80}confidentiel|se désabonner|pensez à l['’]environnement"
    r"|n['’]imprimez|destinataire (?:prévu|de ce message)|reçu (?:ce message )?par erreur"
    r"|este (?:mensaje|correo) .{0,80}confidencial|darse de baja|antes de imprimir|recibido .{0,40}por error"
    r"|(?:dit|deze) (?:e-?mail|bericht)\w* .{0,80}vertrouwelijk|denk aan het milieu|onterecht ontvangen"
    r"|uitsluitend bestemd voor|afmelden voor|uitschrijven"
    r"|esta mensagem .{0,80}confidencia|recebeu .{0,40}por engano|cancelar (?:a )?(?:inscrição|subscrição)"
    r"|uso exclusivo d[oe]",
    re.IGNORECASE | re.MULTILINE,
)

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
_LIST_FOOTER = re.compile(r"mailing list|https?://|www\.|[\w.-]+@[\w.-]+\.\w|@googlegroups", re.IGNORECASE)


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
    return bool(FOOTER.search(text)) and not (_ASKS.search(text) and not _LEGAL.search(text))


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
        if below and last and any(_LIST_FOOTER.search(o.text[:_LOOK]) for o in below):
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
