"""What is read of a chat completion, whatever else its server sends. Pure.

The SDK builds its objects without checking them, so a server can put anything anywhere: nothing
is used before it went through `Reply`.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.errors import ModelAnswerInvalid, ModelRefused, ModelTruncated

MODEL_NAME_LENGTH = 200


class _Read(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


class _Function(_Read):
    arguments: str


class _ToolCall(_Read):
    function: _Function


class _Message(_Read):
    content: str | None = None
    refusal: str | None = None
    tool_calls: list[_ToolCall] | None = None


class _Choice(_Read):
    finish_reason: str | None = None
    message: _Message


class _Usage(_Read):
    prompt_tokens: object = 0
    completion_tokens: object = 0


class Reply(_Read):
    choices: list[_Choice] = Field(min_length=1)
    model: object = ""
    usage: _Usage | None = None

    @property
    def tokens(self) -> tuple[int, int]:
        """In and out; 0 where the server does not say."""
        usage = self.usage or _Usage()
        return _count(usage.prompt_tokens), _count(usage.completion_tokens)

    @property
    def is_empty(self) -> bool:
        message = self.choices[0].message
        return not (message.tool_calls or (message.content or "").strip())

    @property
    def model_name(self) -> str:
        return self.model[:MODEL_NAME_LENGTH] if isinstance(self.model, str) else ""

    def check(self, max_output_tokens: int) -> None:
        """Raises where there is an answer but not one to parse: refused, cut off, or in pieces."""
        choice = self.choices[0]
        if choice.message.refusal or choice.finish_reason == "content_filter":
            raise ModelRefused("the model declined to answer")
        if choice.finish_reason == "length":
            raise ModelTruncated(f"the answer was cut at {max_output_tokens} tokens; raise max_output_tokens")
        if len(choice.message.tool_calls or ()) > 1:
            raise ModelAnswerInvalid("the model split its answer over several tool calls")


def read(response: object) -> Reply:
    """Raises ModelAnswerInvalid where `response`, as the SDK built it, is no chat completion."""
    try:
        return Reply.model_validate(response)
    except ValidationError:
        failure = ModelAnswerInvalid(
            "the model's server answered something that is not a chat completion; check base_url"
        )
    raise failure  # outside the except block: the error's context would quote the answer


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
