# Runs. Values in { } are filled in; keep every <b> closed.

distance-pace-km = { $pace } per km
distance-pace-mi = { $pace } per mile

command-run = log a run, or ask before one
run-title = <b>🏃 Your runs</b>
run-none = No run is kept yet.
run-line = • { $run }
run-longest = Longest of the last { $days } days: { $distance }.
run-how = Type a run after the command: <i>/run { $one }</i> or <i>/run { $other }</i>. Or send me a GPX or FIT file from your watch.
run-today = Today
run-yesterday = Yesterday
button-run-same = Same: { $distance }
button-run-log = Log a run
button-run-plan = Plan a run
button-run-recent = Edit a run
button-run-km = Use km
button-run-miles = Use miles

run-ask = <b>🏃 How far did you run?</b>
    Choose, or type it, with the time and the day if you like: <i>{ $one }</i> or <i>{ $other }</i>.
run-ask-plan = <b>🏃 How far do you want to run?</b>
    Choose, or type it: <i>10</i> or <i>sat 12</i>. I hold it against your longest run of late. Nothing is kept.
run-unclear-unknown = I could not read that as a run. Type it like the examples above.
run-unclear-twice = That tells the day, the distance or the time twice. Type one run at a time, and each part once.
run-unclear-pace = Is that time a pace, or hours and minutes? Type the time of the whole run with its letters: <i>44min</i> or <i>1h56</i>.
run-unclear-minus = I cannot read a minus. Type the numbers without it.
run-unclear-past = That day is over, so there is nothing to plan. To keep a run of that day: <i>/run yesterday 5</i>.
run-unclear-none_before = There is no run yet that it could be the same as. How far was this one?
run-unclear-no_distance = How far was it? I need a distance.
run-unclear-nothing = That would be no run at all: the distance or the time is zero.
run-unclear-too_far = That is more than { $most } in one run. I think it is a slip.
run-unclear-too_fast = Nobody runs that far in that time. One of the two must be a slip.
run-unclear-too_slow = That is slower than a slow walk. One of the two must be a slip.
run-unclear-future = That day is still to come, so I kept nothing. To ask before a run: <i>/run plan 12</i>.

run-kept = <b>🏃 Run kept</b>
run-already = <b>🏃 That run is there already</b>
run-measured = <b>🏃 Run kept</b>
    It takes the place of the one you typed: <i>{ $typed }</i>. Were those two runs? Type that one again and press <b>Another run</b>.
run-ask-same = <b>🏃 Is it the run from your file?</b>
    You typed: <i>{ $typed }</i>
    There already: <i>{ $there }</i>

    The two look alike, so I added nothing yet.
button-run-is-same = Same run
button-run-another = Another run
run-way-go = 🏃 This is a go of your way back to running: /return
run-way-may_be_go = 🏃 Was this your go on the way back to running? Press <b>It was my go</b>, else it does not count there.
run-way-beside = 🏃 You are on the way back to running: /return. Until you are through, leave out runs beside its steps.
button-run-count = It was my go
run-took-today = <i>Your file tells no day, so I took today.</i> Was it another day? <b>Edit</b>, then <b>Day</b>.
run-shown = <b>🏃 Your run</b>
run-took-km = <i>You gave no unit, so I took kilometres.</i>
run-took-miles = <i>You gave no unit, so I took miles.</i>
run-unit-km = From now on I show kilometres everywhere.
run-unit-miles = From now on I show miles everywhere.
run-took-change = <i>Changing the unit changes all I show, not only this run.</i>
button-run-was-km = It was km
button-run-was-miles = It was miles
run-felt-ask = How did your hip feel?
run-felt-good = Good
run-felt-stiff = Stiff
run-felt-sore = Sore
run-felt-after-good = Your hip felt good.
run-felt-after-stiff = Your hip felt stiff. A check-in tells you what to do about it.
run-felt-after-sore = Your hip felt sore. A check-in tells you what to do about it.
run-stands = What you told me still stands: do not run for now. I keep this run all the same.
run-stands-planned = What you told me still stands: do not run for now. I can hold a run against your longest when that is over.
run-eases = What you told me still stands. { advice-run-short }
run-eases-planned = What you told me still stands. { advice-run-short } I can hold a run against your longest when that is over.
run-on-way-back = You are on the way back to running. Its page says how far your next run is, and from which day. Until you are through, leave out every other run.
run-above = <b>A long one:</b> { $distance } is { $percent } % more than your longest run of the { $days } days before, { $longest } on { $day }. Runs that much longer go along with more injuries. Keep the next ones shorter.
run-above-planned = <b>A long one:</b> { $distance } is { $percent } % more than your longest run of the { $days } days before, { $longest } on { $day }. Runs that much longer go along with more injuries. A smaller step: { $most } at most.
run-nothing-to-compare = In the { $days } days before it I have no run to compare it with. Coming back after a break? /return takes you there in small steps.
run-planned = <b>🏃 Planned: { $distance }, { $day }</b>
run-planned-today = <b>🏃 Planned: { $distance }, today</b>
run-within = That is no more than { $percent } % above your longest run of the { $days } days before: { $longest } on { $day }. By this rule it is not a big step. How your hip feels still comes first.
button-run-check-in = Check in
button-run-why = Why?
button-run-edit = Edit
button-run-delete = Delete
button-run-advice = Show the advice

