"""Paints a drawing with Pillow: larger than wanted, then reduced, because Pillow draws no smooth edges."""

from PIL import Image, ImageDraw

from bot.pictures.drawing import Drawing, Text
from bot.pictures.fonts import font

ANCHORS = {"begin": "ls", "middle": "ms", "end": "rs"}
HALO_WIDTH = 4


def painted(drawing: Drawing, supersampling: int = 2) -> Image.Image:
    """`drawing` as an RGB image of its own size."""
    scale = supersampling
    image = Image.new("RGB", (drawing.width * scale, drawing.height * scale), drawing.background)
    # In mode "RGBA" a fill is blended with what is below it.
    brush = ImageDraw.Draw(image, "RGBA")
    for shape in drawing.shapes:
        colour = (*bytes.fromhex(shape.fill[1:]), round(255 * shape.opacity))
        brush.polygon([(x * scale, y * scale) for x, y in shape.points], fill=colour)
    if scale > 1:
        image = image.reduce(scale)
    # Letters have smooth edges of their own, made for their true size.
    brush = ImageDraw.Draw(image)
    for text in drawing.texts:
        _write(brush, text)
    return image


def _write(brush: ImageDraw.ImageDraw, text: Text) -> None:
    brush.text(
        text.at,
        text.words,
        text.fill,
        font(text.size, text.bold),
        ANCHORS[text.side],
        stroke_width=HALO_WIDTH if text.halo else 0,
        stroke_fill=text.halo,
    )
