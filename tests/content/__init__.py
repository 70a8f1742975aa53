"""Content as data: complete, readable, and refused when it is wrong."""
