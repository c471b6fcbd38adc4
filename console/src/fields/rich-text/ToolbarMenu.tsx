import { Menu, Toolbar } from '@mantine/core'
import type { IconBold } from '@tabler/icons-react'
import type { MouseEvent, ReactNode } from 'react'

type Props = { label: string; Icon: typeof IconBold; children: ReactNode }

/** The selection in the text must survive a click beside it. */
export const keepsSelection = (event: MouseEvent) => event.preventDefault()

/** A menu that opens from the toolbar and is one of its stops. */
export const ToolbarMenu = ({ label, Icon, children }: Props) => (
  <Menu position="bottom-start" returnFocus>
    <Menu.Target>
      <Toolbar.Toggle aria-label={label} title={label} onMouseDown={keepsSelection}>
        <Icon size={16} aria-hidden />
      </Toolbar.Toggle>
    </Menu.Target>
    <Menu.Dropdown>{children}</Menu.Dropdown>
  </Menu>
)
