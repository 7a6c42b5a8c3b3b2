"""From an error to the problem that is told of it."""

from __future__ import annotations

import logging

from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, MethodNotAllowed

from api.rest.problems import (
    CLASH,
    FAILED,
    MALFORMED,
    REUSED_KEY,
    STILL_RUNNING,
    WRONG_METHOD,
    Problem,
    not_found,
    problem_of,
    problem_of_outage,
    respond_with_problem,
)
from boards.errors import DomainError
from boards.operations.requests import ReusedKey, StillRunning
from boards.outages import describe_error, find_outage

logger = logging.getLogger(__name__)


def answer_exception(error: Exception, request: HttpRequest) -> HttpResponseBase:
    """The answer to a request that came to nothing; what nobody foresaw is logged."""
    return respond_with_problem(_explain(error, f"{request.method} {request.path}"))


def _explain(error: Exception, place: str) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, StillRunning):
        return Problem(STILL_RUNNING, str(error.sentence), headers={"Retry-After": "1"})
    if isinstance(error, ReusedKey):
        return Problem(REUSED_KEY, str(error.sentence))
    if isinstance(error, DomainError):
        return problem_of(error)
    if isinstance(error, Http404):
        return not_found()
    if isinstance(error, MethodNotAllowed):
        return Problem(WRONG_METHOD)
    if isinstance(error, APIException):
        return Problem(MALFORMED, str(error.detail))
    outage = find_outage(error)
    if outage is not None:
        logger.error("%s: %s", place, describe_error(error))
        return problem_of_outage(outage)
    if isinstance(error, DataError | IntegrityError):
        logger.warning("%s was refused by the database: %s", place, describe_error(error))
        return Problem(CLASH, _("The database refused this: something else has changed at the same time."))
    logger.error("%s failed", place, exc_info=error)
    return Problem(FAILED)
