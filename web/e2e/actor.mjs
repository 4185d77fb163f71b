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

/** Puts the actor before the camera of a page that is not open yet. `isStill` holds one picture into the camera instead. */
export async function stand(page, { isStill = false } = {}) {
  const pictures = {}
  for (const [pose, name] of Object.entries(poses))
    pictures[pose] = `data:image/jpeg;base64,${(await readFile(photo(name))).toString('base64')}`
  await page.addInitScript(
    ({ pictures, isStill }) => {
      const lights = { red: 'rgb(12,0,0)', green: 'rgb(0,12,0)', blue: 'rgb(0,0,12)' }
      const asked = { 您的左边: 'turn_left', 您的右边: 'turn_right', 低头: 'nod', 闭上眼睛: 'blink' }
      const loaded = {}
      for (const [pose, src] of Object.entries(pictures)) loaded[pose] = Object.assign(new Image(), { src })
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 512 })
      const draw = () => {
        const screen = document.querySelector('[data-testid=checkin-acting]')
        const words = screen?.querySelector('[role=status]')?.textContent ?? ''
        const colour = Object.keys(lights).find((c) => screen?.classList.contains(c))
        const since = Number(screen?.dataset.since ?? 0)
        const pose = Object.entries(asked).find(([part]) => words.includes(part))?.[1]
        if (screen && screen.dataset.words !== words) {
          screen.dataset.words = words
          screen.dataset.since = String(performance.now())
        }
        // nobody turns at once: a second and a half after the words the head has moved
        const moves = !isStill && pose && performance.now() - since > 1700
        const image = loaded[isStill ? 'straight' : moves ? pose : screen ? 'straight' : 'checkin']
        const c = canvas.getContext('2d')
        c.globalCompositeOperation = 'source-over'
        if (image.complete) c.drawImage(image, 0, 0, 640, 512)
        c.globalCompositeOperation = 'lighter'
        if (colour && !isStill) {
          c.fillStyle = lights[colour]
          c.fillRect(0, 0, 640, 512)
        }
      }
      setInterval(draw, 50)
      navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(20)
    },
    { pictures, isStill },
  )
}
