# /start: who it is for, what is kept, where and when, and the red-flag questions once.

command-start = set up, or go on with it

start-welcome = <b>Welcome to Steady Hips</b>
    I help grown-up runners look after their hips. I send you short warm-up and strength routines at times you choose. I ask how your hip feels. And I tell you when it is time to see someone.

    I am not a doctor or a physiotherapist. I do not examine you, name an injury or treat one. In an emergency call your local emergency number, not me.

    Setting up takes about two minutes. First: are you 18 or over?
button-start-adult = I am 18 or over
button-start-under-18 = I am under 18

start-under-18 = <b>This bot is for adults</b>
    So there are no routines for you here, and nothing about you is kept.

    Does your hip, groin, thigh or knee hurt, and do you limp? <b>Seek professional help now.</b> Under 18 this can be a slipped growth plate, and that is an emergency. Do not run, and do not walk on that leg. Go to an emergency department now, with a parent. If you cannot stand on it, call 112, or your local emergency number.

    Growing bones need their own advice. For any other hip pain, ask a parent to take you to a doctor too.

start-consent = <b>May I keep what you tell me about your health?</b>
    I ask this on its own, because it is yours to decide.

    What I keep: your check-ins, weekly answers, notes, runs, routines and tips, and your plan, until you erase them with /forget. The texts of messages I send you stay for 30 days.

    What it is for: to fit your plan to your hip, and to see when you should get help.

    Your answers, your notes, your runs, and what I gave you to do and how hard it was are encrypted where they are stored. I show nothing of it to anybody else. You can take your yes back at any time: /privacy tells you how, and more.
button-start-agree = I agree
button-start-not-now = Not now
start-no-consent = <b>That is fine</b>
    I keep nothing about your health. Without it there can be no check-ins and no plan.

    These two work all the same:
    /exercise: every exercise, step by step
    /learn: short reads about hips and running

    If you change your mind, I ask you again.
button-start-reconsider = Ask me again

start-answered-zone = <b>Where are you?</b> { $answer }
start-answered-days = <b>Which days do you run?</b> { $answer }
start-answered-time = <b>When should your routine come?</b> { $answer }
start-days = <b>Which days do you run?</b>
    { $zone }: it is { $now } with you now.

    On run days I send a warm-up. On the others it is strength or mobility. Set the ticks as you like, then save.
button-start-save = Save
button-start-no-days = No fixed days
start-days-hint = Tick the days with the buttons, or type them, such as "Tue Thu Sat". Then save.

start-time = <b>When should your routine come?</b>
    Run days: { $days }.

    Choose a time, or type your own: 7:15, 7pm, 19.30. A routine takes 5 to 12 minutes, so pick a moment just before your run, or one that is calm.
start-no-days = no fixed days
start-time-hint = I could not read that as a time. Type it like 7:15, 7pm or 19.30, or choose one here.

start-flags = <b>Is any of this true for you, today or in the last days?</b>
    I ask so that I do not send routines to a hip that needs a doctor first. Tick what fits. If nothing does, press "None of these".
start-time-kept = Your time: { $at }.
start-time-moved-quiet = Your time: { $at }. That was inside the quiet hours, so I moved them: now { $start } to { $end }.
start-time-quiet-again = Your time: { $at }. The quiet hours are { $start } to { $end } again.
button-start-none = None of these
button-start-save-flags = Save these ({ $count })
start-flags-emergency = <b>🔴 Seek professional help now</b>
    If this is true now, do not go on here. Call { $call }{ $ambulance ->
        [none] .
       *[other] { "" } (ambulance: { $ambulance }).
    } If you are in another country, call the number there.
start-done-emergency = <b>🔴 Seek professional help now</b>
    Call { $call }{ $ambulance ->
        [none] .
       *[other] { "" } (ambulance: { $ambulance }).
    } If you are in another country, call the number there. Do not drive. Do not wait for my next message.

    You are set up, and your plan waits. No routine comes before someone has seen you and cleared you to exercise.
start-flags-ticked = You have ticked { $count ->
        [one] 1 line
       *[other] { $count } lines
    }. Save that, or untick it first.
start-flags-nothing = Nothing is ticked. If nothing fits, press "None of these".
start-flags-hint = I cannot judge what is typed here, and I did not keep it. Please use the buttons.
start-go-on = Let us go on from here.
start-use-buttons = Please use the buttons here.

start-done = <b>✅ You are set up</b>
    First push: { $when }.

    It names the exercises and how much of each. You say when you have done it, or "Not today".

    Once a week come a short tip, four questions about your hip, and your week in short. /schedule can switch each off.

    { $days }
    How is your hip right now? A check-in gives me something to compare with.
start-done-no-push = <b>✅ You are set up</b>
    { $days }
    How is your hip right now? A check-in gives me something to compare with.
start-done-flagged = <b>✅ You are set up</b>
    You ticked something that matters. What to do about it comes in the next message: please read it before you train or run.
start-done-paused = <b>✅ You are set up, and your plan waits</b>
    You ticked something that needs a professional first. What to do comes in the next message: please read it now.

    No routine comes before someone has seen you and cleared you to exercise.
start-run-days = Run days: { $days }.
start-no-run-days = No fixed run days: strength and mobility take turns.

start-set-up = <b>You are all set up</b>
    Next push: { $when }.
    { $days }
    Want to change a day or a time? /schedule has it all.
start-set-up-paused = <b>You are all set up</b>
    Your plan is paused right now, so no push is due.
    { $days }
    Want to change a day or a time? /schedule has it all.
start-set-up-no-push = <b>You are all set up</b>
    No reminder is set right now.
    { $days }
    You can add one in /schedule.
start-today-at = Today, { $moment }
start-tomorrow-at = Tomorrow, { $moment }
button-start-today = Today
button-start-check-in = Check in
button-start-schedule = Schedule
