import { Page } from '../../ui/Page.tsx'

export const SitesPage = () => <Page title="SitesPage">{null}</Page>
