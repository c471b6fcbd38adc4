import { Page } from '../../ui/Page.tsx'

export const SettingsPage = () => <Page title="SettingsPage">{null}</Page>
