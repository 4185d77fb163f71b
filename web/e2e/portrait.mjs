// Invented people for the guide's pictures: nobody's face, but drawn so that the face engine finds one.

/** How the drawn people differ. */
export const looks = [
  { skin: '#e3b592', shade: '#b98563', hair: '#26211f', shirt: '#44617f', wall: '#d9dee0', long: 1, brow: 5 },
  { skin: '#dba884', shade: '#a97452', hair: '#3a322c', shirt: '#6b5a48', wall: '#e2ddd4', long: 1.06, brow: 7 },
  { skin: '#ecc3a2', shade: '#c08f6e', hair: '#1f1c1d', shirt: '#56705c', wall: '#d6dfd8', long: 0.95, brow: 4 },
]

/**
 * Draws one of them on a canvas of 640 × 480, in whatever page it is passed to, so it uses nothing from outside.
 * `x`, `y` and `size` move the head, `isBlinking` closes the eyes, `dim` darkens the room (0–1).
 */
export function drawPortrait(canvas, look, { x = 0, y = 0, size = 1, isBlinking = false, dim = 0 } = {}) {
  const c = canvas.getContext('2d')
  const round = (cx, cy, rx, ry, fill, turn = 0) => {
    c.fillStyle = fill
    c.beginPath()
    c.ellipse(cx, cy, rx, ry, turn, 0, 2 * Math.PI)
    c.fill()
  }
  const line = (width, colour, points) => {
    c.strokeStyle = colour
    c.lineWidth = width
    c.lineCap = 'round'
    c.beginPath()
    c.moveTo(points[0], points[1])
    c.quadraticCurveTo(points[2], points[3], points[4], points[5])
    c.stroke()
  }
  const glow = (cx, cy, r, from, to) => {
    const g = c.createRadialGradient(cx - r * 0.2, cy - r * 0.25, r * 0.2, cx, cy, r)
    g.addColorStop(0, from)
    g.addColorStop(1, to)
    return g
  }
  c.setTransform(1, 0, 0, 1, 0, 0)
  c.fillStyle = glow(320, 200, 520, look.wall, '#9aa3a8')
  c.fillRect(0, 0, 640, 480)
  c.setTransform(size, 0, 0, size, 320 * (1 - size) + x, 240 * (1 - size) + y)
  const tall = 128 * look.long
  round(320, 545, 215, 190, glow(320, 480, 260, look.shirt, '#1c2630'))
  round(320, 372, 56, 74, glow(320, 380, 80, look.shade, look.shade))
  round(320, 180, 112, tall * 0.86, look.hair)
  for (const side of [-1, 1]) round(320 + side * 103, 236, 15, 28, look.shade)
  round(320, 232, 101, tall, glow(320, 225, 150, look.skin, look.shade))
  round(320, 318, 62, 36, glow(320, 318, 62, look.skin, `${look.skin}00`))
  c.fillStyle = look.hair
  c.beginPath()
  c.moveTo(212, 196)
  c.bezierCurveTo(212, 38, 428, 38, 428, 196)
  c.bezierCurveTo(410, 150, 370, 138, 320, 146)
  c.bezierCurveTo(270, 138, 232, 150, 212, 196)
  c.fill()
  for (const side of [-1, 1]) {
    const at = 320 + side * 42
    round(at, 222, 30, 20, `${look.shade}2e`)
    line(look.brow, look.hair, [at - 25, 194 + side * 2, at, 183, at + 25, 194 - side * 2])
    if (isBlinking) line(4, '#4a342a', [at - 18, 220, at, 227, at + 18, 220])
    else {
      round(at, 220, 19, 9.5, '#f6f2ee')
      round(at, 220, 9, 9, '#3b271c')
      round(at, 220, 4.5, 4.5, '#0d0908')
      round(at + 3, 217, 2, 2, '#ffffff')
      line(3.5, '#33241d', [at - 20, 220, at, 204, at + 20, 220])
      line(1.5, look.shade, [at - 17, 224, at, 234, at + 17, 224])
    }
    line(2, `${look.shade}aa`, [320 + side * 38, 270, 320 + side * 46, 288, 320 + side * 42, 304])
  }
  line(2.5, `${look.shade}88`, [330, 214, 340, 250, 334, 262])
  round(320, 262, 20, 10, `${look.shade}66`)
  for (const side of [-1, 1]) round(320 + side * 10, 266, 5, 3, '#6b4331')
  round(320, 300, 33, 10, '#b7685c')
  line(2.5, '#74352f', [288, 299, 320, 304, 352, 299])
  round(320, 305, 20, 3, '#cf8a7c')
  if (dim) {
    c.setTransform(1, 0, 0, 1, 0, 0)
    c.fillStyle = `rgba(14, 18, 30, ${dim})`
    c.fillRect(0, 0, 640, 480)
  }
}
