"""Words that say what is done: action verbs and their forms. Tables only."""

from __future__ import annotations

import re

from agent.extractors.local.verbs_rare import RARE_ACTIONS
from agent.text.marks import words

ACTIONS = words(
    "mend unload load stitch calibrate tune reboot revert bump digitise digitize shred staple bind fold "
    "reimburse remit insure notarise notarize elect prune mow rake weld solder glue bake seat count resize "
    "brief cater congratulate cook count defrost drain escort feed fetch flush grease hoover "
    "invest jot knock lubricate oil "
    "rearrange reconnect reconfigure rehearse relocate remeasure reprint reschedule rescan "
    "rerun retake return revisit reword "
    "rework salt scrub sharpen spray stack stamp sweep tape thank tighten tweak weigh wrap "
    "accept act activate add address adjust advise agree align allocate amend analyse analyze "
    "announce answer "
    "apologise apologize apply appoint approve archive arrange ask assemble assess assign "
    "attach attend audit "
    "authorise authorize bill block book bring build buy calculate calendar call cancel capture carry cast "
    "catch change charge chase check circulate clarify clean clear close coach collect "
    "combine come communicate "
    "compare compile complete compose configure confirm connect consider consolidate consult "
    "contact continue "
    "convert coordinate copy correct courier cover create credit cut deal debug decide decline define delete "
    "deliver demo deploy describe design develop diagnose disable discard discuss dispatch "
    "dispose disconnect "
    "distribute do document dig download draft draw drive drop edit email e-mail empty enable "
    "encrypt enforce "
    "engage enrol enroll ensure enter escalate establish estimate evaluate examine exchange expand expedite "
    "explain explore export extend extract file fill finalise finalize find finish fit fix "
    "flag fly follow forward "
    "freeze generate get give grant grab group handle hand hang have help hire hold host identify implement "
    "import improve include increase inform initiate insert inspect install instruct integrate introduce "
    "investigate invite invoice issue join keep label laminate launch lay lead leave lend "
    "lift limit list liaise "
    "loan locate lock lodge log look lower mail maintain make manage map mark match measure "
    "meet merge message "
    "migrate modify monitor mop mount move mow name negotiate notify nudge obtain offer onboard open order "
    "organise organize outline overhaul oversee own pack page paint pass paste patch pay "
    "phone photograph pick "
    "ping place plan plant polish post postpone prepare present print prioritise prioritize process procure "
    "produce proofread propose prove provide provision publish pull purchase push put quote raise reach read "
    "reassign rebook rebuild recall reconcile record recover recruit redact redo redesign redirect reduce "
    "re-check recheck refactor refer refill refresh refund refuse register reinstall reissue reject release "
    "reload remind remove rename renew rent reopen reorder repair repeat replace reply report "
    "reproduce request "
    "resend reserve reset resolve respond restart restock restore resubmit retest retrieve "
    "return reverse review "
    "revise revoke rewrite ring roll rotate run scan schedule scope search secure select sell send separate "
    "serve service set settle set-up setup shadow share ship shortlist show shut sign "
    "simplify sort source speak "
    "specify split stock stop store streamline study submit subscribe summarise summarize supply supervise "
    "support survey swap switch sync take talk teach tell terminate test text tidy top trace track train "
    "transcribe transfer translate transport treat triage trim troubleshoot try turn type "
    "undo unblock unlock "
    "unsubscribe update upgrade upload use vacuum validate verify view visit vote walk warn "
    "wash watch water wire "
    "wipe withdraw work wrap write write-up"
)
"""English base forms that name an outcome somebody can bring about."""

SAME_IN_PAST = words("put set reset cut shut read split let run")
"""Forms that may also tell what was done."""

_BASES = ACTIONS | RARE_ACTIONS

DETAIL_ACTIONS = words(
    "cover include keep use mark remember note ensure leave mind photograph attach copy cc"
)
"""These often only say how the work before them is to be done."""

IRREGULAR = {
    "bled": "bleed", "bred": "breed", "brought": "bring", "built": "build",
    "bought": "buy", "cast": "cast", "caught": "catch", "chosen": "choose", "come": "come", "cut": "cut",
    "dealt": "deal", "dug": "dig", "done": "do", "drawn": "draw", "driven": "drive", "fed": "feed",
    "found": "find", "flown": "fly", "frozen": "freeze", "gotten": "get", "got": "get", "given": "give",
    "hung": "hang", "held": "hold", "kept": "keep", "laid": "lay", "led": "lead",
    "left": "leave", "lent": "lend", "made": "make", "met": "meet", "mown": "mow", "offset": "offset",
    "overridden": "override", "overseen": "oversee", "overwritten": "overwrite", "paid": "pay",
    "put": "put", "read": "read", "rebuilt": "rebuild", "recast": "recast", "redone": "redo",
    "resent": "resend", "reset": "reset", "resat": "resit", "rewound": "rewind", "rewritten": "rewrite",
    "rung": "ring", "run": "run", "said": "say", "sold": "sell", "sent": "send", "set": "set",
    "sewn": "sew", "shown": "show", "shut": "shut", "spoken": "speak", "split": "split", "swept": "sweep",
    "taken": "take", "taught": "teach", "told": "tell", "typeset": "typeset", "unbound": "unbind",
    "undertaken": "undertake", "undone": "undo", "unstuck": "unstick", "unwound": "unwind",
    "upheld": "uphold", "withdrawn": "withdraw", "withheld": "withhold", "written": "write",
}  # fmt: skip

