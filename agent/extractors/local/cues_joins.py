"""What sentences look like that go on with the work before them, or begin another. Patterns, no logic."""

import re

WANTS = re.compile(r"\b(?:i|we)(?:'d like| need| want| require)\b(?! to)", re.IGNORECASE)
STILL_WANTS = re.compile(
    r"(?:so |and |but |we |i |i'd |we'd |would |still |also |really |only |just )*(?:need|want"
    r"|like|require)s? "
    r"(?:(?P<it>it|them|this|that|both|these|those|everything|all of it)|the|your|my|our|to "
    r"(?:have|see|get))\b",
    re.IGNORECASE,
)
OTHERS_WANT = re.compile(
    r"(?:so |and |because |as )?"
    r"(?:the [^\W\d_][\w' -]{1,25}?|(?-i:[A-Z])[\w'-]+(?: (?-i:[A-Z])[\w'-]+)?|they|he|she)"
    r" (?:needs?|wants?|waits? for|(?:is|are) waiting for|has to have|have to have) "
    r"(?:(?P<it>it|them|this|that|both|these|those|the (?:answer|reply|results?|lot))\b|the\b|our\b)",
    re.IGNORECASE,
)
"""For "The tiler needs the answer by Friday": who waits for it."""
NO_NEED_TO = re.compile(r"\bno need to (?:also |even )?(?P<verb>[a-z]+)", re.IGNORECASE)
VAGUE_CANCEL = re.compile(
    r"scratch that|never ?mind|forget (?:it|that)|so no\b|doch nicht|olvídalo|laisse", re.IGNORECASE
)
DONT_FORGET = r"(?:please )?(?:don't|do not) forget"
NAMED = re.compile(rf"(?:and |also |so )?{DONT_FORGET} (?:the|about|our|my|your)\b", re.IGNORECASE)
GOES_ON = re.compile(rf"and (?!\w+[,:]|also\b|{DONT_FORGET}|one more|another)", re.IGNORECASE)
ANOTHER = re.compile(
    r"\b(?:also|one more thing|another thing|besides|außerdem|también|aussi)\b", re.IGNORECASE
)
TELL_ME = re.compile(r"(?:please |just )?let (?:me|us) know (?:when|once|as soon as)\b", re.IGNORECASE)
PREFACE = re.compile(r"^.{0,30}?\bplease |^and |^then ", re.IGNORECASE)
WHOSE = re.compile(r"(?:whether|if|who|whose|ob|wer|wessen|si|qui|quién)\b", re.IGNORECASE)
BELOW = re.compile(r"\b(?:below|unten|ci-dessous|abajo|hieronder)\b", re.IGNORECASE)
