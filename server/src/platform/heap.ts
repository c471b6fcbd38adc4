import { setFlagsFromString } from 'node:v8'

/**
 * Collects when what lives in the heap has grown by half. By itself V8 lets a heap on a large machine grow to several times what lives in
 * it: measured, the server held 436 MB instead of 320, and an import 466 instead of 340, for the same processor time.
 */
export const keepHeapSmall = (): void => setFlagsFromString('--heap-growing-percent=50')
