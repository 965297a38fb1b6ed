"""Every error that Clarify raises on purpose, in one tree.

    ClarifyError
    ├── InputError               what came in cannot be used
    │   ├── EmptyInput
    │   ├── UnreadableInput      binary, broken encoding, a folder, nothing there
    │   ├── TooLong
    │   └── InvalidRow           names file, line and field
    ├── MailboxError             a mail account cannot be read as it was named
    │   ├── MailboxRefused       wrong password, no such folder, a certificate that nobody vouches for
    │   └── MailboxUnavailable   (retryable) not reached, lost, or it answers nonsense
    ├── ConfigError              what was set up cannot be used
    │   ├── SettingsInvalid
    │   ├── RulesInvalid
    │   ├── DirectoryInvalid
    │   ├── FormsInvalid
    │   └── PromptInvalid
    ├── ExtractionError          an engine could not read an intake
    │   ├── ModelUnavailable     (retryable) not reached, overloaded, timed out
    │   ├── ModelNotAsked        (retryable, at a time that it names) nobody asked the model
    │   │   ├── ModelResting     it failed too often just now
    │   │   └── BudgetSpent      of requests, tokens or money
    │   ├── ModelMisconfigured   no key, wrong key, no such model
    │   ├── ModelRefused
    │   ├── ModelTruncated
    │   ├── ModelAnswerInvalid
    │   ├── TooLongForModel      more parts than are allowed; nothing is cut off
    │   └── ReplayMiss
    ├── ReviewError              a decision cannot be taken
    │   ├── NotFound
    │   ├── AmbiguousId
    │   ├── UnknownPerson
    │   ├── AlreadyDecided
    │   ├── StaleRevision
    │   ├── DigestMismatch
    │   ├── InvalidChange
    │   └── NotReady             less clear than its destination requires
    ├── StoreError
    │   ├── StoreUnusable        not ours, newer than the code, damaged, not writable
    │   ├── StoreFull
    │   ├── StoreBusy            (retryable)
    │   └── AuditBroken          the chain of events does not hold
    ├── IndexUnavailable         (retryable) the duplicate check cannot be made now
    │   ├── EmbedderUnavailable  no vector can be had for a text; the index itself is as it was
    │   │   └── EmbedderAway     its server is busy or not reached: it is waited for
    │   └── IndexRebuilding      it is being made again just now
    ├── DeliveryFailed           a destination did not take a work item, and will not
    │   ├── DeliveryUnavailable  (retryable) it was not reached, so it holds nothing of it
    │   └── DeliveryUnknown      (retryable: looked for again) it may hold the work item or not
    └── WebhookRefused           a program elsewhere will not be told
        └── WebhookUnavailable   (retryable) it did not hear, or did not say so

Messages quote identifiers and say what to do. `retryable` says whether the same call may
succeed later without anybody changing anything.
"""

from __future__ import annotations

from typing import ClassVar


class ClarifyError(Exception):
    """The root; catch it at a process edge, never to go on as if nothing had happened."""

    retryable: ClassVar[bool] = False


class InputError(ClarifyError):
    """What came in cannot be used."""

    raw: bytes | None = None
    """What it was, where it is of a kind that is read and there was no way to read it."""


class EmptyInput(InputError):
    """There is no text in it."""


class UnreadableInput(InputError):
    """It is there, but it cannot be read as text."""


class TooLong(InputError):
    """It is longer than the limit; nothing is ever cut silently."""


class InvalidRow(InputError):
    """A row of a JSON Lines file does not fit the format; names file, line and field."""


class MailboxError(ClarifyError):
    """A mail account cannot be read."""


class MailboxRefused(MailboxError):
    """It says no: wrong password, no such folder; or it cannot prove who it is."""


class MailboxUnavailable(MailboxError):
    """It was not reached, the connection was lost, or what it answers cannot be understood."""

    retryable = True


class ConfigError(ClarifyError):
    """What was set up cannot be used."""


class SettingsInvalid(ConfigError):
    """A setting is unknown or has a value it cannot take."""


class RulesInvalid(ConfigError):
    """The routing rules have mistakes; the message lists them all, with their lines."""


