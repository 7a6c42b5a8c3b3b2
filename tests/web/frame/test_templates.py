"""The language of the templates: white space, texts, names that nobody gave."""

from __future__ import annotations

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from jinja2 import DictLoader, UndefinedError

from boards.texts.markdown import Budget
from boards.web.jinja.environment import environment


def render(source: str, file: str = "page.html", **context: object) -> str:
    made = environment(loader=DictLoader({file: source}))
    made.language = translation.get_language()
    return made.get_template(file).render(context)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<p>\n  <b>a</b>\n  <i>b</i>\n</p>\n", "<p><b>a</b><i>b</i></p>"),
        ("<p>\n  words\n  and more\n</p>", "<p>words and more</p>"),
        ("<b>a</b> <i>b</i>", "<b>a</b> <i>b</i>"),
        ('<b>a</b>{{ " " }}\n<i>b</i>', "<b>a</b> <i>b</i>"),
        ('<a\n   id="a"\n   class="b\n          c">x</a>', '<a id="a" class="b c">x</a>'),
        ('<a id="{{ 1 }}"\n   class="b"\n>x</a>', '<a id="1" class="b">x</a>'),
        ("{% for n in (1, 2) %}\n  <b>{{ n }}</b>\n{% endfor %}\n", "<b>1</b><b>2</b>"),
        ("<pre>\n a\n  {{ 1 }}\n</pre>\n", "<pre>\n a\n  1\n</pre>"),
        ('<textarea\n  name="a">\n b\n</textarea>\n<p>\n</p>', '<textarea name="a">\n b\n</textarea><p></p>'),
        ("{% trans %}\n  Words\n  <b>all</b>\n  of it\n{% endtrans %}", "Words <b>all</b> of it"),
        ("a < b\n  and > c", "a < b and > c"),
    ],
)
def test_layout_weighs_nothing(source, html):
    assert render(source) == html


def test_white_space_of_other_texts_counts():
    assert render("a\n\n  {{ 1 }}\n", "mail.txt") == "a\n\n  1"


def test_html_is_escaped_and_plain_text_is_not():
    assert render("{{ a }}", a="<b>") == "&lt;b&gt;"
    assert render("{{ a }}", "mail.txt", a="<b>") == "<b>"


@pytest.mark.parametrize("source", ["{{ nobody }}", "{% if nobody %}{% endif %}", "{{ a.nothing }}"])
def test_a_name_that_nobody_gave_is_a_mistake(source):
    with pytest.raises(UndefinedError):
        render(source, a={})


def test_texts_are_translated_with_their_values():
    with translation.override("de"):
        assert render('{{ _("Yes") }}') == translation.gettext("Yes") != "Yes"
    plural = "{% trans n=n %}{{ n }} card{% pluralize %}{{ n }} cards{% endtrans %}"
    assert [render(plural, n=n) for n in (1, 2)] == ["1 card", "2 cards"]
    assert render("{% trans %}Hello {{ name }}{% endtrans %}", name="<b>") == "Hello &lt;b&gt;"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("{{ _('100 %%') }}", "100 %"),
        ("{{ _('%(n)s of %(all)s, %(n)s', n=1, all='<') }}", "1 of &lt;, 1"),
        ("{{ _('<b>') }}{{ _('a') if 1 else _('b') }}", "<b>a"),
        ("{% set words = _('%(n)s <', n='>') %}{{ words }}", "&gt; <"),
        ("{% trans a=1 %}{{ a }} %{% endtrans %}", "1 %"),
        ("{% set text = 'Name' %}{{ _(text) }}", "Name"),
    ],
)
def test_texts_stand_in_the_compiled_template_as_they_would_be_looked_up(source, html):
    assert render(source) == html


def test_functions_of_all_templates_macros_and_values_are_called_alike():
    """The first are called at once by the compiled code, which can't name what Python keeps for itself."""
    both = "{% macro both(a, b='-') %}{{ a }}{{ b }}{% endmacro %}"
    linked = both + "{% for n in (1, 2) %}{{ both(n, b=link('BoardView.show', project_id=n)) }}{% endfor %}"
    assert render(linked) == "1/board/12/board/2"
    around = "{% macro around(a) %}{{ a }}{{ caller() }}{% endmacro %}"
    assert render(around + "{% call around('<') %}{{ value('b') }}{% endcall %}", value=str.upper) == "&lt;B"
    assert render("{{ link(*['BoardView.show'], **{'project_id': 3}) }}") == "/board/3"
    assert render("{{ dict(a=2, class=3).items()|list|length }}") == "2"
    assert render("{% macro link(name) %}mine {{ name }}{% endmacro %}{{ link('<') }}") == "mine &lt;"


def test_a_page_is_drawn_in_the_language_of_its_reader():
    pages, drawn = engines["pages"], []
    for language in ("en", "de", "en"):
        with translation.override(language):
            template = pages.get_template("components/states.html").template
            drawn.append((template, pages.from_string("{{ _('Yes') }}").render()))
    (english, yes), (german, ja), again = drawn
    assert (yes, ja) == ("Yes", "Ja")
    assert again == (english, "Yes")
    assert english is not german


def test_forms_of_a_page_share_a_token():
    template = engines["pages"].from_string("{{ csrf_input }}{{ csrf_input }}")
    html = template.render({}, RequestFactory().get("/"))
    assert html[: len(html) // 2] * 2 == html
    assert 'name="csrfmiddlewaretoken"' in html


def test_links_to_many_are_those_to_each():
    source = '{% set to = link_by("TaskView.show", "task_id") %}{{ to(7) }} {{ link("TaskView.show", task_id=7) }}'
    one, other = render(source).split()
    assert one == other


class TestTextsThatAreKept:
    """What a text costs, and what it shows, does not depend on whether it was drawn before."""

    @staticmethod
    def draw(text: str, *, left: int = 100_000, may_tick: bool = False, **context: object) -> tuple[str, int]:
        request = RequestFactory().get("/")
        request.markdown_budget = Budget(left)
        template = engines["pages"].from_string("{{ tickable(text, may_tick) }}")
        html = template.render({"text": text, "may_tick": may_tick, **context}, request)
        return html, left - request.markdown_budget.left

    def test_it_is_paid_each_time(self):
        first, second = (self.draw("*kept* once") for _ in range(2))
        assert first == second
        assert first[1] > 0
        assert self.draw("*kept* once", left=first[1] - 1)[0] != first[0]
        assert self.draw("*kept* once") == first

    def test_who_is_named_and_who_may_tick_count(self):
        text = "- [ ] ask @mia"
        plain, _cost = self.draw(text)
        named, _cost = self.draw(text, people={"mia": (7, "Mia")})
        assert "user-mention-link" in named
        assert "user-mention-link" not in plain
        assert "<button" in self.draw(text, may_tick=True)[0]
        assert self.draw(text)[0] == plain
