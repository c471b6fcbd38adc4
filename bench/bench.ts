/** What one benchmark says. `ok`: the last line of the output is the only number that is a goal; the rest explains it. */
export type Result = { value: number; unit: string; ok: boolean }
export type Bench = {
  name: string
  /** What is compared with what. */
  compares: string
  goal: string
  /** Prints a table; gives what the last line says. */
  run(options: Options): Promise<Result>
}

/** `--rounds`, `--seconds` (of one round), `--entries`, `--seed`, `--megabytes`: for short runs while developing. */
export type Options = {
  rounds?: number | undefined
  seconds?: number | undefined
  entries?: number | undefined
  seed?: number | undefined
  megabytes?: number | undefined
}
