# The way back to running. Values in { } are filled in; keep every <b> closed. Simple words: reading grade 6 at most.

command-return = the way back to running, step by step

return-title = <b>🏃 The way back to running</b>
return-title-at = <b>🏃 The way back: step { $phase } of { $phases }</b>
return-offer = { return-title }
    { $phases } steps lead from walking to running all the way. You do each one at least { $goes } times, with a rest day after every run. The next morning tells what comes next.
return-offer-anew = { return-title }
    It is time to begin again from the first step: more than { $weeks } weeks went by without a go.
return-offer-cleared = { return-title }
    A professional has cleared you, so it is time to begin again from the first step.
return-offer-again = { return-title }
    You finished it before. You can go through it again after any break.
return-questions-three = First, three short questions.
return-questions-none = It begins when your hip does not hurt at all, and your check-in of today told of some pain. Until then, do what I said there.
return-questions-two = First, two short questions. Your check-in of today has answered the third.

return-ask-walk = <b>🏃 The way back: question 1 of { $of }</b>
    Can you walk fast for { $minutes } minutes?
return-ask-limp = <b>🏃 The way back: question 2 of { $of }</b>
    Do you limp when you walk?
return-ask-pain = <b>🏃 The way back: question 3 of { $of }</b>
    Has your hip hurt, now or in the last day?
button-return-walk-y = Yes
button-return-walk-n = Not yet
button-return-limp-n = No limp
button-return-limp-y = I limp
button-return-no-pain = No pain
button-return-some-pain = Some pain

return-not-yet = <b>🏃 Not yet, and that is fine</b>
    { $wait }

    Nothing was started. Ask again when you are ready: /return.
return-wait-walk = • Wait until you can walk fast for { $minutes } minutes. A little more each day is a good way there.
return-wait-limp = • Wait until you walk without a limp. A limp is one of the signs I ask about: please do a check-in now.
return-wait-pain = • Wait until your hip does not hurt at all. The way back begins only then: that is stricter than a calm check-in. Until then, a check-in tells you what to do.

return-do = Walk { $walk } min, then run { $run } min. Do that again and again for { $distance }: about { $rounds } rounds.
return-do-run = Run { $distance } without a walk.
return-how = Warm up first. Run so easily that you could talk. Stop if you limp, if it swells, or if your hip or groin starts to hurt or hurts more: walk home and do a check-in.

return-open = <b>Today:</b> { $do }
    { $how }
return-rest = <b>Rest today.</b> Next go: from { $day }.
    For then: { $do }
return-check-in = <b>Check in before your next go.</b> I ask about the signs that matter: can you see swelling, or is there more pain? After a calm one, your next go is open from { $day }.
return-felt = ✅ Your go of { $day } is kept. <b>How did your hip take it, on the run and after?</b>
return-morning = Tomorrow morning I ask how your hip is. Only then does this go count. Next go: from { $day }.
return-morning-asks = <b>How was your hip on the morning of { $day }?</b> Better, the same or worse than before your run? I need your answer to count the go.
return-held-hold-check-in = 🟡 <b>On hold.</b> Your check-in of { $day } was not calm, so there is no run for now.
return-held-hold-morning = 🟡 <b>On hold.</b> On the morning of { $day } your hip was worse, so there is no run for now.
return-held-hold-groin = 🟡 <b>On hold.</b> On { $day } you told me of pain in front while running, so there is no run for now.
return-hold-routine = 🟠 <b>On hold.</b> { $told } called for a visit to a doctor or physiotherapist, so there is no run for now. The way goes on when you have been seen and cleared.
return-held-wait-check-in = 🟡 <b>On hold.</b> Your check-in of { $day } was not calm, so this is not the time to begin. What I said then about your runs holds.
return-held-wait-morning = 🟡 <b>On hold.</b> On the morning of { $day } your hip was worse, so this is not the time to begin. What I said then about your runs holds.
return-held-wait-groin = 🟡 <b>On hold.</b> On { $day } you told me of pain in front while running, so this is not the time to begin. What I said then about your runs holds.
return-wait-routine = 🟠 <b>On hold.</b> { $told } called for a visit to a doctor or physiotherapist. What I said then about your runs holds. The way opens when you have been seen and cleared.
return-asks-now-today = Check in now: I ask about the signs that matter. There is no run today in any case.
return-asks-now-since = Check in now: I ask about the signs that matter. A calm check-in opens the way again.
return-asks-later-today = Check in from tomorrow on, when your hip feels better: a calm check-in opens the way again.
return-asks-later-since = Check in when your hip feels better: a calm check-in opens the way again.
return-asks-first-today = Check in from tomorrow on, when your hip feels better. After a calm one, the questions of the way back are open.
return-asks-first-since = Check in when your hip feels better. After a calm one, the questions of the way back are open.
return-paused = <b>🟠 Seek professional help</b>
    { $told } called for it. No running for now. The way back waits until a professional has seen you and says that you may exercise. Then it begins with the first step.
