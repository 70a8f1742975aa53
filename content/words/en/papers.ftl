# /report and /export. Values in { } are filled in; keep every <b> closed.

command-report = a page for your doctor or physiotherapist
command-export = a copy of everything I know about you

export-confirm = <b>📄 Everything I know about you</b>
    One file with tables for a spreadsheet, the same as JSON, and a page that explains the fields.

    This file holds your health answers. Anyone who has it can read it, and Telegram carries it. Keep it safe.
export-confirm-no-health = <b>📄 Everything I know about you</b>
    One file with tables for a spreadsheet, the same as JSON, and a page that explains the fields.

    There are no health answers in it, because you gave no consent to keep any. Keep it safe all the same.
export-making = <b>📄 Your copy</b>
    It comes in the next message.
export-made = <b>📄 Everything I know about you</b>
    As of { $made }. Start with README.txt in it.

    Anyone who has this file can read it. If you do not need it any more, delete the message.
export-cancelled = <b>No file was made</b>
    If you want it later: /export
export-nobody = I keep nothing about you, so there is nothing to give you. /start begins.
export-before-consent = I keep nothing about your health yet, because you have not agreed to it. What I have is your chat's number, your language and what you set so far, such as your time zone. When you have set me up, /export gives you a copy of everything. /start goes on.
button-export-make = Make the file

# The page itself is plain text, as a doctor reads it.
report-ask = <b>📄 A page for your doctor or physiotherapist</b>
    One page to print or to show: the chart, red flags, the way back, runs, routines and your notes. Your name is not on it.

    How far back?
report-chosen = <b>📄 A page for your doctor or physiotherapist</b>
    One page to print or to show: the chart, red flags, the way back, runs, routines and your notes. Your name is not on it.

    It comes in the next message, as of { $made }.
report-made = <b>📄 Your hip over { $weeks } weeks</b>
    Read it before you pass it on: your notes are on it in your own words. If I told you to see someone, do not wait for an appointment to show it.
button-report-weeks = { $chosen ->
        [yes] ☑
       *[no] ☐
    } { $weeks } weeks

report-title = Hip pain and training over { $weeks } weeks
report-period = { $begin } to { $end }
report-marking = Self-reported, not a diagnosis. Made on { $made }.
report-figure-days = Days with a rating
report-figure-days-of = { $rated } of { $days }
report-figure-average = Pain on average
report-figure-average-before = Pain on average (the { $weeks } weeks before)
report-figure-highest = Highest pain
report-figure-of-ten = { $pain } of 10
report-figure-of-ten-was = { $pain } of 10 ({ $before })
report-figure-latest = Pain on average, last 7 days
report-figure-runs = Runs
report-figure-runs-together = { $runs }, { $distance } together
report-figure-longest = Longest run
report-figure-longest-on = { $distance }, { $on }
report-figure-routines = Routines done
report-figure-routines-of = { $done } of { $due }
report-chart = Chart of hip pain by day, from { $begin } to { $end }. { $figures }.
report-chart-substantial = substantial
report-chart-nothing = No ratings in these weeks
report-chart-nothing-note = A day without one is a gap.
report-left-out = and { $more } more
report-scores = Trouble in the week, 0 to 100
report-scores-none = Not answered in these weeks.
report-score = Week of { $week }: { $score }
report-score-substantial = Week of { $week }: { $score }, substantial
report-flags = Red flags ticked, and other warnings
report-flags-none = None in these weeks.
# What a professional made of warnings, over those warnings.
report-flags-open = Not cleared by a professional
report-flags-seen = Seen, but not cleared yet, as told on { $day }
report-flags-cleared = Cleared by a professional, as told on { $day }
report-flags-cleared-last = Cleared by a professional, last told on { $day }
report-flag = { $level }: { $days }. { $said }
report-flag-span = { $from } to { $to }
report-flag-times = { $times } days, { $from } to { $to }
report-flag-times-last = { $times } days, { $last }
report-flag-last = last { $day }
report-level-emergency = Emergency
report-level-urgent = Urgent
report-level-routine = Book a visit
report-flag-quoted = “{ $question }”
# On paper nothing is "now", and "you" would be the doctor.
report-trend-not_settling = Pain of { $pain } or more in { $times } check-ins, { $from } to { $to }, not settling.{ $known ->
    [yes] {" "}7-day average: { $before } before, { $now } at the end.
   *[no] {""}
    }
