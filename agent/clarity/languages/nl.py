"""Dutch."""

from agent.clarity.words import Language, pattern

WORDS = Language(
    quotes=("“", "”"),
    you_wrote="U schrijft {words}",
    text_says="In de tekst staat {words}",
    both=" en ",
    either=" of ",
    owner="Wie neemt dit op zich: {goal}?",
    owner_said="{says}: wie neemt {goal} op zich?",
    owner_choices="Wie neemt {goal} op zich: {choices}?",
    owner_gone="{who} werkt hier niet meer: wie neemt {goal} op zich?",
    owner_away="{who} is afwezig: wie neemt {goal} op zich?",
    due="Tegen welke dag is dit nodig: {goal}?",
    due_said="{says}: welke dag is de laatste voor {goal}?",
    due_choices="Tegen welke dag is {goal} nodig: {choices}?",
    said_choices="{says}: is {choices} bedoeld, bij {goal}?",
    done="Waaraan is te zien dat dit klaar is: {goal}?",
    done_said="{says}: wat moet waar zijn zodat {goal} als klaar geldt?",
    scope="Wat moet er precies geleverd worden: {goal}?",
    approval="Wie keurt dit goed: {goal}?",
    vague=pattern(
        r"""
        betere?|sneller|mooier|netter|eenvoudiger|makkelijker|duidelijker|gezelliger|verbeter(?:en|t|d
        ing|ingen)|optimaliseren|versnellen|moderniseren|netjes|behoorlijk|fatsoenlijk|redelijk
        binnenkort|(?:goed|snel) genoeg
        """
    ),
    checked=pattern(
        r"""
        verstuurd|geleverd|getekend|ondertekend|goedgekeurd|gepubliceerd|geïnstalleerd|betaald|gedrukt
        niet meer|tests?|zonder fouten|gemeten|hoogstens|minstens|binnen|seconden?|minuten|uren|procent
        """
    ),
    pressing=pattern(
        r"""
        dringend|spoed|binnenkort|deadline|op tijd|te laat|snel|uiterlijk
        """
    ),
    no_day=pattern(
        r"""
        asap|zo snel mogelijk|zsm|z\.s\.m\.?|meteen|direct|onmiddellijk|nu|dringend|ooit|geen haast
        wanneer .*
        """
    ),
)