return-paused-seen = <b>🟠 No running for now</b>
    { $told } called for a professional. They have seen you, and have not cleared you yet. Do what they told you. The way back waits until they say that you may exercise. Then it begins with the first step.
return-told-by-check-in = Your check-in of { $day }
return-told-by-morning = Your answer on the morning of { $day }

return-came-begun = You passed the questions. This is the first step.
return-came-counted = ✅ Your last go counts.
return-came-next_phase = ✅ That was a good one too: one step up.
return-came-not_known = Your last go does not count yet: an answer is missing.
return-not-well-held = Your last go does not count, and the good goes of step { $phase } begin anew.
return-not-well-held-because = Your last go does not count: { $why }. The good goes of step { $phase } begin anew.
return-not-well-lower = You go one step lower. That is part of the way.
return-not-well-lower-because = You go one step lower: { $why }. That is part of the way.
return-not-well-first = Your last go does not count. You begin the first step anew: that is part of the way.
return-not-well-first-because = Your last go does not count: { $why }. You begin the first step anew: that is part of the way.
return-because-sore = you said “more pain”
return-because-stiff = you said “stiff or swollen”
return-because-worse = your hip was worse on the morning of { $day }
return-because-ticked = you ticked <i>{ $flags }</i> on { $day }
return-because-referred = your check-in of { $day } called for a visit to a doctor or physiotherapist
return-because-groin = you told me of pain in front while running on { $day }
return-because-not-calm = your check-in of { $day } was not calm
return-since-calm = Your check-in since then was calm.
return-since-cleared = A professional has cleared you since.
return-last-go = Your last go was not well: { $why }.
return-came-chose_back = You went one step back.
return-came-break = After more than { $weeks } weeks without a go you begin one step lower.
return-came-break-first = After more than { $weeks } weeks without a go you begin the first step anew.

return-phase = { $number }. walk { $walk }, run { $run } min · { $distance }
return-phase-run = { $number }. run all the way · { $distance }
return-phase-done = ✅ { $phase } · done
return-phase-here = ▶ { $phase } · <b>you are here, { $good } of { $goes } good goes</b>
return-phase-to-come = ○ { $phase }

button-return-start = Start
button-return-done = ✅ Done
button-return-warm-up = 🔥 Warm-up
button-return-felt-good = It was fine
button-return-felt-stiff = Stiff or swollen
button-return-felt-sore = More pain
button-return-morning-better = Better
button-return-morning-same = The same
button-return-morning-worse = Worse
button-return-back = One step back
button-return-stop = Stop it
button-return-run = Change the run
button-return-undo = Undo
button-return-unsay-felt = Undo: how it felt
button-return-unsay-morning = Undo: the morning after
button-return-why = Why?
button-return-again = Ask me again
button-return-small-steps = 📚 Small steps
return-not-counted = That run cannot be told as a go any more. The page says what is next.
return-not-unsaid = That answer can no longer be taken back.
return-not-today = That is not open today. The page says what is next.

return-nudge-open = 🏃 Your next go on the way back is open today.
return-nudge-anew = 🏃 Your way back begins again, with its questions. There is no run before that.
return-nudge-open_asks = 🏃 Your next go on the way back is open today. The last one waits for your answer: without it, it does not count.
return-nudge-asks = 🏃 Your last go on the way back waits for your answer.
return-nudge-check_in = 🏃 Your last go was not well. Check in before the next one: the way back waits for it.
return-nudge-offer = 🏃 Back after a long pause? The way back leads to running in small steps.
return-nudge-cleared = 🏃 When you want to run again, the way back leads there in small steps.
button-return-show = 🏃 Way back

return-stop-sure = <b>Stop the way back?</b>
    Your runs stay as they are. You can take this back.
return-stopped = <b>The way back is stopped</b>
    Your runs stay. When you want to begin again: /return.
return-finished = <b>✅ You finished the way back</b>
    { $distance } without a walk, { $goes } times, and your hip took it well. Well done.

    From here, go in small steps. Make no single run much longer than your longest of the last 30 days: /run plan tells you when one would be.

return-why = <b>🏃 The way back: why</b>
    • The table: each step { $goes } times or more, a rest day between, no step up with swelling, stiffness or more pain.
    • The next morning counts. Without your answer a go does not.
    • More pain { $twice } times in a row, or once with pain of { $pain } or more in a check-in then or the next day: one step back, or step 1 anew.
    • A break of more than { $weeks } weeks: one step back. More than { $anew }, or cleared after “stop running”: the questions again.
    • While a check-in is not calm, all waits.

    { $sources }
