"""The state in which a German goal is reached: "Ana die Liste schicken" → "Ana hat die Liste". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.extractors.local.abroad import german
from agent.extractors.local.abroad.german_nouns import is_plural, nominative, subject
from agent.extractors.local.abroad.tables_de import NEVER
from agent.text.marks import words

_GIVES = words(
    "schicken senden geben zustellen bringen mailen weiterleiten übergeben nachreichen liefern"
    " zusenden zuschicken "
    "zukommen übermitteln aushändigen durchgeben zurückgeben zurückschicken nachschicken nachliefern reichen "
    "überreichen zurückbringen vorlegen weitergeben schreiben zeigen durchschicken"
)
_PLACES = words(
    "bringen stellen legen hängen setzen ablegen hochladen einstellen speichern räumen fahren tragen"
    " schieben ziehen schaffen"
)
_MOVES = words("fahren tragen schieben ziehen schaffen")
"""Of these only where a thing is in the end can be told."""
_REACHES = words(
    "anrufen kontaktieren informieren benachrichtigen fragen erinnern einladen zurückrufen bitten warnen "
    "verständigen mahnen beauftragen besuchen unterrichten"
)
_FINDS = words(
    "klären abklären herausfinden nachfragen fragen prüfen feststellen erfragen nachsehen sagen"
    " schauen mitteilen rückmelden"
)
_WHERE = re.compile(r"(?:am|im|an der|auf dem|in der|vor dem|vor der) [A-ZÄÖÜ][\w-]+(?: \d+)?(?= |$) ?")
_IN_A_MONTH = re.compile(
    r"\bim (?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|Frühjahr|Sommer|Herbst|Winter)\b ?"
)
_BECOMES = re.compile(r"(?:^|\w )(?:dicht|auf|zu|fertig|los|frei|sauber|leer|heil|trocken|ganz)$")
_ASKED = re.compile(
    r"(?P<head>.+?), (?P<what>(?:ob|wann|wer|wen|wem|was|wie|wo|woher|wohin|warum|welche[rsmn]?|dass)\b.+)"
)
_NAME = (
    r"(?!(?:Bis|Ab|Am|Nach|Vor|Noch|Im|In|Den|Dem|Der|Die|Das|Ein|Eine|Einen|Alle|Beim?|Für|Mit|Von|Zum"
    r"|Zur)\b)(?:Herrn? |Frau |Fr\. "
    r"|Hr\. |Dr\. )?[A-ZÄÖÜ][\w'-]+(?: (?:[A-ZÄÖÜ][\w'-]+|von|und (?=[A-Z])))*"
)
_WHAT = (
    r"(?:den|die|das|einen|eine|ein|alle|beide|\d[\d.]*|zwei|drei|vier|seinen|ihre|unsere|unseren|neue) .+"
)
_TO_WHOM = re.compile(
    rf"(?P<who>{_NAME}|(?:dem|der|den) [A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)?) (?P<what>{_WHAT})"
)
_ONTO = re.compile(rf"(?P<what>.+?) an (?P<who>{_NAME}|(?:die|den|das) [A-ZÄÖÜ][\w-]+)")
_NEUTER = re.compile(
    r"(?:team|amt|büro|labor|sekretariat|personal|archiv|institut|hotel|lager|haus|werk|museum)$",
    re.IGNORECASE,
)
_HE = re.compile(
    r"(?:er|or|ant|ent|ist|chef|hof|vertrieb|einkauf|empfang|betrieb|verein|vorstand)$", re.IGNORECASE
)
_PEOPLE = {
    "Kunden": "Kunde",
    "Kollegen": "Kollege",
    "Lieferanten": "Lieferant",
    "Mandanten": "Mandant",
    "Herrn": "Herr",
}
_STAY = re.compile(
    r"(?:ungen|innen|kunden|kollegen|anten|enten|isten|frauen|herren|eltern|firmen|schulen|personen)$",
    re.IGNORECASE,
)


def states(goal: str, asker: str | None) -> Iterator[str]:
    last = ""
    for clause in _clauses(goal):
        made = german.participle(clause) if last and " " not in clause.strip() else None
        if made:
            last = f"{last} und {made}"
        else:
            if last:
                yield last
            last = _state(clause, asker) or ""
    if last:
        yield last


def _clauses(goal: str) -> Iterator[str]:
    """Cut behind each infinitive that "und" follows."""
    at = 0
    for found in re.finditer(r" (?P<verb>[a-zäöüß]+n),? und ", goal):
        if german.is_infinitive(found["verb"]):
            yield goal[at : found.end("verb")].strip(" .,;!")
            at = found.end()
    yield goal[at:].strip(" .,;!")


def _state(clause: str, asker: str | None) -> str | None:
    clause = clause.strip(" .,;!")
    if found := _ASKED.fullmatch(clause):
        verb = found["head"].rsplit(" ", 1)[-1].lower()
        if found["what"].startswith("dass "):
            return _news(found["head"], verb, found["what"])
        finds = verb in _FINDS or found["head"].endswith(("Bescheid geben", "Bescheid sagen"))
        return (
            (
                f"{asker} weiß, {found['what']}"
                if asker and asker not in found["what"]
                else f"Es ist bekannt, {found['what']}"
            )
            if finds
            else None
        )
    body, _, verb = re.sub(r"(?<=n) lassen$", "", clause).rpartition(" ")
    body = re.sub(
        r"^(?:D(?:en|em|er|ie|as)|Eine?n?|Alle|Beide|Zwei|Drei|Neuen?|Weitere|Alte|Frische)(?= )",
        lambda m: m[0].lower(),
        body,
    )
    if not body or verb in NEVER or body.startswith(("Sich ", "sich ")) or "?" in clause:
        return None
    return _informed(body, verb) or _given(body, verb) or _reached(body, verb) or _done(body, verb)


def _news(head: str, verb: str, what: str) -> str | None:
    """For "Kai sagen, dass …": "Kai weiß, dass …"."""
    found = re.match(rf"(?P<who>{_NAME}|[Dd](?:em|er|en) [A-ZÄÖÜ][\w-]+) (?:\w+ )?\w+$", head)
    if found is None or not (verb in _FINDS or verb == "geben"):
        return None
    who = _giver(re.sub(r"^D(?=(?:em|er|en) )", "d", found["who"]))
    return f"{_up(who[0])} {'wissen' if who[1] else 'weiß'}, {what}" if who else None


def _informed(body: str, verb: str) -> str | None:
    found = re.fullmatch(rf"(?P<who>{_NAME}|(?:dem|der|den) [A-ZÄÖÜ][\w-]+) Bescheid", body)
    who = _giver(found["who"]) if found and verb in {"geben", "sagen"} else None
    return f"{_up(who[0])} {'wissen' if who[1] else 'weiß'} Bescheid" if who else None


def _given(body: str, verb: str) -> str | None:
    if verb not in _GIVES:
        return None
    if found := _TO_WHOM.fullmatch(body):
        who = _giver(found["who"])
    elif found := _ONTO.fullmatch(body):
        who = _receiver(found["who"])
    else:
        return None
    what = re.split(r" (?:per|zur|zum|als|bis|mit der Bitte) ", found["what"])[0]
    return f"{_up(who[0])} {'haben' if who[1] else 'hat'} {what}" if who else None


def _giver(who: str) -> tuple[str, bool] | None:
    """In the nominative, out of the dative; and whether they are several."""
    article, _, noun = who.partition(" ")
    if article == "den":
        bare = noun if _STAY.search(noun) or not re.search(r"(?:e|er|el)n$", noun) else noun[:-1]
        return f"die {bare}", True
    if article == "der":
        return f"die {noun}", False
    if article == "dem":
        one = _PEOPLE.get(noun, noun)
        known = "das" if _NEUTER.search(noun) else "der" if _HE.search(noun) or noun in _PEOPLE else None
        return (f"{known} {one}", False) if known else None
    return re.sub(r"^Herrn ", "Herr ", who), " und " in who


def _receiver(who: str) -> tuple[str, bool] | None:
    article, _, noun = who.partition(" ")
    if article == "den":
        return f"der {_PEOPLE.get(noun, noun)}", False
    if article == "die":
        several = is_plural(noun, article=True)
        return None if several is None else (who, several)
    return re.sub(r"^Herrn ", "Herr ", who), " und " in who


def _reached(body: str, verb: str) -> str | None:
    made = german.participle(verb)
    if verb not in _REACHES or made is None:
        return None
    found = re.fullmatch(rf"(?:[Dd]en )?(?P<who>{_NAME})(?P<rest>(?: [a-zäöü].*)?)", body)
    if found is None:
        return _done(body, verb)
    who = re.sub(r"^Herrn ", "Herr ", found["who"])
    return f"{who} wurde{'n' if ' und ' in who else ''}{found['rest']} {made}"


def _done(body: str, verb: str) -> str | None:
    made = german.participle(verb)
    found = subject(body) if made and verb not in {"lassen", "geben", "fragen"} else None
    if made is None or found is None:
        return None
    what, rest, several = nominative(found[0]), found[1], found[2]
    if verb.endswith("kriegen") and verb != "kriegen":
        return None
    if verb == "kriegen":
        return f"{_up(what)} {'sind' if several else 'ist'} {rest}" if _BECOMES.search(rest) else None
    if place := _placed(rest) if verb in _PLACES else None:
        return f"{_up(what)} {'sind' if several else 'ist'} {place}"
    if verb in _MOVES:
        return None
    rest = _IN_A_MONTH.sub("", rest).strip()
    where = _WHERE.match(rest)
    if where and verb not in _PLACES:
        what, rest = f"{what} {where[0].strip()}", rest[where.end() :]
    return " ".join(w for w in (_up(what), "sind" if several else "ist", rest, made) if w)


def _placed(rest: str) -> str | None:
    """For "in die Reinigung": "in der Reinigung"; None where one or several cannot be told."""
    found = re.fullmatch(
        r"(?P<in>in|auf|an) (?P<article>den|das|die) (?P<noun>[A-ZÄÖÜ][\w-]*)|(?P<short>ins|aufs|ans)"
        r" (?P<thing>[A-ZÄÖÜ][\w-]*)",
        re.sub(r"(?<=\w) nach [A-ZÄÖÜ][\w-]+$", "", rest),
    )
    if found is None:
        return None
    if found["short"]:
        return f"{ {'ins': 'im', 'aufs': 'auf dem', 'ans': 'am'}[found['short']] } {found['thing']}"
    if found["article"] != "die":
        short = {"in": "im", "an": "am"}.get(found["in"], "auf dem")
        return f"{short} {found['noun']}"
    several = is_plural(found["noun"], article=True)
    return None if several or several is None else f"{found['in']} der {found['noun']}"


def _up(text: str) -> str:
    return text[:1].upper() + text[1:]
