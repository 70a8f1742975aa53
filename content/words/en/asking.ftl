# Questions that /start and /schedule both ask: the time zone, weekdays, a time of day.

asking-zone = <b>Where are you?</b>
    I need your time zone, so that I write at your hour, in summer and in winter. It also tells me which emergency number to show you.

    Type your city, or choose one below. Or share your place: I look up its zone and do not keep the place.
asking-zone-which = <b>Which one is it?</b>
    More than one place fits. Choose yours, or type it in another way.
asking-zone-unknown = I could not find that. Try the nearest big city, or a zone such as Europe/Berlin.
asking-zone-fixed = That clock is the same in summer and in winter, and in no country. If yours changes, go back and type your city.
asking-zone-share = Now press the button under the text field. You can still type a city, if you like that better.
asking-zone-set = Time zone: { $zone }. It is { $now } with you now.
button-asking-share = Share my place
asking-no-place = The button is put away again.
button-asking-more = More
