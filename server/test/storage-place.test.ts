import { expect, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { storagePlace } from '#platform/storage/storage-place.ts'

test('keys for s3: come from the settings of the SDK, the token of temporary ones with them', () => {
  const env = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_SESSION_TOKEN: 'c' }
  expect(readConfig(env).storageKey).toEqual({ id: 'a', secret: 'b', token: 'c' })
})

test.each([
  ['', { kind: 'file' }],
  ['file:', { kind: 'file' }],
  ['file:///mnt/files', { kind: 'file', folder: '/mnt/files' }],
  [
    's3://company-files/dozo?region=ap-northeast-1',
    {
      bucket: 'company-files',
      folder: 'dozo',
      region: 'ap-northeast-1',
      endpoint: '',
      pathStyle: false,
      direct: true,
    },
  ],
  [
    's3://files?endpoint=http://minio:9000&public=https://files.example.com&direct=off',
    {
      folder: '',
      region: 'us-east-1',
      endpoint: 'http://minio:9000',
      publicEndpoint: 'https://files.example.com',
      pathStyle: true,
      direct: false,
    },
  ],
  ['s3://files?endpoint=https://s3.example.com&style=host', { pathStyle: false }],
])('%s says where files are kept', (url, place) => {
  expect(storagePlace(url)).toMatchObject(place)
})

test.each([
  '/mnt/files',
  'file://relative',
  's3:',
  's3://',
  's3://Files?region=x',
  's3://files',
  's3://key:secret@files?region=x',
  's3://files/../other?region=x',
  's3://files?region=x&endpoint=https://s3.example.com/path',
  's3://files?region=x&endpoint=https://key:secret@s3.example.com',
  's3://files?region=x&endpoint=ftp://s3.example.com',
  's3://files?region=x&region=y',
  's3://files?region=x&endpoint=https://s3.example.com%23x',
  's3://files?region=x&colour=red',
  's3://files?region=x&style=both',
  's3://files?region=x&direct=perhaps',
  'gs://files',
])('%j does not, and the server says so before it starts', (url) => {
  expect(storagePlace(url)).toBeUndefined()
  expect(() => readConfig({ DOZO_STORAGE: url })).toThrow(/DOZO_STORAGE .* s3:\/\/bucket/)
})
