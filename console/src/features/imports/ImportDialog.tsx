import { Button, Checkbox, FileInput, Modal, Select, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queries } from '../../api/client.ts'
import { useContentTypes } from '../../api/content-types.ts'
import { useSite } from '../../api/session.ts'
import { useNamed } from '../../ui/named.ts'
import { encodings, formOf, type Encoding } from './file-forms.ts'
import { Trouble } from '../../ui/Trouble.tsx'

/** A file, what it becomes, and what to do with it. */
export function ImportDialog({ close }: { close: () => void }) {
  const { t } = useTranslation(['imports', 'shell'])
  const named = useNamed()
  const { key: site } = useSite()
  const types = useContentTypes().data ?? []
  const [type, setType] = useState<string | null>(types[0]?.key ?? null)
  const [file, setFile] = useState<File | null>(null)
  const [encoding, setEncoding] = useState<Encoding>('utf-8')
  const format = formOf(file?.name ?? '')
  const [options, setOptions] = useState({ dryRun: true, publish: false, createMissing: false })
  const begin = useMutation({
    mutationFn: () =>
      client.imports.create({
        site,
        query: { type: type!, format, ...(format === 'csv' ? { encoding } : {}), ...options },
        body: file!,
      }),
    onSuccess() {
      void queries.invalidateQueries({ queryKey: ['imports', site] })
      close()
    },
  })
  const box = (name: keyof typeof options) => (
    <Checkbox
      label={t(name)}
      description={t(`${name}Help`)}
      checked={options[name]}
      onChange={(event) => setOptions({ ...options, [name]: event.currentTarget.checked })}
    />
  )
  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (type && file) begin.mutate()
  }
  return (
    <Modal opened onClose={close} title={t('begin')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form onSubmit={submit}>
        <Stack>
          {begin.error && <Trouble error={begin.error} />}
          <Select
            label={t('type')}
            required
            allowDeselect={false}
            data={types.map((one) => ({ value: one.key, label: named(one.name) }))}
            value={type}
            onChange={setType}
          />
          <FileInput
            label={t('file')}
            description={t('fileHelp')}
            required
            accept=".csv,.xlsx,.ndjson,.jsonl"
            placeholder={t('chooseFile')}
            value={file}
            onChange={setFile}
          />
          {format === 'csv' && (
            <Select
              label={t('encoding')}
              allowDeselect={false}
              data={encodings.map((one) => ({ value: one, label: t(`encodings.${one}`) }))}
              value={encoding}
              onChange={(next) => setEncoding((next as Encoding) ?? encoding)}
            />
          )}
          {box('dryRun')}
          {box('publish')}
          {box('createMissing')}
          {!file && (
            <Text size="sm" c="dimmed">
              {t('fileFirst')}
            </Text>
          )}
          <Button type="submit" loading={begin.isPending}>
            {options.dryRun ? t('check') : t('beginAct')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
