"""Paints a drawing with Pillow: larger than wanted, then reduced, because Pillow draws no smooth edges."""

from PIL import Image, ImageDraw

from bot.pictures.drawing import Drawing


def painted(drawing: Drawing, supersampling: int = 2) -> Image.Image:
    """`drawing` as an RGB image of its own size."""
    scale = supersampling
    image = Image.new("RGB", (drawing.width * scale, drawing.height * scale), drawing.background)
    # In mode "RGBA" a fill is blended with what is below it.
    brush = ImageDraw.Draw(image, "RGBA")
    for shape in drawing.shapes:
        colour = (*bytes.fromhex(shape.fill[1:]), round(255 * shape.opacity))
        brush.polygon([(x * scale, y * scale) for x, y in shape.points], fill=colour)
    return image.reduce(scale) if scale > 1 else image
