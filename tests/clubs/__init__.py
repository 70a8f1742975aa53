"""The room of clubs: its turns, its places, what it posted and who tapped."""
