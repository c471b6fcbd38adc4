import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef, type RefObject } from 'react'
import { afterConversion } from '../../../ui/ime.ts'
import { useTabbing } from '../../../ui/keys.ts'
import './preview.css'
import type { PreviewWidth } from './use-preview.ts'

const pixels = { desktop: 1280, phone: 390 }

type Props = { url: string; etag: number; width: PreviewWidth; title: string }

/** A page of somebody else's in the width of a screen, made as small as the place for it. It loads anew with every version. */
export function PreviewFrame({ url, etag, width, title }: Props) {
  const frame = useRef<HTMLIFrameElement>(null)
  const { ref, width: room, height } = useElementSize()
  const scale = room > 0 ? Math.min(1, room / pixels[width]) : 1
  const seen = useRef(etag)
  useEffect(() => {
    if (seen.current === etag) return
    const load = () => {
      seen.current = etag
      // The same element: another one would be white until the page is there again.
      if (frame.current) frame.current.src = url
    }
    // A page that takes the focus would end the conversion of the next word.
    return afterConversion(load)
  }, [etag, url])
  const watched = useKeptFocus(frame)
  return (
    <div ref={ref} className="preview-room" role="group" aria-label={title} {...watched}>
      <iframe
        ref={frame}
        title={title}
        src={url}
        sandbox="allow-scripts allow-same-origin allow-forms allow-popups"
        referrerPolicy="no-referrer"
        style={{
          width: pixels[width],
          height: height / scale,
          transform: `translateX(${Math.max(0, (room - pixels[width] * scale) / 2)}px) scale(${scale})`,
        }}
      />
    </div>
  )
}

/** Many pages take the focus when they have loaded, out of the middle of a word: it is given back, unless somebody went there. */
function useKeptFocus(frame: RefObject<HTMLIFrameElement | null>) {
  const pointed = useRef(false)
  const tabbing = useTabbing()
  useEffect(() => {
    // Where one points with a finger, the page covers what is written, and nobody writes meanwhile.
    if (!matchMedia('(hover: hover)').matches) return
    const leave = ({ target }: FocusEvent) => {
      // By keys one goes where one wants to, forwards and backwards.
      if (tabbing()) return
      // Who has it now is known in the next task.
      setTimeout(() => {
        if (!frame.current || document.activeElement !== frame.current || pointed.current) return
        if (target instanceof HTMLElement) target.focus({ preventScroll: true })
      })
    }
    document.addEventListener('focusout', leave)
    return () => document.removeEventListener('focusout', leave)
  }, [frame, tabbing])
  return {
    onPointerEnter: () => (pointed.current = true),
    onPointerLeave: () => (pointed.current = false),
  }
}
