# What many check-ins add up to. Simple words: reading grade 6 at most. Nothing here names a cause.

trend-not_settling = Pain of { $pain } or more in { $times } check-ins since { $from }, and it is not settling.{ $known ->
    [yes] {" "}Your 7-day average was { $before } then and is { $now } now.
   *[no] {""}
    }
trend-mean_rose = Your pain is going up: your 7-day average rose from { $before } to { $now } since { $from }.
trend-climbed = Your pain is going up: { $pains } of 10 in check-ins one after the other since { $from }.
# The same where it is told on a later day: nobody knows from it how it is now.
trend-not_settling-past = Pain of { $pain } or more in { $times } check-ins from { $from } to { $to }, and it was not settling.{ $known ->
    [yes] {" "}Your 7-day average was { $before } at first and { $now } at the end of that time.
   *[no] {""}
    }
trend-mean_rose-past = Your pain went up from { $from } to { $to }: your 7-day average rose from { $before } to { $now }.
trend-climbed-past = Your pain went up from { $from } to { $to }: { $pains } of 10 in check-ins one after the other.

# To read out on whichever day they are seen.
trend-say-not_settling = that you had pain of { $pain } or more in { $times } check-ins from { $from } to { $to }.
trend-say-mean_rose = that your pain, in 7 days, rose from { $before } to { $now } on average, from { $from } to { $to }.
trend-say-climbed = that your pain went up each time you looked, from { $from } to { $to }: { $pains } of 10.

trend-why-not-settling = <b>It is not settling</b>
    { $told }
    My rule: pain of { $pain } or more in { $least } check-ins or more, over { $over } days or longer, and the 7-day average has not come down by { $fall }. Then someone should look at it. In an average, a day counts once, with its highest number.
trend-why-worsening = <b>Your pain is going up</b>
    { $told }
    My rule: the 7-day average is { $rise } or more above the week before. Or { $times } check-ins in a row, each higher than the last, and the last at { $last } or more. Then someone should look at it.
