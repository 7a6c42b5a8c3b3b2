"""How templates become code: with their texts in it, and with calls that cost what a call of Python does.

Texts are put into a template when it is compiled, so that a page looks none of them up. Each language has an
environment of its own (``boards.web.jinja.backend``), whose templates hold its words. What is only known while a page
is drawn (texts with a number, texts that a variable names) is looked up then.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, MutableMapping
from typing import Any

from django.utils import translation
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer

LOOKUPS = ("_", "gettext")
#: "%%", a value, or a percent sign that is neither, which is left to the lookup while the page is drawn.
VALUE = re.compile(r"%(?:(%)|\((\w+)\)s)?")


class PageCode(CodeGenerator):
    """The code of a template with the texts of the language of its environment."""

    environment: PageEnvironment

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Compile a whole template."""
        with translation.override(self.environment.language):
            node = TextFiller(is_html=(self.name or "").endswith(".html")).visit(node)
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A function that every template knows is called at once; others are asked whether they want the context."""
        if forward_caller or not self._is_plain(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.visit(named, frame)
            self.write(", ")
        self.write(")")

    def _is_plain(self, node: nodes.Call) -> bool:
        """Whether nothing but its arguments is given to what is called."""
        called = self.environment.globals.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if called is None or node.dyn_args or node.dyn_kwargs or hasattr(called, "jinja_pass_arg"):
            return False
        return not any(keyword.iskeyword(named.key) for named in node.kwargs)


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


class PageContext(Context):
    """Jinja2's, without what none of our templates uses: each page makes some forty of them.

    All templates of an environment know the same, so what one of them knows more (``globals_keys``) is nothing.
    """

    globals_keys: Any = frozenset()

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Any],
        globals: Any = None,  # noqa: A002
    ) -> None:
        self.parent, self.environment, self.name = parent, environment, name
        self.vars: dict[str, Any] = {}
        self.eval_ctx = EvalContext(environment, name)
        self.exported_vars: set[str] = set()
        self.blocks = {block: [render] for block, render in blocks.items()}

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """A macro, which is most of what is called, needs no questions."""
        if type(__obj) is not Macro:
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(__self.eval_ctx, *args, **kwargs)


class LeanEnvironment(Environment):
    """Jinja2 whose templates know the globals of their environment and nothing more."""

    context_class = PageContext

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows: a plain dict, as each page copies it some forty times."""
        return {**self.globals, **(d or {})}


class PageEnvironment(LeanEnvironment):
    """The same with the words of one ``language`` in its compiled templates."""

    code_generator_class = PageCode
    language = "en"
