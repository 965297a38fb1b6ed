"""How Portuguese and Italian ask and promise, in the plain forms: tables of patterns, hardly any logic."""

from __future__ import annotations

import re

from agent.extractors.local.abroad import latin
from agent.extractors.local.abroad.tongue import Tongue
from agent.text.marks import words

_I = re.IGNORECASE
_LONG_VOWEL = {"a": "á", "e": "ê", "i": "i", "o": "ô"}


def _portuguese(pronoun: str, verb: str) -> str:
    return f"{verb[:-2]}{_LONG_VOWEL.get(verb[-2], verb[-2])}-l{pronoun.removeprefix('l')}"


def _italian_split(word: str) -> tuple[str, str]:
    """For "inviarmi": "inviare", "mi"."""
    found = re.fullmatch(r"(\w+[aei]r)(mi|ti|ci|vi|lo|la|li|le|gli)", word.lower())
    return (f"{found[1]}e", found[2]) if found else (word, "")


def _italian(pronoun: str, verb: str) -> str:
    return f"{verb[:-1]}{pronoun}"


PORTUGUESE = Tongue(
    latin.PORTUGUESE.infinitive, latin.PORTUGUESE.guessed, latin.PORTUGUESE.is_infinitive,
    latin.PORTUGUESE.participle, lambda word: (word, ""),
    asks=re.compile(
        r"(?:(?:você |vc )?(?:podes|podias|poderias|pode|podia|poderia|consegues|consegue)(?: por favor| me)?"
        r"|(?:tens|tem) (?:de|que)|não (?:te esqueças|se esqueça|esqueça) de|lembra-te de|lembre-se"
        r" de|é para|favor"
        r"|(?:agradeço|agradecia) que|(?:peço|pedia)-(?:te|lhe) para) (?:também |por favor,? )*", _I),
    asks_any=re.compile(
        r"(?:é preciso|é necessário|há que|temos (?:de|que)|falta|alguém (?:tem de|tem que|pode"
        r"|devia|deveria)"
        r"|quem pode|precisamos de) (?:também |ainda )*", _I),
    wishes=re.compile(
        r"(?:(?:preciso|precisamos|quero|queria|gostava|gostaria|solicitamos|solicito|peço|pedimos"
        r"|agradeço|agradecia)"
        r"(?:-(?:te|lhe|vos))?(?: ainda| também)? (?:de )?que|é (?:urgente|importante|preciso) que)"
        r" (?:você |tu |alguém |vocês )?", _I),
    needs=re.compile(
        r"(?:preciso|precisamos|faz-me falta|falta-nos)(?: urgentemente)? (?:de |d(?=[oa]s? |um))", _I),
    give="Entregar",
    own=re.compile(
        r"(?:(?P<who>eu |nós )(?P<will>vou |tenho de |tenho que )?|(?P<will2>vou |vamos |fico de |trato"
        r" de (?=\w+[aei]r )))", _I),
    shall=re.compile(
        r" (?:vai|deve|tem de|tem que|pode|fica de|ficou de|compromete-se a|comprometeu-se a"
        r"|encarrega-se de|trata de(?= \w+[aei]r))"
        r"(?: também)* ", _I),
    cares=re.compile(r" (?P<does>trata|encarrega-se|ocupa-se) (?P<of>de |do |da |dos |das )", _I),
    inverted=re.compile(
        r"(?P<of>de |do |da |dos |das )(?P<what>[^,.;?!]{3,50}) (?:trata|encarrega-se) (?:o |a )?", _I),
    clitics=re.compile(r"(?:(?:me|te|nos|vos|lhe|lhes|se) )*", _I),
    object_follows=re.compile(
        r"(?:(?:o|a|os|as|um|uma|uns|umas|meu|minha|teu|tua|seu|sua|este|esta|esse|essa|ao|à|aos|às"
        r"|todos|todas|mais|dois|duas"
        r"|três|quatro|cinco|seis|dez|\d+|também|bem|cada|se|quando|com|já)\b|(?-i:[A-ZÁÉÍÓ][a-zãé]))", _I),
    fillers=re.compile(
        r"(?<![\w-])(?:por favor|também|ainda|além disso|daqui para a frente|o mais rápido possível"
        r"|com urgência|hoje mesmo|tu|você)"
        r"(?![\w-]),?", _I),
    finite=re.compile(
        r"\b(?:é|são|está|estão|será|tem|têm|há|deve|devem|pode|podem|que|senão|porque|pois|já|mas|não"
        r"|termina|acaba)\b", _I),
    me=frozenset({"me", "nos"}), you=frozenset({"te", "lhe", "lhes", "vos"}),
    it=frozenset({"o", "a", "os", "as", "lo", "la", "los", "las"}),
    idle=words("ir vir ver ter deixar dizer informar comunicar agradecer esperar"),
    join=_portuguese, care="Tratar", to="a", also=r" e (?:depois )?",
)  # fmt: skip
ITALIAN = Tongue(
    latin.ITALIAN.infinitive, latin.ITALIAN.guessed, latin.ITALIAN.is_infinitive, latin.ITALIAN.participle,
    _italian_split,
    asks=re.compile(
        r"(?:(?:mi |ci )?(?:puoi|potresti|potrebbe|può|potete|potreste|riesci a|riesce a)|(?:devi"
        r"|deve|dovete|dovresti)"
        r"|ricordati di|ricordatevi di|si ricordi di|non dimenticare di|non dimenticarti di|(?:ti|vi"
        r"|le) (?:chiedo|prego) di) "
        r"(?:anche |per favore,? |gentilmente )*", _I),
    asks_any=re.compile(
        r"(?:bisogna|occorre|è necessario|dobbiamo|qualcuno (?:deve|dovrebbe|può)|chi può|resta da)"
        r" (?:anche |ancora )*", _I),
    wishes=re.compile(
        r"(?:(?:ho|abbiamo) bisogno|vorrei|vorremmo|è (?:urgente|importante|necessario)|(?:ti|le|vi)"
        r" chiedo) che"
        r" (?:tu |lei |voi |qualcuno )?", _I),
    needs=re.compile(
        r"(?:ho bisogno|abbiamo bisogno|mi serve|ci serve|mi servono|ci servono) (?:di |d')?", _I),
    give="Consegnare",
    own=re.compile(r"(?P<who>io |noi )(?P<will>devo |voglio |posso )?", _I),
    shall=re.compile(
        r" (?:deve|dovrà|dovrebbe|può|potrà|si impegna a|si è impegnat[oa] a|si occupa di(?= \w+re ))(?:"
        r" anche)* ", _I),
    cares=re.compile(r" (?P<does>si occupa|si incarica) (?P<of>di |del |della |dei |delle |dell')", _I),
    inverted=re.compile(r"(?P<of>di |del |della |dei |delle )(?P<what>[^,.;?!]{3,50}) si occupa ", _I),
    clitics=re.compile(r"(?:(?:mi|ti|ci|vi|lo|li|gli) )*", _I),
    object_follows=re.compile(
        r"(?:(?:il|lo|la|i|gli|le|un|uno|una|mio|mia|tuo|tua|suo|sua|questo|questa|al|alla|ai|alle"
        r"|tutti|tutte|due|tre|quattro|cinque"
        r"|sei|dieci|\d+|anche|bene|ogni|se|quando|con|a|per favore)\b|l'|all'|un'"
        r"|(?-i:[A-ZÀÈ][a-zàè]))", _I),
    fillers=re.compile(
        r"(?<![\w-])(?:per favore|per piacere|anche|inoltre|d'ora in poi|il prima possibile|con"
        r" urgenza|oggi stesso|gentilmente)"
        r"(?![\w-]),?", _I),
    finite=re.compile(
        r"\b(?:è|sono|sarà|ha|hanno|c'è|deve|devono|può|possono|che|altrimenti|perché|già|ma|non|scade"
        r"|finisce)\b", _I),
    me=frozenset({"mi", "ci"}), you=frozenset({"ti", "le", "vi"}), it=frozenset({"lo", "la", "li"}),
    idle=words("andare venire tenere aspettare sentire dire informare comunicare confermare"),
    join=_italian, care="Occuparsi", to="a", also=r" e (?:poi )?",
)  # fmt: skip
