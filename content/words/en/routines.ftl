# A routine: its push, its exercises one by one, and what was done; and /today. Keep every <b> closed.

routine-title = { $sign } { $name }
routine-title-warm_up = 🔥 Warm-up before your run
routine-length = { $n ->
    [1] 1 exercise
   *[other] { $n } exercises
 }, about { $minutes ->
    [1] 1 minute
   *[other] { $minutes } minutes
 }.
routine-item = { $n }. { $name }: { $dose }
routine-gentler = 🟡 Gentler because of what you told me.
routine-shorter-run = { advice-run-short }
routine-stop-above = A little muscle work is fine. If your hip pain rises above { $pain } of 10, or above where it was when you began, stop and check in: /checkin
routine-note = { $note }
routine-done = <b>✅ { $name } done</b>, { $at }
    How hard was it?
routine-rated = <b>✅ { $name } done</b>, { $at }
    { $effort ->
        [easy] Noted: easy. Thank you.
        [right] Noted: just right. Thank you.
       *[too_hard] Noted: too hard. Thank you, that is worth knowing. Did your hip hurt? Then check in.
    }
routine-skipped = <b>⏭ { $name }: not today</b>
    That is fine. Some days are for other things, and your plan goes on as it was.
routine-later = <b>⏰ { $name }: later today</b>
    When shall I remind you? The days after stay as they are.
routine-no-later = <b>⏰ { $name }: nothing left today</b>
    Your quiet hours are close, and I keep silent then. Do it when it suits you, or leave it for today.
routine-snoozed = <b>⏰ { $name }: again at { $at }</b>
    You can also start sooner.
routine-enough-later = <b>⏰ { $name }: that was the last reminder for today</b>
    It waits here for you, and under /today.
routine-of-another-day = <b>This one is from { $day }</b>
    { $title }: { $state }.

    You can correct that day here, or go on to today.
routine-paused = <b>Your plan is paused</b>
    It comes back when you tell me that a professional has seen you and cleared you to train. /today has more.
routine-paused-toast = Your plan is paused. /today
routine-rest = <b>🟠 Rest today</b>
    After what you told me about your hip, there is no running and no strength work today. Ice or heat may ease it.

    Check in when you can. Then I know how your hip is now, and we see what comes next.

routine-rest-stands = <b>🟠 Seek professional help</b>
    Your answer from { $day } still stands. No running and no strength work until someone has seen you and cleared you.

routine-state-owed = still open
routine-state-done = ✅ done
routine-state-skipped = ⏭ not today
routine-state-missed = ▫️ missed
routine-state-excused = – left out, not counted
routine-line-owed = { $title }: still open
routine-line-done = { $title }: ✅ done, { $at }
routine-line-skipped = { $title }: ⏭ not today
routine-line-missed = { $title }: ▫️ missed
routine-line-excused = { $title }: – left out, not counted
kind-name-warm_up = Warm-up
kind-name-mobility = Mobility
kind-name-strength = Strength

# A level that moved, under "Noted: easy." or after a check-in.
level-title = <b>Your level</b>
level-easy = Your last three training days were easy, and your hip is calm. I moved you to level { $level }.
level-too_hard = I moved you to level { $level }, with less to do from the next time on.
level-pain = Because of the pain I moved you to level { $level }. That is the one level easier, and no more than that. It stays when the pain has gone, and rises again after three easy days in a row.
level-lowest = That was level 1, the least I have. Do fewer repetitions, or choose five minutes instead. If it stays too hard, show a physiotherapist.
level-asks-for-pain = Your last three training days were easy. How is your hip? If it is calm, I move you to level { $level }.
level-undone = <b>Back at level { $level }</b>
    Easy days count anew from here. You can choose your level in /schedule at any time.
level-not-undone = That was changed since. Your level is in /schedule.
button-level-undo = Undo

button-swap-else = Something else
button-swap-short = 5 minutes only
button-swap-hard = Hard run today
button-swap-back = As planned
button-today-change = Change it
button-routine-start = Start
button-routine-done = Done
button-routine-later = Later
button-routine-skip = Not today
button-routine-undo = Undo
button-routine-today = Today
button-routine-correct = Correct it
button-routine-check-in = Check in
button-routine-ice = About ice
button-routine-why = Why?
button-routine-advice = Show the advice
button-effort-easy = Easy
button-effort-right = Right
button-effort-too_hard = Too hard
button-snooze-20m = 20 min
button-snooze-1h = 1 hour
button-snooze-3h = 3 hours
button-snooze-evening = This evening

command-today = what is planned, and what was done
today-title = <b>Today, { $day }</b>
today-planned = { $title }, about { $minutes } min
today-again = { $title }, about { $minutes } min. You said not today; it is still here if you like.
today-nothing = Nothing more today.
today-seen = 🟠 A professional has seen it, and has not cleared you yet. Do what they told you. No running for now: your plan is paused until they clear you.
today-emergency = <b>🔴 Seek professional help now</b>
    Your last answer was an emergency. If nobody has seen you yet, do it now: press Show the advice. Your plan is paused until someone has cleared you.
today-paused-plan = <b>🟠 Seek professional help</b>
    No running for now. Your plan is paused until a professional has seen you and cleared you to train.
today-rest = 🟠 Rest today, after what you told me about your hip: no running, no strength work.
today-rest-groin = 🟠 Rest today: no running, no strength work. On { $day } you told me of pain in front while running. That counts as the stop band, whatever its number.
today-referral = <b>🟠 Seek professional help</b>
    Your answer from { $day } called for a visit to a doctor or a physiotherapist. It stands until someone has seen you and cleared you.
today-way-back-rest = 🏃 A rest day on your way back: no run today. Next go: from { $day }.
today-way-back-on-hold = 🏃 Your way back is on hold: no run for now.
today-own-pause = You asked for silence, so no push comes until { $until }. /resume ends it.
today-own-pause-open = You asked for silence, so no push comes. /resume ends it.
today-next-push = Next push: { $moment }
today-no-push = No push is set up. /schedule
today-week = Last 7 days: { $signs }
today-missed-yesterday = Yesterday got away. That is all right: today is a new day.
today-legend-done = ✅ done
today-legend-skipped = ⏭ not today
today-legend-owed = ○ still open
today-legend-missed = ▫️ missed
today-legend-none = – nothing due
today-sign-done = ✅
today-sign-skipped = ⏭
today-sign-owed = ○
today-sign-missed = ▫️
today-sign-none = –
today-which-day = <b>Which day shall I correct?</b>
    { $legend }
today-no-days = <b>Nothing to correct yet</b>
    I keep your routines here as they come.
today-which-routine = <b>{ $day }: which one?</b>
today-correct = <b>{ $day }: { $title }</b>
    It stands as: { $state }. What was it?
button-today-correct = Correct
button-today-done = ✅ Done
button-today-skipped = ⏭ Not today
button-today-missed = ▫️ Missed
button-today-excused = – Left out
routine-late = 🕰 This was for { $at }. It comes late, sorry.
