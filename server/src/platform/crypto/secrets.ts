import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
} from 'node:crypto'
import { hkdfSync, randomBytes, sign, verify, type KeyObject } from 'node:crypto'
import { keyFromConfig } from '#platform/crypto/key-file.ts'
import type { Config } from '#platform/config.ts'

/** Everything made from the instance's one secret key. Purposes keep uses apart: each has a key of its own. */
export type Secrets = {
  /** AES-256-GCM: one version byte, 12 bytes nonce, ciphertext, 16 bytes tag. `context` must be the same on opening. */
  seal(purpose: string, plain: Buffer, context?: string): Buffer
  /** Throws when the bytes were changed, or sealed for another purpose, context or key. */
  open(purpose: string, sealed: Buffer, context?: string): Buffer
  /** HMAC-SHA-256, 32 bytes: look-ups by values that must not be readable at rest. */
  mac(purpose: string, text: string): Buffer
  /** Ed25519 signature, 64 bytes. */
  sign(purpose: string, message: Buffer): Buffer
  verify(purpose: string, message: Buffer, signature: Buffer): boolean
}

const version = 1

export async function openSecrets(config: Pick<Config, 'dataDir' | 'secretKey'>): Promise<Secrets> {
  return createSecrets(await keyFromConfig(config))
}

function createSecrets(master: Buffer): Secrets {
  const keys = new Map<string, Buffer>()
  const keyFor = (purpose: string) => {
    const known = keys.get(purpose)
    if (known) return known
    const made = Buffer.from(hkdfSync('sha256', master, 'dozo', purpose, 32))
    keys.set(purpose, made)
    return made
  }
  return {
    seal: (purpose, plain, context = '') => sealWith(keyFor(`seal ${purpose}`), plain, context),
    open: (purpose, sealed, context = '') => openWith(keyFor(`seal ${purpose}`), sealed, context),
    mac: (purpose, text) =>
      createHmac('sha256', keyFor(`mac ${purpose}`))
        .update(text)
        .digest(),
    sign: (purpose, message) => sign(null, message, signingKey(keyFor(`sign ${purpose}`))),
    verify: (purpose, message, signature) =>
      verify(null, message, createPublicKey(signingKey(keyFor(`sign ${purpose}`))), signature),
  }
}

/** Encrypts with a key that is kept elsewhere (a member's own). Shape as `Secrets.seal`. */
export function sealWith(key: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(context))
  return Buffer.concat([Buffer.of(version), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

export function openWith(key: Buffer, sealed: Buffer, context: string): Buffer {
  if (sealed[0] !== version || sealed.length < 29) throw new Error('these bytes were not sealed here')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()])
}

/** RFC 8410: an Ed25519 private key is these 16 bytes and a 32 byte seed. */
function signingKey(seed: Buffer): KeyObject {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  return createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
}

/** A credential that is shown once: a readable prefix and 256 random bits. Only `hashToken` of it is kept. */
export const newToken = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`

/** SHA-256. Enough for 256 random bits; never for passwords. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()
