# The four questions of the week: their own words, scored like the OSTRC-O2. Values in { } are filled in.

command-week = four questions: how was your hip this week?

week-question = <b>📝 Your week: { $number } of { $of }</b>
    { $about }

    { $question }
week-about-lately = Think of the past 7 days. They count as the week from { $week }.
week-about-days = Think of { $days }.
week-days = { $first } to { $last }
week-days-early = { $first } to { $last }, counted as the week from { $week }: I do not ask about it again

week-ask-1 = Could you run and train as you wanted, or did your hip get in the way?
week-ask-2 = How much less did you run or train because of your hip?
week-ask-3 = How much worse did your running go because of your hip? Think of speed, distance and how smooth it felt.
week-ask-4 = How much did your hip hurt when you ran or trained?

button-week-1-0 = All as I wanted, hip fine
button-week-1-1 = All of it, but I felt my hip
button-week-1-2 = Only some, because of my hip
button-week-1-3 = None, because of my hip
button-week-2-0 = No less
button-week-2-1 = A little less
button-week-2-2 = Quite a bit less
button-week-2-3 = Much less
button-week-3-0 = No worse
button-week-3-1 = A little worse
button-week-3-2 = Quite a bit worse
button-week-3-3 = Much worse
button-week-4-0 = Not at all
button-week-4-1 = A little
button-week-4-2 = Quite a bit
button-week-4-3 = A lot

week-result = <b>✅ Your week: { $score } of 100</b>
    { $days }. { $meaning }

    { $row }
week-none = 0 is the best there is: no trouble from your hip.
week-some = 0 is no trouble, 100 is the most.
week-substantial = 0 is no trouble, 100 is the most. Your hip held you back by a good part: that is called a substantial problem. Check in, and I fit your plan to it.
week-stands = What I told you after your answer from { $day } still stands. No score changes that.
week-row = Week by week, the newest last: { $row }
week-first = From next week on you see here how your weeks compare.
week-gap = –
button-week-check-in = 📝 Check in
button-week-again = Answer again
button-week-why = Why?

week-why = <b>📝 How the score is made</b>
    Each of the four answers is worth { $worths }. Together they make 0 to 100. If all went as you wanted and your hip was fine, it is 0. If you could do none of it because of your hip, it is 100. Then the rest is not asked. A week without answers stays empty: it is no 0.

    A week is called substantial at { $partaking } for taking part, or at { $less } for training less, or at { $performance } for how running went. It says what you could do, and names no cause. A low score never lowers advice that stands.

    { $sources }

week-over = <b>📝 This one is about { $days }</b>
    { $said } It can no longer be changed. How was your hip since?
week-over-score = Your score was { $score } of 100.
week-over-gap = That week stayed empty, and that is fine.
button-week-now = This week
week-too-old = This button is from an old message. For this week's questions: /week
