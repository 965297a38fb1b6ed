"""What is clear, what a person must settle, and which few questions are worth asking. Pure.

gaps → the open ones, worded for whoever can answer them → of all items of an intake the three most valuable.
"""

from agent.clarity.addressees import NOBODY
from agent.clarity.asking import MOST_QUESTIONS, Asking, Unsettled, most_valuable, questions
from agent.clarity.gaps import spoken_language, with_unclear

__all__ = [
    "MOST_QUESTIONS", "NOBODY", "Asking", "Unsettled", "most_valuable", "questions", "spoken_language",
    "with_unclear",
]  # fmt: skip
