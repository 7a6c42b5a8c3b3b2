"""Currencies: that of reference, and the rates of others (web.md 9.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards import options
from boards.addresses import link
from boards.errors import NotFound
from boards.kinds import CURRENCIES
from boards.options import Section
from boards.queries.currencies import list_rates
from boards.queries.settings import get_setting, read_setting_texts
from boards.services.currencies import remove_rate, set_rate, write_rate
from boards.web.frame.pages import posted, show_form
from boards.web.settings.around import ask_in_settings, finish_settings, save_form, show_settings_page
from boards.web.settings.forms import OptionsForm, RateForm
from boards.web.settings.topics import change_options, options_of

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest

PAGE = "Currency.show"


def list_currencies(request: BoardRequest) -> HttpResponse:
    rates = [(code, CURRENCIES[code], write_rate(rate)) for code, rate in list_rates().items()]
    reference = get_setting(options.CURRENCY)
    return show_settings_page(
        request, "currencies.html", "currencies", _("Currencies"), rates=rates, reference=reference,
        reference_name=CURRENCIES[reference],
    )  # fmt: skip


def edit_rate(request: BoardRequest, currency: str = "") -> HttpResponse:
    """A new rate, or another one in place of that which the currency has."""

    def save(values: dict[str, Any]) -> str:
        set_rate(actor=request.actor, currency=values["currency"], rate=values["rate"])
        return _("%(currency)s: rate %(rate)s") % {**values, "rate": write_rate(values["rate"])}

    initial = {"currency": currency, "rate": write_rate(list_rates().get(currency))}
    form = RateForm(posted(request), initial=initial)
    return save_form(request, form, _("Rate of a currency"), PAGE, _("Save"), save)


def drop_rate(request: BoardRequest, currency: str) -> HttpResponse:
    if currency not in list_rates():
        raise NotFound(f"rate of {currency}")
    if request.method != "POST":
        sentence = _("The rate of %(currency)s goes; nothing else does.") % {"currency": currency}
        return ask_in_settings(request, PAGE, _("Remove rate"), sentence)
    remove_rate(actor=request.actor, currency=currency)
    return finish_settings(request, PAGE, _("Rate of %(currency)s removed.") % {"currency": currency})


def change_reference(request: BoardRequest) -> HttpResponse:
    """Another currency of reference; the rates stay as they are."""
    chosen = options_of(Section.CURRENCY)
    form = OptionsForm(posted(request), options=chosen, texts=read_setting_texts())
    if form.is_bound and form.is_valid():
        sentence = change_options(request, form, chosen)
        if not form.errors:
            return finish_settings(request, PAGE, sentence)
    note = _("The rates stay as they are.")
    return show_form(request, form, _("Currency of reference"), _("Save"), back=link(PAGE), note=note)
