// The few parts of autocannon that the load generator uses; the package brings no types.
declare module 'autocannon' {
  type Result = {
    requests: { average: number; total: number }
    latency: { p50: number; p97_5: number; p99: number }
    errors: number
    non2xx: number
    '2xx': number
  }
  type Options = { url: string; connections: number; duration: number; headers?: Record<string, string> }
  export default function autocannon(options: Options): Promise<Result>
}
