# Exercises: the list, the card, the dose. Values in { } are filled in; keep every <b> closed.

command-exercise = every exercise, and how to do it
exercise-list = <b>Exercises</b>
    What would you like to see? You can also type a name: /exercise clamshell
exercise-for-strangers = For adults. Not with a warning sign: /learn, When to get help.
exercise-on-hold = <b>🟠 Your plan is on hold. Do not do this one before someone has cleared you.</b>
exercise-rests = <b>🟠 Your plan rests. Do not do this one while it does.</b>
exercise-unknown = <b>I do not have that one</b>
    Here is what I have. Pick a kind.
exercise-of-kind = <b>{ $kind }</b>
    Tap one to see how it is done.
exercise-did-you-mean = <b>Did you mean { $name }?</b>
exercise-which = <b>Which one do you mean?</b>

exercise-kind-warm_up = 🔥 Warm-up
exercise-kind-mobility = 🧘 Mobility
exercise-kind-strength = 💪 Strength
kind-sign-warm_up = 🔥
kind-sign-mobility = 🧘
kind-sign-strength = 💪

exercise-title = <b>{ $sign } { $name }</b>
exercise-purpose = { $text }
exercise-dose = <b>Dose, level { $level }:</b> { $dose }
exercise-dose-from = <b>Dose:</b> this one starts at level { $level }, with { $dose }
exercise-set-up = <b>Set-up:</b> { $text }
exercise-needs = You need: { $things }
exercise-breathing = <b>Breathing:</b> { $text }
exercise-faults = <b>Watch for</b>
exercise-easier = <b>Easier:</b> { $text }
exercise-harder = <b>Harder:</b> { $text }
exercise-stop-if = <b>Stop if:</b> { $text }
exercise-source = <b>Where { $name } comes from</b>

    { $sources }

equipment-band = a band
equipment-chair = a chair
equipment-mat = a mat
equipment-roller = a foam roller
equipment-step = a step
equipment-wall = a wall
equipment-if-any = { $thing } (if you like)

numbered = { $n }. { $text }
bullet = • { $text }

# A dose: "2 × 12 each side, hold 5 s". One set is not counted.
dose = { $sets ->
    [1] { $amount }
   *[other] { $sets } × { $amount }
 }{ $per ->
    [side] { " " }each side
    [way] { " " }each way
    [way-side] { " " }each way, each side
    [direction] { " " }each direction
    [direction-side] { " " }each direction, each side
   *[whole] { "" }
 }{ $hold ->
    [0] { "" }
   *[other] , hold { $hold } s
 }{ $band ->
    [yes] , with a band
   *[no] { "" }
 }
dose-minutes = { $n } min
dose-repetitions = { $n }
dose-seconds = { $n } s

reviewed-on = Reviewed { $date }
source-in-short = Source: { $source }{ $others ->
    [0] { "" }
   *[other] { " " }(and { $others } more)
 }. { $reviewed }

button-more = More
button-next = Next
button-exercise-other-way = Other way
button-source = Source

exercise-names = <b>Which exercise?</b>
    { $names }

    Ask by name, like /exercise clamshell.
