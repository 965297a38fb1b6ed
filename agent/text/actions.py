"""Words that say what a text wants done to existing work."""

from __future__ import annotations

import re
from collections.abc import Collection

_CHANGE = re.compile(
    r"\b(?:instead|moved|moves|postponed?|reschedul\w+|brought forward|pushed (?:back|out|to)|no longer|"
    r"rather than|chang(?:e|ed|es|ing) (?:of|to|in|the)|correction|amend\w*|extended|delayed|revised|"
    r"new (?:deadline|date|owner)|takes? over|taking over|statt|stattdessen|verschoben|geändert|verlängert|"
    r"reporté\w*|au lieu|repouss\w+|aplazad\w+|en lugar|en vez|cambi(?:o|a|ar) (?:de|la|el))\b",
    re.IGNORECASE,
)
_ALTERING = re.compile(
    r"(?:move|postpone|delay|extend|shorten|widen|increase|raise|reduce|cut|lower|upgrade|hand|double|halve|"
    r"verschiebe?|verlege?|verlängere?|erhöhe?|kürze?|reporter|repousser|avancer|prolonger|porter|réduire|"
    r"aplazar|retrasar|adelantar|ampliar|subir|reducir|spostare|rimandare|anticipare|aumentare|ridurre|adiar|"
    r"antecipar|aumentar|reduzir|verplaats(?:en)?|verzet(?:ten)?|verhoog|verhogen|uitbreiden)\b"
    r".*\b(?:to|on|by|until|till|for|over|auf|um|bis|à|au|aux|de|a|al|hasta|en|fino|para|até|naar|tot|op|\d+)\b|"
    r"(?:put|push|bring)\b.*\b(?:off|back to|back until|forward)\b|"
    r"make\b.*\b\d+|let\b.*\b(?:until|start|end)\b|"
    r"add\b.*\bto\b|.*\b(?:verschieben|verlegen|erhöhen|kürzen|uitbreiden|verplaatsen|verzetten)\b",
    re.IGNORECASE,
)
"""At the start of a goal, of something that is there: move it to, make it 40, hand it over."""
_OPPOSITES = tuple(
    frozenset(pair.split())
    for pair in (
        "add remove", "open close", "enable disable", "start stop", "approve reject", "buy sell", "hire fire",
        "install uninstall", "grant revoke", "book cancel", "order return", "onboard offboard", "lock unlock",
        "activate deactivate", "increase decrease", "upgrade downgrade", "order cancel", "renew cancel",
        "import export", "renew stop", "extend cancel", "extend end", "publish withdraw", "pay dispute",
        "hang remove", "set delete", "create delete",
        "verlängern kündigen", "sperren freischalten", "sperren einrichten",
        "aktivieren deaktivieren", "bestellen stornieren", "hinzufügen entfernen", "activer désactiver",
        "ajouter supprimer", "commander annuler", "renouveler résilier", "añadir quitar",
        "activar desactivar", "renovar cancelar",
        "aggiungere rimuovere", "rinnovare disdire", "adicionar remover",
        "toevoegen verwijderen", "verlengen opzeggen",
    )
)  # fmt: skip


_CONTRARIES = tuple(
    tuple(pair.split())
    for pair in (
        "day night", "north south", "east west", "left right", "import export", "inbound outbound",
        "upper lower", "entrance exit", "summer winter", "spring autumn", "indoor outdoor", "upload download",
        "morning afternoon", "morning evening", "debit credit", "sales purchasing", "arrival departure",
        "nord süd", "ost west", "links rechts", "sommer winter", "eingang ausgang", "früh spät", "oben unten",
        "nord sud", "est ouest", "gauche droite", "entrée sortie", "été hiver", "norte sur", "norte sul",
        "izquierda derecha", "entrada salida", "entrada saída", "verano invierno", "esquerda direita",
        "sinistra destra", "estate inverno", "noord zuid", "oost west", "ingang uitgang", "zomer winter",
    )
)  # fmt: skip


def speaks_of_change(text: str) -> bool:
    """The text says that something is other than it was: moved, instead, a new deadline."""
    return bool(_CHANGE.search(text))


def alters(goal: str) -> bool:
    """What is asked for is, as far as its words tell, to have something that was agreed otherwise."""
    return bool(_ALTERING.match(goal))


def opposite(one: str, two: str) -> bool:
    """Two verbs in lower case that undo each other."""
    return one != two and frozenset((one, two)) in _OPPOSITES


def contrary(ours: Collection[str], theirs: Collection[str]) -> tuple[str, str] | None:
    """Two words in lower case that exclude each other, of which each side says only one."""
    for pair in _CONTRARIES:
        for one, two in (pair, pair[::-1]):
            if one in ours and two in theirs and two not in ours and one not in theirs:
                return one, two
    return None
