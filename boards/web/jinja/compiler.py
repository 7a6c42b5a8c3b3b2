"""Texts are put into a template when it is compiled, so that a page looks none of them up.

Each language has an environment of its own (``boards.web.jinja.backend``), whose templates hold its words. What is
only known while a page is drawn (texts with a number, texts that a variable names) is looked up then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from typing import Any

from django.utils import translation
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

LOOKUPS = ("_", "gettext")
#: "%%", a value, or a percent sign that is neither, which is left to the lookup while the page is drawn.
VALUE = re.compile(r"%(?:(%)|\((\w+)\)s)?")


class TranslatedCode(CodeGenerator):
    """The code of a template with the texts of the language of its environment."""

    environment: PageEnvironment

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Compile a whole template."""
        with translation.override(self.environment.language):
            node = TextFiller(is_html=(self.name or "").endswith(".html")).visit(node)
        super().visit_Template(node, frame)


class TextFiller(NodeTransformer):
    """Puts words in the place of what looks them up. The words are ours: in HTML they are not escaped again."""

    def __init__(self, *, is_html: bool) -> None:
        self.is_html = is_html

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Expr:  # noqa: N802
        """A text without values, wherever it stands."""
        parts = self._split(node)
        if parts is not None and all(isinstance(part, str) for part in parts):
            return self._constant("".join(parts), node)
        return self.generic_visit(node, *args, **kwargs)  # type: ignore[return-value]

    def visit_Output(self, node: nodes.Output, *args: Any, **kwargs: Any) -> nodes.Output:  # noqa: N802
        """A text that is shown: its values stand between its words."""
        node.nodes = [part for one in node.nodes for part in self._spread(one)]
        return self.generic_visit(node, *args, **kwargs)  # type: ignore[return-value]

    def _spread(self, node: nodes.Expr) -> Iterator[nodes.Expr]:
        parts = self._split(node) if isinstance(node, nodes.Call) else None
        if parts is None:
            yield node
            return
        for part in parts:
            yield self._constant(part, node) if isinstance(part, str) else part

    def _split(self, node: nodes.Call) -> list[Any] | None:
        """The words and the expressions of a text in their order; None for what is no such text."""
        if not (isinstance(node.node, nodes.Name) and node.node.name in LOOKUPS and len(node.args) == 1):
            return None
        text = node.args[0]
        if not isinstance(text, nodes.Const) or node.dyn_args or node.dyn_kwargs:
            return None
        values = {keyword.key: keyword.value for keyword in node.kwargs}
        words, parts, at = translation.gettext(text.value), [], 0
        for found in VALUE.finditer(words):
            percent, name = found.groups()
            if not percent and name not in values:
                return None
            parts += [words[at : found.start()], percent or values[name]]
            at = found.end()
        return [*parts, words[at:]]

    def _constant(self, words: str, node: nodes.Node) -> nodes.Expr:
        constant = nodes.Const(words, lineno=node.lineno)
        return nodes.MarkSafe(constant, lineno=node.lineno) if self.is_html else constant


class PageEnvironment(Environment):
    """Jinja2 with the words of one ``language`` in its compiled templates."""

    code_generator_class = TranslatedCode
    language = "en"

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows: a plain dict, as each page copies it some forty times."""
        return {**self.globals, **(d or {})}
