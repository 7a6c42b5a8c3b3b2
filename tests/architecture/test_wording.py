"""Every event has words for each place that tells of it (boards/wording/events.py)."""

from __future__ import annotations

import pytest

from boards import events
from boards.events.base import Event
from boards.listeners import AUTOMATED, LISTENERS, SEEN, TOLD
from boards.wording.events import TELLINGS, Telling

#: What is no event: overdue tasks are told once a day, the end of a webhook when it comes.
TOLD_BESIDE = {"task.overdue", "webhook.off"}
#: What people are told who watch a task, are named in it, or made a webhook.
IN_INBOX = {*(event.name for event in TOLD), "task.user.mention", "comment.user.mention", *TOLD_BESIDE}
#: Nobody listens to these.
UNTOLD = {"project.file.create", "project.file.destroy"}
CATALOGUE = {
    event.name: event
    for event in map(events.__dict__.get, events.__all__)
    if isinstance(event, type) and issubclass(event, Event) and "name" in vars(event)
}


def test_the_catalogue_is_told():
    assert set(CATALOGUE) - UNTOLD <= set(TELLINGS)
    assert not {event.name for listener in LISTENERS for event in listener.to} & UNTOLD
    assert set(TELLINGS) - set(CATALOGUE) == TOLD_BESIDE


@pytest.mark.parametrize(
    ("place", "kinds"),
    [
        ("wire", {event.name for event in TOLD}),
        ("activity", {event.name for event in (*TOLD, *SEEN)}),
        ("inbox", IN_INBOX),
        ("trigger", {event.name for event in AUTOMATED}),
    ],
)
def test_each_place_has_words_for_what_it_tells(place: str, kinds: set[str]):
    assert {kind for kind, telling in TELLINGS.items() if getattr(telling, place)} == kinds


def test_sentences_are_translated_when_they_are_read():
    for telling in TELLINGS.values():
        for place in Telling.__dataclass_fields__:
            sentence = getattr(telling, place)
            assert sentence == "" or not isinstance(sentence, str)
