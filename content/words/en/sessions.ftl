# The guided session: one message that walks through a routine. Values in { } are filled in; keep every <b> closed.

session-head = <b>{ $sign } { $n } of { $of }: { $name }</b>
    { $dose }
session-eased = <b>Easier now:</b> { $text }
session-away = I was away for a while. It waits here for you.
session-paused = <b>⏸ Paused</b>, { $left } to go
session-ready = <b>Get ready: { $left }</b>
session-ready-side = <b>Get ready: { $left }</b>
    The { $side } first.
session-ready-next = <b>Get ready for the next one: { $left }</b>
session-hold = <b>Hold: { $left }</b>
session-work = <b>Keep going: { $left }</b>
session-change = <b>Now the { $side }: { $left }</b>
    Change sides.
session-rest = <b>Rest: { $left }</b>
session-count = <b>{ $count } of { $reps }</b>
session-count-hold = <b>{ $count } of { $reps }</b>, hold each for { $hold } s
session-count-how = Tap Count after each one, or Set done at the end.
session-set = Set { $n } of { $of }
session-go = Go { $n } of { $of }
session-part = way { $n } of { $of }
session-side-left = left
session-side-right = right
session-side = { $side } side
session-seconds = { $n } s
session-minutes = { $m }:{ $s } min
session-bar = { $done }{ $left }

session-nameless = Your routine
session-stopped = <b>⏭ { $name }: stopped</b>
    That is fine. It stays open for today. If it was enough for you, press Done.
session-skipped = <b>⏭ { $name }: not counted yet</b>
    You went past most of it with Next. If you did the exercises all the same, press Done.
session-hurts = <b>📝 { $name }: stopped</b>
    You said that it hurts. It stays open, and nothing more is asked of you here. The check-in is below.
session-advice = <b>🟡 { $name }: stopped</b>
    After your check-in this is not the right one to go on with. /today shows what is.
session-moved = <b>{ $name }: begun anew below</b>
    You started again in a newer message, from the first exercise.
session-left = <b>⏭ { $name }: left open</b>
    Nothing was pressed for a long time. It stays open for today.
session-over-day = <b>⏭ { $name }: left open</b>
    Nothing was pressed for a long time, and its day is over. That is fine: /today shows what is next.

session-hurt-still = <b>📝 How is your hip now?</b>
    You stopped because something hurt. A check-in takes a minute, and it keeps your plan right.

session-over-toast = This session is over. /today has what is next.
session-count-toast = { $count } of { $reps }
session-soon-toast = One moment
session-paused-toast = Paused
session-eased-toast = Made easier. Read it in peace, then go on.
session-easiest-toast = This is the easiest I have. Next leaves it out.
session-was-too-hard = You found this too hard: { $names }.

button-session-begin = Begin
button-session-pause = Pause
button-session-continue = Continue
button-session-count = Count
button-session-set-done = Set done
button-session-skip-rest = Skip the rest
button-session-too-hard = Too hard
button-session-hurts = It hurts
button-session-finish = Finish
button-session-stop = Stop here
