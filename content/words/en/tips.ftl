# The tip of the week. Values in { } are filled in; keep every <b> closed.

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
