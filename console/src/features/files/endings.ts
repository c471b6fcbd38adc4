/** `jpg, .PNG` as the server takes them. */
export const endingsIn = (text: string): string[] | null => {
  const found = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,、]+/)
    .map((ending) => ending.replace(/^\./, ''))
    .filter(Boolean)
  return found.length > 0 ? [...new Set(found)] : null
}
