"""The parts of a process at work, and how each is handed what it may touch."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from bot import chat, deliveries
from bot.announcing import Announcing
from bot.answering import Answering
from bot.app.ready import Ready
from bot.app.telegram import App
from bot.clock import Clock
from bot.club_posts import ClubPosts
from bot.countdowns import Countdowns
from bot.courier import Courier
from bot.database import Database
from bot.deliveries import Gate, Slots
from bot.metrics import Metrics
from bot.send_line import SendLine, no_replies
from bot.settings import Settings
from bot.ticks import Ticks
from bot.wording.figures import Figures


@dataclass(frozen=True)
class Running:
    """What moves the bot by time and by updates. `ended` is done when it cannot go on, and why."""

    ticks: Ticks
    line: SendLine
    countdowns: Countdowns
    club_posts: ClubPosts
    announcing: Announcing
    answering: Answering
    metrics: Metrics
    application: App
    ended: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def end(self, problem: Exception) -> None:
        """It cannot go on: whoever runs it stops, and says why."""
        if not self.ended.done():
            self.ended.set_exception(problem)


def put_together(
    settings: Settings, ready: Ready, clock: Clock, application: App, figures: Figures, folder: Path
) -> Running:
    """Builds every part; nothing moves yet. `folder` is where the figures lie."""
    database, metrics = ready.database, Metrics()
    rooms = database, ready.vault, ready.content, ready.dictionary
    # One process alone on its database knows of all that it sends.
    shares = settings.sqlite_path is None
    gate = Gate(settings.send_rate, _slots(database, clock, settings.send_rate) if shares else None)
    courier = Courier(application.bot, database, clock, gate, folder)
    club_posts = ClubPosts(*rooms, clock, courier.rebutton, settings.send_rate, figures)
    answering = Answering(
        database, ready.vault, clock, lambda it: chat.handle(application, it), metrics.answered
    )
    line = SendLine(
        database,
        ready.vault,
        clock,
        courier.deliver,
        settings.send_rate,
        gate,
        club_posts.follow_up,
        no_replies if shares else courier.replies_since,
        metrics.delivered,
        lambda: answering.people_wait,
    )
    entrance = chat.Entrance(
        database,
        answering.begin,
        ready.vault,
        ready.content,
        ready.dictionary,
        clock,
        courier,
        line.send_now,
        figures,
        not_done=answering.not_done,
        is_anew=answering.is_anew,
    )
    operators = chat.Operators(entrance, settings.operator_ids, settings.send_rate)
    chat.register(application, entrance, operators, club_posts.silence)
    return Running(
        Ticks(*rooms, clock),
        line,
        Countdowns(*rooms, clock, courier.update, settings.send_rate, figures),
        club_posts,
        Announcing(database, ready.vault, ready.dictionary, clock, courier.update, settings.send_rate),
        answering,
        metrics,
        application,
    )


def _slots(database: Database, clock: Clock, rate: int) -> Slots:
    """When so many answers may leave, by the pace of all processes."""

    async def take(count: int) -> list[float]:
        async with database.begin(somebody_waits=True) as session:
            now = clock.now()
            taken = await deliveries.take_for_replies(session, count, now, rate)
        return [(at - now).total_seconds() for at in taken]

    return take
