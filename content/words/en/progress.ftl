# /progress: the chart, what is said under it, and the same in words. Values in { } are filled in; keep every <b> closed.

command-progress = your hip and your training over weeks

progress-title = <b>📈 Progress: { $weeks } weeks</b>
    { $period }
progress-title-all = <b>📈 Progress: all of it</b>
    { $period }
progress-empty = <b>📈 Progress</b>
    Nothing is here yet, and that is fine. Your first check-in makes the first dot. It takes two taps when you are well.
progress-empty-period = <b>📈 Progress: { $weeks } weeks</b>
    There is nothing from these weeks. A check-in makes the next dot.

progress-stands = You were told so on { $day }, and no professional has cleared you yet. That comes first. The chart can go with you.
progress-stands-seen = <b>📈 First, what a professional said</b>
    They have seen it, and they have not cleared exercise yet. Their word comes first. The chart can go with you.

progress-pain = Hip pain: { $average } of 10 on average, on { $days ->
        [one] one day
       *[other] { $days } days
    } you checked in.
progress-pain-none = Hip pain: no check-in with a number.
progress-change-lower = That is { $by } lower than in the { $weeks } weeks before.
progress-change-higher = That is { $by } higher than in the { $weeks } weeks before.
progress-change-same = The { $weeks } weeks before were the same.
progress-routines = 💪 Routines: { $done } of { $due } done.
progress-routines-none = 💪 Routines: none were due.
progress-score = Keeping it up: { $score } of 100, recent days count most.
progress-streak = { $days ->
        [one] One day in a row
       *[other] { $days } days in a row
    } with all that was planned.
progress-longest = 🏃 Longest run: { $distance }, { $day }.
progress-week-score = Weekly score from { $week }: { $score } of 100, where 0 is no trouble.
progress-week-score-substantial = Weekly score from { $week }: { $score } of 100. Your hip held you back by a good part.
progress-flags = Red flags: { $flags }.
progress-flags-of-day = { $flag }, and { $more } more
progress-flags-more = { $flags }; and { $more ->
        [one] one more day
       *[other] { $more } more days
    }

progress-in-words = <b>📈 Week by week</b>
progress-in-words-legend = Newest first. A day shows its worst pain, 0 to 10.
progress-score-legend = "Keeping it up" is what you did of what was planned. Half of its weight is on the last two weeks. Rest and pauses never count against you. The days in a row end when something planned is left out.
progress-worse-mornings = Worse the next morning: { $times ->
        [one] once
       *[other] { $times } times
    }.
progress-runs-felt = Your hip felt { $felt ->
        [sore] sore
       *[stiff] stiff
    } after { $times } of { $runs } runs.
progress-week = <b>Week of { $day }</b>
progress-week-days = Pain: { $days }.
progress-week-mean = Average at its end: { $mean }.
progress-week-mean-now = Average of the last 7 days: { $mean }.
progress-week-flag = Red flag, { $day }: { $flags }.
progress-week-routines = Routines: { $done } of { $due }.
progress-week-runs = { $runs ->
        [one] One run
       *[other] { $runs } runs
    }, { $distance }.
progress-week-answered = Week's score: { $score } of 100.
progress-week-answered-substantial = Week's score: { $score } of 100. Your hip held you back.
progress-week-nothing = <b>{ $weeks ->
        [one] Week of { $day }
       *[other] { $weeks } weeks from { $day }
    }</b>
    Nothing noted.

button-progress-weeks = { $chosen ->
        [yes] ☑
       *[no] ☐
    } { $weeks } weeks
button-progress-all = { $chosen ->
        [yes] ☑
       *[no] ☐
    } All
button-progress-in-words = In words
button-progress-report = Report
button-progress-export = Export
button-progress-dark = Dark
button-progress-light = Light
button-progress-check-in = Check in
button-progress-advice = The advice

