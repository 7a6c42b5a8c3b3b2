"""The settings of the product, with what tests need: a folder of their own and a cheap password hash."""

import os
import tempfile
from pathlib import Path

os.environ["DATA_DIR"] = str(Path(tempfile.gettempdir()) / f"kanboard-tests-{os.getuid()}" / str(os.getppid()))
os.environ.setdefault("API_AUTHENTICATION_TOKEN", "test")
# Commands speak English, whoever runs the tests.
os.environ["LC_ALL"] = "C.UTF-8"

from kanboard_site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
