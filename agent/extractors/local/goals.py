"""A goal in one imperative sentence, made from the words that ask or promise. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.extractors.local import cues, cues_detail, cues_ends, verbs
from agent.extractors.local.antecedents import points, resolved
from agent.extractors.local.assigned import after_name, starts_with_action, without_address
from agent.extractors.local.dated import undated
from agent.extractors.local.fronted import fronted
from agent.extractors.local.inverted import indirect, whether
from agent.extractors.local.names import Names
from agent.extractors.local.objects import with_object
from agent.extractors.local.openings import BEFORE, OPENINGS, SURE
from agent.extractors.local.parties import told
from agent.extractors.local.persons import Parties
from agent.extractors.local.shorten import AT_MOST, core, shorten
from agent.extractors.local.tails import is_clause, parted
from agent.extractors.local.wanted import active_form, needed, order

_ASKING = re.compile(
    r"(?:please|pls|plz|kindly|bitte|(?:can|could|would|will) (?:you|someone|somebody|we|i)\b"
    r"|i'll\b|we'll\b|let's\b|(?:i|we) (?:still |really )?need\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:please|pls|(?:can|could|would|will) (?:you|someone|somebody|we|i))\b", re.IGNORECASE
)
_TOPIC = re.compile(r"^[a-z][\w' /-]{1,40}: (?=\S)|\((?:thank|thx|cheers)[^()]*\)")
_TITLE = re.compile(r"[^\W\d_][\w' ]{1,25} [-–—] ")
"""For "Website - Bill said he'd update the hours"."""
_CHANCE = re.compile(
    r"(?:[^?]{0,60}: )?(?:have|did) you (?:had|have|get|got|find|found) (?:a|the|any)"
    r" (?:chance|time|moment|opportunity) to (?P<what>[a-z][^?]*?)(?: yet)?\W*$",
    re.IGNORECASE,
)
"""For "have you had a chance to look at the draft?": a reminder of it."""
_FORGET_NOT = re.compile(
    r"^(?:and |also |so )?(?:please |pls )?(?:don't|do not) forget (?:about )?"
    r"(?P<what>(?:the|our|my|your) [^,;.!]+).*",
    re.IGNORECASE | re.DOTALL,
)
_ASIDE_PLEASE = re.compile(r" (?:please|pls)(?=, (?:they|we|he|she|it|i|the) )", re.IGNORECASE)
_FROM_NOW = re.compile(r"^(?:from now on,? )?(?:every|each) [\w ]{3,25}, (?=[a-z])", re.IGNORECASE)
"""Before "count it": how often, not what."""
_AND_SO = re.compile(r"(?:[,;] (?:(?:so|but|and|then|therefore) )?| (?:so|but) )(?:please )?", re.IGNORECASE)
_OF_WORK = re.compile(
    r"^(?:make|do|carry out|perform) (?:a|an|the|your|another) (?P<work>[a-z-]+) of ", re.IGNORECASE
)
_TO_WHOM = re.compile(r" from (?:you|us)\b|(?<=^get )us (?=an? |the |some |two |three |\d)", re.IGNORECASE)
_WH = re.compile(r"(?:how|what|when|where|why|which|who)\b", re.IGNORECASE)
_IF_ABLE = re.compile(
    r",? (?:if|when(?:ever)?|as soon as) (?:you|u) (?:can|could) (?:at all |possibly )?(?:manage|do"
    r"|swing|spare|make"
    r"|fit|find)(?: (?:it|that|this|the time|a minute|a moment|it in|that in))?(?=\s*(?:$|[,.;:!?)]))",
    re.IGNORECASE,
)
_ON_THE_WAY = re.compile(
    r"(?:just )?(?:pop|nip|come|drop|swing|go|run|hop) (?:in|round|over|out|by|down|up|along|back"
    r"|across|ahead)"
    r"(?: (?:here|there|some time|soon))? and (?=[a-z])",
    re.IGNORECASE,
)
"""What is only on the way to the work: "pop in and mend it"."""
_NEED = re.compile(
    r"(?:.{0,40}?\b)?(?:i|we|she|he|they|the \w+)(?:'d| would)? (?:really |urgently |also "
    r"|still |just )*(?:need"
    r"|require|want|like)s? (?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
_WISH = re.compile(
    r".{0,30}?\b(?:(?:could|can|may) i (?:also )?(?:trouble|ask|bother|beg) you (?P<for>for) "
    r"|(?:it|that) would be (?:\w+ )?\w+"
    r" to (?P<get>have|get|see) |what (?:i|we) [\w' ]{0,30}?(?:need|want)(?: from you)? is "
    r"|(?:still |also |urgently )?"
    r"(?:need|want) )(?P<what>(?:the|a|an|your|my|our|some|more|all|two|three|\d+)\b.+)",
    re.IGNORECASE | re.DOTALL,
)
_HAVE = re.compile(
    r"(?:have|get) (?P<what>(?:the|a|an|your|my|our|all|\d+)\b.{2,80}?) to (?:me|us)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_RECEIVE = re.compile(
    r"(?:.{0,20}?\b)?(?:you(?:'ll| will) (?:have|get|receive)|(?:i|we) owe (?:you|him|her"
    r"|them)) (?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)

_UNNAMED = re.compile(
    r"^(?=(?:still |just |only |really )?(?:needs? to|has to|must|ought to|should) be \w|needs? \w+ing\b)",
    re.IGNORECASE,
)
"""Before "has to be repaired": notes leave out what, where it was named just before."""


_SAME = 2


@dataclass(frozen=True, slots=True)
class Goal:
    words: str
    """The outcome in at most 15 words."""
    whole: str
    """All that is asked for, however long."""


def goal(
    words: str, drop: Sequence[str], parties: Parties, before: Sequence[str], topic: str | None = None
) -> Goal:
    """The outcome that the words of a sentence ask for.

    `drop`: phrases such as the deadline; `before`: the sentences before, nearest first, to name what "it" is;
    `topic`: the thing that its paragraph is headed by.
    """
    text = _asked(words, drop, parties)
    led_up = _led_up(words, shorten(text))

    def named(text: str) -> str:
        told = [*led_up, *before]
        forms = (text, *with_object(text))
        own = [words] if parties.names.find(words) and not parties.names.find(text) else []
        new = (said for form in forms if (said := resolved(form, told, parties.names, topic)) != form)
        return _named(parties.person(next(new, text), [*own, *told]), parties)

    brief = shorten(named(shorten(text))) or shorten(words) or " ".join(words.split()[:AT_MOST])
    return Goal(brief, named(parted(text).work))


def _asked(words: str, drop: Sequence[str], parties: Parties) -> str:
    """The order alone, with its pronouns."""
    text = without_address(BEFORE.sub("", _ASIDE_PLEASE.sub("", words.replace("’", "'"))), parties.names)
    if (topic := _TITLE.match(text)) and told(text[topic.end() :], parties.names):
        text = text[topic.end() :]
    if found := told(text, parties.names):
        text = text[found.end() :]
    text = _FORGET_NOT.sub(r"see to \g<what>", _CHANCE.sub(r"\g<what>", undated(text, drop)))
    text = cues_ends.WHEN_ABLE.sub("", _IF_ABLE.sub("", re.sub(r"\s+", " ", text))).strip(" ,;-")
    text = _UNNAMED.sub("it ", text)
    if ordered := fronted(text) or order(text):
        return cues_detail.POLITE.sub(" ", ordered)
    text = _after_clause(core(_FROM_NOW.sub("", _TOPIC.sub("", text)), _ASKING))
    text = _question(text, parties.author) or _on(_imperative(text, parties.names))
    text = cues_detail.POLITE.sub(" ", re.sub(r"^[Mm]'(?=\w)", "", text))
    return _OF_WORK.sub(_done_as, _TO_WHOM.sub("", text))


def _on(text: str) -> str:
    found = _ON_THE_WAY.match(text)
    return text[found.end() :] if found and starts_with_action(text[found.end() :]) else text


def _after_clause(text: str) -> str:
    """For "Number 2 stays on your list, so have it repaired": what is asked, without what is so."""
    for found in _AND_SO.finditer(text):
        first, rest = text[: found.start()], text[found.end() :]
        asks = cues.ASK.search(first) or cues.SELF.match(first) or starts_with_action(first)
        told = is_clause(first) or found[0].endswith("please ")
        if not asks and told and starts_with_action(rest) and not is_clause(rest):
            return rest
    return text


def _done_as(found: re.Match[str]) -> str:
    """For "do the review of the contract": "review the contract"."""
    verb = found["work"]
    return f"{verb.replace('-', ' ')} " if verbs.is_base(verb) else found[0]


def _led_up(words: str, text: str) -> list[str]:
    """What the sentence itself said before its core: "stuck on the certificate, please renew it"."""
    lead = re.split(r"[,;:] | [-–—] ", words, maxsplit=1)
    leads = (
        len(lead) > 1
        and not points(lead[0])
        and not _ASKING.search(lead[0])
        and not starts_with_action(lead[0])
    )
    said = lead[0].casefold()
    holds = said in text.casefold() or " ".join(text.casefold().split()[:_SAME]) in said
    return [] if not leads or holds else lead[:1]


def _question(text: str, asker: str | None) -> str | None:
    """For "do you know whether our licence …?" → "Find out whether our licence …"; who asks is to be told."""
    tell = f"Tell {asker}" if asker else "Answer"
    if text.rstrip().endswith("?") and _WH.match(text) and (turned := indirect(text)):
        return f"{tell} {turned}"
    if _ASKED.search(text) and not cues.QUESTION_LEAD.search(text):
        return None
    found = re.search(
        r"\b(?:know|tell me|wondering|advise|clarify|explain|confirm) (?P<what>(?:whether|if|what"
        r"|which|when|who|how|why|where)\b.+)",
        text,
        re.IGNORECASE | re.DOTALL,
    )
    if found and text.rstrip().endswith("?"):
        return "Find out " + found["what"]
    asked = re.search(r"question[^:]{0,90}: (?P<what>.+)", text, re.IGNORECASE | re.DOTALL)
    what = asked["what"] if asked else text
    if (asked or text.rstrip().endswith("?")) and (told_whether := whether(what)):
        return f"{tell} {told_whether}"
    if asked:
        return "Answer: " + what
    asked_for = _WH.match(text) and text.rstrip().endswith("?")
    return f"{tell} {text[:1].lower()}{text[1:]}" if asked_for else None


def _imperative(text: str, names: Names) -> str:
    if found := _WISH.match(text):
        verb = "Send me " if found["for"] else "Get " if found["get"] else ""
        return verb + found["what"] if verb else needed(found["what"])
    if found := _RECEIVE.match(text):
        return "Deliver " + found["what"]
    stripped = next(
        (
            text[m.end() :]
            for i, p in enumerate(OPENINGS)
            if (m := p.match(text)) and (i < SURE or starts_with_action(text[m.end() :]))
        ),
        None,
    )
    if stripped is not None or starts_with_action(text):
        return _have(_from_gerund(text if stripped is None else stripped))
    if active := active_form(text):
        return active
    if found := _NEED.match(text):
        return needed(found["what"])
    return after_name(text, names)


def _from_gerund(text: str) -> str:
    first, _, rest = text.partition(" ")
    verb = verbs.base(first) if first.endswith("ing") else None
    return f"{verb} {rest}" if verb else text


def _have(text: str) -> str:
    if found := _HAVE.match(text):
        return f"Send me {found['what']}{found['rest']}"
    return text


def _named(text: str, parties: Parties) -> str:
    if parties.author:
        text = re.sub(r"(?<!\w)(?:me|mir|mich|moi)(?!\w)", parties.author, text)
        text = re.sub(r"(?<!\w)(?:my|mine)(?!\w)", f"{parties.author}'s", text)
        text = re.sub(r"(?<!\w)(?:myself)(?!\w)", "", text)
    else:
        text = re.sub(r"^(?:Send|Give|Bring) me ", "Get ", text)  # a note to oneself: "need a photo"
    if parties.addressee:
        text = re.sub(r"(?<!\w)(?:you)(?!\w)", parties.addressee, text)
        text = re.sub(r"(?<!\w)your(?!\w)", f"{parties.addressee}'s", text)
    return re.sub(r"\b(Sie|myself) ", "", text)
