# /privacy and /forget. Values in { } are filled in; keep every <b> closed.

command-privacy = what I keep, why, and how to erase it
command-forget = erase everything about you

privacy-main = <b>What I keep about you</b>
    Only what I need: to write to you at your hour, and to fit your plan to your hip. Your health answers only if you allowed it, and you can take that back.

    It stays on the machine of the operator who runs this bot. Health answers and notes are encrypted there. I sell nothing, share nothing and show no ads.

    Telegram carries our messages. Messages to a bot are not end-to-end encrypted: Telegram's servers can read them.

    /export gives you a copy of everything I know about you. /forget erases it. Questions? Ask the operator of this bot.
privacy-what = <b>What I keep, and why</b>
    • Your chat's number at Telegram and your language: to answer you.
    • Your time zone, days, times and quiet hours: to write when you want it.
    • Your pain ratings, where and when it hurts, what you ticked, your weekly answers and notes: to fit the plan and to see when you should get help.
    • Your routines and how hard they were, your runs and your way back: to show what you did, and warn of a big step.
    • Which tips you had, and why: so that none comes twice.
    • What you send until I answer it, and what I owe you or sent you: so that none gets lost.
    • Taps under a club's posts: as a mark without your name, to count them.
    • Which clubs you set up: to list them, and to tell you when something is wrong there.
    • Your first name, and your weeks in a row: only where you asked a club to show it, until you take it out.

    I do not keep your phone number or a place you shared.
privacy-how-long = <b>For how long</b>
    • Your settings, check-ins, notes, weekly answers, runs and routines: until you erase them.
    • A run you deleted: one more day, so that you can undo it.
    • A file from your watch: only until I have read it. I keep the run, not where you ran.
    • What you send: until I have answered it, seconds as a rule. It is encrypted.
    • The texts I sent you, and taps in clubs: 30 days.
    • A question you left half answered: until you finish it, leave it or start another.

    After /forget only one thing is left: that somebody's data was erased on that day. Not whose.

    What stands in this chat is kept by Telegram. You can delete the chat there.
privacy-who = <b>Who sees it</b>
    Your health answers, your notes, your runs and the texts I send are encrypted where they are stored. The key is kept apart from the database. The operator runs this bot and holds that key. Not encrypted: your settings, and when I owe you what kind of text. So whoever reads that file could see that you got advice, but not what it said. My logs hold numbers only, never what you said.

    Telegram carries every message between us. Messages to a bot are not end-to-end encrypted. So do not write here what Telegram should not see.

    Nobody else gets anything from me.

    /export gives you a copy of all of it. For questions ask the operator of this bot: the person or group that runs it. If you do not know them, look at the bot's profile or ask whoever gave you the link.
privacy-withdraw = <b>Take back your consent?</b>
    Then I erase your check-ins, weekly answers and notes, your runs and your way back, what you did and how hard it was, the texts I sent you, and your plan with its reminders. They cannot come back.

    I go on knowing your language, your time zone and your quiet hours. /exercise and /learn still work. With /start you can begin again.

    If I told you to see a doctor, that still holds, even when I no longer know it.
privacy-withdrawn = <b>✅ Consent taken back</b>
    Your health answers, your plan and the texts I sent are erased. I send you nothing more on my own.

    /exercise and /learn still work. /start begins again. /forget erases the rest.
privacy-no-consent = You have not given consent, so I keep no health answers.
button-privacy-what = What and why
button-privacy-how-long = How long
button-privacy-who = Who sees it
button-privacy-withdraw = Take back consent
button-privacy-withdraw-yes = Erase health answers
button-privacy-forget = Erase everything

forget-confirm = <b>Erase everything?</b>
    Your settings, plan, check-ins, notes and history: all of it goes, at once, and it cannot come back. I will not write to you again.

    Want a copy first? /export

    If I told you to see a doctor, that still holds, even when I no longer know it.

    This button works for { $minutes } minutes.
forget-confirm-clubs = <b>Erase what clubs know of you?</b>
    Your taps and your name go, and which clubs you set up: I show you none of them in private, and tell you nothing of them. The clubs themselves go on. It cannot come back.

    This button works for { $minutes } minutes.
forget-done = <b>✅ Everything is erased</b>
    I keep nothing about you. Only one line is left: that somebody's data was erased on this day. Not whose.

    What stands in this chat is kept by Telegram. You can delete the chat there. If you want to come back: /start
forget-kept = <b>Nothing was erased</b>
    All is as it was.
forget-left-clubs = <b>✅ Everything is erased</b>
    That is your taps and your name in clubs, and which clubs you set up. I keep nothing else about you.
forget-nobody = I keep nothing about you, so there is nothing to erase.
forget-too-late = <b>Nothing was erased</b>
    That button was too old. If you still want it, ask me again: /forget
privacy-too-late = <b>Nothing was erased</b>
    That button was too old. If you still want it, ask me again: /privacy
button-forget-yes = Erase everything
