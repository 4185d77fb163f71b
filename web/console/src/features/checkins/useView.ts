import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useKeys } from '../../lib/keys'
import { asTaken, moved, type View, zoomedBy } from './view'

const step = 1.25
const stride = 0.1

interface Point {
  x: number
  y: number
}

/** The box under a place of the window, and where in it, by shares from its middle. */
function boxAt(target: EventTarget | null, at: Point) {
  const box = (target as Element | null)?.closest('[data-testid=pane]')?.getBoundingClientRect()
  if (!box) return null
  return { box, x: (at.x - box.left) / box.width - 0.5, y: (at.y - box.top) / box.height - 0.5 }
}

/** Arrows move what is zoomed, unless a slider has the focus. */
function arrows(move: (dx: number, dy: number) => void) {
  const by = (dx: number, dy: number) => () => {
    if (document.activeElement?.role !== 'slider') move(dx, dy)
  }
  return {
    arrowleft: by(stride, 0),
    arrowright: by(-stride, 0),
    arrowup: by(0, stride),
    arrowdown: by(0, -stride),
  }
}

const apart = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)

/**
 * One view of all boxes within an element: wheel and two fingers zoom, a drag or arrows move, + − 0 zoom by keys. What is done
 * over one box is done to each.
 */
export function useView(area: RefObject<HTMLElement | null>) {
  const [view, setView] = useState<View>(asTaken)
  const zoom = useCallback((by: number, at?: Point) => setView((v) => zoomedBy(v, by, at)), [])
  useKeys({
    '+': () => zoom(step),
    '=': () => zoom(step),
    '-': () => zoom(1 / step),
    0: () => setView(asTaken),
    ...(view.zoom > 1 ? arrows((dx, dy) => setView((v) => moved(v, dx, dy))) : {}),
  })
  const fingers = useRef(new Map<number, Point>())
  useEffect(() => {
    const element = area.current
    if (!element) return
    const down = fingers.current
    const onWheel = (e: WheelEvent) => {
      const at = boxAt(e.target, { x: e.clientX, y: e.clientY })
      if (!at) return
      e.preventDefault() // the page stays where it is
      zoom(Math.exp(-e.deltaY / 400), at)
    }
    const onDown = (e: PointerEvent) => {
      if (e.button !== 0 || !boxAt(e.target, { x: e.clientX, y: e.clientY })) return
      down.set(e.pointerId, { x: e.clientX, y: e.clientY })
      element.setPointerCapture(e.pointerId)
    }
    const onMove = (e: PointerEvent) => {
      const was = down.get(e.pointerId)
      const box = element.querySelector('[data-testid=pane]')?.getBoundingClientRect()
      if (!was || !box) return
      const now = { x: e.clientX, y: e.clientY }
      const other = [...down].find(([id]) => id !== e.pointerId)?.[1]
      if (other) zoom(apart(now, other) / Math.max(1, apart(was, other)))
      else setView((v) => moved(v, (now.x - was.x) / box.width, (now.y - was.y) / box.height))
      down.set(e.pointerId, now)
    }
    const onUp = (e: PointerEvent) => down.delete(e.pointerId)
    element.addEventListener('wheel', onWheel, { passive: false })
    element.addEventListener('pointerdown', onDown)
    element.addEventListener('pointermove', onMove)
    for (const name of ['pointerup', 'pointercancel'] as const) element.addEventListener(name, onUp)
    return () => {
      element.removeEventListener('wheel', onWheel)
      element.removeEventListener('pointerdown', onDown)
      element.removeEventListener('pointermove', onMove)
      for (const name of ['pointerup', 'pointercancel'] as const) element.removeEventListener(name, onUp)
    }
  }, [area, zoom])
  return { view, setView, zoom: { in: () => zoom(step), out: () => zoom(1 / step) } }
}
