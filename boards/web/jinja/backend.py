"""The engine of the pages: an environment for each language, made when the first page in it is asked for."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from django.template.backends.jinja2 import Jinja2
from django.utils.translation import get_language
from jinja2 import Environment

from boards.web.jinja.compiler import PageEnvironment


class Pages(Jinja2):
    """Django's backend; its ``env`` is that of the active language, whose templates hold the words of it."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._of_language = cache(self._make)

    @property
    def env(self) -> Environment:
        """The environment of the language in which a page is drawn now."""
        return self._of_language(get_language() or "en")

    @env.setter
    def env(self, made: Environment) -> None:
        self._common = made

    def _make(self, language: str) -> PageEnvironment:
        made = cast(PageEnvironment, self._common.overlay())
        made.language = language
        return made
