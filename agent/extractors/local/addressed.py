"""Whom a text as a whole talks to: whom it greets or was left for, or the only one it went to. Pure."""

from __future__ import annotations

import re

from agent.extractors.local import cues_all, cues_detail
from agent.extractors.local.lines import Context, Line, salutation
from agent.extractors.local.owners import NOBODY, Addressees, Owner, turned_to
from agent.models import Channel, Intake, OwnerRole
from agent.text.marks import words
from agent.text.segments import Segment, SegmentKind

_PAPERS = r"(?:notes?|handover|hand-over|message|memo|list|instructions|to-?dos?)"
_FOR = re.compile(rf"(?:^|\b{_PAPERS} )for:? ?", re.IGNORECASE)
FOR_WHOM = re.compile(rf"(?i:(?:[\w-]+ )?{_PAPERS} for:?) [A-Z][\w'-]+(?: [A-Z][\w'-]+)?[:.]?$")
"""A line that only heads what follows: "Handover notes for Carla"."""
_TO = words("for to an für pour para à")
"""Labels of whom it was left for: "For: João"."""
_HEAD = 3
"""Lines at the top of a note that may say whom it is for."""


def addressed(intake: Intake, parts: list[Segment], lines: list[Line], context: Context) -> Addressees:
    """Whom the text as a whole talks to: the salutation, or the only one it was sent to."""
    speakers = tuple(dict.fromkeys(ln.sentence.speaker for ln in lines if ln.sentence.speaker))
    if intake.channel is Channel.FORM:
        default = Owner(OwnerRole.RECIPIENT)
    elif intake.channel is Channel.EMAIL:
        default = _mail_addressee(intake, parts, lines, context)
    elif intake.channel is Channel.NOTE or (
        intake.channel is Channel.CHAT and not speakers and len(intake.recipients) != 1
    ):
        default = _left_for(intake, lines, context) or Owner(OwnerRole.SENDER)
    else:
        default = Owner(OwnerRole.RECIPIENT) if len(intake.recipients) == 1 else NOBODY
    only = intake.recipients[0].name if len(intake.recipients) == 1 else ""
    heard = Addressees(default, speakers=speakers, is_team=bool(cues_all.A_TEAM.search(only)))
    if lines and (who := turned_to(lines[0], context)):
        heard.turn_to(lines[0], Owner(OwnerRole.NAMED, who))
    return heard


def _left_for(intake: Intake, lines: list[Line], context: Context) -> Owner | None:
    """For notes that begin with "Steve," or "for: João", or are "Notes for Bastien": they are to do it."""
    called = salutation(lines[0]) if lines else None
    found = [(lines[0], called.start("who"))] if called else []
    if lines and not called and (name := context.names.at_start(lines[0].plain)):
        found += [(lines[0], 0)] if lines[0].plain[name.end : name.end + 1] == "," else []
    found += [(line, said.end()) for line in lines[:_HEAD] if (said := _FOR.search(line.plain))]
    found += [(line, 0) for line in lines[:_HEAD] if (line.sentence.label or "").casefold() in _TO]
    for line, start in found:
        if mention := context.names.at_start(line.plain[start:]):
            if len(intake.recipients) == 1 and not called:
                return Owner(OwnerRole.RECIPIENT)
            return Owner(OwnerRole.NAMED, line.words[start + mention.start : start + mention.end])
    return None


def _mail_addressee(intake: Intake, parts: list[Segment], lines: list[Line], context: Context) -> Owner:
    if lines and (found := salutation(lines[0])):
        who = lines[0].words[found.start("who") : found.end("who")]
        if cues_detail.EVERYBODY.search(who):
            one = len(intake.recipients) == 1 and not cues_all.OF_MANY.search(intake.recipients[0].name)
            return Owner(OwnerRole.RECIPIENT) if one else NOBODY
        if mentions := context.names.find(who):
            return Owner(
                OwnerRole.RECIPIENT, who[mentions[0].start : mentions[-1].end] if len(mentions) == 1 else None
            )
    header = "".join(intake.text[p.start : p.end] for p in parts if p.kind is SegmentKind.HEADER)
    to = re.search(r"^(?:to|an|à|para):(.*(?:\n[ \t].*)*)", header, re.IGNORECASE | re.MULTILINE)
    direct = [
        p
        for p in intake.recipients
        if to and ((p.email and p.email in to[1]) or (p.name and p.name in to[1]))
    ]
    only = (direct or list(intake.recipients))[:2]
    return (
        Owner(OwnerRole.RECIPIENT)
        if len(only) == 1 and not cues_detail.EVERYBODY.search(only[0].name)
        else NOBODY
    )
