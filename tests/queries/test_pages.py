"""A page of a long list is what Django's pager would show."""

from __future__ import annotations

import pytest
from django.core.paginator import Paginator

from boards.models import Group
from boards.queries.pages import read_page

SIZE = 4


@pytest.mark.parametrize("number", [0, 1, 3, 4, 5, 9])
@pytest.mark.parametrize("page", [1, 2, 3, 99])
def test_it_has_the_ids_and_the_number_of_all(db, django_assert_num_queries, number, page):
    Group.objects.bulk_create(Group(name=f"Group {name}") for name in range(number))
    found = Group.objects.filter(name__startswith="Group").order_by("-pk")
    expected = Paginator(found, SIZE).get_page(page)
    is_beyond = page > 1 and page > expected.paginator.num_pages
    with django_assert_num_queries(3 if is_beyond and number else 2 if is_beyond else 1):
        read = read_page(found, page, SIZE)
        told = list(read), read.paginator.count, read.number, read.has_next(), read.start_index(), read.end_index()
    assert told == (
        [group.pk for group in expected],
        number,
        expected.number,
        expected.has_next(),
        expected.start_index(),
        expected.end_index(),
    )
