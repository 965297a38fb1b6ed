"""Content words, and how much two texts share of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_TOKEN = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f\uac00-\ud7af]")
"""Scripts that do not set spaces between words, or hang endings on them: read in pairs of letters."""
_FUNCTION_WORDS_TABLE = """
    a about after all also am an and any are as at be because been before but by can could did do does done
    for from had has have he her here him his how i if in into is it its just let like me more my no not now
    of on once one only or our out over please she should so some soon than thank thanks that the their them
    then there these they this those to too up us very was we well were what when where which while who will
    with would you your hi hello dear regards re fw fwd need needs asap again still get got
    aber als am an auf aus bei bis bitte da das dass dem den der des die dies diese du ein eine einem einen
    einer er es für hat ich ihr im in ist kann mit nach nicht noch nur oder sein sich sie sind so über um und
    uns unser vom von vor was wenn wer wie wir wird zu zum zur danke hallo
    au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur mais merci mes ne nos
    notre nous on ou par pas pour qu que qui sa sans se ses son sont sur un une vos votre vous bonjour
    al como con de del el ella en es está este esta favor gracias hay la las lo los me mi más no nos o para
    pero por que se si sin su sus un una y ya hola
    che ci con da dal dei del della di e gli ho il in la le lo ma mi nel non per più se si sono su un una
    dat de die een en er het ik in is je maar met mijn niet nog of om ons op te van voor wat we wij zijn
    """
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS_TABLE.split())
_WORK_VERBS_TABLE = """
    add arrange ask book buy call change check complete confirm contact create deliver discuss email ensure
    finish fix follow give handle help investigate look make order organise organize prepare provide repair
    replace request resolve review schedule send set share submit update verify write bestellen prüfen
    schicken senden machen erstellen faire envoyer vérifier commander hacer enviar revisar pedir
    """
WORK_VERBS = frozenset(_WORK_VERBS_TABLE.split())
"""Two texts that share only what is to be done with something share little."""
_LIGHT = 0.4
_SHORTEST = 3
"""Letters that a stem has at least."""
ORDINALS = {
    name: f"{number}{ending}"
    for number, (name, ending) in enumerate(
        zip(
            ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            ("st", "nd", "rd", *("th",) * 7),
            strict=True,
        ),
        start=1,
    )
}


def content_words(text: str) -> dict[str, str]:
    """Stem to the word as it stands in the text, in order; without function words."""
    words: dict[str, str] = {}
    for match in _TOKEN.finditer(unicodedata.normalize("NFKC", text)):
        for piece in _pieces(match[0]):
            word = ORDINALS.get(piece.casefold(), piece.casefold())
            if word not in FUNCTION_WORDS and (len(word) > 1 or word.isdigit()):
                words.setdefault(stem(word), piece)
    return words


def is_unspaced(word: str) -> bool:
    """Of a script that is read in pairs of letters, so that a word says little by itself."""
    return bool(_UNSPACED.search(word))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Without the commonest English endings; only made to compare, never to show."""
    if word.isascii() and word.isalpha():
        for ending, kept in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", "")):
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and not word.endswith("ss"):
                return _single(word.removesuffix(ending) + kept)
    return word


def shared_share(ours: Mapping[str, str], theirs: Mapping[str, str]) -> float:
    """Dice's coefficient of the stems, verbs of any work counted lightly: 0 to 1."""
    both = _weight(ours) + _weight(theirs)
    return 2 * _weight({stem_: "" for stem_ in ours if stem_ in theirs}) / both if both else 0.0


def is_any_work(stem_: str) -> bool:
    """A verb of any work."""
    return stem_ in _WORK_STEMS


def _weight(stems: Mapping[str, str]) -> float:
    return sum(_LIGHT if is_any_work(stem_) else 1.0 for stem_ in stems)


def _single(word: str) -> str:
    """One letter of a doubled pair: planned and plan have one stem."""
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "lsaeiou" else word


def _pieces(token: str) -> list[str]:
    if not is_unspaced(token) or len(token) == 1:
        return [token]
    return [token[start : start + 2] for start in range(len(token) - 1)]


_WORK_STEMS = frozenset(stem(verb) for verb in WORK_VERBS)
