"""What belongs to the installation, and rates of currencies."""

from __future__ import annotations

from api.rest.answers import Page
from api.rest.endpoint import Call, endpoint
from api.rest.paging import Shown
from api.rest.problems import not_found
from api.rest.representations.application import (
    ApplicationRepresentation,
    ColorRepresentation,
    CurrencyRepresentation,
    NamedRole,
    RateBody,
    as_decimal,
)
from api.rest.resource import Resource
from boards import options
from boards.colors import COLORS
from boards.kinds import CURRENCIES
from boards.product import KANBOARD_VERSION, VERSION
from boards.queries.currencies import list_rates
from boards.queries.settings import get_setting
from boards.roles import ApplicationRole, ProjectRole
from boards.services.currencies import remove_rate, set_rate


class Application(Resource):
    tag = "application"

    @endpoint("application.view", name="getApplication", returns=ApplicationRepresentation)
    def retrieve(self, call: Call[Shown]) -> ApplicationRepresentation:
        """What this installation is"""
        return ApplicationRepresentation(
            version=VERSION,
            kanboard_version=KANBOARD_VERSION,
            timezone=call.actor.timezone or get_setting(options.TIMEZONE),
            default_color_id=get_setting(options.DEFAULT_COLOR),
            currency=get_setting(options.CURRENCY),
            application_roles=[NamedRole(id=one.value, label=str(one.label)) for one in ApplicationRole],
            project_roles=[NamedRole(id=one.value, label=str(one.label)) for one in ProjectRole],
        )

    @endpoint("application.view", name="listColors", returns=Page[ColorRepresentation])
    def list_colors(self, call: Call[Shown]) -> Page[ColorRepresentation]:
        """Colours of tasks, categories and tags"""
        return Page(
            [
                ColorRepresentation(
                    id=color.id, name=str(color.label), background=color.background, border=color.border
                )
                for color in COLORS.values()
            ]
        )


class Currencies(Resource):
    """A rate is all that there is to a currency, so it is sent whole."""

    tag = "currencies"

    @endpoint("application.view", name="listCurrencies", returns=Page[CurrencyRepresentation])
    def list(self, call: Call[Shown]) -> Page[CurrencyRepresentation]:
        """Rates of currencies"""
        return Page([_represent(code, float(rate)) for code, rate in list_rates().items()])

    @endpoint("application.view", name="getCurrency", returns=CurrencyRepresentation)
    def retrieve(self, call: Call[Shown], currency: str) -> CurrencyRepresentation:
        """The rate of a currency"""
        return _answer_rate(currency)

    @endpoint("currency.edit", name="setCurrencyRate", body=RateBody, returns=CurrencyRepresentation)
    def update(self, call: Call[Shown], currency: str) -> CurrencyRepresentation:
        """Set the rate of a currency"""
        if currency not in CURRENCIES:
            raise not_found()
        set_rate(actor=call.actor, currency=currency, rate=as_decimal(call.body.rate))
        return _answer_rate(currency)

    @endpoint("currency.edit", name="removeCurrencyRate")
    def destroy(self, call: Call[Shown], currency: str) -> None:
        """Remove the rate of a currency"""
        remove_rate(actor=call.actor, currency=currency)


def _answer_rate(currency: str) -> CurrencyRepresentation:
    rates = list_rates()
    if currency not in rates:
        raise not_found()
    return _represent(currency, float(rates[currency]))


def _represent(currency: str, rate: float) -> CurrencyRepresentation:
    return CurrencyRepresentation(currency=currency, name=str(CURRENCIES[currency]), rate=rate)
