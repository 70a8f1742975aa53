# What any page may say. Values in { } are filled in; keep every <b> closed.

# What this language calls itself.
language-name = English

# Shown by Telegram: in an empty chat (512 characters at most), and beside the bot's name (120 at most).
bot-description = I help adult runners look after their hips: short warm-ups and strength routines at your own times, a quick check-in, and a clear word when it is time to see someone.

    I teach and keep track. I am not a clinician. Press Start to set me up.
bot-short-description = Warm-ups, strength and check-ins for runners' hips. Education, not a clinician.

start-first = <b>One step first.</b>
    I need a few answers before this works. It takes about two minutes.
start-first-consent = <b>I need your yes first.</b>
    For this I must keep what you tell me about your health. You have not allowed that, so I keep nothing of it. Press Start, and I ask you again.

    /exercise and /learn work without.
button-start-now = Start
hint = I could not make sense of that.
    A pain score? /checkin
    An exercise? /exercise
    Everything I can do: /help
hint-clubs = { hint }
    An answer about your club? Reply to my question.
hint-only-text = I can only read text here.
    A pain score? /checkin
    Everything I can do: /help
private-only = That is between you and me, so I answer it in our private chat.
button-open-private = Open our chat
once-a-minute = One at a time in a group. In our private chat you can read at once.
button-read-on = Read on in private
error-calm = Something went wrong here. Nothing of yours was lost. Try once more, or see /help.
error-operator = ⚠️ <b>{ $kind }</b>
    <code>{ $place }</code>
button-too-old = This button is from an older message. Try /today for what is next.
help = <b>What I can do</b>

    /today: what is planned, and what was done
    /checkin: tell me how your hip is
    /week: four questions about your week, one tap when all is well
    /run: log a run, or ask before one
    /return: the way back to running, step by step
    /progress: your hip and your training over weeks
    /exercise: every exercise, how to do it, and what to watch
    /learn: short reads about hips and running
    /schedule: days, times, quiet hours, time zone
    /club: warm-ups for your running club
    /pause and /resume: silence for as long as you like
    /report: a page for your doctor or physiotherapist
    /export: a copy of everything I know about you
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
