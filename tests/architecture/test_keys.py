"""One table of keys (boards/wording/keys.py): scripts do what it says, and templates name keys by it alone."""

from __future__ import annotations

import re
from collections import Counter

from boards.wording.keys import IN_HELP, SCOPES, SHORTCUTS, add_key, name_keys, write_key, write_keys
from kanboard_site.env import BASE_DIR

FOLDER = BASE_DIR / "static/js"
SCRIPTS = {str(path.relative_to(FOLDER)): path.read_text() for path in sorted(FOLDER.rglob("*.js"))}
TEMPLATES = {path: path.read_text() for path in sorted((BASE_DIR / "templates").rglob("*.html"))}
DEEDS = {shortcut.deed for shortcut in SHORTCUTS}
#: Esc is said in many places by what is open, and does the same in each of them.
IN_MANY_PLACES = {"nearest.close"}
#: "walk.up": a name of two words in quotes; addresses look the same, and are asked for.
NAMED = re.compile(r'(?<!address\()"([a-z]+\.[a-z]+)"')
#: A letter or a sign that a script knows by itself.
LETTER = re.compile(r'key === "(\S)"|letter\(event\)')
#: The tools of the editor have keys of their own.
EDITOR = "shared/editor.js"


def list_doubles(shortcuts=SHORTCUTS) -> list[tuple[str, str]]:
    """Scopes with keys that mean two things there."""
    meant = Counter((scope, key) for one in shortcuts for scope in one.scopes for key in one.keys)
    return [place for place, times in meant.items() if times > 1]


def test_each_key_does_something_and_nothing_is_done_by_another_key():
    families = {deed.split(".")[0] for deed in DEEDS}
    named = {name for text in SCRIPTS.values() for name in NAMED.findall(text)}
    done = {name for name in named if name.split(".")[0] in families}
    asked = {name for text in SCRIPTS.values() for name in re.findall(r'isKey\(event, "([^"]+)"', text)}
    assert done | asked | IN_MANY_PLACES == DEEDS


def test_keys_count_where_scripts_bind_them():
    bound = {scope for text in SCRIPTS.values() for scope in re.findall(r'bindKeys\("(\w+)"', text)}
    listed = re.findall(r"for \(const place of \[([^]]+)\]\) bindKeys", SCRIPTS["shared/deeds.js"])
    assert bound | set(re.findall(r"\w+", listed[0])) == set(SCOPES)
    assert {scope for one in SHORTCUTS for scope in one.scopes} == set(SCOPES) == set(IN_HELP)


def test_no_script_knows_a_letter_by_itself():
    known = {name for name, text in SCRIPTS.items() if LETTER.search(text)}
    assert known - {EDITOR, "shared/shortcuts.js"} == set()
    assert LETTER.search('if (event.key === "x")')


def test_a_key_means_one_thing_in_a_place():
    assert list_doubles() == []
    assert list_doubles([*SHORTCUTS, SHORTCUTS[0]]) != []
    assert len(DEEDS) == len(SHORTCUTS)


def test_the_first_of_two_keys_means_nothing_alone():
    first = {key.split()[0] for one in SHORTCUTS for key in one.keys if " " in key}
    assert first == {"g", "v"}
    assert first.isdisjoint(key for one in SHORTCUTS for key in one.keys)


def test_templates_take_keys_from_the_table():
    named = []
    for path, html in TEMPLATES.items():
        assert re.findall(r'aria-keyshortcuts="(?!\{\{ name_keys\()', html) == [], path
        assert re.findall(r"<kbd[^>]*>(?!\{\{ (?:write_keys\(|name \}))", html) == [], path
        named += re.findall(r"(?:name_keys|write_keys)\(['\"]([^'\"]+)['\"]\)", html)
        named += re.findall(r"add_key\(.+?, ['\"]([^'\"]+)['\"]\)", html)
        named += re.findall(r"data-d(?:eed|o)=\"([a-z.]+)\"", html)
    assert {"task.close", "palette.open", "board.density", "task.select"} <= set(named) <= DEEDS


def test_keys_are_written_for_people_and_for_their_readers():
    assert write_key("Control+Shift+Z") == "Ctrl Shift Z"
    assert write_keys("walk.up") == "↑"
    assert write_keys("task.color") == name_keys("task.color") == ""
    assert name_keys("palette.open") == "Control+K b"
    assert name_keys("go.work") == ""
    assert (add_key("Assign", "task.assign"), add_key("Colour", "task.color")) == ("Assign (a)", "Colour")