chart-title = Hip pain
chart-period = { $begin } to { $end }
chart-latest = { $mean } / 10
chart-average-was = 7-day average (was { $before })
chart-average = 7-day average
chart-too-few = The line needs three days a week
chart-band-calm = { $low }-{ $high } calm
chart-band-ease_off = { $low }-{ $high } ease off
chart-band-stop = { $low }-{ $high } stop
chart-a-day = a day's worst
chart-red-flag = red flag
# Beside a flag on the chart: two or three words, as the runner knows what was ticked.
chart-flag-cannot_bear_weight = cannot stand
chart-flag-fall_or_blow = fall or knock
chart-flag-hot_or_fever = hot or feverish
chart-flag-saddle_or_bladder = numb or bladder
chart-flag-swollen_leg_breathless = leg, short of breath
chart-flag-swollen_leg = swollen leg
chart-flag-groin_running_pain = groin, running
chart-flag-night_or_rest_pain = night or rest
chart-flag-limping = limping
chart-flag-numb_or_weak = numb or weak
chart-flag-swelling = swelling
chart-flag-unwell_or_cancer = general health
chart-flag-bone_risk = groin, bone risk
chart-flag-locking = catches or locks
chart-routines = Routines
chart-runs = Runs
chart-longest = longest { $distance }
chart-scores = Trouble in the week, 0-100
chart-substantial = held you back
chart-by-week = by week
chart-nothing = No check-ins here
chart-nothing-note = Your next one makes a dot.

digest-title = <b>📈 Your week: { $period }</b>
digest-quiet = A quiet week here: nothing was noted. That is fine.
digest-routines = 💪 Routines: { $done } of { $due } done.
digest-runs = 🏃 { $runs ->
        [one] One run
       *[other] { $runs } runs
    }, { $distance }.
digest-pain = 📝 Hip pain: { $average } of 10 on average.
digest-no-pain = 📝 Hip pain: no check-in with a number.
digest-no-check-in = 📝 Hip pain: no check-in with a number. So I do not know how your hip is now, and your answer from { $day } still holds.
digest-cleared = ✅ You told me on { $day } that a professional cleared you.
digest-lower = That is { $by } lower than the week before.
digest-higher = That is { $by } higher than the week before.
digest-same = The week before was the same.
digest-score = The week's four questions: { $score } of 100.
digest-score-substantial = The week's four questions: { $score } of 100. Your hip held you back by a good part.
digest-no-score = The week's four questions: not answered. /week still asks them.
digest-idea-seek = <b>Seek professional help.</b> You were told to see someone, and no professional has cleared you yet. Make that the one thing for this week.
digest-seen = <b>First, what a professional said.</b> They have seen it, and they have not cleared exercise yet. Do what they told you. If it gets worse, call them again.
digest-idea-rest = <b>One idea:</b> rest until a check-in is calmer. Tell me how the hip is now.
digest-idea-easier = <b>One idea:</b> an easier week. Shorter runs or none, and walk when in doubt. If your hip stays sore, see a professional.
digest-idea-tell = <b>One idea:</b> check in now. That answer still makes your plan gentler, until a check-in is calm. Till then keep your runs short or leave them out, and walk when in doubt. If your hip stays sore, see a professional.
digest-idea-easier-way-back = <b>One idea:</b> an easier week. Run only the steps of your way back: /return says when the next one may be. Walk when in doubt. If your hip stays sore, see a professional.
digest-idea-tell-way-back = <b>One idea:</b> check in now. That answer still makes your plan gentler, and your way back is on hold: no run until a check-in is calm. Walk if that does not hurt. If your hip stays sore, see a professional.
digest-idea-keep-way-back = <b>One idea:</b> a week much like this one. The steps of your way back are all the runs you need: /return says when the next one may be.
digest-idea-go = <b>One idea:</b> check in now. Your last go on the way back was not well, and the next one waits for it: I ask about the signs that matter.
digest-idea-check_in = <b>One idea:</b> check in on three days. With fewer nobody can see where your hip is going. It takes two taps when you are well.
digest-idea-smaller = <b>One idea:</b> fewer, at a better hour. /schedule moves a reminder or takes one away. One done beats three planned.
digest-idea-strength = <b>One idea:</b> keep one strength day this week. It was on the plan, and none was done. If your hip starts to hurt, leave it and check in.
digest-idea-keep = <b>One idea:</b> a week much like this one. Let no single run be much longer than your longest of the last 30 days. Was one? Keep the next ones shorter.
button-digest-progress = Progress
button-digest-why = Why?
