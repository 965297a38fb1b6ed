"""German."""

from agent.clarity.words import Language, pattern

WORDS = Language(
    quotes=("„", "“"),
    you_wrote="Sie schreiben {words}",
    text_says="Im Text steht {words}",
    both=" und ",
    either=" oder ",
    owner="Wer übernimmt das: {goal}?",
    owner_said="{says}: Wer übernimmt {goal}?",
    owner_choices="Wer übernimmt {goal}: {choices}?",
    owner_gone="{who} arbeitet nicht mehr hier: Wer übernimmt {goal}?",
    owner_away="{who} ist abwesend: Wer übernimmt {goal}?",
    due="Bis zu welchem Tag wird das gebraucht: {goal}?",
    due_said="{says}: Welcher Tag ist der späteste für {goal}?",
    due_choices="Bis zu welchem Tag wird {goal} gebraucht: {choices}?",
    said_choices="{says}: Ist {choices} gemeint, bei {goal}?",
    done="Woran erkennt man, dass das erledigt ist: {goal}?",
    done_said="{says}: Was muss stimmen, damit {goal} als erledigt gilt?",
    scope="Was genau soll geliefert werden: {goal}?",
    approval="Wer gibt das frei: {goal}?",
    vague=pattern(
        r"""
        besser(?:e[nrms]?)?|schöner(?:e[nrms]?)?|schneller(?:e[nrms]?)?|einfacher(?:e[nrms]?)?|sauberer
        hübscher|angenehmer|übersichtlicher(?:e[nrms]?)?|freundlicher(?:e[nrms]?)?
        moderner(?:e[nrms]?)?|stabiler|verbesser(?:n|t|e|ung|ungen)|optimier(?:en|t|e|ung)
        beschleunig(?:en|t|e)|modernisier(?:en|t|e)|aufhübschen|ordentlich(?:e[nrms]?)?
        vernünftig(?:e[nrms]?)?|anständig(?:e[nrms]?)?|angemessen(?:e[nrms]?)?|zufriedenstellend|(?:gut
        schnell|sauber) genug|benutzerfreundlich(?:e[nrms]?)?|zeitgemäß(?:e[nrms]?)?|bald|gescheit
        vorzeigbar
        """
    ),
    checked=pattern(
        r"""
        verschickt|gesendet|geliefert|unterschrieben|freigegeben|genehmigt|abgenommen|veröffentlicht
        installiert|bezahlt|gedruckt|bestanden|besteht|tests?|nicht mehr|kein\w*|ohne fehler|gemessen
        höchstens|mindestens|unter|innerhalb|prozent|sekunden?|minuten?|stunden?
        """
    ),
    pressing=pattern(
        r"""
        dringend\w*|bald|frist|fällig|rechtzeitig|spätestens|überfällig|eilig|eilt|schnell
        termin
        kein(?:en)? (?:termin|datum)|(?:termin|datum|tag) (?:steht|ist|haben)
        """
    ),
    no_day=pattern(
        r"""
        asap|sofort|umgehend|schnellstmöglich|so (?:schnell|bald) (?:wie|als) möglich|dringend|jetzt
        gleich|bei gelegenheit|irgendwann|keine eile|(?:wenn|sobald) .*|eilt nicht
        """
    ),
)
