"""A German clause that asks or promises, with its verb put at the end: "Ruf Frau Noll an". Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.extractors.local.abroad import german
from agent.extractors.local.abroad.moods import Mood
from agent.extractors.local.abroad.reading import Hearers, Reading, Who, person_at
from agent.extractors.local.abroad.tables_de import IDLE, SEPARABLE
from agent.text.marks import words

_I = re.IGNORECASE
_ASKS_YOU = re.compile(
    r"(?:bitte )?(?:kannst|könntest|würdest|magst|willst|möchtest|solltest|sollst|musst)(?: du)? "
    r"|(?:könn(?:t)?en|würden|möchten|mögen|wollen) sie |(?:könnt|könntet|würdet|mögt) ihr "
    r"|(?:du|ihr|sie) (?:musst|müsst|müssen|sollst|sollt|solltest|sollten|kannst|könnt|können|könntest|könnten) ",
    _I,
)
_ASKS_ANY = re.compile(
    r"(?:kann|könnte|mag|würde|muss|müsste|sollte|soll) (?:jemand|wer|einer(?: von (?:euch|uns))?|man) "
    r"|(?:jemand|einer von (?:euch|uns)|man|wer) (?:muss|müsste|sollte|soll|könnte|kann|mag) "
    r"|(?:können|könnten|sollten|sollen|müssen|wollen) wir ",
    _I,
)
_REMINDS = re.compile(
    r"(?:bitte )?(?:denk(?:t|e|en sie)?(?: bitte)? (?:bitte )?daran|vergiss(?: bitte)?(?: bitte)? nicht"
    r"|vergesst(?: bitte)? nicht|vergessen sie(?: bitte)? nicht|ich bitte (?:dich|euch|sie)(?: darum)?"
    r"|wir bitten sie(?: darum)?|es wäre (?:nett|schön|toll),? wenn du),? ",
    _I,
)
_WILL = r"(?:werde|will|muss|soll|kann|möchte|wollte|würde|werden|wollen|müssen|sollen|können|möchten)"
_SHALL = r"(?:soll(?:te)?|muss|wird|will|kann|möchte|sollen|sollten|müssen|werden|wollen|würde|könnte|darf)"
_AGREED = re.compile(
    r" (?:hat|haben) (?:sich )?(?:zugesagt|versprochen|angeboten|übernommen|vorgenommen|bereit erklärt|verpflichtet)(?: es)?,? ",
    _I,
)
_NEED = re.compile(r"(?:ich|wir) (?P<verb>brauchen?|bräuchten?|benötigen?|benötige|erwarten?) (?:von (?:dir|ihnen|euch) )?(?P<what>.+)", _I)
_NEED_TURNED = re.compile(
    r"(?P<what>.{0,90}?) ?\b(?P<verb>brauche?n?|bräuchten?|benötigen?|erwarten?) (?:ich|wir) (?:von (?:dir|ihnen|euch) |dringend |dazu )*(?P<rest>.*)", _I
)
_THING = re.compile(r"(?:(?:bis|dringend|noch|dafür|dazu) \S+ )?(?:den|die|das|eine?n?|\d[\d.]*|ihren?|deinen?|euren?|alle|neue|zwei|drei) ", _I)
_DENIED = re.compile(r"\b(?:nicht|kein\w*|nie|niemals)\b", _I)
_FIRST = re.compile(r"(?P<who>ich|wir) (?P<verb>[\wäöüß]+) ", _I)
_SIE = re.compile(r"(?P<verb>[\wäöüß]+en|[\wäöüß]+[er]n) sie ", _I)
_WORD = re.compile(r"[\wäöüß]+", _I)
_NOUNLY = re.compile(r" (?:der|des|vom|von|für|zur|zum|ist|sind|war|wird|wurde|hat|haben|bei)\b", _I)
_OBJECT = re.compile(
    r" (?:den|die|das|dem|eine?[nmrs]?|mir|uns|ihm|ihr|ihnen|mich|dich|dir|euch|bitte|doch|mal|noch|auch|alle[snm]?"
    r"|beide|\d+|(?:mein|dein|unser|ihr|euer|eur)\w*|bis|am|um|zum|zur|im|in|an|auf|sofort|gleich|schnell|kurz"
    r"|nur|jede\w*|diese\w*|es|nochmal|morgen|heute|wieder|weiter|zwei|drei|vier|fünf|zehn)\b",
    _I,
)
"""What follows an order; after a noun that looks like one comes something else."""
_AFTER = re.compile(r" (?P<who>ich|wir)\b(?: mich)?", _I)
_FILLERS = re.compile(
    r"(?<![\w-])(?:bitte|doch|mal|dann|außerdem|zudem|gerne?|selbst|selber|halt|eh|vielleicht|übrigens|ebenfalls"
    r"|freundlicherweise|dringend|unbedingt|eben|kurz|noch(?! ?(?:ein|mal))|auch|als erstes|schnell|schon"
    r"|ab jetzt|ab sofort|so bald wie möglich|sobald wie möglich|künftig|ab sofort|von nun an|danach|anschließend|wie besprochen)"
    r"(?![\w-]),?",
    _I,
)
_FINITE = words(
    "ist sind war waren wird werden wurde wurden hat haben hatte läuft kommt kommen geht gehen braucht brauchen "
    "fehlt fehlen steht stehen liegt liegen gibt kann können muss müssen soll sollen sollte sollten darf dürfen "
    "will wollen möchte weiß wissen reicht passt gilt endet beginnt"
)
_CONJUNCTIONS = words(
    "weil da denn damit sonst ansonsten aber sondern obwohl wenn falls sobald bevor nachdem solange während bis als "
    "dann also der die das dem den ich wir er sie es du ihr und oder nicht einschließlich inklusive inkl am im "
    "mit ohne und zwar spätestens wie gern gerne bitte danke"
)
_ASKED = re.compile(
    r"(?:ob|wann|wer|wen|wem|was|wie|wo|woher|wohin|warum|welche[rsmn]?|dass|wie viele?)\b", _I
)
_DASH = re.compile(r"\s+[-–—]+\s+|\s*\(|; ?|\s*->")
_PASSIVE = re.compile(
    rf"(?P<what>(?:(?:der|die|das|alle|beide|\d+|zwei|drei|vier) )?(?:[\w-]+ ){{1,6}}?)"
    rf"(?:(?:ist|sind|war|hat|haben|tropft|funktioniert)\b[^,.;]{{1,60}}? und )?{_SHALL} (?P<how>(?:[\w.-]+ ){{0,6}}?)"
    r"(?P<made>[\wäöüß]+) werden\b|(?P<what2>(?:(?:der|die|das|alle|beide|\d+) )(?:[\w-]+ ){1,5}?)(?:ist|sind) "
    r"(?P<how2>(?:[\w.-]+ ){0,5}?)zu (?P<inf>[\wäöüß]+n)\b",
    _I,
)
_NOMINATIVE = re.compile(r"(?:ich|wir|er|es|sie|man|jemand)\b", _I)


def read(text: str, hearers: Hearers) -> Reading | None:
    """The clause that begins here."""
    for rule in (_asked, _reminded, _needed, _own, _promised, _somebody, _ordered, _turned, _passive, _bare):
        if found := rule(text, hearers):
            denied = found.who in {Who.ME, Who.NAMED} and _DENIED.search(found.goal)
            return replace(found, plain=False) if denied else found
    return None


def _asked(text: str, _: Hearers) -> Reading | None:
    for pattern, who in ((_ASKS_YOU, Who.YOU), (_ASKS_ANY, Who.NOBODY)):
        if found := pattern.match(text):
            goal = _at_end(text[found.end() :])
            who = Who.OPEN if " wir " in found[0].lower() else who
            return Reading(who, goal, sure=who is Who.YOU) if goal else None
    return None


def _reminded(text: str, _: Hearers) -> Reading | None:
    found = _REMINDS.match(text)
    goal = _without_zu(text[found.end() :]) if found else None
    return Reading(Who.YOU, goal, sure=True) if goal else None


def _needed(text: str, hearers: Hearers) -> Reading | None:
    """For "wir brauchen bis Freitag eine Liste", "Ihren Bericht erwarten wir": who asks is to get it."""
    for pattern in (_NEED, _NEED_TURNED):
        if found := pattern.match(text):
            what = _cut(found["what"] or found.groupdict().get("rest") or "")
            verb = "schicken" if hearers.author and found["verb"].lower().startswith("erwart") else "liefern"
            whom = "mir " if verb == "schicken" else ""
            return Reading(Who.YOU, _tidy(f"{whom}{what} {verb}"), plain=False) if _THING.match(what) else None
    return None


def _promised(text: str, hearers: Hearers) -> Reading | None:
    """For "Sven hat zugesagt, die Liste zu schicken"."""
    span = person_at(text, 0, hearers)
    found = _AGREED.match(text, span[1]) if span else None
    goal = _without_zu(text[found.end() :]) if found else None
    return Reading(Who.NAMED, goal, span) if goal else None


def _own(text: str, _: Hearers) -> Reading | None:
    found = _FIRST.match(text)
    if found is None:
        return None
    if re.fullmatch(_WILL, found["verb"], _I):
        goal = _at_end(text[found.end() :])
    else:
        goal = _finite("", text[found.end() :], _first(found["verb"], found["who"]))
    return Reading(Who.ME, goal) if goal else None


def _first(verb: str, who: str) -> str | None:
    return german.infinitive(verb, Mood.FIRST if who.lower() == "ich" else Mood.POLITE)


def _somebody(text: str, hearers: Hearers) -> Reading | None:
    span = person_at(text, 0, hearers)
    found = re.compile(r" (?P<verb>[\wäöüß]+) ").match(text, span[1]) if span else None
    if span is None or found is None:
        return None
    rest = text[found.end() :]
    if re.fullmatch(_SHALL, found["verb"], _I):
        goal = _at_end(rest)
    else:
        verb = german.infinitive(found["verb"], Mood.THIRD)
        if verb is None and hearers.names.at_start(text[span[0] :]):
            verb = german.guessed(found["verb"])
        goal = _finite("", rest, verb)
    return Reading(Who.NAMED, goal, span) if goal else None


def _ordered(text: str, hearers: Hearers) -> Reading | None:
    begin = re.match(r"bitte ", text, _I)
    at = begin.end() if begin else 0
    if polite := _SIE.match(text, at):
        verb = german.infinitive(polite["verb"], Mood.POLITE)
        goal = _finite("", text[polite.end() :], verb)
        return Reading(Who.YOU, goal) if goal else None
    found = _WORD.match(text, at)
    if found is None or _NOUNLY.match(text, found.end()) or _AFTER.match(text, found.end()):
        return None
    if re.match(r" du\b", text[found.end() :], _I):
        verb = german.infinitive(found[0], Mood.SECOND)
        goal = _finite("", re.sub(r"^ du\b", "", text[found.end() :]), verb)
        return Reading(Who.YOU, goal) if goal else None
    verb = german.infinitive(found[0], Mood.ORDER)
    if verb and _is_told(text, found.end(), hearers):
        goal = _finite("", text[found.end() :], verb)
        return Reading(Who.YOU, goal) if goal else None
    goal = _at_end(text[at:]) if begin else None
    return Reading(Who.YOU, goal) if goal else None


def _is_told(text: str, at: int, hearers: Hearers) -> bool:
    """Does something follow that follows an order, not a noun?"""
    if _OBJECT.match(text, at) or person_at(text, at + 1, Hearers(hearers.names)):
        return True
    return _cut(text[at:]).rsplit(" ", 1)[-1] in SEPARABLE


def _turned(text: str, hearers: Hearers) -> Reading | None:
    """For "Den Entwurf stelle ich Ihnen zu", "Ab sofort gleicht Frau Lorenz die Pläne ab"."""
    head = re.split(r"[,;:.!?]", text, maxsplit=1)[0]
    for found in _WORD.finditer(head):
        if own := _AFTER.match(text, found.end()):
            shall = re.fullmatch(_WILL, found[0], _I)
            verb = None if shall else _first(found[0], own["who"])
            goal = _joined(text[: found.start()], text[own.end() :], verb, shall=bool(shall))
            return Reading(Who.ME, goal) if goal else None
        if not found.start() or text[found.end() : found.end() + 1] != " " or found[0][:1].isupper():
            continue
        span = person_at(text, found.end() + 1, Hearers(hearers.names))
        shall = re.fullmatch(_SHALL, found[0], _I)
        verb = german.infinitive(found[0], Mood.THIRD) if span else None
        if span and (shall or verb):
            goal = _joined(text[: found.start()], text[span[1] :], verb, shall=bool(shall))
            return Reading(Who.NAMED, goal, span) if goal else None
    return None


def _joined(before: str, rest: str, verb: str | None, *, shall: bool) -> str | None:
    before = before.strip()
    return _at_end(f"{before} {rest}") if shall else _finite(before, rest, verb)


def _passive(text: str, _: Hearers) -> Reading | None:
    found = _PASSIVE.match(text)
    if found is None or _NOMINATIVE.match(text):
        return None
    verb = german.of_participle(found["made"]) if found["made"] else found["inf"]
    if verb is None:
        return None
    what = re.sub(r"^der ", "den ", (found["what"] or found["what2"]).strip(), flags=_I)
    return Reading(Who.OPEN, _tidy(f"{what} {found['how'] or found['how2'] or ''} {verb}"))


def _bare(text: str, _: Hearers) -> Reading | None:
    """For "als erstes die Mühle anrufen, muss am Mittwoch geliefert werden"."""
    goal = _at_end(text, strict=True)
    if goal is None or any(w.lower() in _FINITE for w in goal.split()):
        return None
    return Reading(Who.OPEN, goal, plain=False)


def _finite(before: str, rest: str, verb: str | None) -> str | None:
    """The clause with its verb at the end, joined with what was parted from it."""
    if verb is None or verb in IDLE:
        return None
    pieces = _cut(rest).split(" und ")
    done = [_closed(before, pieces[0], verb)]
    for i, piece in enumerate(pieces[1:], 1):
        first = re.match(r" *([\wäöüß]+)(?: (?:sie|ich|wir)\b)? ", f"{piece} ", _I)
        again = first and (_again(first[1], verb) if piece[first.end() :].strip() or i else None)
        if first and again:
            done.append(_closed("", piece[first.end() :], again))
        else:
            whole = " und ".join([pieces[0], *pieces[1 : i + 1]]) if len(done) == 1 else None
            if whole is None:
                break
            done = [_closed(before, whole, verb)]
    return " und ".join(_tidy(d) if not i else _tidied(d) for i, d in enumerate(done))


def _again(word: str, verb: str) -> str | None:
    """The verb of a second clause, in a form that the first may have too."""
    if word[:1].isupper():
        return None
    moods = (Mood.THIRD, Mood.FIRST, Mood.ORDER, Mood.POLITE)
    return next((v for m in moods if (v := german.infinitive(word, m)) and v != verb), None)


def _closed(before: str, rest: str, verb: str) -> str:
    tokens = rest.split()
    if tokens and tokens[-1].lower() in SEPARABLE and (whole := german.joined(tokens[-1].lower(), verb)):
        verb, tokens = whole, tokens[:-1]
    if verb == "lassen" and tokens and german.is_infinitive(tokens[-1]):
        verb = f"{tokens.pop()} lassen"
    middle = " ".join(tokens)
    if re.search(r"\b(?:mich|sich|uns|dich|euch)\b", middle) and verb in {"kümmern", "melden", "einigen"}:
        middle = "sich " + re.sub(r"\b(?:mich|sich|uns|dich|euch) ?", "", middle)
    elif verb == "kümmern":
        middle = f"sich {middle}"
    if before and middle.startswith("sich "):
        return f"sich {before[:1].lower()}{before[1:]} {middle[5:]} {verb}"
    return f"{before} {middle} {verb}"


def _cut(rest: str) -> str:
    """Without what follows its clause: ", die Garantie läuft aus"."""
    text = _DASH.split(rest.strip(" .!?"), maxsplit=1)[0]
    kept, *others = re.split(r", ", text)
    for piece in others:
        first = piece.split(" ", 1)[0].lower()
        listed = first not in _CONJUNCTIONS and not any(w.lower() in _FINITE for w in piece.split())
        if not (_ASKED.match(piece) or (listed and (" und " in others[-1] or " oder " in others[-1]))):
            break
        kept = f"{kept}, {piece}"
    return kept.strip(" .!?")


def _at_end(rest: str, *, strict: bool = False) -> str | None:
    """The words up to the infinitive that ends them; None where there is none."""
    text = _DASH.split(rest.strip(), maxsplit=1)[0]
    kept = ""
    pieces = re.split(r"(?<!\d)[.!?](?: |$)|, ", text)
    for i, piece in enumerate(pieces):
        kept = f"{kept}, {piece}" if kept else piece
        last = kept.rsplit(" ", 1)[-1].strip(" .!?:")
        if last[:1].islower() and german.is_infinitive(last) and " " in kept.strip():
            follows = ", " + ", ".join(pieces[i + 1 :]) if pieces[i + 1 :] else ""
            asked = follows[2:] if follows and _ASKED.match(follows[2:]) else ""
            kept = kept.rstrip(" .!?:")
            kept = kept[: len(kept) - len(last)] + german.full(last)
            return _tidy(kept) + (f", {asked.strip(' ,.!?')}" if asked else "")
    found = (
        None
        if strict
        else re.match(r"(.+? (?P<verb>[a-zäöüß]+n))(?: (?:für|bei|in|an|auf|zu|mit|wegen)\b.*)?$", kept)
    )
    inside = found and german.is_infinitive(found["verb"])
    return _tidy(kept) if inside and not strict else None


def _without_zu(rest: str) -> str | None:
    text = re.split(r"(?<!\d)[.!?](?: |$)", _DASH.split(rest, maxsplit=1)[0])[0].strip()
    if found := re.search(r"^(?P<what>.+?) zu (?P<verb>[a-zäöüß]+n)\b", text):
        return _tidy(f"{found['what']} {found['verb']}") if german.is_infinitive(found["verb"]) else None
    for word in re.finditer(r"[a-zäöüß]+zu[a-zäöüß]+n\b", text):
        if verb := german.without_zu(word[0]):
            return _tidy(f"{text[: word.start()]}{verb}")
    return None


def _tidy(goal: str) -> str:
    goal = _tidied(goal)
    return goal[:1].upper() + goal[1:]


def _tidied(goal: str) -> str:
    goal = re.sub(r"\s+", " ", _FILLERS.sub(" ", goal)).strip(" ,.;:!?")
    goal = re.sub(r"^(?:mich|dich|euch|uns)(?= um .*kümmern$)", "sich", goal, flags=_I)
    return re.sub(r"\s+([,.;:])", r"\1", goal)
