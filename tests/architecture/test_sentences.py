"""What people read can be found and translated: literals in marks of gettext, never f-strings (boards/errors.py)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.errors import Conflict, Denied, DomainError, Invalid, NotFound, Taken, describe
from boards.limits import check_name, check_room
from boards.services.tasks.update import Outdated
from kanboard_site.env import BASE_DIR

#: Marks of gettext to how many of their first arguments a catalogue has to know.
MARKS = {"gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2, "pgettext": 2}
MARKS |= {"pgettext_lazy": 2, "npgettext": 3, "npgettext_lazy": 3}
#: What is told to people, by the names of its classes.
TOLD = {"Invalid", "Conflict", "Later"}


def modules() -> list[Path]:
    return [path for room in ("boards", "api") for path in sorted((BASE_DIR / room).rglob("*.py"))]


def marks_of(tree: ast.Module) -> dict[str, str]:
    """The names under which a module knows the marks, ``_`` for one."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    known = [node for node in imports if node.module == "django.utils.translation"]
    return {alias.asname or alias.name: alias.name for node in known for alias in node.names if alias.name in MARKS}


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
        return node.func.id if isinstance(node.func, ast.Name) else node.func.attr
    return ""


def is_promise(node: ast.expr, marks: dict[str, str]) -> bool:
    """A marked literal with or without values, or a name for one, of which mypy knows that it is a promise."""
    if isinstance(node, ast.Name | ast.Attribute):
        return True
    if name_of(node) == "format_lazy":
        return is_promise(node.args[0], marks)
    return marks.get(name_of(node)) == "gettext_lazy" and is_text(node.args[0])


def sentences_of(call: ast.Call) -> Iterator[ast.expr]:
    """The values of ``Invalid(title=...)``, ``Invalid(**{name: ...})`` and ``Conflict(...)``."""
    yield from call.args
    for keyword in call.keywords:
        yield from keyword.value.values if isinstance(keyword.value, ast.Dict) else [keyword.value]


def unmarked(source: str) -> list[str]:
    """Calls in a module that no catalogue can know the words of."""
    tree = ast.parse(source)
    marks = marks_of(tree)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found = [
        call for call in calls if (mark := marks.get(name_of(call))) and not all(map(is_text, call.args[: MARKS[mark]]))
    ]
    refusals = [call for call in calls if name_of(call) in TOLD]
    found += [call for call in refusals if not all(is_promise(one, marks) for one in sentences_of(call))]
    return [ast.unparse(call) for call in found]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(BASE_DIR)))
def test_words_can_be_translated(path: Path):
    assert unmarked(path.read_text()) == []


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ('raise Conflict(_("The task is there already."))', 0),
        ('raise Conflict(format_lazy(_("At most {most}."), most=MOST))', 0),
        ("raise Invalid(**{field: NEEDS_NAME})", 0),
        ('raise Conflict("The task is there already.")', 1),
        ('raise Invalid(title=f"At most {MOST}.")', 1),
        ('raise Invalid(**{field: "At most"})', 1),
        ('raise Conflict(eager("The task is there already."))', 1),
        ('raise Invalid(title=_("At most %s.") % MOST)', 1),
        ('raise Invalid(title=format_lazy("At most {most}.", most=MOST))', 1),
        ('say(_(f"At most {MOST}."))', 1),
        ("say(_(sentence))", 1),
    ],
)
def test_a_sentence_that_nobody_can_translate_is_noticed(line: str, number: int):
    imports = "from django.utils.translation import gettext as eager, gettext_lazy as _"
    assert len(unmarked(f"{imports}\n{line}")) == number


def refusal_of(work: Any, *args: Any, **values: Any) -> DomainError:
    with pytest.raises(DomainError) as refused:
        work(*args, **values)
    return refused.value


def refusals() -> list[DomainError]:
    """One of each class, made in English."""
    return [
        NotFound("task 1"),
        Denied("task.edit"),
        Taken(),
        Conflict(_("The task is there already.")),
        Outdated("Anna", {}),
        Invalid(title=_("A task needs a title."), color_id=format_lazy(_("At most {most}."), most=5)),
        refusal_of(check_name, "name", " " * 5 + "\u200b", _("A group needs a name.")),
        refusal_of(check_name, "name", "n" * 200, _("A group needs a name.")),
        refusal_of(check_room, 5, 5, "name", _("There is no room.")),
    ]


def test_each_refusal_is_told_in_the_language_of_who_reads_it(monkeypatch: pytest.MonkeyPatch):
    made = refusals()
    english = [describe(one) for one in made]
    gettext = translation._trans.gettext
    monkeypatch.setattr(translation._trans, "gettext", lambda text: f"¿{gettext(text)}?")
    foreign = [describe(one) for one in made]
    assert [one.replace("¿", "").replace("?", "") for one in foreign] == english
    assert all(one.startswith("¿") and one.endswith("?") for one in foreign)
    assert foreign[5] == "¿A task needs a title.? ¿At most 5.?"


def test_people_never_read_what_is_for_logs():
    assert [describe(one) for one in refusals()[:3]] == [
        "This is not there any more.",
        "Your role does not allow this.",
        "This is taken already.",
    ]
