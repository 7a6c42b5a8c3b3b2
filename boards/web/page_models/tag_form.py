"""A tag of a project, or of all."""

from __future__ import annotations

from django import forms

from boards.web.frame.fields import color_field, name_field


class TagForm(forms.Form):
    name = name_field()
    color_id = color_field()
