"""The house stays as docs/architecture.md draws it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("agent", "api", "evals", "prompts")
SOURCES = sorted(
    path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
)
MOST_LINES = 300
MOST_FUNCTION_LINES = 35
"""Thirty and a little for signatures: a command has a line an option."""
MEDIAN_FUNCTION_LINES = 12
ONLY_IMPORTER = {
    "openai": {"agent/extractors/model.py"},
    "instructor": {"agent/extractors/model.py"},
    "chromadb": {"agent/index/folder.py", "agent/index/server.py", "agent/index/minilm.py"},
    "imap_tools": {"agent/sources/imap.py"},
}
HEAVY = {
    "openai", "instructor", "chromadb", "alembic", "rule_engine", "holidays", "imap_tools", "selectolax",
    "docx", "lxml", "pypdf", "oxmsg", "olefile",
}  # fmt: skip


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(node: ast.AST) -> set[str]:
    """Top-level packages that are imported anywhere below, but for type checking."""
    found = set()
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.Import):
            found |= {alias.name.split(".")[0] for alias in child.names}
        elif isinstance(child, ast.ImportFrom) and child.module:
            found.add(child.module.split(".")[0])
        else:
            found |= imported(child)
    return found


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]


def length(function: ast.FunctionDef) -> int:
    """Lines of the body, without its docstring."""
    body = function.body
    first = body[1] if ast.get_docstring(function) and len(body) > 1 else body[0]
    return (function.end_lineno or 0) - first.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_can_be_read_at_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_function_fits_on_a_screen(path):
    assert [f"{f.name}: {length(f)}" for f in functions(path) if length(f) > MOST_FUNCTION_LINES] == []


def test_most_functions_are_short():
    lengths = sorted(length(function) for path in SOURCES for function in functions(path))
    assert lengths[len(lengths) // 2] <= MEDIAN_FUNCTION_LINES


def test_only_the_settings_read_the_environment():
    def reads(path):
        return any(
            isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
            for node in ast.walk(tree(path))
        )

    assert {name(path) for path in SOURCES if reads(path)} == {"agent/settings.py"}


@pytest.mark.parametrize("package", ONLY_IMPORTER)
def test_one_file_imports_a_seam(package):
    assert {name(path) for path in SOURCES if package in imported(tree(path))} == ONLY_IMPORTER[package]


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_heavy_libraries_are_imported_where_they_are_used(path):
    at_top = set()
    for node in tree(path).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            at_top |= imported(ast.Module(body=[node], type_ignores=[]))
    assert not at_top & HEAVY


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_broad_except_stands_only_where_third_parties_raise_anything(path):
    broad = [
        handler
        for handler in ast.walk(tree(path))
        if isinstance(handler, ast.ExceptHandler)
        and (handler.type is None or ast.unparse(handler.type) in ("Exception", "BaseException"))
        and not isinstance(handler.body[-1], ast.Raise)
    ]
    assert broad == []


def test_help_needs_nothing_heavy():
    """What takes time at start-up is importing; this is what `clarify --help` may import."""
    code = (
        "import sys; sys.argv = ['clarify', '--help']\n"
        "from agent.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'pydantic', 'sqlalchemy', 'rich', 'numpy', 'yaml', 'openai', 'chromadb'}\n"
        "print(sorted(set(sys.modules) & heavy))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_every_error_is_in_the_tree_of_the_docstring():
    from agent import errors

    for found in vars(errors).values():
        if isinstance(found, type) and issubclass(found, errors.ClarifyError):
            assert found.__name__ in (errors.__doc__ or "")
            assert found.__doc__
