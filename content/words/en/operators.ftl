# What those who run the bot read: counts, and nothing of anybody.

operators-stats =
    📊 <b>Deliveries</b>
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
operators-reasons = Dropped, by reason:
operators-reason = { $n } × { $reason }
button-operators-again = Again
command-stats = How the deliveries stand
