# The tip of the week and its page in /schedule. Values in { } are filled in; keep every <b> closed.

tip-title = <b>📚 Tip of the week: { $title }</b>
button-tip-another = Another
button-tip-why = Why?
button-tip-off = Tips off
tip-no-other = There is no other tip for you right now.

tip-why = <b>📚 Why this one?</b>
    { $because }

    { $sources }
tip-because-urgent = Because advice from your check-in still stands. As long as it does, no other tip comes.
tip-because-advice = Because you were told to book a visit. It is there to help with that.
tip-because-sore = Because your hip was sore at a check-in lately.
tip-because-coming_back = Because you came back lately.
tip-because-nothing = Because you are new here, and it is a good one to begin with.
tip-because-turn = It was simply its turn. You get each card once before any comes again.

tip-settings = <b>📚 One tip a week</b>
    One short read about hips and running, picked by what you told me lately. None comes twice before you have had them all.

    { $days }, { $at }. { $next }
tip-next = Next tip: { $when }.
tip-next-none = None is planned.
tip-settings-off = <b>📚 One tip a week</b>
    One short read about hips and running, picked by what you told me lately. None comes twice before you have had them all.

    It is switched off. /learn has every card all the same.
tip-off = <b>📚 The weekly tip is off</b>
    /learn has every card all the same, and /schedule brings the tip back.
tip-on = It is on.
tip-ask-day = <b>📚 On which day?</b>
    Now: { $day }, at { $at }.
tip-ask-time = <b>📚 At what time?</b>
    Now: { $at }. Choose one here, or type your own: 7:15, 7pm, 19.30.
button-tip-switch-on = Switch on
button-tip-switch-off = Switch off
button-tip-day = Day
button-tip-time = Time
button-tip-undo = Undo
