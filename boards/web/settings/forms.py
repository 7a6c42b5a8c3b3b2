"""Forms of the settings, with the field names of web.md 9.6; those of options are made from what is declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards import kinds
from boards.dates import DateFormat
from boards.kinds import CURRENCIES
from boards.options import Option
from boards.web.frame.choices import list_languages, list_timezones
from boards.web.frame.fields import IdChoice, LongSelect, name_field

#: The day and the time that formats of them are shown with.
EXAMPLE = datetime(2026, 12, 31, 14, 30)
#: Inputs of kinds of texts.
INPUTS: dict[kinds.Kind[Any], forms.Widget] = {
    kinds.NUMBER: forms.NumberInput(attrs={"min": 0, "class": "short"}),
    kinds.EMAIL: forms.EmailInput(attrs={"spellcheck": "false"}),
    kinds.SITE: forms.URLInput(attrs={"spellcheck": "false"}),
    kinds.WEB_ADDRESS: forms.URLInput(attrs={"spellcheck": "false"}),
    kinds.TEXT: forms.Textarea(attrs={"rows": 8, "class": "code", "spellcheck": "false"}),
}


def list_choices(option: Option[Any]) -> dict[str, str]:
    """The texts that an option may hold, with what people read of them; nothing where any may be written."""
    if option.kind is kinds.LANGUAGE:
        return dict(list_languages())
    if option.kind is kinds.TIMEZONE:
        return dict(list_timezones())
    if option.kind is kinds.DATE_FORMAT:
        return {text: DateFormat(text, "H:i", "UTC").write_day(EXAMPLE) for text in option.kind.choices}
    if option.kind is kinds.TIME_FORMAT:
        return {text: DateFormat("Y-m-d", text, "UTC").write_time(EXAMPLE) for text in option.kind.choices}
    return {text: str(label) for text, label in option.kind.choices.items()}


def tell_value(option: Option[Any], text: str | None) -> str:
    """What a stored text means, as people read it."""
    written = option.write(option.read(text or None))
    return list_choices(option).get(written, written) or _("nothing")


def _hint(option: Option[Any], text: str | None) -> str:
    """What an option is for; once it has been changed, its default, too, which is what an empty text means."""
    if option.read(text or None) == option.default:
        return str(option.purpose)
    return f"{option.purpose} {_('Default: %(value)s.') % {'value': tell_value(option, None)}}".strip()


def make_option_field(option: Option[Any], text: str | None) -> forms.Field:
    """``text``: what is stored. The option itself checks what is posted (``Option.check``)."""
    written = option.write(option.read(text or None))
    common: dict[str, Any] = {"label": option.label, "required": False, "help_text": _hint(option, text)}
    if option.kind is kinds.SWITCH:
        return forms.BooleanField(**common, initial=written == "1", widget=forms.CheckboxInput(attrs={"value": "1"}))
    choices = list_choices(option)
    if choices:
        choices.setdefault(written, written)
        return forms.CharField(**common, initial=written, widget=LongSelect(offered=tuple(choices.items())))
    widget = INPUTS.get(option.kind, forms.TextInput())
    return forms.CharField(**common, initial=written, widget=widget, strip=False)


class OptionsForm(forms.Form):
    """``texts``: option to what is stored."""

    def __init__(self, *args: Any, options: Iterable[Option[Any]], texts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for option in options:
            self.fields[option.name] = make_option_field(option, texts.get(option.name))


class NewLabelForm(forms.Form):
    label = name_field(gettext_lazy("Label"))
    opposite_label = forms.CharField(
        label=gettext_lazy("Label of the other side"),
        required=False,
        max_length=191,
        help_text=gettext_lazy("What the linked task shows, as “is blocked by” for “blocks”. Empty: the same."),
    )


class LabelForm(forms.Form):
    label = name_field(gettext_lazy("Label"))
    opposite_id = IdChoice(label=gettext_lazy("Label of the other side"), required=False)

    def __init__(self, *args: Any, labels: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opposite_id"].choices = [(0, _("The same")), *labels.items()]  # type: ignore[attr-defined]


class RateForm(forms.Form):
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"),
        choices=[(code, f"{code} – {name}") for code, name in CURRENCIES.items()],
    )
    rate = forms.DecimalField(
        label=gettext_lazy("Rate"),
        localize=False,
        help_text=gettext_lazy("What one unit of it is worth in the currency of reference, like 1.08."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )
