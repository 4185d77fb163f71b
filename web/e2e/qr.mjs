// A QR code as a phone's camera has it: from the picture alone.
import decodeQR from 'qr/decode.js'

/** What the QR code that an element shows says; throws when there is none that can be read. */
export async function readQr(locator) {
  const png = await locator.screenshot({ animations: 'disabled' })
  const { width, height, pixels } = await locator.page().evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
    canvas.drawImage(picture, 0, 0)
    const { width, height, data } = canvas.getImageData(0, 0, picture.width, picture.height)
    let pixels = ''
    for (const byte of data) pixels += String.fromCharCode(byte)
    return { width, height, pixels: btoa(pixels) }
  }, png.toString('base64'))
  return decodeQR({ width, height, data: Buffer.from(pixels, 'base64') }, { timeLimit: 5000 })
}