report-trend-mean_rose = Pain going up: the 7-day average rose from { $before } to { $now }, { $from } to { $to }.
report-trend-climbed = Pain going up: { $pains } of 10 in check-ins one after the other, { $from } to { $to }.
report-stop-twice = Pain of { $pain } or more at two check-ins in a row.
report-stop-standing = Pain in the stop band while a warning was not cleared.
# The same in a few words, where many warnings share the page.
report-short-not_settling = Pain that is not settling
report-short-worsening = Pain going up
report-short-stop_twice = Pain of { $pain } or more, twice
report-short-stop_standing = Pain in the stop band
report-notes = In the runner's own words
report-notes-none = No notes in these weeks.
report-note-lead = { $day }: pain { $pain } of 10
report-note = “{ $note }”
report-where = Where and when it hurt, by check-ins
report-where-none = No check-in with pain in these weeks.
report-where-side = Side: { $said }
report-where-where = Place: { $said }
report-where-when = Most: { $said }
report-count = { $what } ({ $times })
report-led = Each answer, by itself, called for
report-led-none = No check-ins in these weeks.
report-led-to = { $level }: { $times }
report-led-carry_on = carry on
report-led-ease_off = ease off
report-led-stop = stop and rest
report-led-routine = book a visit
report-led-urgent = see a doctor within 24 to 48 hours
report-led-emergency = emergency help now
report-mornings = The next morning
report-mornings-none = Not asked, or not answered.
report-morning = { $answer }: { $times }
report-morning-better = better
report-morning-same = the same
report-morning-worse = worse
report-mornings-worse-on = Worse on { $days }
report-runs = Runs, the latest first
report-runs-not-well-first = Runs, those the hip took badly first
report-runs-none = None in these weeks.
report-run-felt = hip felt { $felt ->
        [good] good
        [stiff] stiff
       *[sore] sore
    }
report-run-worse-after = hip worse the next morning
report-way = The way back to running, by steps
report-way-now = Begun { $begun }, now on step { $phase } of { $phases }
report-way-finished = Begun { $begun }, all { $phases } steps finished { $on }
report-way-stopped = Begun { $begun }, stopped by the runner at step { $phase } of { $phases }
report-way-anew = Begun { $begun }, came to step { $phase } of { $phases }; to be begun anew, after a break or a clearing
report-way-goes = Walk and run goes: { $goes }, of them well taken by the next morning: { $counted }
report-way-held = Stiff, sore, worse the next morning or a check-in that was not calm: { $days }
report-way-back = One step back: { $days }
report-last-days = (last { $last }) { $days }
report-routines = Routines
report-routines-none = None were due in these weeks.
report-routine = { $kind }: { $done } of { $due } done
report-routine-too-hard = { $said }, { $times } found too hard
report-foot = Pain: numeric pain rating scale (NPRS), 0 (none) to 10 (worst imaginable), asked as now and as the worst since the day before; the highest of each day counts. The bands are the bot's own: { $calm } carry on, { $ease_off } ease off, { $stop } stop. Red flags: questions that the runner ticked, as they read them, or in short where there are many. Weekly score: like the OSTRC-O2, 0 is no trouble, 100 the most. Without answers there is a gap. Made by the runner with Steady Hips, a bot for education and tracking; nobody examined them for it.
report-unprintable = stands for letters that this page cannot print. The runner has them: /export gives every note as it was written.
