# /checkin: the questions, one after the other, and the note. Values in { } are filled in; keep every <b> closed.

command-checkin = tell me how your hip is

checkin-title = <b>📝 Check-in</b>
checkin-now = How much does your hip hurt right now?

    0 is no pain. 10 is the worst pain you can think of.
checkin-worst = And at its worst since yesterday?

    { $now } is no worse than now. 10 is the worst pain you can think of.
checkin-worst-since-last = And at its worst since your last check-in?

    { $now } is no worse than now. 10 is the worst pain you can think of.
checkin-side = Which side hurts?
checkin-where = Where does it hurt most?
checkin-when = When does it hurt most?
checkin-flags = Is any of this true for you, today or in the last days? One yes is enough, so tick each line that fits.
checkin-during = It began to hurt during: { $name }.
checkin-so-far = You said: { $said }.

checkin-restarted = I left the check-in you had begun. This one starts from the top.
checkin-restarted-ticked = I left the check-in you had begun. What you had ticked is still ticked: untick it if it is not true.
checkin-emergency-alert = Seek professional help now. If this is true now, call { $call }. Do not wait for my answer.
checkin-number-please = I need a number from 0 to 10, such as 3.
checkin-no-lower = The worst cannot be less than now. Give me a number from { $now } to 10.
checkin-buttons-please = Please use the buttons for this one.
checkin-emergency-ticked = <b>🔴 Seek professional help now</b>
    If this is true now, do not wait for my answer. Call { $call }. If you are in another country, call the number there.
checkin-ticks-first = You have ticked a line. Untick it first, or press "Save these".
checkin-no-ticks = Nothing is ticked. If nothing fits, press "None of these".

checkin-said-no-pain = no pain since yesterday
checkin-said-now = { $now } of 10 now
checkin-said-worst = { $worst } at worst
checkin-said-better = better in the morning
checkin-said-same = the same in the morning
checkin-said-worse = worse in the morning
checkin-said-during = began during: { $name }
checkin-side-left = left side
checkin-side-right = right side
checkin-side-both = both sides
checkin-where-front = front or groin
checkin-where-outer = outer hip
checkin-where-back = buttock or back
checkin-when-running = while running
checkin-when-after = after running
checkin-when-next_morning = the next morning
checkin-when-daily_life = in daily life

button-checkin-no-pain = No pain at all since yesterday
button-checkin-side-left = Left
button-checkin-side-right = Right
button-checkin-side-both = Both
button-checkin-where-front = Front or groin
button-checkin-where-outer = Outer side
button-checkin-where-back = Buttock or back
button-checkin-when-running = While running
button-checkin-when-after = After running
button-checkin-when-next_morning = Next morning
button-checkin-when-daily_life = Daily life
button-checkin-none = None of these
button-checkin-save = Save these ({ $count })
button-checkin-new = Check in
button-checkin-go-on = Go on
button-checkin-note = Add a note
button-checkin-skip = Skip

checkin-kept = <b>📝 Check-in kept</b>
    { $said }

    What to do comes in my next message. Please read it now.
checkin-kept-emergency = <b>🔴 Seek professional help now</b>
    Call { $call }. If you are in another country, call the number there. Do not drive. Do not wait for my next message.

    { $said }
checkin-cancelled = <b>📝 Check-in stopped</b>
    Nothing of it was kept.
checkin-cancelled-ticked = <b>📝 Check-in stopped</b>
    Nothing of it was kept. But you had ticked a line. If it is true, do not leave it at that: check in again, or call a doctor.
checkin-from-another-day = <b>📝 This one is from { $day }</b>
    It was not finished, and nothing of it was kept. How is your hip today?
checkin-closed = <b>📝 This check-in is closed</b>
    Nothing of it was kept. Start a new one when you like.
checkin-newer-open = <b>📝 A newer check-in is open</b>
    This older one is closed. You can go on with the newer one here.
checkin-old-toast = This one is from { $day }. For a new check-in: /checkin
checkin-done-toast = This check-in is done. For a new one: /checkin

note-prompt = <b>📝 Your note</b>
    Type it now, up to { $limit } characters. I keep it with the check-in from { $moment }, for you alone.

    I do not assess notes. If something got worse, tell me with /checkin. If you need help now, call your local emergency number.
note-kept = <b>📝 Note kept</b>
    It stays with your check-in from { $moment }. I did not assess it.
note-too-long = That note has { $length } characters, and I can keep { $limit }. It still stands above in our chat, but I have not kept it yet. Send a shorter one, or press Skip.
note-words-please = I can keep typed words only. Type your note, or press Skip.
note-skipped = <b>📝 No note</b>
    That is fine. Your check-in is kept.
note-no-checkin = That check-in is no longer here, so I kept no note.
note-checkin-open = You have a check-in open. Finish it first, please.
