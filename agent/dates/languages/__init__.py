"""The words of dates, a table a language; what the classes in capitals mean stands in `agent/dates/words.py`.

Each module has the same names: MONTHS and WEEKDAYS, rows in their order; CARDINALS and ORDINALS by their
number; UNITS, DAYS (days from today), PARTS (hours of parts of the day), CYCLES; MORE, all other classes.
GLUED_PARTS are written together with a weekday ("Freitagabend").
Words are in lower case, several of a kind with spaces between.
"""
