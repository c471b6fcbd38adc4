import type { Endpoint } from '@dozo/client'

const parts = (path: string) => path.split('/').slice(1)

/** Endpoints of a path as it was called, those with more fixed words first: as the server looks for them. */
export function endpointsAt<One extends Pick<Endpoint, 'path'>>(
  endpoints: readonly One[],
  path: string,
): One[] {
  const sent = parts(path)
  const places = ({ path: own }: One) => parts(own).filter((part) => part.startsWith('{')).length
  return endpoints
    .filter((one) => {
      const wanted = parts(one.path)
      return (
        wanted.length === sent.length &&
        wanted.every((part, i) => (part.startsWith('{') ? sent[i] !== '' : part === sent[i]))
      )
    })
    .toSorted((a, b) => places(a) - places(b))
}
