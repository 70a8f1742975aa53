"""No token and no text of an exception reaches a log."""

import logging

import pytest
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot import logs

TOKEN = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture
def _logging_as_before() -> object:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield None
    root.handlers[:], root.level = handlers, level


@pytest.mark.usefixtures("_logging_as_before")
def test_the_token_is_cut_out_of_every_librarys_lines(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("DEBUG")
    logging.getLogger("httpx").warning("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    logs.logger("x").info("call.made", url=f"/bot{TOKEN}/getMe")
    printed = capsys.readouterr().err
    assert printed.count("<token>") == 2
    assert TOKEN not in printed


@pytest.mark.usefixtures("_logging_as_before")
def test_an_exception_is_logged_by_type_and_place_only(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO")
    try:
        raise ValueError("pain is 7 of 10")
    except ValueError as problem:
        logs.logger("chat").error("update.failed", update_id=5, exc_info=problem)
        logging.getLogger("apscheduler").error("Job failed", exc_info=True)
    printed = capsys.readouterr().err
    assert printed.count("error=ValueError") == 2
    assert "test_logs.py:" in printed
    assert "7 of 10" not in printed


@pytest.mark.usefixtures("_logging_as_before")
async def test_an_answer_of_telegram_that_cannot_be_read_is_not_quoted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.set_up("DEBUG")
    with pytest.raises(TelegramError):
        BaseRequest.parse_json_payload(b'{"ok":true,"result":{"text":"pain is 7 of 10"')
    assert "7 of 10" not in capsys.readouterr().err