run-why = <b>🏃 One run, not the week</b>
    I hold each run against the longest of the { $days } days before it, and speak up when it is more than { $percent } % longer.

    A study of { $runners } runners and { $runs } runs looked at this. Beside runs with no such step, the rate of injury was:
    { $hazards }

    That is self-reported, and an association only: it does not say what will happen to you.

    { $sources }
run-why-between = • { $low } to { $high } % longer: { $ratio } times
run-why-over = • over { $low } % longer: { $ratio } times

run-recent = <b>🏃 Which run?</b>
run-edit = <b>🏃 What was different?</b>
run-ask-distance = <b>🏃 How far was it?</b>
    Type it: <i>8.2</i>, <i>10k</i> or <i>5 mi</i>.
run-ask-time = <b>🏃 How long did it take?</b>
    Type it: <i>48</i>, <i>48:12</i> or <i>1h5</i>.
run-ask-day = <b>🏃 Which day was it?</b>
    Choose, or type it: <i>mon</i> or <i>20 nov</i>.
run-deleted = <b>🏃 Run deleted</b>
    Undo brings it back for a day.
run-gone = That run is not there any more.
button-run-edit-distance = Distance
button-run-edit-time = Time
button-run-edit-day = Day
button-run-no-time = No time
button-run-undo = Undo

run-file-unknown = I can read runs from GPX and FIT files alone, packed in a ZIP or GZ too. Your watch's app can save a run as one of these.
run-file-too_big = That file is larger than 10 MB, so I did not read it. { run-file-type-it }
run-file-too_big_inside = What is packed in that file is larger than 10 MB, so I did not read it. { run-file-type-it }
run-file-broken = I could not read that file. It may be cut short or damaged. Save it again from your watch's app and send it once more. { run-file-type-it }
run-file-no_track = There is no recorded run in that file. A planned route is not a run. { run-file-type-it }
run-file-no_distance = That file tells no distance. { run-file-type-it }
run-file-several = There are several files packed in that one. Send them one by one.
run-file-ride = Your watch says that was a ride, not a run, so I kept nothing. { run-file-type-it }
run-file-swim = Your watch says that was a swim, not a run, so I kept nothing. { run-file-type-it }
run-file-walk = Your watch says that was a walk, not a run, so I kept nothing. { run-file-type-it }
run-file-other = Your watch says that was another sport, not a run, so I kept nothing. { run-file-type-it }
run-file-type-it = Was it a run? Type it: <i>/run 8.2km 48min</i>.
run-file-ahead = Your file says { $day }, and that day is still to come. Is the clock of your watch right? I kept nothing. { run-file-type-it }
run-file-odd = What that file says cannot be one run: <i>{ $run }</i>. I kept nothing. { run-file-type-it }
