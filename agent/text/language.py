"""Which language a text is written in, told by its commonest words and its letters. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from agent.text.marks import words

LANGUAGES = ("en", "de", "fr", "es", "nl", "pt", "it")
ENOUGH = 4000
"""Characters that settle the language of a text."""
LEAST = 2
"""Points: one small word alone tells nothing, many languages have it."""
_SURE = 2
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL = {
    "en": words(
        "the and to of is are was be been will would can could should have has had we you i it this that"
        " these there what which who how when with for from by at on in or not do does please our your my"
        " a an if as but all any some they he she his her so out up about no one"
    ),
    "de": words(
        "der die das den dem des ein eine einen einem einer und oder aber ist sind war wird werden wurde"
        " hat haben kann können muss müssen soll wir ich du ihr sie er es mit von vom zu zum zur für auf"
        " im in am an bis nach bei nicht noch auch dass wenn was wer wie so um als aus man uns mir mich"
        " euch ab alle kein"
    ),
    "fr": words(
        "le la les un une des du de et ou est sont a ont il elle nous vous je tu on que qui ce cette ces"
        " dans pour par sur avec pas ne se en au aux mais plus faut être sera si son sa ses leur notre"
        " votre y"
    ),
    "es": words(
        "el la los las un una unos unas y o es son está están hay que de del al en por para con no se lo"
        " le su sus nos me te mi si como pero más ya hasta antes ser tiene tienen"
    ),
    "nl": words(
        "de het een en of is zijn was wordt worden heeft hebben kan kunnen moet moeten wij we ik je jij u"
        " hij ze met van voor op in aan te niet nog ook dat die dit als wat wie hoe om uit bij naar er"
        " maar door tot"
    ),
    "pt": words(
        "o a os as um uma e ou é são está que de do da dos das no na nos nas em por para com não se eu"
        " nós você ele ela mais mas até antes ao à ser tem"
    ),
    "it": words(
        "il lo la gli le i un una e o è sono di del della dei delle da dal in nel nella con per su non si"
        " che chi ci vi mi ti ma più se come questo questa entro"
    ),
}
_TELLING = {
    "en": words("please thanks the with would could should dear regards hello"),
    "de": words("bitte danke heute morgen ich wir nicht und mfg hallo jemand freundliche grüße müssen muss"),
    "fr": words("merci bonjour vous nous aujourd'hui demain quelqu'un veuillez faut svp cordialement est"),
    "es": words("gracias hola mañana alguien usted favor hoy hay saludos tenemos"),
    "nl": words("graag bedankt morgen vandaag iemand wij het een niet groeten alstublieft"),
    "pt": words("obrigado obrigada olá você amanhã alguém não hoje são"),
    "it": words("grazie ciao buongiorno domani qualcuno oggi sono della"),
}
"""Words that hardly another language has, or that a short text is known by."""
_LETTERS = {"de": "äöüß", "fr": "çèêœàùëîô", "es": "ñ¿¡", "pt": "ãõç", "it": "ìò"}


def language_of(text: str) -> str:
    """Two letters; empty where too few words tell, or two languages fit alike."""
    (best, most), (_, second) = points(text).most_common(2)
    return best if most >= LEAST and most > second else ""


def points(text: str) -> Counter[str]:
    """How much speaks for each language."""
    told, folded = Counter(dict.fromkeys(LANGUAGES, 0)), text[:ENOUGH].casefold()
    told.update(chain.from_iterable(map(_points_of, _WORD.findall(folded.replace("’", "'")))))
    for code, letters in _LETTERS.items():
        told[code] += sum(letter in folded for letter in letters)
    return told


def by_word(text: str) -> list[frozenset[str]]:
    """The languages that each word may be of, in all of the text."""
    return [frozenset(_points_of(word)) for word in _WORD.findall(text.casefold().replace("’", "'"))]


@lru_cache(maxsize=2048)
def _points_of(word: str) -> tuple[str, ...]:
    return tuple(_points({word, *word.split("'")}))


def _points(pieces: set[str]) -> Iterator[str]:
    for code in LANGUAGES:
        if pieces & _TELLING[code]:
            yield from (code,) * _SURE
        elif pieces & _SMALL[code]:
            yield code
