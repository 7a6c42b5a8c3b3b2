"""Who can be added, found by what somebody types."""

from __future__ import annotations

from boards.queries.addable import LONGEST, find_addable_groups, find_addable_people, find_joinable_people


def test_words_that_no_name_has_are_not_asked_for(db, django_assert_num_queries):
    """A database would compare such a pattern with every name for hours."""
    with django_assert_num_queries(0):
        for words in ("@a " * LONGEST, " ", ""):
            assert find_joinable_people(1, words) == find_addable_people(1, words) == {}
            assert find_addable_groups(1, words) == {}


def test_a_name_is_found_in_any_case_of_any_script(rpc):
    pk = rpc.createUser(username="åsa", password="secret-pw", name="Åsa Ørsted")
    project = rpc.createProject(name="Harbour")
    for words in ("åsa", "ÅSA ØRSTED", "Åsa Ø", "Åsa Ørsted (åsa)"):
        assert list(find_addable_people(project, words)) == [pk]
