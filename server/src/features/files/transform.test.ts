import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { succeeded } from '../../../test/content.ts'
import { filesOf, png } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { about, colourAt, corners, moving, quarters } from '../../../test/pictures.ts'

const dozo = useDozo()
let owner: Ask
let files: ReturnType<typeof filesOf>
const ids: Record<string, string> = {}
const upload = async (name: string, bytes: Buffer, more = {}) =>
  (ids[name] = (await files.upload(name, bytes, more)).id as string)

/** Through a signed address, so that everything may be asked for. */
async function asked(name: string, look: object, headers: Record<string, string> = {}) {
  const path = `${files.at}/${ids[name]}/image-address`
  const { url } = succeeded(await owner(path, { method: 'POST', body: look }))
  const answer = await dozo.site(url.slice(new URL(url).origin.length), { headers })
  if (answer.status !== 200) throw new Error(answer.text)
  return answer
}
const made = async (name: string, look: object) => (await asked(name, look)).raw

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  files = filesOf(owner)
  await upload('wide.png', await quarters(400, 200).png().toBuffer())
  await upload('photo.jpg', await quarters(400, 200).jpeg().toBuffer())
  await upload('moving.gif', await moving(40, 20, 3))
})

test.each([
  [{ w: 100 }, 'png 100x50'],
  [{ h: 100 }, 'png 200x100'],
  [{ w: 100, h: 100 }, 'png 100x50'],
  [{ w: 100, h: 20 }, 'png 40x20'],
  [{ w: 1000 }, 'png 400x200'],
  [{ w: 100, dpr: 2 }, 'png 200x100'],
  [{ w: 100, h: 20, dpr: 1.5 }, 'png 60x30'],
  [{ w: 100, h: 100, fit: 'fill' }, 'png 100x100'],
  [{ w: 800, h: 800, fit: 'fill' }, 'png 800x800'],
  [{ w: 100, h: 100, fit: 'contain' }, 'png 100x100'],
  [{ w: 600, h: 600, fit: 'contain' }, 'png 600x600'],
  [{ w: 100, h: 100, fit: 'cover' }, 'png 100x100'],
  // It is not made larger: what is asked for is made smaller, in the same shape.
  [{ w: 600, h: 600, fit: 'cover' }, 'png 200x200'],
  [{ w: 50, h: 100, fit: 'cover', crop: 'smart' }, 'png 50x100'],
  [{ w: 50, h: 100, fit: 'cover', crop: 'focal' }, 'png 50x100'],
  [{ rotate: 90 }, 'png 200x400'],
  [{ rotate: 90, w: 100 }, 'png 100x200'],
  [{ rotate: 180 }, 'png 400x200'],
  [{ format: 'webp' }, 'webp 400x200'],
  [{ format: 'avif', w: 64 }, 'av1 64x32'],
  [{ format: 'jpeg' }, 'jpeg 400x200'],
  [{ blur: 3, w: 20 }, 'png 20x10'],
])('%j gives %s', async (look, told) => {
  expect(await about(await made('wide.png', look))).toBe(told)
})

test('it is turned clockwise, stretched, and surrounded by what can be seen through', async () => {
  expect(await corners(await made('wide.png', { w: 200 }))).toEqual(['red', 'green', 'blue', 'white'])
  expect(await corners(await made('wide.png', { rotate: 90 }))).toEqual(['blue', 'red', 'white', 'green'])
  expect(await corners(await made('wide.png', { rotate: 180 }))).toEqual(['white', 'blue', 'green', 'red'])
  expect(await corners(await made('wide.png', { rotate: 270 }))).toEqual(['green', 'white', 'red', 'blue'])
  const stretched = await made('wide.png', { w: 60, h: 90, fit: 'fill' })
  expect(await corners(stretched)).toEqual(['red', 'green', 'blue', 'white'])
  const edged = { w: 100, h: 100, fit: 'contain' }
  expect(await corners(await made('wide.png', edged))).toEqual(['clear', 'clear', 'clear', 'clear'])
  expect(await colourAt(await made('wide.png', edged), 0.3, 0.4)).toBe('red')
  // JPEG has nothing to see through.
  expect(await corners(await made('wide.png', { ...edged, format: 'jpeg' }))).toEqual(
    Array.from({ length: 4 }, () => 'white'),
  )
})

