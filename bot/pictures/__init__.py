"""A product value in, a picture out: the moving figures."""
