import { useEffect, useState } from 'react'
import { isConverting } from './ime.ts'

/** What to look for, a quarter of a second after the last key; never half of what is still being converted. */
export function useSearchWords(typed: string): string {
  const wanted = typed.trim()
  const [words, setWords] = useState(wanted)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const settle = () => {
      timer = setTimeout(() => isConverting() || setWords(wanted), 250)
    }
    settle()
    // What is converted is typed already when the conversion ends.
    window.addEventListener('compositionend', settle)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('compositionend', settle)
    }
  }, [wanted])
  return words
}
