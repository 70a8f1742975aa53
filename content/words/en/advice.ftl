# What a check-in leads to, and what the buttons under it answer. Simple words: reading grade 6 at most.
# Every escalation opens with "Seek professional help". Nothing here names a cause or promises an outcome.

advice-title-carry_on = <b>🟢 Carry on</b>
advice-title-ease_off = <b>🟡 Ease off a little</b>
advice-title-stop = <b>🟠 Stop running for now</b>
advice-title-routine = <b>🟠 Seek professional help</b>
advice-title-urgent = <b>🟠 Seek professional help</b>
advice-title-emergency = <b>🔴 Seek professional help now</b>

advice-of-day = <i>{ $by ->
        [morning] { return-told-by-morning }.
       *[check-in] { return-told-by-check-in }.
    }</i>
advice-said = You said: { $said }.
advice-ticked = You ticked: <i>{ $flags }</i>.
advice-band-calm = That is in the calm band, { $low } to { $high }.
advice-band-ease_off = That is in the ease-off band, { $low } to { $high }.
advice-band-stop = That is in the stop band, { $low } to { $high }.
advice-morning-worse = The next morning counts, so that moves you up one band{ $band ->
        [ease_off] , to ease off.
       *[stop] , to stop.
    }
advice-groin-counts = Pain in front while running counts as the stop band, whatever its number.
advice-stop-twice = You are in the stop band again, so it is time for someone to look at it.
advice-standing = Your answer from { $day } still stands: <i>{ $flags }</i>. A better day does not lower it.
advice-standing-plain = Your answer from { $day } still stands. A better day does not lower it.
advice-standing-earlier = An earlier answer still stands. A better day does not lower it.

advice-do-carry_on = Go on with your plan. If it starts to hurt more, stop and check in again.
# The one rule for runs while the plan is eased, on every page in the same words: here written out, to be read whole.
advice-run-short = Make your next run short, or skip it. If in doubt, walk.
advice-do-ease_off = Make your next run short, or skip it. If in doubt, walk. Check in again tomorrow morning.
advice-do-ease_off-way-back = Do not run for now: your way back is on hold. Walk if that does not hurt. Check in again tomorrow morning. A calm check-in opens the way again.
advice-do-ease_off-morning = Make your next run short, or skip it. If in doubt, walk. Check in now: I ask about the signs that matter.
advice-do-ease_off-morning-way-back = Do not run for now: your way back is on hold. Walk if that does not hurt. Check in now: I ask about the signs that matter. A calm check-in from tomorrow on opens the way again.
advice-do-stop = Do not run. Do no strength work. Rest. Ice or heat may ease the pain, and /learn has a card on each. Check in again tomorrow. If you are still in this band then, it is time to see someone this week.
advice-do-groin-running = Your groin or the front of your hip hurts when you run. Do not run on it. Do no strength work. Check in again tomorrow. If it comes sooner or lasts longer each time, tick that in a new check-in. If it is there again, see a doctor or a physiotherapist this week.
advice-if-worse = If it gets much worse, or you cannot stand on the leg, do not wait: call { $call }.
advice-do-routine = Book a visit with a doctor or a physiotherapist. Until then ease off: run short and easy, or not at all. If it hurts, locks or gives way, stop and walk.
advice-do-routine-way-back = Book a visit with a doctor or a physiotherapist. Until then do not run: your way back is on hold. If it hurts, locks or gives way on a walk, stop.
advice-do-routine-rest = Book a visit with a doctor or a physiotherapist. Do not run until they say that you may.
advice-do-this-week = Go and see a doctor or a physiotherapist this week. Do not run until they say that you may.
advice-do-urgent = Stop running for now. Call or see a doctor in the next 24 to 48 hours.
advice-do-urgent-standing = Stop running for now. This has stood since { $day }. Call a doctor today. If you cannot reach one, go to an urgent care clinic.
advice-if-worse-urgent = If you get much worse, cannot stand on the leg, get short of breath or your chest hurts, call { $call } at once.
advice-do-seen-emergency = Someone has seen you and has not cleared you yet. Do not run or train until they do. Do what they told you. If any of it comes back or gets worse, call { $call } now.
advice-do-seen-urgent = Someone has seen you and has not cleared you yet. Do not run until they do. Do what they told you. If it gets worse, call them again the same day. { $worse }
advice-do-seen-routine = Someone has seen you and has not cleared you yet. Do what they told you. If it gets worse, call them again.
advice-do-emergency = Call { $call }. If you are in another country, call the number there. Or have someone take you to emergency care now. Do not drive. Do not wait for it to pass. Do not wait for me.
advice-call = { $call }
advice-call-ambulance = { $call } (ambulance: { $ambulance })

advice-plan-as_planned = Your plan stays as it is.
advice-plan-one_level_down = In your plan, I made your routines one level easier for now.
advice-plan-mobility_only = In your plan, mobility takes the place of strength for now.
advice-plan-at-lowest = In your plan, mobility takes the place of strength for now. Warm-ups stay.
advice-plan-rest = In your plan, there is rest only for now: no running, no strength.
advice-plan-rest-waits = In your plan, there is rest only: no running, no strength. It comes back when someone has seen you and cleared you.
advice-plan-paused = I paused your routines and run reminders. They come back when you tell me that someone saw you and cleared you to train.

