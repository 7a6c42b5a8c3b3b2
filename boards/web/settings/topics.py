"""The options of the installation by topic (web.md 9.6), from what is declared (boards/options.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from boards import kinds, options
from boards.addresses import link
from boards.errors import Invalid, NotFound
from boards.mail.sending import reaches_people
from boards.options import OPTIONS, Option, Section
from boards.queries.settings import get_setting, read_setting_texts
from boards.services.settings import reset_token, save_settings
from boards.web.frame.pages import add_errors, errors_to, go_to, posted, say
from boards.web.frame.proof import ProofForm, has_proved
from boards.web.settings.around import show_settings_page
from boards.web.settings.forms import OptionsForm, tell_value

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest

#: The topics, as addresses and ``redirect`` name them, with their headings.
TOPICS = {
    "application": gettext_lazy("Application"),
    "email": gettext_lazy("Email"),
    "project": gettext_lazy("Projects"),
    "board": gettext_lazy("Boards"),
    "webhook": gettext_lazy("Classic webhook"),
    "api": gettext_lazy("API"),
}
#: What the address names as the type of a token, and the option that holds it.
TOKENS = {"api": "api_token", "webhook": "webhook_token"}
#: Letters beyond which a message does not repeat a value.
LONG = 60


def options_of(section: Section) -> list[Option[Any]]:
    """Those that a form sets, in the order of their declaration."""
    return [option for option in OPTIONS.values() if option.section is section and not option.is_token]


def show_application(request: BoardRequest) -> HttpResponse:
    return _show_topic(request, "application")


def show_email(request: BoardRequest) -> HttpResponse:
    return _show_topic(request, "email")


def show_project(request: BoardRequest) -> HttpResponse:
    return _show_topic(request, "project")


def show_board(request: BoardRequest) -> HttpResponse:
    return _show_topic(request, "board")


def show_webhook(request: BoardRequest) -> HttpResponse:
    return _show_topic(request, "webhook")


def show_api(request: BoardRequest) -> HttpResponse:
    return _show_topic(request, "api")


def show_integrations(request: BoardRequest) -> HttpResponse:
    return show_settings_page(request, "integrations.html", "integrations", _("Integrations"))


def _show_topic(request: BoardRequest, topic: str, *, form: OptionsForm | None = None, token: str = "") -> HttpResponse:
    """``token``: the new one, which is shown this once. 1 statement."""
    section = Section(topic)
    if form is None:
        form = OptionsForm(options=options_of(section), texts=read_setting_texts())
    context = {
        "form": form,
        "topic": topic,
        "token": token,
        "token_option": TOKENS.get(topic, ""),
        "base_url": request.build_absolute_uri(link("Dashboard.show")).removesuffix("dashboard"),
        "has_no_address": not get_setting(options.URL),
        "mails": reaches_people(),
        "mail_host": settings.EMAIL_HOST if "smtp" in settings.EMAIL_BACKEND else "",
        "mail_from": settings.DEFAULT_FROM_EMAIL,
        "is_token_fixed": topic == "api" and bool(settings.ENV["API_AUTHENTICATION_TOKEN"]),
    }
    return show_settings_page(request, "topic.html", topic, str(TOPICS[topic]), **context)


def save(request: BoardRequest, redirect: str = "") -> HttpResponse:
    """Store the options of the topic ``redirect``; a box that its form left out is 0, other fields stay (web.md 9.6).

    What the form does not know is not stored. Raises NotFound.
    """
    topic = redirect or request.POST.get("redirect", "")
    if topic not in TOPICS:
        raise NotFound(f"topic {topic}")
    section = Section(topic)
    form = OptionsForm(request.POST, options=options_of(section), texts=read_setting_texts())
    form.is_valid()
    sentence = change_options(request, form, options_of(section))
    if form.errors:
        return _show_topic(request, topic, form=form)
    say(request, sentence)
    return go_to(request, f"Config.{topic}")


def change_options(request: BoardRequest, form: OptionsForm, changed: list[Option[Any]]) -> str:
    """Store what a form asks for, or put beside its fields what is wrong; answers what has changed, in words."""
    texts = read_setting_texts()
    values: dict[str, str] = {}
    for option in changed:
        text = _posted_text(option, request.POST)
        if text is None or option.name in form.errors:
            continue
        try:
            clean = option.check(text)
        except Invalid as error:
            add_errors(form, error)
            continue
        if option.read(clean or None) != option.read(texts.get(option.name) or None):
            values[option.name] = clean
    if form.errors:
        return ""
    with errors_to(form):
        save_settings(actor=request.actor, values=values)
    changes = [_tell_change(OPTIONS[name], texts.get(name), text) for name, text in values.items()]
    return "; ".join(changes) or _("Nothing is different from before.")


def _posted_text(option: Option[Any], data: QueryDict) -> str | None:
    """None for a field that the form left out."""
    text = data.get(option.name)
    if option.kind is kinds.SWITCH:
        return "0" if text in (None, "", "0", "false") else "1"
    return text


def _tell_change(option: Option[Any], before: str | None, after: str) -> str:
    words = {"label": option.label, "before": tell_value(option, before), "after": tell_value(option, after)}
    if max(len(words["before"]), len(words["after"])) > LONG:
        return _("%(label)s: changed") % words
    return _("%(label)s: %(before)s → %(after)s") % words


@sensitive_post_parameters("current_password")
def renew_token(request: BoardRequest) -> HttpResponse:
    """A new token, told this once; the old one ends. It opens the API, so it needs the own password.

    ``type``: "api" or "webhook". Raises NotFound.
    """
    topic = request.GET.get("type", request.POST.get("type", ""))
    if topic not in TOKENS:
        raise NotFound(f"token {topic}")
    form = ProofForm(posted(request), prover=request.user)
    if form.is_bound and form.is_valid() and has_proved(request, form):
        return _show_topic(request, topic, token=reset_token(actor=request.actor, name=TOKENS[topic]))
    return show_settings_page(
        request,
        "proof.html",
        topic,
        _("New token"),
        form=form,
        sentence=_("Programs with the old token are shut out at once."),
        submit=_("Make token"),
        back=link(f"Config.{topic}"),
    )