class DirectoryInvalid(ConfigError):
    """The people file has mistakes."""


class FormsInvalid(ConfigError):
    """Forms have mistakes; the message lists them all, with their lines."""


class PromptInvalid(ConfigError):
    """A prompt is missing, was changed after its release, or does not render."""


class ExtractionError(ClarifyError):
    """An engine could not read an intake; never the same as 'no work in it'."""


class ModelUnavailable(ExtractionError):
    """The model was not reached, is overloaded or took too long."""

    retryable = True

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        """`retry_after`: seconds that the model's server asked us to wait, if it did."""
        super().__init__(message)
        self.retry_after = retry_after


class ModelNotAsked(ExtractionError):
    """Nobody asked the model, so this was no attempt; it may be asked later, in so many seconds."""

    retryable = True

    def __init__(self, message: str, *, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ModelResting(ModelNotAsked):
    """The model failed so often that it is left alone for a while."""


class BudgetSpent(ModelNotAsked):
    """Asking now would take more requests, tokens or money than is allowed."""


class ModelMisconfigured(ExtractionError):
    """No key, a wrong key, or no such model."""


class ModelRefused(ExtractionError):
    """The model declined to answer."""


class ModelTruncated(ExtractionError):
    """The model's answer was cut at its token limit."""


class ModelAnswerInvalid(ExtractionError):
    """The model's answer does not fit the schema, also after one more try."""


class TooLongForModel(ExtractionError):
    """The text would take more requests than the settings allow."""


class ReplayMiss(ExtractionError):
    """No recorded answer for this request."""


class ReviewError(ClarifyError):
    """A decision cannot be taken."""


class NotFound(ReviewError):
    """No such thing in this workspace."""


class AmbiguousId(ReviewError):
    """A shortened id fits more than one thing."""


class UnknownPerson(ReviewError):
    """Decisions are taken by named people who were added before."""


class AlreadyDecided(ReviewError):
    """Somebody decided this proposal before."""


class StaleRevision(ReviewError):
    """The proposal changed since it was shown."""


class DigestMismatch(ReviewError):
    """What would be committed is not what was shown."""


class InvalidChange(ReviewError):
    """An edit names an unknown field or a value that the field cannot take."""


class NotReady(ReviewError):
    """It is less clear than its destination requires, and nobody overrode that with a reason."""


class StoreError(ClarifyError):
    """The store cannot do what it was asked."""


class StoreUnusable(StoreError):
    """The database is not ours, newer than this program, damaged or not writable."""


class StoreFull(StoreError):
    """No space left; nothing was written."""


class StoreBusy(StoreError):
    """Another process holds the write lock for too long."""

    retryable = True


class AuditBroken(StoreError):
    """The chain of events does not hold: something was edited, removed or swapped."""


class IndexUnavailable(ClarifyError):
    """The duplicate check cannot be made now; the index rebuilds from the registry."""

    retryable = True


class EmbedderUnavailable(IndexUnavailable):
    """No vector can be had for a text; the index is as it was, and making it again would not help."""


class EmbedderAway(EmbedderUnavailable):
    """What makes vectors is busy or not reached: waiting for it, in seconds, is no attempt."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class IndexRebuilding(IndexUnavailable):
    """It is being made again just now, `done` entries of about `total`: waiting for it is no attempt."""

    def __init__(self, message: str, *, done: int = 0, total: int = 0) -> None:
        super().__init__(message)
        self.done = done
        self.total = total


class DeliveryFailed(ClarifyError):
    """A destination did not take a work item, and will not by itself."""


class DeliveryUnavailable(DeliveryFailed):
    """The destination was not reached or turned us away: it surely holds nothing of this attempt."""

    retryable = True


class DeliveryUnknown(DeliveryFailed):
    """An attempt began and nobody saw its end: the destination may hold the work item or not. Trying again
    means looking again.
    """

    retryable = True


class WebhookRefused(ClarifyError):
    """A program elsewhere is not told: nothing may be sent there, or it wants nothing any more."""


class WebhookUnavailable(WebhookRefused):
    """It was not reached, or answered anything but that it heard; it may name a wait, in seconds."""

    retryable = True

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
