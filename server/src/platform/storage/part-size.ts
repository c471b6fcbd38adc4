/** Of every part but the last. S3 takes no fewer than 5 MiB in one that is not the last, and no more than 10,000 parts. */
export const partBytes = 8 * 1024 * 1024

export const partsIn = (size: number): number => Math.ceil(size / partBytes)
export const startOfPart = (part: number): number => (part - 1) * partBytes
/** How many bytes a part of so many has. */
export const bytesOfPart = (size: number, part: number): number =>
  Math.min(partBytes, size - startOfPart(part))
