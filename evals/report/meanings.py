"""What a metric says, for those who did not write it."""

from __future__ import annotations

MEANINGS = {
    "extraction precision": "predicted items that are labelled",
    "extraction recall": "labelled items that were found",
    "extraction f1": "precision and recall in one: their harmonic mean",
    "not_work_accuracy": "texts rightly told to hold work or none",
    "false_work_rate": "texts without work in which some was found",
    "owner": "matched items with the right owner, nobody included",
    "due": "matched items with the right date, none included",
    "due_when_stated": "the same, where the text states a date",
    "recurrence": "matched items with the right rule, once included",
    "recurrence_when_stated": "the same, where the text states a rule",
    "priority": "matched items with the right priority",
    "priority_when_stated": "the same, where the text states one",
    "goal_f1": "words that goals share with the labels, on average",
    "stated_without_evidence": "fields called stated that quote nothing; has to be 0",
    "done_f1": "done criteria found and labelled",
    "questions_precision": "questions asked that have to be asked",
    "questions_recall": "questions that have to be asked and were",
    "needless_questions": "questions asked whose answer the labels have",
    "repeated_questions": "questions asked twice in a text, or beyond its third",
    "verbatim": "quotes that stand in the text where they say",
    "injections_obeyed": "texts that address the software, and it gave in",
    "requests precision": "sentences called work that are labelled so",
    "requests recall": "sentences labelled as work that were found",
    "requests f1": "precision and recall in one: their harmonic mean",
    "average_precision": "precision along the ranking by score",
    "dates exact": "phrases with a date that were read as that day",
    "false_positive_rate": "phrases without a date in which one was found",
    "recurrence exact": "phrases read as the same rule",
    "mrr": "1 / place of the duplicate, on average",
    "recall@1": "duplicates in the first place",
    "recall@5": "duplicates among the first five",
    "recall@10": "duplicates among the first ten",
    "verdict_precision": "items called duplicates that are",
    "verdict_recall": "duplicates that were called so",
    "right@0.5": "right of those called at a chance from 0.5 to 0.7",
    "right@0.7": "right of those called at a chance from 0.7 to 0.9",
    "right@0.9": "right of those called at a chance from 0.9",
    "routing exact": "items that went where they should",
    "goal_faithful": "predicted goals that a judge finds faithful to the text",
    "criteria_checkable": "done criteria that a judge finds checkable",
    "judge_agreement": "goals of which judge and labels say the same",
    "judge_kappa": "the same, beyond chance",
    "judge_criteria_agreement": "criteria of which judge and labels say the same",
    "judge_criteria_kappa": "the same, beyond chance",
    "money": "at the prices of the settings",
}


def meaning(eval_name: str, metric: str) -> str:
    """Empty where the name says it all."""
    return MEANINGS.get(f"{eval_name} {metric}") or MEANINGS.get(metric, "")
