from __future__ import annotations


def infinitive(word, mood):
    return None


def guessed(word):
    return None


def is_infinitive(word):
    return False


def participle(word):
    return None
