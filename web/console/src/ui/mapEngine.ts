// The one place that knows MapLibre; loaded when a map comes on the screen.
import type { FeatureCollection } from 'geojson'
import {
  type GeoJSONSource,
  Map as LibreMap,
  LngLat,
  type MapMouseEvent,
  type MapTouchEvent,
  Marker,
  NavigationControl,
  ScaleControl,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { fromGcj02 } from '../../../shared/geo/gcj02'
import { type Area, distance, type LatLng, outline, polygon, towards } from '../lib/area'
import { circlesOf, type Datum, drawnAt, extent, gridOf, type Scene, shapesOf, spotsOf } from './mapScene'

setWorkerUrl(workerUrl)

export type Mode = 'look' | 'circle' | 'polygon'

export interface EngineOptions {
  tiles: string
  datum: Datum
  words: { map: string; zoomIn: string; zoomOut: string; handle: (n: number) => string; radius: string; spot: string }
  onArea: (area: Area) => void
}

/** What the zoom buttons take of the right edge, in px, with the width of a label. */
const ZOOM_WIDTH = 88

const empty: FeatureCollection = { type: 'FeatureCollection', features: [] }
const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** The plain paper on which all is drawn, and the pictures of a base map if there is one. */
function styleOf(tiles: string): StyleSpecification {
  const [primary, ink, line, page, warn] = ['--primary', '--ink-3', '--line', '--page', '--absent-text'].map(colour)
  const by = (boundary: string, other: string, draft: string, fence: string) =>
    ['match', ['get', 'look'], 'boundary', boundary, 'other', other, 'draft', draft, fence] as never
  const source = { type: 'geojson' as const, data: empty }
  return {
    version: 8,
    sources: {
      ...(tiles ? { tiles: { type: 'raster' as const, tiles: [tiles], tileSize: 256, maxzoom: 18 } } : {}),
      grid: source,
      shapes: source,
      circles: source,
      spots: source,
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': page || '#f3f5f8' } },
      ...(tiles
        ? [{ id: 'tiles', type: 'raster' as const, source: 'tiles', paint: { 'raster-fade-duration': 0 } }]
        : []),
      { id: 'grid', type: 'line', source: 'grid', paint: { 'line-color': line || '#dfe4ea', 'line-width': 1 } },
      {
        id: 'fill',
        type: 'fill',
        source: 'shapes',
        filter: ['!=', ['get', 'look'], 'boundary'],
        paint: { 'fill-color': by('#000', ink as string, warn as string, primary as string), 'fill-opacity': 0.12 },
      },
      {
        id: 'edge',
        type: 'line',
        source: 'shapes',
        paint: {
          'line-color': by(ink as string, ink as string, warn as string, primary as string),
          'line-width': ['match', ['get', 'look'], ['boundary', 'other'], 1, 2],
        },
      },
      {
        id: 'accuracy',
        type: 'fill',
        source: 'circles',
        paint: { 'fill-color': warn as string, 'fill-opacity': ['case', ['get', 'picked'], 0.18, 0.06] },
      },
      {
        id: 'accuracy-edge',
        type: 'line',
        source: 'circles',
        paint: { 'line-color': warn as string, 'line-opacity': ['case', ['get', 'picked'], 0.9, 0.25] },
      },
      {
        id: 'spots',
        type: 'circle',
        source: 'spots',
        paint: {
          'circle-radius': ['case', ['get', 'picked'], 6, 4],
          'circle-color': warn as string,
          'circle-stroke-color': '#fff',
          'circle-stroke-width': 1.5,
        },
      },
    ],
  }
}

/** Opens a map in an element; throws when the machine can't draw one. */
export function openMap(element: HTMLElement, options: EngineOptions) {
  const { datum, words } = options
  const map = new LibreMap({
    container: element,
    style: styleOf(options.tiles),
    center: [120.15, 30.2],
    zoom: 9,
    maxZoom: 18,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    attributionControl: false,
    locale: {
      'Map.Title': words.map,
      'NavigationControl.ZoomIn': words.zoomIn,
      'NavigationControl.ZoomOut': words.zoomOut,
    },
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-right')

  const at = (p: LatLng) => {
    const d = drawnAt(datum, p)
    return new LngLat(d.lng, d.lat)
  }
  const back = (p: { lat: number; lng: number }): LatLng =>
    datum === 'gcj02' ? fromGcj02({ lat: p.lat, lng: p.lng }) : { lat: p.lat, lng: p.lng }
  const put = (name: string, data: FeatureCollection) => (map.getSource(name) as GeoJSONSource)?.setData(data)

  let ready = false
  let scene: Scene = { shapes: [], spots: [] }
  let area: Area | null = null
  let mode: Mode = 'look'
  let marks: Marker[] = []
  let handles: Marker[] = []
  let labels: HTMLElement[] = []

  const draw = () => {
    if (!ready) return
    const draft = area ? [{ id: 'draft', name: '', area, look: 'draft' as const }] : []
    put('shapes', shapesOf(datum, [...scene.shapes, ...draft]))
    put('circles', circlesOf(datum, scene.spots))
    put('spots', spotsOf(datum, scene.spots))
  }

  /** Names stand above their shapes; a picked spot has an element of its own. */
  const name = () => {
    for (const m of marks) m.remove()
    const shown = scene.shapes.filter((s) => s.name)
    marks = (shown.length > 60 ? [] : shown).map((s) => {
      const label = document.createElement('span')
      label.className = `map-name map-name-${s.look}`
      label.textContent = s.name
      if (s.look === 'boundary') return mark(label, 'center', at(s.area.center))
      const top = outline(s.area).reduce((a, b) => (b.lat > a.lat ? b : a))
      return mark(label, 'bottom', at(top))
    })
    for (const s of scene.spots.filter((s) => s.isPicked)) {
      const dot = document.createElement('span')
      dot.className = 'map-spot'
      dot.dataset.testid = 'map-spot'
      marks.push(mark(dot, 'center', at(s.at)))
    }
  }
  const mark = (node: HTMLElement, anchor: 'bottom' | 'center', where: LngLat) => {
    const m = new Marker({ element: node, anchor }).setLngLat(where).addTo(map)
    node.setAttribute('aria-hidden', 'true') // the list tells it
    node.removeAttribute('role')
    node.removeAttribute('aria-label')
    return m
  }

  const grid = () => {
    for (const l of labels) l.remove()
    labels = []
    if (options.tiles || !ready) return
    const b = map.getBounds()
    const g = gridOf({ lat: b.getSouth(), lng: b.getWest() }, { lat: b.getNorth(), lng: b.getEast() })
    put('grid', g.lines)
    const text = (value: number, style: Partial<CSSStyleDeclaration>) => {
      const node = document.createElement('span')
      node.className = 'map-degree'
      node.setAttribute('aria-hidden', 'true')
      node.textContent = `${value.toFixed(g.digits)}°`
      Object.assign(node.style, style)
      element.append(node)
      labels.push(node)
    }
    for (const lat of g.lats) text(lat, { left: '2px', top: `${map.project([b.getWest(), lat]).y - 16}px` })
    for (const lng of g.lngs) {
      const { x } = map.project([lng, b.getNorth()])
      if (x < element.clientWidth - ZOOM_WIDTH) text(lng, { top: '2px', left: `${x + 3}px` })
    }
  }
  const told = () => {
    const c = map.getCenter()
    element.dataset.view = [c.lat, c.lng, map.getZoom()].map((n) => n.toFixed(8)).join(' ')
  }

  const change = (next: Area) => {
    area = next
    draw()
    options.onArea(next)
  }

  /** Vertices, or a circle's middle and edge, as buttons that can be moved, and vertices deleted. */
  const grips = () => {
    for (const h of handles) h.remove()
    handles = []
    if (!area || mode === 'look') return
    const now = area
    const grip = (where: LatLng, label: string, moved: (to: LatLng) => Area, removed?: () => Area) => {
      const node = document.createElement('button')
      node.type = 'button'
      node.className = 'map-grip'
      node.dataset.testid = 'map-grip'
      const h = new Marker({ element: node, draggable: true }).setLngLat(at(where)).addTo(map)
      node.setAttribute('aria-label', label)
      h.on('drag', () => {
        area = moved(back(h.getLngLat()))
        draw()
      })
      h.on('dragend', () => change(moved(back(h.getLngLat()))))
      const remove = (e: Event) => {
        if (!removed) return
        e.preventDefault()
        e.stopPropagation()
        change(removed())
      }
      node.addEventListener('contextmenu', remove)
      node.addEventListener('click', (e) => e.stopPropagation())
      node.addEventListener('keydown', (e) => {
        if (e.key === 'Delete' || e.key === 'Backspace') remove(e)
      })
      handles.push(h)
    }
    if (now.vertices) {
      const all = now.vertices
      all.forEach((v, i) => {
        grip(
          v,
          words.handle(i + 1),
          (to) => polygon(all.map((old, n) => (n === i ? to : old))),
          () => polygon(all.filter((_, n) => n !== i)),
        )
      })
      return
    }
    grip(now.center, words.handle(1), (to) => ({ ...now, center: to }))
    grip(towards(now.center, now.radius_m, 90), words.radius, (to) => ({
      ...now,
      radius_m: Math.round(distance(now.center, to)),
    }))
  }

  let from: LatLng | null = null
  const down = (e: MapMouseEvent | MapTouchEvent) => {
    if (mode !== 'circle' || isGrip(e)) return
    e.preventDefault() // the map stays where it is
    from = back(e.lngLat)
  }
  const move = (e: MapMouseEvent | MapTouchEvent) => {
    if (!from) return
    if (e.originalEvent instanceof MouseEvent && e.originalEvent.buttons === 0) return up() // let go off the map
    area = { center: from, radius_m: Math.max(1, Math.round(distance(from, back(e.lngLat)))) }
    draw()
  }
  const up = () => {
    if (from && area && !area.vertices && area.center === from) change(area)
    from = null
  }
  const isGrip = (e: MapMouseEvent | MapTouchEvent) =>
    e.originalEvent.target instanceof Element && e.originalEvent.target.closest('.map-grip') !== null
  map.on('mousedown', down)
  map.on('mousemove', move)
  map.on('mouseup', up)
  map.on('touchstart', down)
  map.on('touchmove', move)
  map.on('touchend', up)
  map.on('click', (e) => {
    if (mode !== 'polygon' || isGrip(e)) return
    change(polygon([...(area?.vertices ?? []), back(e.lngLat)]))
  })
  map.on('move', grid)
  map.on('moveend', told)
  map.on('load', () => {
    ready = true
    draw()
    grid()
    told()
    element.dataset.ready = 'true'
  })

  return {
    show(next: Scene) {
      scene = next
      draw()
      name()
    },
    edit(next: Area | null, how: Mode) {
      area = next
      mode = how
      element.dataset.mode = how
      if (how === 'look') map.doubleClickZoom.enable()
      else map.doubleClickZoom.disable()
      draw()
      grips()
    },
    fit(to: Scene) {
      const box = extent(datum, to)
      if (box) map.fitBounds(box, { padding: 48, maxZoom: 16, animate: false })
    },
    close() {
      map.remove()
    },
  }
}

export type Engine = ReturnType<typeof openMap>
