"""A page of a long list is what Django's pager would show."""

from __future__ import annotations

import pytest
from django.core.paginator import Paginator

from boards.inputs import LARGEST_ID
from boards.models import Group
from boards.prepared import param
from boards.queries.pages import prepare_first_page, read_first_page, read_page

SIZE = 4


@pytest.mark.parametrize("number", [0, 1, 3, 4, 5, 9])
@pytest.mark.parametrize("page", [1, 2, 3, 99, LARGEST_ID])
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


@pytest.mark.parametrize("number", [0, 1, 4, 9])
def test_the_first_page_may_be_prepared(db, django_assert_num_queries, number):
    Group.objects.bulk_create(Group(name=f"Group {name}") for name in range(number))
    found = Group.objects.filter(name__startswith=param("word")).order_by("-pk")
    prepared = prepare_first_page(found, SIZE)
    expected = Paginator(Group.objects.order_by("-pk"), SIZE).get_page(1)
    with django_assert_num_queries(2):
        page = read_first_page(prepared, SIZE, word="Group")
        assert list(read_first_page(prepared, SIZE, word="Nothing")) == []
    assert (list(page), page.paginator.count, page.has_next()) == (
        [group.pk for group in expected],
        number,
        expected.has_next(),
    )


def test_what_can_find_nothing_is_an_empty_page(db):
    page = read_first_page(prepare_first_page(Group.objects.filter(pk__in=()).order_by("pk"), SIZE), SIZE)
    assert (list(page), page.paginator.count, page.paginator.num_pages) == ([], 0, 1)
