# Why today is gentler: what was said, what it changed, and what brings it back. Reading grade 6 at most.

gentler-title = <b>Why is this gentler?</b>
gentler-said = On { $day } you said: { $said }.
gentler-ticked = On { $day } you ticked: <i>{ $flags }</i>.
gentler-twice = That was the stop band, twice in a row.
gentler-earlier-today = Earlier that day it was worse, and a day counts by its worst.
gentler-groin = Pain in front while running counts as the stop band.
gentler-moved = Your level went from { $before } to { $after } on { $day }, { $why ->
        [pain] because it hurt
        [too_hard] because it was too hard
       *[cleared] to start gently after the pause
    }.
gentler-back-calm = <b>What brings it back:</b> a check-in in the calm band, { $low } to { $high }{ $day ->
        [later] , on a later day.
       *[any] .
    }
gentler-back-groin = <b>What brings it back:</b> a check-in in the calm band, { $low } to { $high }, with no pain in front while running{ $day ->
        [later] , on a later day.
       *[any] .
    }
gentler-back-cleared = <b>What brings it back:</b> someone sees you, clears you, and you tell me so. A better day alone does not.
gentler-back-seen = <b>What brings it back:</b> you told me that someone has seen you. When they clear you, tell me so.
gentler-back-calm-too = Your pain counts too: it takes a check-in in the calm band, { $low } to { $high }, on a later day.
gentler-back-steps = Then it starts { $down } levels lower, and rises by one after { $needed } days in a row that you call easy.
gentler-back-easy = <b>What brings it back:</b> days that you call easy. After { $needed } in a row your level rises by one: { $done } of { $needed } easy days done.
gentler-back-easy-later = Your level rises by one after { $needed } easy days in a row, once your hip is calm: { $done } of { $needed } done.
gentler-back-ask-pain = A calm check-in is all that is missing.
gentler-not = <b>Your plan is as you set it</b>
    Nothing makes it gentler now.
button-gentler-rule = The rule

today-returning = Level { $level } for now, rising in steps: { $done } of { $needed } easy days done.
