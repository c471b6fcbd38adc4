import type { Import } from '@dozo/client'

export const isUnder = (status: string | undefined) => status === 'waiting' || status === 'running'
export const isRunning = (one: Import) => isUnder(one.status)
