// Somebody in front of a phone's camera: real photos of one person, who does what the screen asks under its colour.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const photo = (name) => fileURLToPath(new URL(`../../var/faces/${name}`, import.meta.url))

/** Photos of the person for the record. */
export const record = ['franck_02159.jpg', 'franck_02221.jpg', 'franck_02683.jpg'].map(photo)

const poses = {
  straight: 'franck_01829.jpg',
  checkin: 'franck_02888.jpg',
  turn_left: 'franck_03909.jpg',
  turn_right: 'franck_04000.jpg',
  nod: 'franck_03979.jpg',
  blink: 'franck_04000.jpg',
}

/** Somebody else, who is asked in vain. */
const somebodyElse = 'cage.jpg'

/**
 * Puts the actor before the camera of a page that is not open yet, in a check-in and in a roll call. `isStill` holds
 * one picture into the camera instead, `isElse` that of somebody else; `isEnrolled` moves a little after each picture
 * that is taken for the record.
 */
export async function stand(page, { isStill = false, isElse = false, isEnrolled = false } = {}) {
  const pictures = {}
  if (isEnrolled)
    for (const [n, path] of record.entries())
      pictures[`record${n}`] = `data:image/jpeg;base64,${(await readFile(path)).toString('base64')}`
  for (const [pose, name] of Object.entries(poses))
    pictures[pose] =
      `data:image/jpeg;base64,${(await readFile(photo(isElse ? somebodyElse : name))).toString('base64')}`
  await page.addInitScript(
    ({ pictures, isStill }) => {
      const lights = { red: 'rgb(12,0,0)', green: 'rgb(0,12,0)', blue: 'rgb(0,0,12)' }
      const asked = { 您的左边: 'turn_left', 您的右边: 'turn_right', 低头: 'nod', 闭上眼睛: 'blink' }
      const loaded = {}
      for (const [pose, src] of Object.entries(pictures)) loaded[pose] = Object.assign(new Image(), { src })
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 512 })
      const find = (id) => document.querySelector(`[data-testid=${id}]`)
      const draw = () => {
        const call = find('rollcall-challenge')
        const screen = find('checkin-acting') ?? call
        const words = (screen?.querySelector('[role=status]') ?? screen)?.textContent ?? ''
        const colour = Object.keys(lights).find((c) => screen?.classList.contains(c))
        const since = Number(screen?.dataset.since ?? 0)
        const pose = Object.entries(asked).find(([part]) => words.includes(part))?.[1]
        if (screen && screen.dataset.words !== words) {
          screen.dataset.words = words
          screen.dataset.since = String(performance.now())
        }
        // nobody turns at once: a while after the words the head has moved
        const moves = !isStill && pose && performance.now() - since > (call ? 500 : 1700)
        const speaks = call?.dataset.kind === 'digits' && !isStill && Math.floor(performance.now() / 430) % 2
        const taken = document.querySelectorAll('[data-testid=enrol-picture]').length
        const image =
          loaded[`record${taken % 3}`] ??
          loaded[isStill ? 'straight' : moves ? pose : screen && !speaks ? 'straight' : 'checkin']
        const c = canvas.getContext('2d')
        c.globalCompositeOperation = 'source-over'
        if (image.complete && image.naturalWidth) {
          const scale = Math.max(640 / image.naturalWidth, 512 / image.naturalHeight)
          const [w, h] = [image.naturalWidth * scale, image.naturalHeight * scale]
          c.drawImage(image, (640 - w) / 2, (512 - h) / 2, w, h)
        }
        c.globalCompositeOperation = 'lighter'
        if (colour && !isStill) {
          c.fillStyle = lights[colour]
          c.fillRect(0, 0, 640, 512)
        }
      }
      setInterval(draw, 50)
      const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = async ({ video, audio }) => {
        if (!video) return real({ audio })
        const stream = canvas.captureStream(20)
        if (audio) for (const track of (await real({ audio })).getAudioTracks()) stream.addTrack(track)
        return stream
      }
    },
    { pictures, isStill },
  )
}
