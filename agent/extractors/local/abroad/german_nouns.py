"""What is done something to in a German goal: its case turned, one or several. Pure."""

from __future__ import annotations

import re

from agent.text.marks import words

_MANY = (
    r"(?:[Aa]lle|[Bb]eide|mehrere|einige|\d[\d.]*|[Zz]wei|[Dd]rei|[Vv]ier|fünf|sechs|sieben|acht|neun"
    r"|zehn|zwölf)"
)
_ONE = r"(?:[Dd]en|[Dd]as|[Ee]inen|[Ee]ine|[Ee]in|seinen|ihren|unseren|meinen|deinen|diesen|dieses|jeden)"
_PART = r"(?:[Dd]ie|ihre|seine|unsere|deine|meine|diese)"
_SMALL = r"(?!(?:und|oder|mit|bei|beim|in|im|an|am|auf|aus|bis|nach|vor|per|zu|von)\b)[a-zäöüß-]+"
_NOUN = rf"(?:{_SMALL}(?:e|en|er|es) )*(?:[A-ZÄÖÜ\d][\w/.-]*|kg\b|m²?\b|l\b|t\b)"
_MORE = rf"(?:(?:,| und|, und) (?:(?:{_ONE}|{_PART}|{_MANY}) )?{_NOUN}(?: [A-ZÄÖÜ][\w-]+)*)*"
_OF = (
    rf"(?: (?:der|des|vom|von(?: der| den)?|für(?: die| den| das)?|zum|zur|aus (?:der|dem)) {_NOUN}(?: \d+)?"
    r"| [A-ZÄÖÜ\d][\w/.–-]*| \([^()]{1,30}\))*"
)
_OBJECT = re.compile(
    rf"(?P<article>{_MANY}|{_ONE}|{_PART})? ?(?P<noun>{_NOUN})(?P<of>{_OF})(?P<more>{_MORE})"
)
_PLACE = re.compile(
    r"(?P<place>(?i:beim|bei|im|in|am|an|auf|für|mit|von|vom|zum|zur)(?: (?:der|die|das|dem|den))?"
    rf" (?:[a-zäöü]+ )?[A-ZÄÖÜ][\w-]*(?: (?:[A-ZÄÖÜ][\w-]+|\d+))?) (?=(?:{_MANY}|{_ONE}|{_PART}|[A-ZÄÖÜ]))"
)
_FEMALE = words(
    "nummer mauer feier kammer leiter klammer ziffer dauer steuer tafel klingel regel kugel ampel"
    " formel schachtel "
    "küche hülle höhe größe säge prämie bühne mühle tüte lücke brücke stütze gebühr schürze mütze pfütze "
    "düse drüse hülse bürste rübe blüte brühe röhre börse fähre säule würze schüssel wäsche gräte höhle öse "
    "praxis basis person bahn maus butter schwester mutter tochter feder nadel gabel insel wurzel zwiebel "
    "schaukel orgel faser ader schulter "
    "träne strähne schräge länge stärke kälte wärme nähe hürde spüle rüge bürde kröte möwe"
)
_SEVERAL = words(
    "briefe preise termine dokumente berichte angebote geräte belege protokolle punkte teile"
    " plakate schilder tische "
    "ausweise tage werte ergebnisse hinweise texte projekte konzepte rezepte medikamente hefte"
    " filme beete regale "
    "pakete dienste steine fotos bilder schlüssel fenster filter artikel zettel unterlagen daten"
    " kosten eltern leute "
    "schuhe kreise wege hähne zähne formulare"
)
_SURE_ONE = re.compile(
    r"(?:ung|heit|keit|schaft|ion|ität|plan|bericht|vertrag|antrag|termin|brief|angebot|protokoll"
    r"|raum|text|entwurf|konzept"
    r"|formular|code|schloss|gerät|(?:l|fr|s|ans)age|nahme|gabe|liste|karte|tabelle|mappe|seite"
    r"|kasse|pumpe|lampe|probe|reise"
    r"|straße|stelle|rampe|tasche|flasche|decke|ecke|fläche|treppe|tonne|ine|ette|garantie|batterie"
    r"|kopie|akte|rate|note|quote"
    r"|kette|platte|matte|leiste|kiste|bremse|schraube|scheibe|farbe|spende|runde|stunde|sperre"
    r"|miete|hilfe|rolle|halle|quelle"
    r"|zelle|rinne|wanne|kanne|marke|schranke|woche|tür|uhr|bank|wand|arbeit)$"
)


def subject(body: str) -> tuple[str, str, bool] | None:
    """What is done something to, what else is said, and whether it is several; None where nothing tells."""
    place = _PLACE.match(body)
    start = place.end() if place else 0
    found = _OBJECT.match(body, start)
    if found is None or not re.match(r"[A-ZÄÖÜ\d]|kg|m²?$|[lt]$", found["noun"].split()[-1]):
        return None
    article = (found["article"] or "").lower()
    several = _several(article, found["noun"].split()[-1], found["more"])
    if several is None or re.match(r"(?:Herrn|Frau)\b", found[0]):
        return None
    rest = " ".join(
        w
        for w in (
            place["place"][:1].lower() + place["place"][1:] if place else "",
            body[found.end() :].strip(),
        )
        if w
    )
    return found[0], rest, several


def _several(article: str, noun: str, more: str) -> bool | None:
    if more or re.fullmatch(_MANY, article):
        return True
    if re.fullmatch(_ONE, article):
        return False
    return is_plural(noun, article=bool(article))


def is_plural(noun: str, *, article: bool) -> bool | None:
    """Of "die" and a noun, or of a noun alone."""
    word = noun.lower().rsplit("-", 1)[-1]
    if any(word.endswith(w) for w in _FEMALE) or _SURE_ONE.search(word):
        return False
    if any(word.endswith(w) for w in _SEVERAL) or re.search(
        r"(?:ungen|heiten|keiten|schaften|ionen|täten|innen|isse)$", word
    ):
        return True
    if not article:
        return None
    if word.endswith("e"):
        return True if re.search(r"(?:ä|ö|ü)u?[^aeiouäöü]*e$", word) else None
    return word.endswith(("en", "n", "er", "el", "s"))


def nominative(phrase: str) -> str:
    """For "den neuen Plan": "der neue Plan"."""
    phrase = re.sub(
        r"(?:(?<=, )|(?<=und ))(einen|den) ", lambda m: "der " if m[1] == "den" else "ein ", phrase
    )
    if re.match(r"den ", phrase, re.IGNORECASE):
        return "der " + re.sub(r"^([a-zäöüß]+)en (?=[A-ZÄÖÜ])", r"\1e ", phrase[4:])
    if found := re.match(r"(?P<article>ein|sein|ihr|unser|mein|dein|dies|jed)en ", phrase, re.IGNORECASE):
        ends = "er" if found["article"].lower() in {"dies", "jed"} else ""
        return (
            found["article"].lower()
            + ends
            + " "
            + re.sub(r"^([a-zäöüß]+)en (?=[A-ZÄÖÜ])", r"\1er ", phrase[found.end() :])
        )
    return phrase
