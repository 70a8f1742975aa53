# What any page may say. Values in { } are filled in; keep every <b> closed.

start-first = <b>One step first.</b>
    I need a few answers before this works. It takes about two minutes.
button-start-now = Start
hint = I did not get that.
    A pain score? /checkin
    An exercise? /exercise
    Everything I can do: /help
hint-only-text = I can only read text here.
    A pain score? /checkin
    Everything I can do: /help
private-only = That is between you and me, so I answer it in our private chat.
button-open-private = Open our chat
error-calm = That did not work, and nothing was lost. Try again, or /help.
error-operator = ⚠️ <b>{ $kind }</b>
    <code>{ $place }</code>
button-too-old = This button is from an older message. Try /today for what is next.
help = <b>What I can do</b>

    /today: what is planned, and what was done
    /checkin: tell me how your hip is
    /exercise: every exercise, how to do it, and what to watch
    /learn: short reads about hips and running
    /schedule: days, times, quiet hours, time zone
    /pause and /resume: silence for as long as you like
    /privacy: what I keep, and why
    /forget: erase everything
    /cancel: leave what you are in the middle of

    I teach and keep track. I am not a clinician, and I cannot judge an injury. In an emergency call your local emergency number.
cancelled = Stopped. Nothing else changed.
nothing-to-cancel = Nothing is open right now. /help shows what I can do.
every-day = every day
button-close = Close
button-back = Back
button-cancel = Cancel
command-help = what I can do
command-cancel = leave what you are in the middle of
