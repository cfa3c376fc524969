"""The shape of the program: imports go down only, each library has one home, and files stay readable."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "assistant"
LAYERS = (
    {"types", "kinds", "errors"},
    {"settings", "home", "dutch", "corpus", "formats", "splitting", "prompts", "citations"}
    | {"privacy", "state", "archive", "kept"},
    {"encoder", "index", "retrieval", "retriever"},
    {"reader", "writer", "engine", "comparing", "pipeline", "origins", "ingestion", "service"}
    | {"pace", "notes", "keeping", "tidying", "overview", "traces", "erasure", "backup"}
    | {"models", "grounding", "followups", "asking"},
    {"desks", "exports", "evaluation", "reporting", "web", "cli"},
)
LAYER_OF = {name: number for number, layer in enumerate(LAYERS) for name in layer}
HOMES = {
    "torch": {"encoder"},
    "sentence_transformers": {"encoder"},
    "transformers": {"encoder"},
    "chromadb": {"index"},
    "tantivy": {"index"},
    "gradio": {"web"},
    "sqlalchemy": {"state", "kept"},
    "yaml": {"corpus", "prompts"},
    "lxml": {"formats"},
    "mammoth": {"formats"},
    "openpyxl": {"formats"},
    "xlsxwriter": {"exports"},
    "pptx": {"formats", "exports"},
    "docx": {"exports"},
    "fpdf": {"exports"},
    "xllamacpp": {"models"},
    "pypdfium2": {"formats"},
    "pytesseract": {"formats"},
}
MODULE_LINES = 250
FUNCTION_LINES = 45
LONGER_MODULES: dict[str, int] = {}  # to be split before they grow

FILES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def part(path: Path) -> str:
    """The module of the design that a file belongs to; "" for the package's own ``__init__``."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that a file imports, in full, also within functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "imports are absolute"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> set[str]:
    """The modules of the design that a file imports, without its own."""
    names = (name.split(".") for name in imported(TREES[path]))
    return {parts[1] for parts in names if parts[0] == "assistant" and len(parts) > 1} & set(LAYER_OF) - {part(path)}


def users(is_used: object) -> set[str]:
    """The files, by their path in the package, with a node for which ``is_used`` holds."""
    assert callable(is_used)
    found = (path for path, tree in TREES.items() if any(is_used(node) for node in ast.walk(tree)))
    return {path.relative_to(PACKAGE).as_posix() for path in found}


def test_every_module_has_a_layer() -> None:
    assert {part(path) for path in FILES} - {""} <= set(LAYER_OF)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_down_only(path: Path) -> None:
    if part(path):
        above = {name for name in own_imports(path) if LAYER_OF[name] > LAYER_OF[part(path)]}
        assert not above, f"layer {LAYER_OF[part(path)]} imports from above: {above}"


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in FILES:
        graph.setdefault(part(path), set()).update(own_imports(path))
    TopologicalSorter(graph).prepare()  # CycleError names the circle


@pytest.mark.parametrize("library", HOMES)
def test_a_library_has_one_home(library: str) -> None:
    found = {part(path) for path in FILES if any(name.split(".")[0] == library for name in imported(TREES[path]))}
    assert found <= HOMES[library]


_BEHIND = ("in_bytes", "light", "pairs", "whole_numbers")  # are torch, and so imported within functions themselves


def test_heavy_libraries_are_imported_within_functions() -> None:
    heavy = {"torch", "sentence_transformers", "transformers", "chromadb"}
    behind = [PACKAGE / "encoder" / f"{name}.py" for name in _BEHIND]
    modules = {f"assistant.encoder.{name}" for name in _BEHIND}
    for path, tree in TREES.items():
        if path in behind:
            continue
        assert not {name for node in tree.body for name in imported(node) if not _is_body(node)} & modules, path
        at_top = {name.split(".")[0] for node in tree.body for name in imported(node) if not _is_body(node)}
        assert not at_top & heavy, path


def _is_body(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)


def test_only_the_command_line_prints() -> None:
    def prints(node: ast.AST) -> bool:
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"

    assert {name.split("/")[0] for name in users(prints)} == {"cli"}


def test_only_the_settings_read_the_environment() -> None:
    def reads(node: ast.AST) -> bool:
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            return ast.unparse(node.value) == "os.environ"
        return isinstance(node, ast.Call) and ast.unparse(node.func) in ("os.environ.get", "os.getenv")

    # the command line looks at WIJKWIJZER_DEBUG, and at NO_COLOR and TERM of the terminal
    assert {name.split("/")[0] for name in users(reads)} == {"settings.py", "cli"}


def test_only_the_outside_catches_everything() -> None:
    def catches_all(node: ast.AST) -> bool:
        if not isinstance(node, ast.ExceptHandler):
            return False
        kind = ast.unparse(node.type) if node.type else ""
        passes_on = any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))
        return kind in ("", "Exception") or (kind == "BaseException" and not passes_on)

    assert {name.split("/")[0].removesuffix(".py") for name in users(catches_all)} <= {"cli", "web"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_files_and_functions_fit_a_head(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGER_MODULES.get(name, MODULE_LINES)
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < FUNCTION_LINES, f"{node.name} is too long"


def test_exceptions_to_the_length_are_needed() -> None:
    for name in LONGER_MODULES:
        assert len((PACKAGE / name).read_text(encoding="utf-8").splitlines()) > MODULE_LINES
