# Short reads. Values in { } are filled in; keep every <b> closed.

command-learn = short reads about hips and running
learn-topics = <b>📚 Short reads</b>
    Each takes about a minute. Pick a topic, or type words: /learn shoes
learn-unknown = <b>📚 I found nothing on that</b>
    Try other words, or pick a topic.
learn-topic = <b>📚 { $topic }</b>
learn-found = <b>📚 This may be it</b>
learn-title = <b>📚 { $title }</b>

learn-topic-understand = Why it hurts
learn-topic-prevent = Look after hips
learn-topic-manage = Ease the pain
learn-topic-exercises = Exercises
learn-topic-come_back = Coming back
learn-topic-questions = Questions

learn-titles = <b>This may be what you look for</b>
    { $titles }

    Ask with the title, like /learn choosing your shoes.
learn-ask = <b>What would you like to read about?</b>
    Ask with a few words, like /learn shoes.
