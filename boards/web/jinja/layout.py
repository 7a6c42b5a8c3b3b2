"""White space of templates: what lays out the source weighs nothing in the page.

White space with a line end in it is layout. Between words it stands for one space, within a tag too; beside a tag of
HTML or of Jinja2 it is nothing. A space that shall be seen stands within a line, or is written as ``{{ " " }}``. What
``<pre>`` and ``<textarea>`` hold stays as it is, and so do templates that are no HTML. The texts of ``{% trans %}`` are
words to their ends, tags and all (``ext.i18n.trimmed``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

KEPT = ("pre", "textarea")
#: A tag, as far as it goes: one with an expression of Jinja2 in it comes in parts.
TAG = re.compile(r"</?[a-zA-Z!][^>]*>?")
NAME = re.compile(r"</?([\w-]+)")
LINE_END = re.compile(r"[ \t]*\n\s*")


class Layout(Extension):
    """Takes the layout out of a template when it is compiled."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token] | TokenStream:
        """The tokens of a template without what only lays them out."""
        return self._squeeze(stream) if (stream.name or "").endswith(".html") else stream

    @staticmethod
    def _squeeze(stream: TokenStream) -> Iterator[Token]:
        state, before, in_words = MarkupState(), "", False
        for token in stream:
            if before == "block_begin" and token.type == "name":
                in_words = token.value == "trans" or (in_words and token.value != "endtrans")
            before = token.type
            if token.type != "data" or in_words:
                yield token
            elif value := state.squeeze(token.value):
                yield Token(token.lineno, "data", value)


class MarkupState:
    """What is known of a page so far: whether it stands within a tag, or in an element whose white space counts."""

    def __init__(self) -> None:
        self.in_tag = False
        self.kept = ""

    def squeeze(self, data: str) -> str:
        """The next piece of HTML between two tags of Jinja2."""
        out, at = [], 0
        while at < len(data):
            if self.in_tag:
                end = data.find(">", at) + 1
                part = data[at : end or len(data)]
                self.in_tag = not end
                out.append(part if self.kept and not part.strip("> ") else self._tag(part))
                at += len(part)
                continue
            found = TAG.search(data, at)
            end = found.start() if found else len(data)
            out.append(self._text(data[at:end]))
            at = end
            if found:
                self._open(found[0])
                out.append(self._tag(found[0]))
                at = found.end()
        return "".join(out)

    def _open(self, tag: str) -> None:
        self.in_tag = not tag.endswith(">")
        named = NAME.match(tag)
        name = named[1].lower() if named else ""
        if name in KEPT:
            self.kept = "" if tag.startswith("</") else name

    @staticmethod
    def _tag(part: str) -> str:
        return re.sub(r"\s+>$", ">", LINE_END.sub(" ", part))

    def _text(self, text: str) -> str:
        if self.kept:
            return text
        inner = LINE_END.sub("\n", text)
        return inner.strip("\n").replace("\n", " ")
