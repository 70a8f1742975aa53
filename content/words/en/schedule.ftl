# /schedule: reminders, run days, quiet hours, time zone, level; and whether the plan is paused.

command-schedule = days, times, quiet hours, time zone

schedule-overview = <b>⏰ Your schedule</b>
    { $reminders }

    { $days }
    { $quiet }
    { $ceiling }
    Time zone: { $zone } ({ $now } with you now).
    Doses: level { $level } of 3. Equipment: { $have }.

    { $next }
schedule-no-reminders = No reminder is set, so no routine comes by itself.
schedule-reminder-line = { $at }, { $days }: { $wants }
schedule-reminder-line-around = Around { $at }, { $days }: { $wants }
schedule-wants-plan = plan of the day
schedule-wants-warm_up = warm-up
schedule-wants-strength = strength
schedule-wants-mobility = mobility
schedule-wants-tip = weekly tip
schedule-wants-questionnaire = weekly questions
schedule-wants-digest = your week in short
schedule-run-days = Run days: { $days }.
schedule-no-run-days = No fixed run days.
schedule-quiet = Quiet hours: { $start } to { $end }.
schedule-no-quiet = No quiet hours.
schedule-ceiling = At most { $most } a day, reminders and weekly messages together.
schedule-ceiling-over = At most { $most } a day. You have set { $over }, so not all of them come.
schedule-ceiling-days = { $count } on { $days }
schedule-ceiling-never = What is earlier in the day comes first, so this never comes: { $messages }. Allow more a day, or give it an earlier time than the others.
schedule-next = Next push: { $when }.
schedule-next-none = No push is planned.
schedule-paused-until = Paused until { $when }.
schedule-paused = Paused until you resume.
schedule-on-hold = 🟠 On hold since your check-in, until someone has seen you and cleared you. /resume leads to the advice, where you can say so.
button-schedule-reminders = Reminders
button-schedule-run-days = Run days
button-schedule-quiet = Quiet
button-schedule-zone = Time zone
button-schedule-ceiling = Per day
schedule-no-equipment = none
button-schedule-level = Doses
button-schedule-pause = Pause
button-schedule-resume = Resume

schedule-reminders = <b>⏰ Your reminders</b>
    { $reminders }

    Press one to change it. You can have up to { $most }.
schedule-reminders-none = <b>⏰ Your reminders</b>
    There is none, so no routine comes by itself. /today shows the plan of the day all the same.
schedule-reminder = <b>⏰ { $at }, { $days }</b>
    Brings: { $wants }.
    { $around }

    { $next }
schedule-is-sharp = Sharp: it comes at that minute.
schedule-is-around = Around: it comes within a quarter of an hour from then.
button-schedule-reminder = { $at } · { $days }
button-schedule-add = Add one
button-schedule-weekly = Weekly messages
button-schedule-days = Days
button-schedule-time = Time
button-schedule-what = What
button-schedule-make-around = Make it "around"
button-schedule-make-sharp = Make it sharp
button-schedule-delete = Delete
button-schedule-undo = Undo

schedule-ask-days = <b>⏰ On which days?</b>
    Now: { $days }, at { $at }. Each press counts at once.
schedule-ask-time = <b>⏰ At what time?</b>
    Now: { $at }. Choose one here, or type your own: 7:15, 7pm, 19.30.
schedule-ask-new-time = <b>⏰ A new reminder</b>
    At what time? Choose one here, or type your own: 7:15, 7pm, 19.30. It starts with every day, and you can change that next.
schedule-ask-wants = <b>⏰ What should come at { $at }?</b>
    "Plan of the day" is a warm-up on run days, and strength or mobility on the others. Or choose one kind for every time. Strength is for three days a week at most, with a day between.

    Now: { $wants }.
button-schedule-wants-plan = Plan of the day
button-schedule-wants-warm_up = 🔥 Warm-up
button-schedule-wants-strength = 💪 Strength
button-schedule-wants-mobility = 🧘 Mobility
schedule-time-hint = I could not read that as a time. Type it like 7:15, 7pm or 19.30, or choose one here.
schedule-days-hint = I could not read that as days. Type them like "mon wed fri", or use the buttons.
schedule-deleted = <b>Reminder deleted</b>
    { $reminder }
schedule-restored = It is back.
schedule-added = Added.
schedule-already-there = You have a reminder for those days at that time already. Nothing was changed.
schedule-too-many = You have { $most } reminders, and that is the most there can be. Change or delete one first. Nothing was added.
schedule-one-day = A reminder needs one day or more. To stop it, go back and delete it.
schedule-gone = That reminder is gone. Here is what you have now.
schedule-raised-ceiling = That makes { $count } on { $day }. So that none is lost, the most a day is now { $count }.
schedule-moved-quiet = That was inside the quiet hours, so I moved them: now { $start } to { $end }.
schedule-quiet-gone = That left no room for quiet hours, so there are none now.

schedule-ask-run-days = <b>🏃 Which days do you run?</b>
    Now: { $days }. Each press counts at once. Or type them all, like "mon wed fri".

    Run days bring a warm-up. { $strength } The other days bring mobility.
schedule-strength-days = Strength falls on { $days }.
schedule-no-strength-days = There is no room for strength between your runs.
schedule-run-days-none-now = no fixed days
button-schedule-no-run-days = No fixed days

schedule-ask-quiet = <b>⏰ When should I be silent?</b>
    { $quiet }

    A routine that you put off with "Later" never comes in these hours. Advice about warning signs comes all the same.

    Choose here, or type yours: 22-6, or 22:00 to 06:30.
schedule-quiet-hint = I could not read that as two times. Type them like 22-6 or 22:00 to 06:30, or choose here.
schedule-quiet-fitted = A reminder lies inside, so I made room for it.
button-schedule-quiet-of = { $start } to { $end }
button-schedule-no-quiet = No quiet hours

schedule-ceiling-hint = I could not read that as a number from 1 to 6. Type one, or choose here.
schedule-ask-ceiling = <b>⏰ How many may come in one day?</b>
    { $now }

    This counts what comes by itself: reminders and weekly messages. It leaves out what you put off with "Later", advice, the question on the next morning, and clubs.

    What is earlier in the day comes first. What is over it does not come. A weekly message is put off to the next day, once.

schedule-zone-now = Your zone now: { $zone }. Travelling? Choose where you are: your times follow the clock there. Change it back when you are home.

schedule-ask-level = <b>Doses: level { $level } of 3</b>
    The level says how much of each exercise you do. It is about doses only, and a change counts from your next routine.

    Level 1: the fewest repetitions, where everybody starts.
    Level 2: more of them, or longer holds.
    Level 3: the most, some with a band if you have one.

    Not sure? Stay where you are. Three days in a row that you call easy, with a calm hip, take you one up. Pain of 3 or more, or "too hard", takes you one down. I tell you each time, and you can undo it.

    Equipment: { $have }. Tick what you have. Nothing asks for what you do not have.
schedule-owned-band = Band
schedule-owned-roller = Foam roller
button-schedule-level-of = Level { $level }
