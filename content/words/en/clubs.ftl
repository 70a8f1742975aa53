# Clubs in groups: what their administrators read and press. Nothing of a person may stand here. Keep every <b> closed.

club-hello = <b>🔥 Steady Hips for your club</b>
    I post the warm-up before your club's runs, a challenge on Monday and totals on Sunday. Administrators set it up with /club, and can switch each off.

    Nobody's health is ever shown here. What you tell me in private stays there.
club-hello-again = <b>🔥 Here again</b>
    What was set up before still stands. Administrators see it with /club.
club-cannot-write = <b>I cannot write in { $title }</b>
    Let me write there, and I post the club's warm-ups. Then use /club in the group.
club-cannot-write-channel = <b>I cannot post in { $title }</b>
    Give me the right to post there, and I write to you here to set it up.
club-topic-shut = <b>That topic is closed</b>
    I cannot answer in it. Open it for me, or ask /club in another topic of { $title }.
club-administrators-only = Only administrators can set me up.
club-gone = This club is not set up here any more. /club begins anew.
club-in-private = <b>🔥 A warm-up for your club</b>
    Add me to your club's group; an administrator sets the rest up there with /club: run days, time, place. Or make me an administrator of its channel: I write to you here then.
club-in-private-yours = <b>🔥 Your clubs</b>
    Press one to change it. To begin another, add me to its group, or make me an administrator of its channel.
club-said = { $line }
button-club-add = Add to a group
club-channel = <b>🔥 I can post in { $title }</b>
    Shall I post the warm-up there before your club's runs, and a challenge, a tip and totals once a week? Without a time zone I post nothing.
club-channel-again = <b>🔥 I can post in { $title } again</b>
    What was set up before still stands.
button-club-set-up = Set it up
button-club-in-private = Set up in private
club-which-place = <b>This topic has no club yet</b>
    One that is here already can post in this topic from now on, or another club begins.
button-club-here = { $title } posts here
button-club-own = A club of its own
club-posts-here = Posts come to this topic from now on.
club-place-taken = Another club posts here already.
club-settings = <b>🔥 { $title }</b>
    { $runs }

    Time zone: { $zone }
    Warm-up: { $lead } minutes before, level { $level }
    Language: { $language }
    Through the week: { $week }
    Quiet weeks: { $quiet }
club-in-topics = To post in another topic, ask /club there.
club-left-out = No { $what } while { $day } has more than one run: I post twice a day at most.
club-left-out-runs = On { $days } only the first two runs have a warm-up: I post twice a day at most.
club-nobody-told = I know nobody to write to when something is wrong here. Whoever opens Set up in private will hear of it.
club-no-runs = No runs yet.
club-no-zone = not set
club-needs-zone = Set the time zone first: without it nothing is posted.
club-paused = <b>Paused:</b> I may not post there now. Let me write there again, then ask /club there.
club-paused-channel = <b>Paused:</b> I may not post there now. Make me an administrator who may.
club-more = <b>🔥 { $title }</b>
    Level { $level } of 3: how much of each exercise the warm-up has.
club-not-quiet = none
club-quiet-until = until { $day }
club-kept = Kept.
club-held = { $seconds ->
    [1] What you chose is kept. Telegram lets me show it in 1 second: ask /club again then.
   *[other] What you chose is kept. Telegram lets me show it in { $seconds } seconds: ask /club again then.
 }
button-club-runs = Runs
button-club-zone = Time zone
button-club-lead = Minutes before
button-club-level = Level
button-club-quiet = Quiet weeks
button-club-language = Language
club-ask-language = <b>In which language do I post?</b>
button-club-week = Week
club-ask-week = <b>Through the week</b>
    • Challenge: one exercise, three times, on Monday at 9.
    • Digest: totals on Sunday at 20, when at least { $fewest } people took part.
club-ask-week-streaks = • Streaks: a button under the digest, with those who chose to show their name.
club-ask-week-tip = • Tip: a short read on Wednesday at 12.
button-club-weekly-challenge = Challenge
button-club-weekly-digest = Digest
button-club-weekly-tip = Tip
button-club-weekly-streaks = Streaks
club-weekly-streaks = streaks
club-week-none = nothing
club-weekly-challenge = challenge
club-weekly-digest = digest
club-weekly-tip = tip
button-club-remove = Remove all
club-ask-zone = <b>Where does the club run?</b>
    Choose a town in its time zone, or reply to this message with yours, or with a location.
club-zone-unknown = I do not know that place. Try a larger town nearby.
club-ask-lead = <b>How long before the run?</b>
    Now the warm-up comes { $lead } minutes before.
button-club-lead-of = { $minutes } min
club-ask-level = <b>Level { $level } of 3</b>
    The level says how much of each exercise the warm-up has. Level 1 suits everybody.
club-ask-quiet = <b>Quiet weeks</b>
    Nothing is posted from today on. The runs stay as they are.
button-club-quiet-of = { $weeks ->
    [1] 1 week
   *[other] { $weeks } weeks
 }
button-club-not-quiet = No quiet weeks
club-runs = <b>🏃 Runs of { $title }</b>
    A warm-up comes before the run. Press one to change it.
button-club-add-run = Add a run
club-run = <b>🏃 { $line }</b>
    Where: { $place }
    Next warm-up: { $next }
club-ask-days = <b>🏃 { $line }</b>
    On which days? Tick them.
club-no-place = not said
club-no-next = none yet
button-club-run-days = Days
button-club-run-time = Time
button-club-run-place = Place
button-club-run-delete = Delete
button-club-run-noplace = No place
club-ask-time = <b>When does the run begin?</b>
    Choose, or reply to this message with a time like 18:15.
club-ask-place = <b>Where does the run begin?</b>
    Reply to this message with the place, a link to a map, or its location.
club-run-deleted = <b>Deleted: { $line }</b>
    Its warm-up is not posted any more.
club-run-new = Press Days to choose its days.
club-run-place-gone = Say again where it begins: that is not kept.
club-run-already_there = There is a run on those days at that time already.
club-run-too_many = That would be more than { $most } runs. Delete one first.
club-run-no_days = A run needs at least one day.
club-sure = <b>Remove everything of { $title }?</b>
    Its runs, its counts and its settings are deleted. Nothing is posted any more.
button-club-removed = Remove
club-removed = <b>{ $title } is removed</b>
    Nothing of it is left. To begin anew, ask /club in the group.
club-removed-channel = <b>{ $title } is removed</b>
    Nothing of it is left. To begin anew, take me out of the channel and make me its administrator again.
club-tapped = Counted. Your name shows only if you ask for it. Tap again to take it back.
club-tapped-day = { $days } of { $many } days. Tap again to take today back.
club-tapped-met = All { $many } done.
club-name-shown = Your first name is shown in this club from now on, where you tap. Press again to take it out.
club-name-gone = Your name is taken out.
club-streak = { $weeks ->
    [1] { $name }: 1 week
   *[other] { $name }: { $weeks } weeks in a row
 }
club-no-streaks = No streaks yet. Only those who show their name have one.
club-tap-taken-back = Taken back.
club-tap-too-old = This one is over.
command-club = warm-ups for your running club