_OF_BASE = {base: form for form, base in IRREGULAR.items()} | {"bind": "bound", "grind": "ground"}
"""The last two are read as nouns and the like: "the ground floor"."""
_DOUBLES = re.compile(
    r"^(?:re-?|un|de)?[^aeiou]+[aeiou][bdglmnprt]$|(?:(?<!of)fer|mit|cur|equip|format|program|overlap)$"
)
"""Verbs whose last letter is doubled before an ending."""

ACTIONS_DE = words(
    "schicken senden prüfen klären erledigen bestellen anrufen melden buchen reparieren "
    "austauschen nachrüsten "
    "vorbereiten erstellen schreiben ausfüllen weiterleiten übernehmen organisieren "
    "kontrollieren besorgen holen "
    "bringen ändern aktualisieren anpassen abstellen einstellen beauftragen überprüfen "
    "bezahlen überweisen lassen "
    "informieren reinigen rufen stornieren verschieben kündigen hochladen unterschreiben freigeben einplanen "
    "bestätigen beantworten ergänzen korrigieren übersetzen kümmern machen geben nehmen setzen legen"
)
ACTIONS_FR = words(
    "envoyer vérifier préparer appeler commander réserver corriger confirmer remplir transmettre réparer "
    "remplacer organiser payer signer traduire relancer contacter mettre faire donner prendre ajouter publier"
)
ACTIONS_ES = words(
    "enviar revisar preparar llamar pedir reservar corregir confirmar rellenar reparar "
    "cambiar organizar pagar "
    "firmar traducir contactar poner hacer dar tomar añadir publicar comprobar mandar subir"
)


def is_base(word: str) -> bool:
    """Is this the base form of an English action verb, also with "re" before it?"""
    word = word.casefold()
    return word in _BASES or (word.startswith("re") and word[2:].lstrip("-") in _BASES)


def base(word: str) -> str | None:
    """The base form of an action verb in any of its English forms, or None."""
    word = word.casefold()
    if is_base(word):
        return word
    return IRREGULAR.get(word) or next((form for form in _candidates(word) if is_base(form)), None)


def participle(verb: str) -> str:
    """For "sign" → "signed", "swap" → "swapped", "send" → "sent"."""
    verb = verb.casefold()
    if known := _OF_BASE.get(verb):
        return known
    if verb.startswith("re") and (known := _OF_BASE.get(verb[2:].lstrip("-"))):
        return verb[: len(verb) - len(verb[2:].lstrip("-"))] + known
    if verb.endswith("e"):
        return f"{verb}d"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1]}ed" if _DOUBLES.search(verb) else f"{verb}ed"


def gerund(verb: str) -> str:
    """For "move" → "moving", "fit" → "fitting"."""
    if re.search(r"[^eoy]e$", verb):
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1]}ing" if _DOUBLES.search(verb) else f"{verb}ing"


def third(verb: str) -> str:
    """For "close" → "closes", "have" → "has"."""
    if verb in {"have", "be", "do"}:
        return {"have": "has", "be": "is", "do": "does"}[verb]
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{verb}s"


def third_person(word: str) -> str | None:
    """For "copies" → "copy": the base of an action verb in the form that a name takes, or None."""
    word = word.casefold()
    if not word.endswith("s") or is_base(word):
        return None
    ends = [
        word[:-1],
        word[:-2] if word.endswith("es") else "",
        word[:-3] + "y" if word.endswith("ies") else "",
    ]
    return next((form for form in ends if is_base(form)), None)


def third_person_de(word: str) -> str | None:
    """For "bestellt" → "bestellen", or None."""
    word = word.casefold()
    infinitive = word[:-1] + "en" if word.endswith("t") else ""
    return infinitive if infinitive in ACTIONS_DE else None


def _candidates(word: str) -> list[str]:
    for suffix in ("ing", "ed"):
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            stem = word[: -len(suffix)]
            doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
            return [stem, stem + "e", doubled, stem[:-1] + "y" if stem.endswith("i") else stem]
    return []
