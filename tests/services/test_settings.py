"""The options of the application (domain.md 20)."""

from __future__ import annotations

import pytest

from boards import options
from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import Invalid
from boards.models import Setting
from boards.queries.settings import get_base_url, get_date_format, get_setting
from boards.services.settings import ensure_tokens, reset_token, save_settings
from boards.services.users import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def save(django_capture_on_commit_callbacks):
    def run(**values: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            save_settings(actor=APPLICATION, values=values)

    return run


def test_saved_options_count_at_once(save):
    assert (get_base_url(), get_setting(options.NO_PERSONAL_PROJECTS)) == ("http://localhost/", False)
    save(application_url="https://boards.example/kb", disable_private_project="1", default_color="red")
    assert get_base_url() == "https://boards.example/kb/"
    assert get_setting(options.NO_PERSONAL_PROJECTS)
    assert get_setting(options.DEFAULT_COLOR) == "red"
    save(application_timezone="Europe/Berlin", application_date_format="Y-m-d", application_time_format="g:i a")
    assert (get_date_format().date, get_date_format().time, get_date_format().zone) == (
        "Y-m-d",
        "g:i a",
        "Europe/Berlin",
    )


def test_an_empty_text_brings_the_default_back(save):
    save(default_color="red", subtask_time_tracking="0", application_url="https://boards.example/")
    save(default_color="", subtask_time_tracking="", application_url="")
    assert get_setting(options.DEFAULT_COLOR) == "yellow"
    assert get_setting(options.TIMES_SUBTASKS)
    assert get_base_url() == "http://localhost/"


def test_it_is_known_who_changed_an_option(django_capture_on_commit_callbacks):
    user = create_user(actor=APPLICATION, username="anna", password="secret-pw", role="app-admin")
    with django_capture_on_commit_callbacks(execute=True):
        save_settings(actor=Actor(ActorKind.USER, user.pk, "anna"), values={"board_columns": " One, Two "})
    setting = Setting.objects.get(option="board_columns")
    assert (setting.value, setting.changed_by_id) == ("One, Two", user.pk)
    assert setting.changed_on > 0


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("no_such_option", "1"),
        ("api_token", "guessable"),
        ("disable_private_project", "yes"),
        ("application_url", "boards.example"),
        ("application_url", "ftp://boards.example/"),
        ("application_url", "https:// boards.example/"),
        ("application_timezone", "Europe/Nowhere"),
        ("application_date_format", "d-m-Y"),
        ("application_time_format", "H.i"),
        ("default_color", "octarine"),
        ("mail_sender_address", "nobody"),
    ],
)
def test_one_bad_value_stores_none_of_them(save, option, value):
    with pytest.raises(Invalid) as refusal:
        save(board_columns="One", **{option: value})
    assert list(refusal.value.fields) == [option]
    assert not Setting.objects.filter(option__in=("board_columns", "no_such_option")).exists()


def test_a_token_can_be_replaced(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ensure_tokens()
    first = get_setting(options.API_TOKEN)
    assert (len(first), len(get_setting(options.WEBHOOK_TOKEN))) == (60, 60)
    with django_capture_on_commit_callbacks(execute=True):
        second = reset_token(actor=APPLICATION, name="api_token")
    assert get_setting(options.API_TOKEN) == second != first
    with pytest.raises(Invalid):
        reset_token(actor=APPLICATION, name="default_color")


def test_a_later_start_keeps_the_tokens(django_capture_on_commit_callbacks):
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            ensure_tokens()
        tokens = {option.name: get_setting(option) for option in (options.API_TOKEN, options.WEBHOOK_TOKEN)}
        assert dict(Setting.objects.values_list("option", "value")) == tokens