test('cut to a square it keeps the middle, or the focal point of the file, also when it is turned', async () => {
  const square = { w: 50, h: 50, fit: 'cover' }
  expect(await corners(await made('wide.png', square))).toEqual(['red', 'green', 'blue', 'white'])
  const focal = { ...square, crop: 'focal' }
  expect(await corners(await made('wide.png', focal))).toEqual(['red', 'green', 'blue', 'white'])
  succeeded(await files.change(ids['wide.png']!, { focal: { x: 1, y: 0 } }))
  expect(await corners(await made('wide.png', focal))).toEqual(['green', 'green', 'white', 'white'])
  expect(await corners(await made('wide.png', { ...focal, rotate: 90 }))).toEqual([
    'white',
    'green',
    'white',
    'green',
  ])
  succeeded(await files.change(ids['wide.png']!, { focal: { x: 0, y: 0 } }))
  expect(await corners(await made('wide.png', focal))).toEqual(['red', 'red', 'blue', 'blue'])
  const middle = await asked('wide.png', square)
  expect(await corners(middle.raw)).toEqual(['red', 'green', 'blue', 'white'])
})

test('cut by what draws the eye it keeps the one thing there is', async () => {
  const spot = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer()
  const image = sharp({ create: { width: 600, height: 100, channels: 3, background: '#ffffff' } })
  await upload(
    'spot.png',
    await image
      .composite([{ input: spot, left: 520, top: 20 }])
      .png()
      .toBuffer(),
  )
  const square = { w: 100, h: 100, fit: 'cover' }
  const reds = async (picture: Buffer) => (await sharp(picture).stats()).channels[1]!.mean < 200
  expect(await reds(await made('spot.png', { ...square, crop: 'smart' }))).toBe(true)
  expect(await reds(await made('spot.png', { ...square, crop: 'center' }))).toBe(false)
})

test('quality is fewer bytes, blur is fewer edges', async () => {
  const noise = await sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .png()
    .toBuffer()
  await upload('noise.png', noise)
  const size = async (look: object) => (await made('noise.png', look)).length
  for (const format of ['jpeg', 'webp', 'avif'])
    expect(await size({ format, q: 20 }), format).toBeLessThan((await size({ format, q: 90 })) / 1.5)
  const spread = async (look: object) =>
    (await sharp(await made('noise.png', look)).stats()).channels[0]!.stdev
  expect(await spread({ blur: 5 })).toBeLessThan((await spread({ w: 300 })) / 3)
})

test('without a format it stays what it is; with auto it becomes what the browser says it shows', async () => {
  const types = async (name: string, accept: string) => {
    const answer = await asked(name, { w: 16, format: 'auto' }, { accept })
    return [answer.headers['content-type'], answer.headers['vary'], (await about(answer.raw)).split(' ')[0]]
  }
  const chrome = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8'
  expect(await types('photo.jpg', chrome)).toEqual(['image/avif', 'Accept', 'av1'])
  expect(await types('photo.jpg', 'image/webp,*/*')).toEqual(['image/webp', 'Accept', 'webp'])
  expect(await types('photo.jpg', 'image/avif;q=0, image/webp')).toEqual(['image/webp', 'Accept', 'webp'])
  expect(await types('photo.jpg', '*/*')).toEqual(['image/jpeg', 'Accept', 'jpeg'])
  expect(await types('wide.png', '')).toEqual(['image/png', 'Accept', 'png'])
  expect(await types('moving.gif', chrome)).toEqual(['image/webp', 'Accept', 'webp'])
  const plain = await asked('photo.jpg', { w: 16 }, { accept: chrome })
  expect([plain.headers['content-type'], plain.headers['vary']]).toEqual(['image/jpeg', undefined])
  const webp = await asked('photo.jpg', { w: 16, format: 'webp' })
  expect(webp.headers['content-disposition']).toBe("inline; filename*=UTF-8''photo.webp")
})

