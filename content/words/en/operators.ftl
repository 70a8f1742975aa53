# What those who run the bot read: counts, and nothing of anybody.

operators-at = 📊 <b>Deliveries at { $time } UTC</b>
operators-stats =
    Due now: { $due }, for later: { $later }, under way: { $claimed }
    { $late }
    Pace: { $percent } % of { $rate } a second
operators-on-time = Nothing waits.
operators-late = The oldest waits for { $time }.
operators-kind = last day
operators-due = due
operators-later = later
operators-sent = sent
operators-sent-last-minute = /min
operators-unsure = unsure
operators-dropped = dropped
operators-all = all
operators-of-kind = <b>{ $kind }</b>: { $said }
operators-n-due = { $n } due
operators-n-later = { $n } later
operators-n-sent = { $n } sent in a day
operators-n-sent-last-minute = { $n } in the last minute
operators-n-unsure = { $n } unsure
operators-n-dropped = { $n } dropped
operators-reasons = Dropped in a day, by reason:
operators-reason = { $n } × { $reason }
button-operators-again = Again
command-stats = How the deliveries stand
