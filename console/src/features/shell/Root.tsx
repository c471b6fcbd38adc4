import { Outlet } from '@tanstack/react-router'
import { SessionEnded } from '../sessions/SessionEnded.tsx'

export const Root = () => (
  <>
    <Outlet />
    <SessionEnded />
  </>
)
