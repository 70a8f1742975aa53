"""What the operator reads: one line an event, with ids only; the token is cut out of everything."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# The address of every call to Telegram holds the token, and so do the texts of network errors.
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}|(?<=/bot)\d+:[^/\s'\"]+")


def redact(text: str) -> str:
    """The text with every bot token replaced."""
    return _TOKEN.sub("<token>", text)


def _redact_event(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: redact(value) if isinstance(value, str) else value for name, value in event.items()}


def _type_and_place(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception as its type and the places it passed; its text may quote an answer and is left out."""
    problem = event.pop("exc_info", None)
    if problem is True:
        problem = sys.exc_info()
    if isinstance(problem, tuple):
        problem = problem[1]
    if isinstance(problem, BaseException):
        event["error"] = type(problem).__name__
        event["at"] = place_of(problem)
    return event


def place_of(problem: BaseException) -> str:
    """The last few lines of code an exception passed, innermost last, without any value."""
    places, trace = [], problem.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " ".join(places[-4:])


def set_up(level: str) -> None:
    """Sends our events and every library's through the same redaction to standard error."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _type_and_place,
        _redact_event,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    out = logging.StreamHandler()
    out.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [out]
    root.setLevel(level)
    # These speak of every call and every job at INFO; below WARNING they say nothing an operator needs.
    for talker in ("httpx", "alembic", "telegram"):
        logging.getLogger(talker).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    # They name every letter of what is printed: a note about a hip among it.
    for printer in ("fontTools", "fpdf", "PIL"):
        logging.getLogger(printer).setLevel(logging.ERROR)
    # It quotes an answer that is no JSON: a gateway's page, or half of what somebody was told. What became of
    # the call is told by whoever made it.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
    # A tick that is still at work when the next is due is how a backlog looks, not a fault.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def log_unhandled(_loop: Any, context: dict[str, Any]) -> None:
    """asyncio's last resort, as a loop's exception handler; its own would print the exception's text."""
    logger("asyncio").error("task.failed", exc_info=context.get("exception"))


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger whose events are `word.verb` with ids."""
    bound: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return bound
