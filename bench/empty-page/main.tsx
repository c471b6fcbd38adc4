// A page of Mantine with a heading and one input: what the console is measured against.
import '@mantine/core/styles.css'
import { MantineProvider, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'

function Page() {
  const [text, setText] = useState('')
  return (
    <>
      <Title order={1}>Empty</Title>
      <TextInput label="Text" value={text} onChange={(event) => setText(event.currentTarget.value)} />
    </>
  )
}

createRoot(document.getElementById('root')!).render(
  <MantineProvider>
    <Page />
  </MantineProvider>,
)
