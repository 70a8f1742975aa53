# What is posted in clubs when its time has come, and what their administrators hear of it in private.
# Groups and channels read the first part: nothing of a person may stand there. Keep every <b> closed.

club-post = <b>🔥 { $title }, run at { $at }</b>
club-post-where = Where: { $place }
club-post-where-link = Where: <a href="{ $url }">{ $site }</a>
club-post-warm-up = Warm-up now, about { $minutes ->
    [1] 1 minute
   *[other] { $minutes } minutes
 }:
button-club-tap-in = { $n ->
    [0] I'm in
   *[other] I'm in · { $n }
 }
button-club-tap-done = { $n ->
    [0] Done
   *[other] Done · { $n }
 }
button-club-tap-day = { $n ->
    [0] Done today
   *[other] Done today · { $n } this week
 }
# Everybody reads the same button: it must be true for whose name is shown, and for who has none there.
button-club-name = My name on/off
button-club-named = { $more ->
    [0] { $names } · my name on/off
   *[other] { $names } +{ $more } · my name on/off
 }
button-club-streaks = Streaks
club-challenge = <b>🎯 { $title }: { $name }, { $many } times this week</b>
    { $dose }. Leave a day between.

    Stop if something feels wrong. Tap on each day you did it.
club-digest = <b>📊 The week of { $title }</b>
    { $people } people took part.
club-digest-coming = • I'm in: { $n }
club-digest-done = • Warm-ups done: { $n }
club-digest-sessions = • Challenge sessions: { $n }
club-digest-met = • Did the challenge { $many } times: { $n }

club-news-silenced = <b>{ $title } is paused</b>
    I am not allowed to post there now, so its warm-ups wait. Its settings are kept.

    To go on, let me write there again. Then ask /club there.
club-news-silenced-channel = <b>{ $title } is paused</b>
    I am not allowed to post there now, so its warm-ups wait. Its settings are kept.

    To go on, make me an administrator who may post.
club-news-taken-out = <b>{ $title } is paused</b>
    I was taken out, so its warm-ups have stopped. I keep its settings for 30 days.

    To go on, put me back in.
club-news-in-general = <b>{ $title }: the topic is closed</b>
    I cannot post in its topic any more. Warm-ups go to General from now on.
club-news-once-in-general = <b>{ $title }: the topic is closed</b>
    I cannot post in its topic any more. Another club has General, so warm-ups of both arrive there until you choose a topic.
club-news-general-closed = <b>{ $title }: General is closed</b>
    I could not post the warm-up. Open General again, or choose a topic for me.
