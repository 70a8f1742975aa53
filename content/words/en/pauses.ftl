# /pause and /resume: silence for as long as somebody likes.

command-pause = silence for some days, or until you resume
command-resume = hear from me again

pauses-ask = <b>⏰ Pause</b>
    For how long should I be silent? You can also type it: /pause 10 for ten days.

    Your plan and your notes stay as they are. Check-ins work all the time. Only a question about a warning sign may still come.
pauses-ask-paused = <b>⏰ You are paused</b>
    { $until }

    Choose another length, or resume.
pauses-unreadable = I could not read that as a number of days. Type it like /pause 3 or /pause 2 weeks (up to { $most } days), or choose one here.
pauses-until = I am silent until { $moment }. The first push after that comes at its usual time.
pauses-until-resumed = I am silent until you say /resume.
pauses-paused = <b>⏰ Paused</b>
    { $until }

    Your plan stays as it is. /checkin works all the time. Only a question about a warning sign may still come.
pauses-resumed = <b>You hear from me again</b>
    Next push: { $when }.

    Missed some days? Fine. Today counts.
pauses-resumed-no-push = <b>You hear from me again</b>
    No reminder is set right now. You can add one in /schedule.
pauses-not-paused = <b>You are not paused</b>
    Next push: { $when }.
pauses-not-paused-no-push = <b>You are not paused</b>
    No reminder is set right now. You can add one in /schedule.
pauses-refused = <b>🟠 The plan still waits</b>
    Your answers called for a professional, so the plan is on hold. I cannot lift that here: first someone has to see you and clear you to exercise.

    Have you been seen? Open the advice and press "I have seen someone". Once they have cleared you to exercise, say so there, and the plan comes back, gently.
pauses-refused-seen = <b>🟠 The plan still waits</b>
    Someone has seen you and has not cleared you yet. I cannot lift that here.

    When they clear you to exercise, open the advice and press "They cleared me". Then the plan comes back, gently.
pauses-refused-own-over = The pause you asked for yourself is over. This one is not.
button-pauses-1 = 1 day
button-pauses-3 = 3 days
button-pauses-7 = 1 week
button-pauses-14 = 2 weeks
button-pauses-open = Until I resume
button-pauses-other = Other length
button-pauses-resume = Resume
button-pauses-advice = Show the advice
button-pauses-today = Today
button-pauses-schedule = Schedule
