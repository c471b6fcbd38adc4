/** How long sessions live. One place, so that the password and session policy of a site can take it over. */
export const sessionLimits = {
  console: { idleMs: 2 * 60 * 60 * 1000, absoluteMs: 24 * 60 * 60 * 1000 },
  site: { idleMs: 7 * 24 * 60 * 60 * 1000, absoluteMs: 30 * 24 * 60 * 60 * 1000 },
} as const

/** `last_seen_at` is written at most this often. */
export const seenEveryMs = 60_000

/** How long an exchanged token still serves calls that were on their way. */
export const spentGraceMs = 10_000

/** Guesses before the first pause, per account and per address, and the longest pause. */
export const guessLimits = {
  account: 5,
  address: 20,
  firstPauseMs: 30_000,
  longestPauseMs: 15 * 60_000,
  forgetMs: 3_600_000,
}
