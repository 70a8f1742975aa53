# The question of the next morning, after a run or after more pain. Simple words: reading grade 6 at most.

morning-after-run = <b>📝 How is your hip this morning?</b>
    You ran on { $day }. Is your hip better, the same or worse than before the run?
morning-after-checkin = <b>📝 How is your hip this morning?</b>
    On { $day } you said: { $said }. Is your hip better, the same or worse than yesterday?
