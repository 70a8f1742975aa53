# Runs. Values in { } are filled in; keep every <b> closed.

distance-pace-km = { $pace } per km
distance-pace-mi = { $pace } per mile
