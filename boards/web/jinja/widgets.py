"""The widgets of forms: Django's own templates for Jinja2, and our field around them."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.forms.renderers import BaseRenderer
from django.template.loader import get_template
from django.utils.translation import get_language


class Widgets(BaseRenderer):
    """Finds each template once a language: a form asks for four of each field, in all places where one may lie."""

    def __init__(self) -> None:
        self._find = cache(lambda name, language: get_template(name))

    def get_template(self, template_name: str) -> Any:
        return self._find(template_name, get_language())