advice-tell-them = Tell them { $tell }
advice-how-to-clear = When someone has seen you, press "I have seen someone".
advice-ask-urgent = I will ask tomorrow if you reached someone.
advice-ask-routine = I will ask in a week if you were seen.
advice-please-confirm = Please press "I understand", so that I know you have read this.
advice-again = <i>I sent this before, and I have not heard from you.</i>
advice-repeat = <i>You may have had this from me before. I was not sure that it reached you.</i>
advice-acknowledged = ✅ You pressed "I understand".
advice-cleared = ✅ You told me since then that someone saw you and cleared you.
advice-taken-back = You took this answer back.

button-advice-understand = I understand
button-advice-seen = I have seen someone
button-advice-say = What do I say?
advice-earlier-today = Earlier today it was worse, and a day counts by its worst.
button-advice-why = Why?
button-advice-undo = Undo
button-advice-cleared = Cleared
button-advice-not-cleared = Not yet
button-advice-not-reached = Not yet
button-advice-cleared-now = They cleared me

advice-follow-up-urgent = <b>📝 Did you reach someone?</b>
    On { $day } your answers called for a doctor within 24 to 48 hours.
advice-follow-up-routine = <b>📝 Were you seen?</b>
    On { $day } your answers called for a visit to a doctor or a physiotherapist.

advice-seen = <b>Did they clear you for exercise?</b>
    It is about your answer from { $day }.

    "Cleared" means: a doctor or physiotherapist looked at this and said that you may train again. If you are not sure, press "Not yet".
advice-resumed = <b>✅ Your plan is back</b>
    I am glad that someone looked at it. Your routines start at level { $level }, so that your hip can get used to it. They rise one step at a time, after three days in a row that you call easy.

    Start with less than you think you can do. If it hurts more, stop and check in.
advice-cleared-plain = <b>✅ Thank you for telling me</b>
    I am glad that someone looked at it. Your earlier answer no longer holds back your plan. If it hurts more, stop and check in.
advice-cleared-but = <b>✅ Thank you for telling me</b>
    I am glad that someone looked at it. What sent you to them no longer holds back your plan, but one thing still does.
advice-resumed-later = After that your routines start at level { $level }, so that your hip can get used to it. They rise one step at a time, after three days in a row that you call easy.
advice-left-pain = Your last pain rating still counts. On { $day } you said: { $said }.
advice-left-groin = Your pain in front while running still counts. On { $day } you said: { $said }. That is the stop band, whatever its number.
advice-left-morning = Your answer on the morning of { $day } still counts: { $said }.
advice-left-until = A calm check-in, { $low } to { $high }, ends that.
advice-left-until-groin = A calm check-in, { $low } to { $high }, with no pain in front while running, ends that.
advice-not-cleared = <b>Good that someone saw you</b>
    Do what they told you. Your plan stays as it is now. Tell me when they clear you.
advice-nothing-stands = <b>Nothing is open</b>
    No earlier answer holds back your plan.

advice-say-intro = What to say? You can read this out:
advice-say-where = My hip hurts: { $said }. I run.
advice-say-run = My hip has a problem, and I run.
advice-say-since = It began on { $day } or before.
advice-say-then = Then tell them:
advice-say-line = • { $tell }
advice-say-groin-running = that your groin or the front of your hip hurts when you run.
advice-say-stop-twice = how strong the pain is, and that it stays this strong.

advice-why-flag = <b>Your tick: { $flag }</b>
    { $level ->
        [emergency] Some causes of this get worse within hours. Only an examination can tell, so it cannot wait.
        [urgent] Some causes of this get worse if you run on. Only an examination can tell, so it should be soon.
       *[routine] This is seldom in a hurry. But exercise alone may not be enough, so someone should look at it.
    } One yes is enough, and the strictest one counts. No later answer makes it milder.
advice-why-standing = <b>An earlier answer stands</b>
    It holds until someone has seen you and cleared you. A better day alone does not end it.
advice-why-stop-twice = <b>Twice in the stop band</b>
    { $times } check-ins in a row in this band mean: see a professional this week.
advice-why-earlier-today = <b>Earlier today</b>
    It was worse when you told me before. A day counts by its worst. So a better hour changes nothing before tomorrow.
advice-why-groin-running = <b>Pain in front, while running</b>
    The groin or the front of the hip, on a run: { $pain } of 10 is enough, and it counts as the stop band. No number makes it mild.
advice-why-morning = <b>The morning after</b>
    { $answer ->
        [worse] You said that your hip was worse than the day before. The next morning counts: that moves you up one band. It can only make me more careful.
       *[better] You said how your hip was in the morning. That alone changes nothing: what stood before still stands, until your next check-in.
    }
advice-why-band = <b>Your pain, { $pain } of 10</b>
    0 to { $calm } is calm, up to { $ease_off } means ease off, and above that means stop. The higher of now and the worst since yesterday counts. From { $mobility } on, I leave out strength work.
advice-why-rules = These are my rules of { $date }, version { $version }. The same answers always get the same advice. It is not a check by a doctor.

advice-undone = <b>📝 Taken back</b>
    I left out that answer. Your plan follows your earlier check-ins again.
advice-not-undone = This one can no longer be taken back.
advice-gone = This button is from an older message. For a new check-in: /checkin
