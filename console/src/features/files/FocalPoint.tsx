import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { thumbnailOf, type SiteFile } from '../../api/files.ts'
import { useSite } from '../../api/session.ts'
import { toNumber } from '../../fields/number/Input.tsx'
import { keyOf } from '../../ui/keys.ts'
import type { Draft } from './draft.ts'
import { FilePicture } from './FilePicture.tsx'
import './files.css'

type Point = { x: number; y: number }
const middle: Point = { x: 0.5, y: 0.5 }

const steps: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const within = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000

/** The point of a picture that stays in view when it is cut: by a click on it, by the arrows, or as numbers. */
export function FocalPoint({ file, draft }: { file: SiteFile; draft: Draft }) {
  const { t } = useTranslation('files')
  const { key: site } = useSite()
  const [broken, setBroken] = useState(false)
  const said = draft.at<Point | null>('focal')
  const point = said ?? middle
  const theirs = draft.theirs('focal') as Point | null | undefined
  const set = ({ x, y }: Point) => draft.set('focal', { x: within(x), y: within(y) })
  const percent = (part: number) => Math.round(part * 1000) / 10
  function aim(event: MouseEvent<HTMLImageElement>) {
    const box = event.currentTarget.getBoundingClientRect()
    set({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height })
  }
  function step(event: KeyboardEvent) {
    const by = steps[keyOf(event) ?? '']
    if (!by) return
    event.preventDefault()
    const far = event.shiftKey ? 0.1 : 0.01
    set({ x: point.x + by[0] * far, y: point.y + by[1] * far })
  }
  // Of a drawing there is no picture to aim at.
  if (broken) return <FilePicture file={file} height={200} />
  return (
    <Stack gap="xs" role="group" aria-label={t('focal')}>
      <div className="focal-area file-picture" data-image>
        {/* The point on it does the same by keyboard. */}
        <img src={thumbnailOf(site, file)} alt="" onClick={aim} onError={() => setBroken(true)} />
        <button
          type="button"
          className="focal-point"
          aria-label={t('focalAt', { x: percent(point.x), y: percent(point.y) })}
          style={{ left: `${point.x * 100}%`, top: `${point.y * 100}%` }}
          onKeyDown={step}
        />
      </div>
      <Text size="xs" c="dimmed">
        {t('focalHelp')}
      </Text>
      {theirs && (
        <Text size="xs" role="status">
          {t('theirs', { text: `${percent(theirs.x)}% / ${percent(theirs.y)}%` })}
        </Text>
      )}
      <Group gap="sm" align="flex-end">
        <Percent label={t('focalX')} value={point.x} onChange={(x) => set({ ...point, x })} />
        <Percent label={t('focalY')} value={point.y} onChange={(y) => set({ ...point, y })} />
        {said && (
          <Button size="xs" variant="subtle" onClick={() => draft.set('focal', null)}>
            {t('focalMiddle')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

type PercentProps = { label: string; value: number; onChange: (part: number) => void }

/** Full-width digits are digits; what is no number yet stays as it is typed and changes nothing. */
function Percent({ label, value, onChange }: PercentProps) {
  const [text, setText] = useState('')
  const shown = String(Math.round(value * 1000) / 10)
  useEffect(() => setText((old) => (toNumber(old) === Number(shown) ? old : shown)), [shown])
  return (
    <TextInput
      w={130}
      size="xs"
      label={label}
      inputMode="decimal"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        const number = toNumber(event.currentTarget.value)
        if (typeof number === 'number' && number >= 0 && number <= 100) onChange(number / 100)
      }}
      onBlur={() => setText(shown)}
    />
  )
}
