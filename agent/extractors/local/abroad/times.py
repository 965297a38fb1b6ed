"""A goal without when it is done: "Nach der Pause die Post holen" → "Die Post holen". Pure."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_OFTEN = re.compile(
    r"\b(?:jede[nrsm]?|täglich|wöchentlich|monatlich|immer|chaque|tous les|toutes les|cada|todos los"
    r"|todas las|diario|todo dia|ogni|elke)\b",
    _I,
)
"""What repeats is told with its time."""
_PART_DE = r"(?:früh|morgen|morgens|vormittags?|mittags?|nachmittags?|abends?|nachts?)"
_REST_DE = (
    r"(?:(?:mittags|frühstücks|kaffee)?pause|mittag|mittagessen|frühstück|feierabend|schicht(?:ende|beginn"
    r"|wechsel)?|dienst(?:schluss|beginn|ende)?|arbeit|ladenschluss|schulschluss|unterricht|öffnung)"
)
_DE = re.compile(
    r"(?<![\w-])(?<!für )(?<!von )(?<!ab )(?<!bis )(?<!seit )(?:"
    rf"(?:noch )?(?:heute|übermorgen)(?: {_PART_DE})?(?: noch)?"
    rf"|morgen(?: {_PART_DE})?"
    r"|(?:gegen|am) (?:frühen |späten )?(?-i:Morgen|Vormittag|Mittag|Nachmittag|Abend)"
    rf"|in der (?:Früh|Nacht)|(?<!gespräch )(?<!sitzung )(?<!besprechung )(?<!termin )(?<!treffen )"
    rf"(?:nach|vor|in) (?:der |dem |meiner |deiner |eurer |unserer )?{_REST_DE}"
    r"|nachher|zwischendurch|nebenbei"
    r")(?![\w-])(?=,? \S)",
    _I,
)
_FR = re.compile(
    r"(?<![\w'-])(?<!de )(?<!du )(?<!pour )(?<!dès )(?<!depuis )(?:"
    r"cet après-midi|ce (?:matin|midi|soir)|cette nuit|aujourd'hui|tout à l'heure"
    r"|(?:demain|après-demain)(?: (?:matin|midi|après-midi|soir))?"
    r"|dans la (?:matinée|journée|soirée|foulée)|en (?:début|fin) (?:de|d') ?(?:matinée|journée|après-midi"
    r"|soirée)"
    r"|(?:avant|après) (?:l'ouverture|la fermeture|la pause(?: déjeuner)?|le déjeuner|le service|les cours"
    r"|la classe|le repas)"
    r")(?![\w-])",
    _I,
)
_ES = re.compile(
    r"(?<![\w-])(?<!de )(?<!para )(?<!desde )(?<!hasta )(?:"
    r"esta (?:misma )?(?:tarde|mañana|noche)|hoy(?: mismo)?"
    r"|mañana(?: (?:temprano|por la (?:mañana|tarde|noche)"
    r"|a primera hora|a mediodía))?|a primera hora|(?:por|en) la (?:mañana|tarde|noche)|al rato|ahorita"
    r"|(?:antes|después) de (?:comer|almorzar|cenar|cerrar|abrir|salir|la comida|el almuerzo|clase|misa)"
    r")(?![\w-])",
    _I,
)
_CLOCK = re.compile(
    r" (?:antes de|a|hacia|a partir de) las? \d{1,2}(?:[:.]\d\d)?(?: horas?| ?h\b)?(?: [ap]m\b)?"
    r"(?! de )(?![\w-])"
    r"| (?:avant|vers|à) \d{1,2} ?h(?:eures)?(?: ?\d\d)?(?![\w-])"
    r"| (?:vor|um|gegen|ab) \d{1,2}(?:[:.]\d\d)? uhr(?![\w-])",
    _I,
)
"""The hour, whatever repeats."""
_CLAUSES = {
    "fr": re.compile(
        r",? (?:avant (?:que|qu')|dès (?:que|qu')|pendant (?:que|qu')|tant (?:que|qu')|aussitôt (?:que|qu')"
        r"|une fois (?:que|qu')|lorsque?|lorsqu')(?! sont\b).*$",
        _I | re.DOTALL,
    ),
    "es": re.compile(
        r",? (?:antes de que|antes que|en cuanto|tan pronto(?: como)?|apenas|mientras|una vez que"
        r"|después de que) .*$",
        _I | re.DOTALL,
    ),
    "de": re.compile(
        r",? (?:bevor|sobald|solange|nachdem|während) (?:ich|du|er|sie|es|wir|ihr|man|der|die|das|alle)\b.*$",
        _I | re.DOTALL,
    ),
}
_TIMES = {"de": _DE, "fr": _FR, "es": _ES}
_THERE = re.compile(
    r"(?:(?:da |dort |kurz |schnell |mal )*(?:hin|vorbei|rüber|hinüber|hoch|runter|raus|her)?"
    r"(?:fahren|gehen|kommen) und |aller et |ir y )(?=\S+ \S)",
    _I,
)
"""For "hinfahren und die Rinne reinigen": how one gets to the work."""


def without_times(goal: str, language: str) -> str:
    """The goal itself where too little would be left, or where it repeats."""
    cut = _CLAUSES[language].sub("", goal) if language in _CLAUSES else goal
    cut = _CLOCK.sub("", f" {cut}").strip() if language in _TIMES else cut
    times = _TIMES.get(language)
    if times and not _OFTEN.search(cut):
        cut = " ".join(times.sub(" ", cut).split())
    cut = re.sub(r"\s+([,.;:])", r"\1", _THERE.sub("", cut)).strip(" ,")
    return cut[:1].upper() + cut[1:] if " " in cut else goal
