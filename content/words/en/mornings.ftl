# The question of the next morning, after a run or after more pain. Simple words: reading grade 6 at most.

button-morning-better = Better
button-morning-same = Same
button-morning-worse = Worse
button-morning-undo = Undo

morning-after-run = <b>📝 How is your hip this morning?</b>
    You ran on { $day }. Is your hip better, the same or worse than before the run?
morning-after-checkin = <b>📝 How is your hip this morning?</b>
    On { $day } you said: { $said }. Is your hip better, the same or worse than yesterday?

morning-noted-better = <b>📝 Better this morning</b>
morning-noted-same = <b>📝 The same this morning</b>
morning-worse-elsewhere = <b>📝 Worse this morning</b>
    You said so in another message, and that is what counts. What follows from it stands there.
morning-as-planned = Your plan stays as it is. If it hurts on the way, stop and check in.
morning-gentler = Your plan stays gentler for now. A check-in in the calm band brings it back.
morning-rest = Your plan stays at rest for now: no running, no strength. Check in when you can: a calmer check-in brings it back.
morning-stands = What I told you still stands, until a professional has seen you and cleared you. A better morning does not change that.
morning-another-day = <b>📝 This question is from { $day }</b>
    For today, a check-in takes a minute.
morning-way-back = Your way back to running still waits for this answer. You can give it there.
morning-checked-in = <b>📝 You checked in this morning</b>
    That counts, and it says more. If it got worse since, check in again.
morning-not-asked = <b>📝 This is not asked any more</b>
    The run it was about was moved to another day, or deleted. If your hip is worse this morning, check in.
