#!/usr/bin/env python
"""Django's command line. A wrong environment ends it with a sentence."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from kanboard_site import lifeline

if __name__ == "__main__":
    lifeline.watch()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kanboard_site.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
