"""How French and Spanish ask and promise: tables of patterns, hardly any logic."""

from __future__ import annotations

import re

from agent.extractors.local.abroad import french, spanish
from agent.extractors.local.abroad.tongue import Tongue
from agent.extractors.local.abroad.tongues_more import ITALIAN, PORTUGUESE
from agent.text.marks import words

_I = re.IGNORECASE


def _before(pronoun: str, verb: str) -> str:
    return f"l'{verb}" if verb[0] in "aeiouéèêh" and pronoun != "les" else f"{pronoun} {verb}"


def _behind(pronoun: str, verb: str) -> str:
    return f"{verb}{pronoun}"


FRENCH = Tongue(
    french.infinitive, french.guessed, french.is_infinitive, french.participle, lambda word: (word, ""),
    asks=re.compile(
        r"(?:(?:est-ce que )?(?:tu|vous) (?:peux|pouvez|pourrais|pourriez|dois|devez|veux bien|voulez bien)"
        r"|(?:peux|pourrais|veux|dois)[- ]tu|(?:pouvez|pourriez|voulez|devez)[- ]vous|merci(?:"
        r" bien)? d(?:e |')|(?:vous voudrez|tu voudras) bien "
        r"|veuillez|si (?:tu pouvais|vous pouviez)|prière d(?:e |')|pense[zs]?(?: bien)? à"
        r"|n'oublie[zs]?(?: surtout)? pas d(?:e |')"
        r"|tâche[zs]? d(?:e |')|(?:à|c'est à) (?:toi|vous) d(?:e |')|il (?:te|vous) faut"
        r"|je (?:te|vous) (?:demande|prie|laisse|charge)(?: bien vouloir)? d(?:e |')(?:bien vouloir )?"
        r"|(?:aurais-tu|auriez-vous) (?:l'amabilité|la gentillesse) d(?:e |')|occupe-toi d(?:e "
        r"|')(?=\w+(?:er|ir|re)\b)) ?"
        r"(?:aussi |bien |s'il (?:te|vous) pla[iî]t,? |svp,? |encore |me dire d(?:e |'))*", _I),
    asks_any=re.compile(
        r"(?:(?:il )?(?:faut|faudra|faudrait|reste à)"
        r"|(?:quelqu'un(?: (?:de la |de l'|du |des |de |à l'|au )[\w-]+)?|l'un de vous|l'un d'entre nous) "
        r"(?:doit|devrait|devra|peut|pourrait)|(?:qui|quelqu'un) peut|on (?:doit|devrait|devra"
        r"|pourrait|peut|va)"
        r"|nous (?:devons|devrions|devrons)) (?:encore |absolument |aussi |vite |bien |donc )*", _I),
    wishes=re.compile(
        r"(?:j'ai(?:mais|merais)? besoin|je (?:voudrais|souhaite|souhaiterais)|j'aimerais|(?:il |y )?(?:faut"
        r"|faudrait|faudra)"
        r"|je (?:te|vous) demande|je propose|ce serait (?:bien|super|gentil|top|mieux)) que"
        r" (?:quelqu'un |tu |vous )", _I),
    needs=re.compile(
        r"(?:il (?:me|nous) (?:faut|faudra|faudrait)|j'aurais besoin d(?:e |')|j'ai besoin d(?:e |')"
        r"|nous avons besoin d(?:e |')"
        r"|il (?:me|nous) manque|je voudrais|nous voudrions) (?:aussi |encore |toujours )?", _I),
    give="Donner",
    own=re.compile(
        r"(?P<who>je |j'|moi,? je |nous )(?P<will>vais |dois |compte |peux |pourrai |allons |devons |me"
        r" charge d(?:e |'))?", _I),
    shall=re.compile(
        r" (?:doit|devra|devrait|va|pourra|compte|s'est engagée? à|s'engage à|a accepté d(?:e |')"
        r"|accepte d(?:e |')"
        r"|a promis d(?:e |')|promet d(?:e |')|propose d(?:e |')|est chargée? d(?:e |')|a pour tâche"
        r" d(?:e |')"
        r"|est invitée? à|se propose d(?:e |')|veut bien)(?: (?:aussi|encore|donc|bien))* ?", _I),
    cares=re.compile(r" (?P<does>s'occupe(?:ra)?|se charge(?:ra)?|est chargée?) (?P<of>de |d'|du |des )", _I),
    inverted=re.compile(r"(?P<of>de |d'|du |des )(?P<what>[^,.;?!]{3,50}), c'est (?=[A-ZÉ])", _I),
    clitics=re.compile(r"(?:(?:m'|t'|l'|s'|n')|(?:me|te|nous|vous|le|la|les|lui|leur|se|y|en) )*", _I),
    object_follows=re.compile(
        r"(?:(?:le|la|les|un|une|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs|ce"
        r"|cet|cette|ces|au|aux"
        r"|à|tous|toutes|tout|toute|deux|trois|quatre|cinq|six|dix|sept|huit|neuf|onze|douze|quinze|vingt"
        r"|trente|quarante|cinquante|cent|\d+|encore|aussi|bien|vite"
        r"|également|désormais"
        r"|si|quand|combien|chaque|des|avec|s'il|svp)\b|l'|(?-i:[A-ZÉ][a-zé]))", _I),
    fillers=re.compile(
        r"(?<![\w'-])(?:s'il (?:te|vous) pla[iî]t|svp|stp|aussi|également|désormais|dès maintenant"
        r"|dorénavant|vite|rapidement"
        r"|encore|donc|moi-même|toi-même|dès que possible|au plus vite|je (?:te|vous) prie|cette"
        r" fois|(?:en|d')urgence|aujourd'hui même)(?![\w'-]),?", _I),
    finite=re.compile(
        r"\b(?:est|sont|a|ont|sera|seront|doit|doivent|peut|peuvent|était|faut|c'est|ça|il|elle|ils|on"
        r"|je|nous|qui|sinon|car|puisque|mais|parce|vu|donc|court|expire)\b|j'", _I),
    me=frozenset({"me", "m'", "moi", "nous"}), you=frozenset({"te", "t'", "vous", "toi"}),
    it=frozenset({"le", "la", "les", "l'"}),
    idle=words("aller venir tenir suivre laisser sortir partir oublier voir monter informer confirmer"
        " remercier annoncer attendre dire"), join=_before, care="S'occuper",
    to="à", also=r" et (?:puis |ensuite |alors )?(?:je |j'|il |elle |tu |vous |nous )?",
)  # fmt: skip

