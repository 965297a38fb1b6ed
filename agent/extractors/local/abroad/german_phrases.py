"""What a German clause says is done, its verb put at the end: "Ruf Frau Noll an" → "Frau Noll anrufen"."""

from __future__ import annotations

import re

from agent.extractors.local.abroad import german
from agent.extractors.local.abroad.moods import Mood
from agent.extractors.local.abroad.tables_de import IDLE, SEPARABLE
from agent.text.marks import words

SHALL = r"(?:soll(?:te)?|muss|wird|will|kann|möchte|sollen|sollten|müssen|werden|wollen|würde|könnte|darf)"
_I = re.IGNORECASE
_FILLERS = re.compile(
    r"(?<![\w-])(?:bitte|doch|(?-i:mal)|dann|außerdem|zudem|gerne?|selbst|selber|halt|eh|vielleicht"
    r"|übrigens|ebenfalls"
    r"|freundlicherweise|dringend|unbedingt|eben|kurz|noch(?! ?(?:ein|mal))|auch|als erstes|schnell|schon"
    r"|ab jetzt|ab sofort|so bald wie möglich|sobald wie möglich|künftig|ab sofort|von nun an|danach"
    r"|anschließend|wie besprochen|entsprechend(?= (?:[a-zäöüß]+n|[a-zäöüß]{2,6})$)|dementsprechend|einfach"
    r"|gleich(?= [a-zäöüß]+n$))"
    r"(?![\w-]),?",
    _I,
)
_TAIL = re.compile(r", (?:ob|wann|wer|wen|wem|was|wie|wo|woher|wohin|warum|welche[rsmn]?|dass)\b")
_ANOTHER = re.compile(r" *([\wäöüß]+)(?: (?:sie|ich|wir)\b)? ", _I)
FINITE = words(
    "ist sind war waren wird werden wurde wurden hat haben hatte läuft kommt kommen geht gehen"
    " braucht brauchen "
    "fehlt fehlen steht stehen liegt liegen gibt kann können muss müssen soll sollen sollte sollten"
    " darf dürfen "
    "will wollen möchte weiß wissen reicht passt gilt endet beginnt"
)
_CONJUNCTIONS = words(
    "weil da denn damit sonst ansonsten aber sondern obwohl wenn falls sobald bevor nachdem solange"
    " während bis als "
    "dann also der die das dem den ich wir er sie es du ihr und oder nicht einschließlich inklusive"
    " inkl am im "
    "mit ohne und zwar spätestens wie gern gerne bitte danke"
)
_ASKED = re.compile(
    r"(?:ob|wann|wer|wen|wem|was|wie|wo|woher|wohin|warum|welche[rsmn]?|dass|wie viele?)\b", _I
)
_GETS = frozenset({"kriegen", "bekommen"})
_RESULT = re.compile(
    r"\b(?:dicht|hin|auf|zu|fertig|los|weg|raus|rein|frei|sauber|leer|ab|runter|flott|heil|trocken|ganz"
    r"|in Gang|zum Laufen|in den Griff)$"
)
"""What somebody gets a thing to be: "wieder dicht"."""
_DASH = re.compile(r"\n|\s+[-–—]+\s+|\s*\(|; ?|\s*->")


def finite(before: str, rest: str, verb: str | None) -> str | None:
    """The clause with its verb at the end, joined with what was parted from it."""
    if verb is None or verb in IDLE or (verb in _GETS and not _RESULT.search(cut(rest))):
        return None
    text = cut(rest)
    asked = _TAIL.search(text)
    tail = text[asked.start() :] if asked else ""
    first, *others = (text[: asked.start()] if asked else text).split(" und ")
    done = [_closed(before, first, verb)]
    for piece in others:
        again = _ANOTHER.match(f"{piece} ")
        second = _again(again[1], verb) if again else None
        if again and second:
            done.append(_closed("", piece[again.end() :], second))
        elif len(done) == 1:
            first = f"{first} und {piece}"
            done = [_closed(before, first, verb)]
        else:
            break
    return " und ".join(tidy(d) if not i else _tidied(d) for i, d in enumerate(done)) + tail


def _again(word: str, verb: str) -> str | None:
    """The verb of a second clause, in a form that the first may have too."""
    if word[:1].isupper():
        return None
    moods = (Mood.THIRD, Mood.FIRST, Mood.SECOND, Mood.ORDER, Mood.POLITE)
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


def cut(rest: str) -> str:
    """Without what follows its clause: ", die Garantie läuft aus"."""
    text = re.split(r" oder (?=\w+en sie\b)", _DASH.split(rest.strip(" .!?"), maxsplit=1)[0], flags=_I)[0]
    kept, *others = re.split(r", ", text)
    for piece in others:
        first = piece.split(" ", 1)[0].lower()
        listed = first not in _CONJUNCTIONS and not any(w.lower() in FINITE for w in piece.split())
        if not (_ASKED.match(piece) or (listed and (" und " in others[-1] or " oder " in others[-1]))):
            break
        kept = f"{kept}, {piece}"
    return kept.strip(" .!?")


def at_end(rest: str, *, strict: bool = False) -> str | None:
    """The words up to the infinitive that ends them; None where there is none."""
    text = _DASH.split(rest.strip(), maxsplit=1)[0]
    kept = ""
    pieces = re.split(r"(?<!\d)(?<!Fr)(?<!Hr)(?<!Dr)[.!?](?: |$)|, ", text)
    for i, piece in enumerate(pieces):
        kept = f"{kept}, {piece}" if kept else piece
        last = kept.rsplit(" ", 1)[-1].strip(" .!?:")
        if last[:1].islower() and german.is_infinitive(last) and " " in kept.strip():
            follows = ", " + ", ".join(pieces[i + 1 :]) if pieces[i + 1 :] else ""
            asked = follows[2:] if follows and _ASKED.match(follows[2:]) else ""
            kept = kept.rstrip(" .!?:")
            kept = kept[: len(kept) - len(last)] + german.full(last)
            return tidy(kept) + (f", {asked.strip(' ,.!?')}" if asked else "")
    found = (
        None
        if strict
        else re.match(r"(.+? (?P<verb>[a-zäöüß]+n))(?: (?:für|bei|in|an|auf|zu|mit|wegen)\b.*)?$", kept)
    )
    inside = found and german.is_infinitive(found["verb"])
    return tidy(kept) if inside and not strict else None


def without_zu(rest: str) -> str | None:
    text = re.split(r"(?<!\d)(?<!Fr)(?<!Hr)(?<!Dr)[.!?](?: |$)", _DASH.split(rest, maxsplit=1)[0])[0].strip()
    if found := re.search(r"^(?P<what>.+?) zu (?P<verb>[a-zäöüß]+n)\b", text):
        return tidy(f"{found['what']} {found['verb']}") if german.is_infinitive(found["verb"]) else None
    for word in re.finditer(r"[a-zäöüß]+zu[a-zäöüß]+n\b", text):
        if verb := german.without_zu(word[0]):
            return tidy(f"{text[: word.start()]}{verb}")
    return None


def tidy(goal: str) -> str:
    goal = _tidied(goal)
    return goal[:1].upper() + goal[1:]


def _tidied(goal: str) -> str:
    goal = re.sub(r"\s+", " ", _FILLERS.sub(" ", goal)).strip(" ,.;:!?")
    goal = re.sub(r"^(?:mich|dich|euch|uns)(?= um .*kümmern$)", "sich", goal, flags=_I)
    return re.sub(r"\s+([,.;:])", r"\1", goal)
