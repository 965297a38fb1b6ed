"""Whatever a rules file holds, it is loaded or refused with its mistakes; nothing else happens."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.errors import RulesInvalid
from agent.routing import Facts, Rules, load, route

expressions = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                *"()[]=!<>~*/%+-.,?:&|^\"'#$",
                *("==", "kind", "text", "in", "and", "not", "due_in_days", "??", '"a"', "1", "null", "any"),
                *("[x for x in labels]", "recipients", "[0]", "**", "0", "duplicates", "if", "else", "\\x"),
            ]
        ),
        max_size=14,
    ).map(" ".join),
)
files = st.one_of(
    st.text(max_size=150), st.text(alphabet="version: 1rules\n-{}[]name,when,route'\"&*|>#", max_size=120)
)


def loaded(text):
    try:
        return load(text, "r.yaml")
    except RulesInvalid as exc:
        return str(exc).splitlines()


@given(files)
@settings(deadline=None)  # likewise
def test_a_file_is_loaded_or_refused_with_its_name_and_line(text):
    found = loaded(text)
    assert isinstance(found, Rules) or (found and all(line.startswith("r.yaml:") for line in found))


@given(expressions, st.lists(st.text(max_size=5), max_size=2), st.none() | st.floats(-9, 9))
@settings(max_examples=300, deadline=None)  # the first call imports the rule engine
def test_a_condition_that_loads_is_true_or_false_or_named_as_failing(expression, labels, due):
    quoted = "'" + expression.replace("'", "''") + "'"
    first = f"version: 1\nrules:\n- {{name: a, when: {quoted}, route: {{}}}}\n"
    found = loaded(first + "- {name: b, when: true, route: {}}\n")
    if isinstance(found, Rules):
        try:
            reached = route(found, Facts(labels=tuple(labels), due_in_days=due)).rule
        except RulesInvalid as exc:
            reached = str(exc)
        assert reached in ("a", "b") or "cannot be applied" in reached
    else:
        assert found
