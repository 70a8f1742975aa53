# The weekly messages and their pages in /schedule. Values in { } are filled in; keep every <b> closed.

weekly-listing = <b>⏰ Weekly messages</b>
    { $messages }

    Each comes once a week, without a sound. Press one to move it, or to switch it on or off.
weekly-line = { $name }: { $days }, { $at }
weekly-line-no-room = { weekly-line } · no room
weekly-line-off = { $name }: off
button-weekly-tip = 📚 Tip
button-weekly-questionnaire = 📝 Questions
button-weekly-digest = 📈 Your week

weekly-title-tip = 📚 One tip a week
weekly-title-questionnaire = 📝 Four questions a week
weekly-title-digest = 📈 Your week in short
weekly-about-tip = <b>{ weekly-title-tip }</b>
    One short read about hips and running, picked by what you told me lately. None comes twice before you have had them all.
weekly-about-questionnaire = <b>{ weekly-title-questionnaire }</b>
    How was your hip in the past 7 days? One tap when all was well, up to four when it was not. The score goes from 0 to 100, so you can see how the weeks compare.
weekly-about-digest = <b>{ weekly-title-digest }</b>
    One message about your week: what you did, how your hip was, and one idea for the next.
weekly-instead-tip = /learn has every card all the same.
weekly-instead-questionnaire = /week asks them all the same, when you want it.
weekly-instead-digest = /progress shows your weeks all the same.
weekly-settings = { $about }

    { $days }, { $at }. { $next }
weekly-settings-off = { $about }

    It is switched off. { $instead }
weekly-next = Next: { $when }.
weekly-next-no-room = At most { $most } a day leaves no room for it, so it never comes. Give it an earlier time, a day with room, or allow more a day: /schedule, "Per day".
weekly-next-none = None is planned.
weekly-is-off = <b>{ $name }: now off</b>
    { $instead } /schedule brings it back.
weekly-on = It is on.
weekly-ask-day = <b>{ $name }: on which day?</b>
    Now: { $day }, at { $at }.
weekly-ask-time = <b>{ $name }: at what time?</b>
    Now: { $at }. Choose one here, or type your own: 7:15, 7pm, 19.30.
button-weekly-off = Switch off
button-weekly-switch-on = Switch on
button-weekly-switch-off = Switch off
button-weekly-day = Day
button-weekly-time = Time
button-weekly-undo = Undo
