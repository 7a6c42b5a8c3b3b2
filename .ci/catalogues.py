"""The catalogues of locale/: texts from modules and templates, brought up to date, checked and compiled.

``python .ci/catalogues.py`` takes over new texts and drops old ones, and compiles what is complete; ``--check`` changes
nothing and fails on what is missing, doubtful, broken or old. The compiled files are kept in the repository, as a fresh
machine has nothing to compile them with.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

BASE = Path(__file__).resolve().parent.parent
LOCALE = BASE / "locale"
SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
#: Beside Babel's own: what our modules call lazy texts, and texts with a number.
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **dict.fromkeys(("_lazy", "lazy", "gettext_lazy", "now_translated", "phrase", "tell_operator"), None),
    **dict.fromkeys(("ngettext_lazy", "counted", "tell_operator_number"), (1, 2)),
}
#: What has to stand in a translation as in the text: values, and tags.
PLACE = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}|</?\w+[^>]*>")


def extract() -> Catalog:
    """All texts that there are."""
    found = Catalog(project="kanboard-django", charset="utf-8")
    with (BASE / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    for name, line, text, comments, context in extract_from_dir(BASE, methods, options, KEYWORDS):
        found.add(text, None, [(name, line)], auto_comments=comments, context=context)
    return found


def find_faults(message: Message) -> Iterator[str]:
    """What is wrong with a translation."""
    texts = [message.string] if isinstance(message.string, str) else list(message.string)
    if not all(texts):
        yield "is missing"
        return
    if message.fuzzy:
        yield "is doubtful"
    wanted = sorted(PLACE.findall(message.id if isinstance(message.id, str) else message.id[1]))
    for text in texts:
        if sorted(PLACE.findall(text)) != wanted:
            yield f"has other places: {text}"
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    blanks = {(one[:1].isspace(), one[-1:].isspace()) for one in (*originals, *texts)}
    if len(blanks) > 1:
        yield "has other blanks around it"


def compile_catalogue(catalogue: Catalog) -> bytes:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def check(path: Path, texts: Catalog) -> list[str]:
    """What is wrong with a catalogue."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    faults = [
        f"{path.parent.parent.name}: {message.id!r} {fault}"
        for message in catalogue
        if message.id
        for fault in find_faults(message)
    ]
    known = {(message.context, message.id) for message in catalogue if message.id}
    wanted = {(message.context, message.id) for message in texts if message.id}
    faults += [f"{path.parent.parent.name}: {text!r} is missing" for _context, text in wanted - known]
    faults += [f"{path.parent.parent.name}: {text!r} is not used any more" for _context, text in known - wanted]
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != compile_catalogue(catalogue):
        faults.append(f"{compiled.relative_to(BASE)} is old")
    return faults


def update(path: Path, texts: Catalog) -> list[str]:
    """Bring a catalogue up to date, and compile it; answers what is left to translate."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    catalogue.update(texts, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    # Nothing but texts makes a difference.
    catalogue.creation_date = catalogue.revision_date = SOME_DAY
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, omit_header=False, no_location=True, sort_output=True)
    with path.open("rb") as file:
        path.with_suffix(".mo").write_bytes(compile_catalogue(read_po(file)))
    return check(path, texts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    texts = extract()
    faults = []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        faults += (check if options.check else update)(path, texts)
    sys.stdout.write("".join(f"{line}\n" for line in (*faults, f"{len(texts)} texts, {len(faults)} faults.")))
    return bool(faults) if options.check else 0


if __name__ == "__main__":
    sys.exit(main())