SPANISH = Tongue(
    spanish.infinitive, spanish.guessed, spanish.is_infinitive, spanish.participle, spanish.split,
    asks=re.compile(
        r"¿?(?:(?:me |nos |lo |la |les? )*(?:puedes|podrías|podéis|podríais|puede usted|podría(?:"
        r" usted)?|podrían|pueden)(?: por favor)?"
        r"|(?:tienes|tenéis|tiene usted|debes|debéis) (?:que )?|acuérdate de|acordaos de|acuérdese"
        r" de|recuerda|recordad|recuerde"
        r"|no (?:te olvides|olvides|se olvide|olvide|os olvidéis|olvidéis) (?:de )?|te toca|te"
        r" encargas de|encárgate de"
        r"|(?:te|os|le|les) (?:pido|ruego|agradecería)|(?:tendría|tendrías|sería|serías)(?: usted)?"
        r" (?:la amabilidad de|tan amable de)|(?:hazme|haz) el favor de|favor de|sírvase) ?"
        r"(?:también |por favor,? |,? ?porfa,? )*", _I),
    asks_any=re.compile(
        r"(?:hay que|habría que|habrá que"
        r"|(?:alguien(?: del?(?: la| los| las)? [\w-]+)?|uno de nosotros|uno de vosotros) (?:debería"
        r"|tendría que|tiene que|puede|podría|debe)"
        r"|¿?(?:puede|podría) alguien(?: del?(?: la| los| las)? [\w-]+)?|¿?(?:quién|alguien) puede"
        r"|¿?alguien podría|tenemos que|deberíamos|debemos|tendríamos que"
        r"|falta|queda|es necesario|conviene|se debe) (?:también |aún |todavía )*", _I),
    wishes=re.compile(
        r"(?:(?:te|os|le|les) (?:pido|ruego|solicito|agradecería|encargo)(?: asimismo| también| de"
        r" la manera más atenta)?|(?:estaría|sería) (?:bien|genial|bueno|ideal|mejor)"
                r"|necesit(?:o|amos)|quier(?:o)|queremos|me gustaría|es urgente"
        r"|es importante|es necesario|hace falta|pido|solicito) que (?:alguien |tú |usted |ustedes"
        r" )?(?:también )?", _I),
    needs=re.compile(
        r"(?:(?:te|le|os|les) (?:pido|solicito|ruego)|necesit(?:o|amos)|me hace falta|nos hace falta"
        r"|solicito|solicitamos|nos falta|me falta)"
        r"(?: (?:también|además|urgentemente|con urgencia|de la manera más atenta))? ", _I),
    give="Entregar",
    own=re.compile(
        r"(?:(?P<who>yo |nosotros )(?P<will>me encargo de (?=\w+[aei]r(?:l[aeo]s?)? )|voy a |vamos a"
        r" |tengo que |debo |puedo )?"
        r"|(?P<will2>voy a |vamos a |me encargo de (?=\w+[aei]r(?:l[aeo]s?)? )|tengo que |me toca |me"
        r" comprometo a ))", _I),
    shall=re.compile(
        r" (?:va a|debe(?:rá)?|tiene que|tendrá que|puede|podrá|queda(?:n)? (?:en|de)|quedó (?:en"
        r"|de)|se compromete a|se ofrece a|se encarga(?:rá)? de"
        r"(?= \w+[aei]r(?:l[aeo]s?)?\b)|queda encargad[oa] de|se ocupa(?:rá)? de(?= \w+[aei]r)"
        r"|acepta|ha quedado en|se ha ofrecido a|se ha comprometido a|ha prometido|se ofreció a|es"
        r" responsable de(?= \w+[aei]r))(?: (?:también|además))* ", _I),
    cares=re.compile(r" (?P<does>se encarga(?:rá)?|se ocupa(?:rá)?) (?P<of>de |del )", _I),
    inverted=re.compile(r"(?P<of>de |del )(?P<what>[^,.;?!]{3,50}) se (?:encarga|ocupa)(?:rá)? ", _I),
    clitics=re.compile(r"(?:(?:me|te|nos|os|lo|la|los|las|le|les|se) )*", _I),
    object_follows=re.compile(
        r"(?:(?:el|la|los|las|un|una|unos|unas|mi|mis|tu|tus|su|sus|este|esta|estos|estas|ese|esa|al"
        r"|a|todos|todas|todo|toda|dos|tres|cuatro|cinco"
        r"|seis|diez|siete|ocho|nueve|once|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|tú"
        r"|usted|vos|\d+|también|bien|luego|cada|si|cuándo|cuántos|por favor|porfa|con|lo|que|algo"
        r"|nuevos?|nuevas?|otro|otra|otros|otras)\b|(?-i:[A-ZÁÉÍÓ][a-zé]))", _I),
    fillers=re.compile(
        r"(?<![\w-])(?:por favor|porfa|también|luego|además|asimismo|en adelante|a partir de ahora"
        r"|yo mism[oa]|cuanto antes|lo antes posible|urgentemente|con urgencia|tú|vos|usted|hoy"
        r" mismo|sin falta)(?![\w-]),?", _I),
    finite=re.compile(
        r"\b(?:es|son|está|están|será|ha|han|hay|debe|deben|puede|pueden|era|que|si no|sino|porque|pues"
        r"|ya|pero|cada una|cada uno|se|no|quedó|vence|acaba|termina|empieza)\b", _I),
    me=frozenset({"me", "nos", "mí"}), you=frozenset({"te", "os", "le", "les"}),
    it=frozenset({"lo", "la", "los", "las"}),
    idle=words("ir venir salir tener ver dejar contar decir informar comunicar confirmar agradecer recordar"
        " esperar dar tirar"), join=_behind, care="Encargarse", to="a", also=r" (?:y|e) (?:luego |después )?",
)  # fmt: skip
TONGUES = {"fr": FRENCH, "es": SPANISH, "pt": PORTUGUESE, "it": ITALIAN}
