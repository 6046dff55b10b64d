"""Compares two PNG images pixel by pixel (8 bits, not interlaced): another
gnuplot, or what draws for it, puts letters a little otherwise."""
import struct
import zlib

CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
VISIBLE = 24      # a pixel has changed when a channel moved by more than this
CHANGED = 0.002   # the share of pixels that may change


def chunks(data):
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("not a PNG image")
    at = 8
    while at < len(data):
        size, = struct.unpack(">I", data[at:at + 4])
        yield data[at + 4:at + 8], data[at + 8:at + 8 + size]
        at += 12 + size


def decode(data):
    """(width, height, channels, bytes of all pixels)."""
    packed, palette = b"", b""
    for kind, body in chunks(data):
        if kind == b"IHDR":
            width, height, bits, color, _, _, interlaced = struct.unpack(
                ">IIBBBBB", body)
        elif kind == b"PLTE":
            palette = body
        elif kind == b"IDAT":
            packed += body
    if bits != 8 or interlaced:
        raise ValueError("only PNG images of 8 bits, not interlaced")
    channels = CHANNELS[color]
    pixels = unfilter(zlib.decompress(packed), width * channels, height,
                      channels)
    if color == 3:
        pixels = b"".join(palette[3 * i:3 * i + 3] for i in pixels)
        channels = 3
    return width, height, channels, pixels


def unfilter(raw, stride, height, step):
    above, rows = bytearray(stride), []
    for y in range(height):
        kind = raw[y * (stride + 1)]
        row = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride if kind else 0):
            left = row[i - step] if i >= step else 0
            corner = above[i - step] if i >= step else 0
            row[i] = (row[i] + predicted(kind, left, above[i], corner)) & 255
        rows.append(bytes(row))
        above = row
    return b"".join(rows)


def predicted(kind, left, up, corner):
    """What a PNG filter of this kind predicts at a position."""
    if kind == 1:
        return left
    if kind == 2:
        return up
    if kind == 3:
        return (left + up) // 2
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


def difference(old, new):
    """None, or what differs visibly between two files' bytes."""
    if old == new:
        return None
    a, b = decode(old), decode(new)
    if a[:3] != b[:3]:
        return f"{a[0]} x {a[1]} pixels have become {b[0]} x {b[1]}"
    changed = sum(abs(x - y) > VISIBLE for x, y in zip(a[3], b[3]))
    if changed > CHANGED * len(a[3]):
        return f"{100 * changed / len(a[3]):.1f} % of its pixels have changed"
    return None
