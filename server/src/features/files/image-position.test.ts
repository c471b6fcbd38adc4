import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { filesOf, sha256 } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { quarters } from '../../../test/pictures.ts'
import { withoutPosition } from './image-position.ts'

const dozo = useDozo()
let owner: Ask
let files: ReturnType<typeof filesOf>
const gps = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '35/1 40/1 1234567/31337',
  GPSLongitudeRef: 'E',
  GPSLongitude: '139/1 45/1 7654321/31337',
  GPSDateStamp: '2026:11:24',
}
const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" exif:GPSLatitude="35,40.5678N" dc:source="archive"><exif:GPSLongitude>139,45.4321E</exif:GPSLongitude></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
const [first, second] = [Buffer.alloc(8), Buffer.alloc(8)]
first.writeUInt32LE(1234567)
second.writeUInt32LE(7654321)
const marks = [first.subarray(0, 4), second.subarray(0, 4), '40.5678', '45.4321', '2026:11:24']
/** What it tells, also where it is packed. */
const tells = async (bytes: Buffer) => {
  const { xmp: packet = Buffer.alloc(0) } = await sharp(bytes).metadata()
  return marks.filter((mark) => bytes.includes(mark) || packet.includes(mark)).map(String)
}

const taken = (more: object = gps) =>
  quarters(64, 32)
    .withExif({ IFD0: { Copyright: 'somebody', Make: 'a camera' }, IFD3: more as Record<string, string> })
    .withXmp(xmp)
    .withMetadata({ orientation: 6 })

const formats = {
  jpeg: () => taken().jpeg(),
  png: () => taken().png(),
  webp: () => taken().webp({ lossless: true }),
  avif: () => taken().avif({ lossless: true }),
  tiff: () => taken().tiff(),
}

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  files = filesOf(owner)
})

test.each(Object.keys(formats) as (keyof typeof formats)[])(
  'where a picture was taken is not kept of a %s: pixels, orientation and the rest are',
  async (format) => {
    const sent = await formats[format]().toBuffer()
    expect(
      (await tells(sent)).length,
      'the picture of this test says where it was taken',
    ).toBeGreaterThanOrEqual(2)
    const file = await files.upload(`photo.${format}`, sent)
    const kept = (await owner(`${files.at}/${file.id}/content`)).raw
    expect(await tells(kept)).toEqual([])
    expect([file.hash, file.size]).toEqual([sha256(kept), kept.length])
    expect([file.width, file.height]).toEqual([32, 64])
    const [before, after] = await Promise.all([sharp(sent).metadata(), sharp(kept).metadata()])
    expect(after.orientation).toBe(before.orientation)
    expect(String(after.xmp)).toContain('dc:source="archive"')
    if (format !== 'tiff') expect(String(after.exif)).toContain('somebody')
    const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer()
    expect((await pixels(kept)).equals(await pixels(sent))).toBe(true)
    expect((await dozo.site(`/files/photo.${format}`)).raw.equals(kept)).toBe(true)
  },
)

test('the checksums of a PNG are right, and an EXIF that it kept as packed text is left out', async () => {
  const png = await formats.png().toBuffer()
  const chunk = (type: string, data: Buffer) => {
    const made = Buffer.alloc(12 + data.length)
    made.writeUInt32BE(data.length)
    made.write(type, 4, 'latin1')
    data.copy(made, 8)
    made.writeUInt32BE(crc32(made.subarray(4, -4)), made.length - 4)
    return made
  }
  const exif = (await formats.jpeg().toBuffer()).subarray(30, 1000)
  const profile = `\nexif\n${exif.length}\n${exif.toString('hex')}\n`
  const packed = chunk(
    'zTXt',
    Buffer.concat([Buffer.from('Raw profile type exif\0\0', 'latin1'), deflateSync(profile)]),
  )
  const note = chunk('tEXt', Buffer.from('Title\0kept', 'latin1'))
  const cleaned = withoutPosition(
    Buffer.concat([png.subarray(0, 33), packed, note, png.subarray(33)]),
    'image/png',
  )!
  expect(cleaned.includes('Raw profile')).toBe(false)
  expect(cleaned.includes('Title\0kept')).toBe(true)
  const names: string[] = []
  for (let at = 8; at < cleaned.length; at += 12 + cleaned.readUInt32BE(at)) {
    const end = at + 12 + cleaned.readUInt32BE(at)
    const name = cleaned.toString('latin1', at + 4, at + 8)
    names.push(name)
    expect(cleaned.readUInt32BE(end - 4), name).toBe(crc32(cleaned.subarray(at + 4, end - 4)))
  }
  expect(names.at(-1)).toBe('IEND')
})

test('also when the numbers are written the other way round, or the picture stands in another one', async () => {
  const big = Buffer.from(
    'Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0' +
      '\0\x01\0\x02\0\x05\0\0\0\x01\0\0\0\x38\0\0\0\0LATITUDE',
    'latin1',
  )
  const plain = await quarters(8, 8).jpeg().toBuffer()
  const length = Buffer.alloc(2)
  length.writeUInt16BE(big.length + 2)
  const inside = Buffer.concat([
    plain.subarray(0, 2),
    Buffer.from('ffe1', 'hex'),
    length,
    big,
    plain.subarray(2),
  ])
  const cleaned = withoutPosition(Buffer.concat([plain, inside]), 'image/jpeg')!
  expect(cleaned.includes('LATITUDE')).toBe(false)
  expect((await sharp(cleaned.subarray(plain.length)).metadata()).orientation).toBe(6)
})

test('a picture that says nothing of it stays as it is, to the byte', async () => {
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const sent = await quarters(64, 32)
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .toFormat(format)
      .toBuffer()
    const { hash } = await files.upload(`plain.${format}`, sent)
    expect(hash, format).toBe(sha256(sent))
  }
})

test('bent directories are passed over, whatever they point to', async () => {
  const jpeg = await formats.jpeg().toBuffer()
  const start = jpeg.indexOf('Exif\0\0')
  for (let at = start; at < start + 400; at++) {
    const bent = Buffer.from(jpeg)
    bent[at] = 0xff
    expect(() => withoutPosition(bent, 'image/jpeg'), `byte ${at}`).not.toThrow()
    expect(() => withoutPosition(bent.subarray(0, at), 'image/jpeg'), `cut at ${at}`).not.toThrow()
  }
})
