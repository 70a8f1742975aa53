# /announce: what those who run the bot say to everybody. For operators alone.

command-announce = Say something to every runner

announce-ask = 📣 <b>New announcement</b>
    Write it in one message, up to { $longest } characters, and I show you how it will look. Bold, links and emoji stay as they are.

    Nothing is sent before you press Send.
announce-ask-in = 📣 <b>Now in { $language }</b>
    Write the same for those who read { $language }. Without it they get the { $default } text.
announce-ready =
    📣 <b>This is how it will look</b>
    It goes to { $n ->
        [one] 1 runner
       *[other] { $n } runners
    }, silently. Who has quiet hours gets it when they end; who has not had it after { $hours } hours does not get it.
announce-left-out = Left out: { $paused } who paused, { $unreachable } who blocked me or are gone.
announce-nobody = 📣 <b>This is how it will look</b>
    Nobody would get it now: no runner is set up, can be reached and has not paused.
announce-not-text = I can announce text only, so I left that aside. Please write it in words, in one message.
announce-empty = There is nothing to read in that. Please write the announcement in one message.
announce-too-long = That is { $length } characters, and Telegram takes { $longest } in one message. Please make it shorter.
announce-unreadable = Telegram will not take this formatting, so nobody would get it. Please write it in a simpler way, without that link or style.
announce-one-message = I have a text already, and an announcement is one message. To write it anew, press Change above; /announce shows it once more.
announce-cancelled = <b>Cancelled</b>
    Nothing was sent.
announce-too-old = This button is about another text. /announce shows where things are.
announce-busy = Another announcement is on its way. Yours is kept: press Send when that one has ended.
announce-one-at-a-time = One announcement at a time. This one is on its way: when it has ended, /announce begins the next.
announce-sending = 📣 <b>On its way</b>
announce-stopping = 📣 <b>Stopping</b>
announce-sent = 📣 <b>Announcement sent</b>
announce-stopped = 📣 <b>Announcement stopped</b>
announce-bar = { $bar } { $done } of { $total }
announce-n-sent = Sent: { $n }
announce-n-waiting = Waiting: { $n }
announce-n-waiting-later = Waiting: { $n }, { $later } of them for the end of their quiet hours
announce-n-dropped = Dropped: { $n }
announce-n-unsure = Unsure, Telegram gave no answer: { $n }
announce-takes = About { $time } to go.
announce-had-it = { $n ->
        [one] 1 runner had it.
       *[other] { $n } runners had it.
    }
announce-stopped-already = It has ended already.
announce-why-dropped = Dropped: they blocked me, paused or left meanwhile, or it came too late for them.
announce-taken-back = { $n ->
        [one] 1 runner does not get it any more.
       *[other] { $n } runners do not get it any more.
    }
button-announce-send = Send to { $n }
button-announce-change = Change
button-announce-stop = Stop
button-announce-skip = Skip