test('what moves goes on moving as WebP and GIF, within a limit, and is its first picture otherwise', async () => {
  expect(await about(await made('moving.gif', { w: 20, format: 'webp' }))).toBe('webp 20x10 3 frames')
  expect(await about(await made('moving.gif', { w: 20 }))).toBe('gif 20x10 3 frames')
  const cut = { w: 10, h: 10, fit: 'cover', format: 'webp' }
  expect(await about(await made('moving.gif', cut))).toBe('webp 10x10 3 frames')
  expect(await about(await made('moving.gif', { ...cut, fit: 'contain' }))).toBe('webp 10x10 3 frames')
  for (const look of [
    { format: 'png' },
    { format: 'avif' },
    { rotate: 90, format: 'webp' },
    { ...cut, crop: 'smart' },
  ]) {
    const picture = await made('moving.gif', look)
    expect(await about(picture), JSON.stringify(look)).not.toContain('frames')
    expect(await colourAt(picture, 0.5, 0.5), JSON.stringify(look)).toBe('red')
  }
  await upload('long.gif', await moving(4, 4, 301))
  expect(await about(await made('long.gif', { format: 'webp' }))).toBe('webp 4x4')
})

test('it is as it is shown, in sRGB, and says nothing of where it comes from', async () => {
  const rotated = await quarters(40, 20)
    .withExif({ IFD0: { Copyright: 'somebody', Orientation: '6' } })
    .withMetadata({ orientation: 6 })
    .withIccProfile('p3')
    .jpeg({ chromaSubsampling: '4:4:4' })
    .toBuffer()
  await upload('rotated.jpg', rotated)
  for (const format of ['jpeg', 'webp', 'avif', 'png']) {
    const picture = await made('rotated.jpg', { format, w: 320, q: 100 })
    const { width, height, exif, icc, orientation } = await sharp(picture).metadata()
    expect([width, height, exif, icc, orientation ?? 1], format).toEqual([20, 40, undefined, undefined, 1])
    expect(await corners(picture), format).toEqual(['blue', 'red', 'white', 'green'])
  }
})

test('a picture that is no picture, or none that is looked at, is not converted', async () => {
  await upload('drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'))
  await upload('text.txt', Buffer.from('text'))
  await upload('scan.tiff', await quarters(8, 8).tiff().toBuffer())
  for (const name of ['drawing.svg', 'text.txt', 'scan.tiff']) {
    const answer = await dozo.site(`/files/${name}?w=64`)
    expect([answer.status, answer.body.code], name).toEqual([422, 'image_fixed'])
    expect((await dozo.site(`/files/${name}?utm_source=x&width=64&s=x`)).status, name).toBe(200)
  }
})

test.each([
  ['w=0', '/w'],
  ['w=4097', '/w'],
  ['w=64.5', '/w'],
  ['w=', '/w'],
  ['w=64&w=128', '/w'],
  ['h=-1', '/h'],
  ['h=1e3', '/h'],
  ['fit=crop', '/fit'],
  ['fit=cover&w=64', '/h'],
  ['fit=contain&h=64', '/w'],
  ['fit=fill', '/w'],
  ['crop=left', '/crop'],
  ['crop=smart&w=64&h=64', '/crop'],
  ['format=gif', '/format'],
  ['format=svg', '/format'],
  ['q=0', '/q'],
  ['q=101', '/q'],
  ['dpr=5&w=64', '/dpr'],
  ['dpr=0.5&w=64', '/dpr'],
  ['dpr=2&w=3840', '/dpr'],
  ['blur=0.1', '/blur'],
  ['blur=101', '/blur'],
  ['rotate=45', '/rotate'],
  ['rotate=', '/rotate'],
  ['preset=Card', '/preset'],
  ['preset=nothing', '/preset'],
  ['preset=__proto__', '/preset'],
])('%s is refused and says where', async (query, path) => {
  const answer = await dozo.site(`/files/photo.jpg?${query}`)
  expect([answer.status, answer.body.code]).toEqual([400, 'bad_query'])
  expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path)
  expect(answer.body.errors[0].message).not.toMatch(/^[a-z_]+$/)
})

test('the largest picture that can be asked for is made, and nothing is larger', async () => {
  await upload('long.png', await png(6000, 2))
  expect(await about(await made('long.png', { format: 'webp' }))).toBe('webp 4096x1')
  expect(await about(await made('photo.jpg', { w: 4096, h: 1, fit: 'fill' }))).toBe('jpeg 4096x1')
  await upload('dot.png', await png(1, 1))
  expect(await about(await made('dot.png', { w: 4096, h: 2, fit: 'cover' }))).toBe('png 1x1')
})
