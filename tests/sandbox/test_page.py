"""The page in a real browser: what a person sees and presses, with the test itself speaking as the bot."""

import os
import shutil
from base64 import b64decode
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from playwright.async_api import Error, Locator, Page, async_playwright, expect

from sandbox import Sandbox
from tests.sandbox.talking import TalkingBot

pytestmark = pytest.mark.browser

MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", MAC)
QUIET = (
    "--disable-background-networking --disable-component-update --disable-sync --disable-quic --no-first-run"
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", *QUIET.split()]
# The smallest GIF there is: one pixel.
GIF = b64decode("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==")
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"


def find_browser() -> str | None:
    """The path of a Chromium on this machine."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
async def tab() -> AsyncIterator[Page]:
    """One headless Chromium with one tab for the whole file: starting either takes longer than a test."""
    path = find_browser()
    if path is None and os.environ.get("CI"):
        pytest.fail("there is no Chromium on this machine, and CI must not do without")
    if path is None:
        pytest.skip("there is no Chromium on this machine (Debian and Ubuntu: apt install chromium)")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        context = await running.new_context(locale="en-GB")
        context.set_default_timeout(5000)
        yield await context.new_page()
        await running.close()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Two people and their group, without the bot in it."""
    async with Sandbox(limits=False) as started:
        populate(started)
        yield started


def populate(sandbox: Sandbox) -> None:
    """Ada, Bruno and the Harriers."""
    people = [sandbox.add_person(name).id for name in ("Ada", "Bruno")]
    sandbox.add_chat("group", "Harbour Harriers", people, owner=people[0])


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[TalkingBot]:
    """The bot this test speaks for."""
    async with aiohttp.ClientSession() as session:
        yield TalkingBot(sandbox, session)


@pytest.fixture
async def page(tab: Page, sandbox: Sandbox) -> AsyncIterator[Page]:
    """The page as Ada opens it on a desktop; an error in its scripts fails the test."""
    problems: list[str] = []

    def note(problem: Error) -> None:
        problems.append(str(problem))

    tab.on("pageerror", note)
    await tab.set_viewport_size({"width": 1280, "height": 800})
    await tab.goto(sandbox.url)
    await expect(tab.locator("#header-title h1")).to_have_text("Steady Hips")
    yield tab
    await tab.goto("about:blank")
    tab.remove_listener("pageerror", note)
    assert problems == []


def bubbles(page: Page) -> Locator:
    """Every message of the open chat."""
    return page.locator("#messages article")


def key(page: Page, label: str) -> Locator:
    """An inline button."""
    return page.locator(".inline-keyboard").get_by_role("button", name=label, exact=True)


async def write(page: Page, text: str) -> None:
    """The person types and presses Enter."""
    await page.fill("#text", text)
    await page.press("#text", "Enter")


async def start(page: Page, bot: TalkingBot) -> int:
    """The person presses Start; the chat's id."""
    await page.get_by_role("button", name="Start", exact=True).click()
    chat_id: int = (await bot.hear("message"))["chat"]["id"]
    return chat_id


async def test_a_person_starts_the_bot_and_chats(page: Page, bot: TalkingBot) -> None:
    chat_id = await start(page, bot)
    await bot.say(chat_id, "<b>Hello</b> Ada. All about it: /help")
    await expect(bubbles(page).last.locator("strong")).to_have_text("Hello")
    await write(page, "Good morning")
    assert (await bot.hear("message"))["text"] == "Good morning"
    await expect(page.locator("article.out").last).to_contain_text("Good morning")
    await page.get_by_role("button", name="/help", exact=True).click()
    assert (await bot.hear("message"))["text"] == "/help"


async def test_a_pressed_button_waits_for_its_answer_and_the_message_changes(
    page: Page, bot: TalkingBot
) -> None:
    chat_id = await start(page, bot)
    sent = await bot.say(chat_id, "Warm-up", ["Start"], ["Done", "Later"])
    await key(page, "Done").focus()
    await page.keyboard.press("Enter")
    pressed = await bot.hear("callback_query")
    assert pressed["data"] == "Done"
    await expect(key(page, "Done")).to_have_attribute("aria-busy", "true")
    await bot.ask("answerCallbackQuery", callback_query_id=pressed["id"], text="Noted")
    await expect(page.locator("#toast")).to_have_text("Noted")
    await expect(key(page, "Done")).not_to_have_attribute("aria-busy", "true")
    markup = {"inline_keyboard": [[{"text": "Easy", "callback_data": "easy"}]]}
    where = {"chat_id": chat_id, "message_id": sent["message_id"]}
    await bot.ask("editMessageText", **where, text="Warm-up done", reply_markup=markup)
    await expect(bubbles(page).last).to_contain_text("Warm-up done")
    await expect(bubbles(page).last.locator(".edited")).to_be_visible()
    await expect(key(page, "Later")).to_have_count(0)
    await expect(key(page, "Easy")).to_be_focused()


async def test_an_alert_stays_until_it_is_closed(page: Page, bot: TalkingBot) -> None:
    chat_id = await start(page, bot)
    await bot.say(chat_id, "Old", ["Done"])
    await key(page, "Done").click()
    pressed = await bot.hear("callback_query")
    await bot.ask(
        "answerCallbackQuery", callback_query_id=pressed["id"], text="From Tuesday", show_alert=True
    )
    alert = page.get_by_role("dialog")
    await expect(alert).to_contain_text("From Tuesday")
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_have_count(0)


async def test_commands_come_from_the_menu_and_from_a_typed_slash(page: Page, bot: TalkingBot) -> None:
    words = {"today": "What is on today", "checkin": "How the hip is"}
    await bot.ask("setMyCommands", commands=[{"command": c, "description": d} for c, d in words.items()])
    await start(page, bot)
    await page.click("#menu")
    await page.locator("#commands li", has_text="How the hip is").click()
    assert (await bot.hear("message"))["text"] == "/checkin"
    await expect(page.locator("#commands")).to_be_hidden()
    await page.fill("#text", "/to")
    await expect(page.locator("#commands li")).to_have_count(1)
    await page.press("#text", "ArrowDown")
    await page.press("#text", "Enter")
    assert (await bot.hear("message"))["text"] == "/today"


async def test_each_person_sees_their_own_chat_and_what_they_have_not_read(
    page: Page, bot: TalkingBot, sandbox: Sandbox
) -> None:
    ada = await start(page, bot)
    bruno = page.locator("#people button", has_text="Bruno")
    await bruno.click()
    await expect(page.locator("#big-button")).to_be_visible()
    await expect(bubbles(page)).to_have_count(0)
    await bot.say(ada, "For Ada only")
    await expect(page.locator("#people button", has_text="Ada").locator(".count")).to_have_text("1")
    await expect(bubbles(page)).to_have_count(0)
    await page.locator("#people button", has_text="Ada").click()
    await expect(bubbles(page).last).to_contain_text("For Ada only")
    await expect(page.locator(".unread-bar")).to_be_visible()
    await expect(page.locator("#people .count")).to_have_count(0)


async def test_a_place_is_sent_from_the_key_that_asks_for_it(page: Page, bot: TalkingBot) -> None:
    chat_id = await start(page, bot)
    keyboard = {"keyboard": [[{"text": "Where I am", "request_location": True}], ["Berlin"]]}
    await bot.say(chat_id, "Where are you?", reply_markup=keyboard)
    await page.get_by_role("button", name="Where I am").click()
    await page.get_by_role("dialog").get_by_role("button", name="Lord Howe Island").click()
    heard = (await bot.hear("message"))["location"]
    assert (round(heard["latitude"], 1), round(heard["longitude"], 1)) == (-31.6, 159.1)
    await expect(page.locator("article.out").last.locator(".map")).to_be_visible()
    await bot.say(chat_id, "Thank you", reply_markup={"remove_keyboard": True})
    await expect(page.locator("#reply-keys")).to_be_hidden()


async def test_nothing_anyone_writes_becomes_markup(page: Page, bot: TalkingBot, sandbox: Sandbox) -> None:
    nasty = "<img src=x onerror='window.broken=1'><script>window.broken=1</script>"
    person = sandbox.add_person(nasty)
    sandbox.add_chat("group", nasty, [person.id, 1001], owner=person.id)
    chat_id = await start(page, bot)
    quoted = nasty.replace("<", "&lt;")
    await bot.say(chat_id, quoted, [nasty[:60]])
    await bot.ask("setMyCommands", commands=[{"command": "x", "description": nasty}])
    await write(page, nasty)
    await expect(bubbles(page)).to_have_count(3)
    await expect(bubbles(page).last.locator(".text")).to_have_text(nasty)
    await page.click("#menu")
    await expect(page.locator("#commands li")).to_contain_text(nasty)
    await page.locator("#panel-chats button", has_text="onerror").last.click()
    await expect(page.locator("#header-title h1")).to_have_text(nasty)
    assert await page.locator("#phone img, #panels img, body script").count() == 0
    assert await page.evaluate("window.broken") is None


async def test_entities_count_utf_16_units_nest_and_never_link_to_a_script(page: Page) -> None:
    shown = await page.evaluate(
        """async () => {
            const { formatted } = await import("/page/entities.js");
            const node = document.createElement("div");
            node.append(formatted("🏃🏃 bold it end", [
                { type: "bold", offset: 5, length: 7 }, { type: "italic", offset: 10, length: 2 },
                { type: "text_link", offset: 13, length: 3, url: "javascript:alert(1)" },
                { type: "code", offset: 0, length: 2 }]));
            return node.innerHTML;
        }"""
    )
    assert shown == "<code>🏃</code>🏃 <strong>bold <em>it</em></strong> <span>end</span>"


async def test_moving_pictures_move_and_keep_quiet(page: Page, bot: TalkingBot) -> None:
    chat_id = await start(page, bot)
    await bot.send_file("sendAnimation", "animation", chat_id, "bridge.mp4", MP4)
    video = page.locator("video")
    await expect(video).to_have_count(1)
    assert await video.evaluate("node => [node.muted, node.loop, node.autoplay]") == [True, True, True]
    await bot.send_file("sendAnimation", "animation", chat_id, "bridge.gif", GIF)
    await expect(page.locator(".visual .badge")).to_have_count(2)
    await expect(video).to_have_count(1)


async def test_the_page_finds_its_way_back_when_the_sandbox_does(page: Page, sandbox: Sandbox) -> None:
    await page.get_by_role("button", name="Start", exact=True).click()
    await expect(bubbles(page)).to_have_count(1)
    await sandbox.__aexit__(None, None, None)
    banner = page.locator("#banner")
    await expect(banner).to_be_visible()
    await expect(banner).to_contain_text("reconnects by itself")
    async with Sandbox(port=sandbox.port, limits=False) as again, aiohttp.ClientSession() as session:
        populate(again)
        await expect(banner).to_be_hidden(timeout=10_000)
        await expect(bubbles(page)).to_have_count(0)
        await again.say(1001, "/start")
        await TalkingBot(again, session).say(1001, "Here again")
        await expect(bubbles(page).last).to_contain_text("Here again")


async def test_nothing_is_wider_than_a_phone(page: Page, bot: TalkingBot) -> None:
    chat_id = await start(page, bot)
    await bot.say(
        chat_id,
        f"<pre>{'wide ' * 40}</pre>{'x' * 300}",
        ["A label that is far too long for any phone, whichever way it is held"],
        [str(number) for number in range(8)],
    )
    await bot.ask("sendLocation", chat_id=chat_id, latitude=52.5, longitude=13.4)
    await bot.say(chat_id, "Where?", reply_markup={"keyboard": [["x" * 60, "y" * 60]]})
    await expect(bubbles(page)).to_have_count(4)
    reach = """() => Math.max(document.documentElement.scrollWidth,
        ...[...document.querySelectorAll("#top *, #phone *")]
            .filter((node) => node.checkVisibility({ visibilityProperty: true }))
            .map((node) => node.getBoundingClientRect().right))"""
    for width in (430, 390, 360):
        await page.set_viewport_size({"width": width, "height": 780})
        assert await page.evaluate(reach) <= width
    await expect(page.locator("#panel-people")).not_to_be_in_viewport()
    await page.click("#drawer-toggle")
    await page.locator("#people button", has_text="Bruno").click()
    await expect(page.locator("#panel-people")).not_to_be_in_viewport()
    await expect(page.locator("#viewer-name")).to_have_text("Bruno")


async def test_a_group_gets_the_bot_and_a_forum_its_topics(page: Page, bot: TalkingBot) -> None:
    await page.locator("#panel-chats button", has_text="Harbour Harriers").click()
    await page.get_by_role("button", name="Add the bot").click()
    assert (await bot.hear("my_chat_member"))["new_chat_member"]["status"] == "member"
    await expect(page.locator(".notice", has_text="Ada added Steady Hips")).to_be_visible()
    await page.locator("#new-chat summary").click()
    await page.fill("#new-chat [name=title]", "Winter")
    await page.select_option("#new-chat select", "forum")
    await page.get_by_role("button", name="Create with everyone").click()
    await expect(page.locator("#header-title h1")).to_have_text("Winter")
    await page.get_by_role("button", name="Add the bot").click()
    await page.fill("#this-chat [name=name]", "Warm-ups")
    await page.press("#this-chat [name=name]", "Enter")
    await page.get_by_role("tab", name="Warm-ups").click()
    await write(page, "/today")
    heard = await bot.hear("message")
    while heard.get("text") != "/today":
        heard = await bot.hear("message")
    assert heard["is_topic_message"] is True
    await bot.say(heard["chat"]["id"], "In general")
    await expect(page.get_by_role("tab", name="General").locator(".count")).to_have_text("1")
    await expect(bubbles(page)).to_have_count(1)


async def test_a_link_of_the_bots_own_opens_the_private_chat_with_what_stands_in_it(
    page: Page, bot: TalkingBot, sandbox: Sandbox
) -> None:
    group = next(chat for chat in sandbox.world.chats.values() if chat.title == "Harbour Harriers")
    sandbox.add_member(group.id, "bot", by=1001)
    url = "https://t.me/steady_hips_bot?start=club-7"
    markup = {"inline_keyboard": [[{"text": "Set up in private", "url": url}]]}
    await bot.ask("sendMessage", chat_id=group.id, text="Settings", reply_markup=markup)
    await page.locator("#panel-chats button", has_text="Harbour Harriers").click()
    await key(page, "Set up in private").click()
    await expect(page.locator("#header-title h1")).to_have_text("Steady Hips")
    await expect(bubbles(page).last).to_contain_text("/start club-7")
    heard = await bot.hear("message")
    while heard["chat"]["type"] != "private":
        heard = await bot.hear("message")
    assert heard["text"] == "/start club-7"


async def test_a_fault_from_the_panel_meets_the_bot_and_shows_in_the_log(page: Page, bot: TalkingBot) -> None:
    chat_id = await start(page, bot)
    await page.locator("#new-fault summary").click()
    await page.select_option("#new-fault [name=kind]", "429")
    await page.select_option("#new-fault [name=method]", "sendMessage")
    await page.get_by_role("button", name="Send the fault").click()
    await expect(page.locator("#faults li")).to_contain_text("429")
    with pytest.raises(AssertionError, match="Too Many Requests"):
        await bot.say(chat_id, "Too soon")
    await expect(page.locator("#log .bad")).to_have_text("429")
    await expect(page.locator("#faults li")).to_have_count(0)


async def test_blocking_the_bot_leaves_only_the_way_back(page: Page, bot: TalkingBot) -> None:
    await start(page, bot)
    await page.get_by_role("button", name="Block the bot").click()
    assert (await bot.hear("my_chat_member"))["new_chat_member"]["status"] == "kicked"
    await expect(page.locator("#composer")).to_be_hidden()
    await page.get_by_role("button", name="Restart bot", exact=True).click()
    assert (await bot.hear("my_chat_member"))["new_chat_member"]["status"] == "member"
    assert (await bot.hear("message"))["text"] == "/start"


async def test_the_jump_says_how_far_the_clock_moved(page: Page, sandbox: Sandbox) -> None:
    async def jump(request: web.Request) -> web.Response:
        now, then = "2030-01-02T06:15:00+00:00", "2030-01-03T06:15:00+00:00"
        return web.json_response({"now": now, "moved_seconds": 51_300, "next_due_at": then})

    await expect(page.locator("#jump")).to_be_disabled()
    clock = web.Application()
    clock.add_routes([web.post("/clock/jump", jump)])
    runner = web.AppRunner(clock)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sandbox.bot_clock = f"http://127.0.0.1:{runner.addresses[0][1]}"
    await page.reload()
    await page.click("#jump")
    await expect(page.locator("#jumped")).to_contain_text("Moved 14 h 15 min.")
    await expect(page.locator("#clock")).to_contain_text("2 Jan")
    await runner.cleanup()
