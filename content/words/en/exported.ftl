# README.txt of /export: what each file holds. One message a file; `name: meaning`, with the names as the code has them.

exported-about = Everything this bot knows about you, made on { $made }.

    This file holds your health answers. Anyone who has it can read it: keep it safe, or delete it.
    What is in it comes from you. It is self-reported, not a diagnosis.

    WHAT IS HERE
    One table a topic (.csv): open it with any spreadsheet, such as Excel, Numbers or LibreOffice Calc.
    everything.json has all of it again, exactly as it is kept, for other programs. There a topic without entries is an empty list; here it has no table.
    Times are on the clock of { $zone }, written as ISO 8601: 2026-11-24T07:15:00+01:00. The end tells how far that is from UTC.
    Days are written as 2026-11-24. Weekdays are numbers: 0 is Monday, 6 is Sunday.
    An empty cell (null in JSON) means: not asked, not answered or not known.
    In the tables a mark ' comes before text that begins with = + - or @, so that no spreadsheet takes it for a formula. A name with a dot, such as answers.side, is a field inside another one.

    What is too much for one file comes in several. From the second on each name in it ends in its number: checkins-2.csv goes on where checkins.csv ends.

    Not in here, because it says nothing more of you: when the bot may next write to your chat, what you send in the seconds until it is answered, and marks that only keep messages from going out twice.
exported-settings = who you are to the bot, and how you set it up
    id: your number here; the other topics are yours because they have it
    telegram_chat_id: the number of this chat at Telegram
    language: the language you wrote in first
    zone: your time zone
    adult_confirmed_at: when you said that you are 18 or over
    consented_at, consent_version: when you allowed health answers to be kept, and in which words
    onboarded_at: when you had answered all questions of /start
    quiet_from, quiet_until: your quiet hours
    paused_at, paused_until: when you asked for silence, and until when
    unreachable_at: when Telegram said that you blocked the bot
    miles: distances in miles, else in kilometres
    pushes_a_day: how many messages a day may come unasked
    dark_charts: charts on a dark ground
    created_at: when you came
exported-open_conversation = a question that you have not answered to the end yet
    word: what it is about
    state: what you answered so far
    updated_at: when you last answered
exported-plan = your plan
    run_days: the weekdays you run on
    level: how hard your routines are, 1 to 3
    equipment: what you own
    last_move: how the level last moved: before, after, why, at, cause, and whether it stepped_down for pain
exported-reminders = when you want to hear from the bot
    id: the reminder's number
    wants: what it brings
    weekdays, at: its days and its time on your clock
    around: it may come up to a quarter of an hour later
    next_at, next_on: its next turn
    turned_on: the last day that had its turn
    created_at: when you made it
exported-checkins = what you reported, and what the bot said to it
    id: the check-in's number
    at, on: when it was, and on which day of yours
    asked: checkin, morning for the question of the next morning, or onboarding for the questions of /start
    answers.side, answers.where, answers.when: which hip, where, and when it hurts most
    answers.now, answers.worst: pain now, and the worst of the last day, 0 to 10
    answers.flags: the warning signs you ticked
    answers.morning: better, same or worse than the day before
    during: the exercise in which it began to hurt
    note: your own words
    decision.level: carry_on, ease_off, stop, routine, urgent or emergency
    decision.band: calm, ease_off or stop, from the pain alone
    decision.effect, decision.band_effect: what it did to your plan, and the part of it that pain alone asked for
    decision.reasons: why
    decision.stops: how many answers in a row were in the stop band
    decision.trends: what your days added up to, with its days and figures
    decision.rules_version: the rules of that day
    stands: it holds until a professional clears you
    acknowledged_at: when you pressed that you had read it
    seen_at, cleared_at: when you said that a professional saw you, and that they cleared you
    withdrawn_at: when you took it back
exported-routines = every routine you were given
    id: the routine's number
    on, slot: its day, and which one of that day
    template, kind, level: which routine, of what kind, how hard
    first_given: what it was before you chose another
    effect, gentler, walk_instead: what a check-in had done to it
    instead_of: the kind that the day would have brought, where it was another
    state, state_at: owed, done, skipped or missed, and since when
    effort: how hard you found it
    planned_at: when it was planned
    day_ends_at: when its day was over
    reminder_id: the reminder that brought it
exported-session = the walk through a routine that you are in
    id, routine_id: its number, and the routine's
    walk: the routine's template, level and effect; its items with their doses; which were eased, and which worked through
    at, since, count: the step you are at, since when, and taps in it
    paused_at, away: whether it waits for you
    ending: how it ended
    pressed_at: when you last pressed a button in it
    edited_at, edit_at: when its message was last changed, and when it will be
    telegram_message_id: the number of its message at Telegram
exported-runs = your runs
    id: the run's number
    on: its day
    distance_m, duration_s: how far in metres, how long in seconds
    felt: how your hip felt: good, stiff or sore
    source: typed, or from a watch's file (gpx, fit)
    started_at: when it began, by the watch; empty where you corrected its day
    began_in_file: what the watch's file said then, so that it is known when it comes again
    logged_on: your day when you told the bot, where that was another one
    logged_at: when you told the bot
    deleted_at: when you deleted it; it is erased for good soon after
exported-way_back = how far you are on the way back to running
    course: the phases and goes
    changed_at: when that last changed
exported-weekly_questions = your answers about each week, scored like the OSTRC-O2
    week_on: the Monday of that week
    answers: what each of the four answers is worth, 0 to 25: taking part, training less, how well it went, pain. Where the first said it all the others were not asked: they are empty, and count like the first in the score
    score: their sum, 0 (no trouble) to 100
    substantial: whether it kept you from running, or much less or much worse
    answered_at: when you answered
exported-tips = the weekly tips you had in this round
    card: which one
    because: what you had reported that made it come
exported-messages = what the bot owes you or sent you unasked in the last 30 days
    id: the message's number
    kind: what it is
    text, buttons: what it says, with the marks for bold text that Telegram reads, and what is on its buttons
    text_if_repeated, text_if_late: what it says where it may come twice, and what comes before it when it is late
    state, reason: due, claimed, sent, dropped or unsure, and why
    due_at, expires_at: when it was to be sent, and when it would have been too late
    settled_at: when it was sent, or given up
    attempts, repeats: how often it was tried, and sent again
    telegram_message_id: its number at Telegram
    created_at: when it was planned
exported-clubs_set_up = the clubs you set up
    club, kind: its name, and a group or a channel
    set_up_at: since when the bot knows it
exported-club_taps = what you tapped under clubs' posts in the last 30 days
    club: its name
    post, of: what the post was, and its day
    tapped, tapped_at: what you tapped, and when
exported-club_names = clubs that show your first name because you asked for it
    club: its name
    name: the name
    weeks_in_a_row: weeks in a row in which you took part
