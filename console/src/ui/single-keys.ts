import { useLocalStorage } from '@mantine/hooks'

/** Whether single signs are shortcuts. Whoever speaks to the machine, or hits keys by mistake, switches them off. */
export const useSingleKeys = (): [boolean, (on: boolean) => void] => {
  const [value, set] = useLocalStorage({
    key: 'dozo.single-keys',
    defaultValue: true,
    getInitialValueInEffect: false,
  })
  return [value, set]
}
