"""What options and preferences hold: from stored texts to values and back."""

from __future__ import annotations

import pytest

from boards import kinds, options, preferences
from boards.actors import APPLICATION
from boards.errors import Invalid
from boards.options import OPTIONS, Option
from boards.preferences import PREFERENCES, PreferenceScope
from boards.queries.lanes import FIELDS
from boards.queries.preferences import get_preference, list_board_preferences
from boards.services.metadata import save_preferences, save_user_metadata
from boards.services.users import create_user


@pytest.mark.parametrize("declared", [*OPTIONS.values(), *PREFERENCES.values()], ids=lambda one: one.name)
def test_a_default_is_a_value_of_its_kind_and_has_words(declared):
    text = declared.write(declared.default)
    assert declared.read(text or None) == declared.default
    assert declared.check(text) == text
    assert str(declared.label)


def test_a_declaration_of_the_same_name_would_replace_another():
    assert [(name, one.name) for name, one in OPTIONS.items() if name != one.name] == []
    assert len(OPTIONS) == sum(isinstance(one, Option) for one in vars(options).values())
    assert len(PREFERENCES) == sum(isinstance(one, preferences.Preference) for one in vars(preferences).values())


@pytest.mark.parametrize(
    ("kind", "text", "value", "stored"),
    [
        (kinds.SWITCH, "1", True, "1"),
        (kinds.NUMBER, "007", 7, "7"),
        (kinds.NUMBERS, "3,x,1,,3", frozenset({1, 3}), "1,3"),
        (kinds.NAMES, " One,, Two ,One", ("One", "Two"), "One, Two"),
        (kinds.SITE, "https://boards.example", "https://boards.example/", "https://boards.example/"),
        (preferences.HIDES.kind, "age octarine category", ("category", "age"), "category age"),
        (preferences.FOLDED_LANES.kind, "7,priority:-2,<b>,a:b:c", frozenset({"7", "priority:-2"}), "7,priority:-2"),
    ],
)
def test_a_text_is_read_and_written(kind, text, value, stored):
    assert kind.read(text) == value
    assert kind.write(value) == stored


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        (options.NO_PERSONAL_PROJECTS, "yes"),
        (options.BOARD_REFRESH, "-1"),
        (options.BOARD_REFRESH, "9" * 10),
        (options.LANGUAGE, "xx_XX"),
        (options.TIMEZONE, "Europe/Nowhere"),
        (options.MAIL_SENDER, "nobody"),
        (options.URL, "http://[::1"),
        (options.URL, "https://:443/"),
        (options.WEBHOOK_URL, "http://[::1"),
        (preferences.COLORS, "octarine"),
        (preferences.COMMENT_ORDER, "desc"),
    ],
)
def test_what_is_none_is_refused_when_given_and_the_default_when_stored(declared, text):
    with pytest.raises(Invalid) as refusal:
        declared.check(text)
    assert list(refusal.value.fields) == [declared.name]
    assert declared.read(text) == declared.default


def test_an_empty_list_is_kept_where_the_default_is_another():
    assert preferences.HIDES.read(None) == ("external", "age")
    assert preferences.HIDES.keep((), 7) == ("board.hides.7", "")
    assert preferences.HIDES.read("") == ()


def test_boards_are_grouped_by_the_fields_that_lanes_know():
    assert tuple(preferences.GROUP.kind.choices) == ("", *FIELDS)


@pytest.mark.django_db
def test_a_person_keeps_preferences_some_of_them_for_each_board():
    user_id = create_user(actor=APPLICATION, username="anna", password="secret-pw").pk
    assert get_preference(user_id, preferences.KEYS_OFF) is False
    assert get_preference(0, preferences.COMMENT_ORDER) == "ASC"
    save_preferences(
        preferences.KEYS_OFF.keep(True),
        preferences.FOLDED_COLUMNS.keep(frozenset({9, 11}), 7),
        actor=APPLICATION,
        user_id=user_id,
    )
    save_user_metadata(actor=APPLICATION, user_id=user_id, values={"board.colors.7": "octarine"})
    assert get_preference(user_id, preferences.KEYS_OFF) is True
    assert get_preference(user_id, preferences.FOLDED_COLUMNS, 7) == {9, 11}
    assert get_preference(user_id, preferences.FOLDED_COLUMNS, 77) == frozenset()
    assert get_preference(user_id, preferences.COLORS, 7) == "edge"
    assert list_board_preferences(user_id=user_id, project_id=7) == {
        "board.hidden_columns": "9,11",
        "board.colors": "octarine",
    }
    assert {one.scope for one in PREFERENCES.values()} == set(PreferenceScope)
